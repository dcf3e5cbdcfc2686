"""Web archives (WARC) as sources: the pages captured in one, each with its address and time; what is broken or cut is said."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from storycompare.errors import LimitExceeded, MissingExtra, SourceUnreadable
from storycompare.gather.markup import MAX_RAW_BYTES
from storycompare.gather.origin import Origin
from storycompare.gather.web.response import charset_of
from storycompare.limits import MAX_ARCHIVE_BYTES, MAX_ARCHIVE_RECORDS, MAX_VERSIONS
from storycompare.model import Reason

MAX_HEAD_BYTES = 1_000_000
"""Bytes of all the header lines of one record, or of all the lengths of its chunks; a server's headers are a few kilobytes."""
_ALONE = "take the pages of one story out of it"
_GZIP = b"\x1f\x8b"
_DECODED = ("", "identity", "utf-8")
_ENCODED = ("gzip", "x-gzip", "deflate")
_CUT = Reason("truncated", "the archive holds only the beginning of this page; nothing is said of what stands after it")
_BROKEN = Reason("truncated", "the archive is cut or broken here; pages after this place are missing, so get it again or repair it")
_LARGE = Reason("too-large", f"over {MAX_RAW_BYTES:,} bytes; save the article's text alone")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page out of an archive: its bytes and origin, or, in ``refused``, why there are none; ``cut`` where it is not whole."""

    origin: Origin
    body: bytes = b""
    refused: Reason | None = None
    cut: Reason | None = None


def pages(data: bytes, origin: Origin) -> list[Kept]:
    """Return the HTML pages that the archive ``data`` captured with status 200, in its order.

    Requests, repeated captures, embedded files, robots.txt and whatever else an archive holds are passed over.

    Raises:
        MissingExtra: warcio is not installed.
        SourceUnreadable: it is no WARC archive, or has no such page.
        LimitExceeded: it is larger, or holds more pages, than is taken on.
    """
    stream = _Stream(data)
    found: list[Kept] = []
    for record in _records(stream, origin.stem):
        if _is_page(record):
            found.append(_kept(record, stream, origin))
        if len(found) > MAX_VERSIONS:
            raise LimitExceeded(f"the archive {origin.stem!r} holds over {MAX_VERSIONS} pages", why="one story has fewer", fix=_ALONE)
    if stream.broken:
        found.append(Kept(origin, refused=_BROKEN))
    if not found:
        why = "it holds no HTML page that was captured with status 200"
        raise SourceUnreadable(f"no page in the archive {origin.stem!r}", why=why, fix="check that it is the right one")
    return found


class _Stream:
    """The archive's bytes, unpacked as they are read and never more of them than the limits say; ``broken`` once no more can be had."""

    def __init__(self, data: bytes) -> None:
        file = io.BytesIO(data)
        self.file: io.BufferedIOBase = gzip.GzipFile(fileobj=file) if data.startswith(_GZIP) else file
        self.left, self.head, self.broken = MAX_ARCHIVE_BYTES, MAX_HEAD_BYTES, False

    def read(self, size: int = -1) -> bytes:
        return self._read(self.file.read, size)

    def readline(self, size: int | None = None) -> bytes:
        line = self._read(self.file.readline, min(size or MAX_HEAD_BYTES + 1, MAX_HEAD_BYTES + 1))
        self.head -= len(line)
        if self.head < 0:
            why = f"a record has over {MAX_HEAD_BYTES:,} bytes of headers"
            raise LimitExceeded("the archive cannot be read", why=why, fix=_ALONE)
        return line

    def tell(self) -> int:
        return MAX_ARCHIVE_BYTES - self.left

    def _read(self, method: Callable[[int], bytes], size: int) -> bytes:
        try:
            data = method(self.left + 1 if size < 0 else min(size, self.left + 1))
        except (EOFError, OSError, zlib.error):  # the end of the file inside its gzip, or what is no gzip
            self.broken = True
            return b""
        self.left -= len(data)
        if self.left < 0:
            raise LimitExceeded("the archive is too large", why=f"over {MAX_ARCHIVE_BYTES:,} bytes unpacked", fix=_ALONE)
        return data


