"""What went wrong on the way to a page, before it is told as an error; and the one clock that a fetch runs against."""

from __future__ import annotations

import time
from dataclasses import dataclass

SAVE = "save the page in your browser and pass the file"
"""What helps with nearly everything."""


class Trouble(Exception):
    """Why a page did not come: ``why`` in words, what to do, and whether asking again can help."""

    def __init__(self, why: str, *, fix: str = SAVE, again: bool = False, too_large: bool = False, endless: bool = False) -> None:
        self.why, self.fix, self.again, self.too_large, self.endless = why, fix, again, too_large, endless
        super().__init__(why)


class Inside(Trouble):
    """An address that may not be dialled unless it is allowed by name."""


class OutOfTime(TimeoutError):
    """The time for the whole fetch is used up."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a fetch must have ended: name look-up, robots.txt, pauses, redirects and tries all run against it."""

    seconds: float
    end: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """Return the deadline ``seconds`` from now."""
        return cls(seconds, time.monotonic() + seconds)

    def left(self, most: float = float("inf")) -> float:
        """Return how many seconds are left, at most ``most``.

        Raises:
            OutOfTime: none are.
        """
        if (left := self.end - time.monotonic()) <= 0:
            raise OutOfTime(self.over)
        return min(left, most)

    @property
    def over(self) -> str:
        """Return the words for a fetch that took too long."""
        return f"it took more than {self.seconds:g} seconds in all"
