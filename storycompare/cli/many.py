"""One batch for the command line: its input opened, its progress shown, its signals answered."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

from storycompare.batch.file import Tally, write_batch
from storycompare.batch.rows import Options
from storycompare.batch.stories import opened
from storycompare.cli.progress import counting
from storycompare.cli.stop import LAST_WORDS, by_exception


def run_batch(source: str, out: Path, options: Options, *, jobs: int, resume: bool) -> Tally:
    """Return how many stories of ``source`` (``-``: standard input) were compared into ``out``."""
    LAST_WORDS[:] = ["stopped: the same command with --resume goes on from here"]
    stopping = by_exception() if jobs > 1 else nullcontext()
    with stopping, opened(source, sys.stdin.buffer if source == "-" else None) as stories, counting() as report:
        return write_batch(stories, out, options=options, jobs=jobs, resume=resume, report=report)
