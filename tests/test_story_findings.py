"""Additions and omissions, and the versions they may be claimed of."""

import pytest

from storycompare import Settings, Version, compare
from storycompare.model import Reason

VOTE = "The Harrow council voted 7-2 on Tuesday to close the river bridge."
CRACKS = "Engineers found 48 cracked rivets under the eastern span in March."
FERRY = "A ferry will run every twenty minutes from Port Ellis until June."
COST = "Repairs by Tolvane Shipping are expected to cost $4.2 million."
SHOPS = "Shopkeepers on Dock Street fear for their trade this summer."
TURNIPS = "Quokkas juggle purple turnips at dawn."
VOTED = "On Tuesday the Harrow council voted 7-2 to close the river bridge."
CRACKED = "Under the eastern span engineers in March found 48 rivets cracked."
WIRE = [VOTE, CRACKS, FERRY, COST]


def telling(id, *sentences, **more):
    return Version.from_sentences(list(sentences), id=id, **more)


def partial(id, *sentences, **more):
    return telling(id, *sentences, status="partial", reason=Reason("paywall", "the rest is for subscribers"), **more)


def omitted(comparison, version, state="absent"):
    sentences = {v.id: v.sentences for v in comparison.versions}
    return [sentences[o.of.version][o.of.sentence].text for o in comparison.omissions if o.version == version and o.state == state]


def added(comparison, version):
    sentences = {v.id: v.sentences for v in comparison.versions}
    return [sentences[x.version][x.sentence].text for x in comparison.additions if x.version == version]


# Against a base


def test_against_a_base():
    comparison = compare([telling("base", VOTE, CRACKS, FERRY), telling("other", VOTE, SHOPS, FERRY)], base="base")
    assert added(comparison, "other") == [SHOPS]
    assert omitted(comparison, "other") == [CRACKS]
    assert {x.relative_to for x in (*comparison.additions, *comparison.omissions)} == {"base"}
    assert added(comparison, "base") == omitted(comparison, "base") == []


def test_the_base_may_stand_in_the_settings_and_an_explicit_one_outranks_it():
    versions = [telling("a", VOTE, CRACKS), telling("b", VOTE, SHOPS)]
    assert added(compare(versions, settings=Settings(base="a")), "b") == [SHOPS]
    comparison = compare(versions, base="b", settings=Settings(base="a"))
    assert (comparison.settings.base, added(comparison, "a"), added(comparison, "b")) == ("b", [CRACKS], [])


def test_what_a_third_has_is_still_an_addition_to_the_base():
    comparison = compare([telling("base", VOTE, CRACKS), telling("x", VOTE, SHOPS), telling("y", VOTE, SHOPS)], base="base")
    assert added(comparison, "x") == added(comparison, "y") == [SHOPS]


def test_an_omission_names_the_passage_and_who_carries_it():
    comparison = compare([telling("base", *WIRE), telling("x", VOTE, CRACKS, SHOPS), telling("y", VOTE, FERRY)], base="base")
    (omission,) = [o for o in comparison.omissions if o.version == "y" and o.of.sentence == 1]
    assert omission.carried_by == ("x",)
    (passage,) = [p for p in comparison.passages if p.id == omission.passage]
    assert {(ref.version, ref.sentence) for ref in passage.sentences} == {("base", 1), ("x", 1)}


# Without a base


def test_without_a_base_two_others_must_carry_it():
    comparison = compare([telling("x", VOTE, CRACKS, SHOPS), telling("y", VOTED, CRACKED, FERRY), telling("z", VOTE, COST, TURNIPS)])
    assert omitted(comparison, "z") == [CRACKS]
    assert omitted(comparison, "x") == omitted(comparison, "y") == []
    (omission,) = [o for o in comparison.omissions if o.version == "z"]
    assert (omission.carried_by, omission.relative_to) == (("x", "y"), None)
    assert omission.of == next(p for p in comparison.passages if p.id == omission.passage).sentences[0]
    assert (added(comparison, "x"), added(comparison, "y"), added(comparison, "z")) == ([SHOPS], [FERRY], [COST, TURNIPS])


