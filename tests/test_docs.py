"""The documentation is executed: its Python blocks as doctests, its console blocks in a child process, its help pages against the command."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from storycompare.cli.commands import storycompare as command
from storycompare.errors import CODES, REASONS, WARNINGS

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
CONSOLE = [
    (page, block) for page in PAGES for block in re.findall(r"^```console\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_python_blocks(page):
    result = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert result.failed == 0


def pattern(expected):
    """A console block's output; a line `...` stands for any lines, and `...` within a line for anything on it."""
    lines = [re.escape(line).replace(r"\.\.\.", ".*") for line in expected.splitlines()]
    return re.compile("\n".join("(?:.*\n)*?.*" if line == ".*" else line for line in lines) + r"\s*")


@pytest.mark.parametrize(("page", "block"), CONSOLE, ids=[f"{page.stem}: {block.splitlines()[0][2:]}" for page, block in CONSOLE])
def test_console_blocks(page, block, tmp_path):
    assert block.startswith("$ storycompare ")
    line, expected = block[2:].split("\n", 1)
    (tmp_path / "bridge").symlink_to(ROOT / "fixtures/bridge-closure")
    arguments = [sys.executable, "-m", *shlex.split(line)]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    output = (done.stdout + done.stderr).replace("python -m storycompare", "storycompare")
    assert pattern(expected).fullmatch(output), output


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
