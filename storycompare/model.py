"""The nouns: a story's versions, their sentences, and everything a comparison says about them.

Frozen, slotted dataclasses, the ground of the house: this file imports nothing of ours. Field order is the order of the keys in the
JSON (schema ``storycompare/1``). Every ``start`` and ``end`` counts code points into the ``text`` of the version it belongs to.
"""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

SCHEMA = "storycompare/1"

Role = Literal["body", "heading", "caption", "dateline", "credit", "correction"]
Status = Literal["ok", "partial", "refused"]
Relation = Literal["verbatim", "reworded", "partial"]
Op = Literal["equal", "replace", "delete", "insert"]
Kind = Literal["number", "date", "name", "title", "place", "quote", "negation", "attribution", "hedge", "wording"]
State = Literal["absent", "unclear"]
CreditRole = Literal["republication", "wire", "contribution"]

# Byte order mark, NUL and the other C0 controls but tab and newline, lone surrogates: never part of what an outlet wrote.
_NOT_TEXT = re.compile("[\ufeff\x00-\x08\x0b-\x1f\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Return ``text`` less what is no text: BOM, C0 controls (tab and newline stay), lone surrogates; line ends become ``\n``.

    >>> clean("\ufeffOne\r\ntwo\x00.")
    'One\ntwo.'
    """
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def digest(*parts: object) -> str:
    """Return twelve hexadecimal digits that name ``parts``: the same parts, the same digits, on every machine.

    >>> digest("match", "A", 3) == digest("match", "A", 3) != digest("match", "A", 4)
    True
    """
    joined = "\x1f".join(f"{type(part).__name__}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


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
    """Where a version's bytes came from: address after redirects, time, digest, and what took the article out of them."""

    final_url: str | None = None
    fetched_at: str | None = None
    sha256: str | None = None
    extractor: str | None = None


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
            **fields: ``headline``, ``byline``, ``published`` (ISO 8601), ``meta`` (anything JSON can hold, passed through), and the
                other fields of a version.
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
    return {k: _line(v) if k in {"headline", "byline", "published"} else v for k, v in fields.items()}


@dataclass(frozen=True, slots=True)
class Story:
    """An id and the versions that tell it; ``meta`` passes through to the comparison untouched."""

    id: str | None
    versions: tuple[Version, ...]
    meta: Any = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a comparison was asked to do; it is part of the result, so that a result can be made again.

    ``threshold`` None means the shipped scorer's own default, and a result always names the number that was used.
    """

    base: str | None = None
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Scorer:
    """Which scorer made the scores: its name, the digest of its coefficients, and on what it was fitted, in words."""

    name: str
    digest: str
    fitted_on: str


@dataclass(frozen=True, slots=True)
class Ref:
    """One sentence of one version."""

    version: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a version's text: ``version.text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of words that is equal, replaced, deleted or inserted between two matched sentences."""

    op: Op
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """A typed finding inside a match; ``conflict`` when the two sides cannot both stand."""

    id: str
    kind: Kind
    conflict: bool
    confidence: float
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Contribution:
    """The part one feature played in a score: its value, and its share of the log-odds."""

    feature: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two sentences were paired: in plain words, and as the scorer's own contributions."""

    because: tuple[str, ...]
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two sentences of two versions that report the same specific thing; ``a`` is of the version whose id sorts first."""

    id: str
    a: Ref
    b: Ref
    score: float
    relation: Relation
    moved: bool
    evidence: Evidence
    hunks: tuple[Hunk, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One point of the story and the sentences that carry it, in two versions or more."""

    id: str
    sentences: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """A body sentence with no match in the base, or, without a base, in any other whole version."""

    id: str
    version: str
    sentence: int
    relative_to: str | None


@dataclass(frozen=True, slots=True)
class Nearest:
    """The sentence of the version said to have no counterpart that comes nearest, and how near."""

    sentence: int
    score: float


@dataclass(frozen=True, slots=True)
class Omission:
    """``version`` has no counterpart of ``of``; only ``state`` ``absent`` is ever printed as a finding."""

    id: str
    version: str
    of: Ref
    passage: str | None
    carried_by: tuple[str, ...]
    relative_to: str | None
    state: State
    nearest: Nearest | None


@dataclass(frozen=True, slots=True)
class PassageCoverage:
    """Who carries a passage; ``heights`` say how high, 0 the first body sentence of that version and 1 the last."""

    passage: str
    carried_by: tuple[str, ...]
    independent: int
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class VersionCoverage:
    """How much of a version others carry too: body sentences, those matched, those only here, and its passages."""

    version: str
    body: int
    matched: int
    only_here: int
    passages: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Passages by versions, and each version's totals."""

    passages: tuple[PassageCoverage, ...] = ()
    versions: tuple[VersionCoverage, ...] = ()


@dataclass(frozen=True, slots=True)
class PairSimilarity:
    """How alike two versions are: the share of each one's body sentences matched in the other, and of those the verbatim."""

    a: str
    b: str
    a_matched: float
    b_matched: float
    a_verbatim: float
    b_verbatim: float
    near_copy: bool


@dataclass(frozen=True, slots=True)
class Similarity:
    """Every two usable versions, in order of their ids."""

    pairs: tuple[PairSimilarity, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Credits, copies and origins across versions: not built yet, so its lists are empty."""

    credits: tuple[Any, ...] = ()
    copies: tuple[Any, ...] = ()
    origins: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything storycompare says about one story. The JSON is this object, key for key."""

    schema: str
    storycompare: str
    scorer: Scorer
    settings: Settings
    id: str | None
    meta: Any
    versions: tuple[Version, ...]
    matches: tuple[Match, ...]
    passages: tuple[Passage, ...]
    additions: tuple[Addition, ...]
    omissions: tuple[Omission, ...]
    conflicts: tuple[Any, ...] = ()
    quotes: tuple[Any, ...] = ()
    coverage: Coverage = Coverage()
    similarity: Similarity = Similarity()
    provenance: Provenance = Provenance()
    warnings: tuple[Notice, ...] = ()

    @classmethod
    def from_json(cls, text: str | bytes) -> Comparison:
        """Return the comparison that `to_json` wrote; keys that are not known are passed over."""
        comparison: Comparison = _renderers().parse(text)
        return comparison

    def to_json(self) -> str:
        """Return the comparison as one line of strict JSON, the same bytes on every machine."""
        return self._render("json")

    def to_html(self) -> str:
        """Return one self-contained page: no script, no request, everything escaped."""
        return self._render("html")

    def to_markdown(self) -> str:
        """Return the findings as GitHub-flavoured Markdown."""
        return self._render("markdown")

    def to_text(self) -> str:
        """Return the findings as plain text, 80 columns wide."""
        return self._render("text")

    def to_csv(self) -> str:
        """Return the findings as CSV (RFC 4180), one a row; cells that a spreadsheet would run as a formula are quoted."""
        return self._render("csv")

    def to_frame(self) -> Any:
        """Return the findings as a pandas DataFrame with the columns of `to_csv` (extra ``frames``)."""
        return _renderers().frame(self)

    def _render(self, format: str) -> str:
        text: str = _renderers().render(self, format)
        return text


def _renderers() -> Any:
    """The single door upward: the renderer table, resolved by name so that the model imports nothing of ours."""
    return importlib.import_module("storycompare.render")


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, as a code of ``errors.CODES`` and a message that says what, why and what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A story that could not be compared, as a row of its own; ``line`` is its line in a batch, where there is one."""

    id: str | None
    error: Problem
    line: int | None = None
    schema: str = field(default=SCHEMA)
