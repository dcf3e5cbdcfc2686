"""The command, path by path: what it prints, where, and with which exit status."""

import importlib
import json
import re
import shlex

import click
import pytest
from cli_helpers import COURIER, GAZETTE, story, write_jsonl

from storycompare.cli.commands import storycompare as group
from storycompare.model import Comparison
from storycompare.version import __version__


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """A folder with two versions of a story, to stand in."""
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    (folder / "courier.txt").write_text(COURIER, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def versions(done):
    return [version["id"] for version in json.loads(done.out)["versions"]]


BEGINNINGS = {
    "text": b"One story by courier and gazette\n",
    "json": b'{"schema":"storycompare/1"',
    "html": b"<!doctype html>",
    "markdown": b"# ",
    "csv": b"finding,",
    "tei": b'<?xml version="1.0" encoding="UTF-8"?>\n<TEI ',
}


@pytest.mark.parametrize("format", BEGINNINGS)
def test_each_format_stands_on_standard_output_and_ends_with_a_line_end(command, pages, format):
    done = command("compare", "gazette.txt", "courier.txt", "--format", format)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(BEGINNINGS[format])
    assert done.out.endswith(b"\n")
    assert not done.out.endswith(b"\n\n")


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("r.txt", "text"),
        ("r.json", "json"),
        ("r.html", "html"),
        ("r.HTM", "html"),
        ("r.md", "markdown"),
        ("r.csv", "csv"),
        ("r.xml", "tei"),
    ],
)
def test_the_name_of_the_file_names_the_format(command, pages, name, format):
    done = command("compare", ".", "-o", name)
    assert (done.code, done.out, done.err) == (0, b"", "")
    written = (pages / name).read_bytes()
    (pages / name).unlink()  # a report in the folder is not a version of the next run
    assert written == command("compare", ".", "--format", format).out


def test_a_named_format_goes_before_the_name_of_the_file(command, pages):
    assert command("compare", ".", "-o", "r.html", "--format", "csv").code == 0
    assert (pages / "r.html").read_bytes().startswith(BEGINNINGS["csv"])


SOURCES = {
    "files": (["gazette.txt", "courier.txt"], ["courier", "gazette"]),
    "folder": (["."], ["courier", "gazette"]),
    "glob": (["*.txt"], ["courier", "gazette"]),
    "named": (["--as", "The Gazette=gazette.txt", "--as", "B=courier.txt"], ["B", "The Gazette"]),
    "named beside others": (["gazette.txt", "--as", "B=courier.txt"], ["B", "gazette"]),
}


@pytest.mark.parametrize(("sources", "ids"), SOURCES.values(), ids=SOURCES)
def test_sources_are_files_folders_globs_and_named_ones(command, pages, sources, ids):
    done = command("compare", *sources, "--format", "json")
    assert (done.code, versions(done)) == (0, ids)


def test_a_named_source_has_the_outlet_and_no_other_has_one_that_was_guessed(command, pages):
    done = command("compare", "gazette.txt", "--as", "The Courier=courier.txt", "--format", "json")
    assert [version["outlet"] for version in json.loads(done.out)["versions"]] == ["The Courier", None]


def test_a_dash_is_standard_input(command, pages):
    done = command("compare", "gazette.txt", "-", "--format", "json", stdin=COURIER.encode())
    assert (done.code, len(versions(done))) == (0, 2)


def test_a_story_in_json_keeps_its_id_and_meta_and_the_option_goes_before_its_id(command, pages):
    (pages / "s.json").write_text(json.dumps(story("s1", meta={"desk": [1, None]})), encoding="utf-8")
    body = json.loads(command("compare", "s.json", "--format", "json").out)
    assert (body["id"], body["meta"]) == ("s1", {"desk": [1, None]})
    assert json.loads(command("compare", "s.json", "--format", "json", "--id", "other").out)["id"] == "other"


def test_a_base_is_part_of_the_result(command, pages):
    body = json.loads(command("compare", ".", "--base", "gazette", "--format", "json").out)
    assert body["settings"]["base"] == "gazette"
    assert {omission["of"]["version"] for omission in body["omissions"]} == {"gazette"}


