"""Completion by the shell: the script that turns it on, and what an argument may be."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, get_completion_class

if TYPE_CHECKING:
    from collections.abc import Iterator

SHELLS = ("bash", "fish", "zsh")
MOST = 200
"""Lines of a batch's output whose ids are offered: a key press waits for them."""
_VARIABLE = "_STORYCOMPARE_COMPLETE"


def script(command: click.Command, shell: str) -> str:
    """Return the lines that turn completion on in ``shell``, one of `SHELLS`.

    >>> print(script(click.Command("storycompare"), "fish").splitlines()[0])
    function _storycompare_completion;
    """
    chosen = get_completion_class(shell)
    assert chosen is not None, f"click completes {shell}"
    maker = chosen(command, {}, "storycompare", _VARIABLE)
    return maker.source_template % maker.source_vars()


def files(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what lets the shell offer files and folders; after ``OUTLET=`` the shell sees one word, so the files are named here."""
    outlet, found, start = incomplete.partition("=")
    if not found:
        return [CompletionItem(incomplete, type="file")]
    return [CompletionItem(f"{outlet}={path}") for path in _paths(start)]


def _paths(start: str) -> Iterator[str]:
    folder, slash, name = start.rpartition("/")
    try:
        beside = sorted(Path(f"{folder}{slash}" or ".").iterdir())
    except OSError:
        return
    for path in beside:
        if path.name.startswith(name) and (name or not path.name.startswith(".")):
            yield f"{folder}{slash}{path.name}" + ("/" if path.is_dir() else "")


def story_ids(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the ids of the stories in the result that the command names."""
    import msgspec

    named = context.params.get("result") or next(iter(context.args), "")  # an option that waits for its value ends click's reading
    try:
        with Path(named).open("rb") as file:
            found = [msgspec.json.decode(line, type=dict[str, msgspec.Raw]).get("id") for line in islice(file, MOST)]
            ids = [msgspec.json.decode(id) for id in found if id is not None]
    except (OSError, msgspec.MsgspecError):
        return []
    return [CompletionItem(id) for id in ids if isinstance(id, str) and id.isprintable() and id.startswith(incomplete)]


def keys(names: tuple[str, ...], incomplete: str) -> list[CompletionItem]:
    """Return the names that can follow in a list with commas.

    >>> [item.value for item in keys(("matches", "meta", "quotes"), "matches,m")]
    ['matches,meta']
    """
    before, comma, start = incomplete.rpartition(",")
    said = before.split(",")
    return [CompletionItem(f"{before}{comma}{name}") for name in names if name.startswith(start) and name not in said]
