"""Sentence boundaries: the hand-made ones with floors that do not sink unseen, and what holds for any text."""

import hashlib
import json
import re

import pytest
from cases import FIXTURES
from hypothesis import given
from strategies import text

from storycompare.text.segment import segment

# A floor is for the data whose digest stands beside it: when either changes, measure again and say so in the commit.
FLOORS = {
    "news-en": (0.985, "e37a3767adb9037f"),
    "other-languages": (0.94, "d9dfb7460036beb6"),
}
KNOWN = {
    "news-en": (
        "us-senate-vs-us-end uk-un-mid-and-end ave-blvd corp-co-ltd op-cit-et-al vitamin-d-end group-a-score title-question-unquoted "
        "zap-media lower-case-nobiliary all-caps-us photo-credit"
    ).split(),
    "other-languages": "nl-oa pl-abbreviations ru-initials el-question-mark ar-question zh-quotes".split(),
}
"""Cases that are not split as they should be; one that is newly right leaves the list."""


def rows(name):
    return json.loads((FIXTURES / "sentences" / f"{name}.json").read_bytes())


def gold(row):
    """The paragraph, and where its sentences start and end."""
    written, bounds = "", []
    for mark, sentence in zip(["", *row.get("glue", [" "] * (len(row["sentences"]) - 1))], row["sentences"], strict=True):
        written += mark
        bounds.append((len(written), len(written) + len(sentence)))
        written += sentence
    return written, bounds


@pytest.mark.parametrize("name", FLOORS)
def test_f1_of_the_ends_stays_above_its_floor(name):
    floor, digest = FLOORS[name]
    assert hashlib.sha256((FIXTURES / "sentences" / f"{name}.json").read_bytes()).hexdigest()[:16] == digest, (
        "the data changed: measure again"
    )
    right = wrong = missed = 0
    for row in rows(name):
        written, bounds = gold(row)
        ends, found = {end for _, end in bounds}, {end for _, end in segment(written)}
        right, wrong, missed = right + len(found & ends), wrong + len(found - ends), missed + len(ends - found)
    assert 2 * right / (2 * right + wrong + missed) >= floor


@pytest.mark.parametrize("name", FLOORS)
def test_the_cases_that_fail_are_the_known_ones(name):
    assert [row["label"] for row in rows(name) if segment(gold(row)[0]) != gold(row)[1]] == KNOWN[name]


@given(text)
def test_sentences_are_in_order_and_leave_out_blanks_only(written):
    place = 0
    for start, end in segment(written):
        assert place <= start < end
        assert not re.sub(r"[\s\u200b\ufeff]", "", written[place:start])
        assert written[start:end].strip() == written[start:end]
        place = end
    assert not re.sub(r"[\s\u200b\ufeff]", "", written[place:])


@given(text)
def test_a_sentence_split_again_loses_nothing(written):
    for start, end in segment(written):
        again = segment(written[start:end])
        assert (again[0][0], again[-1][1]) == (0, end - start)


@pytest.mark.parametrize("name", FLOORS)
def test_a_sentence_of_its_own_is_one_sentence(name):
    """Cut out, a sentence is not cut further, but that one which opens a paragraph may hold a dateline."""
    sentences = [s for row in rows(name) if row["label"] not in KNOWN[name] and "dateline" not in row["label"] for s in row["sentences"]]
    assert [s for s in sentences if len(segment(s)) != 1] == []


@pytest.mark.parametrize(
    ("paragraph", "dateline"),
    [
        ("PORT ELLIS (Northwire) — The bridge will close.", "PORT ELLIS (Northwire) —"),
        ("PORT ELLIS, March 4 - The bridge will close.", "PORT ELLIS, March 4 -"),
        ("Harrow (NWA) -- The bridge will close.", "Harrow (NWA) --"),
        ("COVID-19 cases rose on Monday.", None),
        ("NATO-led forces left.", None),
        ("The bridge - closed since May - reopens.", None),
    ],
)
def test_a_dateline_that_opens_a_paragraph_is_a_sentence(paragraph, dateline):
    found = [paragraph[start:end] for start, end in segment(paragraph)]
    assert found == ([dateline, paragraph[len(dateline) + 1 :]] if dateline else [paragraph])


@pytest.mark.parametrize(
    "long", ["a." * 20_000, "(" * 5_000 + ". A" * 2_000, "“" * 20_000, "Mr. " * 10_000, ". " * 20_000, "A" * 50_000, "No. 1" * 5_000]
)
def test_no_text_makes_it_slow(long):
    assert segment(long)
