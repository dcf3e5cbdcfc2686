"""Near-copies: a text's sentences dropped, added, moved, split, merged and with words changed, and what a comparison makes of them.

Each edit is a function from a random source and sentences to sentences, each of which knows the numbers of the sentences it was made of.
Used by the tests and by ``benchmarks/near_copies.py``.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

from storycompare import Version, compare, load
from storycompare.story.versions import body, ready
from storycompare.text.quotes import quoted
from storycompare.text.tokens import FUNCTION_WORDS, key, words

FIXTURES = Path(__file__).parent.parent / "fixtures"
SHARE = 0.25
"""How many of the sentences an edit touches."""
LEAST = 3
"""Least words that carry news in either half of a split, and in either of two sentences merged."""
ROOM = 4
"""Words that carry news for each that is changed: with more of them changed, a sentence does not survive."""
_CLAUSE = re.compile(r"(?:; |, (?=(?:and|but|while|so|because|although|though|as|after|before|when|who|which|where) )|, (?=\w+ing ))(?=\w)")
_PLAIN = re.compile(r"[^\W\d_]{4,}(?:-[^\W\d_]+)*")
_CLOSE = re.compile(r"[.!?]$")


class Told(NamedTuple):
    """A sentence of the near-copy: its text, the numbers of the sentences it is made of (none: it was added), and what was done to it."""

    text: str
    of: frozenset[int]
    done: tuple[str, ...] = ()


Edit = Callable[[Random, list[Told]], list[Told]]


def news(text: str) -> list[str]:
    """The keys of the words that carry news."""
    return [word.key for word in words(text) if word.key not in FUNCTION_WORDS]


def chosen(random: Random, able: Sequence[int]) -> set[int]:
    """A share of the places that can be edited, one at least where there is one."""
    return set(random.sample(list(able), min(len(able), max(1, round(len(able) * SHARE)))))


def drop(random: Random, told: list[Told]) -> list[Told]:
    gone = chosen(random, range(len(told))) if len(told) > 2 else set()
    return [one for place, one in enumerate(told) if place not in gone]


def add(random: Random, told: list[Told]) -> list[Told]:
    result = list(told)
    for _ in chosen(random, range(len(told))):
        foreign = random.choice([invented(random, 6, 22), random.choice(ELSEWHERE)])
        result.insert(random.randrange(len(result) + 1), Told(foreign, frozenset(), ("added",)))
    return result


def move(random: Random, told: list[Told]) -> list[Told]:
    taken = chosen(random, range(len(told)))
    result = [one for place, one in enumerate(told) if place not in taken]
    for place in sorted(taken):
        one = told[place]
        result.insert(random.randrange(len(result) + 1), one._replace(done=(*one.done, "moved")))
    return result


def split(random: Random, told: list[Told]) -> list[Told]:
    able = {place: halves for place, one in enumerate(told) if (halves := halves_of(one.text))}
    picked = chosen(random, sorted(able))
    result = []
    for place, one in enumerate(told):
        parts = random.choice(able[place]) if place in picked else (one.text,)
        result += [one._replace(text=part, done=(*one.done, "split")) for part in parts] if len(parts) > 1 else [one]
    return result


def halves_of(text: str) -> list[tuple[str, str]]:
    """The ways to make two sentences of one at the start of a clause, outside quotation marks, with news in both."""
    inside = quoted(text)
    ways = []
    for m in _CLAUSE.finditer(text):
        before, after = text[: m.start()], text[m.end() :]
        if not any(a <= m.start() < b for a, b in inside) and min(len(set(news(before))), len(set(news(after)))) >= LEAST:
            ways.append((f"{before}.", after[:1].upper() + after[1:]))
    return ways


def merge(random: Random, told: list[Told]) -> list[Told]:
    able = [place for place, (one, two) in enumerate(pairwise(told)) if _whole(one) and _whole(two) and _CLOSE.search(one.text)]
    picked = chosen(random, able)
    result: list[Told] = []
    place = 0
    while place < len(told):
        one = told[place]
        if place in picked:
            two = told[place + 1]
            joint = random.choice([", and ", "; ", ", while "])
            one = Told(_CLOSE.sub("", one.text) + joint + two.text, one.of | two.of, (*one.done, *two.done, "merged"))
            place += 1
        result.append(one)
        place += 1
    return result


def _whole(one: Told) -> bool:
    return bool(one.of) and not one.done and len(set(news(one.text))) >= LEAST


def change(random: Random, told: list[Told]) -> list[Told]:
    able = [place for place, one in enumerate(told) if len(set(news(one.text))) >= ROOM and one.of]
    picked = chosen(random, able)
    return [changed(random, one) if place in picked else one for place, one in enumerate(told)]


def changed(random: Random, one: Told) -> Told:
    """The sentence with one or two of its plain words replaced by invented ones."""
    able = [m for m in _PLAIN.finditer(one.text) if key(m.group()) not in FUNCTION_WORDS]
    most = min(len(able), max(1, len(set(news(one.text))) // ROOM), 2)
    text = one.text
    for m in sorted(random.sample(able, random.randint(1, most) if most else 0), key=lambda m: -m.start()):
        other = word(random)
        text = text[: m.start()] + (other.capitalize() if m.group()[0].isupper() else other) + text[m.end() :]
    return one._replace(text=text, done=(*one.done, "changed")) if able else one


def everything(random: Random, told: list[Told]) -> list[Told]:
    """All of them, one after the other: a half can have a word changed, a merged sentence can be moved."""
    for edit in (split, merge, change, move, drop, add):
        told = edit(random, told)
    return told


EDITS: dict[str, Edit] = {"drop": drop, "add": add, "move": move, "split": split, "merge": merge, "change": change, "all": everything}


# Made-up text

ELSEWHERE = (
    "The orchestra cancelled its spring tour after two violinists slipped on the ice.",
    "Penguins at the zoo in Alderny have learned to queue for herring, their keeper said on Thursday.",
    "“Nobody steals a tuba by accident,” the conductor Mira Tolnay told a court in Brask.",
    "About 40 percent of the island’s bees did not survive the winter, a survey of 212 hives found.",
    "The chess federation will not replace its president before the congress in October.",
    "Bakers in Lowenfeld said rye had risen by a third since 2019.",
    "It rained.",
    "A spokesman declined to comment.",
    "Astronomers named the comet after a goalkeeper, who has yet to reply.",
    "Two of the seven paintings turned out to be copies, and the museum has closed the wing.",
)
"""Sentences of other stories."""
_SYLLABLES = "ba ce do fi gu ha je ki lo mu na pe qui ro su ta ve wi xa yo zu bran cle dro fra gli ster mon tal rin vek".split()
_SMALL = "the a of in to and for with on at by from that which was were has had is as its their this would could after before".split()


def word(random: Random) -> str:
    """A word of no language."""
    return "".join(random.choice(_SYLLABLES) for _ in range(random.randint(2, 4)))


def invented(random: Random, least: int, most: int, topic: Sequence[str] = ()) -> str:
    """A sentence of invented words; about a third of them from the topic, where there is one."""
    made: list[str] = []
    for place in range(random.randint(least, most)):
        if place % 7 == 6:
            made[-1] += ","
            made.append(random.choice(["and", "but", "while", "after"]))
        dice = random.random()
        made.append(random.choice(_SMALL) if dice < 0.4 else random.choice(topic) if topic and dice < 0.6 else word(random))
    return " ".join(made).capitalize() + "."


def made_up(random: Random, sentences: int) -> list[str]:
    """A text of invented words whose sentences share a topic of twenty."""
    topic = [word(random) for _ in range(20)]
    return [invented(random, 8, 30, topic) for _ in range(sentences)]


# What is found


class Found(NamedTuple):
    """Of one near-copy: how many pairs of a sentence and what became of it there are, those not matched, and what else is said to be alike."""

    survivors: int
    lost: list[tuple[str, Told]]
    wrong: list[tuple[str, str, str]]


def texts(version: Version) -> list[str]:
    """The body sentences of a version."""
    ((read,), _) = ready([version])
    return [read.sentences[place].text for place in body(read)] if read.sentences else []


def fixtures() -> dict[str, list[str]]:
    """The body sentences of every version of the repository's own stories."""
    paths = sorted(path for path in FIXTURES.glob("*/*") if path.suffix in {".txt", ".html", ".md"} and path.name != "README.md")
    found = {
        f"{path.parent.name}/{path.name}": texts(load(path))
        for path in paths
        if path.parent.name not in {"golden", "cases", "pages", "sentences"}
    }
    return {name: sentences for name, sentences in found.items() if len(sentences) > 2}


