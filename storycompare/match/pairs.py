"""Matching from one end to the other: sentences in, scored pairs out, with the scores of those that are no match kept beside them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from storycompare.encoders import Encoder
from storycompare.limits import MAX_SENTENCE_CHARACTERS
from storycompare.match.candidates import Candidates, candidates
from storycompare.match.corpus import Corpus
from storycompare.match.features import features
from storycompare.match.joint import UNIT, joint
from storycompare.match.meaning import Meaning, meaning
from storycompare.match.order import moved
from storycompare.match.relation import relations
from storycompare.match.score import EXACT, Layer, Model, explain, log_odds, shares, units
from storycompare.model import Contribution, Linking, Relation
from storycompare.text.tokens import plain

Code = tuple[int, int]
_SURE = round(math.log(EXACT / (1 - EXACT)), 6)


class Pair(Struct, frozen=True, gc=False):
    """Two matched entries, by their numbers in the corpus, ``i`` before ``j``."""

    i: int
    j: int
    score: float
    relation: Relation
    moved: bool
    contributions: tuple[Contribution, ...]
    decision: Linking | None = None


@dataclass(frozen=True, slots=True)
class Pairing:
    """The matches of a story, every score that was worked out, match or not.

    ``i``, ``j`` and ``score`` are columns of numpy: the pairs in ascending order, scores in ten-thousandths.
    """

    pairs: tuple[Pair, ...]
    i: Any
    j: Any
    score: Any


def pair(corpus: Corpus, model: Model, threshold: float, meant: Meaning | None = None) -> Pairing:
    """Return the pairs of sentences that report the same thing: those scored ``threshold`` or more, and those with the same words."""
    import numpy as np

    if not corpus.entries:
        return Pairing((), *(np.zeros(0, np.int64) for _ in range(3)))
    same = twins(corpus)
    found = candidates(corpus, sorted(same))
    columns = features(corpus, found, meant)
    told = scored(corpus, found, same, columns, model)
    rows = np.flatnonzero(matched(found, same) | ((told.score >= threshold * UNIT) & (told.score > 0)))
    chosen = list(zip(found.i[rows].tolist(), found.j[rows].tolist(), told.score[rows].tolist(), strict=True))
    why = explain(model, told.layer, (columns, told.parts), (told.evidence, told.evidence_parts), rows)
    related = relations(corpus.entries, [(i, j) for i, j, _ in chosen])
    pairs = tuple(
        Pair(i, j, points / UNIT, relation, crosses, contributions)
        for (i, j, points), relation, crosses, contributions in zip(chosen, related, crossing(corpus, chosen), why, strict=True)
    )
    return Pairing(pairs, found.i, found.j, told.score)


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of candidate pairs in ten-thousandths, and what they are made of: each stage's columns and shares."""

    layer: Layer
    parts: Any
    evidence: dict[str, Any]
    evidence_parts: Any
    score: Any


def scored(corpus: Corpus, found: Candidates, same: Collection[Code], columns: Mapping[str, Any], model: Model) -> Scored:
    """Return the scores of candidate pairs: each weighed by itself, then beside the rest of the story."""
    parts = shares(model.pair, columns)
    evidence = joint(corpus, found, *settled(corpus, found, same, log_odds(model.pair, parts)))
    layer = model.story if len({entry.version for entry in corpus.entries}) > 2 else model.two
    evidence_parts = shares(layer, evidence)
    _, score = settled(corpus, found, same, log_odds(layer, evidence_parts))
    return Scored(layer, parts, evidence, evidence_parts, score)


def understood(corpus: Corpus, encoder: Encoder) -> Meaning:
    """Return what an encoder says of a story's sentences, their words weighed by how rare they are in it."""
    texts = [plain(entry.reading.sentence.text[:MAX_SENTENCE_CHARACTERS]) for entry in corpus.entries]
    words = [
        [(word.start, word.end, corpus.idf.get(stem, 0.0)) for word, stem in zip(entry.reading.words, entry.reading.stems, strict=True)]
        for entry in corpus.entries
    ]
    return meaning(texts, words, encoder)


def settled(corpus: Corpus, found: Candidates, same: Collection[Code], odds: Any) -> tuple[Any, Any]:
    """Return log-odds and scores, in ten-thousandths, with those of pairs of the same words settled.

    Twins have `EXACT` at least; a sentence said twice has one twin, and its pairs with the others have no score.
    """
    import numpy as np

    numbers: dict[str, int] = {}
    words = np.array([numbers.setdefault(entry.joined, len(numbers)) for entry in corpus.entries], np.int64)
    twin = matched(found, same)
    odds = np.where(twin, np.maximum(odds, _SURE), odds)
    return odds, np.where(~twin & (words[found.i] == words[found.j]), 0, units(odds))


def matched(found: Candidates, same: Collection[Code]) -> Any:
    """Return which of the candidate pairs are twins."""
    import numpy as np

    size = 1 + int(found.j.max(initial=0))
    return np.isin(found.i * size + found.j, [i * size + j for i, j in same])


def twins(corpus: Corpus) -> set[Code]:
    """Return the pairs with the same words: first with first, second with second; what is left over goes with the last."""
    places: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, entry in enumerate(corpus.entries):
        places[entry.joined][entry.version].append(number)
    found = set()
    for by_version in places.values():
        versions = sorted(by_version)
        for place, first in enumerate(versions):
            for second in versions[place + 1 :]:
                a, b = by_version[first], by_version[second]
                found |= {(a[min(k, len(a) - 1)], b[min(k, len(b) - 1)]) for k in range(max(len(a), len(b)))}
    return found


def crossing(corpus: Corpus, chosen: Sequence[tuple[int, int, int]]) -> list[bool]:
    """Return which of the pairs, with their scores in ten-thousandths, cross the main order of their two versions."""
    groups: dict[Code, list[int]] = defaultdict(list)
    for number, (i, j, _) in enumerate(chosen):
        groups[corpus.entries[i].version, corpus.entries[j].version].append(number)
    crosses = [False] * len(chosen)
    for numbers in groups.values():
        for number, it_does in zip(numbers, moved([chosen[number] for number in numbers]), strict=True):
            crosses[number] = it_does
    return crosses
