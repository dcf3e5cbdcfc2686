"""Fits and measures the matcher on annotated stories: STORIES.jsonl in the batch form, GOLD.jsonl with every linked sentence pair.

python benchmarks/alignment.py baselines  STORIES GOLD           # thresholded token_set_ratio, word and character TF-IDF
python benchmarks/alignment.py candidates STORIES GOLD           # what the candidate floor keeps and loses
python benchmarks/alignment.py relations  STORIES GOLD           # sweep of the relation cut-offs on the gold links
python benchmarks/alignment.py copies     STORIES GOLD           # verbatim shares of versions told independently
python benchmarks/alignment.py english    STORIES GOLD           # share of function words, lowest first
python benchmarks/alignment.py ablation   STORIES GOLD           # cross-validated F1 without each feature
python benchmarks/alignment.py crossval   STORIES GOLD OUT.jsonl # comparisons by scorers that did not see the story
python benchmarks/alignment.py fit        STORIES GOLD [MODEL]   # refit the shipped scorer (storycompare/data/scorer.json)
"""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from storycompare.core import compare_with
from storycompare.match import candidates as candidates_module
from storycompare.match import relation as relation_module
from storycompare.match.candidates import candidates
from storycompare.match.corpus import Corpus, corpus
from storycompare.match.features import FEATURES, features
from storycompare.match.score import Model, contributions, model_from, probabilities
from storycompare.model import Settings, Version
from storycompare.story.coverage import NEAR_COPY
from storycompare.story.versions import ready
from storycompare.story.warnings import ENGLISH
from storycompare.text.tokens import FUNCTION_WORDS, words

FOLDS = 6
RIDGE = 0.5
"""Inverse strength of the penalty on the weights: F1 moves by less than 0.002 from 0.1 to 10 (`crossval` with another value)."""
MODEL = Path(__file__).parent.parent / "storycompare/data/scorer.json"
LACKS_PRECISION = 0.9


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
    """The candidates of one story: their names, features, truth, and whether they count."""

    pairs: list[tuple[str, str]]
    values: Any
    linked: Any
    counts: Any
    relevant: int


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


def table(story: Told) -> Table:
    found = candidates(story.corpus)
    pairs = [story.pair(i, j) for i, j in zip(found.i.tolist(), found.j.tolist(), strict=True)]
    linked = np.array([pair in story.links for pair in pairs])
    counts = np.array([pair not in story.ignore for pair in pairs])
    return Table(pairs, features(story.corpus, found), linked, counts, len(story.links))


def fitted(tables: list[Table], columns: list[int] | None = None) -> dict[str, Any]:
    """Return the coefficients fitted on the tables, as the data that `model_from` reads."""
    from sklearn.linear_model import LogisticRegression

    columns = list(range(len(FEATURES))) if columns is None else columns
    values = np.vstack([t.values[t.counts] for t in tables])
    linked = np.concatenate([t.linked[t.counts] for t in tables])
    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale[scale == 0] = 1.0
    fit = LogisticRegression(C=RIDGE, max_iter=5000, tol=1e-8).fit(((values - mean) / scale)[:, columns], linked)
    weight = np.zeros(len(FEATURES))
    weight[columns] = fit.coef_[0]
    rows = zip(FEATURES, mean.tolist(), scale.tolist(), weight.tolist(), strict=True)
    return {
        "name": "lexical-1",
        "fitted_on": f"{int(linked.sum())} linked sentence pairs of {len(tables)} English news stories told by three outlets each, annotated by a language model",
        "intercept": round(float(fit.intercept_[0]), 6),
        "cutoffs": {"threshold": 0.25, "absent_below": 0.1, "absent_carried": 0.3},
        "features": {name: {"mean": round(m, 6), "scale": round(s, 6), "weight": round(w, 6)} for name, m, s, w in rows},
    }


def folds(stories: list[Any]) -> list[list[int]]:
    return [list(range(fold, len(stories), FOLDS)) for fold in range(FOLDS)]


def held_out(tables: list[Table], columns: list[int] | None = None) -> list[Any]:
    """Return each story's scores by the scorer fitted on the other folds."""
    scores: list[Any] = [None] * len(tables)
    for fold in folds(tables):
        scorer = model_from(fitted([t for k, t in enumerate(tables) if k not in fold], columns), "")
        for k in fold:
            scores[k] = probabilities(scorer, contributions(scorer, tables[k].values))
    return scores


