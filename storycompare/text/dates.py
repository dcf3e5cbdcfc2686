"""Days, months and times of day as news writes them, each with what it can mean once the day of publication is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from storycompare.text.tokens import small

Grain = Literal["weekday", "day", "month", "period", "time"]

_DAYS = {name: place for place, name in enumerate("mon tue wed thu fri sat sun".split())}
_MONTHS = {name: place for place, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.)"
)
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_PERIOD = r"(?:last|this|next)\s+(?:week|month|year|spring|summer|autumn|fall|winter)"
_GLANCE = r"\d|a[pu]|by|de|ea|f(?:e|r[io])|in|j[au]|la|m[aio]|n[eo]|o[cf]|s[aeiu]|t(?:h[iu]|o[dmn]|u)|un|we|ye"
"""How a date can begin."""
_DATE = re.compile(
    rf"""\b(?={_GLANCE})(?:
      (?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[:%]|,\d)(?:,?\s+(?P<year>\d{{4}})\b)?
     |(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})(?:,?\s+(?P<year2>\d{{4}})\b)?
     |(?P<weekday>{_WEEKDAY})(?=s?\b)
     |(?:in|of|since|until|by|from|late|early|mid|last|next|this)[\s\-\u2010-\u2015]+(?P<alone>(?!may\s+(?:be|have|not)\b){_MONTH})(?![\w])
     |(?P<near>today|tonight|yesterday|tomorrow)\b
     |(?P<period>{_PERIOD})\b
     |(?P<hour>\d{{1,2}})(?::(?P<minute>\d{{2}}))?\s*(?P<half>[ap]\.?m\b\.?)
     |(?P<clock>(?:[01]?\d|2[0-3])):(?P<past>[0-5]\d)\b
     |(?P<named>noon|midnight)\b
    )""",
    re.VERBOSE,
)
"""Read on small letters."""
AROUND = 7
"""Days on either side of the publication in which a weekday is looked for."""


class Day(Struct, frozen=True, gc=False):
    """A date or a time: how fine it is, what it says as a key, its place, and the days it can mean (none: not known)."""

    grain: Grain
    key: str
    start: int
    end: int
    means: frozenset[date]


def dates(text: str, published: date | None = None) -> list[Day]:
    """Return the dates and times of day in a text, in order; weekdays and "yesterday" are told from the day of publication.

    >>> [(d.grain, d.key) for d in dates("On Tuesday, March 4, at 7:30 p.m., and again last week")]
    [('weekday', 'tue'), ('day', '3-4'), ('time', '19:30'), ('period', 'last week')]
    >>> [sorted(map(str, d.means)) for d in dates("It opened on Tuesday.", date(2026, 3, 5))]
    [['2026-03-03', '2026-03-10']]
    """
    return list(_found(text, published))


def day_of(published: str | None) -> date | None:
    """Return the day of an ISO 8601 string; None where it is no date.

    >>> day_of("2026-03-05T10:00:00+01:00"), day_of("in spring")
    (datetime.date(2026, 3, 5), None)
    """
    try:
        return date.fromisoformat((published or "").strip()[:10])
    except ValueError:
        return None


def _found(text: str, published: date | None) -> Iterator[Day]:
    for m in _DATE.finditer(small(text)):
        place = m.span()
        if month := m["month"] or m["month2"]:
            number, of = _MONTHS[month[:3]], int(m["day"] or m["day2"])
            year = m["year"] or m["year2"]
            if 1 <= of <= 31:
                yield Day("day", f"{number}-{of}" + (f"-{year}" if year else ""), *place, _on(number, of, year, published))
        elif m["weekday"]:
            name = m["weekday"][:3]
            yield Day("weekday", name, *place, _weekday(_DAYS[name], published))
        elif m["near"]:
            means = frozenset() if published is None else frozenset([published + timedelta(_NEAR[m["near"]])])
            yield Day("weekday", m["near"], *place, means)
        elif m["alone"]:
            yield Day("month", m["alone"][:3], *m.span("alone"), frozenset())
        elif m["period"]:
            yield Day("period", " ".join(m["period"].split()), *place, frozenset())
        else:
            yield Day("time", _clock(m), *place, frozenset())


def _clock(m: re.Match[str]) -> str:
    if m["named"]:
        return "12:00" if m["named"] == "noon" else "0:00"
    if m["clock"]:
        return f"{int(m['clock'])}:{m['past']}"
    hour = int(m["hour"]) % 12 + (12 if m["half"][0] == "p" else 0)
    return f"{hour}:{m['minute'] or '00'}"


def _on(month: int, day: int, year: str | None, published: date | None) -> frozenset[date]:
    """Return the days a month and day can mean: in the year given, or else in those around the publication."""
    if year is None and published is None:
        return frozenset()
    years = [int(year)] if year else [published.year + step for step in (-1, 0, 1)] if published else []
    found = set()
    for one in years:
        try:
            found.add(date(one, month, day))
        except ValueError:  # no such day in that year
            continue
    return frozenset(found)


def _weekday(place: int, published: date | None) -> frozenset[date]:
    """Return the last such weekday up to the publication, and the next one after it."""
    if published is None:
        return frozenset()
    back = (published.weekday() - place) % 7
    return frozenset([published - timedelta(back), published + timedelta(AROUND - back)])
