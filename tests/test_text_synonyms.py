"""Words of like meaning: the table, and what it gives to a pair of sentences."""

from importlib.resources import files

import pytest

from storycompare import Version, compare
from storycompare.text.synonyms import synonyms
from storycompare.text.tokens import stems


@pytest.mark.parametrize(("one", "other"), [("sacked", "fired"), ("build", "construct"), ("begin", "started"), ("injured", "hurt")])
def test_words_of_like_meaning(one, other):
    a, b = stems([one, other])
    assert synonyms([a, b]) == {a: {b}, b: {a}}


@pytest.mark.parametrize(("one", "other"), [("river", "bridge"), ("opened", "closed"), ("voted", "sailed")])
def test_words_of_other_meaning(one, other):
    assert synonyms(stems([one, other])) == {}


def test_both_ways_and_never_of_a_word_with_itself():
    words = synonyms(stems("the council fired sacked dismissed the chief who quit resigned left".split()))
    assert words
    for word, others in words.items():
        assert word not in others
        assert all(word in words[other] for other in others)


def test_the_table_carries_its_licence_and_senses_of_two_words_or_more():
    lines = files("storycompare").joinpath("data/synonyms.txt").read_text("utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    rows = [line.split() for line in lines if not line.startswith("#")]
    assert any("Princeton University" in line for line in head)
    assert rows == sorted(rows, key=" ".join)
    assert all(len(row) > 1 and row == sorted(set(row)) for row in rows)


def test_the_reasons_name_the_words():
    one = "The harbour board sacked chief engineer Ilse Tamm on Monday over the cracked lock gates."
    other = "Chief engineer Ilse Tamm was fired by the harbour board over cracked lock gates."
    found = compare([Version.from_text(one, outlet="a"), Version.from_text(other, outlet="b")])
    (match,) = found.matches
    assert any(part.feature == "alike" for part in match.evidence.contributions)
    assert "words of like meaning: sacked / fired" in match.evidence.because
