"""Every fixture page must load as its expected.json says: what it says about itself, and its text sentence for sentence."""

import json
from pathlib import Path

import pytest

from storycompare.gather import load

FIXTURES = Path(__file__).parent.parent / "fixtures"
VERSIONS = [
    pytest.param(path.parent / version["file"], name, version, id=f"{path.parent.name}/{name}")
    for path in sorted(FIXTURES.glob("*/expected.json"))
    for name, version in json.loads(path.read_text(encoding="utf-8"))["versions"].items()
]
PAGES = [case for case in VERSIONS if case.values[0].suffix == ".html"]


def folded(text):
    return " ".join(text.split())


def test_there_are_pages():
    assert len(PAGES) >= 10


@pytest.mark.parametrize(("path", "name", "expected"), VERSIONS)
def test_what_the_version_says_about_itself(path, name, expected):
    version = load(path)
    told = {key: getattr(version, key) for key in ("id", "outlet", "headline", "byline", "published", "url")}
    assert told == {"id": name} | {key: expected[key] for key in ("outlet", "headline", "byline", "published", "url")}


@pytest.mark.parametrize(("path", "name", "expected"), PAGES)
def test_the_text_is_the_article_and_nothing_else(path, name, expected):
    version = load(path)
    assert version.status == "ok"
    assert folded(version.text) == folded(" ".join(sentence["text"] for sentence in expected["sentences"]))
