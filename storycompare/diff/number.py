"""Numbers that differ between two matched sentences: 47 pages here, 48 there."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from msgspec.structs import replace

from storycompare.diff import ranges
from storycompare.diff.fate import elsewhere, fates
from storycompare.diff.findings import Finding, Inside, characters
from storycompare.diff.hunks import Run
from storycompare.diff.measures import amounts
from storycompare.diff.ranges import counted
from storycompare.text.numbers import Number
from storycompare.text.reading import Reading
from storycompare.text.spelling import british
from storycompare.text.tokens import FUNCTION_WORDS, stems

NEAR = 0.1
"""Two numbers within this share of each other agree where one is said to be about right ("some", "nearly")."""
SHORT = 3
"""Most words on either side of a change for the numbers in it to be about the same thing, whatever word follows them."""
CASES = (
    "number of the same fate",
    "number in one change",
    "number after the same words",
    "number of the same thing",
    "number near the same words",
    "number of money or percent",
    "number of another unit",
)
"""What says that two numbers count the same, the surest first."""
ENOUGH = 2
"""Words that carry news near both of two numbers for them to be about the same, whatever their units."""
MOST_PAIRS = 2_500
"""Pairs of unequal numbers that are looked at: of a sentence with more, a table, only numbers put for each other are told."""
EARLIEST, LATEST = 1500, 2100
"""Bare numbers between these are years: never rounded."""
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|approximately|close to|estimated|or so|just (?:over|under))\s*$", re.IGNORECASE
)
_AT_LEAST = re.compile(
    r"\b(?:(?<!no )more than|over|at least|upwards of|no (?:fewer|less) than|above|exceed(?:s|ed|ing)?|passed|topped)\s*$", re.IGNORECASE
)
_AT_MOST = re.compile(r"\b(?:(?<!no )(?:fewer|less) than|under|up to|at most|no more than|as many as|below)\s*$", re.IGNORECASE)
_BOUND_WORDS = 4
"""So many words before a number hold what bounds it, whole."""
_MONEY = frozenset("$€£¥")
_SIGNS = _MONEY | {"%"}
_NAMES = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥"}
_OF_WHICH = frozenset("the its their his her our these those them".split())
"""Units that are no thing: they stand after a number where an "of" does."""
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}


def find(match: Inside) -> list[Finding]:
    """Return the numbers that stand for the same thing on both sides and are not the same."""
    if not (match.a.numbers and match.b.numbers):
        return []
    undated = match.a.undated, match.b.undated
    turned = ranges.turned(match.a, undated[0], match.b, undated[1])
    sure = [pair for pair in _put_for_each_other(match, *undated) if not any(pair[0] in one for one, _ in turned)]
    fated = fates(match.a, undated[0], match.b, undated[1])
    sure = [pair for pair in sure if not elsewhere(*pair, *undated, fated, _equal)]
    a = _without_equals(undated[0], undated[1], {x.start for x, _ in sure})
    b = _without_equals(undated[1], undated[0], {y.start for _, y in sure})
    if not (turned or sure or (a and b)):
        return []
    findings = [_finding(match, "number put for another", x, y) for x, y in sure]
    findings += [_turned(match, x, y) for x, y in turned]
    if not (a and b) or len(a) * len(b) > MOST_PAIRS:
        return findings
    rivals = [(case, x, y) for x in a for y in b if (case := _about_the_same(match, x, y, fated))]
    # The same order from either side, so that the findings of (b, a) mirror those of (a, b).
    rivals.sort(key=lambda row: (CASES.index(row[0]), _apart(match, *row[1:]), *sorted((row[1].start, row[2].start))))
    for case, x, y in rivals:
        if all(found.a[0] != x.start and found.b[0] != y.start for found in findings):
            findings.append(_finding(match, case, x, y))
    return findings


def _finding(match: Inside, case: str, x: Number, y: Number) -> Finding:
    traits = (
        ("number words near", float(min(3, len(match.a.near_numbers[x.start] & match.b.near_numbers[y.start])))),
        ("number same unit", float(case == CASES[0] or _same_unit(x, y))),
        ("number of money or percent", float(bool(_sign(x) or _sign(y)))),
        ("number given elsewhere", float(match.rests[1].counted(x)) + float(match.rests[0].counted(y))),
        ("number apart", min(2.0, round(abs(math.log((abs(x.value) + 1) / (abs(y.value) + 1))), 6))),
    )
    ends = (_with_unit(match.a, x), _with_unit(match.b, y)) if amounts(x, y) else (x.end, y.end)
    return Finding((x.start, ends[0]), (y.start, ends[1]), not agree(match, x, y), case, traits)


def _with_unit(side: Reading, number: Number) -> int:
    """Return where the unit ends that stands after a number."""
    return next((word.end for word in side.words if word.start >= number.end), number.end)


def _turned(match: Inside, x: ranges.Pair, y: ranges.Pair) -> Finding:
    """Return two joined numbers that stand the other way round: a range written backwards is the same range, a vote is another one."""
    conflict = not (ranges.is_range(match.a, x) and ranges.is_range(match.b, y))
    found = _finding(match, "number put for another", x[0], y[0])
    return replace(found, a=(x[0].start, x[1].end), b=(y[0].start, y[1].end), conflict=conflict)


def _same_unit(x: Number, y: Number) -> bool:
    one, other = ("" if number.unit in FUNCTION_WORDS else british(number.unit) for number in (x, y))
    return one == other or stems([one]) == stems([other])


def _bounds(side: Reading, number: Number) -> tuple[bool, bool, bool]:
    """Return whether a number is said to be about right, at least so much, or at most."""
    said = " ".join(side.sentence.text[: number.start].rsplit(maxsplit=_BOUND_WORDS)[-_BOUND_WORDS:])
    return bool(_ABOUT.search(said)), bool(_AT_LEAST.search(said)), bool(_AT_MOST.search(said))


def _put_for_each_other(match: Inside, left: Sequence[Number], right: Sequence[Number]) -> list[tuple[Number, Number]]:
    """Return the numbers of which one stands exactly where the other does: they differ whatever else the sentences count."""
    a, b = ({number.start: number for number in side} for side in (left, right))
    found = []
    for run in match.changed:
        if run.op == "replace" and (x := a.get(match.a.words[run.a].start)) and (y := b.get(match.b.words[run.b].start)):
            ends = match.a.words[run.a_end - 1].end, match.b.words[run.b_end - 1].end
            if ends == (x.end, y.end) and not _equal(x, y):
                found.append((x, y))
    return found


def _apart(match: Inside, x: Number, y: Number) -> int:
    """Return how many words apart two numbers stand, counted from the run that holds both, or else from the starts of the sentences."""
    a, b = next(((run.a, run.b) for run in match.changed if run.op == "replace" and _holds(match, run, x, y)), (0, 0))
    return abs(_place(match.a, x) - a - _place(match.b, y) + b)


def _place(side: Reading, number: Number) -> int:
    """Return how many words stand before a number: characters would count spaces and marks."""
    return side.beginning(number.start, number.end)[0]


def _without_equals(own: Sequence[Number], other: Sequence[Number], taken: set[int]) -> list[Number]:
    """Return the numbers that the other side does not give too, as often; two hours are 120 minutes, three euros no three dollars.

    Those at the places ``taken`` are spoken for.
    """
    rest = list(other)
    left = []
    for number in own:
        same = next((rival for rival in rest if _equal(rival, number)), None)
        if same is not None:
            rest.remove(same)
        elif number.start not in taken:
            left.append(number)
    return left


def _equal(x: Number, y: Number) -> bool:
    """Return whether two numbers give the same amount; a sign or unit that only one of them has is left unsaid by the other."""
    if found := amounts(x, y):
        return found[0] == found[1]
    same = x.rounded == y.rounded or _amount(x) == _amount(y)
    if not same or x.unit == y.unit:
        return same
    signs = {_sign(x), _sign(y), ""}
    # "48" may be percent left unsaid; "48 homes" and "48 of the homes" are no percentage of them.
    counts = signs == {"%", ""} and _sign(x) != _sign(y) and all(counted(n) or n.unit in _OF_WHICH for n in (x, y))
    return len(signs) < 3 and not counts


def _amount(number: Number) -> float:
    seconds = _SECONDS.get(number.unit.rstrip("s"))
    return number.rounded if seconds is None else round(number.value * seconds, 6)


def _sign(number: Number) -> str:
    """Return the sign of money or percent that a number has, also where it is given as a word; nothing where it has none."""
    return number.unit if number.unit in _SIGNS else _NAMES.get(number.unit.rstrip("s"), "")


def _about_the_same(match: Inside, x: Number, y: Number, fated: dict[int, str]) -> str:
    """Return what says that two numbers count the same thing, one of `CASES`; nothing where nothing does."""
    signs = {_sign(x), _sign(y)}
    if len(signs) > 1 and not signs <= _MONEY:
        return "number of another unit" if _same_figure(match, x, y) else ""
    if id(x) in fated and id(y) in fated:
        return CASES[0] if fated[id(x)] == fated[id(y)] else ""
    if any(_holds(match, run, x, y) for run in match.changed if run.op == "replace"):
        return "number in one change"
    if _before(match.a, x) and _before(match.a, x) == _before(match.b, y):
        return "number after the same words"
    near = match.a.near_numbers[x.start] & match.b.near_numbers[y.start]
    if near and x.unit and _same_unit(x, y) and x.unit not in FUNCTION_WORDS:
        return "number of the same thing"
    if _sign(x) and _sign(x) == _sign(y):
        return "number of money or percent"
    if len(near) >= ENOUGH and counted(x) == counted(y):
        return "number near the same words"
    return ""


def _same_figure(match: Inside, x: Number, y: Number) -> bool:
    """Return whether two numbers are one figure that both sentences have in one place."""
    places = _place(match.a, x), _place(match.b, y)
    return any(run.op == "equal" and run.a <= places[0] < run.a_end and places[0] - run.a == places[1] - run.b for run in match.runs)


def _before(side: Reading, number: Number) -> list[str]:
    """Return the stems of the three words before a number, where one of them carries news."""
    place = _place(side, number)
    return list(side.stems[max(0, place - 3) : place]) if side.news(max(0, place - 3), place) else []


def _holds(match: Inside, run: Run, x: Number, y: Number) -> bool:
    if max(run.a_end - run.a, run.b_end - run.b) > SHORT + (SHORT if match.relation != "partial" else 0):
        return False
    left, right = characters(match.a, run.a, run.a_end), characters(match.b, run.b, run.b_end)
    return left[0] < x.end and x.start < left[1] and right[0] < y.end and y.start < right[1]


def agree(match: Inside, x: Number, y: Number) -> bool:
    """Return whether two unequal numbers can both stand: one rounds the other, or is said to be a bound or about right."""
    if _sign(x) != _sign(y):
        return False
    if found := amounts(x, y):
        return abs(found[0] - found[1]) <= NEAR * max(found)
    low, high = zip(ranges.reach(match.a, x), ranges.reach(match.b, y), strict=True)
    if (low[0] == high[0]) != (low[1] == high[1]) and max(low) <= min(high):
        return True  # one is a range, the other lies in it
    about, least, most = zip(_bounds(match.a, x), _bounds(match.b, y), strict=True)
    finer, coarse = sorted((_step(x), _step(y)))
    apart, near = abs(x.value - y.value), NEAR * max(abs(x.value), abs(y.value))
    if coarse > finer and apart <= coarse / 2 and (apart <= near or all(about)):
        return True
    if about[0] != about[1] and apart <= near and _step((x, y)[about[1]]) > _step((x, y)[about[0]]):
        return True
    bound = [low or high for low, high in zip(least, most, strict=True)]
    if bound[0] == bound[1]:
        return False  # a bound on both sides excuses nothing: "up to six" and "up to nine" differ
    said, own, other = (0, x, y) if bound[0] else (1, y, x)
    return other.value >= own.value if least[said] else other.value <= own.value


def _step(number: Number) -> float:
    """Return how finely a number is given: round hundreds are a rounding, 20 people are 20 people, and 2020 is a year."""
    if EARLIEST <= number.value <= LATEST and (not number.unit or number.unit in FUNCTION_WORDS):
        return 1.0
    return number.step if number.value >= 100 or number.step < 1 or number.unit in _SIGNS else 1.0
