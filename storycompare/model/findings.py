"""The nouns coming out: matches and what is inside them, passages, additions, omissions, coverage and similarity."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

Relation = Literal["verbatim", "reworded", "partial"]
Op = Literal["equal", "replace", "delete", "insert"]
Kind = Literal["number", "date", "name", "title", "place", "quote", "negation", "attribution", "hedge", "wording"]
State = Literal["absent", "unclear"]


def digest(*parts: object) -> str:
    """Return twelve hexadecimal digits that name ``parts``: the same parts, the same digits, on every machine.

    >>> digest("match", "A", 3) == digest("match", "A", 3) != digest("match", "A", 4)
    True
    """
    return hashed(joined(*parts))


def joined(*parts: object) -> str:
    """Return parts as `digest` joins them, for those that are in many digests."""
    return "\x1f".join([f"{type(part).__name__}:{part}" for part in parts])


def hashed(parts: str) -> str:
    """Return the digest of parts that are joined already."""
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class Ref(Struct, frozen=True, gc=False):
    """One sentence of one version."""

    version: str
    sentence: int


class Span(Struct, frozen=True, gc=False):
    """A stretch of a version's text: ``version.text[start:end] == text``."""

    start: int
    end: int
    text: str


class Hunk(Struct, frozen=True, gc=False):
    """A run of words that is equal, replaced, deleted or inserted between two matched sentences."""

    op: Op
    a: Span
    b: Span


class Difference(Struct, frozen=True, gc=False):
    """A typed finding inside a match; ``conflict`` when the two sides cannot both stand.

    ``confidence`` is how likely a careful reader calls it a disagreement.
    """

    id: str
    kind: Kind
    conflict: bool
    confidence: float
    a: Span
    b: Span


SURE = 0.75
"""Least confidence of a conflict to be shown first: of those held out, 8 in 10 are right (`benchmarks/conflicts.py curve`)."""


class PlacedSpan(Struct, frozen=True, gc=False):
    """A stretch of a version's text, and the sentence it stands in."""

    version: str
    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """What some versions say on a point: as the first of them writes it (empty: nothing, where others have a word), and where."""

    value: str
    versions: tuple[str, ...]
    spans: tuple[PlacedSpan, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A point on which versions cannot all be right; ``confidence`` is how likely a careful reader calls it a disagreement."""

    id: str
    kind: Kind
    sides: tuple[Side, ...]
    confidence: float


class Contribution(Struct, frozen=True, gc=False):
    """The part one feature played in a score: its value, and its share of the log-odds."""

    feature: str
    value: float
    weight: float


class Evidence(Struct, frozen=True, gc=False):
    """Why two sentences were paired: in plain words, and as the scorer's own contributions."""

    because: tuple[str, ...]
    contributions: tuple[Contribution, ...]


class Match(Struct, frozen=True, gc=False):
    """Two sentences of two versions that report the same specific thing; ``a`` is of the version whose id sorts first.

    ``only_a`` and ``only_b`` are the stretches of a `partial` match that one sentence alone tells.
    ``decision`` is a person's, where they accepted the pair or added it: its score is then 1.
    """

    id: str
    a: Ref
    b: Ref
    score: float
    relation: Relation
    moved: bool
    evidence: Evidence
    hunks: tuple[Hunk, ...]
    differences: tuple[Difference, ...]
    only_a: tuple[Span, ...] = ()
    only_b: tuple[Span, ...] = ()
    decision: Literal["accept", "add"] | None = None


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
    """``version`` has no counterpart of ``of``; only ``state`` ``absent`` is ever printed as a finding.

    ``confidence`` is how likely it is, by the scores, that the others carry it and no sentence of ``version`` does; None in a result of an
    earlier release.
    """

    id: str
    version: str
    of: Ref
    passage: str | None
    carried_by: tuple[str, ...]
    relative_to: str | None
    state: State
    nearest: Nearest | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PassageCoverage:
    """Who carries a passage; ``heights`` say how high, 0 the first body sentence of that version and 1 the last.

    ``independent`` counts origins: near-copies, and sentences that credit one outlet, once.
    """

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
