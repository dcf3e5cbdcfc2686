"""The nouns going in: a story, its versions, and their sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

Role = Literal["body", "heading", "caption", "dateline", "credit", "correction"]
Status = Literal["ok", "partial", "refused"]
CreditRole = Literal["republication", "wire", "contribution"]

# Byte order mark, NUL and the other C0 controls but tab and newline, lone surrogates: never part of what an outlet wrote.
_NOT_TEXT = re.compile("[\ufeff\x00-\x08\x0b-\x1f\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Return ``text`` less what is no text: BOM, C0 controls (tab and newline stay), lone surrogates; line ends become ``\n``.

    >>> clean("\ufeffOne\r\ntwo\x00.")
    'One\ntwo.'
    """
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a version; its number is its place in ``Version.sentences``."""

    text: str
    start: int
    end: int
    paragraph: int
    role: Role = "body"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a version is not ``ok``: a code of ``errors.REASONS`` and a message that says what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning: a code of ``errors.WARNINGS``, what it is about in words, and the version it concerns (None: all)."""

    code: str
    message: str
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """A line that says where the text came from: its role, the outlet it names, and the line as written."""

    role: CreditRole
    outlet: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a version's bytes came from: address after redirects, time, digest, extractor, and when an archive captured the page."""

    final_url: str | None = None
    fetched_at: str | None = None
    sha256: str | None = None
    extractor: str | None = None
    captured_at: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One outlet's telling of a story.

    ``sentences`` is None until `compare` has split the text (or holds what was given, see `from_sentences`). ``warnings`` are what
    loading had to say; `compare` moves them to ``Comparison.warnings``, so that they are never part of the JSON of a version.
    """

    id: str
    outlet: str | None = None
    headline: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    url: str | None = None
    status: Status = "ok"
    reason: Reason | None = None
    credits: tuple[Credit, ...] = ()
    meta: Any = None
    text: str = ""
    source: Source = Source()
    sentences: tuple[Sentence, ...] | None = None
    warnings: tuple[Notice, ...] = ()

    @classmethod
    def from_text(cls, text: str, *, outlet: str | None = None, url: str | None = None, id: str | None = None, **fields: Any) -> Version:
        """Return a version that holds ``text``, cleaned; it is split into sentences when it is compared.

        >>> Version.from_text("The vote was 7-2.", outlet="Gazette").id
        'Gazette'

        Args:
            text: the article's text; paragraphs end at a blank line, or, where there is none, at each line end.
            outlet: the outlet's name exactly as it is to be shown; None when it is not known.
            url: the article's address; its host is the id where neither id nor outlet is given.
            id: what to call the version in results; the outlet where it is not given.
            **fields: ``headline``, ``byline``, ``published`` and ``updated`` (ISO 8601), ``section``, ``meta`` (anything JSON can hold,
                passed through), and the other fields of a version.
        """
        return cls(id=_identity(id, outlet, url), outlet=_line(outlet), url=url, text=clean(text), **_lines(fields))

    @classmethod
    def from_sentences(
        cls,
        paragraphs: Sequence[str] | Sequence[Sequence[str]],
        *,
        outlet: str | None = None,
        url: str | None = None,
        id: str | None = None,
        **fields: Any,
    ) -> Version:
        r"""Return a version whose sentences are kept as given: one paragraph of sentences, or several.

        >>> version = Version.from_sentences([["It rained.", "It poured."], ["It stopped."]], outlet="A")
        >>> version.text
        'It rained. It poured.\n\nIt stopped.'
        >>> [(s.start, s.end, s.paragraph) for s in version.sentences]
        [(0, 10, 0), (11, 21, 0), (23, 34, 1)]

        Empty strings keep their number with ``start == end``. Other arguments as `from_text`.
        """
        paragraphs = list(paragraphs)
        grouped = [[p] if isinstance(p, str) else list(p) for p in paragraphs]
        if all(isinstance(p, str) for p in paragraphs):
            grouped = [[sentence for group in grouped for sentence in group]]
        sentences: list[Sentence] = []
        text = ""
        for number, group in enumerate(grouped):
            for place, raw in enumerate(group):
                if sentences:
                    text += " " if place else "\n\n"
                written = clean(raw)
                sentences.append(Sentence(written, len(text), len(text) + len(written), number))
                text += written
        return cls(id=_identity(id, outlet, url), outlet=_line(outlet), url=url, text=text, sentences=tuple(sentences), **_lines(fields))


def _identity(id: str | None, outlet: str | None, url: str | None) -> str:
    """Return the id as given, else the outlet, else the address's host, else ``version``; `compare` tells repeats apart."""
    for name in (id, outlet, _host(url)):
        if name and (kept := _line(name)):
            return kept
    return "version"


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def _line(value: str | None) -> str | None:
    """Return ``value`` on one line: a name with a line end in it could pass for another line of a report."""
    return None if value is None else re.sub(r"[\n\t\u2028\u2029]+", " ", clean(value)).strip() or None


def _lines(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {k: _line(v) if k in {"headline", "byline", "published", "updated", "section"} else v for k, v in fields.items()}


@dataclass(frozen=True, slots=True)
class Story:
    """An id and the versions that tell it; ``meta`` passes through to the comparison untouched."""

    id: str | None
    versions: tuple[Version, ...]
    meta: Any = None
