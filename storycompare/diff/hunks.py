"""Hunks: the runs of words that are equal, replaced, deleted or inserted between two sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from storycompare.model import Hunk, Op, Span
from storycompare.text.reading import Reading, span
from storycompare.text.tokens import FUNCTION_WORDS

_ONE_SIDED = frozenset({"delete", "insert"})


class Run(Struct, frozen=True, gc=False):
    """A hunk in words: its kind, and the first and last-but-one word on both sides."""

    op: Op
    a: int
    a_end: int
    b: int
    b_end: int


def runs(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Return the runs between two lists of word keys; what comes out for (b, a) is the mirror of what comes out for (a, b).

    >>> [(run.op, run.a, run.a_end) for run in runs(["six", "men", "left"], ["six", "women", "left"])]
    [('equal', 0, 1), ('replace', 1, 2), ('equal', 2, 3)]
    """
    # Among equally long alignments the library takes one side's; one order for both directions makes them mirror each other.
    one, other = tuple(a), tuple(b)
    swap = other < one
    blocks = _aligned()(*((other, one) if swap else (one, other))).as_matching_blocks()[:-1]  # the last is always an empty one
    equal = [(block.b, block.a, block.size) if swap else (block.a, block.b, block.size) for block in blocks]
    return _filled(_without_islands(equal, a, b), len(a), len(b))


@lru_cache(maxsize=1)
def _aligned() -> Any:
    """Return what aligns two lists; to import it for each pair would take longer than to align them."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.editops


def _without_islands(equal: list[tuple[int, int, int]], a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Drop equal runs of function words alone that stand between larger changes: "the" in common is no common ground."""
    kept: list[tuple[int, int, int]] = []
    a_end = b_end = 0
    for place, (i, j, n) in enumerate(equal, 1):
        if n < i - a_end or n < j - b_end:
            following = equal[place] if place < len(equal) else (len(a), len(b), 0)
            if n < max(following[0] - i, following[1] - j) - n and FUNCTION_WORDS.issuperset(a[i : i + n]):
                continue
        kept.append((i, j, n))
        a_end, b_end = i + n, j + n
    return kept


def _filled(equal: list[tuple[int, int, int]], a_size: int, b_size: int) -> list[Run]:
    result: list[Run] = []
    a = b = 0
    for i, j, n in [*equal, (a_size, b_size, 0)]:
        if a < i or b < j:
            op: Op = "replace" if a < i and b < j else "delete" if a < i else "insert"
            result.append(Run(op, a, i, b, j))
        a, b = i + n, j + n
        if n:
            result.append(Run("equal", i, a, j, b))
    return result


def slid(found: list[Run], a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Return the runs with each one-sided run moved, where it can be, over the equal run beside it to an end, or to another on its side.

    >>> one, other = "we lost all".split(), "we lost we lost all".split()
    >>> [(run.op, run.b, run.b_end) for run in slid(runs(one, other), one, other)]
    [('insert', 0, 2), ('equal', 2, 5)]
    """
    if not any(run.op in _ONE_SIDED for run in found[1:-1]):
        return found
    return _turned(_forward(_turned(_forward(found, a, b), a, b), a[::-1], b[::-1]), a, b)


def _forward(found: list[Run], a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Return the runs with each one-sided run that repeats the equal run before it moved to the start, or to one like it."""
    for place in range(len(found) - 2, 0, -1):
        equal, run = found[place - 1], found[place]
        first = found[place - 2] if place > 1 else equal
        size = equal.a_end - equal.a
        words, start, end = (a, run.a, run.a_end) if run.op == "delete" else (b, run.b, run.b_end)
        if run.op in _ONE_SIDED and first.op in {run.op, "equal"} and words[start - size : start] == words[end - size : end]:
            whole = found[place + 1]
            gap = Run(run.op, first.a, run.a_end - size, first.b, run.b_end - size)
            found[max(0, place - 2) : place + 2] = [gap, Run("equal", gap.a_end, whole.a_end, gap.b_end, whole.b_end)]
    return found


def _turned(found: Sequence[Run], a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Return the runs as they are from the end of both."""
    return [Run(run.op, len(a) - run.a_end, len(a) - run.a, len(b) - run.b_end, len(b) - run.b) for run in reversed(found)]


def hunks(a: Reading, b: Reading, found: Sequence[Run]) -> tuple[Hunk, ...]:
    """Return the hunks of two sentences; put together they give both, character for character.

    A changed hunk holds its words alone; spaces and punctuation at its edges go to the equal hunk beside it. A sentence without a word
    is one hunk.
    """
    if not a.words or not b.words:
        op: Op = "replace" if a.words or b.words else "equal"
        return (Hunk(op, span(a, (0, len(a.sentence.text))), span(b, (0, len(b.sentence.text)))),)
    ops = [run.op for run in found]
    left, right = _spans(a, ops, [run.a_end for run in found]), _spans(b, ops, [run.b_end for run in found])
    return tuple(map(Hunk, ops, left, right))


def _spans(side: Reading, ops: Sequence[Op], lasts: Sequence[int]) -> list[Span]:
    """Return each run's characters: the runs that hold words tile the sentence, the others are empty."""
    words, text, zero = side.words, side.sentence.text, side.sentence.start
    spans, place, first, size = [], 0, 0, len(side.words)
    for op, last in zip(ops, lasts, strict=True):
        if first == last:
            spans.append(Span(zero + place, zero + place, ""))
            continue
        end = len(text) if last == size else words[last].start if op == "equal" else words[last - 1].end
        spans.append(Span(zero + place, zero + end, text[place:end]))
        place, first = end, last
    return spans
