"""Times as pages write them, in ISO form: ISO 8601, RFC 2822, and dates written in English, with dots, and in East Asia."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WRITTEN = re.compile(
    r"(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})|"
    r"(?P<day2>\d{1,2})(?:st|nd|rd|th)? (?P<month2>[A-Z][a-z]{2,8})\.?,? (?P<year2>\d{4})"
)
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(?<!\d)(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_ELSEWHERE = re.compile(r"(?<!\d)(\d{1,2})(?:er|\.|º)?\s(?:de )?([^\W\d_]{3,10})\.?,?\s(?:de )?(\d{4})(?!\d)")
_BEGINNINGS = (
    r"janv?|gen|ene", r"feb|fév|fev", r"mar|mär|maa|mrt", r"apr|avr|abr", r"mai|may|mei|mag",
    r"juin|juni|jun|giu", r"juil|juli|jul|lug", r"aug|aoû|ago",
    r"sep|set", r"okt|oct|ott|out", r"nov", r"dez|dec|déc|dic",
)  # fmt: skip
"""How the months begin in German, French, Spanish, Italian, Portuguese and Dutch."""
_EASTERN = re.compile(r"(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})日")
_CLOCK = re.compile(r"\b(\d{1,2})[:.h](\d{2})\s?([ap])?\.?(?:m\b)?", re.IGNORECASE)
_EASTERN_CLOCK = re.compile(r"(\d{1,2})[時:](\d{2})")


def to_the_minute(values: Iterable[str | None]) -> str | None:
    """Return the first time of ``values``, or, where that is a day only, the first of the same day that names the minute.

    >>> to_the_minute([None, "2026-03-03", "2026-04-01T08:00Z", "2026-03-03T14:05Z"])
    '2026-03-03T14:05Z'
    """
    times = [time for value in values if (time := iso(value))]
    if not times:
        return None
    return next((time for time in times if "T" in time and abs(_day(time) - _day(times[0])) <= timedelta(days=1)), times[0])


def iso(value: str | None) -> str | None:
    """Return ``value`` when it is a time in ISO 8601, as it stands; RFC 2822 and written dates in ISO form; else None.

    >>> iso("2026-03-03T14:05:00+0000"), iso("March 3, 2026, 2:05 p.m."), iso("0000-99-99")
    ('2026-03-03T14:05:00+0000', '2026-03-03T14:05', None)
    """
    text = " ".join(value.split()) if value else ""
    if not text or len(text) > 100:
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return _rfc(text) or _written(text)
    return text.replace(" ", "T", 1) if "T" not in text else text


def _day(time: str) -> date:
    return datetime.fromisoformat(time).date()


def _rfc(text: str) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).isoformat() if "," in text[:5] and ":" in text else None
    except (ValueError, TypeError, IndexError):
        return None


def _written(text: str) -> str | None:
    """Return the ISO form of a date written out, with its minutes where they are given; no zone is made up."""
    try:
        if found := _WRITTEN.search(text):
            month = _MONTHS.index((found["month"] or found["month2"])[:3].lower()) + 1
            day, clock = date(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"])), _CLOCK
        elif found := _DOTTED.search(text):
            day, clock = date(int(found[3]), int(found[2]), int(found[1])), _CLOCK
        elif found := _SLASHED.search(text):
            day, clock = date(int(found[1]), int(found[2]), int(found[3])), _CLOCK
        elif (found := _ELSEWHERE.search(text)) and (number := _month(found[2])):
            day, clock = date(int(found[3]), number, int(found[1])), _CLOCK
        elif found := _EASTERN.search(text):
            day, clock = date(int(found[1]), int(found[2]), int(found[3])), _EASTERN_CLOCK
        else:
            return None
    except ValueError:
        return None
    return f"{day.isoformat()}{_minutes(clock.search(text, found.end()))}"


def _month(name: str) -> int:
    """Return the number of the month of this name, 0 where it is none."""
    return next((i for i, begins in enumerate(_BEGINNINGS, 1) if re.match(begins, name.lower())), 0)


def _minutes(clock: re.Match[str] | None) -> str:
    """Return the time of day as ISO has it after a day, nothing where it is none."""
    if clock is None:
        return ""
    hour, minute, half = int(clock[1]), int(clock[2]), clock[3] if clock.re is _CLOCK else None
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
