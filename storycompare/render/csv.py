"""The findings as CSV (RFC 4180), one a row, and as the rows that a data frame is made of."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from storycompare.model import Comparison
from storycompare.render.ledger import found
from storycompare.render.marks import Quote
from storycompare.render.view import Lacking, NoCounterpart, OnlyHere, Pair, build

COLUMN_TYPES: dict[str, str] = {
    "finding": "string",
    "id": "string",
    "version": "string",
    "sentence": "Int64",
    "text": "string",
    "other_version": "string",
    "other_sentence": "Int64",
    "other_text": "string",
    "relation": "string",
    "score": "Float64",
    "kind": "string",
    "conflict": "boolean",
    "a_words": "string",
    "b_words": "string",
    "carried_by": "string",
    "passage": "string",
    "message": "string",
}
"""Each column and its pandas type; sentences are numbered as in the JSON, from 0."""
COLUMNS = tuple(COLUMN_TYPES)

# A spreadsheet runs a cell that begins with one of these, in their full-width and small forms too, and passes over spaces and what cannot
# be seen before them: soft hyphen, zero-width, bidirectional and tag characters.
_FORMULA = re.compile(
    "[ \\s\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]*"
    "[=+@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b-]"
)
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Kept to be seen: they would end a line to some readers, or turn the rest of the row round.
_TURNING = re.compile("[\u2028-\u202e\u2066-\u2069]")

Row = dict[str, Any]


def render(comparison: Comparison) -> str:
    """Return the findings as CSV: lines end with CR LF, and a cell that a spreadsheet would run begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row[name]) for name in COLUMNS] for row in rows(comparison))
    return file.getvalue()


def _cell(value: Any) -> str:
    """Return a value as a cell, less the characters that steer a terminal.

    >>> _cell("=cmd"), _cell(" \u200b=cmd"), _cell(None), _cell(True), _cell(0.5)
    ("'=cmd", "' \u200b=cmd", '', 'true', '0.5')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = _TURNING.sub(lambda match: match.group().encode("unicode_escape").decode(), _NOT_TEXT.sub("", value))
    return "'" + text if _FORMULA.match(text) else text


def rows(comparison: Comparison) -> Iterator[Row]:
    """Yield every finding as one row, all of `COLUMNS` in it, None where there is nothing to say."""
    view = build(comparison)
    passages = _passages(comparison)
    for one in view.only_here:
        yield _only_here(one)
    for row in view.no_counterpart:
        for lacking in row.lacking:
            yield _no_counterpart(row, lacking)
    for pair in view.pairs:
        yield from _differences(pair, passages)
    for finding, cells in found(comparison):
        yield _row(finding, **cells)
    for notice in view.notices:
        yield _row("warning", version=notice.version, kind=notice.code, message=notice.message)
    for line in view.decided:
        yield _row("decision", message=line)


def _row(finding: str, **cells: Any) -> Row:
    return {**dict.fromkeys(COLUMNS), "finding": finding, **cells}


def _side(quote: Quote, prefix: str = "") -> Row:
    return {f"{prefix}version": quote.version, f"{prefix}sentence": quote.sentence, f"{prefix}text": quote.text}


def _only_here(found: OnlyHere) -> Row:
    return _row("only_here", id=found.addition.id, other_version=found.addition.relative_to, **_side(found.quote))


def _no_counterpart(row: NoCounterpart, one: Lacking) -> Row:
    """Return an omission: ``version`` has no counterpart of the other sentence; ``text`` is the nearest it has."""
    nearest = _side(one.nearest) if one.nearest else {"version": one.omission.version}
    return _row(
        "no_counterpart",
        id=one.omission.id,
        score=one.omission.nearest.score if one.omission.nearest else None,
        carried_by="; ".join(row.carried_by),
        passage=one.omission.passage,
        **nearest,
        **_side(row.of, "other_"),
    )


def _differences(pair: Pair, passages: dict[tuple[str, int], set[str]]) -> Iterator[Row]:
    """Yield a row for each difference of a pair; ``a`` is the sentence in ``text``, ``b`` the one in ``other_text``."""
    first, second = pair.first, pair.second
    shared = passages.get((first.version, first.sentence), set()) & passages.get((second.version, second.sentence), set())
    for one in pair.contrasts:
        yield _row(
            "worded_differently",
            id=one.difference.id,
            relation=pair.match.relation,
            score=pair.match.score,
            kind=one.difference.kind,
            conflict=one.difference.conflict,
            a_words=one.first,
            b_words=one.second,
            passage=min(shared, default=None),
            **_side(first),
            **_side(second, "other_"),
        )


def _passages(comparison: Comparison) -> dict[tuple[str, int], set[str]]:
    """Return the passages that each sentence stands in."""
    holding: dict[tuple[str, int], set[str]] = {}
    for passage in comparison.passages:
        for ref in passage.sentences:
            holding.setdefault((ref.version, ref.sentence), set()).add(passage.id)
    return holding
