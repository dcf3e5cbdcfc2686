"""A comparison back from the JSON that a command wrote."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from storycompare.errors import SourceNotFound, SourceUnreadable, StoryError
from storycompare.model import Comparison
from storycompare.render import parse


def read_result(source: str, id: str | None) -> Comparison:
    """Return the comparison in the file ``source`` (``-``: standard input), the one of the story ``id`` where there are many.

    Raises:
        SourceNotFound: there is no such file, or no such story in it.
        SourceUnreadable: the file cannot be read.
        StoryError: it holds no comparison, or several and no ``id`` says which.
    """
    try:
        with nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb") as file:
            return _alone(file) if id is None else _named(file, id, source)
    except FileNotFoundError as error:
        raise SourceNotFound(f"no file {source!r}", fix="check the name") from error
    except OSError as error:
        raise SourceUnreadable(f"{source!r} cannot be read", why=error.strerror or str(error), fix="check the file") from error


def _alone(file: BinaryIO) -> Comparison:
    first, rest = file.readline(), file.read()
    if first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{"):
        raise StoryError("there are several results", why="it is the output of a batch", fix="choose one with --id")
    return parse(first + rest)


def _named(file: BinaryIO, id: str, source: str) -> Comparison:
    for line in _candidates(file, id):
        return parse(line)
    raise SourceNotFound(f"no story {id!r} in {source!r}", fix="check the id")


def _candidates(file: BinaryIO, id: str) -> Iterator[bytes]:
    import msgspec

    for line in file:
        try:
            found = msgspec.json.decode(line, type=dict[str, msgspec.Raw]).get("id")
            if found is not None and msgspec.json.decode(found) == id:
                yield line
        except msgspec.MsgspecError:
            continue
