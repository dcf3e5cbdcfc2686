"""Completion, in real shells, zsh and fish under the marker ``shells``: commands, options, formats, files, the ids of a batch's stories."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import story, write_jsonl

from storycompare.cli.completion import SHELLS

ROOT = Path(__file__).parent.parent


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with sources and a result in it, to stand in, and ``storycompare`` on the path."""
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "storycompare"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m storycompare "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    folder = tmp_path / "work"
    (folder / "pages").mkdir(parents=True)
    (folder / "gazette.txt").write_text("x", encoding="utf-8")
    rows = [story("river-1"), "not JSON", story("river two"), story("bridge")]
    write_jsonl(folder / "results.jsonl", [row for row in rows if row != "not JSON"])
    write_jsonl(folder / "odd.jsonl", rows)
    monkeypatch.chdir(folder)
    return folder


def offered(shell, *words):
    """What click offers for the last of ``words``, as the shell's script asks for it."""
    asked = {"_STORYCOMPARE_COMPLETE": f"{shell}_complete"}
    asked |= {"COMP_WORDS": "\n".join(words) if shell == "bash" else " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    asked |= {"COMP_CWORD": words[-1]} if shell == "fish" else {}
    done = subprocess.run(["storycompare"], env={**os.environ, **asked}, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


CASES = {
    "commands": (["b"], ["plain,batch"]),
    "the shells": (["completion", ""], ["plain,bash", "plain,fish", "plain,zsh"]),
    "options": (["compare", "--ba"], ["plain,--base"]),
    "formats": (["show", "results.jsonl", "--format", "t"], ["plain,tei", "plain,text"]),
    "sources are files": (["compare", "ga"], ["file,ga"]),
    "the output is a file": (["demo", "-o", "re"], ["file,re"]),
    "a source with its outlet": (["compare", "--as", "Gazette=ga"], ["plain,Gazette=gazette.txt"]),
    "a folder with its outlet": (["compare", "--as", "Gazette=p"], ["plain,Gazette=pages/"]),
    "no such folder": (["compare", "--as", "Gazette=nowhere/"], []),
    "ids": (["show", "results.jsonl", "--id", "river"], ["plain,river-1", "plain,river two"]),
    "ids of what is no batch": (["show", "odd.jsonl", "--id", ""], []),
    "ids of nothing": (["show", "nothing.jsonl", "--id", ""], []),
    "keys": (["batch", "results.jsonl", "--fields", "matches,mat"], []),
    "the next key": (["batch", "results.jsonl", "--fields", "meta,ma"], ["plain,meta,matches"]),
}


@pytest.mark.parametrize(("words", "expected"), CASES.values(), ids=CASES)
def test_what_is_offered(place, words, expected):
    assert offered("bash", "storycompare", *words) == expected


def run(shell, script):
    """What ``shell`` prints for ``script``, nothing of the user's own settings read."""
    flags = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    done = subprocess.run([shell, *flags, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    return done.stdout


def test_bash_reads_the_lines_and_completes(place):
    script = """
eval "$(storycompare completion bash)"
complete -p storycompare
compopt() { echo "compopt $1 $2"; }
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _storycompare_completion storycompare; printf '<%s>\\n' "${COMPREPLY[@]}"; }
try storycompare com
try storycompare show results.jsonl --id bri
try storycompare compare ga
"""
    lines = run("bash", script).splitlines()
    assert lines == [
        "complete -o nosort -F _storycompare_completion storycompare",
        "<compare>",
        "<completion>",
        "<bridge>",
        "compopt -o default",
        "<>",
    ]


def typed(shell, arguments, opening, keys, wanted):
    """Start ``shell`` on a terminal, say ``opening``, press ``keys``, and return what is shown once ``wanted`` is."""
    handle, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "PS1": "ready> ", "HISTFILE": "/dev/null", "INPUTRC": "/dev/null"}
    with subprocess.Popen(
        [shell, *arguments], stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True
    ) as process:
        os.close(terminal)
        try:
            shown = _until(handle, b"ready> ")
            for line in opening:
                os.write(handle, f"{line}\necho do''ne\n".encode())
                shown += _until(handle, b"done\r\n")
            os.write(handle, keys)
            return shown + _until(handle, wanted)
        finally:
            process.kill()
            os.close(handle)


def _until(handle, wanted):
    shown = b""
    while wanted not in shown:
        ready, _, _ = select.select([handle], [], [], 60)
        assert ready, f"{wanted!r} was never shown, but {shown!r}"
        shown += os.read(handle, 4096)
    return shown


@pytest.mark.parametrize(
    ("shell", "arguments", "opening"),
    [
        pytest.param("bash", ["--norc", "--noprofile", "-i"], ['eval "$(storycompare completion bash)"']),
        pytest.param(
            "zsh",
            ["-f", "-i"],
            ["autoload -Uz compinit && compinit -D -u", 'eval "$(storycompare completion zsh)"'],
            marks=pytest.mark.shells,
        ),
    ],
    ids=["bash", "zsh"],
)
def test_a_press_of_tab_completes_commands_and_files(place, shell, arguments, opening):
    typed(shell, arguments, opening, b"storycompare ba\t", b"storycompare batch ")
    typed(shell, arguments, opening, b"storycompare compare gaz\t", b"gazette.txt")


@pytest.mark.shells
def test_fish_reads_the_lines_and_completes(place):
    script = "storycompare completion fish | source; complete -C 'storycompare com'; complete -C 'storycompare compare gaz'"
    assert [line.partition("\t")[0] for line in run("fish", script).splitlines()] == ["compare", "completion", "gazette.txt"]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_script_names_the_program_and_its_variable(command, shell):
    said = command("completion", shell).out.decode()
    assert f"_STORYCOMPARE_COMPLETE={shell}_complete" in said
    assert "storycompare" in said


def test_another_shell_is_wrong_usage(command):
    done = command("completion", "tcsh")
    assert done.code == 2
    assert "'bash', 'fish', 'zsh'" in done.err
