"""How the command ends on SIGINT and SIGTERM: at once, quietly, with nothing half done left behind."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from storycompare.files import UNFINISHED

SIGNALS = (signal.SIGINT, signal.SIGTERM)

LAST_WORDS: list[str] = []
"""What a command that is stopped has to say on standard error."""


class Stopped(BaseException):
    """A signal, as an exception that passes everything by; its argument is the signal's number."""


def answer(handler: Callable[[int, FrameType | None], NoReturn]) -> None:
    """Let ``handler`` answer the signals that stop the command."""
    for number in SIGNALS:
        signal.signal(number, handler)


def stop_now(number: int, _frame: FrameType | None) -> NoReturn:
    """End the process here: an exception could get lost in the import of somebody's extension module, or come out as a traceback."""
    for path in tuple(UNFINISHED):
        with suppress(OSError):
            path.unlink()
    with suppress(OSError, ValueError, AttributeError):
        cursor = "\x1b[?25h\n" if sys.stderr.isatty() else ""  # a progress bar hides it
        os.write(sys.stderr.fileno(), "".join([cursor, *(f"{words}\n" for words in LAST_WORDS)]).encode())
    os._exit(128 + number)


@contextmanager
def by_exception() -> Iterator[None]:
    """Raise `Stopped` inside on a signal: there are processes to end, and the imports that could lose it are theirs."""

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        raise Stopped(number)

    before = [signal.getsignal(number) for number in SIGNALS]
    answer(stop)
    try:
        yield
    finally:
        for number, handler in zip(SIGNALS, before, strict=True):
            signal.signal(number, handler)
