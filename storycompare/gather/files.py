"""Which files a source means, and their bytes: only regular files are opened, and none that is too large."""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from storycompare.errors import LimitExceeded, SourceError, SourceNotFound, SourceUnreadable
from storycompare.gather.markup import MAX_RAW_BYTES
from storycompare.gather.web.url import masked
from storycompare.limits import MAX_BYTES, MAX_STORY_BYTES

SUFFIXES = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".json": "json", ".html": "html", ".htm": "html", ".xhtml": "html",
            ".warc": "warc", ".warc.gz": "warc"}  # fmt: skip
"""The suffixes that are read in a folder, and as what."""
_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]{0,20}://|(?:data|javascript|mailto):", re.IGNORECASE)
# What is typed for an address without its scheme: a name with a dot and a path, or a port.
_WEB = re.compile(r"www\.|(?:[\w-]{1,63}\.){1,9}[a-z]{2,63}(?::\d{1,5})?/|[\w.-]{1,253}:\d{1,5}(?:/|$)", re.IGNORECASE)
_LIMITS = {"text": MAX_BYTES, "markdown": MAX_BYTES, "html": MAX_RAW_BYTES}


@dataclass(frozen=True, slots=True)
class Found:
    """A file that a source means, or why it means none."""

    path: Path
    error: SourceError | None = None

    @property
    def stem(self) -> str:
        """Return the file's name less its suffix, as text whatever its bytes are."""
        return re.sub("[\ud800-\udfff]", "\ufffd", self.path.stem or str(self.path))[:200]

    @property
    def kind(self) -> str:
        """Return what the file's suffix says it is, nothing for an unknown one."""
        return next((kind for suffix, kind in SUFFIXES.items() if self.path.name.lower().endswith(suffix)), "")


def shown(path: str | Path) -> str:
    """Return ``path`` as a message names it: quoted, with all that is not printable escaped, and no password of a mistyped address."""
    text = str(path)
    return repr((masked(text) if "://" in text else text)[:300])


def is_address(source: str) -> bool:
    """Return whether ``source`` names something on the web, or means to."""
    return _ADDRESS.match(source) is not None


def find(source: str) -> list[Found]:
    """Return the files that ``source`` means: itself, those in a folder, or those that match a glob, by name.

    Raises:
        SourceNotFound: there is nothing under that name, or nothing to read in it.
        SourceUnreadable: it is a folder that cannot be read.
    """
    if _exists(source):
        return _listed(Path(source)) if is_folder(source) else [Found(Path(source))]
    # glob itself: a pattern may begin at any root, which no Path method takes.
    matches = sorted(glob.glob(source, recursive=True)) if glob.has_magic(source) else []  # noqa: PTH207
    if not matches:
        web = _WEB.match(source) is not None
        fix = "add https:// if it is an address on the web" if web else "check the name; text itself is passed as text=..."
        raise SourceNotFound(f"nothing at {shown(source)}", fix=fix)
    return [found for path in map(Path, matches) for found in (_folder(path) if path.is_dir() else [Found(path)])]


def is_folder(path: str) -> bool:
    """Return whether there is a folder under that name; a name that no file can have is none."""
    return _exists(path) and Path(path).is_dir()


def _exists(path: str) -> bool:
    try:
        return bool(path) and os.path.lexists(path)
    except (OSError, ValueError):
        return False


def _listed(folder: Path) -> list[Found]:
    if found := _folder(folder):
        return found
    inner = any(path.is_dir() for path in folder.iterdir())
    fix = "its subfolders may be stories: use `storycompare batch`" if inner else f"put {', '.join(SUFFIXES)} files in it"
    raise SourceNotFound(f"no readable versions in {shown(folder)}", fix=fix)


def _folder(folder: Path) -> list[Found]:
    """Return what stands in ``folder`` itself under a known suffix, by name; a link that leads out of it is named, not followed."""
    try:
        paths = sorted(folder.iterdir(), key=os.fsencode)
    except OSError as error:
        raise SourceUnreadable(f"the folder {shown(folder)} cannot be read", why=error.strerror or str(error)) from error
    found = [Found(path) for path in paths if not path.name.startswith(".") and Found(path).kind]
    inside = os.path.realpath(folder)
    return [Found(each.path, _leads_out(each.path, inside)) for each in found]


def _leads_out(path: Path, inside: str) -> SourceError | None:
    if not path.is_symlink() or not path.is_file() or Path(os.path.realpath(path)).is_relative_to(inside):
        return None
    return SourceUnreadable(f"{shown(path.name)} was not read", why="it is a link that leads out of the folder", fix="name the file itself")


def read(path: Path) -> bytes:
    """Return the bytes of the regular file ``path``.

    Raises:
        SourceNotFound: there is none.
        SourceUnreadable: it is a folder, pipe, device or dead link, or may not be read.
        LimitExceeded: it is too large.
    """
    try:
        return _regular(path, _LIMITS.get(Found(path).kind, MAX_STORY_BYTES))
    except FileNotFoundError as error:
        if path.is_symlink():
            raise SourceUnreadable(f"{shown(path)} was not read", why="the link leads nowhere") from error
        raise SourceNotFound(f"nothing at {shown(path)}", fix="check the name") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SourceUnreadable(f"{shown(path)} cannot be read", why=why, fix="check its permissions") from error


def _regular(path: Path, limit: int) -> bytes:
    """Return the bytes of ``path``, looked at twice: what `stat` saw may have become a pipe since, so it is not opened to wait."""
    _must_be_regular(path.stat().st_mode, path)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(handle)
        _must_be_regular(state.st_mode, path)
        data = file.read(limit + 1) if state.st_size <= limit else b""
    if max(state.st_size, len(data)) > limit:
        raise LimitExceeded(f"{shown(path)} is too large", why=f"over {limit:,} bytes", fix="give the article alone")
    return data


def _must_be_regular(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        raise SourceUnreadable(f"{shown(path)} was not read", why="it is not a regular file", fix="pass a file, or - for standard input")


def read_stdin() -> bytes:
    """Return what stands on standard input, up to the limit of a story."""
    if sys.stdin is None:
        raise SourceUnreadable("standard input is closed", fix="pass files, or lead something to it")
    data = sys.stdin.buffer.read(MAX_STORY_BYTES + 1)
    if len(data) > MAX_STORY_BYTES:
        raise LimitExceeded("standard input is too large", why=f"over {MAX_STORY_BYTES:,} bytes", fix="pass files")
    return data
