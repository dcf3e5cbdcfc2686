"""The documentation is executed: its Python blocks as doctests, its console blocks in a child process, its help pages against the command."""

import doctest
import re
import shlex

import click
import pytest
from documented import CONSOLE, PAGES, ROOT, blocks, lay_out, pattern, renewed, screen, served, steps

from storycompare.cli.commands import storycompare as command
from storycompare.errors import CODES, REASONS, WARNINGS


def name(page):
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder in which the documentation is tried: the pages it names lie there."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def port(folder):
    with served(folder) as number:
        yield number


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_python_blocks(page, folder):
    result = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert result.failed == 0


@pytest.mark.parametrize("page", CONSOLE, ids=name)
def test_console_blocks(page, folder, port):
    """A page's commands are run in their order in one folder, where its JSON of decisions is a file."""
    for line, expected, output in steps(page, folder, port):
        assert pattern(expected).fullmatch(output), f"{line}\n{output}"


@pytest.mark.parametrize(
    ("expected", "output", "renewed_to"),
    [
        ("a 5\nb\n", "a 6\nb\n", "a 6\nb\n"),
        ("title\n5 versions; ...\n...\n", "title\n6 versions; 3 sentences\nx\ny\n", "title\n6 versions; 3 sentences\n...\n"),
        ("...\nNorth 12: it rained [-6-] days\n  number\n...\n", "x\nSouth: 3\nNorth 13: it rained [-7-] days\n  number\nend\n", "...\nNorth 13: it rained [-7-] days\n  number\n...\n"),
        ("a ...\n...\nz 1\n", "a 1 2\nb\nz 2\n", "a ...\n...\nz 2\n"),
    ],
)  # fmt: skip
def test_an_output_is_written_anew_with_what_is_left_out_left_out(expected, output, renewed_to):
    assert not pattern(expected).fullmatch(output)
    assert renewed(expected, output) == renewed_to
    assert pattern(renewed_to).fullmatch(output)


def test_the_summary_of_one_screen_is_what_is_shown():
    expected = blocks(ROOT / "docs/terminal.md", "")[0]
    assert screen() == expected


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
