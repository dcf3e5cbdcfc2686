"""The seed document and the versions made from it: what is the same is found the same, and nothing is made up."""

import re

import pytest
from golden import FIXTURES, comparison, expected

from storycompare import compare, load

SEED = "000_400dd6362cfdb29f"
STORY = "seed-versions"


@pytest.fixture(scope="module")
def versions():
    return {name: load(FIXTURES / STORY / version["file"]) for name, version in expected(STORY)["versions"].items()}


@pytest.fixture(scope="module")
def republished(versions):
    return compare([versions[SEED], versions["Ashmere Reader"]])


def test_the_seed_has_sixteen_sentences_and_a_credit(republished):
    seed = republished.versions[0]
    assert [s.role for s in seed.sentences] == ["credit"] + ["body"] * 16
    (credit,) = seed.credits
    assert (credit.role, credit.outlet, credit.text) == ("republication", "WND News Center", seed.sentences[0].text)


def test_the_republished_copy_is_verbatim(republished):
    verbatim = {(m.a.sentence, m.b.sentence) for m in republished.matches if m.relation == "verbatim"}
    assert verbatim == {(number, number) for number in range(1, 17)}
    assert [m for m in republished.matches if m.relation == "verbatim" and (m.differences or m.moved)] == []
    assert republished.additions == republished.omissions == ()
    (pair,) = republished.similarity.pairs
    assert (pair.a_verbatim, pair.b_verbatim, pair.near_copy) == (1.0, 1.0, True)


@pytest.mark.parametrize("base", [SEED, "Ashmere Reader"])
def test_the_same_against_a_base(versions, base):
    comparison = compare([versions[SEED], versions["Ashmere Reader"]], base=base)
    assert comparison.additions == comparison.omissions == ()


def test_nothing_of_the_page_around_it_is_in_the_text(versions):
    assert re.split(r"\s+", versions["Ashmere Reader"].text.strip()) == re.split(r"\s+", versions[SEED].text.strip())


def test_the_links_that_are_not_partial_are_found_as_they_are():
    relations = {(f"{m.a.version}:{m.a.sentence}", f"{m.b.version}:{m.b.sentence}"): m.relation for m in comparison(STORY).matches}
    wanted = {(link["a"], link["b"]): link["rel"] for link in expected(STORY)["links"] if link["rel"] != "partial"}
    assert {pair: relations.get(pair) for pair in wanted} == wanted


def test_no_two_versions_of_it_are_in_conflict():
    """“has not been ruled out”, “declined to rule out” and “has not ruled out” are no negations of each other."""
    assert [d for m in comparison(STORY).matches for d in m.differences if d.conflict] == []
    assert not any(link["conflict"] for link in expected(STORY)["links"])


def test_what_was_reworded_is_a_difference_of_words_alone():
    kinds = {d.kind for m in comparison(STORY).matches for d in m.differences}
    assert kinds == {"wording"}


def test_only_sentences_of_the_reordered_version_have_moved():
    moved = [m for m in comparison(STORY).matches if m.moved]
    assert {m.b.version for m in moved} == {"reordered"}
    assert {m.a.sentence for m in moved} >= {9, 10, 11}


def test_the_cut_version_adds_nothing_and_the_rest_has_no_counterpart_in_it(versions):
    found = compare([versions[SEED], versions["cut"]], base=SEED)
    assert found.additions == ()
    lacking = {o.of.sentence for o in found.omissions if o.version == "cut"}
    assert lacking <= set(range(8, 17))
    assert lacking