def found(original: Sequence[str], told: Sequence[Told]) -> Found:
    """What a comparison of a text with its near-copy finds."""
    versions = [
        Version.from_sentences([[text] for text in side], id=id) for id, side in (("a", original), ("b", [one.text for one in told]))
    ]
    comparison = compare(versions)
    a, b = (set(body(version)) for version in comparison.versions)
    relations = {(match.a.sentence, match.b.sentence): match.relation for match in comparison.matches}
    due = {(number, place) for place, one in enumerate(told) for number in one.of if number in a and place in b}
    keys = [tuple(w.key for w in words(text)) for text in original]
    # A sentence the original has twice is as much the one as the other.
    same = {(n, place) for number, place in due for n in range(len(original)) if keys[n] == keys[number]}
    lost = sorted(
        (number, place)
        for number, place in due
        if not any((n, place) in relations for n in range(len(original)) if keys[n] == keys[number])
    )
    wrong = sorted(pair for pair, relation in relations.items() if relation != "partial" and pair not in same)
    return Found(
        len(due),
        [(original[number], told[place]) for number, place in lost],
        [(relations[number, place], original[number], told[place].text) for number, place in wrong],
    )


def near_copy(kind: str, seed: object, original: Sequence[str]) -> list[Told]:
    """The text edited in one way, or in all; the same seed, the same edits."""
    return EDITS[kind](Random(f"{kind} {seed}"), [Told(text, frozenset([number])) for number, text in enumerate(original)])
