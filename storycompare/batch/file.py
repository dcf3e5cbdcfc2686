"""What a batch writes: OUT.part while it runs, OUT when it is whole, and OUT.batch, the record of what they were made from.

A batch that was stopped, even by ``kill -9``, goes on from the lines that are whole, and ends with the same bytes as one that was not.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from storycompare.batch.pool import in_order
from storycompare.batch.rows import Options, Row, make_row, second
from storycompare.batch.stories import Line, Stories, entries, story_id, survey
from storycompare.encoders import encoder
from storycompare.errors import OutputError, SourceError
from storycompare.files import not_written, write_whole
from storycompare.match.score import model
from storycompare.model import SCHEMA
from storycompare.version import __version__


class OutputExists(OutputError):
    """OUT or OUT.part is there, and not from this very batch: nothing is overwritten."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stories were compared, and how many could not be."""

    compared: int = 0
    failed: int = 0

    def plus(self, row: Row) -> Tally:
        """Return the tally with ``row`` counted."""
        return Tally(self.compared + row.compared, self.failed + (not row.compared))


def write_batch(
    stories: Stories,
    out: Path,
    *,
    options: Options = Options(),  # noqa: B008 - frozen
    jobs: int = 1,
    resume: bool = False,
    report: Callable[[Tally, int], None] = lambda *_: None,
) -> Tally:
    """Write a line for each story to ``out`` and return how many were compared; call ``report`` before the first and after each.

    Raises:
        OutputExists: ``out`` is there and ``resume`` is not asked for, or it was made from something else.
        OutputError: it cannot be written, another batch is writing it, or it is not what the batch wrote.
        SourceError: there are no stories.
    """
    digest, total = survey(stories)
    if not total:
        raise SourceError("no stories to compare", why="the input holds none", fix="give one a line, or a folder of story folders")
    made_from = {
        "storycompare": __version__,
        "scorer": _scorers(options),
        "input": digest,
        "options": json.loads(json.dumps(asdict(options))),
    }
    if out.exists():
        return _finished(out, made_from, resume=resume)
    part = out.with_name(f"{out.name}.part")
    with _locked(part, out) as file:
        if os.fstat(file.fileno()).st_size:
            _check_record(out, part, made_from, resume=resume)
        _write_record(out, made_from)
        tally, sha = _write_rows(file, stories, options, jobs, lambda tally: report(tally, total))
        _write_record(out, made_from, asdict(tally) | {"sha256": sha})
        part.replace(out)
    return tally


def _scorers(options: Options) -> str | list[str]:
    """Return what names the coefficients that score the batch, and the encoder's weights where one is asked for."""
    if options.encoder is None:
        return model().card.digest
    return [*(model(name).card.digest for name in ("scorer-words", "scorer-sentences")), encoder(options.encoder).digest]


def _write_rows(file: io.FileIO, stories: Stories, options: Options, jobs: int, report: Callable[[Tally], None]) -> tuple[Tally, str]:
    """Append what is missing to the whole rows of ``file``; return the tally and digest of all of it."""
    sha, seen, tally, size = hashlib.sha256(), set[bytes](), Tally(), 0
    for row in _whole_rows(file, stories):
        sha.update(row.data)
        seen.add(_mark(row.id))
        tally, size = tally.plus(row), size + len(row.data)
    file.truncate(size)
    file.seek(size)
    report(tally)
    missing = islice(entries(stories), tally.compared + tally.failed, None)
    for made in in_order(partial(make_row, options=options), missing, jobs):
        row = second(made) if made.id is not None and _mark(made.id) in seen else made
        _append(file, row.data)
        sha.update(row.data)
        seen.add(_mark(row.id))
        tally = tally.plus(row)
        report(tally)
    os.fsync(file.fileno())
    return tally, sha.hexdigest()


