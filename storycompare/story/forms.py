"""Two forms of one quotation held against each other: whole, trimmed at the ends, or with words altered in the middle."""

from __future__ import annotations

import math
import re
from difflib import SequenceMatcher
from typing import NamedTuple

from storycompare.diff.hunks import Run
from storycompare.model import Change, QuoteForm, Span
from storycompare.story.spoken import SHORT, Utterance
from storycompare.text.numbers import numbers
from storycompare.text.subjects import OTHER
from storycompare.text.tokens import FUNCTION_WORDS, stems
from storycompare.text.translated import by_place, said_so, same_speaker

SAME = 0.6
"""Least share of the shorter quotation's words, in order, that the longer has, for two quotations in matched sentences to be one."""
SURE = 0.8
"""The same, for quotations in sentences that are not matched."""
FOREIGN = 0.35
"""The same in matched sentences where the speaker or the place is foreign: two translations have few words in common."""
LONG = 6
"""Words in a row that two quotations have in common only if they are one."""
REPLACED = 3
"""Most words at an end that are replaced by others: of more, the quotation is cut off there and other words follow."""
MOST = 400
"""Words of a quotation that are held against another's: no speech in the development stories is half as long."""
DENSE = 0.5
"""Least share of equal words in what two forms have between their first and last: with more between, they are two sayings on one matter."""
RENDERED = 0.5
"""Least length of the shorter of two renderings of a foreign original, of the longer one's words: of invented ones none was shorter."""
_DROPPED = re.compile(r"\.\s?\.\s?\.|…|\[\s?…\s?\]")
_BRACKETS = re.compile(r"[\[(][^\])]*[\])]|\*")


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


def possible(full: Utterance, other: Utterance) -> bool:
    """Return whether two quotations have enough words in common, in order, to be looked at."""
    from rapidfuzz.distance import LCSseq

    least = min(LONG, math.ceil(FOREIGN * len(other.keys)))
    return LCSseq.similarity(full.keys[:MOST], other.keys[:MOST], score_cutoff=least) >= least


def compared(full: Utterance, other: Utterance) -> Form:
    """Return a quotation's form beside a fuller one's words."""
    if full.keys == other.keys:
        size = len(full.keys)
        return Form(0, size, size, size, _telling(full.keys), extra=False, whole=True, changes=(), marked=False)
    found = _runs(full.keys[:MOST], other.keys[:MOST])
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


def _runs(full: tuple[str, ...], other: tuple[str, ...]) -> list[Run]:
    """Return the runs between two quotations, grown from the longest one in common: what is far from it is another part of the speech.

    The fuller one is always first, so that it does not matter that the matcher's answer depends on the order.
    """
    blocks = [tuple(block) for block in SequenceMatcher(None, full, other, autojunk=False).get_matching_blocks()[:-1]]
    while len(blocks) > 1 and _stray(blocks[0], blocks[1]):
        del blocks[0]
    while len(blocks) > 1 and _stray(blocks[-1], blocks[-2]):
        del blocks[-1]
    result: list[Run] = []
    a = b = 0
    for i, j, size in [*blocks, (len(full), len(other), 0)]:
        if a < i or b < j:
            result.append(Run("replace" if a < i and b < j else "delete" if a < i else "insert", a, i, b, j))
        if size:
            result.append(Run("equal", i, i + size, j, j + size))
        a, b = i + size, j + size
    return result


def _stray(edge: tuple[int, ...], inner: tuple[int, ...]) -> bool:
    """Return whether the first or last words in common stand twice as far from the next ones, on either side, as they are many."""
    first, second = sorted((edge, inner))
    return 2 * edge[2] <= max(second[0] - first[0] - first[2], second[1] - first[1] - first[2])


def aligned(full: Utterance, other: Utterance, form: Form, *, linked: bool) -> bool:
    """Return whether two quotations are forms of one; ``linked`` says that their sentences are matched."""
    short = min(len(full.keys), len(other.keys))
    if form.equal == short and form.longest == short and (linked or form.telling > 1):
        return form.telling > 0
    if form.equal < DENSE * (form.end - form.start):
        return False
    if form.longest >= LONG and form.telling > 2:
        return True
    share = form.equal / short
    if form.telling < 2 or share < (FOREIGN if linked else SURE):
        return False
    return not linked or share >= SAME or any(by_place(u.speaker, u.around) for u in (full, other))


def rendering(full: Utterance, other: Utterance) -> Form | None:
    """Return a quotation's form as another rendering of a foreign original; None where nothing says that it may be one.

    Their sentences are matched. One person says both, nothing else is quoted beside them, they are about as long, a word that tells is
    common, and the text tells of a translation, or of a speaker or an agency of a place where English is not the first language.
    """
    size, least = len(full.keys), RENDERED * len(full.keys)
    if not SHORT < len(other.keys) >= least or len(other.keys) > MOST or OTHER in full.around + other.around:
        return None
    if not same_speaker(full.speaker, full.around, other.speaker, other.around):
        return None
    common = {*stems(full.keys)} & {*stems(other.keys)} - {*stems(list(FUNCTION_WORDS))}
    foreign = said_so((full.around, other.around)) or any(by_place(u.speaker, u.around) for u in (full, other))
    if not common or not foreign:
        return None
    change = Change(_span(full, 0, size), _span(other, 0, len(other.keys)))
    return Form(0, size, len(common), 1, len(common), extra=False, whole=False, changes=(change,), marked=False)


def _telling(keys: tuple[str, ...]) -> int:
    return sum(key not in FUNCTION_WORDS for key in keys)


def _replaced(run: Run, found: list[Run]) -> bool:
    """Return whether a run at an end is other words for the same: what is cut off, or goes on differently, is no alteration."""
    return run in (found[0], found[-1]) and run.op == "replace" and max(run.a_end - run.a, run.b_end - run.b) <= REPLACED


def _alike(full: Utterance, other: Utterance, run: Run) -> bool:
    """Return whether a run is the same but for how it is written ("re-open", "six"), or one version's break to say who speaks."""
    a, b = full.keys[run.a : run.a_end], other.keys[run.b : run.b_end]
    if run.op == "replace":
        if _spelled(a) == _spelled(b):
            return True
        # "one" is a number only before a thing to count.
        values = [[number.rounded for number in numbers(f"{' '.join(keys)} things")] for keys in (a, b)]
        return bool(values[0]) and values[0] == values[1] and max(len(a), len(b)) <= REPLACED
    if "&" in _gap(full, run.a, run.a_end) + _gap(other, run.b, run.b_end):
        return {*a, *b} == {"and"}
    side, place = (other, run.b) if run.op == "delete" else (full, run.a)
    return _breaks(side, place)


def _spelled(keys: tuple[str, ...]) -> str:
    """Return the letters of some words, as they are spelled on either side of the Atlantic."""
    return re.sub("our(?=s|$|ed|ing|ite)", "or", re.sub("is(?=e|ing|ation)", "iz", "".join(keys))).replace("okay", "ok")


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
    around = _gap(side, first, last)
    return bool(_DROPPED.search(around)) if dropped or first == last else bool(_BRACKETS.search(around))


def _gap(side: Utterance, first: int, last: int) -> str:
    """Return what stands between the words before and after some words of a stretch, marks included."""
    span = next((s for s in side.spans if first < len(side.words) and s.start <= side.words[first].start <= s.end), side.spans[-1])
    left = (side.words[first - 1].end if first > 0 else span.start) - span.start
    right = (side.words[last].start if last < len(side.words) else span.end) - span.start
    return span.text[max(0, left) : max(0, right)]
