"""Times pages read in the child process beside the same pages read in this one, and its start beside a bare import, in one run.

    python benchmarks/parser.py [ROUNDS] [PAGE.html...]

Times are by the clock, the median of ROUNDS (default 15); quote the ratios, not the milliseconds. Without pages, those of `fixtures/`
are read and one of ten times their length.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from storycompare.gather.origin import Origin
from storycompare.gather.page import read_page
from storycompare.gather.parser import Parser

FIXTURES = Path(__file__).parent.parent / "fixtures"


def milliseconds(actions: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Return the median time of each action, taken in turn so that a busy moment meets them all."""
    taken: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, times in zip(actions, taken, strict=True):
            start = time.perf_counter()
            action()
            times.append(time.perf_counter() - start)
    return [1000 * median(times) for times in taken]


def started() -> None:
    parser = Parser()
    parser.parse("<p>The page that the child is started for.</p>", Origin("first"))
    parser.close()


def python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


def row(name: str, here: float, there: float) -> None:
    print(f"{name:<44}{here:10.2f}{there:10.2f}{there / here:8.2f}")


def main(arguments: list[str]) -> None:
    rounds = int(arguments.pop(0)) if arguments and arguments[0].isdecimal() else 15
    paths = [*map(Path, arguments)] or sorted(FIXTURES.rglob("*.html"))
    pages = {path.name: path.read_text("utf-8", "surrogateescape") for path in paths}
    if not arguments:
        paragraphs = "".join(
            f"<p>Paragraph {i} of a long report says what the council of town {i} decided on Monday.</p>" for i in range(300)
        )
        pages["a page of 300 paragraphs"] = f"<html><body><article>{paragraphs}</article></body></html>"
    parser, origin = Parser(), Origin("page")
    print(f"{'milliseconds, median of ' + str(rounds):<44}{'here':>10}{'child':>10}{'ratio':>8}")
    totals = [0.0, 0.0]
    for name, html in pages.items():
        here, there = milliseconds([partial(read_page, html, origin), partial(parser.parse, html, origin)], rounds)
        totals = [totals[0] + here, totals[1] + there]
        if len(pages) <= 20:
            row(f"{name} ({len(html):,} characters)", here, there)
    row(f"all {len(pages)} pages", *totals)
    parser.close()
    few = max(3, rounds // 3)
    row("start: import trafilatura / child and a page", *milliseconds([partial(python, "import trafilatura"), started], few))


if __name__ == "__main__":
    main(sys.argv[1:])
