"""One detail of a sentence changed: a number, a name, a negation, a date, two words inside a quotation; and what a comparison finds of it.

Each edit is a function from a random source and a sentence to the sentence with one detail changed and where, or None where it has none.
Used by the tests and by ``benchmarks/conflicts.py``.
"""

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

import edits

from storycompare import Comparison, Version, compare
from storycompare.model import Sentence
from storycompare.text.quotes import quoted
from storycompare.text.reading import Reading, read
from storycompare.text.tokens import FUNCTION_WORDS, WEEKDAYS

_WORDED = "three four five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty forty".split()
_HELPS = re.compile(r"\b(?:is|was|are|were|will|would|could|should|had|has|have|can)\b(?! (?:not|never|no)\b)(?= \w)")
_NOT = re.compile(r"(?<=\w) not\b(?! (?:only|just|until))|n[’']t\b")


class Edited(NamedTuple):
    """A sentence with one detail changed, and the characters of it that are new (empty: something was taken out)."""

    text: str
    start: int
    end: int


Edit = Callable[[Random, Reading], Edited | None]


def _put(text: str, start: int, end: int, new: str) -> Edited:
    return Edited(text[:start] + new + text[end:], start, start + len(new))


def number(random: Random, side: Reading) -> Edited | None:
    """Another value for one number that is no part of a date."""
    able = [n for n in side.numbers if not any(d.start < n.end and n.start < d.end for d in side.dates)]
    text, able = side.sentence.text, [n for n in able if not n.unit.endswith(("st", "nd", "rd", "th"))]
    if not able:
        return None
    one = random.choice(able)
    written = text[one.start : one.end]
    if figure := re.search(r"\d[\d,.]*", written):
        digits = figure.group()
        place = next(k for k, digit in enumerate(digits) if digit.isdigit())
        other = random.choice([d for d in "123456789" if abs(int(d) - int(digits[place])) > 1])
        at = one.start + figure.start() + place
        return _put(text, at, at + 1, other)
    word = re.match(r"[^\W\d_]+", written)
    if not word or word.group().lower() in {"a", "an", "half"} or not re.fullmatch(r"[^\W\d_]+(?:\s+\w+)?", written):
        return None
    other = random.choice([w for w in _WORDED if w != word.group().lower() and not (word.group().lower().endswith("ty") and w == "ten")])
    if re.search(r"\s|-", written) and word.group().lower().endswith("ty"):
        return None  # "twenty-one" is one number, not a word and a word
    return _put(text, one.start, one.start + word.end(), other.capitalize() if word.group()[0].isupper() else other)


def name(random: Random, side: Reading) -> Edited | None:
    """An invented last word for one name outside quotation marks."""
    spoken = {k for first, last in side.spoken for k in range(first, last)}
    able = [n for n in side.names if n.last - 1 not in spoken and len(side.keys[n.last - 1]) > 2]
    if not able:
        return None
    word = side.words[random.choice(able).last - 1]
    written = side.sentence.text[word.start : word.end]
    tail = re.search(r"[’']s$", written)
    return _put(side.sentence.text, word.start, word.end - (len(tail.group()) if tail else 0), edits.word(random).capitalize() + "ard")


def negation(random: Random, side: Reading) -> Edited | None:
    """A "not" put in or taken out, outside quotation marks."""
    text = side.sentence.text
    inside = quoted(text)

    def outside(m: re.Match[str]) -> bool:
        return not any(a <= m.start() < b for a, b in inside)

    gone, new = [m for m in _NOT.finditer(text) if outside(m)], [m for m in _HELPS.finditer(text) if outside(m)]
    if gone:
        m = random.choice(gone)
        return _put(text, m.start(), m.end(), "")
    if new and not side.negated:
        m = random.choice(new)
        return _put(text, m.end(), m.end(), " not")
    return None


def date(random: Random, side: Reading) -> Edited | None:
    """Another weekday."""
    able = [d for d in side.dates if d.grain == "weekday" and side.sentence.text[d.start : d.end].lower() in WEEKDAYS]
    if not able:
        return None
    one = random.choice(able)
    other = random.choice([day for day in sorted(WEEKDAYS) if not day.startswith(one.key)])
    return _put(side.sentence.text, one.start, one.end, other.capitalize())


def quotation(random: Random, side: Reading) -> Edited | None:
    """Two words that stand together inside quotation marks, one of them with news, for two invented ones."""
    numbered = [k for k, w in enumerate(side.words) if any(n.start <= w.start < n.end for n in side.numbers)]
    able = [
        k
        for first, last in side.spoken
        for k in range(first, last - 1)
        if last - first > 4 and {k, k + 1}.isdisjoint(numbered) and not {side.keys[k], side.keys[k + 1]} <= FUNCTION_WORDS
        if re.fullmatch(r"\s", side.sentence.text[side.words[k].end : side.words[k + 1].start])
    ]
    if not able:
        return None
    k = random.choice(able)
    new = f"{edits.word(random)} {edits.word(random)}"
    return _put(side.sentence.text, side.words[k].start, side.words[k + 1].end, new)


