"""Differences inside a match, down a table a kind: what must be found, and what only looks alike."""

import json

import pytest
from cases import FIXTURES, met, table

from storycompare.diff.differences import KINDS

TABLES = {kind: table(f"differences/{kind}") for kind in KINDS}
ALONE = {"number", "negation", "wording"}
"""Kinds whose tables name every difference of their sentences; the others name those of their kind."""


def rows():
    return [pytest.param(kind, *row.values, id=f"{kind}-{row.id}", marks=row.marks) for kind, table in TABLES.items() for row in table]


def of(kind, differences):
    return [found for found in differences if kind in ALONE or found[0] == kind]


@pytest.mark.parametrize(("kind", "case"), rows())
def test_what_differs(kind, case):
    assert of(kind, met(case["a"], case["b"]).differences) == case["differences"]


@pytest.mark.parametrize(("kind", "case"), rows())
def test_the_other_way_round(kind, case):
    mirrored = sorted([kind, conflict, a, b] for kind, conflict, b, a in case["differences"])
    assert sorted(of(kind, met(case["b"], case["a"]).differences)) == mirrored


@pytest.mark.parametrize("kind", TABLES.keys())
def test_each_kind_has_twenty_cases_and_as_many_that_look_alike(kind):
    cases = json.loads((FIXTURES / "cases/differences" / f"{kind}.json").read_text("utf-8"))
    alike = [case for case in cases if case["comment"].startswith("look-alike")]
    assert len(alike) >= 20
    assert len(cases) - len(alike) >= 20
