"""Words that differ inside quotation marks: altered, dropped or added in the middle, trimmed at an end, or without the marks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import product

from storycompare.diff.findings import Finding, Inside, characters, shifted, touches
from storycompare.diff.hunks import Run, runs, slid
from storycompare.text.reading import Reading
from storycompare.text.spelling import british
from storycompare.text.tokens import FUNCTION_WORDS, FUSED

ANCHOR = 2
"""Least words that two quotations have in common for a change beside them to be told, one of them with news."""
TRIMMED = 4
"""Least words in common for what one of them has more at an end to be told as trimmed."""
LONGEST = 6
"""Most words of a change on either side for it to be an alteration: beyond, something else is quoted."""
MOST = 20
"""Quotations of a sentence that are looked at, the first ones: of one sentence in print there are hardly five."""
EDGE = 3
"""Most words put for others at an end of a quotation, for the same reason."""
BESIDE = 2
"""Words on either side of a change by which it is known again elsewhere in the other version: of 27 such pairs, the annotation calls one
a disagreement."""
LINKING = frozenset("a an and but oh so that the well".split())
"""Words that come and go between two records of one speech, and change nothing."""
# What an outlet marks as its own doing: an ellipsis, an insertion in brackets, a word not spelled out.
_MARKED = re.compile(r"\.\s?\.|\u2026|[\[\]()*]")

# Where a spoken sentence ends and another begins.
_STOP = re.compile(r"[.!?][\"'”’]*\s")
_MARKS = "\"'“”„‟«»‹›‘’‚「」『』"
_CLOSING = re.compile(rf"[.,!?…;:]{{0,3}}[{_MARKS}]")


def find(match: Inside) -> list[Finding]:
    """Return how the quotations of one side differ from those of the other that have the same words.

    Quotation is held against quotation, the ones with most in common first: what stands outside the marks, or in another quotation, is
    neither added nor dropped. Where the other side has a quotation's very words outside marks, that is told, and is no conflict.
    """
    a, b = match.a, match.b
    if not (a.spoken or b.spoken):
        return []
    meetings = []
    for left, right in product(a.spoken[:MOST], b.spoken[:MOST]):
        if not _shares(a.keys[slice(*left)], b.keys[slice(*right)]):
            continue
        spoken = a.keys[slice(*left)], b.keys[slice(*right)]
        between = slid(runs(*spoken), *spoken)
        common = sum(run.a_end - run.a for run in between if run.op == "equal")
        meetings.append(
            (common, left, right, [Run(r.op, r.a + left[0], r.a_end + left[0], r.b + right[0], r.b_end + right[0]) for r in between])
        )
    # The same order from either side, so that the findings of (b, a) mirror those of (a, b).
    meetings.sort(key=lambda meeting: (-meeting[0], *sorted((meeting[1], meeting[2]))))
    found: list[Finding] = []
    held: list[Run] = []
    for _, left, right, between in meetings:
        new = [one for place, run in enumerate(between) if run.op != "equal" and (one := _changed(match, left, right, between, place))]
        found += [one for one in new if not any(_holds(match, run, one) for run in held)]
        held += between[between[0].op != "equal" : len(between) - (between[-1].op != "equal")]
    same = [run for run in held if run.op == "equal"]
    # What one quotation leaves away and another of the same sentence gives is neither: the quotation was interrupted.
    found = [one for one in found if one.case != "quote trimmed" or not any(_holds(match, run, one) for run in same)]
    return found + _unmarked(match)


def _unmarked(match: Inside) -> list[Finding]:
    """Return the quotations whose very words the other sentence gives without marks, as its own or as indirect speech.

    Other words there are no altered quotation: who gives a speech in words of his own quotes nobody.
    """
    found = []
    for run in match.runs:
        for side, other, first, beside, size in (
            (match.a, match.b, run.a, run.b, run.a_end - run.a),
            (match.b, match.a, run.b, run.a, run.a_end - run.a),
        ):
            for start, end in side.spoken if run.op == "equal" else ():
                there = start - first + beside, end - first + beside
                long = end - start >= TRIMMED and side.news(start, end)
                if long and first <= start and end <= first + size and not any(touches(there, one) for one in other.spoken):
                    spans = _with_marks(side, characters(side, start, end)), characters(other, *there)
                    a, b = spans if side is match.a else spans[::-1]
                    found.append(Finding(a, b, conflict=False, case="quote unmarked"))
    return found


def _with_marks(side: Reading, place: tuple[int, int]) -> tuple[int, int]:
    """Return a quotation's place with its marks: they are all that differs from the same words without."""
    first, last = place
    closing = _CLOSING.match(side.sentence.text, last)
    opened = first > 0 and side.sentence.text[first - 1] in _MARKS
    return first - opened, closing.end() if closing else last