def _mark(id: str | None) -> bytes:
    """Return sixteen bytes for an id, so that those seen take the same little memory however long ids are."""
    return b"" if id is None else hashlib.blake2b(id.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@contextmanager
def _locked(part: Path, out: Path) -> Iterator[io.FileIO]:
    """Open ``part``, made where it is missing, for this process alone."""
    try:
        with io.FileIO(os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+") as file:
            if not _lock(file):
                raise OutputError(f"{str(out)!r} is being written by another batch", fix="wait for it, or choose another -o")
            if out.exists():  # the other batch has finished between our two looks
                part.unlink(missing_ok=True)
                raise OutputExists(f"{str(out)!r} was written by another batch just now", fix="look at it, or choose another -o")
            yield file
    except OSError as error:
        raise not_written(part, error) from error


def _lock(file: io.FileIO) -> bool:
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _append(file: io.FileIO, data: bytes) -> None:
    """Write all of ``data``: unbuffered, so that a line that was reported done is in the file even after ``kill -9``."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _whole_rows(file: io.FileIO, stories: Stories) -> Iterator[Row]:
    """Yield the rows in ``file`` up to the first that is torn, or not the row of its story."""
    import msgspec

    head = msgspec.json.Decoder(_Head)
    file.seek(0)
    with open(file.fileno(), "rb", closefd=False) as lines:
        for data, entry in zip(lines, entries(stories), strict=False):
            try:
                row = head.decode(data)
            except (msgspec.MsgspecError, UnicodeError):
                return
            line = entry.number if isinstance(entry, Line) else None
            if not data.endswith(b"\n") or (row.schema, row.id) != (SCHEMA, story_id(entry)) or row.line not in (None, line):
                return
            yield Row(row.id, line, data, compared=row.error is None)


@dataclass(frozen=True, slots=True)
class _Head:
    """What every line has, result or error."""

    schema: str
    id: str | None
    line: int | None = None
    error: Any = None


def _write_record(out: Path, made_from: dict[str, Any], finished: dict[str, Any] | None = None) -> None:
    record = json.dumps({**made_from, "finished": finished}, indent=2)
    write_whole(_record(out), record.encode() + b"\n")


def _record(out: Path) -> Path:
    return out.with_name(f"{out.name}.batch")


def _check_record(out: Path, there: Path, made_from: dict[str, Any], *, resume: bool) -> dict[str, Any]:
    """Return the record of ``there``, which is ``out`` or its part, when it is this batch that is to be resumed."""
    if not resume:
        fix = "--resume goes on with the batch that wrote it; to begin anew, remove it or choose another -o"
        raise OutputExists(f"{str(there)!r} is there already", fix=fix)
    anew = f"to begin anew, remove {str(there)!r} or choose another -o"
    try:
        record = json.loads(_record(out).read_bytes())
        other = [key for key, value in made_from.items() if record[key] != value]
    except (OSError, ValueError, TypeError, KeyError) as error:
        why = f"{str(_record(out))!r}, which says what it was made from, is missing or damaged"
        raise OutputExists(f"{str(there)!r} cannot be resumed", why=why, fix=anew) from error
    if other:
        why = f"it was made with other {', '.join(other)}"
        raise OutputExists(f"{str(there)!r} cannot be resumed", why=why, fix=f"give the same, or, {anew}")
    return dict(record)


def _finished(out: Path, made_from: dict[str, Any], *, resume: bool) -> Tally:
    """Return the tally of ``out``, when it is this batch's, whole and as it was written."""
    record = _check_record(out, out, made_from, resume=resume)
    done = record.get("finished") or {}
    with out.open("rb") as file:
        sha = hashlib.file_digest(file, "sha256").hexdigest()
    if done.get("sha256") != sha:
        why = "it was damaged or edited since"
        raise OutputError(f"{str(out)!r} is not what the batch wrote", why=why, fix=f"to make it again, remove {str(out)!r}")
    return Tally(done["compared"], done["failed"])
