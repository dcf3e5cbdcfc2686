"""One batch for the command line: its input opened, its progress shown, its signals answered."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from storycompare.batch.file import Tally, write_batch
from storycompare.batch.rows import Options
from storycompare.batch.stories import opened
from storycompare.cli.stop import LAST_WORDS, by_exception


def run_batch(source: str, out: Path, options: Options, *, jobs: int, resume: bool) -> Tally:
    """Return how many stories of ``source`` (``-``: standard input) were compared into ``out``."""
    LAST_WORDS[:] = ["stopped: the same command with --resume goes on from here"]
    stopping = by_exception() if jobs > 1 else nullcontext()
    with stopping, opened(source, sys.stdin.buffer if source == "-" else None) as stories, _progress() as report:
        return write_batch(stories, out, options=options, jobs=jobs, resume=resume, report=report)


@contextmanager
def _progress() -> Iterator[Callable[[Tally, int], None]]:
    """Yield what shows a tally on standard error, where that is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
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
