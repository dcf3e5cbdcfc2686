"""The summary on one screen: what is on it, how it fits, and that it holds on any terminal; all of it with --verbose."""

import fcntl
import os
import re
import struct
import termios
from dataclasses import replace

import golden
import pytest
from cli_helpers import child, read_terminal
from render_samples import hostile, story
from rich.cells import cell_len

from storycompare import Comparison
from storycompare.model import Conflict, Notice, Side
from storycompare.render.screen import NEXT, render

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
STYLES = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("name", golden.STORIES)
def test_a_story_fits_the_screen_with_every_part_on_it(name):
    comparison = golden.comparison(name)
    said = render(comparison)
    assert said.count("\n") <= 23
    for version in comparison.versions:
        assert version.id in said
    parts = {
        "These differ: one may be rounded, translated, updated or wrong": any(
            d.conflict for m in comparison.matches for d in m.differences
        ),
        "Only in this version": comparison.additions,
        "No counterpart found in the text we read": any(omission.state == "absent" for omission in comparison.omissions),
    }
    for title, there in parts.items():
        assert (f"\n{title} (" in said) == bool(there)
    assert said.endswith(f"{NEXT}\n")


def test_it_reads_like_this():
    assert render(story()).split("\n") == [
        "bridge-1: 3 versions compared, 1 not",
        "",
        "Version         Status        Sentences  Matched  Only here  Published",
        "Courier         ok                    5     100%          0  2026-03-04 09:30",
        "Gazette         ok                    4      75%          1  2026-03-04",
        "Post            cut                   3     100%          0",
        "weekly.example  not compared          —        —          —",
        "",
        "These differ: one may be rounded, translated, updated or wrong (2)",
        "  number     7-2 (Courier 1) / 6-3 (Gazette 1)",
        "  quotation  nothing (Courier 3) / something (Post 2)",
        "Only in this version (1)",
        "  Gazette 4  Divers found the cracks in January.",
        "No counterpart found in the text we read (1)",
        "  in Gazette  Courier 4: A ferry will run every twenty minutes.",
        "Worded differently (4)",
        "  number    twenty (Courier 4) / 20 (Post 3)",
        "  negation  declined to (Courier 5) / did not (Gazette 3)",
        "Note: Post: the page holds the beginning only; save the whole article and give …",
        "Note: weekly.example: a consent page; save the article itself",
        "and 4 more notes",
        "",
        NEXT,
        "",
    ]


def test_more_lines_show_more_and_never_drop_a_part():
    few, many = render(story(), height=10), render(story(), height=60)
    assert set(re.findall(r"^\S.*\(\d+\)$", few, re.MULTILINE)) == set(re.findall(r"^\S.*\(\d+\)$", many, re.MULTILINE))
    assert few.count("\n") < many.count("\n")
    assert "Repairs" in many  # the last of what is worded differently
    assert "Repairs" not in few


def test_what_only_one_version_has_is_shown_by_turns():
    said = render(golden.comparison("unmanned-boats"))
    shown = re.search(r"Only in this version.*\n((?:  .*\n)+)", said).group(1).splitlines()
    assert len({re.match(r"  (.*?) \d+  ", line).group(1) for line in shown}) == len(shown) > 1


def test_conflicts_across_versions_stand_in_the_place_of_the_pairs():
    sides = (Side("7-2", ("Courier", "Post"), ()), Side("6-3", ("Gazette",), ()))
    sure, doubtful = Conflict("c-1", "number", sides, 0.9), Conflict("c-2", "name", sides, 0.4)
    said = render(replace(story(), conflicts=(sure, doubtful)))
    assert "updated or wrong (1)\n  number  7-2 (Courier, Post) / 6-3 (Gazette)\nOnly" in said
    assert "updated or wrong (1)\n  name  7-2 (Courier, Post)" in render(replace(story(), conflicts=(doubtful,)))


def test_of_many_versions_and_notes_the_first_are_shown_and_the_others_counted():
    said = render(replace(hostile(), warnings=tuple(Notice("unrelated", f"note {number}") for number in range(9))))
    assert "and 8 more versions\n" in said
    assert "Note: note 1\nand " in said
    assert "note 2" not in said


def test_where_there_is_room_every_note_is_whole():
    said = " ".join(render(story(), height=60).split())
    assert "the page holds the beginning only; save the whole article and give the file" in said
    assert "more note" not in said
    assert "long shared runs, credited to Northern Wire" in said


