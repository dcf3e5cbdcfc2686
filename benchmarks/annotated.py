"""Annotated stories, given by path, as the matcher sees them; folds, and what precision and recall are made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from storycompare.encoders import Encoder
from storycompare.match.candidates import Candidates, candidates
from storycompare.match.corpus import Corpus, corpus
from storycompare.match.features import features
from storycompare.match.pairs import twins, understood
from storycompare.model import Version
from storycompare.story.versions import ready

FOLDS = 6


class Told(NamedTuple):
    """One annotated story."""

    id: str
    versions: tuple[Version, ...]
    corpus: Corpus
    links: dict[tuple[str, str], dict[str, Any]]
    ignore: set[tuple[str, str]]

    def name(self, number: int) -> str:
        """Return the annotation's name for an entry of the corpus."""
        entry = self.corpus.entries[number]
        return f"{self.versions[entry.version].id}:{entry.sentence}"

    def pair(self, i: int, j: int) -> tuple[str, str]:
        """Return the annotation's name for a pair."""
        a, b = sorted((self.name(i), self.name(j)))
        return a, b


class Table(NamedTuple):
    """The candidates of one story: their columns, truth, and whether they count."""

    corpus: Corpus
    found: Candidates
    same: set[tuple[int, int]]
    columns: dict[str, Any]
    linked: Any
    counts: Any
    relevant: int
    copy: Table | None = None
    """The near-copy made of the story, to fit on beside it."""


def read(stories: str, gold: str) -> list[Told]:
    annotated = {row["id"]: row for row in map(json.loads, Path(gold).read_text("utf-8").splitlines())}
    told = []
    for row in map(json.loads, Path(stories).read_text("utf-8").splitlines()):
        truth = annotated[row["id"]]
        versions, _ = ready(
            [
                Version.from_sentences(v["paragraphs"], **{k: v.get(k) for k in ("outlet", "headline", "published", "url")})
                for v in row["versions"]
            ]
        )
        links = {tuple(sorted((link["a"], link["b"]))): link for link in truth["links"]}
        told.append(Told(row["id"], versions, corpus(versions), links, {tuple(sorted(pair)) for pair in truth["ignore"]}))
    return told


def table(story: Told, encoder: Encoder | None = None) -> Table:
    meaning = None if encoder is None else understood(story.corpus, encoder)
    same = twins(story.corpus)
    found = candidates(story.corpus, sorted(same))
    pairs = [story.pair(i, j) for i, j in zip(found.i.tolist(), found.j.tolist(), strict=True)]
    linked = np.array([pair in story.links for pair in pairs])
    counts = np.array([pair not in story.ignore for pair in pairs])
    return Table(story.corpus, found, same, features(story.corpus, found, meaning), linked, counts, len(story.links))


def folds(count: int) -> list[list[int]]:
    return [list(range(fold, count, FOLDS)) for fold in range(FOLDS)]


class Best(NamedTuple):
    """The best F1 over thresholds, and where it is."""

    f1: float
    threshold: float
    precision: float
    recall: float


def curve(scores: Any, linked: Any, relevant: int) -> tuple[Any, Any, Any]:
    """Return thresholds in falling order with the precision and recall at each."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(linked[order])
    return scores[order], hits / np.arange(1, len(order) + 1), hits / relevant


def best_f1(scores: Any, linked: Any, relevant: int) -> Best:
    thresholds, precision, recall = curve(scores, linked, relevant)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    k = int(f1.argmax())
    return Best(float(f1[k]), float(thresholds[k]), float(precision[k]), float(recall[k]))


def counted(tables: list[Table], scores: list[Any]) -> tuple[Any, Any, int]:
    """Return scores and truth of all pairs that count, and how many links there are in all."""
    kept = [(s[t.counts], t.linked[t.counts]) for s, t in zip(scores, tables, strict=True)]
    return np.concatenate([k[0] for k in kept]), np.concatenate([k[1] for k in kept]), sum(t.relevant for t in tables)


def line(name: str, result: Best) -> None:
    print(
        f"{name:34} F1 {result.f1:.3f}  at {result.threshold:.3f}  precision {result.precision:.3f}  recall {result.recall:.3f}", flush=True
    )