def test_near_copies_count_once():
    comparison = compare([telling("x", *WIRE), telling("y", *WIRE, TURNIPS), telling("z", VOTE, CRACKS, FERRY)])
    assert {(p.a, p.b): p.near_copy for p in comparison.similarity.pairs} == {("x", "y"): True, ("x", "z"): True, ("y", "z"): True}
    apart = compare([telling("x", *WIRE), telling("y", *WIRE, TURNIPS), telling("z", VOTE, SHOPS, "Nobody came.", "The mayor was away.")])
    assert {(p.a, p.b): p.near_copy for p in apart.similarity.pairs} == {("x", "y"): True, ("x", "z"): False, ("y", "z"): False}
    assert omitted(apart, "z") == omitted(apart, "z", "unclear") == []
    assert {row.independent for row in apart.coverage.passages} == {1, 2}


def test_what_came_near_is_unclear_and_named():
    near = "The span has stood since 1931."
    versions = telling("x", VOTE, CRACKS, SHOPS), telling("y", VOTED, CRACKED, FERRY), telling("z", VOTE, near, TURNIPS)
    comparison = compare(versions, settings=Settings(threshold=0.9))
    (omission,) = [o for o in comparison.omissions if o.version == "z" and o.of.sentence == 1]
    assert (omission.state, omission.nearest.sentence) == ("unclear", 1)
    assert 0.1 <= omission.nearest.score < 0.9
    assert omission.confidence == pytest.approx(1 - omission.nearest.score, abs=0.05)


def test_nothing_is_absent_from_a_version_that_tells_another_story():
    comparison = compare([telling("x", VOTE, CRACKS), telling("y", VOTE, CRACKS), telling("z", TURNIPS)], base="x")
    assert omitted(comparison, "z") == []
    assert omitted(comparison, "z", "unclear") == [VOTE, CRACKS]
    assert [n.version for n in comparison.warnings if n.code == "unrelated"] == ["z"]


# Dates


@pytest.mark.parametrize(
    ("own", "others", "state"),
    [
        ("2026-03-03", "2026-03-04", "unclear"),
        ("2026-03-04", "2026-03-04", "absent"),
        ("2026-03-05", "2026-03-04", "absent"),
        (None, "2026-03-04", "absent"),
        ("2026-03-03", None, "absent"),
        ("yesterday", "2026-03-04", "absent"),
        ("2026-03-04T09:00:00+00:00", "2026-03-04T10:00:00+00:00", "unclear"),
        ("2026-03-04T09:30:00+00:00", "2026-03-04T10:00:00+01:00", "absent"),
        ("2026-03-04T09:00:00", "2026-03-04T10:00:00+00:00", "absent"),
        ("2026-03-04", "2026-03-04T10:00:00Z", "absent"),
    ],
)
def test_a_version_published_before_anyone_had_it_is_unclear(own, others, state):
    comparison = compare(
        [
            telling("x", VOTE, CRACKS, SHOPS, published=others),
            telling("y", VOTED, CRACKED, FERRY, published=others),
            telling("z", VOTE, COST, TURNIPS, published=own),
        ]
    )
    assert omitted(comparison, "z", state) == [CRACKS]


def test_one_carrier_that_came_out_before_is_enough():
    early = telling("x", VOTE, CRACKS, SHOPS, published="2026-03-01")
    late = telling("y", VOTED, CRACKED, FERRY, published="2026-03-09")
    assert omitted(compare([early, late, telling("z", VOTE, COST, TURNIPS, published="2026-03-04")]), "z") == [CRACKS]


# Cut versions


