"""The relation of two matched sentences: verbatim, reworded or partial, judged from the two sentences alone.

Nothing of the rest of the story plays a part, so that a sentence added elsewhere never changes it. Verbatim is a matter of rules; between
reworded and partial decides a weighted sum, fitted by `benchmarks/relations.py fit`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache
from operator import mul
from typing import NamedTuple

from storycompare.match.corpus import Entry
from storycompare.model import Relation
from storycompare.text.negation import NEGATORS
from storycompare.text.tokens import TRIVIAL, stems

SAME = 0.8
"""Least likeness (2 x words in common, over all words) of two quotations of which one is trimmed at an end."""
TAIL = 8
"""Telling words that may stand outside a quotation, however short it is, for two sentences to be the same quotation otherwise framed."""
FRAME = 0.7
"""Telling words that may stand outside a longer quotation, for each inside."""
SPOKEN = 0.4
"""Least share of a sentence's telling words inside its quotation for the quotation to be what the sentence is about."""
WEIGHTS = {
    "lacked": -0.1276,  # words of the longest stretch of news of which the other sentence has nothing
    "alike": 7.6365,  # likeness of the words, in alphabetical order
    "runs": 0.341,  # runs of words in common: many are a paraphrase, one is a fragment that both give
    "spoken": -1.7101,  # share inside quotation marks, in the sentence with less
    "figures": -0.4493,  # numbers that one alone gives
    "negated": -0.4349,  # negations that one has more
    "length": -1.5381,  # words of the longer, as a logarithm
}
"""What speaks for reworded and against partial, in log-odds for each unit."""
BIAS = -0.9003
"""The log-odds of reworded against partial before the traits are weighed."""
REWORDED = -1.1
"""Least log-odds to be called reworded: below even, or the rarer of the two would hardly ever be called (`benchmarks/relations.py fit`)."""
SHORTER = 0.55
"""Least distinct news words of the shorter sentence, for each of the longer, to be called reworded: the same sweep."""
SHARED = 0.3
"""Least share of the shorter sentence's distinct news words that the other has too: alike in little words alone is not alike."""
_TURNS = frozenset(stems("deny denies denied denying denial allegedly supposedly purportedly".split()))
_NEGATORS = frozenset(stems(sorted(NEGATORS)))
_CONDITIONS = frozenset(stems("all because can could except if most only should some unless until will would".split()))
_SAID = r"(?:said|says|added|wrote|announced|reported|confirmed)"
_MARK = r"(?:,|,?[\"”’'»])\s+"
_REST = r"[^,;:\"“”]{0,60}$"
_WHEN = r"(?:on|in|at|during|through|via|late|earlier|last|this|yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
# ", police said on Friday.", ", police told the Gazette.", ", said the minister.", ", according to the ministry."; but what was said is no
# attribution: ", police said the bridge is safe."
_ATTRIBUTION = re.compile(
    rf"{_MARK}(?:[^\s,;:\"“”]+\s+){{1,6}}(?:{_SAID}|told\s+(?:the\s+)?\w+)(?:\W*$|\s+{_WHEN}{_REST})"
    rf"|{_MARK}{_SAID}\b{_REST}|,?\s+according\s+to\b{_REST}",
    re.IGNORECASE,
)
_LONGEST = 24
"""Words from the end among which an attribution is looked for: more than `_ATTRIBUTION` takes in."""


class Shape(NamedTuple):
    """What the relation looks at in one sentence: worked out once, however many matches it has."""

    entry: Entry
    news: frozenset[str]
    letters: str
    ordered: str
    spoken: float
    length: float
    negations: int
    turns: frozenset[str]


def shape(entry: Entry) -> Shape:
    """Return the shape of a sentence."""
    said, news, words = entry.said, frozenset(entry.content), entry.joined.split(" ")
    length = math.log1p(len(words))
    words.sort()
    return Shape(
        entry,
        news,
        "".join(said),
        " ".join(words),
        len(entry.quoted) / max(1, len(said)),
        length,
        0 if _NEGATORS.isdisjoint(news) else entry.negations,
        _TURNS & news,
    )


