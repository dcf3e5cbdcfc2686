"""Runs and hunks: judged by the plain longest common subsequence, and put together again."""

from functools import cache
from itertools import pairwise

import pytest
from cases import met
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple
from strategies import sentence, text

from storycompare.diff import date, quote
from storycompare.diff.hunks import hunks, runs
from storycompare.model import Sentence
from storycompare.text.reading import read
from storycompare.text.tokens import FUNCTION_WORDS

NEWS = ["bridge", "ferry", "council", "vote", "june"]
keys = st.lists(st.sampled_from([*NEWS, "the", "of", "a"]), max_size=9)
news = st.lists(st.sampled_from(NEWS), max_size=9)
MIRROR = {"equal": "equal", "replace": "replace", "insert": "delete", "delete": "insert"}


def longest(a, b):
    """The length of the longest common subsequence, by the definition."""

    @cache
    def from_(i, j):
        if i == len(a) or j == len(b):
            return 0
        return 1 + from_(i + 1, j + 1) if a[i] == b[j] else max(from_(i + 1, j), from_(i, j + 1))

    return from_(0, 0)


def tiles(found, a, b):
    """The runs cover both lists, in order, each of the kind it says."""
    i = j = 0
    for run in found:
        assert (run.a, run.b) == (i, j)
        i, j = run.a_end, run.b_end
        left, right = a[run.a : run.a_end], b[run.b : run.b_end]
        assert (left == right) == (run.op == "equal")
        assert run.op == "equal" or run.op == {(1, 1): "replace", (1, 0): "delete", (0, 1): "insert"}[bool(left), bool(right)]
    assert (i, j) == (len(a), len(b))
    ops = [run.op == "equal" for run in found]
    assert all(x != y for x, y in pairwise(ops))


@given(keys, keys)
def test_runs_tile_both_sides(a, b):
    tiles(runs(a, b), a, b)


@given(news, news)
def test_as_many_words_stay_equal_as_can(a, b):
    assert sum(run.a_end - run.a for run in runs(a, b) if run.op == "equal") == longest(a, b)


@given(keys, keys)
def test_only_function_words_are_given_up(a, b):
    kept = sum(run.a_end - run.a for run in runs(a, b) if run.op == "equal")
    assert longest([k for k in a if k in NEWS], [k for k in b if k in NEWS]) - kept <= sum(k in FUNCTION_WORDS for k in a)
    assert kept <= longest(a, b)


@given(keys, keys)
def test_the_other_way_round_is_the_mirror(a, b):
    assert [(MIRROR[op], *left, *right) for op, left, right in flipped(runs(b, a))] == [astuple(run) for run in runs(a, b)]


def flipped(found):
    return [(run.op, (run.b, run.b_end), (run.a, run.a_end)) for run in found]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("the old bridge", "the old ferry", ["equal", "replace"]),
        ("mayor calloway of harrow resigned", "police chief of dock street shot", ["replace"]),
        ("one two of three four", "one two of three four", ["equal"]),
        ("", "x", ["insert"]),
        ("x", "", ["delete"]),
        ("", "", []),
    ],
    ids=["end", "island", "same", "insert", "delete", "nothing"],
)
def test_runs_of(a, b, expected):
    assert [run.op for run in runs(a.split(), b.split())] == expected


def hunked(a, b, at=100):
    left, right = read(Sentence(a, at, at + len(a), 0)), read(Sentence(b, 0, len(b), 0))
    return hunks(left, right, runs(left.keys, right.keys))


@given(st.one_of(sentence, text), st.one_of(sentence, text))
def test_hunks_put_together_give_both(a, b):
    found = hunked(a, b)
    assert ("".join(h.a.text for h in found), "".join(h.b.text for h in found)) == (a, b)
    assert [h.a.start for h in found] == [100, *(h.a.end for h in found)][: len(found)]
    assert all(h.op != "insert" or not h.a.text for h in found)
    assert all(h.op != "delete" or not h.b.text for h in found)


def test_a_changed_hunk_holds_its_words_alone():
    found = hunked("The vote, in June, was 7-2.", "The vote, in May, was 7-2.")
    assert [(h.op, h.a.text, h.b.text) for h in found] == [
        ("equal", "The vote, in ", "The vote, in "),
        ("replace", "June", "May"),
        ("equal", ", was 7-2.", ", was 7-2."),
    ]


def test_a_one_sided_hunk_has_an_empty_span_at_its_place():
    found = hunked("It will close.", "It will not close.")
    (inserted,) = [h for h in found if h.op == "insert"]
    assert (inserted.a.start, inserted.a.end, inserted.a.text, inserted.b.text) == (108, 108, "", "not")


@pytest.mark.parametrize(
    ("kind", "a", "b"), [("quote", '"then we go x{} home",', '"we go x{} home",'), ("date", "on Monday x{}", "on Sunday x{}")]
)
def test_of_a_flood_in_one_sentence_no_more_than_a_table_is_looked_at(monkeypatch, kind, a, b):
    looked = []
    module, name = {"quote": (quote, "runs"), "date": (date, "_placed")}[kind]
    plain = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given: looked.append(1) or plain(*given))
    met(" ".join(a.format(k) for k in range(200)), " ".join(b.format(k) for k in range(200)))
    assert len(looked) <= date.MOST_PAIRS