DETAILS: dict[str, Edit] = {"number": number, "name": name, "negation": negation, "date": date, "quote": quotation}
"""Each kind of difference and the edit that makes one."""
AS_WELL = {"name": {"place", "attribution"}, "number": {"date"}}
"""Other kinds that say as much: a name that stands after "in" is a place."""


def reading(text: str) -> Reading:
    """A sentence read by itself."""
    return read(Sentence(text, 0, len(text), 0), quoted(text))


def compared(one: Sequence[str], other: Sequence[str]) -> Comparison:
    """Two texts, given as sentences, compared."""
    return compare([Version.from_sentences([[text] for text in side], id=id) for id, side in (("a", one), ("b", other))])


class Seen(NamedTuple):
    """What a comparison with the edited copy says: of the sentence that was changed, its kinds there; and differences anywhere else."""

    number: int
    before: str
    after: str
    kinds: set[str]
    conflict: bool
    elsewhere: list[tuple[str, str, str]]


def edited(kind: str, seed: object, original: Sequence[str]) -> tuple[int, Edited] | None:
    """The number of a sentence and the sentence with one detail changed; the same seed, the same edit."""
    random = Random(f"{kind} {seed}")
    for place in random.sample(range(len(original)), len(original)):
        if (
            len(original[place]) > 30
            and original.count(original[place]) == 1
            and (found := DETAILS[kind](random, reading(original[place])))
        ):
            return place, found
    return None


def seen(kind: str, seed: object, original: Sequence[str]) -> Seen | None:
    """What a comparison finds of one detail changed in a text; None where no sentence of it has such a detail."""
    if (made := edited(kind, seed, original)) is None:
        return None
    place, new = made
    texts = [*original[:place], new.text, *original[place + 1 :]]
    comparison = compared(original, texts)
    start = comparison.versions[1].sentences[place].start
    kinds, conflict, elsewhere = set(), False, []
    for match in comparison.matches:
        for d in match.differences:
            if match.a.sentence == match.b.sentence == place and d.b.start <= start + new.end + 1 and start + new.start <= d.b.end + 1:
                kinds.add(d.kind)
                conflict |= d.conflict
            elif match.a.sentence == match.b.sentence != place:
                elsewhere.append((d.kind, d.a.text, d.b.text))
    return Seen(place, original[place], new.text, kinds, conflict, elsewhere)


def _dropped(random: Random, original: Sequence[str]) -> tuple[list[str], int]:
    place = random.choice(_single(original))
    return [*original[:place], *original[place + 1 :]], place


def _added(random: Random, original: Sequence[str]) -> tuple[list[str], int]:
    place = random.randrange(len(original) + 1)
    return [*original[:place], edits.invented(random, 8, 20), *original[place:]], place


def _moved(random: Random, original: Sequence[str]) -> tuple[list[str], int]:
    place = random.choice(_single(original))
    rest = [*original[:place], *original[place + 1 :]]
    away = [k for k in range(len(rest) + 1) if abs(k - place) > 1] or [0 if place else len(rest)]
    to = random.choice(away)
    return [*rest[:to], original[place], *rest[to:]], place


def _single(original: Sequence[str]) -> list[int]:
    """The sentences that stand once, and are long enough to be told from others."""
    return [k for k, text in enumerate(original) if original.count(text) == 1 and len(edits.news(text)) >= edits.LEAST] or [0]


SENTENCES = {"dropped": _dropped, "added": _added, "moved": _moved}
"""What is done to a whole sentence."""


def sentence(kind: str, seed: object, original: Sequence[str], *, strict: bool = False) -> bool:
    """Whether a comparison finds that one sentence was dropped, added or moved, and calls no other changed.

    What was dropped may be matched in part with a sentence that says something of it; ``strict`` counts that as not found.
    """
    texts, place = SENTENCES[kind](Random(f"{kind} {seed}"), original)
    comparison = compared(original, texts)
    alone = {(one.version, one.sentence) for one in comparison.additions}
    if any(match.differences for match in comparison.matches if match.relation == "verbatim"):
        return False
    if kind == "moved":
        return not alone and any(m.moved and m.relation == "verbatim" for m in comparison.matches if m.a.sentence == place)
    if kind == "dropped" and not strict:
        return not any(match.relation != "partial" for match in comparison.matches if match.a.sentence == place)
    return alone == {("a" if kind == "dropped" else "b", place)}