def _shares(a: Sequence[str], b: Sequence[str]) -> bool:
    common = {*a} & {*b}
    return len(common) >= ANCHOR and not FUNCTION_WORDS.issuperset(common)


def _holds(match: Inside, run: Run, one: Finding) -> bool:
    """Return whether a finding is about words that a surer pair of quotations has accounted for."""
    return touches(characters(match.a, run.a, run.a_end), one.a) or touches(characters(match.b, run.b, run.b_end), one.b)


def _changed(match: Inside, left: tuple[int, int], right: tuple[int, int], between: Sequence[Run], place: int) -> Finding | None:
    """Return what a changed run is: an alteration, or words left away at an end; None where the quotations have too little in common."""
    run = between[place]
    beside = [one for one in (*between[place - 1 : place], *between[place + 1 : place + 2]) if one.op == "equal"]
    sizes = [one.a_end - one.a for one in beside]
    news = sum(key not in FUNCTION_WORDS for one in beside for key in match.a.keys[one.a : one.a_end])
    if sum(sizes) < ANCHOR or not news:
        return None
    edge = len(beside) < 2
    if edge and run.op != "replace":
        if _interrupted(match, run):
            return None
        spans = characters(match.a, run.a, run.a_end), characters(match.b, run.b, run.b_end)
        return Finding(*spans, conflict=False, case="quote trimmed") if sum(sizes) >= TRIMMED else None
    if _alike(match, run, edge=edge, first=place == 0):
        return None
    even = _even(match, run, first=place == 0) if edge else run
    spans = characters(match.a, even.a, even.a_end), characters(match.b, even.b, even.b_end)
    if max(even.a_end - even.a, even.b_end - even.b) > (EDGE if edge else LONGEST) or (edge and even.a == even.a_end):
        return None
    if any(_MARKED.search(_around(side, words)) for side, words in ((match.a, spans[0]), (match.b, spans[1]))):
        return Finding(*spans, conflict=False, case="quote marked")
    if _given_elsewhere(match, left, right, even):
        return Finding(*spans, conflict=False, case="quote given elsewhere")
    common = sum(one.a_end - one.a for one in between if one.op == "equal")
    traits = (
        ("quote anchor", math.log1p(sum(sizes))),
        ("quote nearer anchor", math.log1p(min(sizes)) if not edge else 0.0),
        ("quote anchor with news", math.log1p(news)),
        *_clarity(match, even),
        ("quote share", round(common / min(left[1] - left[0], right[1] - right[0]), 6)),
        ("quote changes", math.log1p(sum(one.op != "equal" for one in between))),
    )
    return Finding(*spans, conflict=True, case=_case(run, even, edge=edge), traits=traits)


def _clarity(match: Inside, run: Run) -> Iterator[tuple[str, float]]:
    keys = [*match.a.keys[run.a : run.a_end], *match.b.keys[run.b : run.b_end]]
    yield "quote words changed", float(max(run.a_end - run.a, run.b_end - run.b))
    yield "quote little words", float(FUNCTION_WORDS.issuperset(keys))
    yield "quote linking words", float(LINKING.issuperset(keys))


def _case(run: Run, even: Run, *, edge: bool) -> str:
    if edge:
        return "quote end altered" if even == run else "quote end uneven"
    return "quote altered" if run.op == "replace" else "quote dropped"


