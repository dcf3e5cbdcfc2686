"""Fits and measures the matcher on annotated stories, given by path; nothing of them is kept here but the fitted numbers.

    python benchmarks/alignment.py TASK STORIES GOLD [...] [--encoder MODEL]

    baselines   likenesses with a threshold, beside this scorer cross-validated
    fit         refit the shipped scorer, cut-offs and all, and write it          [FILE]
    crossval    compare every story with a scorer fitted on the others            OUT.jsonl
    reliability scores beside the share that is right, in ten bins, and the precision and recall of the presets
    ablation    without each feature, without each group, one stage for two
    ridge       other penalties
    candidates  other floors and numbers of candidates
    nearcopies  precision and recall on near-copies made of the stories, with scorers fitted with and without such
    copies      how much two versions share verbatim
    english     how many function words a version has
    errors      misses and false matches, so many of each, with the sentences     [COUNT]

With ``--encoder`` the columns of a sentence encoder (a sentence-transformers model, or its folder) are among the features.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from annotated import Table, Told, counted, curve, folds, read, table
from fitting import CUTOFFS, fitted, fold_models, held_out
from trials import ablation, baselines, copies, english, errors, nearcopies, ridge, sweep_candidates
from variants import BRIEF, copied, excerpt

from storycompare.core import compare_with
from storycompare.encoders import Encoder, encoder
from storycompare.match.features import FEATURES, MEANT
from storycompare.match.score import model_from
from storycompare.model import PRESETS, Settings
from storycompare.story.versions import body

DATA = Path(__file__).parent.parent / "storycompare/data"
PRECISE, THOROUGH = 0.8, 0.7
"""Precision of the preset `precise`, recall of `thorough`, on held-out stories; `balanced` has the best F1."""
FLAT = 0.003
"""F1 within this of the best counts as the best: `balanced` is the middle of the thresholds that have it."""
COPIED = 2
"""Every so many stories are fitted on as a near-copy too: precision on near-copies .72 without, .76 with, F1 of the stories the same."""
CLAIMS = 1.5
"""Omissions a story that are claimed, the surest ones: from 0.9 to 2.1 a story some nine in ten are right, and more would cost more."""


def reliability(stories: list[Told], tables: list[Table], names: list[str], reader: Encoder | None) -> None:
    models = fold_models(tables, names)
    scores, linked, relevant = counted(tables, held_out(tables, models))
    bins = np.minimum((scores * 10).astype(int), 9)
    for number in range(10):
        inside = bins == number
        print(
            f"{number / 10:.1f} to {number / 10 + 0.1:.1f}: {inside.sum():6} pairs, mean score {scores[inside].mean():.3f}, right {linked[inside].mean():.3f}"
        )
    balanced = _thresholds(scores, linked, relevant)
    print(
        f"expected calibration error: {_calibration_error(scores, linked):.3f}, of matches {_calibration_error(scores, linked, balanced['balanced']):.3f}"
    )
    short = [table(excerpt(story, random.Random(story.id)), reader) for story in stories]
    scores_short, linked_short, _ = counted(short, held_out(short, models))
    print(f"of excerpts of {BRIEF[0]} to {BRIEF[1]} sentences: {_calibration_error(scores_short, linked_short):.3f}")
    for preset, threshold in balanced.items():
        chosen = scores >= threshold
        precision, recall = linked[chosen].mean(), linked[chosen].sum() / relevant
        print(
            f"{preset:9} from {threshold:.3f}: precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall):.3f}"
        )


def _calibration_error(scores: Any, linked: Any, least: float = 0.0) -> float:
    bins = np.minimum((scores * 10).astype(int), 9)
    some = scores >= least
    return float(sum(abs(scores[some & (bins == n)].sum() - linked[some & (bins == n)].sum()) for n in range(10)) / some.sum())


def _thresholds(scores: Any, linked: Any, relevant: int) -> dict[str, float]:
    thresholds, precision, recall = curve(scores, linked, relevant)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    flat = thresholds[f1 >= f1.max() - FLAT]
    chosen = {
        "precise": thresholds[(precision >= PRECISE) & (thresholds >= flat.min())].min(),
        "balanced": float(np.median(flat)),
        "thorough": thresholds[recall >= THOROUGH].max() if recall.max() >= THOROUGH else thresholds.min(),
    }
    return {preset: round(float(chosen[preset]), 3) for preset in PRESETS}


def claims(story: Told, scorer: Any, reader: Encoder | None) -> list[tuple[float, bool]]:
    """Return how sure each omission of what two carry is, and whether the annotation bears it out."""
    comparison = compare_with(scorer, story.versions, Settings(), encoder=reader)
    linked: dict[str, set[str]] = {}
    for a, b in story.links:
        linked.setdefault(a, set()).add(b.rpartition(":")[0])
        linked.setdefault(b, set()).add(a.rpartition(":")[0])
    unsure = {(end, other.rpartition(":")[0]) for pair in story.ignore for end, other in (pair, pair[::-1])}
    rows = {p.id: {f"{r.version}:{r.sentence}" for r in p.sentences} for p in comparison.passages}
    found = []
    for omission in comparison.omissions:
        of = f"{omission.of.version}:{omission.of.sentence}"
        members = rows.get(omission.passage or "", set()) | {of}
        if omission.state == "absent" and len(omission.carried_by) > 1 and not any((m, omission.version) in unsure for m in members):
            borne = not any(omission.version in linked.get(m, ()) for m in members) and bool(linked.get(of, set()) - {omission.version})
            found.append((omission.confidence, borne))
    return found


def cutoffs(stories: list[Told], reader: Encoder | None, tables: list[Table], names: list[str]) -> dict[str, Any]:
    """Return the presets' thresholds, and the least confidence of an omission that is claimed; all on held-out stories."""
    models = fold_models(tables, names)
    thresholds = _thresholds(*counted(tables, held_out(tables, models)))
    sure = []
    for fold, data in zip(folds(len(stories)), models, strict=True):
        scorer = model_from(data | {"thresholds": thresholds, "absent": 0.0}, "")
        for k in fold:
            sure += claims(stories[k], scorer, reader)
    sure.sort(reverse=True)
    right = np.cumsum([borne for _, borne in sure])
    for least in (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5):
        many = sum(confidence >= least for confidence, _ in sure)
        print(f"absent from {least}: {many / len(stories):.2f} a story, right {right[many - 1] / max(1, many):.3f}")
    last = round(CLAIMS * len(stories)) - 1
    print(f"absent from {sure[last][0]}: {(last + 1) / len(stories):.2f} a story, right {right[last] / (last + 1):.3f}")
    return {"thresholds": thresholds, "absent": sure[last][0]}


