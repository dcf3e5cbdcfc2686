"""What the other version gives elsewhere is no disagreement: a quotation known again is another statement, a figure known again is less sure."""

import pytest

from storycompare import compare
from storycompare.model import Version

WILL = "“We will close the bridge for the whole of the winter,” Odile Marchetti said."
MAY = "“We may close the bridge for the whole of the winter,” Odile Marchetti said."


def differences(a, b, kind):
    comparison = compare([Version.from_sentences([[text] for text in side], id=id) for id, side in (("a", a), ("b", b))])
    one = next(match for match in comparison.matches if match.a.sentence == match.b.sentence == 0)
    return [d for d in one.differences if d.kind == kind]


def test_a_quotation_altered_is_a_conflict():
    assert [d.conflict for d in differences([WILL], [MAY], "quote")] == [True]


@pytest.mark.parametrize("end", ["a", "b"])
def test_one_that_the_other_version_has_as_well_is_none(end):
    sides = {"a": [WILL], "b": [MAY]}
    sides[end].append(MAY.replace("said", "told shops in the market") if end == "a" else WILL.replace("said", "told shops in the market"))
    assert [d.conflict for d in differences(sides["a"], sides["b"], "quote")] == [False]


def test_a_figure_that_the_other_version_has_as_well_is_less_sure():
    told, rival = "The inspectors found 48 cracks in the old deck.", "The old deck has 52 cracks, inspectors said."
    again = differences([told], [rival, "In spring it had 48 cracks and nobody closed the road."], "number")
    other = differences([told], [rival, "In spring it had 48 lamps and nobody closed the road."], "number")
    assert again[0].confidence < other[0].confidence - 0.1


def test_a_sign_on_one_side_alone_is_as_sure_either_way_round():
    percent, plain = ["It voted not 3.5% on the bridge."], ["It voted not forty-two on the bridge."]
    assert [d.confidence for d in differences(percent, plain, "number")] == [d.confidence for d in differences(plain, percent, "number")]
