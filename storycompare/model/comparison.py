"""The result as a whole: a comparison, or the failure that stands in its place."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from storycompare.model.decisions import Decision
from storycompare.model.findings import Addition, Conflict, Match, Omission, Passage, Similarity
from storycompare.model.origins import Coverage, Provenance, Quotation
from storycompare.model.version import Notice, Version

SCHEMA = "storycompare/1"
Preset = Literal["precise", "balanced", "thorough"]
PRESETS: tuple[Preset, ...] = get_args(Preset)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a comparison was asked to do; it is part of the result, so that a result can be made again.

    ``preset`` says how sure a match must be: ``precise`` has few wrong ones, ``thorough`` misses fewer, ``balanced`` does best by both
    (F1); their measured precision and recall stand in docs/quality.md. An explicit ``threshold`` outranks it, and a result always names
    the number that was used.
    """

    base: str | None = None
    threshold: float | None = None
    preset: Preset = "balanced"

    def __post_init__(self) -> None:
        """Refuse a threshold that no score can be held against, and a preset that is none."""
        if self.preset not in PRESETS:
            raise ValueError(f"preset is {self.preset!r}: it is one of {', '.join(PRESETS)}")
        if self.threshold is not None and not 0 <= self.threshold <= 1:
            raise ValueError(f"threshold is {self.threshold}: it is a probability, from 0 to 1")


@dataclass(frozen=True, slots=True)
class Scorer:
    """Which scorer made the scores: its name, the digest of its coefficients, on what it was fitted, and with which encoder, if any."""

    name: str
    digest: str
    fitted_on: str
    encoder: str | None = None


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
    conflicts: tuple[Conflict, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    coverage: Coverage = Coverage()
    similarity: Similarity = Similarity()
    provenance: Provenance = Provenance()
    warnings: tuple[Notice, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @classmethod
    def from_json(cls, text: str | bytes) -> Comparison:
        """Return the comparison that `to_json` wrote; keys that are not known are passed over."""
        comparison: Comparison = _renderers().parse(text)
        return comparison

    def to_json(self) -> str:
        """Return the comparison as one line of strict JSON, the same bytes on every machine."""
        return self._render("json")

    def to_html(self) -> str:
        """Return one self-contained page: no request, everything escaped, whole without its script."""
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

    def to_tei(self) -> str:
        """Return the body texts as TEI P5 in parallel segmentation, a witness a version."""
        return self._render("tei")

    def to_frame(self, table: str = "findings") -> Any:
        """Return one of the comparison's tables as a pandas DataFrame (extra ``frames``).

        Args:
            table: ``findings`` (the rows of `to_csv`), ``versions``, ``sentences``, ``matches``, ``differences``, ``coverage``, ``quotes``
                or another of docs/frames.md; their ids join.
        """
        return _renderers().build(self, "frame", table=table)

    def to_arrow(self, table: str = "findings") -> Any:
        """Return one of the tables of `to_frame` as a pyarrow Table (extra ``frames``)."""
        return _renderers().build(self, "arrow", table=table)

    def to_parquet(self, table: str = "findings") -> bytes:
        """Return one of the tables of `to_frame` as the bytes of a Parquet file (extra ``frames``)."""
        written: bytes = _renderers().build(self, "parquet", table=table)
        return written

    def to_figure(self, plot: str = "coverage", ax: Any = None) -> Any:
        """Return a matplotlib Figure (extra ``plots``).

        Args:
            plot: ``coverage`` (who carries which passage, and how high) or ``similarity`` (how much of each version another one has too).
            ax: the Axes to draw on; a new figure where it is not given.
        """
        return _renderers().build(self, "figure", plot=plot, ax=ax)

    def __repr__(self) -> str:
        """Return how much of each part there is: all of it would fill pages."""
        parts = ("versions", "matches", "additions", "omissions", "conflicts")
        return f"<Comparison {self.id!r}: {', '.join(f'{len(getattr(self, part))} {part}' for part in parts)}>"

    def _repr_html_(self) -> str:
        """Return the summary that a notebook shows: no script, nothing fetched, everything escaped."""
        summary: str = _renderers().build(self, "notebook")
        return summary

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
