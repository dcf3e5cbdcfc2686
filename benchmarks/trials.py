"""What was tried of the matcher, measured: baselines, sweeps, the ablation, near-copies, and errors to read; tasks of `alignment.py`."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import numpy as np
from annotated import Table, Told, best_f1, counted, line, table
from fitting import fold_models, held_out
from variants import copied

from storycompare.core import compare_with
from storycompare.match import candidates as candidates_module
from storycompare.match.features import FEATURES
from storycompare.match.joint import JOINT
from storycompare.match.score import model
from storycompare.model import Settings
from storycompare.story.coverage import NEAR_COPY
from storycompare.story.warnings import ENGLISH
from storycompare.text.tokens import FUNCTION_WORDS, words


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


def _f1(tables: list[Table], names: list[str], **more: Any) -> Any:
    return best_f1(*counted(tables, held_out(tables, fold_models(tables, names, **more))))


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
        line(f"without {name}", _f1(tables, names, joined=[other for other in JOINT if other != name]))


def ridge(tables: list[Table], names: list[str]) -> None:
    for value in (0.02, 0.1, 0.5, 2.0, 10.0):
        line(f"ridge {value}", _f1(tables, names, ridge=value))


def nearcopies(stories: list[Told], tables: list[Table], names: list[str]) -> None:
    made = [t.copy or table(copied(story, random.Random(story.id))) for story, t in zip(stories, tables, strict=True)]
    for name, fitting_on in (("with", tables), ("without", [t._replace(copy=None) for t in tables])):
        models = fold_models(fitting_on, names)
        line(f"{name}: the stories", best_f1(*counted(tables, held_out(tables, models))))
        line(f"{name}: near-copies of them", best_f1(*counted(made, held_out(made, models))))


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
