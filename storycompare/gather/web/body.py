"""A body off the wire: never more than the limit, before or after decompression, and whether it is all there."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from storycompare.gather.web.trouble import Trouble
from storycompare.limits import MAX_BYTES
from storycompare.model import Reason


@dataclass(frozen=True, slots=True)
class Cap:
    """How many bytes of a body are taken, on the wire and decoded, and whether there may be no more."""

    bytes: int
    whole: bool


PAGE = Cap(MAX_BYTES, whole=True)
"""A page. A third of what a saved page may have: what a browser saves carries its pictures and styles inside, what a server sends does
not."""
ERROR = Cap(32_768, whole=False)
"""The body of an error: enough to tell a wall from a fault. A redirect's body is not read at all."""
_STEP = 65_536
_MAX_MEMBERS = 100
"""Gzip files in one body: servers send one, a proxy that packs piece by piece some; each costs a copy of what follows it."""
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Broken(Exception):
    """The body stopped before its end; the argument says how."""


def read_body(raw: Any, cap: Cap, why: Callable[[Exception], str]) -> tuple[bytes, Reason | None]:
    """Return the decoded body of the urllib3 response ``raw``, and why it is not all of it.

    Args:
        raw: the response, nothing of it read.
        cap: how much of it is taken.
        why: the words for an exception of the network.

    Raises:
        Trouble: the body is too large, or encoded in a way that was not asked for, or nothing of it came.
    """
    if cap.whole and (raw.length_remaining or 0) > cap.bytes:
        raise _too_large(cap)
    came = bytearray()
    try:
        for piece in _decoded(_wire(raw, cap.bytes, why), raw.headers.get("Content-Encoding", "")):
            came += piece
            if len(came) > cap.bytes:
                break
    except Broken as broken:
        if not came and cap.whole:
            raise Trouble(str(broken)) from None
        return bytes(came), Reason("truncated", f"the download broke off: {broken}; nothing is said of what stands after it")
    if len(came) > cap.bytes and cap.whole:
        raise _too_large(cap)
    return bytes(came[: cap.bytes]), None


def _too_large(cap: Cap) -> Trouble:
    return Trouble(f"it is over {cap.bytes:,} bytes", fix="save the article's text alone and pass the file", too_large=True)


def _wire(raw: Any, most: int, why: Callable[[Exception], str]) -> Iterator[bytes]:
    """Yield the body as it comes, transfer encoding off, up to one piece over ``most`` bytes."""
    import http.client

    import urllib3

    total = 0
    while total <= most:
        left = raw.length_remaining
        if left is not None and left <= 0:
            return
        try:
            piece = raw.read1(_STEP if left is None else min(_STEP, left), decode_content=False)
        except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            raise Broken(why(error)) from error
        if not piece:
            return
        total += len(piece)
        yield piece


def _decoded(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Yield ``pieces`` decoded, in steps small enough that a bomb costs a step."""
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        yield from pieces
    elif name in _WINDOWS:
        yield from _inflated(pieces, _WINDOWS[name])
    else:
        said = "several encodings inside one another" if "," in name else repr(name[:40])
        raise Trouble(f"its body came in {said}; gzip was asked for")


def _inflated(pieces: Iterator[bytes], window: int) -> Iterator[bytes]:
    inflate, started, members = zlib.decompressobj(window), False, 1
    try:
        for piece in pieces:
            if not started and window == 15 and (piece[0] & 15 != 8 or int.from_bytes((piece + b"\0")[:2], "big") % 31):
                inflate = zlib.decompressobj(-15)  # some servers send deflate bare
            started = True
            while piece:
                if inflate.eof:
                    if window != 31 or not piece.startswith(b"\x1f\x8b"):
                        return  # padding
                    members += 1
                    if members > _MAX_MEMBERS:
                        raise Trouble(f"its body is more than {_MAX_MEMBERS} gzip files, one after the other")
                    inflate = zlib.decompressobj(window)
                yield inflate.decompress(piece, _STEP)
                piece = inflate.unconsumed_tail or inflate.unused_data  # noqa: PLW2901
        while more := inflate.decompress(b"", _STEP):
            yield more
    except zlib.error:
        raise Trouble("its body is not the compressed data it is said to be, or was damaged on the way") from None
    if started and not inflate.eof:
        raise Broken("its compressed data stops in the middle")