def test_a_cut_version_is_never_said_to_lack_what_stands_after_its_end():
    comparison = compare([telling("base", VOTE, CRACKS, FERRY, COST), partial("cut", VOTE, FERRY)], base="base")
    assert omitted(comparison, "cut") == [CRACKS]
    assert omitted(comparison, "cut", "unclear") == []
    whole = compare([telling("base", VOTE, CRACKS, FERRY, COST), telling("cut", VOTE, FERRY)], base="base")
    assert omitted(whole, "cut") == [CRACKS, COST]


@pytest.mark.parametrize("id", ["cut", "a"])
def test_the_same_without_a_base(id):
    """Wherever its name stands in the order."""
    x = telling("x", VOTE, CRACKS, FERRY, COST, SHOPS)
    y = telling("y", VOTED, CRACKED, "Every twenty minutes a ferry will run.", "Tolvane Shipping will repair it for $4.2 million.", TURNIPS)
    whole = compare([x, y, telling(id, VOTE, SHOPS, FERRY)])
    assert set(omitted(whole, id)) == {CRACKS, COST}
    cut = compare([x, y, partial(id, VOTE, TURNIPS + " Or so.", FERRY)])
    assert COST not in omitted(cut, id) + omitted(cut, id, "unclear")
    assert omitted(cut, id) == [CRACKS]


def test_a_cut_version_that_tells_none_of_it_lacks_nothing():
    comparison = compare([telling("base", VOTE, CRACKS), partial("cut", TURNIPS)], base="base")
    assert comparison.omissions == ()


def test_a_cut_version_makes_no_sentence_unique():
    comparison = compare([telling("a", VOTE, CRACKS), partial("cut", VOTE, SHOPS)])
    assert added(comparison, "a") == []
    assert added(comparison, "cut") == [SHOPS]
    assert compare([telling("a", VOTE, CRACKS), partial("cut", VOTE)], base="cut").additions == ()
    assert "partial-version" in [n.code for n in comparison.warnings]


def test_with_a_whole_version_beside_the_cut_one_it_can_be_unique():
    comparison = compare([telling("a", VOTE, CRACKS), partial("cut", VOTE, SHOPS), telling("b", VOTE, FERRY)])
    assert added(comparison, "a") == [CRACKS]
    assert added(comparison, "b") == [FERRY]


# Coverage and similarity


def test_coverage_counts():
    comparison = compare([telling("x", VOTE, CRACKS, SHOPS), telling("y", CRACKS, VOTE)])
    rows = [(v.version, v.body, v.matched, v.only_here, v.passages) for v in comparison.coverage.versions]
    assert rows == [("x", 3, 2, 1, 2), ("y", 2, 2, 0, 2)]
    assert {row.carried_by: row.independent for row in comparison.coverage.passages} == {("x", "y"): 2}
    assert sorted(row.heights for row in comparison.coverage.passages) == [(0.0, 1.0), (0.5, 0.0)]
    (pair,) = comparison.similarity.pairs
    assert (pair.a_matched, pair.b_matched, pair.a_verbatim, pair.b_verbatim, pair.near_copy) == (0.6667, 1.0, 0.6667, 1.0, False)


def test_a_sentence_said_twice_is_two_additions_and_the_ids_of_findings_differ():
    comparison = compare([telling("a", VOTE, SHOPS, SHOPS), telling("b", VOTE, CRACKS)])
    assert [x.sentence for x in comparison.additions if x.version == "a"] == [1, 2]
    found = [x.id for x in (*comparison.matches, *comparison.additions, *comparison.omissions, *comparison.passages)]
    assert len(set(found)) == len(found)


def test_ids_stay_when_something_else_is_added():
    before = compare([telling("a", VOTE, SHOPS), telling("b", VOTE, CRACKS)])
    after = compare([telling("a", VOTE, SHOPS, TURNIPS), telling("b", VOTE, CRACKS)])
    assert {m.id for m in before.matches} <= {m.id for m in after.matches}
    assert {x.id for x in before.additions} <= {x.id for x in after.additions}
