"""Times a whole comparison beside the bare floor, and the command beside a bare import, in one run.

    python benchmarks/speed.py [ROUNDS [STORIES.jsonl]]

The floor is `TfidfVectorizer.fit_transform` and one sparse product over the same sentences, and
`rapidfuzz.process.cdist(..., scorer=token_set_ratio)` over all sentence pairs of every two versions. Times are CPU times, the
median of ROUNDS (default 15), each round with another story; quote the ratios, not the milliseconds.
Stories in the batch form, given by path, are timed beside the made-up ones.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from statistics import median

from storycompare import Version, compare, warm_up

SYLLABLES = "ba ro mi ten dal ver sto lin ca per mon tri gel hos ford wick nar ul pen dra sha vel or kin".split()
VERBS = "approved rejected delayed announced criticised praised closed opened reported denied confirmed expected ordered reviewed".split()


def story(rng: random.Random, versions: int, sentences: int) -> list[Version]:
    """Return versions of one made-up story; as in real coverage about half of a version's sentences stand in another in other words."""
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))) for _ in range(1500)]
    names = [word.title() for word in rng.choices(words, k=25)]
    facts = [[*rng.choices(words, k=11), rng.choice(names), str(rng.randrange(2, 900))] for _ in range(2 * sentences)]
    told = []
    for number in range(versions):
        lines = []
        for fact in rng.sample(facts, sentences):
            kept = [word if rng.random() < 0.55 else rng.choice(words) for word in fact]
            lines.append(
                f"The {kept[0]} {rng.choice(VERBS)} the {' '.join(kept[1:6])} of {kept[11]} on {rng.choice(('Monday', 'Friday'))}, and the "
                f"{' '.join(kept[6:11])} took {fact[12]} days, {rng.choice(names)} said."
            )
        told.append(Version.from_sentences([[line] for line in lines], outlet=f"Outlet {number}"))
    return told


def floor(versions: Sequence[Version]) -> None:
    from rapidfuzz import fuzz, process
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [[sentence.text for sentence in version.sentences or ()] for version in versions]
    vectors = TfidfVectorizer().fit_transform([text for version in texts for text in version])
    vectors @ vectors.T
    for a, b in combinations(texts, 2):
        process.cdist(a, b, scorer=fuzz.token_set_ratio)


def seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def command(*arguments: str) -> float:
    """Return the CPU time of a child process."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(arguments: list[str]) -> None:
    rounds = int(arguments[0]) if arguments else 15
    warm_up()
    sets = {f"{v} x {n}": [story(random.Random(seed), v, n) for seed in range(rounds)] for v, n in ((3, 30), (10, 40))}
    if len(arguments) > 1:
        rows = map(json.loads, Path(arguments[1]).read_text("utf-8").splitlines())
        sets["given"] = [[Version.from_sentences(v["paragraphs"], outlet=v["outlet"]) for v in row["versions"]] for row in rows]
    for name, stories in sets.items():
        floor(stories[0])
        bare = median(seconds(lambda told=told: floor(told)) for told in stories)
        whole = median(seconds(lambda told=told: compare(told)) for told in stories)
        matches = median(len(compare(told).matches) for told in stories)
        print(f"{name}: floor {bare * 1e3:.1f} ms, comparison {whole * 1e3:.1f} ms ({matches:.0f} matches): {whole / bare:.2f} floors")
    bare = median(command("-c", "import sklearn.feature_extraction.text, rapidfuzz") for _ in range(5))
    whole = median(command("-m", "storycompare", "demo") for _ in range(5))
    print(f"command: bare import {bare:.2f} s, storycompare demo {whole:.2f} s: {whole / bare:.2f} imports")


if __name__ == "__main__":
    main(sys.argv[1:])
