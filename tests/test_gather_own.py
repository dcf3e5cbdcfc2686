"""What this program wrote into the folder of the pages is no version of their story; named itself, a report is refused and a result is a story."""

import json

import pytest
from cli_helpers import COURIER, GAZETTE

from storycompare import compare
from storycompare.errors import REASONS
from storycompare.gather import load, load_all, load_story
from storycompare.model import Decision
from storycompare.render import FORMATS, render

SUFFIX = {"csv": "csv", "html": "html", "json": "json", "markdown": "md", "tei": "xml", "text": "txt"}


@pytest.fixture
def folder(tmp_path):
    """Two texts, every report of them, with a name and without, and a file of decisions."""
    (tmp_path / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    (tmp_path / "courier.txt").write_text(COURIER, encoding="utf-8")
    versions = load_all(tmp_path)
    plain = compare(versions)
    rich = compare(versions, id="the\nbridge <b>", base="gazette", decisions=[Decision("rename", version="gazette", outlet="The Gazette")])
    for name, result in (("plain", plain), ("rich", rich)):
        for format in FORMATS:
            (tmp_path / f"{name}.{SUFFIX[format]}").write_bytes(render(result, format).encode())
    (tmp_path / "decisions.json").write_text(
        json.dumps({"schema": "storycompare-decisions/1", "decisions": []}, indent=1), encoding="utf-8"
    )
    return tmp_path


def test_a_folder_is_read_less_what_was_written_into_it(folder):
    assert [v.id for v in load_all(folder)] == [v.id for v in load_all(f"{folder}/*.txt", f"{folder}/*.html")] == ["courier", "gazette"]
    assert [v.id for v in load_story(folder).versions] == ["courier", "gazette"]


@pytest.mark.parametrize("name", ["plain.html", "rich.html", "plain.md", "rich.md", "plain.txt", "rich.txt"])
def test_a_report_that_is_named_is_refused(folder, name):
    version = load(folder / name)
    assert (version.status, version.reason.code, version.text) == ("refused", "own-report", "")
    assert version.reason.message == REASONS["own-report"]


def test_a_report_that_a_browser_saved_again_is_one_still(folder):
    page = (folder / "plain.html").read_text("utf-8")
    (folder / "again.html").write_text(
        page.replace("<!doctype html>\n", "<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n", 1), "utf-8"
    )
    assert load(folder / "again.html").reason.code == "own-report"


def test_a_result_that_is_named_is_a_story(folder):
    assert [v.id for v in load_all(folder / "plain.json")] == ["courier", "gazette"]


@pytest.mark.parametrize(
    "text", ["The council met.\n2 versions of the plan were compared.", "# storycompare: a new tool\n\nIt compares versions."]
)
def test_an_article_about_versions_is_an_article(tmp_path, text):
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert [v.status for v in load_all(tmp_path)] == ["ok"]
