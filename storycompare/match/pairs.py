"""Matching from one end to the other: sentences in, scored pairs out, with the scores of those that are no match kept beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from storycompare.match.candidates import candidates
from storycompare.match.corpus import Corpus
from storycompare.match.features import features
from storycompare.match.order import moved
from storycompare.match.relation import relation
from storycompare.match.score import EXACT, Model, contributions, explain, probabilities
from storycompare.model import Contribution, Relation


@dataclass(frozen=True, slots=True)
class Pair:
    """Two matched entries, by their numbers in the corpus, ``i`` before ``j``."""

    i: int
    j: int
    score: float
    relation: Relation
    moved: bool
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """The matches of a story, every score that was worked out, match or not, and how rare each stem is in it."""

    pairs: tuple[Pair, ...]
    scores: dict[tuple[int, int], float]
    weight: dict[str, float]


def pair(corpus: Corpus, model: Model, threshold: float) -> Pairing:
    """Return the pairs of sentences that report the same thing: those scored ``threshold`` or more, and those with the same words."""
    if not corpus.entries:
        return Pairing((), {}, {})
    twins = _twins(corpus)
    found = candidates(corpus, sorted(twins))
    values = features(corpus, found)
    shares = contributions(model, values)
    scores = dict(zip(zip(found.i.tolist(), found.j.tolist(), strict=True), probabilities(model, shares).tolist(), strict=True))
    for code in list(scores):
        if code in twins:
            scores[code] = max(scores[code], EXACT)
        elif corpus.entries[code[0]].joined == corpus.entries[code[1]].joined:
            # A sentence said twice has one twin: the one in the same place of the order.
            del scores[code]
    rows = {code: row for row, code in enumerate(zip(found.i.tolist(), found.j.tolist(), strict=True))}
    chosen = [code for code in sorted(scores) if scores[code] >= threshold or code in twins]
    crossing = _moved(corpus, chosen, scores)
    return Pairing(
        tuple(_pair(corpus, code, scores[code], crossing[code], values, shares, rows[code]) for code in chosen), scores, found.idf
    )


def _pair(corpus: Corpus, code: tuple[int, int], score: float, crosses: bool, values: Any, shares: Any, row: int) -> Pair:
    i, j = code
    return Pair(i, j, score, relation(corpus.entries[i], corpus.entries[j]), crosses, explain(shares[row], values[row]))


def _twins(corpus: Corpus) -> set[tuple[int, int]]:
    """Return the pairs with the same words: first with first, second with second; what is left over goes with the last."""
    places: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, entry in enumerate(corpus.entries):
        places[entry.joined][entry.version].append(number)
    twins = set()
    for by_version in places.values():
        versions = sorted(by_version)
        for place, first in enumerate(versions):
            for second in versions[place + 1 :]:
                a, b = by_version[first], by_version[second]
                twins |= {(a[min(k, len(a) - 1)], b[min(k, len(b) - 1)]) for k in range(max(len(a), len(b)))}
    return twins


def _moved(corpus: Corpus, chosen: list[tuple[int, int]], scores: dict[tuple[int, int], float]) -> dict[tuple[int, int], bool]:
    groups: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for i, j in chosen:
        groups[corpus.entries[i].version, corpus.entries[j].version].append((i, j))
    crossing: dict[tuple[int, int], bool] = {}
    for codes in groups.values():
        crossing.update(zip(codes, moved([(i, j, max(1, round(scores[i, j] * 10_000))) for i, j in codes]), strict=True))
    return crossing
