"""The options that several commands have, and what their values must be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from storycompare.batch.rows import FIELDS
from storycompare.cli.completion import files
from storycompare.model import PRESETS
from storycompare.render import FORMATS

Command = TypeVar("Command", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """Return the end of a help page: each example on a line of its own, as it is typed."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def result_options(command: Command) -> Command:
    """Add ``--format``, ``-o``, ``--share`` and ``--verbose``, which every command that shows a comparison has."""
    output = click.option(
        "-o", "--output", metavar="FILE", shell_complete=files, help="Write to FILE, whole or not at all, instead of standard output."
    )
    share = click.option("--share", is_flag=True, help="Keep only the sentences of findings, and the addresses of the pages.")
    verbose = click.option("-v", "--verbose", is_flag=True, help="On a terminal, show all of it and not a summary of one screen.")
    named = click.option("--format", type=click.Choice(list(FORMATS)), help="Default: what the name of FILE asks for, else text.")
    return named(output(share(verbose(command))))


def decisions_option(command: Command) -> Command:
    """Add ``--decisions``: a person's corrections."""
    named = click.option(
        "--decisions", metavar="FILE", shell_complete=files, help="Replay the corrections in FILE, which the HTML report writes."
    )
    return named(command)


def matching_options(command: Command) -> Command:
    """Add ``--preset`` and ``--encoder``, which every command that compares has."""
    preset = click.option(
        "--preset",
        type=click.Choice(PRESETS),
        default="balanced",
        show_default=True,
        help="How sure a match must be: precise has few wrong ones, thorough misses fewer.",
    )
    encoder = click.option(
        "--encoder", metavar="MODEL", help="Match by meaning too, with this sentence-transformers model, or its folder (extra semantic)."
    )
    return preset(encoder(command))


def outlet_and_source(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the outlets and sources of ``--as``."""
    for value in values:
        if not all(value.partition("=")):
            raise click.BadParameter(f"{value!r} is not OUTLET=SOURCE", context, parameter)
    return tuple((outlet, source) for outlet, _, source in (value.partition("=") for value in values))


def fields_of(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """Return the keys of ``--fields``, each once."""
    names = None if value is None else tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    if unknown := [name for name in names or () if name not in FIELDS]:
        raise click.BadParameter(f"no key {unknown[0]!r} in a result: the keys are {', '.join(FIELDS)}", context, parameter)
    return names
