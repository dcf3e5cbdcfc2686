"""What became of those whom a number counts: killed, injured, arrested, missing; two tolls count the same, whatever words stand around."""

from __future__ import annotations

from storycompare.text.numbers import Number
from storycompare.text.reading import Reading
from storycompare.text.tokens import FUNCTION_WORDS

AFTER = 5
"""Most words between a number and what became of those it counts: "seven more people have now been killed"."""
BEFORE = 4
"""Most words between what became of them and the number after it: "killing some or all of the 30"."""
_FATES = {
    word: group.split()[0]
    for group in (
        "killed kill kills killing dead died die dies dying death deaths fatalities slain perished drowned",
        "injured injuring injures injuries wounded wounding wounds hurt",
        "arrested arrests arresting arrest detained detaining detentions apprehended apprehensions jailed",
        "displaced displacing evacuated evacuating homeless uprooted",
        "missing",
        "rescued rescuing",
    )
    for word in group.split()
}
WORDS = frozenset(_FATES)
_NOT_COUNTED = frozenset("$ € £ ¥ % second minute hour day week month year decade time mile percent in pm am".split())


def fate(side: Reading, number: Number) -> str:
    """Return what became of those whom a number counts, told after it or before it with no other number between; nothing where it is not."""
    if number.unit in _NOT_COUNTED or number.unit.removesuffix("s") in _NOT_COUNTED:
        return ""
    inside = [k for k, word in enumerate(side.words) if word.start < number.end and number.start < word.end]
    others = {k for n in side.numbers if n is not number for k, word in enumerate(side.words) if word.start < n.end and n.start < word.end}
    for places in (range(inside[-1] + 1, min(len(side.keys), inside[-1] + 2 + AFTER)), range(inside[0] - 1, max(-1, inside[0] - 2 - BEFORE), -1)):
        for k in places:
            if k in others:
                break
            if side.keys[k] in _FATES:
                return _FATES[side.keys[k]]
    return ""
