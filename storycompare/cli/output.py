"""Where the command's words go: results to standard output or to a file, all else to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import click

from storycompare.errors import OutputError
from storycompare.files import write_whole
from storycompare.model import Comparison
from storycompare.render import render
from storycompare.render.share import shared
from storycompare.render.words import counted, visible

SUFFIXES = {
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".markdown": "markdown",
    ".md": "markdown",
    ".txt": "text",
    ".xml": "tei",
}
"""The format that a file's name asks for."""


def format_of(format: str | None, output: str | None) -> str:
    """Return the format that was named, else the one that the name of the output file asks for, else ``text``.

    >>> format_of(None, "report.html"), format_of("csv", "report.html"), format_of(None, None)
    ('html', 'csv', 'text')
    """
    if format or output is None:
        return format or "text"
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        raise click.UsageError(
            f"cannot tell the format from the name {output!r}: name it with --format, or end it in {', '.join(SUFFIXES)}"
        )
    return SUFFIXES[suffix]


def say(kind: str, message: str) -> None:
    """Print ``message`` on standard error, on one line; where that cannot be written, nobody is left to tell."""
    with suppress(OSError, ValueError):
        click.echo(f"{kind}: {visible(message)}" if kind else visible(message), err=True)


def deliver(comparison: Comparison, format: str, output: str | None, *, verbose: bool = False, share: bool = False) -> None:
    """Write ``comparison`` as ``format`` to the file ``output``, or to standard output: UTF-8, whatever the locale.

    Text on a terminal is a summary of one screen, or, when ``verbose``, all of it, as wide as the terminal. With ``share`` only the
    sentences of findings are kept.

    Raises:
        OutputError: it could not be written. A reader who closes the pipe early is no error.
    """
    comparison = shared(comparison) if share else comparison
    text = _for_terminal(comparison, verbose=verbose) if on_terminal(format, output) else render(comparison, format)
    data = (text if text.endswith("\n") else text + "\n").encode("utf-8", "replace")
    if output is None:
        _print(data)
        return
    write_whole(output, data)
    if sys.stderr is not None and sys.stderr.isatty():
        compared = sum(version.status != "refused" for version in comparison.versions)
        say("", f"{counted(compared, 'version')} compared -> {output}")


def on_terminal(format: str, output: str | None) -> bool:
    """Return whether a result of this format is read where it is printed."""
    return format == "text" and output is None and sys.stdout is not None and sys.stdout.isatty()


def _for_terminal(comparison: Comparison, *, verbose: bool) -> str:
    from storycompare.render import screen, text

    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    columns, lines = shutil.get_terminal_size()
    if verbose:
        return text.render(comparison, width=columns, color=color)
    return screen.render(comparison, width=columns, height=lines - 1, color=color)  # the shell's next line stands below


def _print(data: bytes) -> None:
    if sys.stdout is None:
        raise OutputError("the result could not be written", why="standard output is closed", fix="give a file with -o")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _mute(sys.stdout)
    except OSError as error:
        _mute(sys.stdout)
        raise OutputError("standard output could not be written", why=error.strerror or str(error), fix="free some space") from error


def settle() -> None:
    """Write out what is left for the standard streams, so that Python has nothing to complain of when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            _mute(stream)


def _mute(stream: TextIO) -> None:
    """Lead ``stream`` nowhere: what could not be written is not tried again."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
