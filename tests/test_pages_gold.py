"""The gold pages: each must be read as its gold says, word for word, and no worse when the pages change."""

import pages
import pytest

from storycompare.gather import load

# Measured by `python benchmarks/pages.py` on the pages of this digest: when it changes, measure again and say so in the commit.
DIGEST = "061adcd8053b2630"
F1, EXACT, NOISE, FIELDS = 0.999, 0.99, 0, 329
GOLD = {name: (html, gold) for name, html, gold in pages.pages()}
HEADINGS = "a heading that ends with a stop or a question mark has nothing but its markup to tell it by, and roles see text alone"
STANDFIRST = "a short standfirst without a stop reads as a heading, as roles see text alone"
AGENCIES = "a credit to agencies that it does not name is not known as one"
KNOWN = {"cards": HEADINGS, "notes": HEADINGS, "release": HEADINGS, "letter": STANDFIRST, "alsoread": AGENCIES}
"""Pages whose roles are known to come out wrong, and why."""
LAYOUTS = pytest.mark.parametrize("name", GOLD)


def read(name):
    return load(html=GOLD[name][0])


def gold(name):
    return GOLD[name][1]


def paragraphs(version):
    return version.text.split("\n\n")


def said(version):
    return {key: pages.folded(getattr(version, key) or "") for key in pages.FIELDS}


def test_there_are_pages_and_they_are_those_that_were_measured():
    assert len(GOLD) >= 16
    assert pages.digest() == DIGEST


@LAYOUTS
def test_the_gold_stands_in_its_page(name):
    """Nothing in the gold is made up: each of its words is in the page's source, noise too."""
    source = "".join(pages.WORD.findall(pages.plain(GOLD[name][0])))
    for text in [*(p["text"] for p in gold(name)["paragraphs"]), *gold(name)["noise"]]:
        assert "".join(pages.WORD.findall(text)) in source


@LAYOUTS
def test_the_paragraphs_are_the_article_and_nothing_else(name):
    assert [pages.folded(p) for p in paragraphs(read(name))] == [pages.folded(p["text"]) for p in gold(name)["paragraphs"]]


@LAYOUTS
def test_what_the_page_says_of_itself(name):
    assert said(read(name)) == {key: pages.folded(gold(name)[key] or "") for key in pages.FIELDS}


@LAYOUTS
def test_it_is_an_article_and_all_of_it(name):
    version = read(name)
    assert (version.status, version.reason) == ("ok", None)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.xfail(reason=KNOWN[name])] if name in KNOWN else []) for name in GOLD]
)
def test_roles(name):
    roles, _ = pages.roles(read(name))
    assert roles == [p.get("role", "body") for p in gold(name)["paragraphs"]]


@LAYOUTS
def test_credits_and_corrections(name):
    _, version = pages.roles(read(name))
    assert [[credit.role, credit.outlet] for credit in version.credits] == gold(name)["credits"]
    wrong = " ".join(s.text for s in version.sentences if s.role == "correction")
    assert pages.folded(wrong) == pages.folded(" ".join(gold(name)["corrections"]))


def test_quality_stays_above_its_floor():
    versions = {name: read(name) for name in GOLD}
    scores = [pages.scored(paragraphs(versions[name]), gold(name)) for name in GOLD]
    fields = sum(said(versions[name])[key] == pages.folded(gold(name)[key] or "") for name in GOLD for key in pages.FIELDS)
    assert sum(score.f1 for score in scores) / len(scores) >= F1
    assert sum(score.exact for score in scores) / len(scores) >= EXACT
    assert sum(len(score.noise) for score in scores) <= NOISE
    assert fields >= FIELDS


def test_the_score_sees_what_is_wrong():
    told = {"paragraphs": [{"text": "One two three."}, {"text": "Four five."}], "noise": ["Sign up now"]}
    score = pages.scored(["One two three.", "Sign up now"], told)
    assert (score.f1, score.exact, score.noise) == (6 / 11, 0.5, ("Sign up now",))
