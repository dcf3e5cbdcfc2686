"""Near-copies at scale: how many surviving sentences are matched, and what else is called verbatim or reworded, by kind of edit.

python benchmarks/near_copies.py [--seeds N] [--show KIND] [STORIES.jsonl ...]

The texts are the versions of ``fixtures/``, made-up ones, and those of the stories given, in the batch form; `tests/edits.py` says what an
edit is. ``--show`` prints what failed of one kind.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import edits  # type: ignore[import-not-found]

from storycompare import Version

MADE_UP = 10


def read(paths: list[str]) -> dict[str, dict[str, list[str]]]:
    """Return the texts by where they are from."""
    made = {f"made-up {n}": edits.made_up(Random(n), 6 + 4 * n) for n in range(MADE_UP)}
    groups = {"fixtures": edits.fixtures(), "made-up": made}
    for path in paths:
        rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
        versions = [(row["id"], place, version) for row in rows for place, version in enumerate(row["versions"])]
        groups[Path(path).name] = {f"{id} {place}": edits.texts(_version(version)) for id, place, version in versions}
    return groups


def _version(data: dict[str, object]) -> Version:
    if "paragraphs" in data:
        return Version.from_sentences(data["paragraphs"], outlet=data.get("outlet"), headline=data.get("headline"))  # type: ignore[arg-type]
    return Version.from_text(str(data["text"]), outlet=data.get("outlet"), headline=data.get("headline"))  # type: ignore[arg-type]


def measure(name: str, texts: dict[str, list[str]], seeds: int, show: str | None) -> None:
    print(f"{name}: {len(texts)} texts, {seeds} near-copies of each kind\n{'':8}survivors  not matched  wrongly verbatim  wrongly reworded")
    for kind in edits.EDITS:
        counts: Counter[str] = Counter()
        for label, original in texts.items():
            for seed in range(seeds):
                found = edits.found(original, edits.near_copy(kind, f"{label} {seed}", original))
                counts["survivors"] += found.survivors
                counts["lost"] += len(found.lost)
                counts.update(relation for relation, _, _ in found.wrong)
                if kind == show:
                    _print(label, found)
        print(f"{kind:8}{counts['survivors']:9}  {counts['lost']:11}  {counts['verbatim']:16}  {counts['reworded']:16}")


def _print(label: str, found: edits.Found) -> None:
    for text, one in found.lost:
        print(f"  lost, {label}, {' '.join(one.done)}\n    {text}\n    {one.text}")
    for relation, one, other in found.wrong:
        print(f"  {relation}, {label}\n    {one}\n    {other}")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--show", choices=edits.EDITS)
    asked = parser.parse_args(arguments)
    for name, texts in read(asked.stories).items():
        measure(name, texts, asked.seeds, asked.show)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
