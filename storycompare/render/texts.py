"""The full texts of a report: every sentence with what it is matched with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from storycompare.model import Comparison, Ref, Sentence, Version
from storycompare.render import words
from storycompare.render.points import Point

FEW = 6
"""Counterparts that are named beside a sentence; of more, the point that they share is."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its number from 0, whether it is an addition, its counterparts, and the first point of the story that it carries.

    ``perhaps`` are the counterparts that are likelier not to be any. ``gap`` says that sentences before it were not kept.
    """

    sentence: Sentence
    number: int
    only_here: bool
    links: tuple[Ref, ...]
    perhaps: tuple[Ref, ...]
    point: Point | None
    gap: bool = False


def texts(comparison: Comparison, points: tuple[Point, ...]) -> list[tuple[Version, list[list[Line]]]]:
    """Return each version that was read with its sentences by paragraph; of a shared result, those that findings quote."""
    likely: dict[Ref, list[Ref]] = {}
    less: dict[Ref, list[Ref]] = {}
    for match in comparison.matches:
        links = less if words.perhaps(match) else likely
        links.setdefault(match.a, []).append(match.b)
        links.setdefault(match.b, []).append(match.a)
    homes = {Ref(quote.version, quote.sentence): point for point in reversed(points) for quote in point.quotes}
    only = {Ref(found.version, found.sentence) for found in comparison.additions}
    shared = excerpted(comparison)
    result = []
    for version in comparison.versions:
        lines = _lines(version, (likely, less), homes, only, shared=shared)
        if paragraphs := [list(group) for _, group in groupby(lines, key=lambda line: line.sentence.paragraph)]:
            result.append((version, paragraphs))
    return result


def excerpted(comparison: Comparison) -> bool:
    """Return whether the result keeps only the sentences of its findings."""
    read = [version for version in comparison.versions if version.sentences]
    return any(s.text for version in read for s in version.sentences or ()) and not any(version.text for version in read)


def _lines(
    version: Version, links: tuple[Mapping[Ref, list[Ref]], ...], homes: Mapping[Ref, Point], only: set[Ref], *, shared: bool
) -> list[Line]:
    lines, last = [], -1
    for number, sentence in enumerate(version.sentences or ()):
        if sentence.end > sentence.start and (sentence.text or not shared):
            here = Ref(version.id, number)
            likely, less = (tuple(sorted(found.get(here, ()), key=lambda ref: (ref.version, ref.sentence))) for found in links)
            lines.append(Line(sentence, number, here in only, likely, less, homes.get(here), shared and number > last + 1))
            last = number
    return lines