def _given_elsewhere(match: Inside, left: tuple[int, int], right: tuple[int, int], run: Run) -> bool:
    """Return whether a side's words, with those beside them, stand in the other version too: it has two statements there, and this one."""
    one = match.a.keys[max(left[0], run.a - BESIDE) : min(left[1], run.a_end + BESIDE)]
    other = match.b.keys[max(right[0], run.b - BESIDE) : min(right[1], run.b_end + BESIDE)]
    return match.rests[1].has(one) or match.rests[0].has(other)


def _interrupted(match: Inside, run: Run) -> bool:
    """Return whether the words that one quotation has more at an end stand in another one there: "We know," she said, "that it leaks"."""
    for same in shifted(match):
        if same.op == "equal" and run.a < run.a_end and same.a <= run.a and run.a_end <= same.a_end:
            return _said(match.b, run.a - same.a + same.b, run.a_end - same.a + same.b)
        if same.op == "equal" and run.b < run.b_end and same.b <= run.b and run.b_end <= same.b_end:
            return _said(match.a, run.b - same.b + same.a, run.b_end - same.b + same.a)
    return False


def _said(side: Reading, first: int, last: int) -> bool:
    return any(start <= first and last <= end for start, end in side.spoken)


def _even(match: Inside, run: Run, *, first: bool) -> Run:
    """Return as many words on both sides of a run at an end as the shorter side has, those beside the words in common.

    Beyond the end of a spoken sentence nothing is put for another.
    """
    a, b = _unstopped(match.a, run.a, run.a_end, first=first), _unstopped(match.b, run.b, run.b_end, first=first)
    size = min(a[1] - a[0], b[1] - b[0])
    if first:
        return Run(run.op, run.a_end - size, run.a_end, run.b_end - size, run.b_end)
    return Run(run.op, run.a, run.a + size, run.b, run.b + size)


def _unstopped(side: Reading, start: int, end: int, *, first: bool) -> tuple[int, int]:
    """Return the words of a stretch at an end of a quotation between which and the words beyond it there is no stop."""
    places = range(end - 1, start - 1, -1) if first else range(start - 1, end - 1)
    stop = next((k for k in places if _STOP.search(side.sentence.text, side.words[k].end, side.words[k + 1].start)), None)
    if stop is None:
        return start, end
    return (stop + 1, end) if first else (start, stop + 1)


def _alike(match: Inside, run: Run, *, edge: bool, first: bool) -> bool:
    """Return whether a change is one of spelling: together and apart ("same-sex"), fused ("I'd"), "&", figures for words."""
    a, b = match.a, match.b
    one, other = a.keys[run.a : run.a_end], b.keys[run.b : run.b_end]
    if british("".join(one)) == british("".join(other)) or _unfused(one) == _unfused(other) or sorted((*one, *other)) == ["1", "one"]:
        return True
    values = [
        [n.rounded for n in side.numbers if first < last and side.words[first].start <= n.start and n.end <= side.words[last - 1].end]
        for side, first, last in ((a, run.a, run.a_end), (b, run.b, run.b_end))
    ]
    if values[0] and values[0] == values[1] and max(len(one), len(other)) <= EDGE:
        return True
    if edge:
        # The longer one goes on beyond: the words beside those in common count.
        short, long = sorted((_unfused(one), _unfused(other)), key=len)
        return f" {long}".endswith(f" {short}") if first else f"{long} ".startswith(f"{short} ")
    beside = _around(a, characters(a, run.a, run.a_end)) + _around(b, characters(b, run.b, run.b_end))
    return {*one, *other} == {"and"} and "&" in beside


def _unfused(keys: Sequence[str]) -> str:
    return " ".join(FUSED.get(key) or british(key) for key in keys)


def _around(side: Reading, place: tuple[int, int]) -> str:
    """Return what stands in a stretch, with the marks beside it."""
    text = side.sentence.text
    first, last = place
    while first > 0 and not text[first - 1].isalnum():
        first -= 1
    while last < len(text) and not text[last].isalnum():
        last += 1
    return text[first:last]
