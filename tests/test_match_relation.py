"""Relations of two sentences, down a table."""

import pytest
from cases import met, table
from hypothesis import given
from strategies import sentence


@pytest.mark.parametrize("case", table("relations"))
def test_relation(case):
    assert met(case["a"], case["b"]).relation == case["relation"]
    assert met(case["b"], case["a"]).relation == case["relation"]


@given(sentence)
def test_a_sentence_is_verbatim_to_itself_and_differs_in_nothing(text):
    assert met(text, text) == ("verbatim", [])


@given(sentence, sentence)
def test_a_changed_number_or_negation_is_never_verbatim(one, other):
    found = met(one, other)
    assert found.relation != "verbatim" or not any(kind in {"number", "negation"} for kind, *_ in found.differences)
