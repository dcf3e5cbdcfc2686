"""The comparison as tidy tables: each one's columns with their types, and its rows; ids and sentence numbers join them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from storycompare.model import Comparison, Hunk, Ref, Span
from storycompare.render.csv import COLUMN_TYPES, rows

Rows = Iterator[tuple[Any, ...]]
Columns = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their pandas types, less ``story``, which stands first in each, and what yields its rows."""

    columns: Columns
    rows: Callable[[Comparison], Rows]


def _columns(**kinds: str) -> Columns:
    """Return the columns named in each keyword, with its pandas type, in the order given."""
    short = {"s": "string", "i": "Int64", "f": "Float64", "b": "boolean"}
    return {name: short[kind] for name, kind in kinds.items()}


def _of(ref: Ref) -> tuple[str, int]:
    return ref.version, ref.sentence


def _span(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.text


def _findings(comparison: Comparison) -> Rows:
    yield from (tuple(row.values()) for row in rows(comparison))


def _versions(comparison: Comparison) -> Rows:
    totals = {total.version: total for total in comparison.coverage.versions}
    for v in comparison.versions:
        total, reason = totals.get(v.id), v.reason.code if v.reason else None
        counts = (total.body, total.matched, total.only_here, total.passages) if total else (None,) * 4
        yield v.id, v.outlet, v.headline, v.byline, v.published, v.url, v.status, reason, *counts


def _sentences(comparison: Comparison) -> Rows:
    for version in comparison.versions:
        for number, s in enumerate(version.sentences or ()):
            yield version.id, number, s.text, s.start, s.end, s.paragraph, s.role


def _matches(comparison: Comparison) -> Rows:
    for m in comparison.matches:
        yield m.id, *_of(m.a), *_of(m.b), m.score, m.relation, m.moved, "; ".join(m.evidence.because)


def _evidence(comparison: Comparison) -> Rows:
    yield from ((m.id, one.feature, one.value, one.weight) for m in comparison.matches for one in m.evidence.contributions)


def _differences(comparison: Comparison) -> Rows:
    for m in comparison.matches:
        for d in m.differences:
            yield d.id, m.id, d.kind, d.conflict, d.confidence, *_span(d.a), *_span(d.b)


def _hunks(comparison: Comparison) -> Rows:
    def row(match: str, number: int, hunk: Hunk) -> tuple[Any, ...]:
        return match, number, hunk.op, *_span(hunk.a), *_span(hunk.b)

    yield from (row(m.id, number, hunk) for m in comparison.matches for number, hunk in enumerate(m.hunks))


def _passages(comparison: Comparison) -> Rows:
    yield from ((passage.id, *_of(ref)) for passage in comparison.passages for ref in passage.sentences)


def _coverage(comparison: Comparison) -> Rows:
    """Yield every passage with every version that was read, carried or not: the matrix in its long form."""
    read = [version.id for version in comparison.versions if version.status != "refused"]
    for row in comparison.coverage.passages:
        heights = dict(zip(row.carried_by, row.heights, strict=False))
        yield from ((row.passage, name, name in row.carried_by, heights.get(name), row.independent) for name in read)


def _additions(comparison: Comparison) -> Rows:
    yield from ((one.id, one.version, one.sentence, one.relative_to) for one in comparison.additions)


def _omissions(comparison: Comparison) -> Rows:
    for o in comparison.omissions:
        nearest = (o.nearest.sentence, o.nearest.score) if o.nearest else (None, None)
        yield o.id, o.version, *_of(o.of), o.passage, len(o.carried_by), o.relative_to, o.state, *nearest, o.confidence


def _carriers(comparison: Comparison) -> Rows:
    yield from ((omission.id, name) for omission in comparison.omissions for name in omission.carried_by)


def _conflicts(comparison: Comparison) -> Rows:
    """Yield a row for each place of each side."""
    for one in comparison.conflicts:
        for number, side in enumerate(one.sides):
            for span in side.spans:
                yield one.id, one.kind, one.confidence, number, side.value, span.version, span.sentence, span.start, span.end


def _quotes(comparison: Comparison) -> Rows:
    for one in comparison.quotes:
        for carried in one.carried:
            yield one.id, one.text, one.speaker, carried.version, carried.sentence, carried.form


def _similarity(comparison: Comparison) -> Rows:
    for p in comparison.similarity.pairs:
        yield p.a, p.b, p.a_matched, p.b_matched, p.a_verbatim, p.b_verbatim, p.near_copy


def _warnings(comparison: Comparison) -> Rows:
    yield from ((notice.code, notice.message, notice.version) for notice in comparison.warnings)


_AB_SPANS = {"a_start": "i", "a_end": "i", "a_text": "s", "b_start": "i", "b_end": "i", "b_text": "s"}

TABLES: dict[str, Table] = {
    "additions": Table(_columns(addition="s", version="s", sentence="i", relative_to="s"), _additions),
    "carriers": Table(_columns(omission="s", version="s"), _carriers),
    "conflicts": Table(
        _columns(conflict="s", kind="s", confidence="f", side="i", value="s", version="s", sentence="i", start="i", end="i"), _conflicts
    ),
    "coverage": Table(_columns(passage="s", version="s", carried="b", height="f", independent="i"), _coverage),
    "differences": Table(_columns(difference="s", match="s", kind="s", conflict="b", confidence="f", **_AB_SPANS), _differences),
    "evidence": Table(_columns(match="s", feature="s", value="f", weight="f"), _evidence),
    "findings": Table(COLUMN_TYPES, _findings),
    "hunks": Table(_columns(match="s", hunk="i", op="s", **_AB_SPANS), _hunks),
    "matches": Table(
        _columns(match="s", a_version="s", a_sentence="i", b_version="s", b_sentence="i", score="f", relation="s", moved="b", because="s"),
        _matches,
    ),
    "omissions": Table(
        _columns(
            omission="s",
            version="s",
            of_version="s",
            of_sentence="i",
            passage="s",
            carriers="i",
            relative_to="s",
            state="s",
            nearest_sentence="i",
            nearest_score="f",
            confidence="f",
        ),
        _omissions,
    ),
    "passages": Table(_columns(passage="s", version="s", sentence="i"), _passages),
    "quotes": Table(_columns(quote="s", text="s", speaker="s", version="s", sentence="i", form="s"), _quotes),
    "sentences": Table(_columns(version="s", sentence="i", text="s", start="i", end="i", paragraph="i", role="s"), _sentences),
    "similarity": Table(_columns(a="s", b="s", a_matched="f", b_matched="f", a_verbatim="f", b_verbatim="f", near_copy="b"), _similarity),
    "versions": Table(
        _columns(
            version="s",
            outlet="s",
            headline="s",
            byline="s",
            published="s",
            url="s",
            status="s",
            reason="s",
            body="i",
            matched="i",
            only_here="i",
            passages="i",
        ),
        _versions,
    ),
    "warnings": Table(_columns(code="s", message="s", version="s"), _warnings),
}
"""Every table by name: a new table is a function and a row."""
