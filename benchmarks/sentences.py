"""Scores the sentence boundaries against the hand-made ones in fixtures/sentences: F1 of sentence ends, the plain and the hard cases apart.

    python benchmarks/sentences.py [STORIES.jsonl]

With stories in the batch form whose sentences are given, each paragraph is joined and split again, and the given ends are the gold.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from storycompare.text.segment import segment

FIXTURES = Path(__file__).parent.parent / "fixtures/sentences"


def counts(sentences: Sequence[str], glue: Sequence[str] | None = None) -> tuple[int, int, int]:
    """Return the ends found and right, found and wrong, and missed, in one paragraph."""
    text, ends = "", set()
    for sentence, after in zip(sentences, [*(glue or [" "] * (len(sentences) - 1)), ""], strict=True):
        text += sentence
        ends.add(len(text))
        text += after
    found = {end for _, end in segment(text)}
    return len(found & ends), len(found - ends), len(ends - found)


def line(name: str, rows: Iterable[tuple[int, int, int]]) -> None:
    right, wrong, missed = (sum(column) for column in zip(*rows, strict=True))
    print(f"{name:28} F1 {2 * right / (2 * right + wrong + missed):.3f}  right {right}  wrong {wrong}  missed {missed}")


def main(arguments: list[str]) -> None:
    english = json.loads((FIXTURES / "news-en.json").read_text("utf-8"))
    others = json.loads((FIXTURES / "other-languages.json").read_text("utf-8"))
    for name, cases in (
        ("news English, plain", [c for c in english if c["comment"].startswith("plain")]),
        ("news English, hard", [c for c in english if not c["comment"].startswith("plain")]),
        ("news English", english),
        ("other languages", others),
    ):
        line(name, [counts(case["sentences"], case.get("glue")) for case in cases])
    if arguments:
        stories = map(json.loads, Path(arguments[0]).read_text("utf-8").splitlines())
        paragraphs = ([s.strip() for s in p if s.strip()] for story in stories for v in story["versions"] for p in v["paragraphs"])
        line("stories given", [counts(p) for p in paragraphs if p])


if __name__ == "__main__":
    main(sys.argv[1:])