def relation(a: Entry, b: Entry) -> Relation:
    """Return how two matched sentences relate, the same for (a, b) and (b, a)."""
    return relations((a, b), [(0, 1)])[0]


def relations(entries: Sequence[Entry], pairs: Iterable[tuple[int, int]]) -> list[Relation]:
    """Return the relation of each pair of entry numbers."""
    known = cache(lambda number: shape(entries[number]))
    return [_relation(known(i), known(j)) for i, j in pairs]


def _relation(a: Shape, b: Shape) -> Relation:
    if verbatim(a, b):
        return "verbatim"
    short, long = sorted((len(a.news), len(b.news)))
    if short < SHORTER * long or len(a.news & b.news) < SHARED * short:
        return "partial"
    odds = sum(map(mul, WEIGHTS.values(), traits(a, b)), BIAS)
    return "reworded" if round(odds, 6) >= REWORDED else "partial"


def verbatim(a: Shape, b: Shape) -> bool:
    """Return whether two sentences are the same words, or the same quotation, but for who is said to have said it and how."""
    one, other = a.entry, b.entry
    if one.joined == other.joined:
        return True
    if one.values != other.values or a.negations != b.negations or a.turns != b.turns:
        return False
    return bool(a.letters) and (a.letters == b.letters or _same_trunk(one, other) or _same_quotation(a, b))


def traits(a: Shape, b: Shape) -> tuple[float, ...]:
    """Return what speaks for reworded or for partial, as `WEIGHTS` lists it, each the same for (a, b) and (b, a)."""
    from rapidfuzz.distance import Indel, LCSseq

    one, other = a.entry, b.entry
    # Among equally long alignments the library takes one side's: one order, so that both directions have the same runs.
    blocks = LCSseq.editops(*sorted((one.said, other.said))).as_matching_blocks()
    return (
        max(_lacked(one.content, b.news), _lacked(other.content, a.news)),
        Indel.normalized_similarity(a.ordered, b.ordered),
        len(blocks) - 1,  # the last is always an empty one
        min(a.spoken, b.spoken),
        len(one.values ^ other.values),
        abs(a.negations - b.negations),
        max(a.length, b.length),
    )


def _lacked(words: tuple[str, ...], others: frozenset[str]) -> int:
    """Return the length of the longest stretch of words none of which is among the others."""
    return max(map(len, bytes(map(others.__contains__, words)).split(b"\x01")))


def _same_trunk(a: Entry, b: Entry) -> bool:
    """Return whether two sentences are the same but for an attribution at the end."""
    start = max(2, min(len(a.said), len(b.said)) // 2)
    if a.said[:start] != b.said[:start]:  # as most are, at a glance
        return False
    return _trunk(a) == _trunk(b)


def _trunk(entry: Entry) -> str:
    """Return the letters of the telling words before the attribution that ends a sentence; one that sets a condition is none."""
    words = entry.reading.words
    tail = _ATTRIBUTION.search(entry.reading.sentence.text, words[-_LONGEST:][0].start)
    end = len(entry.said) if tail is None else sum(word.key not in TRIVIAL for word in words if word.start < tail.start())
    ends = end > 1 and 2 * end >= len(entry.said) and _CONDITIONS.isdisjoint(entry.said[end:])
    return "".join(entry.said[:end] if ends else entry.said)


def _same_quotation(a: Shape, b: Shape) -> bool:
    one, other = a.entry, b.entry
    inside = min(len(one.quoted), len(other.quoted))
    if inside < 2 or min(a.spoken, b.spoken) < SPOKEN:
        return False
    outside = max(len(one.said) - len(one.quoted), len(other.said) - len(other.quoted))
    return outside <= max(TAIL, FRAME * inside) and _trimmed(one.quoted, other.quoted)


def _trimmed(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether the shorter run of words stands whole in the longer, and the rest of that is short and sets no condition."""
    short, long = sorted((a, b), key=len)
    size = len(short)
    if 2 * size < SAME * (size + len(long)):
        return False
    return any(long[k : k + size] == short and _CONDITIONS.isdisjoint(long[:k] + long[k + size :]) for k in range(len(long) - size + 1))
