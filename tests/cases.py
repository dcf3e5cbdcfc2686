"""Tables of cases, and two sentences met as a match is: for the tests that run down a table."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from storycompare import Version
from storycompare.diff.differences import differences
from storycompare.diff.hunks import runs
from storycompare.match.corpus import _entry
from storycompare.match.relation import relation
from storycompare.story.versions import ready
from storycompare.text.quotes import quoted
from storycompare.text.reading import read

FIXTURES = Path(__file__).parent.parent / "fixtures"


def table(name):
    """The rows of ``fixtures/cases/NAME.json``; one with ``fails`` is known to fail, and why."""
    rows = json.loads((FIXTURES / "cases" / f"{name}.json").read_text(encoding="utf-8"))
    assert len({row["label"] for row in rows}) == len(rows), "a label stands twice"
    return [pytest.param(row, id=row["label"], marks=[pytest.mark.xfail(reason=row["fails"])] if "fails" in row else []) for row in rows]


class Met(NamedTuple):
    """What is said of two sentences that were matched."""

    relation: str
    differences: list


def met(a, b):
    """The relation and the differences of two sentences, each (kind, conflict, words of a, words of b)."""
    versions, _ = ready([Version.from_sentences([text], id=id) for id, text in (("a", a), ("b", b))])
    one, other = (
        _entry(number, 0, read(version.sentences[0], quoted(version.text)), quoted(version.text)) for number, version in enumerate(versions)
    )
    between = runs(one.reading.keys, other.reading.keys)
    relates = relation(one, other)
    found = differences("m", one.reading, other.reading, between, relates, 1.0)
    return Met(relates, [[d.kind, d.conflict, d.a.text, d.b.text] for d in found])
