"""Hunks: the runs of words that are equal, replaced, deleted or inserted between two sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from storycompare.model import Hunk, Op
from storycompare.text.reading import Reading, span
from storycompare.text.tokens import FUNCTION_WORDS


class Run(NamedTuple):
    """A hunk in words: its kind, and the first and last-but-one word on both sides."""

    op: Op
    a: int
    a_end: int
    b: int
    b_end: int


def runs(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Return the runs between two lists of word keys; what comes out for (b, a) is the mirror of what comes out for (a, b).

    >>> [tuple(run) for run in runs(["six", "men", "left"], ["six", "women", "left"])]
    [('equal', 0, 1, 0, 1), ('replace', 1, 2, 1, 2), ('equal', 2, 3, 2, 3)]
    """
    from rapidfuzz.distance import LCSseq

    # Among equally long alignments the library takes one side's; one order for both directions makes them mirror each other.
    swap = list(b) < list(a)
    first, second = (b, a) if swap else (a, b)
    blocks = [tuple(block) for block in LCSseq.editops(first, second).as_matching_blocks()]
    equal = [(j, i, n) if swap else (i, j, n) for i, j, n in blocks if n]
    return _filled(_without_islands(equal, a, b), len(a), len(b))


def _without_islands(equal: list[tuple[int, int, int]], a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Drop equal runs of function words alone that stand between larger changes: "the" in common is no common ground."""
    kept: list[tuple[int, int, int]] = []
    for place, (i, j, n) in enumerate(equal):
        left = max(i - kept[-1][0] - kept[-1][2], j - kept[-1][1] - kept[-1][2]) if kept else max(i, j)
        following = equal[place + 1] if place + 1 < len(equal) else (len(a), len(b), 0)
        right = max(following[0] - i - n, following[1] - j - n)
        small = all(key in FUNCTION_WORDS for key in a[i : i + n])
        if not (small and n < left and n < right):
            kept.append((i, j, n))
    return kept


def _filled(equal: list[tuple[int, int, int]], a_size: int, b_size: int) -> list[Run]:
    result: list[Run] = []
    a = b = 0
    for i, j, n in [*equal, (a_size, b_size, 0)]:
        if a < i or b < j:
            op: Op = "replace" if a < i and b < j else "delete" if a < i else "insert"
            result.append(Run(op, a, i, b, j))
        if n:
            result.append(Run("equal", i, i + n, j, j + n))
        a, b = i + n, j + n
    return result


def hunks(a: Reading, b: Reading, found: Sequence[Run]) -> tuple[Hunk, ...]:
    """Return the hunks of two sentences; put together they give both, character for character.

    A changed hunk holds its words alone; spaces and punctuation at its edges go to the equal hunk beside it. A sentence without a word
    is one hunk.
    """
    if not a.words or not b.words:
        op: Op = "replace" if a.words or b.words else "equal"
        return (Hunk(op, span(a, (0, len(a.sentence.text))), span(b, (0, len(b.sentence.text)))),)
    a_cuts = _cuts(a, [(run.op, run.a, run.a_end) for run in found])
    b_cuts = _cuts(b, [(run.op, run.b, run.b_end) for run in found])
    return tuple(Hunk(run.op, span(a, x), span(b, y)) for run, x, y in zip(found, a_cuts, b_cuts, strict=True))


def _cuts(side: Reading, found: Sequence[tuple[Op, int, int]]) -> list[tuple[int, int]]:
    """Return where each run's characters start and end: the runs that hold words tile the sentence, the others are empty."""
    filled = [run for run in found if run[1] < run[2]]
    ends = []
    for (op, _, last), (_, first, _) in pairwise(filled):
        ends.append(side.words[first].start if op == "equal" else side.words[last - 1].end)
    ends.append(len(side.sentence.text))
    cuts, place, left = [], 0, iter(ends)
    for _, first, last in found:
        end = next(left) if first < last else place
        cuts.append((place, end))
        place = end
    return cuts
