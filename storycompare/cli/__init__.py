"""The command ``storycompare``: arguments to one library call to one renderer; no logic of its own."""

from __future__ import annotations

import sys

from storycompare.cli.stop import answer, stop_now


def main() -> None:
    """Run the command with the arguments of this process, and end it."""
    answer(stop_now)  # before anything that takes time
    from storycompare.cli.run import run

    sys.exit(run(sys.argv[1:]))
