"""Dates and times that differ between two matched sentences: Saturday here, Sunday there."""

from __future__ import annotations

from storycompare.diff.findings import Finding, Inside, characters, touches
from storycompare.text.dates import Day
from storycompare.text.reading import Reading

NEAR = 4
"""Words on either side of a date in which the two sentences share what the date is said of."""
_SAME_GRAIN = ({"weekday", "day"}, {"month", "day"}, {"weekday"}, {"day"}, {"month"}, {"time"}, {"period"})


def find(match: Inside) -> list[Finding]:
    """Return the dates of which the other sentence has another, and not the same one too."""
    a, b = match.a.dates, match.b.dates
    if not (a and b):
        return []
    own = [x for x in a if not any(_same(x, y) for y in b)]
    other = [y for y in b if not any(_same(x, y) for x in a)]
    rivals = [(_place(match, x, y), x, y) for x in own for y in other if _comparable(x, y)]
    rivals.sort(key=lambda row: (-row[0][0], *sorted((row[1].start, row[2].start))))
    findings: list[Finding] = []
    for (near, placed), x, y in rivals:
        if all(f.a[0] != x.start and f.b[0] != y.start for f in findings):
            case = "date put for another" if placed else f"date {x.grain}" if x.grain == y.grain else "date of two kinds"
            findings.append(Finding((x.start, x.end), (y.start, y.end), conflict=True, case=case, traits=(("date words near", near),)))
    return findings


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


def _place(match: Inside, x: Day, y: Day) -> tuple[float, bool]:
    """Return how many words that carry news the two sentences share near a date, and whether it stands where the other does."""
    one, other = _around(match.a, x), _around(match.b, y)
    placed = any(
        run.op == "replace"
        and touches(characters(match.a, run.a, run.a_end), (x.start, x.end))
        and touches(characters(match.b, run.b, run.b_end), (y.start, y.end))
        and max(run.a_end - run.a, run.b_end - run.b) <= NEAR
        for run in match.changed
    )
    return float(min(3, len(one & other))), placed


def _around(side: Reading, day: Day) -> set[str]:
    inside = [k for k, word in enumerate(side.words) if word.start < day.end and day.start < word.end] or [0]
    first, last = inside[0], inside[-1]
    return {*side.news(max(0, first - NEAR), first), *side.news(last + 1, last + 1 + NEAR)}
