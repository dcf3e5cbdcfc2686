"""Bytes to text: byte order mark, valid UTF-8, the server's charset, the page's own, a bounded guess; and what is no text at all."""

from __future__ import annotations

import codecs
import re

from storycompare.model import Notice

# First bytes that name a kind of file, so that the refusal can say what was given.
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or a sound"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_SAMPLE = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a page's label means to a browser (WHATWG), by Python's name for it; a label that is not here is not honoured, so that
# neither UTF-7 nor a codec that is no charset is ever used.
_CHARSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "shift_jis": "cp932",
    "cp932": "cp932",
    "euc_kr": "cp949",
    "cp949": "cp949",
    "utf-8": "utf-8",
    **{name: name for name in ("euc_jp", "iso2022_jp", "koi8-r", "koi8-u", "cp866", "cp874", "mac-roman")},
    **{f"cp{number}": f"cp{number}" for number in range(1250, 1259)},
    **{f"iso8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}
_DECLARED = re.compile(rb"""<meta\b[^<>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.IGNORECASE)
_LATIN = frozenset({"cp1250", "cp1254", "cp1257", "cp1258", "mac-roman", *(f"iso8859-{part}" for part in (2, 3, 4, 10, 13, 14, 15, 16))})
# A sign inside a word, or four letters with accents in a row: no western text has them.
_GLUED = re.compile(r"[^\W\d_][\xa1-\xa9\xab-\xb1\xb2-\xb6\xb8\xb9\xbb-\xbf\xd7\xf7][^\W\d_]|[\xc0-\xff]{4}")
_NOT_TYPED = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def binary_kind(data: bytes) -> str | None:
    r"""Return what ``data`` is when it is no text, in words; None for text.

    >>> binary_kind(b"%PDF-1.7 ..."), binary_kind("Die Brücke".encode())
    ('a PDF', None)
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    sample = data[:_SAMPLE]
    if any(data.startswith(mark) for mark, _ in _MARKS) or _wide(sample):
        return None
    if len(sample.translate(None, b"\x00")) < 0.9 * len(sample):
        return "mostly zero bytes"
    return "noise: control bytes" if len(_NOT_TYPED.findall(sample)) > 0.02 * len(sample) + 8 else None


def decode(data: bytes, *, page: bool = False, charset: str | None = None) -> tuple[str, tuple[Notice, ...]]:
    r"""Return ``data`` as text, and a warning where bytes were lost.

    >>> decode("caf\u00e9".encode("cp1252"))
    ('café', ())

    Args:
        data: the bytes of a file; see `binary_kind` for those that are none of text's.
        page: whether they are HTML, whose own charset label is then honoured when they are not valid UTF-8.
        charset: what the server that sent them calls them; it goes before the page's own label.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _spoken(data[len(mark) :], encoding)
    if wide := _wide(data[:_SAMPLE]):
        return _spoken(data, wide)
    label = _known(charset) or (_declared(data) if page else None)
    if label == "iso2022_jp" and b"\x1b" in data:  # seven bits, so valid UTF-8 too
        return _spoken(data, label)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return _spoken(data, "utf-8")
    if label and label != "utf-8":
        return _spoken(data, label)
    guess, sure = _guessed(data)
    text, lost = _spoken(data, guess)
    said = Notice("charset-guessed", f"nothing says in which charset it is; read as {guess}, so letters may be wrong")
    return text, lost if sure else (said, *lost)


def _spoken(data: bytes, encoding: str) -> tuple[str, tuple[Notice, ...]]:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if not lost:
        return text, ()
    return text, (Notice("bytes-lost", f"{lost} characters could not be decoded as {encoding} and are shown as \ufffd"),)


def _wide(sample: bytes) -> str | None:
    """Return which UTF-16 this is without its mark: Latin text has a zero in every second byte."""
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * pairs and odd < 0.05 * pairs else None


def _declared(data: bytes) -> str | None:
    """Return the charset that a page's meta tag names, by the name of the decoder to use."""
    found = _DECLARED.search(data[:_SAMPLE])
    return _known(found[1].decode("ascii", "replace")) if found else None


def _known(label: str | None) -> str | None:
    """Return the decoder that the label of a charset means to a browser, None for one that is not honoured."""
    try:
        return _CHARSETS.get(codecs.lookup(label).name) if label else None
    except (LookupError, ValueError):
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Return whether a few bad bytes stand in what is UTF-8 else: they must not change how the rest is read."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(1 for character in text if character > "\x7f") - bad > 2 * bad


def _guessed(data: bytes) -> tuple[str, bool]:
    """Return the likeliest charset, and whether it is the common one beyond doubt.

    beautifulsoup4's guesser is shown at most 20 KB around the first bytes over 127. It takes French for cp1250, the look-alike of cp1252
    in the east of Europe, as soon as a letter more fits: where western letters do as well, with no sign inside a word, they go before.
    """
    from bs4.dammit import UnicodeDammit

    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, (first.start() if first else 0) - 2_000)
    found = UnicodeDammit(data[start : start + 20_000]).original_encoding
    guess = _known(found) or "cp1252"
    if guess in _LATIN and _western(data[start : start + 20_000]):
        return "cp1252", False
    return guess, guess == "cp1252"


def _western(data: bytes) -> bool:
    try:
        return _GLUED.search(data.decode("cp1252")) is None
    except UnicodeDecodeError:
        return False
