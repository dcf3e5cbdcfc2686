"""Scores the taking of articles out of pages on gold pages, beside trafilatura alone: words, paragraphs, noise, metadata, and time.

    python benchmarks/pages.py [FOLDER] [--only NAME,...] [--rounds N] [--show]

FOLDER holds NAME.html beside NAME.json (see fixtures/pages/README.md, the default). Word F1 is of the bag of words; a paragraph is exact when it
stands in the gold letter for letter but for white space, out of the more of found and given; a noise line is one that the gold
says must not appear. Trafilatura is `bare_extraction` with its defaults, its metadata by `with_metadata=True`, which its time is without. Times
are CPU times, the least of N rounds; quote the ratio. ``--show`` prints what differs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

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


def main(arguments: argparse.Namespace) -> None:
    from trafilatura import bare_extraction

    print("each pair: storycompare / trafilatura alone")
    line("page", ["word F1", "exact par.", "noise", "metadata", "time ratio"])
    totals: list[list[pages.Score]] = [[], []]
    fields: list[list[str]] = [[], []]
    spent = [0.0, 0.0]
    for name, html, gold in pages.pages(arguments.folder):
        if arguments.only and name not in arguments.only.split(","):
            continue
        version = load(html=html)
        theirs, told = trafilatura(html)
        scores = [pages.scored(paragraphs(version), gold), pages.scored(theirs, gold)]
        kept = [right({key: getattr(version, key) for key in pages.FIELDS}, gold), right(told, gold)]
        times = [
            seconds(lambda page=html: load(html=page), arguments.rounds),
            seconds(lambda page=html: bare_extraction(page), arguments.rounds),
        ]
        for k in (0, 1):
            totals[k].append(scores[k])
            fields[k] += kept[k]
            spent[k] += times[k]
        row = [f"{a.f1:.3f}/{b.f1:.3f}" if k == 0 else f"{a.exact:.2f}/{b.exact:.2f}" for k, (a, b) in enumerate([scores] * 2)]
        line(name, [*row, "/".join(str(len(s.noise)) for s in scores), "/".join(str(len(k)) for k in kept), f"{times[0] / times[1]:.2f}"])
        if arguments.show:
            show(version, gold, scores[0])
    count = len(totals[0])
    line(
        "all",
        [
            "/".join(f"{sum(s.f1 for s in side) / count:.3f}" for side in totals),
            "/".join(f"{sum(s.exact for s in side) / count:.2f}" for side in totals),
            "/".join(str(sum(len(s.noise) for s in side)) for side in totals),
            "/".join(str(len(side)) for side in fields),
            f"{spent[0] / spent[1]:.2f}",
        ],
    )
    print("fields right of", count, "pages:", ", ".join(f"{key} {fields[0].count(key)}/{fields[1].count(key)}" for key in pages.FIELDS))
    print(f"digest {pages.digest(arguments.folder)}")


def show(version: Version, gold: dict[str, object], score: object) -> None:
    """Print what differs: paragraphs missing and too many, fields, noise."""
    told = [pages.folded(p["text"]) for p in gold["paragraphs"]]  # type: ignore[index, attr-defined]
    found = [pages.folded(p) for p in paragraphs(version)]
    for mark, one, other in (("-", told, found), ("+", found, told)):
        for text in one:
            if text not in other:
                print(f"    {mark} {text[:150]}")
    for key in pages.FIELDS:
        if getattr(version, key) != gold[key]:
            print(f"    {key}: {getattr(version, key)!r} for {gold[key]!r}")
    for noise in score.noise:  # type: ignore[attr-defined]
        print(f"    noise: {noise}")
    if version.status != "ok":
        print(f"    {version.status}: {version.reason}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=pages.PAGES)
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--show", action="store_true")
    main(parser.parse_args())
