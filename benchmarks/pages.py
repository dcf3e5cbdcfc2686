"""Scores the taking of articles out of pages on gold pages, beside trafilatura alone: words, paragraphs, noise, metadata, and time.

    python benchmarks/pages.py [FOLDER] [--only NAME,...] [--rounds N] [--show] [--shares]

FOLDER holds NAME.html beside NAME.json (see fixtures/pages/README.md, the default). Word F1 is of the bag of words; a paragraph is exact when it
stands in the gold letter for letter but for white space, out of the more of found and given; a noise line is one that the gold
says must not appear. Trafilatura is `bare_extraction` with its defaults, its metadata by `with_metadata=True`, which its time is without. A
page is timed in this process: the time of the child that reads pages would not be seen. Times are CPU times, the least of N rounds; quote
the ratio. ``--show`` prints what differs, ``--shares`` how much of each page of FOLDER and the folders beside it trafilatura's quick way
takes.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import pages  # type: ignore[import-not-found]

from storycompare import Version, load


def trafilatura(html: str) -> tuple[list[str], dict[str, str | None]]:
    """Return the lines that trafilatura takes, less the marks of its lists, and what it says of the page."""
    from trafilatura import bare_extraction

    found = bare_extraction(html, with_metadata=True)
    if found is None:
        return [], {}
    lines = [line.removeprefix("- ").strip() for line in (found.text or "").splitlines()]
    told = {"headline": found.title, "byline": found.author, "published": found.date, "url": found.url, "outlet": found.sitename}
    return [line for line in lines if line], told


def seconds(action: Callable[[], object], rounds: int) -> float:
    """Return the least CPU time of some calls."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def right(told: dict[str, str | None], gold: dict[str, str | None]) -> list[str]:
    """Return the fields that are as the gold has them; trafilatura parts its authors with semicolons, and that counts as right."""
    said = {**told, "byline": joined(told.get("byline"))}
    return [key for key in pages.FIELDS if pages.folded(said.get(key) or "") == pages.folded(gold[key] or "")]


def joined(byline: str | None) -> str | None:
    names = (byline or "").split("; ")
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else byline


def paragraphs(version: Version) -> list[str]:
    return [text for text in version.text.split("\n\n") if text]


def line(name: str, cells: list[str]) -> None:
    print(f"{name:14}" + "".join(f"{cell:>13}" for cell in cells))


class Side(NamedTuple):
    """What one reader made of a page: its score, the fields it has right, and the time it took."""

    score: pages.Score
    fields: list[str]
    seconds: float


def sides(html: str, gold: dict[str, Any], rounds: int) -> tuple[Version, list[Side]]:
    """Return the version, and storycompare's and trafilatura's side."""
    from trafilatura import bare_extraction

    from storycompare.gather.origin import Origin
    from storycompare.gather.page import read_page

    version = load(html=html)
    lines, told = trafilatura(html)
    ours = {key: getattr(version, key) for key in pages.FIELDS}
    return version, [
        Side(pages.scored(paragraphs(version), gold), right(ours, gold), seconds(lambda: read_page(html, Origin("page")), rounds)),
        Side(pages.scored(lines, gold), right(told, gold), seconds(lambda: bare_extraction(html), rounds)),
    ]


def row(name: str, read: list[list[Side]]) -> None:
    """Print the figures of some pages: the means of words and paragraphs, the sums of the rest."""
    both = list(zip(*read, strict=True))
    count = len(read)
    cells = [
        "/".join(f"{sum(side.score.f1 for side in column) / count:.3f}" for column in both),
        "/".join(f"{sum(side.score.exact for side in column) / count:.2f}" for column in both),
        "/".join(str(sum(len(side.score.noise) for side in column)) for column in both),
        "/".join(str(sum(len(side.fields) for side in column)) for column in both),
        f"{sum(side.seconds for side in both[0]) / sum(side.seconds for side in both[1]):.2f}",
    ]
    line(name, cells)


def main(arguments: argparse.Namespace) -> None:
    if arguments.shares:
        return shares(arguments.folder)
    print("each pair: storycompare / trafilatura alone")
    line("page", ["word F1", "exact par.", "noise", "metadata", "time ratio"])
    read: list[list[Side]] = []
    for name, html, gold in pages.pages(arguments.folder):
        if name in (arguments.only or name).split(","):
            version, both = sides(html, gold, arguments.rounds)
            read.append(both)
            row(name, [both])
            if arguments.show:
                show(version, gold, both[0].score)
    row("all", read)
    right_of = ", ".join(f"{key} " + "/".join(str(sum(key in both[k].fields for both in read)) for k in (0, 1)) for key in pages.FIELDS)
    print(f"fields right of {len(read)} pages: {right_of}")
    print(f"digest {pages.digest(arguments.folder)}")
    return None


def shares(folder: str) -> None:
    """Print which share of the text in plain paragraphs trafilatura's quick way takes, the pages with the least first."""
    from storycompare.gather import choice
    from storycompare.gather.blocks import blocks
    from storycompare.gather.markup import seen
    from storycompare.gather.tree import parsed

    found = []
    for path in sorted({*Path(folder).glob("*.html"), *Path(folder).parent.glob("*/*.html")}):
        tree = parsed(seen(path.read_text("utf-8")))
        page = blocks(tree)
        plain = {i for i, block in enumerate(page.blocks) if choice.is_plain(block)}
        taken = plain.intersection(choice.quick(tree, page))
        size = [sum(len(page.blocks[i].text) for i in numbers) for numbers in (taken, plain)]
        if size[1]:
            found.append((size[0] / size[1], path.stem))
    for share, name in sorted(found):
        print(f"{share:.2f} {name}")


def show(version: Version, gold: dict[str, Any], score: pages.Score) -> None:
    """Print what differs: paragraphs missing and too many, fields, noise."""
    told = [pages.folded(p["text"]) for p in gold["paragraphs"]]
    found = [pages.folded(p) for p in paragraphs(version)]
    for mark, one, other in (("-", told, found), ("+", found, told)):
        for text in one:
            if text not in other:
                print(f"    {mark} {text[:150]}")
    for key in pages.FIELDS:
        if getattr(version, key) != gold[key]:
            print(f"    {key}: {getattr(version, key)!r} for {gold[key]!r}")
    for noise in score.noise:
        print(f"    noise: {noise}")
    if version.status != "ok":
        print(f"    {version.status}: {version.reason}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=pages.PAGES)
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--shares", action="store_true")
    main(parser.parse_args())
