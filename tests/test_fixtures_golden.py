"""What people read about each story of ``fixtures/``, byte for byte; ``python tests/golden.py --write`` when it is meant to change."""

import pytest
from golden import GOLDEN, STORIES, comparison, expected, written
from held import held

from storycompare import Comparison, compare


@pytest.mark.parametrize("story", STORIES)
def test_the_text_is_the_golden_one(story):
    assert comparison(story).to_text() == written(story).read_bytes().decode()


@pytest.mark.parametrize("story", STORIES)
def test_the_json_gives_the_comparison_back(story):
    again = Comparison.from_json(comparison(story).to_json())
    assert again == comparison(story)
    assert again.to_text() == comparison(story).to_text()


@pytest.mark.parametrize("story", STORIES)
def test_the_schema_holds_with_and_without_a_base(story):
    held(comparison(story).to_json())
    for base in expected(story)["versions"]:
        held(compare(comparison(story).versions, base=base).to_json())


def test_every_golden_text_has_its_story():
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == STORIES
