"""Sentences of several versions as one text with variants: the words that all of them have, and between those what each one has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from storycompare.model import Comparison, Match

Place = tuple[str, int]
Piece = str | dict[str, list[str]]
"""Words of all versions, or each written form with the versions that have it."""

SHARED = 0.4
"""How much of the longest sentence of a group all of them have in common: with less, what is left of it is articles and commas."""

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


class Run(NamedTuple):
    """A stretch of the same characters in two sentences, its starts counted from those of the sentences."""

    a: int
    b: int
    size: int


class Stretch(NamedTuple):
    """Characters that several sentences have in common: where they start in each, and how many they are."""

    starts: dict[Place, int]
    size: int


Runs = dict[tuple[Place, Place], list[Run]]


def shared_runs(comparison: Comparison) -> Runs:
    """Return the runs that each two matched sentences have in common, to the letter, both ways round."""
    starts = {(v.id, number): s.start for v in comparison.versions for number, s in enumerate(v.sentences or ())}
    found: Runs = {}
    for match in comparison.matches:
        a, b = (match.a.version, match.a.sentence), (match.b.version, match.b.sentence)
        found[a, b] = list(_runs(match, starts[a], starts[b]))
        found[b, a] = [Run(run.b, run.a, run.size) for run in found[a, b]]
    return found


def _runs(match: Match, a_start: int, b_start: int) -> Iterator[Run]:
    """Yield the equal runs of a match; where marks or capitals differ inside one, its words that do not."""
    for hunk in match.hunks:
        a, b = hunk.a.start - a_start, hunk.b.start - b_start
        if hunk.op == "equal" and hunk.a.text == hunk.b.text:
            yield Run(a, b, len(hunk.a.text))
        elif hunk.op == "equal":
            ones, others = (list(_TOKEN.finditer(text)) for text in (hunk.a.text, hunk.b.text))
            if len(ones) == len(others):
                same = ((one, other) for one, other in zip(ones, others, strict=True) if one.group() == other.group())
                yield from (Run(a + one.start(), b + other.start(), len(one.group())) for one, other in same)


def groups(places: Sequence[Place], texts: dict[Place, str], runs: Runs) -> Iterator[tuple[list[Place], list[Stretch]]]:
    """Yield ``places`` in groups that have `SHARED` of their text in common, with what that is: first those with most matches."""
    left = list(places)
    while left:
        middle = max(left, key=lambda place: sum((place, other) in runs for other in left))
        group, common = [middle], [Stretch({middle: 0}, len(texts[middle]))]
        others = [place for place in left if (middle, place) in runs]
        for place in sorted(others, key=lambda place: -sum(run.size for run in runs[middle, place])):
            closer = list(_common(common, middle, place, runs[middle, place]))
            if sum(stretch.size for stretch in closer) >= SHARED * max(len(texts[member]) for member in (*group, place)):
                group, common = [*group, place], closer
        yield group, common
        left = [place for place in left if place not in group]


def pieces(group: Sequence[Place], texts: dict[Place, str], common: Sequence[Stretch]) -> list[Piece]:
    """Return the sentences of ``group`` as one: what all have in common, and in between what each has.

    >>> one, two = ("A", 0), ("B", 0)
    >>> pieces([one, two], {one: "Six men left.", two: "Six women left."}, [Stretch({one: 0, two: 0}, 4), Stretch({one: 7, two: 9}, 6)])
    ['Six ', {'men': ['A'], 'women': ['B']}, ' left.']
    """
    first = texts[group[0]]
    found: list[Piece] = []
    at = dict.fromkeys(group, 0)
    for starts, size in [*common, ({place: len(texts[place]) for place in group}, 0)]:
        said = first[starts[group[0]] : starts[group[0]] + size]
        if size and not re.search(r"\w", said):
            continue
        between = {place: texts[place][at[place] : starts[place]] for place in group}
        found += _variants(between)
        found.append(said)
        at = {place: starts[place] + size for place in group}
    return [piece for piece in found if piece]


def _variants(between: dict[Place, str]) -> list[Piece]:
    """Return what each version has at one point; a space that all of them begin or end with stands outside."""
    start = _same(text[: len(text) - len(text.lstrip())] for text in between.values())
    end = _same(text[len(text.rstrip()) :] for text in (text.removeprefix(start) for text in between.values()))
    forms: dict[str, list[str]] = {}
    for place, text in between.items():
        forms.setdefault(text.removeprefix(start).removesuffix(end), []).append(place[0])
    return [start, *(forms if len(forms) == 1 else [forms]), end]


def _common(common: list[Stretch], first: Place, place: Place, runs: list[Run]) -> Iterator[Stretch]:
    """Yield the stretches of ``common`` that lie in ``runs`` too, with where each starts in ``place``."""
    for starts, size in common:
        for run in runs:
            start, end = max(starts[first], run.a), min(starts[first] + size, run.a + run.size)
            if start < end:
                shift = start - starts[first]
                yield Stretch({name: at + shift for name, at in starts.items()} | {place: run.b + start - run.a}, end - start)


def _same(texts: Iterable[str]) -> str:
    """Return what all of ``texts`` are, or nothing."""
    found = set(texts)
    return found.pop() if len(found) == 1 else ""
