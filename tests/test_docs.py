"""The documentation is executed: its Python blocks as doctests, its console blocks in a child process, its help pages against the command."""

import doctest
import functools
import http.server
import re
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import click
import pytest

from storycompare import compare
from storycompare.cli.commands import storycompare as command
from storycompare.cli.sources import bundled_story
from storycompare.errors import CODES, REASONS, WARNINGS
from storycompare.render.screen import render

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
CONSOLE = [page for page in PAGES if "```console" in page.read_text("utf-8")]
STORIES = {"bridge": "bridge-closure", "stories/bridge": "bridge-closure", "stories/flood": "river-flood"}


def name(page):
    return page.relative_to(ROOT).as_posix()


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder in which the documentation is tried: the pages it names lie there."""
    for place, story in STORIES.items():
        shutil.copytree(ROOT / "fixtures" / story, tmp_path / place, ignore=shutil.ignore_patterns("expected.json"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def port(folder):
    """The port of a server of the folder's pages: what `python -m http.server 8000` would be."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=folder / "bridge")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield str(server.server_port)
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_python_blocks(page, folder):
    result = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert result.failed == 0


def pattern(expected):
    """A console block's output; a line `...` stands for any lines, and `...` within a line for anything on it."""
    lines = [re.escape(line).replace(r"\.\.\.", ".*") for line in expected.splitlines()]
    return re.compile("\n".join("(?:.*\n)*?.*" if line == ".*" else line for line in lines) + r"\s*")


def run(line, port):
    """Return what a command of the documentation prints: warnings come before the result."""
    arguments = [sys.executable, "-m", *shlex.split(line.replace("127.0.0.1:8000", f"127.0.0.1:{port}"))]
    done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", check=False)
    return (done.stderr + done.stdout).replace("python -m storycompare", "storycompare").replace(f":{port}", ":8000")


@pytest.mark.parametrize("page", CONSOLE, ids=name)
def test_console_blocks(page, folder, port):
    """A page's commands are run in their order in one folder, where its JSON of decisions is a file."""
    for written in blocks(page, "json"):
        if "storycompare-decisions/1" in written:
            (folder / "decisions.json").write_text(written, "utf-8")
    printed = functools.cache(run)
    for block in blocks(page, "console"):
        assert block.startswith("$ storycompare ")
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, expected = step.split("\n", 1)
            output = (run if " -o " in line else printed)(line, port)
            assert pattern(expected).fullmatch(output), f"{line}\n{output}"


def test_the_summary_of_one_screen_is_what_is_shown():
    expected = blocks(ROOT / "docs/terminal.md", "")[0]
    assert render(compare(bundled_story().versions, id="demo"), width=80, height=24) == expected


def documented():
    return (ROOT / "docs/command.md").read_text("utf-8")


@pytest.mark.parametrize("name", [None, *sorted(command.commands)])
def test_every_command_and_option_is_documented(name):
    target = command if name is None else command.commands[name]
    page = documented()
    assert f"$ storycompare {name + ' ' if name else ''}--help" in page
    for option in target.params:
        if isinstance(option, click.Option):
            assert all(flag in page for flag in option.opts)


def test_every_code_is_documented():
    page = documented()
    assert [code for table in (CODES, REASONS, WARNINGS) for code in table if f"`{code}`" not in page] == []


def test_links_lead_somewhere():
    links = [(page, target) for page in PAGES for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))]
    assert len(links) > 5
    assert [(page.name, target) for page, target in links if not (page.parent / target).exists()] == []


def test_every_page_is_led_to_from_the_list():
    lists = [ROOT / "docs/README.md", ROOT / "docs/decisions/README.md"]
    led = {(page.parent / target).resolve() for page in lists for target in re.findall(r"\]\(([^)#:]+)", page.read_text("utf-8"))}
    assert [page.name for page in PAGES[1:] if page not in {*led, lists[0], ROOT / "docs/index.md"}] == []