def unlike(stories: list[Told]) -> dict[str, Any]:
    """Return the least and the most sentences of the versions, and the first and last year they were published in.

    The least is that of the excerpts, which `reliability` finds as well calibrated.
    """
    versions = [version for story in stories for version in story.versions]
    counts = [len(body(version)) for version in versions]
    years = [int(version.published[:4]) for version in versions if version.published]
    return {"sentences": [BRIEF[0], max(counts)], "years": [min(years), max(years)]}


def fit(stories: list[Told], reader: Encoder | None, tables: list[Table], names: list[str], called: str, target: Path) -> None:
    found = cutoffs(stories, reader, tables, names) | unlike(stories) | {"encoder": reader.digest if reader else ""}
    if reader:
        called = f"{called} with {reader.name}"
    target.write_text(json.dumps(fitted(tables, names, called) | found, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {target}: {found}")


def crossval(stories: list[Told], reader: Encoder | None, tables: list[Table], names: list[str], shipped: Path, target: Path) -> None:
    data = json.loads(shipped.read_text("utf-8"))
    lines = {}
    for fold, layers in zip(folds(len(stories)), fold_models(tables, names), strict=True):
        scorer = model_from(layers | {key: data[key] for key in CUTOFFS}, "")
        for k in fold:
            lines[k] = compare_with(scorer, stories[k].versions, Settings(), id=stories[k].id, encoder=reader).to_json()
    target.write_text("".join(lines[k].rstrip("\n") + "\n" for k in sorted(lines)), encoding="utf-8")
    print(f"wrote {target}")


def _remembering(reader: Encoder, *, sentences_only: bool) -> Any:
    """Return a way to read the encoder that encodes each batch of sentences once: a story is scored several times here."""
    known: dict[tuple[str, ...], Any] = {}

    def read(source: Any, texts: list[str]) -> Any:
        if tuple(texts) not in known:
            given = reader.read(source, texts)
            known[tuple(texts)] = {"sentences": given["sentences"]} if sentences_only else given
        return known[tuple(texts)]

    return read


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task")
    parser.add_argument("stories")
    parser.add_argument("gold")
    parser.add_argument("rest", nargs="?")
    parser.add_argument("--encoder")
    parser.add_argument("--named", default="all-MiniLM-L6-v2", help="what to call the encoder")
    parser.add_argument("--sentences-only", action="store_true", help="use the encoder's sentence vectors, not its word vectors")
    asked = parser.parse_args(arguments)
    stories = read(asked.stories, asked.gold)
    names, called, shipped, reader = list(FEATURES), "lexical-2", DATA / "scorer.json", None
    if asked.encoder:
        reader = replace(encoder(asked.encoder), name=asked.named)
        names += [name for name in MEANT if name.startswith("meaning") or not asked.sentences_only]
        called, shipped = (
            ("sentences-1", DATA / "scorer-sentences.json") if asked.sentences_only else ("words-1", DATA / "scorer-words.json")
        )
        reader = replace(reader, read=_remembering(reader, sentences_only=asked.sentences_only))
    tables = [table(story, reader) for story in stories]
    for k in range(0, len(stories), COPIED):
        tables[k] = tables[k]._replace(copy=table(copied(stories[k], random.Random(stories[k].id)), reader))
    tasks: dict[str, Callable[[], None]] = {
        "baselines": lambda: baselines(stories, tables),
        "candidates": lambda: sweep_candidates(stories),
        "nearcopies": lambda: nearcopies(stories, tables, names),
        "copies": lambda: copies(stories),
        "english": lambda: english(stories),
        "ablation": lambda: ablation(tables, names),
        "ridge": lambda: ridge(tables, names),
        "reliability": lambda: reliability(stories, tables, names, reader),
        "errors": lambda: errors(stories, tables, names, int(asked.rest or 20)),
        "crossval": lambda: crossval(stories, reader, tables, names, shipped, Path(asked.rest)),
        "fit": lambda: fit(stories, reader, tables, names, called, Path(asked.rest) if asked.rest else shipped),
    }
    if asked.task not in tasks:
        parser.error(f"no task {asked.task!r}: one of {', '.join(tasks)}")
    tasks[asked.task]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