def best_f1(scores: Any, linked: Any, relevant: int) -> tuple[float, float, float, float]:
    """Return the best F1 over thresholds, that threshold, precision and recall."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(linked[order])
    precision, recall = hits / np.arange(1, len(order) + 1), hits / relevant
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    k = int(f1.argmax())
    return float(f1[k]), float(scores[order][k]), float(precision[k]), float(recall[k])


def line(name: str, result: tuple[float, float, float, float]) -> None:
    print(f"{name:34} F1 {result[0]:.3f}  at {result[1]:.3f}  precision {result[2]:.3f}  recall {result[3]:.3f}")


def pooled(tables: list[Table], scores: list[Any]) -> tuple[float, float, float, float]:
    counted = [(s[t.counts], t.linked[t.counts]) for s, t in zip(scores, tables, strict=True)]
    return best_f1(np.concatenate([c[0] for c in counted]), np.concatenate([c[1] for c in counted]), sum(t.relevant for t in tables))


def baselines(stories: list[Told]) -> None:
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
    tables = [table(story) for story in stories]
    line("this scorer, cross-validated", pooled(tables, held_out(tables)))


def sweep_candidates(stories: list[Told]) -> None:
    relevant = sum(len(story.links) for story in stories)
    for floor, most in ((0.04, 20), (0.06, 8), (0.06, 12), (0.06, 20), (0.08, 12), (0.1, 12)):
        candidates_module.FLOOR, candidates_module.PER_SENTENCE = floor, most
        tables = [table(story) for story in stories]
        found, kept = sum(t.linked.sum() for t in tables), sum(len(t.pairs) for t in tables)
        line(f"floor {floor} most {most}: {kept / len(stories):.0f} a story", pooled(tables, held_out(tables)))
        print(f"    links among the candidates: {found / relevant:.3f}")


def sweep_relations(stories: list[Told]) -> None:
    for same in (0.7, 0.75, 0.8, 0.85, 0.9):
        for tail in (4, 6, 8):
            for reworded in (0.45, 0.5, 0.55):
                relation_module.SAME, relation_module.TAIL, relation_module.REWORDED = same, tail, reworded
                counts: dict[tuple[str, str], int] = {}
                for story in stories:
                    numbers = {story.name(k): entry for k, entry in enumerate(story.corpus.entries)}
                    for (a, b), link in story.links.items():
                        if a in numbers and b in numbers:
                            key = link["rel"], relation_module.relation(numbers[a], numbers[b])
                            counts[key] = counts.get(key, 0) + 1
                right = sum(n for (want, got), n in counts.items() if want == got) / sum(counts.values())
                recalls = [
                    counts.get((r, r), 0) / max(1, sum(n for (want, _), n in counts.items() if want == r))
                    for r in ("verbatim", "reworded", "partial")
                ]
                print(
                    f"same {same} tail {tail} reworded {reworded}: right {right:.3f}  recall verbatim {recalls[0]:.2f} reworded {recalls[1]:.2f} partial {recalls[2]:.2f}"
                )


def copies(stories: list[Told], scorer: Model) -> None:
    shares = sorted(max(p.a_verbatim, p.b_verbatim) for s in stories for p in compare_with(scorer, s.versions, Settings()).similarity.pairs)
    print(
        f"verbatim share of {len(shares)} pairs of versions: median {shares[len(shares) // 2]:.3f}, the five largest {shares[-5:]}; near-copies from {NEAR_COPY}"
    )


def english(stories: list[Told]) -> None:
    shares = []
    for version in (v for story in stories for v in story.versions):
        keys = [word.key for word in words(version.text)]
        shares.append(sum(key in FUNCTION_WORDS for key in keys) / len(keys))
    print(f"share of function words, the five lowest of {len(shares)}: {[round(s, 3) for s in sorted(shares)[:5]]}; English from {ENGLISH}")


def ablation(tables: list[Table]) -> None:
    line("all features", pooled(tables, held_out(tables)))
    for number, name in enumerate(FEATURES):
        line(f"without {name}", pooled(tables, held_out(tables, [k for k in range(len(FEATURES)) if k != number])))


def lacks(story: Told, scorer: Model) -> tuple[int, int]:
    """Return how many omissions are claimed as absent of what two carry, and how many of them the annotation bears out."""
    comparison = compare_with(scorer, story.versions, Settings())
    linked: dict[str, set[str]] = {}
    for a, b in story.links:
        linked.setdefault(a, set()).add(b.rpartition(":")[0])
        linked.setdefault(b, set()).add(a.rpartition(":")[0])
    unsure = {(end, other.rpartition(":")[0]) for pair in story.ignore for end, other in (pair, pair[::-1])}
    rows = {p.id: {f"{r.version}:{r.sentence}" for r in p.sentences} for p in comparison.passages}
    claimed = right = 0
    for omission in comparison.omissions:
        of = f"{omission.of.version}:{omission.of.sentence}"
        members = rows.get(omission.passage or "", set()) | {of}
        if omission.state == "absent" and len(omission.carried_by) > 1 and not any((m, omission.version) in unsure for m in members):
            claimed += 1
            right += not any(omission.version in linked.get(m, ()) for m in members) and bool(linked.get(of, set()) - {omission.version})
    return claimed, right


def cutoffs(stories: list[Told], tables: list[Table], scores: list[Any]) -> dict[str, float]:
    """Return the threshold of the best F1, and the omission cut-offs with the most claims at `LACKS_PRECISION`; all on held-out scores."""
    result = {"threshold": round(pooled(tables, scores)[1], 3)}
    parts = folds(tables)
    models = [fitted([t for k, t in enumerate(tables) if k not in fold]) for fold in parts]
    best = (0, 0.0, 0.0)
    for below in (0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15):
        for carried in (0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85):
            counts = np.zeros(2, int)
            for fold, data in zip(parts, models, strict=True):
                scorer = model_from(data | {"cutoffs": {**result, "absent_below": below, "absent_carried": carried}}, "")
                for k in fold:
                    counts += lacks(stories[k], scorer)
            print(
                f"absent below {below} carried {carried}: {counts[0] / len(stories):.2f} a story, precision {counts[1] / max(1, counts[0]):.3f}"
            )
            if counts[1] >= LACKS_PRECISION * counts[0]:
                best = max(best, (int(counts[0]), below, carried))
    return {**result, "absent_below": best[1], "absent_carried": best[2]}


def fit(stories: list[Told], target: Path) -> None:
    tables = [table(story) for story in stories]
    scores = held_out(tables)
    line("cross-validated", pooled(tables, scores))
    data = fitted(tables)
    data["cutoffs"] = cutoffs(stories, tables, scores)
    target.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {target}: {data['cutoffs']}")


def crossval(stories: list[Told], target: Path, shipped: dict[str, Any]) -> None:
    tables = [table(story) for story in stories]
    parts = folds(stories)
    lines = {}
    for fold in parts:
        data = fitted([t for k, t in enumerate(tables) if k not in fold])
        scorer = model_from(data | {"cutoffs": shipped["cutoffs"]}, "")
        for k in fold:
            lines[k] = compare_with(scorer, stories[k].versions, Settings(), id=stories[k].id).to_json()
    target.write_text("".join(lines[k].rstrip("\n") + "\n" for k in sorted(lines)), encoding="utf-8")
    print(f"wrote {target}")


def main(arguments: list[str]) -> int:
    if len(arguments) < 3:
        print(__doc__)
        return 2
    task, stories, rest = arguments[0], read(arguments[1], arguments[2]), [Path(a) for a in arguments[3:]]
    shipped = json.loads(MODEL.read_text(encoding="utf-8")) if MODEL.exists() else {}
    tasks = {
        "baselines": lambda: baselines(stories),
        "candidates": lambda: sweep_candidates(stories),
        "relations": lambda: sweep_relations(stories),
        "copies": lambda: copies(stories, model_from(shipped, "")),
        "english": lambda: english(stories),
        "ablation": lambda: ablation([table(story) for story in stories]),
        "crossval": lambda: crossval(stories, rest[0], shipped),
        "fit": lambda: fit(stories, rest[0] if rest else MODEL),
    }
    if task not in tasks:
        print(__doc__)
        return 2
    tasks[task]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
