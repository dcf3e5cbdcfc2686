"""Pages on the disk as they came: each under its host and digest, and a line about it in ``pages.jsonl``."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlsplit

from storycompare.errors import OutputError, StoryCompareError
from storycompare.files import not_written, write_whole
from storycompare.gather.files import read
from storycompare.gather.web.response import Fetched
from storycompare.gather.web.trouble import Trouble
from storycompare.gather.web.url import parse
from storycompare.model import Reason

INDEX = "pages.jsonl"
_SUFFIXES = {"text/plain": ".txt", "text/markdown": ".md"}
_KEYS = ("url", "final_url", "fetched_at", "status", "content_type", "charset", "sha256")


def ready(folder: str | os.PathLike[str]) -> list[str]:
    """Return the lines of the folder's index, none where it is new; the folder is made, and a file in it tried: before a page is asked for.

    Raises:
        OutputError: there cannot be such a folder, nothing can be written in it, or its index is none.
    """
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=place):
            return (place / INDEX).read_text("utf-8").splitlines() if (place / INDEX).exists() else []
    except OSError as error:
        raise not_written(place, error) from error
    except UnicodeDecodeError as error:
        raise OutputError(f"nothing can be kept in {str(place)!r}", why=f"its {INDEX} is not text", fix="choose another folder") from error


def keep(pages: Iterable[Fetched], folder: str | os.PathLike[str]) -> list[Path]:
    """Return where the ``pages`` lie now, in their order, less those that hold nothing: bytes whole or not at all.

    A folder can be kept in again and again: its index gains lines, and a page that came again with the same bytes keeps its place.

    Raises:
        OutputError: the folder or a file in it could not be written.
    """
    pages, place = [page for page in pages if page.good], Path(folder)
    if not pages:
        return []
    lines = ready(folder)
    paths = [place / _name(page) for page in pages]
    for page, path in zip(pages, paths, strict=True):
        write_whole(path, page.body)
        lines.append(json.dumps({"file": path.name, **{key: getattr(page, key) for key in _KEYS}, "cut": page.cut and asdict(page.cut)}))
    write_whole(place / INDEX, "".join(f"{line}\n" for line in dict.fromkeys(lines)).encode())
    return paths


def told_of(path: Path, sha256: str) -> dict[str, Any]:
    """Return what the index beside a kept page says of it, as fields of an origin; nothing where there is none or it is of other bytes."""
    try:
        lines = read(path.with_name(INDEX)).decode().splitlines()
        rows = [row for row in map(json.loads, lines) if isinstance(row, dict)]
        row = next(row for row in reversed(rows) if (row["file"], row["sha256"]) == (path.name, sha256))
        told = {key: value for key in ("final_url", "fetched_at", "charset") if isinstance(value := row.get(key), str)}
        parse(told["final_url"])
        return {**told, "sha256": sha256, "cut": Reason(**row["cut"]) if row.get("cut") else None}
    except (StoryCompareError, Trouble, ValueError, LookupError, TypeError, StopIteration, RecursionError):
        return {}


def _name(page: Fetched) -> str:
    """Return a file name that says whose page it is; a digest keeps two pages of one host apart."""
    host = re.sub(r"[^a-z0-9.-]", "-", urlsplit(page.final_url).hostname or "page").strip(".")[:100] or "page"
    return f"{host}-{page.sha256[:12]}{_SUFFIXES.get(page.content_type, '.html')}"
