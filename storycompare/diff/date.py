"""Dates and times that differ between two matched sentences: Saturday here, Sunday there."""

from __future__ import annotations

from storycompare.diff.findings import Finding, Inside, characters, touches
from storycompare.text.dates import Day
from storycompare.text.reading import NEAR, Reading

MOST_PAIRS = 2_500
"""Pairs of dates that are looked at: a sentence with more is a calendar."""
_SAME_GRAIN = ({"weekday", "day"}, {"month", "day"}, {"weekday"}, {"day"}, {"month"}, {"time"}, {"period"})

_DAYS = {"weekday", "day"}
_LEADING = frozenset("on late early last this next the".split())
_PAST = frozenset("met held won lost began left sent ran came went fell hit struck shot broke took gave spoke made".split())


def find(match: Inside) -> list[Finding]:
    """Return the dates of which the other sentence has another, and not the same one too."""
    a, b = match.a.dates, match.b.dates
    if not (a and b) or len(a) * len(b) > MOST_PAIRS:
        return []
    same = [(x.start, y.start) for x in a for y in b if _same(x, y)]
    here, there = {start for start, _ in same}, {start for _, start in same}
    own = [(x, near) for x, near in zip(a, match.a.near_dates, strict=True) if x.start not in here]
    other = [(y, near) for y, near in zip(b, match.b.near_dates, strict=True) if y.start not in there]
    rivals = [((float(min(3, len(one & two))), _placed(match, x, y)), x, y) for x, one in own for y, two in other if _comparable(x, y)]
    rivals.sort(key=lambda row: (-row[0][0], *sorted((row[1].start, row[2].start))))
    findings: list[Finding] = []
    for (near, placed), x, y in rivals:
        if all(f.a[0] != x.start and f.b[0] != y.start for f in findings):
            case = "date of the same act" if near and _same_act(match, x, y) else _case(x, y, placed=placed)
            findings.append(Finding((x.start, x.end), (y.start, y.end), conflict=True, case=case, traits=(("date words near", near),)))
    return findings


def _case(x: Day, y: Day, *, placed: bool) -> str:
    return "date put for another" if placed else f"date {x.grain}" if x.grain == y.grain else "date of two kinds"


def _same_act(match: Inside, x: Day, y: Day) -> bool:
    """Return whether one verb stands right beside two days: "opened on Saturday" / "on Sunday opened"."""
    if not {x.grain, y.grain} <= _DAYS:
        return False
    one, other = _beside(match.a, x), _beside(match.b, y)
    return any(key.endswith("ed") or key in _PAST for stem in one.keys() & other.keys() for key in (one[stem], other[stem]))


def _beside(side: Reading, day: Day) -> dict[str, str]:
    """Return the words right before and right after a day by their stems, "on" and "late" left out."""
    first, last = side.covered(day.start, day.end)
    while first and side.keys[first - 1] in _LEADING:
        first -= 1
    return {side.stems[k]: side.keys[k] for k in (first - 1, last) if 0 <= k < len(side.keys)}


def _comparable(x: Day, y: Day) -> bool:
    """Return whether two dates can be held against each other: of one grain, or a weekday and a date whose days are known."""
    if x.grain == y.grain:
        return x.grain != "weekday" or not (x.means or y.means) or not x.means & y.means
    return (bool(x.means and y.means) and not x.means & y.means) or {x.grain, y.grain} == {"month", "day"}


def _same(x: Day, y: Day) -> bool:
    """Return whether two dates can be the same: the same words, the same day, or a day in the month the other names."""
    if x.grain == y.grain and (x.key == y.key or x.key.startswith(y.key + "-") or y.key.startswith(x.key + "-")):
        return True
    if x.means and y.means:
        return bool(x.means & y.means)
    return {x.grain, y.grain} == {"month", "day"} and _month(x) == _month(y)


def _month(day: Day) -> str:
    names = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    return day.key if day.grain == "month" else names[int(day.key.split("-")[0]) - 1]


def _placed(match: Inside, x: Day, y: Day) -> bool:
    """Return whether a date stands where the other does."""
    return any(
        run.op == "replace"
        and max(run.a_end - run.a, run.b_end - run.b) <= NEAR
        and touches(characters(match.a, run.a, run.a_end), (x.start, x.end))
        and touches(characters(match.b, run.b, run.b_end), (y.start, y.end))
        for run in match.changed
    )
