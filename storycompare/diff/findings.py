"""What every kind of difference looks at, and what it answers with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from storycompare.diff.hunks import Run, slid
from storycompare.diff.rest import Rest
from storycompare.model import Relation
from storycompare.text.reading import Reading


@dataclass(frozen=True, slots=True, eq=False)  # one is as good as itself: what is worked out of it is remembered by it
class Inside:
    """A match seen from inside: its two sentences, the runs between them, those of them that are not equal, and its relation.

    ``left`` and ``right`` are the keys of the words that differ, for a glance at what there cannot be; ``rests`` is what the two
    versions say in all.
    """

    a: Reading
    b: Reading
    runs: Sequence[Run]
    changed: Sequence[Run]
    relation: Relation
    left: frozenset[str]
    right: frozenset[str]
    rests: tuple[Rest, Rest]


@lru_cache(maxsize=8)  # negations and quotations both ask, these once for each
def shifted(match: Inside) -> tuple[Run, ...]:
    """Return the runs of a match, each one-sided one moved as `slid` moves it."""
    return tuple(slid(list(match.runs), match.a.keys, match.b.keys))


class Finding(Struct, frozen=True, gc=False):
    """A difference of some kind: where in the two sentences (characters, from their starts), and whether both can stand.

    ``case`` says what kind of thing was seen, and ``traits`` how clearly; `diff.confidence` weighs both.
    """

    a: tuple[int, int]
    b: tuple[int, int]
    conflict: bool
    case: str
    traits: tuple[tuple[str, float], ...] = ()

    def marked(self, trait: tuple[str, float]) -> Finding:
        """Return the same with one trait more."""
        return replace(self, traits=(*self.traits, trait))


def characters(side: Reading, first: int, last: int) -> tuple[int, int]:
    """Return where the words ``first`` to ``last`` stand in their sentence; no words, an empty place before the next one."""
    if first < last:
        return side.words[first].start, side.words[last - 1].end
    place = side.words[first].start if first < len(side.words) else len(side.sentence.text)
    return place, place


def within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether a stretch lies inside another, the ends included."""
    return other[0] <= one[0] and one[1] <= other[1]


def touches(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]
