"""Two forms of one quotation held against each other: whole, trimmed at the ends, or with words altered in the middle."""

from __future__ import annotations

import re
from typing import NamedTuple

from storycompare.diff.hunks import Run, runs
from storycompare.model import Change, QuoteForm, Span
from storycompare.story.spoken import Utterance
from storycompare.text.numbers import numbers
from storycompare.text.tokens import FUNCTION_WORDS

SAME = 0.6
"""Least share of the shorter quotation's words, in order, that the longer has, for two quotations in matched sentences to be one."""
SURE = 0.8
"""The same, for quotations in sentences that are not matched."""
FOREIGN = 0.35
"""The same in matched sentences where the speaker or the place is foreign: two translations have few words in common."""
LONG = 6
"""Words in a row that two quotations have in common only if they are one."""
REPLACED = 3
"""Most words at an end, on the shorter side, that are replaced rather than cut off and followed by others."""
_DROPPED = re.compile(r"\.\s?\.\s?\.|…|\[\s?…\s?\]")


class Form(NamedTuple):
    """A quotation beside the fullest form: where its words stand in that, how many are equal, and which are altered between the ends."""

    start: int
    end: int
    equal: int
    longest: int
    telling: int
    extra: bool
    whole: bool
    changes: tuple[Change, ...]
    marked: bool

    @property
    def name(self) -> QuoteForm:
        """Whole, trimmed or altered; words dropped at an ellipsis are trimmed too."""
        if self.whole:
            return "whole"
        dropped = self.marked and all(not change.b.text for change in self.changes)
        return "altered" if self.changes and not dropped else "trimmed"


def compared(full: Utterance, other: Utterance) -> Form:
    """Return a quotation's form beside a fuller one's words."""
    if full.keys == other.keys:
        size = len(full.keys)
        return Form(0, size, size, size, _telling(full.keys), extra=False, whole=True, changes=(), marked=False)
    found = runs(full.keys, other.keys)
    same = [run for run in found if run.op == "equal"]
    if not same:
        return Form(0, 0, 0, 0, 0, extra=True, whole=False, changes=(), marked=False)
    first, last = same[0], same[-1]
    inner = [run for run in found if run.op != "equal" and (first.a < run.a < last.a_end or _replaced(run, found))]
    inner = [run for run in inner if not _alike(full, other, run)]
    changes = tuple(_change(full, other, run) for run in inner)
    shown = bool(inner) and all(_marked(full, other, run) for run in inner)
    longest = max(same, key=lambda run: run.a_end - run.a)
    telling = sum(_telling(full.keys[run.a : run.a_end]) for run in same)
    extra = first.b > 0 or last.b_end < len(other.keys)
    size = sum(run.a_end - run.a for run in same)
    whole = not inner and first.a == 0 and last.a_end == len(full.keys) and not extra
    return Form(first.a, last.a_end, size, longest.a_end - longest.a, telling, extra, whole, changes, shown)


def aligned(full: Utterance, other: Utterance, form: Form, *, linked: bool, foreign: bool) -> bool:
    """Return whether two quotations are forms of one; ``linked`` says that their sentences are matched."""
    short = min(len(full.keys), len(other.keys))
    if form.equal == short and form.longest == short and (linked or form.telling > 1):
        return form.telling > 0
    if form.longest >= LONG and form.telling > 2:
        return True
    least = (FOREIGN if foreign else SAME) if linked else SURE
    return form.telling > 1 and form.equal >= least * short


def _telling(keys: tuple[str, ...]) -> int:
    return sum(key not in FUNCTION_WORDS for key in keys)


def _replaced(run: Run, found: list[Run]) -> bool:
    """Return whether a run at an end is other words for the same: what is cut off, or goes on differently, is no alteration."""
    return run in (found[0], found[-1]) and run.op == "replace" and min(run.a_end - run.a, run.b_end - run.b) <= REPLACED


def _alike(full: Utterance, other: Utterance, run: Run) -> bool:
    """Return whether a run is the same but for how it is written ("re-open", "six"), or the place where one version breaks off to say who speaks."""
    a, b = full.keys[run.a : run.a_end], other.keys[run.b : run.b_end]
    if run.op == "replace":
        if "".join(a) == "".join(b):
            return True
        values = [[number.rounded for number in numbers(" ".join(keys))] for keys in (a, b)]
        return bool(values[0]) and values[0] == values[1] and max(len(a), len(b)) <= REPLACED
    side, place = (other, run.b) if run.op == "delete" else (full, run.a)
    return _breaks(side, place)


def _breaks(side: Utterance, place: int) -> bool:
    """Return whether a new stretch of a quotation begins at a word."""
    return 0 < place < len(side.words) and any(
        span.start > side.words[place - 1].end and span.start <= side.words[place].start for span in side.spans[1:]
    )


def _change(full: Utterance, other: Utterance, run: Run) -> Change:
    return Change(_span(full, run.a, run.a_end), _span(other, run.b, run.b_end))


def _span(side: Utterance, first: int, last: int) -> Span:
    """Return the words as a span of the version's text; no words, the empty place before the next."""
    if first >= last:
        at = side.words[first].start if first < len(side.words) else side.spans[-1].end
        return Span(at, at, "")
    start, end = side.words[first].start, side.words[last - 1].end
    pieces = [s for s in side.spans if s.start < end and start < s.end]
    # Over a break the words of the narrator would stand between: the first stretch stands for it.
    end = min(end, pieces[0].end)
    return Span(start, end, pieces[0].text[start - pieces[0].start : end - pieces[0].start])


def _marked(full: Utterance, other: Utterance, run: Run) -> bool:
    """Return whether an outlet shows a change itself: words in brackets, or an ellipsis where words are dropped."""
    return _shown(other, run.b, run.b_end, dropped=run.op == "delete") or _shown(full, run.a, run.a_end, dropped=run.op == "insert")


def _shown(side: Utterance, first: int, last: int, *, dropped: bool) -> bool:
    span = next((s for s in side.spans if first < len(side.words) and s.start <= side.words[first].start <= s.end), side.spans[-1])
    left = (side.words[first - 1].end if first > 0 else span.start) - span.start
    right = (side.words[last].start if last < len(side.words) else span.end) - span.start
    around = span.text[max(0, left) : max(0, right)]
    return bool(_DROPPED.search(around)) if dropped or first == last else "[" in around and "]" in around
