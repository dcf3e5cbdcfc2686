"""The half-sentence that a partial match lacks: what one sentence tells and the other does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from storycompare.diff.hunks import Run
from storycompare.model import Op, Span
from storycompare.text.reading import Reading, span
from storycompare.text.tokens import FUNCTION_WORDS

TOLD = 3
"""Least words of news, none of them anywhere in the other sentence, for a stretch to be told in one alone."""


def lacking(a: Reading, b: Reading, found: Sequence[Run]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the stretches of each of two matched sentences that tell what the other does not."""
    return _alone(a, b, [(run.op, run.a, run.a_end) for run in found]), _alone(b, a, [(run.op, run.b, run.b_end) for run in found])


def _alone(side: Reading, other: Reading, runs: Iterable[tuple[Op, int, int]]) -> tuple[Span, ...]:
    """Return the runs of a side that hold news the other side has nowhere, those joined that only function words stand between."""
    stretches: list[tuple[int, int]] = []
    open_ = False
    for op, first, last in runs:
        if first == last:
            continue
        if op == "equal":
            open_ = open_ and FUNCTION_WORDS.issuperset(side.keys[first:last])
        elif open_:
            stretches[-1] = (stretches[-1][0], last)
        else:
            stretches.append((first, last))
            open_ = True
    told = [(x, y) for x, y in stretches if y - x >= TOLD and _news(side, x, y, other) >= TOLD]
    return tuple([span(side, (side.words[x].start, side.words[y - 1].end)) for x, y in told])


def _news(side: Reading, first: int, last: int, other: Reading) -> int:
    return sum([stem not in other.distinct for stem in side.news(first, last)])
