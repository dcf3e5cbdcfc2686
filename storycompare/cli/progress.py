"""What goes on, on standard error, where that is a terminal: gone without a trace when it is over."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from storycompare.batch.file import Tally


def watched() -> bool:
    """Return whether somebody looks at standard error."""
    return sys.stderr is not None and sys.stderr.isatty()


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Say ``what`` with a spinner while the block runs."""
    if not watched():
        yield
        return
    from rich.console import Console
    from rich.text import Text

    from storycompare.render.words import visible

    with Console(stderr=True).status(Text(visible(what)), spinner="line"):
        yield


@contextmanager
def counting() -> Iterator[Callable[[Tally, int], None]]:
    """Yield what shows a batch's tally as a bar."""
    if not watched():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (MofNCompleteColumn(), BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    began, before = time.monotonic(), -1

    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)

        def show(tally: Tally, total: int) -> None:
            nonlocal before
            done = tally.compared + tally.failed
            before = done if before < 0 else before  # what an earlier run had done says nothing about speed
            rate = (done - before) / max(time.monotonic() - began, 1e-9)
            bar.update(task, completed=done, total=total, description=f"{rate:.1f} a second, {tally.failed} failed")

        yield show