@pytest.mark.parametrize("width", [40, 41, 57, 80, 200])
@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("sample", [story(), story("Courier"), hostile()], ids=["story", "base", "hostile"])
def test_no_line_is_wider_than_asked_and_nothing_steers_the_terminal(width, color, sample):
    said = render(sample, width=width, color=color)
    plain = STYLES.sub("", said)
    assert (said != plain) == color
    assert plain == render(sample, width=width)
    assert max(map(cell_len, plain.split("\n"))) <= width
    assert not STEERING.search(plain)
    assert not re.search("\x1b\\[(?![014;]*m)", said)  # weight and underline: they hold on light and dark


def test_nothing_to_show_is_shown():
    empty = replace(story(), id=None, versions=(), matches=(), passages=(), additions=(), omissions=(), warnings=())
    assert "0 versions compared" in render(empty)


def test_a_summary_shows_only_what_is_in_the_json():
    for sample in (story(), hostile()):
        assert render(Comparison.from_json(sample.to_json())) == render(sample)


def terminal(columns, lines):
    """Both ends of a terminal of a size."""
    import pty

    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    return main, side


def shown(*arguments, columns=80, lines=24, out=True, **environment):
    """What ``storycompare ARGUMENTS`` shows on a terminal: standard output and error, or error alone."""
    main, side = terminal(columns, lines)
    # Sizes and colours as the terminal has them, whatever those of the one that the tests run in.
    bare = {"COLUMNS": "", "LINES": "", "TERM": "xterm", "NO_COLOR": "", **environment}
    streams = {"stdout": side, "stderr": side} if out else {"stderr": side}
    with child(*arguments, env=bare, **streams) as process:
        os.close(side)
        seen = read_terminal(main).decode().replace("\r\n", "\n")
        rest = b"" if out else process.stdout.read()
        assert process.wait(timeout=60) == 0
    return seen, rest.decode()


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = tmp_path_factory.mktemp("result") / "result.json"
    path.write_text(story().to_json(), encoding="utf-8")
    return path


def test_on_a_terminal_a_summary_and_with_verbose_all_of_it(result):
    seen, _ = shown("show", result)
    assert STYLES.sub("", seen) == render(story(), height=23)
    assert "\x1b[1m" in seen
    seen, _ = shown("show", result, "--verbose", NO_COLOR="1")
    assert seen == story().to_text()


def test_the_summary_is_as_wide_and_as_high_as_the_terminal(result):
    seen, _ = shown("show", result, columns=57, lines=40, NO_COLOR="1")
    assert seen == render(story(), width=57, height=39)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(result, environment):
    seen, _ = shown("show", result, **environment)
    assert "\x1b" not in seen


def test_a_pipe_and_a_file_get_all_of_it(command, tmp_path, result):
    assert command("show", result).out.decode() == story().to_text()
    assert command("show", result, "-o", tmp_path / "report.txt").code == 0
    assert (tmp_path / "report.txt").read_text("utf-8") == story().to_text()


def test_progress_is_shown_on_a_terminal_and_gone_when_it_is_over(tmp_path):
    for name in ("gazette", "courier"):
        (tmp_path / f"{name}.txt").write_text(f"The council of {name} voted 7-2 to close the bridge.", encoding="utf-8")
    seen, out = shown("compare", tmp_path / "gazette.txt", tmp_path / "courier.txt", "--format", "csv", out=False)
    assert "reading 2 sources" in seen
    assert "comparing 2 versions" in seen
    assert re.search(r"\x1b\[2K(?:warning: .*\n)*$", seen)  # the line is wiped before anything else is said
    assert out.startswith("finding,")


def test_a_file_that_was_written_is_named_to_who_looks(command, tmp_path, result):
    seen, _ = shown("show", result, "-o", tmp_path / "report.html")
    assert seen == f"3 versions compared -> {tmp_path / 'report.html'}\n"
    assert command("show", result, "-o", tmp_path / "again.html").err == ""


def test_no_progress_where_nobody_looks(command, tmp_path):
    (tmp_path / "a.txt").write_text("The council voted 7-2.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The council voted 7-2.", encoding="utf-8")
    assert "reading" not in command("compare", tmp_path).err