def _records(stream: _Stream, stem: str) -> Iterator[Any]:
    """Yield the records of ``stream``; where one cannot be read the stream is broken, and what was before it stands."""
    try:
        from warcio.exceptions import ArchiveLoadFailed
        from warcio.recordloader import ArcWarcRecordLoader
    except ImportError as error:
        raise MissingExtra("a WARC archive needs warcio", why="it is not installed", fix="pip install 'storycompare[warc]'") from error
    # Its loader, not its iterator: that writes to standard error, and does its own unpacking, without a limit.
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    for number in range(MAX_ARCHIVE_RECORDS):
        stream.head = MAX_HEAD_BYTES
        line = stream.readline()
        while line and not line.strip():
            line = stream.readline()
        if not line:
            return
        try:
            record = loader.parse_record_stream(stream, line, "warc")
        except (ArchiveLoadFailed, AttributeError, EOFError, ValueError) as error:  # AttributeError: a response of no address
            if number == 0:
                raise SourceUnreadable(f"{stem!r} is no WARC archive", fix="check the file") from error
            stream.broken = True
            return
        yield record
        stream.broken = not _passed(record) or stream.broken
    raise LimitExceeded(f"the archive {stem!r} is too large", why=f"over {MAX_ARCHIVE_RECORDS:,} records", fix=_ALONE)


def _passed(record: Any) -> bool:
    """Pass over what is left of ``record`` and return whether all of it was there."""
    while record.raw_stream.read(65_536):
        pass
    return getattr(record.raw_stream, "limit", 1) == 0  # a record that does not say how long it is has none


def _is_page(record: Any) -> bool:
    """Return whether ``record`` is a page as a reader would open it."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    kind = _said(headers, "Content-Type").partition(";")[0].strip()
    document = record.rec_headers.get_header("WARC-Resource-Type") in {None, "document"}  # browsers say what a frame or a script is
    return document and kind in {"text/html", "application/xhtml+xml"} and not _robots(record.rec_headers.get_header("WARC-Target-URI"))


def _robots(url: str) -> bool:
    try:
        return urlsplit(url).path == "/robots.txt"
    except ValueError:
        return False


def _kept(record: Any, stream: _Stream, origin: Origin) -> Kept:
    """Return the page in ``record``: out of its chunks and its compression, as a browser reads it."""
    from warcio.bufferedreaders import ChunkedDataReader

    told, headers = record.rec_headers, record.http_headers
    origin = replace(origin.told(url=told.get_header("WARC-Target-URI")), captured_at=_time(told.get_header("WARC-Date") or ""))
    origin = replace(origin, charset=charset_of(_said(headers, "Content-Type")))
    chunked = _said(headers, "Transfer-Encoding") == "chunked"
    stream.head = MAX_HEAD_BYTES
    body = (ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream).read(MAX_RAW_BYTES + 1)
    length = _said(headers, "Content-Length")
    short = not chunked and length.isdecimal() and len(length) < 12 and len(body) < min(int(length), MAX_RAW_BYTES)
    whole = _passed(record) and not (short or stream.broken or told.get_header("WARC-Truncated"))
    encoding = _said(headers, "Content-Encoding")
    if encoding in _ENCODED:
        body, ended = _unpacked(body)
        whole = whole and ended
    elif encoding not in _DECODED and not _is_markup(body):
        return Kept(origin, refused=Reason("unreadable", f"the archive keeps it as {encoding[:40]!r}; save the page in your browser"))
    if len(body) > MAX_RAW_BYTES:
        return Kept(origin, refused=_LARGE)
    return Kept(origin, body, cut=None if whole else _CUT)


def _said(headers: Any, name: str) -> str:
    return (headers.get_header(name) or "").strip().lower()


def _is_markup(body: bytes) -> bool:
    return body[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _unpacked(body: bytes) -> tuple[bytes, bool]:
    """Return ``body`` out of its gzip or deflate, at most a byte over the limit, and whether it was whole.

    Some archives keep it unpacked under the headers of the packed one.
    """
    for bits in () if _is_markup(body) else (zlib.MAX_WBITS + 32, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(bits)
        try:
            return unpacker.decompress(body, MAX_RAW_BYTES + 1), unpacker.eof
        except zlib.error:
            continue
    return body, True


def _time(date: str) -> str | None:
    try:
        datetime.fromisoformat(date)
    except ValueError:
        return None
    return date
