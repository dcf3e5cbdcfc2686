"""The documentation is executed: its Python blocks as doctests, its console blocks in a child process, its help pages against the command."""

import doctest
import functools
import http.server
import os
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
    env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}  # --trust-environment would ask it
    done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", check=False, env=env)
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
def test_the_help_of_every_command_is_documented(name):
    assert f"\n$ storycompare {name + ' ' if name else ''}--help\n" in documented()  # and run there: so it is whole, to the letter


def given(line):
    """The options that a command line gives, each with its command; an argument that the command does not know is an error."""
    name, *arguments = shlex.split(line, comments=True)[1:] or [""]
    if name not in command.commands or "--help" in arguments:
        return set()
    target = command.commands[name]
    *_, order = target.make_parser(click.Context(target)).parse_args(arguments)
    return {(name, parameter.name) for parameter in order if isinstance(parameter, click.Option)}


def test_every_option_of_every_command_is_run_by_the_documentation():
    every = {
        (name, option.name) for name, target in command.commands.items() for option in target.params if isinstance(option, click.Option)
    }
    ran = {pair for page in CONSOLE for block in blocks(page, "console") for line in typed(block) for pair in given(line)}
    # A model of sentences is no part of the package: test_semantic.py runs the option, under its marker.
    assert {option for _, option in every - ran} == {"encoder"}
    assert len(every) > 30


def typed(block):
    return re.findall(r"^(?:\$ )?(storycompare .*?)(?: \|.*| < .*)?$", block, re.MULTILINE)


def test_every_example_is_a_command_that_there_is():
    """Those of the help pages and the blocks that are not run, because they name addresses, models and files of the reader's own."""
    examples = [line.strip() for target in [command, *command.commands.values()] for line in (target.epilog or "").splitlines()]
    shell = [block for page in PAGES for block in blocks(page, "sh")]
    lines = [line for text in [*examples, *shell] for line in typed(text)]
    assert len(lines) > 25
    for line in lines:
        name = shlex.split(line)[1]
        assert name in command.commands or name.startswith("-"), line
        given(line)


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
