"""Placement: how high, what opens one version and stands low or nowhere in another, and the half that a partial match lacks."""

import re

from golden import comparison as fixture

from storycompare import Version, compare
from storycompare.render.view import build
from storycompare.render.words import EVEN
from storycompare.story.placement import heights, lede

VOTE = "The council voted seven to two on Tuesday to close the Harrow bridge for six months."
CRACKS = "Divers found cracks in two of the stone piers in January, the council said."
SHOPS = "Shopkeepers on Bridge Street protested on Monday outside the town hall."
FERRY = "A ferry will run every twenty minutes from June until the bridge opens again."
COST = "The repair will cost nine million pounds, most of it from the county."
SHORT = "The council voted seven to two on Tuesday to close the Harrow bridge."
HALF = "while divers searched the muddy riverbed for fallen masonry and police shut three roads near the old market"
LONG = f"The council voted six to three on Tuesday to close the Harrow bridge, {HALF}."
MAYOR = "The mayor was in Paris for a conference on canals and could not be reached."


def version(outlet, *lines, headline=None, **more):
    return Version.from_sentences([[line] for line in lines], outlet=outlet, headline=headline, **more)


def placed(*versions):
    return [(p.version, p.sentence, [(e.version, e.where, e.sentence) for e in p.elsewhere]) for p in compare(versions).coverage.placements]


def test_the_lede_of_one_stands_low_in_another():
    a, b = version("A", VOTE, CRACKS, SHOPS, FERRY, COST), version("B", CRACKS, SHOPS, FERRY, COST, VOTE)
    assert placed(a, b) == [("A", 0, [("B", "low", 4)])]


def test_the_lede_of_one_stands_nowhere_in_another():
    rivets = "Engineers found 48 cracked rivets under the eastern span in March."
    found = "Under the eastern span engineers in March found 48 rivets cracked."
    vote = "The Harrow council voted 7-2 on Tuesday to close the river bridge."
    a, b, c = version("A", rivets, vote, SHOPS), version("B", found, vote, FERRY), version("C", vote, COST, MAYOR)
    assert placed(a, b, c) == [("A", 0, [("C", "nowhere", None)]), ("B", 0, [("C", "nowhere", None)])]


def test_high_is_not_low():
    a, b = version("A", VOTE, CRACKS, SHOPS, FERRY, COST), version("B", CRACKS, VOTE, SHOPS, FERRY, COST)
    assert placed(a, b) == []


def test_nothing_is_said_of_how_high_a_cut_version_puts_it():
    a = version("A", VOTE, CRACKS, SHOPS, FERRY, COST)
    b = version("B", CRACKS, SHOPS, VOTE, status="partial")
    assert placed(a, b) == []


def test_swapped_it_is_mirrored():
    one, other = (VOTE, CRACKS, SHOPS, FERRY, COST), (CRACKS, SHOPS, FERRY, COST, VOTE)
    assert placed(version("A", *one), version("B", *other)) == [("A", 0, [("B", "low", 4)])]
    assert placed(version("A", *other), version("B", *one)) == [("B", 0, [("A", "low", 4)])]


def test_heights_and_lede_count_body_sentences_alone():
    a = compare([version("A", "This story was originally published by the Elm Gazette.", VOTE, CRACKS, SHOPS), version("B", VOTE)])
    assert heights(a.versions[0]) == {1: 0.0, 2: 0.5, 3: 1.0}
    assert lede(a.versions[0]) == (1,)
    one = Version.from_sentences([[VOTE, CRACKS, SHOPS], [FERRY]], outlet="A")
    assert lede(compare([one, version("B", VOTE)]).versions[0]) == (0, 1)


def test_headlines_are_held_against_each_other():
    a = version("A", VOTE, CRACKS, SHOPS, headline="Divers find cracks in stone piers")
    b = version("B", VOTE, CRACKS, FERRY, headline="Council votes to close Harrow bridge")
    c = version("C", VOTE, CRACKS, COST, headline="Harrow council to close bridge")
    one, other, third = compare([a, b, c]).coverage.openings
    assert one.headline_only == ("Divers", "find", "cracks", "stone", "piers")
    assert (other.headline_only, third.headline_only) == (("votes",), ())
    assert other.headline_passages == third.headline_passages == other.lede_passages == one.lede_passages
    assert one.headline_passages != one.lede_passages
    assert (one.lede, other.lede) == ((0,), (0,))


def test_the_half_that_a_partial_match_lacks_is_shown():
    (match,) = [m for m in compare([version("A", SHORT, COST), version("B", LONG, FERRY)]).matches if m.a.sentence == 0]
    assert match.relation == "partial"
    assert match.only_a == ()
    assert [span.text for span in match.only_b] == [HALF]
    (turned,) = [m for m in compare([version("B", SHORT, COST), version("A", LONG, FERRY)]).matches if m.a.sentence == 0]
    assert (turned.only_b, turned.only_a) == (match.only_a, match.only_b)


def test_it_is_shown_inside_the_match():
    found = compare([version("A", SHORT, COST), version("B", LONG, FERRY)])
    for told in (found.to_text(), found.to_markdown()):
        assert f"told only in B: {HALF}" in " ".join(told.split())
    assert "told only in b: while divers searched" in found.to_html().lower()


def test_it_is_shown_where_nothing_differs_too():
    """Told in one sentence alone, and no difference beside it; what a copy tells is said once."""
    same = f"The council voted seven to two on Tuesday to close the Harrow bridge, {HALF}."
    found = compare([version("A", SHORT, COST), version("B", same, FERRY), version("C", same, MAYOR)])
    assert any(m.relation == "partial" and not m.differences and m.only_b for m in found.matches)
    for told in (found.to_text(), found.to_markdown(), found.to_html()):
        plain = " ".join(told.split())
        assert "A shared point, of which one side tells more" in plain
        assert (plain.count(f"told only in B: {HALF}"), plain.count(f"told only in C: {HALF}")) == (1, 0)


def test_against_a_base_only_its_own_pairs_are_shown():
    same = f"The council voted seven to two on Tuesday to close the Harrow bridge, {HALF}."
    versions = [version("A", SHORT, COST), version("B", same, FERRY), version("C", MAYOR)]
    assert f"A 1: {SHORT} B 1 (" in " ".join(compare(versions).to_text().split())
    assert f"B 1: {same} A 1 (" in " ".join(compare(versions, base="B").to_text().split())
    assert "told only in" not in compare(versions, base="C").to_text()


def test_no_report_says_buried():
    found = compare([version("A", VOTE, CRACKS, SHOPS, FERRY, COST), version("B", CRACKS, SHOPS, FERRY, COST, VOTE)])
    for told in (found.to_text(), found.to_markdown(), found.to_html()):
        assert "sentence 5 of 5" in told
        assert "buried" not in told.lower()


def test_what_one_side_tells_of_a_pair_that_is_likelier_wrong_says_perhaps():
    sections = [section for section in build(fixture("unmanned-boats")).sections if section.id == "halves"]
    notes = [note for section in sections for row in section.rows for note in row.notes]
    less = [note for note in notes if float(re.findall(r"\b0\.\d\d\)", note)[0][:-1]) < EVEN]
    assert less
    assert [note for note in notes if "(perhaps, 0." in note] == less
