"""Fits the scorer's three layers on annotated stories: plain logistic regressions, written as the data that the package reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from annotated import Table, folds

from storycompare.match.joint import JOINT, THIRD, joint
from storycompare.match.pairs import scored, settled
from storycompare.match.score import log_odds, model_from, shares

RIDGE = 0.5
"""Inverse strength of the penalty on the weights: F1 moves by less than 0.003 from 0.1 to 2 (`alignment.py ridge`)."""
RANGE = (0.1, 99.9)
"""Percentiles of a feature in the fitted stories to which its values are held."""
CUTOFFS = {
    "thresholds": {"precise": 0.5, "balanced": 0.25, "thorough": 0.15},
    "absent": 0.8,
    "sentences": [0, 0],
    "years": [0, 0],
    "encoder": "",
}
"""Stands in until the cut-offs are swept."""


def layer(columns: Sequence[dict[str, Any]], names: Sequence[str], tables: Sequence[Table], ridge: float = RIDGE) -> dict[str, Any]:
    """Return one logistic model over the named columns, fitted on the pairs that count."""
    from sklearn.linear_model import LogisticRegression

    values = np.vstack([np.column_stack([c[n] for n in names])[t.counts] for c, t in zip(columns, tables, strict=True)])
    linked = np.concatenate([t.linked[t.counts] for t in tables])
    low, high = np.percentile(values, RANGE, axis=0).round(6)
    values = np.clip(values, low, high)
    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale[scale == 0] = 1.0
    fit = LogisticRegression(C=ridge, max_iter=5000, tol=1e-8).fit((values - mean) / scale, linked)
    rows = zip(names, low.tolist(), high.tolist(), mean.tolist(), scale.tolist(), fit.coef_[0].tolist(), strict=True)
    return {
        "intercept": round(float(fit.intercept_[0]), 6),
        "features": {
            n: {"low": lo, "high": hi, "mean": round(m, 6), "scale": round(s, 6), "weight": round(w, 6)} for n, lo, hi, m, s, w in rows
        },
    }


def fitted(
    real: Sequence[Table], names: Sequence[str], called: str = "lexical-2", *, ridge: float = RIDGE, joined: Sequence[str] = tuple(JOINT)
) -> dict[str, Any]:
    """Return the data of a scorer; the second stage is fitted on first scores of stories that the first was not fitted on.

    A story that has a near-copy of itself (`variants.py`) is fitted on twice.
    """
    tables = [*real, *(t.copy for t in real if t.copy is not None)]
    evidence: list[Any] = [None] * len(tables)
    # A copy is in the fold of its original.
    home = [*range(len(real)), *(k for k, t in enumerate(real) if t.copy is not None)]
    for part in folds(len(real)):
        fold = [k for k in range(len(tables)) if home[k] in part]
        rest = [k for k in range(len(tables)) if home[k] not in part]
        first = layer([tables[k].columns for k in rest], names, [tables[k] for k in rest], ridge)
        for k in fold:
            evidence[k] = _evidence(tables[k], first)
    pair = layer([t.columns for t in tables], names, tables, ridge)
    links = sum(int(t.linked[t.counts].sum()) for t in real)
    return {
        "name": called,
        "fitted_on": f"{links} linked sentence pairs of {len(real)} English news stories told by three outlets each, annotated by a language model",
        **CUTOFFS,
        "layers": {
            "pair": pair,
            "story": layer(evidence, joined, tables, ridge),
            "two": layer(evidence, [name for name in joined if name not in THIRD], tables, ridge),
        },
    }


def _evidence(t: Table, pair: dict[str, Any]) -> dict[str, Any]:
    """Return the second stage's columns of a story, from the first scores that one layer gives."""
    empty = {"intercept": 0.0, "features": {}}
    first = model_from({"name": "", "fitted_on": "", **CUTOFFS, "layers": {"pair": pair, "story": empty, "two": empty}}, "").pair
    return joint(t.corpus, t.found, *settled(t.corpus, t.found, t.same, log_odds(first, shares(first, t.columns))))


def fold_models(tables: Sequence[Table], names: Sequence[str], called: str = "lexical-2", **more: Any) -> list[dict[str, Any]]:
    """Return for each fold the scorer fitted on the others."""
    return [fitted([t for k, t in enumerate(tables) if k not in fold], names, called, **more) for fold in folds(len(tables))]


def held_out(tables: Sequence[Table], models: Sequence[dict[str, Any]], *, alone: bool = False) -> list[Any]:
    """Return each story's scores by the scorer fitted on the other folds; ``alone`` those of the first stage."""
    scores: list[Any] = [None] * len(tables)
    for fold, data in zip(folds(len(tables)), models, strict=True):
        scorer = model_from(data, "")
        for k in fold:
            t = tables[k]
            if alone:
                scores[k] = settled(t.corpus, t.found, t.same, log_odds(scorer.pair, shares(scorer.pair, t.columns)))[1] / 10_000
            else:
                scores[k] = scored(t.corpus, t.found, t.same, t.columns, scorer).score / 10_000
    return scores