ENDS = {
    "unknown base": (["compare", ".", "--base", "nobody"], 2, "nobody"),
    "no source": (["compare"], 2, "--help"),
    "no such option": (["compare", ".", "--colour"], 2, "--colour"),
    "no such command": (["contrast"], 2, "contrast"),
    "no such format": (["compare", ".", "--format", "pdf"], 2, "pdf"),
    "a name that asks for no format": (["compare", ".", "-o", "r.pdf"], 2, "--format"),
    "a source without outlet": (["compare", "--as", "gazette.txt"], 2, "OUTLET=SOURCE"),
    "one version": (["compare", "gazette.txt"], 1, "two"),
    "a missing source of two": (["compare", "gazette.txt", "nothing.html"], 1, "nothing.html"),
    "a missing named source of two": (["compare", "gazette.txt", "--as", "B=nothing.html"], 1, "nothing.html"),
    "a missing folder for the result": (["compare", ".", "-o", "no/such/r.html"], 1, "could not be written"),
    "a folder in the place of the result": (["compare", ".", "--format", "html", "-o", "."], 1, "could not be written"),
    "no such result": (["show", "nothing.json"], 1, "nothing.json"),
    "a result that is none": (["show", "gazette.txt"], 1, "not a comparison"),
    "a batch without output": (["batch", "x.jsonl"], 2, "-o"),
    "a batch of nothing": (["batch", "nothing.jsonl", "-o", "out.jsonl"], 1, "nothing.jsonl"),
    "a batch of a folder without stories": (["batch", ".", "-o", "out.jsonl"], 1, "no stories"),
    "no jobs": (["batch", "gazette.txt", "-o", "out.jsonl", "--jobs", "0"], 2, "--jobs"),
    "a field that is none": (["batch", "gazette.txt", "-o", "out.jsonl", "--fields", "id,colour"], 2, "colour"),
}


@pytest.mark.parametrize(("arguments", "code", "said"), ENDS.values(), ids=ENDS)
def test_exit_status_and_message(command, pages, arguments, code, said):
    done = command(*arguments)
    assert (done.code, done.out) == (code, b"")
    assert re.fullmatch(r"(warning: .+\n)*error: .+\n", done.err), done.err
    assert said in done.err.splitlines()[-1]
    assert sorted(path.name for path in pages.iterdir()) == ["courier.txt", "gazette.txt"]


def test_one_bad_source_of_three_is_warned_of_and_the_others_are_compared(command, pages):
    done = command("compare", "gazette.txt", "courier.txt", "nothing.html", "--format", "json")
    assert done.code == 0
    assert [line.partition(":")[0] for line in done.err.splitlines()] == ["warning"]
    assert "nothing.html" in done.err
    assert [version["status"] for version in json.loads(done.out)["versions"]].count("refused") == 1


def test_what_would_steer_a_terminal_is_not_printed(command, pages):
    done = command("compare", "gazette.txt", "\x1b[31mred\x07\u202e\nerror: forged.html")
    assert done.code == 1
    assert not set(done.err) & set("\x1b\x07\u202e")
    assert not re.search(r"^error: forged", done.err, re.MULTILINE)


def test_a_fault_that_nobody_foresaw_is_a_line_and_debug_shows_where(command, pages, monkeypatch):
    def broken(*arguments, **options):
        raise ZeroDivisionError("assumption 7")

    monkeypatch.setattr(importlib.import_module("storycompare.core"), "compare", broken)
    done = command("compare", ".")
    assert (done.code, done.out) == (1, b"")
    assert re.fullmatch(r"error: unexpected ZeroDivisionError: assumption 7; please report .+\n", done.err)
    monkeypatch.setenv("STORYCOMPARE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        command("compare", ".")


@pytest.mark.parametrize("format", BEGINNINGS)
def test_show_shows_what_compare_showed(command, pages, tmp_path, format):
    saved = tmp_path / "saved.json"
    assert command("compare", ".", "-o", saved).code == 0
    straight = command("compare", ".", "--format", format).out
    assert command("show", saved, "--format", format).out == straight
    assert command("show", "-", "--format", format, stdin=saved.read_bytes()).out == straight


def test_show_picks_a_story_of_a_batch(command, tmp_path):
    stories, out = write_jsonl(tmp_path / "in.jsonl", [story("s1"), "not json", story("s2")]), tmp_path / "out.jsonl"
    assert command("batch", stories, "-o", out).code == 0
    lines = out.read_bytes().splitlines(keepends=True)
    assert command("show", out, "--id", "s2", "--format", "json").out == lines[2]
    for arguments, said in ((["show", out], "--id"), (["show", out, "--id", "s3"], "s3")):
        done = command(*arguments)
        assert (done.code, done.out) == (1, b"")
        assert said in done.err


def test_demo_compares_the_story_that_comes_with_the_package(command):
    done = command("demo", "--format", "json")
    assert done.code == 0
    comparison = Comparison.from_json(done.out)
    assert comparison.id == "demo"
    assert comparison.matches
    assert sum(version.status == "ok" for version in comparison.versions) >= 3


def test_version(command):
    assert command("--version").out == f"storycompare {__version__}\n".encode()


def test_alone_it_prints_its_help(command):
    alone = command()
    assert (alone.code, alone.err) == (0, "")
    assert alone.out == command("--help").out


PAGES = {"storycompare": group, **group.commands}


@pytest.mark.parametrize("name", PAGES)
def test_every_help_page_ends_with_examples_that_are_commands(name):
    with click.Context(PAGES[name], info_name=name) as context:
        text = context.get_help()
    examples = text.partition("Examples:\n")[2].splitlines()
    assert len(examples) >= 2
    for line in re.findall(r"storycompare ([^|<\n]+)", "\n".join(examples)):
        words = shlex.split(line)
        group.commands[words[0]].make_context(words[0], words[1:])
