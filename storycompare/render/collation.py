"""The body sentences of all versions in one order that is each version's own: a row a passage, a row a sentence that stands in none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storycompare.model import Comparison, Sentence

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: the passage, or None, and the numbers of each version's sentences in it, which follow each other."""

    passage: str | None
    cells: dict[str, tuple[int, ...]]


def collate(comparison: Comparison) -> Iterator[Row]:
    """Yield rows that hold every body sentence once, each version's in the order of its text.

    Passages that two versions tell in another order cannot both be rows: the versions are walked together, and where each waits for
    another, the sentence whose counterparts stand farthest ahead is put in a row of its own.
    """
    queues = {version.id: _body(version.sentences or ()) for version in comparison.versions}
    rows = _rows(comparison, queues)
    row_of = {(name, number): row for row in rows for name, numbers in row.cells.items() for number in numbers}
    rank = {row.passage: place for place, row in enumerate(rows)}
    at = dict.fromkeys(queues, 0)
    while heads := {name: queue[at[name]] for name, queue in queues.items() if at[name] < len(queue)}:
        alone = next((place for place in heads.items() if place not in row_of), None)
        if alone is not None:
            at[alone[0]] += 1
            yield Row(None, {alone[0]: (alone[1],)})
            continue
        waiting = sorted({row.passage: row for row in map(row_of.get, heads.items()) if row}.values(), key=lambda row: rank[row.passage])
        ready = next((row for row in waiting if all(heads[name] == numbers[0] for name, numbers in row.cells.items())), None)
        if ready is None:
            _break(max(waiting, key=lambda row: _waits(row, queues, at)[0]), queues, at, row_of)
            continue
        for name, numbers in ready.cells.items():
            at[name] += len(numbers)
        yield ready


def _body(sentences: Sequence[Sentence]) -> list[int]:
    return [number for number, one in enumerate(sentences) if one.role == "body" and one.end > one.start]


def _rows(comparison: Comparison, queues: dict[str, list[int]]) -> list[Row]:
    """Return the passages as rows, in the order of the story: a sentence in the row of most versions, one run of a version in each row."""
    places = {name: {number: place for place, number in enumerate(queue)} for name, queue in queues.items()}
    taken: set[Place] = set()
    rows = {}
    for passage in sorted(comparison.passages, key=lambda passage: -len({ref.version for ref in passage.sentences})):
        cells: dict[str, tuple[int, ...]] = {}
        for ref in sorted(passage.sentences, key=lambda ref: (ref.version, ref.sentence)):
            if (ref.version, ref.sentence) in taken or ref.sentence not in places[ref.version]:
                continue
            run = cells.get(ref.version, ())
            if not run or places[ref.version][ref.sentence] == places[ref.version][run[-1]] + 1:
                cells[ref.version] = (*run, ref.sentence)
        if len(cells) > 1:
            taken |= {(name, number) for name, numbers in cells.items() for number in numbers}
            rows[passage.id] = Row(passage.id, cells)
    return [rows[passage.id] for passage in comparison.passages if passage.id in rows]


def _waits(row: Row, queues: dict[str, list[int]], at: dict[str, int]) -> list[tuple[int, str]]:
    """Return how many sentences of each version in a row stand before its own, the most first."""
    return sorted(((queues[name].index(numbers[0], at[name]) - at[name], name) for name, numbers in row.cells.items()), reverse=True)


def _break(row: Row, queues: dict[str, list[int]], at: dict[str, int], row_of: dict[Place, Row]) -> None:
    """Take one version out of a row that waits: the farthest, or where most are far, one that waits; and a row of one apart."""
    waits = _waits(row, queues, at)
    far = sum(distance > 0 for distance, _ in waits)
    gone = waits[0][1] if far <= len(waits) - far else waits[-1][1]
    for name in [gone, *(row.cells if len(row.cells) == 2 else ())]:
        for number in row.cells.pop(name, ()):
            del row_of[name, number]
