"""Politeness: at least a pause between two requests to one host, and waiting as long as a server asks, within the time there is."""

from __future__ import annotations

import re
import threading
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from storycompare.gather.web.trouble import Deadline, OutOfTime

BACK_OFF = (1.0, 2.0)
"""Seconds before the second and the third try, which is the last, where the server names none."""
_REMEMBERED = 1_000


class Pace:
    """When each host was asked last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: dict[str, float] = {}

    def turn(self, host: str, pause: float, deadline: Deadline) -> None:
        """Wait until ``host`` may be asked again, ``pause`` seconds after the last request.

        Raises:
            OutOfTime: that is later than the deadline.
        """
        with self._lock:
            now = time.monotonic()
            at = max(now, self._last.get(host, now - pause) + pause)
            if at - now >= deadline.left():
                raise OutOfTime(deadline.over)
            self._last.pop(host, None)
            self._last[host] = at
            if len(self._last) > _REMEMBERED:
                del self._last[next(iter(self._last))]
        if at > now:
            time.sleep(at - now)


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Return how many seconds a Retry-After header asks for, None for one that asks for nothing that can be understood.

    >>> retry_after("120"), retry_after("soon"), retry_after("Fri, 31 Dec 9999 23:59:59 GMT") > 1e9
    (120.0, None, True)
    """
    value = (value or "").strip()
    if re.fullmatch(r"\d{1,15}", value, re.ASCII):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - (now or datetime.now(UTC))).total_seconds())
