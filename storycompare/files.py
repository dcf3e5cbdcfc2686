"""Files written whole or not at all: whatever happens on the way, a reader finds the old file or the new one."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from storycompare.errors import OutputError

UNFINISHED: set[Path] = set()
"""Files under way: who ends the program by a signal removes them first."""


def write_whole(path: str | os.PathLike[str], data: bytes) -> None:
    """Write ``data`` to ``path`` in one step: to a file beside it, to the disk, and then under its name.

    A device or a pipe is written as it is; a link stays, and what it leads to is written.

    Raises:
        OutputError: it could not be written; what was there before still is.
    """
    named, target = Path(path), Path(os.path.realpath(path))
    beside = target.with_name(f".{secrets.token_hex(8)}.tmp")  # not made from the target's name, which may be as long as names can be
    try:
        if named.exists() and not (named.is_file() or named.is_dir()):
            named.write_bytes(data)
            return
        UNFINISHED.add(beside)
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        UNFINISHED.discard(beside)


def not_written(path: str | os.PathLike[str], error: OSError) -> OutputError:
    """Return ``error`` as what it means to whoever asked for ``path``."""
    return OutputError(f"{os.fspath(path)!r} could not be written", why=error.strerror or str(error), fix="choose another place")
