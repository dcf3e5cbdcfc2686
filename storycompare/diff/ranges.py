"""Two numbers joined into one: a range, a vote, a score, a change from one to another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from storycompare.text.numbers import Number
from storycompare.text.reading import Reading
from storycompare.text.tokens import FUNCTION_WORDS

Pair = tuple[Number, Number]

_JOINED = re.compile(r"\s*(?:to|[-\u2010-\u2015\u2212])\s*", re.IGNORECASE)
_AND = re.compile(r"\s*and\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_CHANGE = re.compile(r"\bfrom\s*$", re.IGNORECASE)
_BALLOT = frozenset("vote votes goal goals point points".split())


def counted(number: Number) -> bool:
    """Return whether a number counts something: it has a unit that is no little word."""
    return bool(number.unit) and number.unit not in FUNCTION_WORDS


def joined(side: Reading, found: Sequence[Number]) -> list[Pair]:
    """Return the numbers of a sentence between which there is a dash or a "to" alone, or, after "between", an "and"."""
    text = side.sentence.text
    return [
        (x, y)
        for x, y in pairwise(found)
        if _JOINED.fullmatch(text, x.end, y.start) or (_AND.fullmatch(text, x.end, y.start) and _BETWEEN.search(text[: x.start]))
    ]


def is_range(side: Reading, pair: Pair) -> bool:
    """Return whether a pair is a range, "20 to 25 weeks", and no vote ("7-2"), and no change ("from 20 to 25 percent")."""
    return counted(pair[1]) and pair[1].unit not in _BALLOT and not _CHANGE.search(side.sentence.text[: pair[0].start])


def turned(a: Reading, left: Sequence[Number], b: Reading, right: Sequence[Number]) -> list[tuple[Pair, Pair]]:
    """Return the pairs of one sentence that the other has the other way round, and not as they are too."""
    if len(left) < 2 or len(right) < 2 or not ((ones := joined(a, left)) and (others := joined(b, right))):
        return []
    had = {_values(pair) for pair in ones} & {_values(pair) for pair in others}
    free = [pair for pair in others if _values(pair) not in had]
    found = []
    for one in ones:
        low, high = _values(one)
        other = next((pair for pair in free if _values(pair) == (high, low)), None)
        if low != high and (low, high) not in had and other is not None:
            free.remove(other)
            found.append((one, other))
    return found


def reach(side: Reading, number: Number) -> tuple[float, float]:
    """Return the least and the most that a number says: those of the range it is part of, or else itself twice."""
    for pair in joined(side, side.numbers):
        if number in pair and pair[0].value < pair[1].value and is_range(side, pair):
            return pair[0].value, pair[1].value
    return number.value, number.value


def _values(pair: Pair) -> tuple[float, float]:
    return pair[0].rounded, pair[1].rounded
