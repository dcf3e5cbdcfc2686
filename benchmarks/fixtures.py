"""Scores the matcher on the hand-made stories of this repository: matched pairs against the links in fixtures/*/expected.json.

python benchmarks/fixtures.py [MODEL]

With MODEL, a sentence-transformers model or its folder, by meaning too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from storycompare import compare, load

FIXTURES = Path(__file__).parent.parent / "fixtures"


def counts(expected: Path, model: str | None) -> tuple[str, int, int, int]:
    """Return a story's name, how many matches are links, how many matches there are, and how many links."""
    story = json.loads(expected.read_text("utf-8"))
    comparison = compare([load(expected.parent / version["file"]) for version in story["versions"].values()], encoder=model)
    links = {(link["a"], link["b"]) for link in story["links"]}
    found = {(f"{m.a.version}:{m.a.sentence}", f"{m.b.version}:{m.b.sentence}") for m in comparison.matches}
    return story["story"], len(found & links), len(found), len(links)


def main(model: str | None = None) -> None:
    rows = [counts(path, model) for path in sorted(FIXTURES.glob("*/expected.json"))]
    totals = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    print("| story | links | precision | recall | F1 |\n|---|---|---|---|---|")
    for name, right, found, links in [*rows, ("all", *totals)]:
        print(f"| {name} | {links} | {right / found:.3f} | {right / links:.3f} | {2 * right / (found + links):.3f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
