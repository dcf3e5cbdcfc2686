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


# Quotations, credits and origins


@pytest.mark.parametrize("other", ["Ashmere Reader", "cut", "reordered"])
def test_the_chain_of_the_seed(versions, other):
    """This page, the outlet it is republished from, and the one that it retells: the last two were not loaded."""
    found = compare([versions[SEED], versions[other]])
    (chain,) = [chain for chain in found.provenance.chains if chain.version == SEED]
    assert [(step.outlet, step.version, step.role) for step in chain.steps] == [
        (SEED, SEED, None),
        ("WND News Center", None, "republication"),
        ("NBC", None, "report"),
    ]
    assert [(origin.name, origin.version) for origin in found.provenance.origins] == [("NBC", None)]


def test_four_versions_one_origin():
    found = comparison(STORY)
    (origin,) = found.provenance.origins
    assert set(origin.versions) == set(expected(STORY)["versions"])
    assert "4 versions, 1 origin" in found.to_text()
    assert "WND News Center (credited, not loaded) → NBC (credited, not loaded)" in " ".join(found.to_text().split())
    assert {row.independent for row in found.coverage.passages} == {1}


def test_near_copies_are_said_once(republished):
    (group,) = comparison(STORY).provenance.copies
    assert (len(group.versions), group.credited_to) == (4, ("WND News Center",))
    text = comparison(STORY).to_text()
    assert text.count("long shared runs") == 1


def test_the_reports_own_words_are_the_outlets():
    """Sentences 4 and 7, the seed's third and sixth paragraph but the first: no person says them."""
    quotes = {quotation.of.sentence: quotation for quotation in comparison(STORY).quotes if quotation.of.version == SEED}
    assert {number: quotes[number].credited_to_outlet for number in (4, 7, 8)} == {4: "NBC", 7: "NBC", 8: "NBC"}
    assert (quotes[11].credited_to_outlet, quotes[11].speaker) == (None, "Mexico's president")
    assert {row.form for quotation in quotes.values() for row in quotation.carried} == {"whole"}


def test_three_statements_that_nothing_was_ruled_out_are_kept_apart():
    found = comparison(STORY)
    texts = {v.id: v.sentences for v in found.versions}
    phrases = ("has not been ruled out", "declined to rule out", "has not ruled out")

    def which(ref):
        return {phrase for phrase in phrases if phrase in texts[ref.version][ref.sentence].text}

    assert {phrase for p in found.passages for ref in p.sentences for phrase in which(ref)} == set(phrases)
    for passage in found.passages:
        assert len({phrase for ref in passage.sentences for phrase in which(ref)}) <= 1
    for match in found.matches:
        assert match.relation == "partial" or which(match.a) == which(match.b)
