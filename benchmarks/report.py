"""The HTML report of a large story: its size, what it costs to make, and, in Chromium, to open, filter and pair, beside the demo's.

``python benchmarks/report.py [VERSIONS [SENTENCES]]``; the story is made up, from facts that each version varies.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from storycompare import Version, compare
from storycompare.cli.sources import bundled_story

NOUNS = (
    "council bridge river minister officer harbour budget engineer police report court union teacher hospital doctor factory worker strike"
    " school road train station island boat storm flood rescue village mayor election lawyer witness family market farmer grain power plant"
    " coal border soldier treaty embassy visa camp bank loan currency tariff ship container customs vaccine patient university exam rocket"
).split()
VERBS = "opened found warned asked moved built cut raised refused joined signed visited blamed planned stopped started sold".split()
FACTS, SHARED = 160, 0.7
TIMED = """
const clock = () => performance.now(), wait = (query, value) => {
  const from = clock(), select = document.querySelector(query);
  select.value = value === null ? select.options[2].value : value;
  select.dispatchEvent(new Event("change", {bubbles: true}));
  document.body.offsetHeight;
  return clock() - from;
};
const opened = performance.getEntriesByType("navigation")[0].loadEventEnd;
return [opened, document.getElementsByTagName("*").length, wait("[name=kind]", "number"), wait("[name=kind]", ""), wait("[name=right]", null)];
"""


def sentence(dice):
    a, b, c, d, e, f = dice.sample(NOUNS, 6)
    return f"The {a} {dice.choice(VERBS)} the {b} near the {c}, where {dice.randint(2, 990)} {d}s {dice.choice(VERBS)} the {e} of the {f}."


def varied(dice, text):
    words = text.split()
    for _ in range(dice.choice([0, 1, 2, 3, 5])):
        words[dice.randrange(1, len(words) - 1)] = dice.choice(NOUNS)
    return " ".join(words)


def story(versions, sentences, dice):
    facts = [sentence(dice) for _ in range(max(FACTS, sentences))]
    for number in range(versions):
        shared = [varied(dice, fact) for fact in dice.sample(facts, int(SHARED * sentences))]
        told = shared + [sentence(dice) for _ in range(sentences - len(shared))]
        dice.shuffle(told)
        yield Version.from_sentences([told[k : k + 4] for k in range(0, sentences, 4)], outlet=f"Outlet {number + 1}")


def made(name, versions, folder):
    start = time.process_time()
    result = compare(versions, id=name)
    compared = time.process_time()
    page = result.to_html()
    path = Path(folder) / f"{name}.html"
    path.write_text(page, encoding="utf-8")
    cost = (time.process_time() - compared) / (compared - start)
    size = f"{len(result.matches)} matches, {len(page.encode()) / 1e6:.1f} MB"
    print(f"{name}: {len(versions)} versions, {size}; making the page costs {cost:.2f} of comparing")
    return path


def opened(paths):
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(flag)
    options.binary_location = "/usr/bin/chromium"
    with webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver")) as browser:
        for path in paths:
            browser.get(path.as_uri())
            yield path.stem, browser.execute_script(TIMED)


def main(versions=30, sentences=100):
    compare(bundled_story().versions).to_html()
    with tempfile.TemporaryDirectory() as folder:
        large = list(story(int(versions), int(sentences), random.Random(7)))
        paths = [made("demo", bundled_story().versions, folder), made("large", large, folder)]
        first = None
        for name, (load, elements, narrow, widen, pair) in opened(paths):
            first = first or load
            times = f"filtering takes {narrow / load:.3f} and {widen / load:.3f}, pairing two versions {pair / load:.3f} of opening"
            print(f"{name}: {elements} elements; opening takes {load / first:.1f} times the demo's; {times}")


if __name__ == "__main__":
    main(*sys.argv[1:])
