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
from itertools import combinations
from pathlib import Path
from typing import Any

import fitting
import numpy as np
from annotated import Table, Told, best_f1, counted, curve, folds, line, read, table
from fitting import CUTOFFS, fitted, fold_models, held_out
from variants import BRIEF, copied, excerpt

from storycompare.core import compare_with
from storycompare.encoders import Encoder, encoder
from storycompare.match import candidates as candidates_module
from storycompare.match.features import FEATURES, MEANT
from storycompare.match.joint import JOINT
from storycompare.match.score import model, model_from
from storycompare.model import PRESETS, Settings
from storycompare.story.coverage import NEAR_COPY
from storycompare.story.versions import body
from storycompare.story.warnings import ENGLISH
from storycompare.text.tokens import FUNCTION_WORDS, words

DATA = Path(__file__).parent.parent / "storycompare/data"
PRECISE, THOROUGH = 0.8, 0.7
"""Precision of the preset `precise`, recall of `thorough`, on held-out stories; `balanced` has the best F1."""
FLAT = 0.003
"""F1 within this of the best counts as the best: `balanced` is the middle of the thresholds that have it."""
COPIED = 2
"""Every so many stories are fitted on as a near-copy too: precision on near-copies .72 without, .76 with, F1 of the stories the same."""
CLAIMS = 1.5
"""Omissions a story that are claimed, the surest ones: from 0.9 to 2.1 a story some nine in ten are right, and more would cost more."""


def baselines(stories: list[Told], tables: list[Table]) -> None:
    """One thresholded likeness over all sentence pairs: what the matcher has to beat."""
    from rapidfuzz import fuzz, process
    from sklearn.feature_extraction.text import TfidfVectorizer

    gathered: dict[str, list[Any]] = {"token_set_ratio": [], "word TF-IDF": [], "character 3-5 TF-IDF": []}
    linked, relevant = [], 0
    for story in stories:
        texts = [entry.reading.sentence.text.lower() for entry in story.corpus.entries]
        owner = np.array([entry.version for entry in story.corpus.entries])
        pairs = [(i, j) for i, j in combinations(range(len(texts)), 2) if owner[i] != owner[j] and story.pair(i, j) not in story.ignore]
        rows, columns = np.array(pairs).T
        word, char = TfidfVectorizer().fit_transform(texts), TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform(texts)
        gathered["token_set_ratio"].append(process.cdist(texts, texts, scorer=fuzz.token_set_ratio)[rows, columns] / 100)
        gathered["word TF-IDF"].append((word @ word.T).toarray()[rows, columns])
        gathered["character 3-5 TF-IDF"].append((char @ char.T).toarray()[rows, columns])
        linked.append([story.pair(i, j) in story.links for i, j in pairs])
        relevant += len(story.links)
    for name, scores in gathered.items():
        line(name, best_f1(np.concatenate(scores), np.concatenate(linked), relevant))
    line("this scorer, cross-validated", best_f1(*counted(tables, held_out(tables, fold_models(tables, list(FEATURES))))))


def copies(stories: list[Told]) -> None:
    shares = sorted(
        max(p.a_verbatim, p.b_verbatim) for s in stories for p in compare_with(model(), s.versions, Settings()).similarity.pairs
    )
    print(
        f"verbatim share of {len(shares)} pairs of versions: median {shares[len(shares) // 2]:.3f}, the five largest {shares[-5:]}; near-copies from {NEAR_COPY}"
    )


def english(stories: list[Told]) -> None:
    shares = []
    for version in (v for story in stories for v in story.versions):
        keys = [word.key for word in words(version.text)]
        shares.append(sum(key in FUNCTION_WORDS for key in keys) / len(keys))
    print(f"share of function words, the five lowest of {len(shares)}: {[round(s, 3) for s in sorted(shares)[:5]]}; English from {ENGLISH}")


