"""Many stories in memory: order, failures as rows, processes that end when they should."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from cli_helpers import story

from storycompare import Comparison, Failure, Settings, StoryCompareError, Version, compare, compare_many
from storycompare.batch.pool import WINDOW, in_order
from storycompare.gather.story import story_from_mapping
from storycompare.model import Story

STORIES = [
    story("s1", meta={"desk": 1}),
    {"id": "alone", "versions": [{"outlet": "A", "text": "It rained in Harrow."}]},
    {"id": "odd", "versions": 5},
    ["not", "a", "story"],
    story_from_mapping(story("s2")),
    {"id": 7, "versions": []},
]
CODES = [None, "not-enough-versions", "bad-story", "bad-story", None, "bad-story"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_story_has_its_row_in_order(jobs):
    rows = list(compare_many(STORIES, jobs=jobs))
    assert [row.error.code if isinstance(row, Failure) else None for row in rows] == CODES
    assert [row.id for row in rows] == ["s1", "alone", "odd", None, "s2", None]
    assert all(row.error.message for row in rows if isinstance(row, Failure))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_row_is_the_comparison_of_the_story_alone(jobs):
    rows = list(compare_many([STORIES[0]] * 3, jobs=jobs))
    alone = story_from_mapping(STORIES[0])
    assert rows == [compare(alone.versions, id="s1", meta={"desk": 1})] * 3


def test_settings_reach_every_story():
    fits, fits_not = compare_many(
        [story("s1"), {"id": "s2", "versions": [{"outlet": "A", "text": "It rained."}] * 2}], settings=Settings(base="Gazette")
    )
    assert isinstance(fits, Comparison)
    assert fits.settings.base == "Gazette"
    assert fits_not.error.code == "unknown-base"


def test_a_fault_in_one_story_is_its_row(monkeypatch):
    def broken(versions, **options):
        if options["id"] == "s2":
            raise ZeroDivisionError("assumption 7")
        return compare(versions, **options)

    monkeypatch.setattr("storycompare.batch.many.compare", broken)
    rows = list(compare_many([story("s1"), story("s2"), story("s3")]))
    assert [isinstance(row, Failure) for row in rows] == [False, True, False]
    assert (rows[1].id, rows[1].error.code) == ("s2", "failed")
    assert "ZeroDivisionError: assumption 7" in rows[1].error.message


def test_ctrl_c_is_no_failure(monkeypatch):
    def interrupted(versions, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("storycompare.batch.many.compare", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(compare_many([story("s1")]))


def test_jobs_are_one_or_more_and_that_is_said_at_once():
    with pytest.raises(ValueError, match="jobs is 0"):
        compare_many([], jobs=0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_stories_are_read_as_they_are_needed(jobs):
    read = []

    def endless():
        while True:
            read.append(len(read))
            yield len(read)

    results = in_order(str, endless(), jobs)
    assert [next(results) for _ in range(3)] == ["1", "2", "3"]
    results.close() if jobs > 1 else None
    assert len(read) <= 3 + WINDOW * jobs


def test_a_process_that_dies_is_an_error_that_says_what_to_do():
    with pytest.raises(StoryCompareError, match="fewer jobs"):
        list(in_order(os._exit, [3, 3], jobs=2))


def _parents(pid):
    return [pid, os.getpid()]


def test_processes_end_when_the_reader_wants_no_more():
    results = in_order(_parents, range(100), jobs=2)
    workers = {next(results)[1] for _ in range(8)}
    results.close()
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_importing_it_is_light():
    heavy = {"bs4", "jinja2", "lxml", "numpy", "pandas", "rich", "scipy", "sklearn", "trafilatura"}
    code = "import sys, storycompare.batch, storycompare.cli.run; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(loaded)


def test_a_story_need_not_be_a_mapping():
    versions = (Version.from_text("It rained in Harrow.", outlet="A"), Version.from_text("In Harrow it rained.", outlet="B"))
    (row,) = compare_many(iter([Story(None, versions)]))
    assert replace(row, id="x").versions[0].id == "A"
