"""Differences inside a match, down a table a kind: what must be found, and what only looks alike."""

import pytest
from cases import met, table


@pytest.mark.parametrize("case", table("number-differences"))
def test_numbers(case):
    assert met(case["a"], case["b"]).differences == case["differences"]


@pytest.mark.parametrize("case", table("negation-differences"))
def test_negations(case):
    assert met(case["a"], case["b"]).differences == case["differences"]


@pytest.mark.parametrize("case", table("wording-differences"))
def test_wording(case):
    assert met(case["a"], case["b"]).differences == case["differences"]


@pytest.mark.parametrize("case", table("number-differences") + table("negation-differences") + table("wording-differences"))
def test_the_other_way_round(case):
    mirrored = sorted([kind, conflict, a, b] for kind, conflict, b, a in case["differences"])
    assert sorted(met(case["b"], case["a"]).differences) == mirrored
