"""What became of those whom a number counts: killed, injured, arrested. Two tolls count the same, whatever words stand around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from storycompare.diff import ranges
from storycompare.text.numbers import Number
from storycompare.text.reading import Reading

AFTER = 6
"""So many words after a number are looked at first: "seven more people have now been killed"."""
BEFORE = 5
"""So many before it, nearest first: "killed some or all of the 30"."""
_FATES = {
    word: group.split()[0]
    for group in (
        "killed kill kills killing dead died die dies dying death deaths fatalities slain perished drowned",
        "injured injuring injures injuries wounded wounding wounds hurt",
        "arrested arrests arresting arrest detained detaining detentions apprehended apprehensions jailed",
        "displaced displacing evacuated evacuating homeless uprooted",
        "rescued rescuing",
        "missing",
    )
    for word in group.split()
}
_WORDS = frozenset(_FATES)
_NOBODY = frozenset("$ € £ ¥ % second minute hour day week month year decade time mile percent in pm am".split())
"""Units of what is nobody."""


def fates(a: Reading, left: Sequence[Number], b: Reading, right: Sequence[Number]) -> dict[int, str]:
    """Return what became of those whom the numbers count, by each number's identity; nothing where one side tells of no fate."""
    if _WORDS.isdisjoint(a.keys) or _WORDS.isdisjoint(b.keys):
        return {}
    found = {}
    for side, numbers in ((a, left), (b, right)):
        counts = {k for n in side.numbers for k in range(*side.covered(n.start, n.end))}
        found.update({id(n): one for n in numbers if (one := _fate(side, n, counts))})
    for low, high in [*ranges.joined(a, left), *ranges.joined(b, right)]:
        if id(high) in found:  # "40 to 50 people were hurt"
            found.setdefault(id(low), found[id(high)])
    return found


def elsewhere(
    x: Number, y: Number, left: Sequence[Number], right: Sequence[Number], fated: dict[int, str], equal: Callable[[Number, Number], bool]
) -> bool:
    """Return whether one of two numbers of two fates is told of its own by the other side: "12 killed, 30 hurt" / "30 hurt, 12 killed"."""
    if id(x) not in fated or id(y) not in fated or fated[id(x)] == fated[id(y)]:
        return False
    return any(equal(one, n) and fated[id(one)] == fated.get(id(n)) for one, others in ((x, right), (y, left)) for n in others)


def _fate(side: Reading, number: Number, counts: set[int]) -> str:
    """Return a fate told after a number or before it, no other number between; nothing where there is none."""
    if number.unit in _NOBODY or number.unit.removesuffix("s") in _NOBODY:
        return ""
    first, last = side.covered(number.start, number.end)
    for places in (range(last, min(len(side.keys), last + AFTER)), range(first - 1, max(-1, first - 1 - BEFORE), -1)):
        for k in places:
            if k in counts:
                break
            if side.keys[k] in _WORDS:
                return _FATES[side.keys[k]]
    return ""
