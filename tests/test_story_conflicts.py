"""Conflicts over all versions: one entry a point, who stands on which side, the surest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycompare import Settings, Version, compare
from storycompare.model import SURE

REST = ["The harbour board met in Port Ellis on Tuesday to hear the divers.", "Shops on the quay closed early because of the storm."]


def told(id, *sentences, **fields):
    return Version.from_sentences([[text] for text in (*sentences, *REST)], id=id, **fields)


def sides(conflict):
    return [(side.value, side.versions) for side in conflict.sides]


def pages(count):
    return f"The inspectors' report on the sunken ferry runs to {count} pages and names nobody."


def test_three_say_47_and_one_48():
    (conflict,) = compare([told(id, pages(n)) for id, n in zip("abcd", (47, 47, 48, 47), strict=True)]).conflicts
    assert (conflict.kind, sides(conflict)) == ("number", [("47", ("a", "b", "d")), ("48", ("c",))])
    assert conflict.confidence >= SURE


def test_figures_and_words_stand_on_one_side():
    (conflict,) = compare([told("a", pages(47)), told("b", pages("forty-seven")), told("c", pages(48))]).conflicts
    assert [versions for _, versions in sides(conflict)] == [("a", "b"), ("c",)]


def test_a_third_value_is_a_third_side():
    (conflict,) = compare([told(id, pages(n)) for id, n in zip("abc", (47, 48, 49), strict=True)]).conflicts
    assert len(conflict.sides) == 3


def test_two_points_are_two_conflicts():
    more = "The ferry's owner, {}, blamed the {} valves of the old pumps."
    one, other = more.format("Anton Revesz", 12), more.format("Pavel Orsund", 14)
    found = compare([told("a", one), told("b", other)]).conflicts
    assert sorted(conflict.kind for conflict in found) == ["name", "number"]


def test_a_number_altered_inside_a_quotation_is_one_point():
    line = "“We pulled {} people out of the water before the pumps failed,” Anton Revesz said."
    (conflict,) = compare([told("a", line.format(14)), told("b", line.format(16))]).conflicts
    assert conflict.kind == "number"


def test_every_span_is_of_its_version():
    comparison = compare([told(id, pages(n)) for id, n in zip("abc", (47, 48, 48), strict=True)])
    texts = {version.id: version for version in comparison.versions}
    for place in (place for conflict in comparison.conflicts for side in conflict.sides for place in side.spans):
        sentence = texts[place.version].sentences[place.sentence]
        assert texts[place.version].text[place.start : place.end] == place.text
        assert sentence.start <= place.start <= place.end <= sentence.end


def test_the_surest_come_first_and_the_order_of_versions_changes_nothing():
    lines = [pages(47), "About 2,000 people were taken off the island."], [pages(48), "Only 900 people were taken off the island."]
    versions = [told(id, *line) for id, line in zip("ab", lines, strict=True)]
    comparison = compare(versions)
    sure = [conflict.confidence for conflict in comparison.conflicts]
    assert sure == sorted(sure, reverse=True)
    assert compare(versions[::-1]).conflicts == comparison.conflicts


@pytest.mark.parametrize(("one", "other"), [("47", "forty-seven"), ("47", "47"), ("about 47", "47")])
def test_what_looks_alike_is_no_conflict(one, other):
    assert compare([told("a", pages(one)), told("b", pages(other))]).conflicts == ()


def test_a_weekday_is_held_against_the_day_it_was():
    line = "The pumps of the old ferry failed on {} in a storm off Port Ellis."
    versions = [told("a", line.format("Tuesday"), published="2026-03-05"), told("b", line.format("March 3"), published="2026-03-05")]
    assert compare(versions).conflicts == ()
    other = told("b", line.format("March 4"), published="2026-03-05")
    (conflict,) = compare([versions[0], other]).conflicts
    assert (conflict.kind, sides(conflict)) == ("date", [("March 4", ("b",)), ("Tuesday", ("a",))])


# The laws, over stories whose versions agree on little

POINTS = st.tuples(
    st.sampled_from(
        [
            "The inspectors counted {} broken valves in the pumps, Anton Revesz said on {}.",
            "“We pulled {} people out of the water before the pumps failed on {},” Odile Marchetti said.",
            "Tolvane Shipping will pay {} million crowns to the island by {}.",
            "The Harrow council voted {}-2 on {} to close the river bridge.",
        ]
    ),
    st.sampled_from([7, 8, "more than 6", 12]),
    st.sampled_from(["Monday", "Friday", "March 3"]),
)
LINES = st.lists(POINTS.map(lambda point: point[0].format(*point[1:])), min_size=1, max_size=4)
LOW = Settings(threshold=0.05)


def compared(lines, ids, order=None):
    versions = [told(id, *text) for id, text in zip(ids, lines, strict=True)]
    return compare([versions[k] for k in order or range(len(versions))], settings=LOW)


@given(st.lists(LINES, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_versions_changes_no_conflict(lines, random):
    order = random.sample(range(len(lines)), len(lines))
    assert compared(lines, "abcd"[: len(lines)], order).conflicts == compared(lines, "abcd"[: len(lines)]).conflicts


@given(LINES, st.integers(2, 3))
def test_equal_texts_have_no_conflict(text, count):
    assert compared([text] * count, "abc"[:count]).conflicts == ()


@given(st.lists(LINES, min_size=2, max_size=4))
def test_nobody_stands_on_two_sides_and_every_span_is_of_its_version(lines):
    comparison = compared(lines, "abcd"[: len(lines)])
    texts = {version.id: version for version in comparison.versions}
    for conflict in comparison.conflicts:
        versions = [id for side in conflict.sides for id in side.versions]
        assert len(conflict.sides) > 1
        assert len(versions) == len(set(versions))
        for side in conflict.sides:
            assert set(side.versions) == {place.version for place in side.spans}
            for place in side.spans:
                sentence = texts[place.version].sentences[place.sentence]
                assert texts[place.version].text[place.start : place.end] == place.text
                assert sentence.start <= place.start <= place.end <= sentence.end


def points(comparison, names):
    return {
        (
            conflict.kind,
            conflict.confidence,
            frozenset(frozenset((names[p.version], p.sentence, p.start, p.end, p.text) for p in side.spans) for side in conflict.sides),
        )
        for conflict in comparison.conflicts
    }


@given(LINES, LINES)
def test_swapping_two_versions_mirrors_the_conflicts(one, other):
    straight, swapped = compared([one, other], "ab"), compared([other, one], "ab")
    assert points(straight, {"a": 1, "b": 2}) == points(swapped, {"b": 1, "a": 2})
