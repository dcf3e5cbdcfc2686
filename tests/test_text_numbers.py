"""The number reader, down a table of phrases."""

import pytest
from cases import table
from hypothesis import given
from strategies import text

from storycompare.text.numbers import numbers


@pytest.mark.parametrize("case", table("numbers"))
def test_numbers_of_a_phrase(case):
    found = [[n.value, n.unit, case["text"][n.start : n.end]] for n in numbers(case["text"])]
    assert found == case["numbers"]


def test_the_table_is_long():
    assert len(table("numbers")) >= 40


@pytest.mark.parametrize(
    ("phrase", "step"),
    [
        ("47", 1),
        ("40", 10),
        ("4,200", 100),
        ("3.9", 0.1),
        ("4.2 million", 100_000),
        ("five hundred", 100),
        ("one hundred and six", 1),
        ("twenty-one", 1),
    ],
)
def test_how_finely_a_number_is_given(phrase, step):
    assert [n.step for n in numbers(phrase)] == [pytest.approx(step)]


@given(text)
def test_numbers_stand_in_order_inside_the_text(written):
    places = [place for n in numbers(written) for place in (n.start, n.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(written) for place in places)


@pytest.mark.parametrize(
    "long", ["5" + " " * 50_000 + ".", "$" + " " * 5_000 + "x", "twenty " * 5_000, "1," * 20_000, "a hundred and " * 5_000]
)
def test_no_text_makes_it_slow(long):
    assert len(numbers(long)) <= 20_000
