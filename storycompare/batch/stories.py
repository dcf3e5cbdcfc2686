"""What a batch reads: the stories of a JSONL file or of a folder, one entry each, in a fixed order and without holding them all."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from storycompare.errors import LimitExceeded, SourceNotFound, SourceUnreadable, StoryCompareError, StoryError
from storycompare.limits import MAX_STORY_BYTES
from storycompare.model import Story


class NotJson(StoryError):
    """A line or file that is not JSON; the message names line and column."""

    code = "bad-json"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a JSONL file; ``data`` is cut one byte past `MAX_STORY_BYTES`."""

    number: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """A story in a folder of stories: a folder of versions, or a ``.json`` file."""

    path: Path

    @property
    def name(self) -> str:
        """Return the story's id: the folder's name, or the file's less ``.json``, as text whatever its bytes are."""
        name = self.path.name if self.path.is_dir() else self.path.stem
        return os.fsencode(name).decode("utf-8", "replace")


Entry = Line | Place


@dataclass(frozen=True, slots=True)
class Stories:
    """Where the stories of a batch are: an open JSONL file that can be read twice, or a folder."""

    at: BinaryIO | Path


@contextmanager
def opened(source: str, stdin: BinaryIO | None = None) -> Iterator[Stories]:
    """Yield the stories of ``source``, a JSONL file or a folder, or those of ``stdin`` where it is given.

    A pipe is copied to a temporary file first, because a batch reads its input twice: once for its digest, once to compare.

    Raises:
        SourceNotFound: there is nothing under that name.
        SourceUnreadable: it is neither a file nor a folder, or may not be read.
    """
    path = Path(source)
    if stdin is None and path.is_dir():
        yield Stories(path)
        return
    with TemporaryFile() if stdin else _open(path) as file:
        if stdin:
            shutil.copyfileobj(stdin, file)
        yield Stories(file)


def _open(path: Path) -> BinaryIO:
    if not path.exists():
        raise SourceNotFound(f"no file or folder {str(path)!r}", fix="check the name")
    if not path.is_file():
        raise SourceUnreadable(f"{str(path)!r} is neither a file nor a folder", fix="for a pipe, give `-` and lead it to standard input")
    try:
        return path.open("rb")
    except OSError as error:
        raise SourceUnreadable(f"{str(path)!r} cannot be read", why=error.strerror or str(error), fix="check its permissions") from error


def entries(stories: Stories) -> Iterator[Entry]:
    """Return the stories in the order of their lines, or of the bytes of their names; blank lines and hidden names are passed over."""
    return _places(stories.at) if isinstance(stories.at, Path) else _lines(stories.at)


def _places(folder: Path) -> Iterator[Place]:
    try:
        paths = sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
    except OSError as error:
        raise SourceUnreadable(f"the folder {str(folder)!r} cannot be read", why=error.strerror or str(error)) from error
    for path in paths:
        if not path.name.startswith(".") and (path.is_dir() or (path.suffix == ".json" and path.is_file())):
            yield Place(path)


def _lines(file: BinaryIO) -> Iterator[Line]:
    file.seek(0)
    for number in count(1):
        data = line = file.readline(MAX_STORY_BYTES + 2)
        while line and not line.endswith(b"\n"):  # the rest of a line that is too long
            line = file.readline(MAX_STORY_BYTES)
        if not data:
            return
        if data.strip():
            yield Line(number, data.rstrip(b"\r\n")[: MAX_STORY_BYTES + 1])


def survey(stories: Stories) -> tuple[str, int]:
    """Return the SHA-256 of all that the batch will read, and how many stories that is."""
    sha = hashlib.sha256()
    total = 0
    for entry in entries(stories):
        total += 1
        if isinstance(entry, Line):
            sha.update(b"%d %d\n" % (entry.number, len(entry.data)) + entry.data)
        else:
            for path in _files(entry.path):
                sha.update(os.fsencode(path.relative_to(entry.path.parent)) + b"\0" + _content(path))
    return sha.hexdigest(), total


def _files(place: Path) -> Iterator[Path]:
    """Yield the file, or the files of the folder in a fixed order; links to folders are not followed, so that there is no loop."""
    if place.is_file():
        yield place
    for folder, names, files in os.walk(place):
        names.sort(key=os.fsencode)
        yield from (Path(folder, name) for name in sorted(files, key=os.fsencode))


def _content(path: Path) -> bytes:
    """Return the digest of a regular file's bytes; of a pipe, a device or what cannot be read, nothing but that it is there."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return b""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""


def read_story(entry: Entry) -> Story | Mapping[str, Any]:
    """Return what ``entry`` holds: the object of a batch line or ``.json`` file, or the versions of a folder as a story.

    Raises:
        NotJson: the line or file is not JSON.
        StoryError: it is no object with an id.
        LimitExceeded: it is larger than is taken on.
    """
    from storycompare.gather import load_all

    if isinstance(entry, Line):
        try:
            entry.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NotJson("not JSON", why=f"line {entry.number} is not UTF-8: {error.reason}", fix="write the file as UTF-8") from error
        return _with_id(_parse(entry.data, entry.number), None)
    if entry.path.is_dir():
        return Story(entry.name, tuple(load_all(entry.path)))
    with entry.path.open("rb") as file:
        return _with_id(_parse(file.read(MAX_STORY_BYTES + 1), 1), entry.name)


def story_id(entry: Entry) -> str | None:
    """Return the id that the line of ``entry`` has in the output, None where it has none."""
    if isinstance(entry, Place) and entry.path.is_dir():
        return entry.name
    try:
        story = read_story(entry)
    except (StoryCompareError, OSError):
        return None if isinstance(entry, Line) else entry.name
    return story.id if isinstance(story, Story) else str(story["id"])


def _parse(data: bytes, line: int) -> object:
    from storycompare.gather.jsonfile import parse_json

    if len(data) > MAX_STORY_BYTES:
        raise LimitExceeded("the story is too large", why=f"over {MAX_STORY_BYTES:,} bytes of JSON", fix="split it")
    try:
        return parse_json(data)
    except StoryError as error:
        why = error.why.replace("line 1, column", f"line {line}, column")  # it was shown that line alone
        raise NotJson(error.what, why=why, fix=error.fix) from error


def _with_id(body: object, default: str | None) -> Mapping[str, Any]:
    if not isinstance(body, dict):
        raise StoryError("not a story", why="it is not a JSON object", fix='give {"id": ..., "versions": [...]}')
    body.setdefault("id", default)
    if not isinstance(body["id"], str) or not body["id"]:
        raise StoryError("the story has no id", why="`id` must be a string that is not empty", fix="give each story an id of its own")
    return body
