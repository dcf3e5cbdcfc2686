"""The story point by point: each passage with the sentences that carry it, and where it stands in the coverage matrix."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from storycompare.model import Comparison, Match, Passage, PassageCoverage, Ref, Version
from storycompare.render import words
from storycompare.render.marks import Quote, quoted

CELL_HEIGHT = 20
"""Pixels from one row of the matrix to the next."""
MATRIX_WIDTH = 480
"""Pixels that the columns share, as long as each is between `NARROW` and `BROAD`."""
NARROW, BROAD = 22, 72
LABEL = 380
"""Pixels for the beginning of a passage's first sentence, left of the matrix."""
LABEL_CHARACTERS = 51
HEADER = 132
"""Pixels for the names, which stand upright."""
MOST_POINTS = 250
"""Rows that are drawn whole. Of a story with more, a row is left out whose sentences all stand in rows that more versions carry."""
_CLOSENESS = ("verbatim", "reworded", "partial")


@dataclass(frozen=True, slots=True)
class Cell:
    """A passage in a version: its sentence there, how close it comes to another's, and its place; ``tick`` is its height in the story."""

    version: str
    sentence: int
    times: int
    relation: str
    height: float
    x: float
    y: float
    tick: float


@dataclass(frozen=True, slots=True)
class Point:
    """One passage: its number, first sentence, every sentence marked against that one, and how many tell it independently."""

    number: int
    id: str
    lead: Quote
    quotes: tuple[Quote, ...]
    cells: tuple[Cell, ...]
    versions: int
    independent: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The points as a picture: its measures, the versions with the place of each one's column, and how many rows are not drawn."""

    width: float
    height: float
    cell: float
    columns: tuple[tuple[str, float], ...]
    points: tuple[Point, ...]
    more: int


def matrix(comparison: Comparison) -> Matrix:
    """Return the passages of a comparison in the order of the story, and where each stands in the picture."""
    versions = {version.id: version for version in comparison.versions}
    read = [version.id for version in comparison.versions if version.status != "refused"]
    cell = min(max(MATRIX_WIDTH / max(1, len(read)), NARROW), BROAD)
    columns = {id: LABEL + number * cell for number, id in enumerate(read)}
    between = {frozenset((match.a, match.b)): match for match in comparison.matches}
    rows = {row.passage: row for row in comparison.coverage.passages}
    near = _near(comparison.matches)
    homes = Counter(ref for passage in comparison.passages for ref in passage.sentences)
    points: list[Point] = []
    labels: set[str] = set()
    for number, passage in enumerate(_shown(comparison.passages), 1):
        leads = sorted(passage.sentences, key=_lead(passage.sentences, comparison.settings.base, near, homes))
        lead = next((ref for ref in leads if _label(versions, ref) not in labels), leads[0])
        labels.add(_label(versions, lead))
        row = rows.get(passage.id, PassageCoverage(passage.id, (), 0, ()))
        quotes = tuple(_quote(versions, ref, between.get(frozenset((lead, ref)))) for ref in passage.sentences)
        cells = _cells(passage.sentences, row, between, columns, cell, number)
        told = len({ref.version for ref in passage.sentences})
        points.append(Point(number, passage.id, _quote(versions, lead, None), quotes, cells, told, row.independent))
    height = HEADER + len(points) * CELL_HEIGHT
    return Matrix(LABEL + len(read) * cell, height, cell, tuple(columns.items()), tuple(points), len(comparison.passages) - len(points))


def beginning(text: str) -> str:
    """Return a text cut to the width of a label, at a word.

    >>> beginning("The council voted on Tuesday evening to close the old bridge")
    'The council voted on Tuesday evening to close the…'
    """
    return text if len(text) <= LABEL_CHARACTERS else text[:LABEL_CHARACTERS].rsplit(" ", 1)[0] + "…"


def _shown(passages: tuple[Passage, ...]) -> list[Passage]:
    """Return the passages in their order, of very many those that tell of a sentence that no fuller one does."""
    if len(passages) <= MOST_POINTS:
        return list(passages)
    seen: set[Ref] = set()
    kept = set()
    for passage in sorted(passages, key=lambda one: -len({ref.version for ref in one.sentences})):
        if not seen.issuperset(passage.sentences):
            seen.update(passage.sentences)
            kept.add(passage.id)
    return [passage for passage in passages if passage.id in kept]


def _near(matches: Iterable[Match]) -> dict[Ref, dict[Ref, float]]:
    near: dict[Ref, dict[Ref, float]] = {}
    for match in matches:
        near.setdefault(match.a, {})[match.b] = near.setdefault(match.b, {})[match.a] = match.score
    return near


def _lead(
    sentences: tuple[Ref, ...], base: str | None, near: Mapping[Ref, Mapping[Ref, float]], homes: Mapping[Ref, int]
) -> Callable[[Ref], tuple[bool, float, int]]:
    """Return how well a sentence stands for a passage, as what to sort by: the base's first, then what the others go with most surely."""
    members = set(sentences)

    def rank(ref: Ref) -> tuple[bool, float, int]:
        sure = sum(score for other, score in near.get(ref, {}).items() if other in members)
        return ref.version != base, -round(sure, 4), homes[ref]

    return rank


def _label(versions: Mapping[str, Version], ref: Ref) -> str:
    return re.sub(r"\W", "", beginning((versions[ref.version].sentences or ())[ref.sentence].text))


def _quote(versions: Mapping[str, Version], ref: Ref, match: Match | None) -> Quote:
    """Return a sentence, marked where it differs from the other side of ``match``."""
    changed = [hunk for hunk in match.hunks if hunk.op != "equal"] if match else []
    spans = [hunk.a if match and match.a == ref else hunk.b for hunk in changed]
    return quoted(versions[ref.version], ref.sentence, spans)


def _cells(
    sentences: tuple[Ref, ...],
    row: PassageCoverage,
    between: Mapping[frozenset[Ref], Match],
    columns: Mapping[str, float],
    cell: float,
    number: int,
) -> tuple[Cell, ...]:
    heights = dict(zip(row.carried_by, row.heights, strict=False))
    first: dict[str, list[Ref]] = {}
    for ref in sentences:
        first.setdefault(ref.version, []).append(ref)
    cells = []
    for version, refs in first.items():
        if version in columns:
            height, x = heights.get(version, 0.0), columns[version]
            closest = _closest(refs, sentences, between)
            y = HEADER + (number - 1) * CELL_HEIGHT
            cells.append(Cell(version, refs[0].sentence, len(refs), closest, height, x, y, x + 3 + height * (cell - 8)))
    return tuple(cells)


def _closest(refs: list[Ref], sentences: tuple[Ref, ...], between: Mapping[frozenset[Ref], Match]) -> str:
    """Return the closest relation of a version's sentences to any other of the passage, of the pairs that are likely ones."""
    pairs = (between.get(frozenset((ref, other))) for ref in refs for other in sentences if other != ref)
    found = {"perhaps" if words.perhaps(match) else match.relation for match in pairs if match}
    return next((relation for relation in _CLOSENESS if relation in found), "perhaps")