def sweep_candidates(stories: list[Told]) -> None:
    relevant = sum(len(story.links) for story in stories)
    for floor, most in ((0.06, 12), (0.06, 20), (0.08, 12), (0.1, 8), (0.1, 12), (0.1, 20), (0.12, 12), (0.15, 12)):
        candidates_module.FLOOR, candidates_module.PER_SENTENCE = floor, most
        tables = [table(story) for story in stories]
        found, kept = sum(t.linked.sum() for t in tables), sum(len(t.linked) for t in tables)
        line(f"floor {floor} most {most}: {kept / len(stories):.0f} a story", _f1(tables, list(FEATURES)))
        print(f"    links among the candidates: {found / relevant:.3f}")


def _f1(tables: list[Table], names: list[str]) -> Any:
    return best_f1(*counted(tables, held_out(tables, fold_models(tables, names))))


GROUPS = {
    "letters": ("char", "char2"),
    "quotation or not": ("spoken", "spoken_apart", "quotation", "quoted", "narrated"),
    "who speaks": ("saying", "saying_one", "first_one", "second_one", "third"),
    "context": ("context", "context_margin", "beside"),
    "base rates": ("low", "size", "length"),
    "numbers and days": ("numbers", "weekday"),
    "word vectors": ("covered_low", "covered_high", "covered2", "covered_margin"),
    "sentence vectors": ("meaning", "meaning2", "meaning_margin"),
}


def ablation(tables: list[Table], names: list[str]) -> None:
    models = fold_models(tables, names)
    line("all", best_f1(*counted(tables, held_out(tables, models))))
    line("the first stage alone", best_f1(*counted(tables, held_out(tables, models, alone=True))))
    for group, dropped in GROUPS.items():
        if set(dropped) <= set(names):
            line(f"without {group}", _f1(tables, [name for name in names if name not in dropped]))
    for name in names:
        line(f"without {name}", _f1(tables, [other for other in names if other != name]))
    for name in list(JOINT)[1:]:
        kept = {key: what for key, what in JOINT.items() if key != name}
        fitting.JOINT = kept
        line(f"without {name}", _f1(tables, names))
    fitting.JOINT = JOINT


def ridge(tables: list[Table], names: list[str]) -> None:
    for value in (0.02, 0.1, 0.5, 2.0, 10.0):
        fitting.RIDGE = value
        line(f"ridge {value}", _f1(tables, names))


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


def nearcopies(stories: list[Told], tables: list[Table], names: list[str]) -> None:
    made = [t.copy or table(copied(story, random.Random(story.id))) for story, t in zip(stories, tables, strict=True)]
    for name, fitting_on in (("with", tables), ("without", [t._replace(copy=None) for t in tables])):
        models = fold_models(fitting_on, names)
        line(f"{name}: the stories", best_f1(*counted(tables, held_out(tables, models))))
        line(f"{name}: near-copies of them", best_f1(*counted(made, held_out(made, models))))


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


def errors(stories: list[Told], tables: list[Table], names: list[str], count: int) -> None:
    """Print misses and false matches at the best threshold, drawn at random with a fixed seed: to be read and sorted by cause."""
    scores = held_out(tables, fold_models(tables, names))
    threshold = best_f1(*counted(tables, scores)).threshold
    misses, false = [], []
    for story, t, score in zip(stories, tables, scores, strict=True):
        texts = {f"{v.id}:{n}": s.text for v in story.versions for n, s in enumerate(v.sentences or ())}
        pairs = [story.pair(i, j) for i, j in zip(t.found.i.tolist(), t.found.j.tolist(), strict=True)]
        known = dict(zip(pairs, score.tolist(), strict=True))
        for pair, link in story.links.items():
            if known.get(pair, 0.0) < threshold:
                misses.append((known.get(pair, 0.0), story.id, pair, link["rel"], texts[pair[0]], texts[pair[1]]))
        wrong = (score >= threshold) & t.counts & ~t.linked
        false += [(score[k], story.id, pairs[k], "", texts[pairs[k][0]], texts[pairs[k][1]]) for k in np.flatnonzero(wrong)]
    rng = random.Random(7)
    for name, rows in (("misses", misses), ("false matches", false)):
        print(f"== {len(rows)} {name}; {count} of them")
        for score, id, pair, relation, a, b in rng.sample(rows, min(count, len(rows))):
            print(f"{score:.3f} {id} {pair[0]} {pair[1]} {relation}\n    {a}\n    {b}")


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
