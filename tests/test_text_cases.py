"""Words, roles, paragraphs and quotations, down a table each."""

from itertools import pairwise

import pytest
from cases import table
from hypothesis import given
from strategies import telling, text, version

from storycompare.model import Sentence, Version
from storycompare.story.versions import ready
from storycompare.text.credits import credits_of
from storycompare.text.negation import NEGATORS, negations
from storycompare.text.paragraphs import paragraphs
from storycompare.text.quotes import quoted
from storycompare.text.roles import with_roles
from storycompare.text.tokens import FUNCTION_WORDS, words


@pytest.mark.parametrize("case", table("tokens"))
def test_words(case):
    assert [word.key for word in words(case["text"])] == case["keys"]


@given(text)
def test_words_stand_in_order_inside_the_text(written):
    places = [place for word in words(written) for place in (word.start, word.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(written) for place in places)
    assert all(word.key and word.start < word.end for word in words(written))


@given(text)
def test_the_form_of_a_text_leaves_its_words(written):
    keys = [word.key for word in words(written)]
    assert [word.key for word in words(written.replace("’", "'").replace(" ", "\u00a0\u2009"))] == keys


@pytest.mark.parametrize("case", table("roles"))
def test_roles(case):
    ((version,), _) = ready([Version.from_sentences(case["paragraphs"], headline=case["headline"])])
    assert [sentence.role for sentence in version.sentences] == case["roles"]


@given(telling())
def test_a_role_that_came_with_the_sentence_stays(paragraphs):
    given_ = [Sentence(s.text, s.start, s.end, s.paragraph, "caption") for s in version(paragraphs, "a").sentences]
    assert all(sentence.role == "caption" for sentence in with_roles(given_, None))


@pytest.mark.parametrize(
    ("line", "role", "outlet"),
    [
        ("This story was originally published by the Harrow Beacon.", "republication", "Harrow Beacon"),
        ("This article first appeared in Tradewire on March 4.", "republication", "Tradewire"),
        ("Originally published by Tradewire.", "republication", "Tradewire"),
        ("Reprinted with permission of Tradewire.", "republication", "Tradewire"),
        ("Tradewire contributed to this report.", "contribution", "Tradewire"),
        ("With files from the Harrow Beacon.", "contribution", "Harrow Beacon"),
        ("Source: Tradewire and agencies.", "wire", "Tradewire"),
        ("(Reporting by Ana Okoro; Editing by Lee Marsh)", "wire", None),
        ("© 2026 Northwire", "wire", None),
        ("SOURCE Harrow Tidal Ltd.", "wire", "Harrow Tidal Ltd."),
    ],
)
def test_what_a_credit_line_credits(line, role, outlet):
    lines = with_roles([Sentence("Nobody knew.", 0, 12, 0), Sentence(line, 14, 14 + len(line), 1)], None)
    (credit,) = credits_of(lines)
    assert (credit.role, credit.outlet, credit.text) == (role, outlet, line)


def test_a_dateline_credits_its_agency():
    (version,), _ = ready([Version.from_text("PORT ELLIS (Northwire) — The bridge will close. It is old.")])
    assert [sentence.role for sentence in version.sentences] == ["dateline", "body", "body"]
    assert [(credit.role, credit.outlet) for credit in version.credits] == [("wire", "Northwire")]


@pytest.mark.parametrize(
    ("outlet", "credited"), [("Northwire", []), ("The Northwire News", []), ("Northern Post", ["Northwire"]), (None, ["Northwire"])]
)
def test_an_outlet_in_a_dateline_of_its_own_is_no_credit(outlet, credited):
    (version,), _ = ready([Version.from_text("PORT ELLIS (Northwire) — The bridge will close. It is old.", outlet=outlet)])
    assert [credit.outlet for credit in version.credits] == credited


def test_a_chart_s_source_is_no_credit():
    assert with_roles([Sentence("Nobody knew.", 0, 12, 0), Sentence("SOURCE: Bureau of Rain", 14, 36, 1)], None)[1].role != "credit"


def test_a_long_line_is_no_credit():
    line = "Additional reporting by " + "Ana Okoro, " * 30 + "Lee Marsh."
    assert credits_of(with_roles([Sentence("Nobody knew.", 0, 12, 0), Sentence(line, 14, 14 + len(line), 1)], None)) == ()


@pytest.mark.parametrize("case", table("paragraphs"))
def test_paragraphs(case):
    assert [case["text"][start:end].strip() for start, end in paragraphs(case["text"])] == case["paragraphs"]


@given(text)
def test_paragraphs_leave_out_blanks_only(written):
    bounds = paragraphs(written)
    kept = "".join(written[start:end] for start, end in bounds)
    assert "".join(kept.split()) == "".join(written.split())
    assert all(a[1] <= b[0] for a, b in pairwise(bounds))
    assert all(written[start:end].strip() for start, end in bounds)


@pytest.mark.parametrize("case", table("quotations"))
def test_quotations(case):
    assert [case["text"][start:end] for start, end in quoted(case["text"])] == case["inside"]


@given(text)
def test_quotations_stand_inside_the_text(written):
    assert all(0 <= start < end <= len(written) for start, end in quoted(written))


@pytest.mark.parametrize("key", sorted(NEGATORS))
def test_a_negation_is_never_a_function_word(key):
    assert negations([key]) == [True]
    assert key not in FUNCTION_WORDS


@pytest.mark.parametrize("word", ["don’t", "Don't", "ISN’T", "cannot", "couldn't", "No", "never"])
def test_negations_however_written(word):
    assert negations([words(word)[0].key]) == [True]


@pytest.mark.parametrize("word", ["note", "nor'easter", "knot", "nothingness", "cant­ilever", "dont's"])
def test_no_negations(word):
    assert negations([words(word)[0].key]) == [False]


@pytest.mark.parametrize(
    "long", ["\n" * 20_000, "'" * 20_000, "“" * 20_000, '"a' * 10_000, "- \n" * 10_000, "(Photo" * 5_000, "reporting by " * 5_000]
)
def test_no_text_makes_them_slow(long):
    paragraphs(long)
    quoted(long)
    with_roles([Sentence(long, 0, len(long), 0)], None)
    assert len(words(long)) <= len(long)
