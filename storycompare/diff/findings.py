"""What every kind of difference looks at, and what it answers with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storycompare.diff.hunks import Run
from storycompare.model import Relation
from storycompare.text.reading import Reading


@dataclass(frozen=True, slots=True)
class Inside:
    """A match seen from inside: its two sentences, the runs between them, those of them that are not equal, and its relation."""

    a: Reading
    b: Reading
    runs: Sequence[Run]
    changed: Sequence[Run]
    relation: Relation


class Finding(NamedTuple):
    """A difference of some kind: where in the two sentences (characters, from their starts), and how sure."""

    a: tuple[int, int]
    b: tuple[int, int]
    conflict: bool
    confidence: float


def characters(side: Reading, first: int, last: int) -> tuple[int, int]:
    """Return where the words ``first`` to ``last`` stand in their sentence; no words, an empty place before the next one."""
    if first < last:
        return side.words[first].start, side.words[last - 1].end
    place = side.words[first].start if first < len(side.words) else len(side.sentence.text)
    return place, place
