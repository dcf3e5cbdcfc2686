"""The score: the probability that a careful reader would link two sentences, from a logistic model over the features.

The coefficients are data (``data/scorer.json``), fitted by ``benchmarks/alignment.py fit`` and applied with sums in a fixed order.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from storycompare.match.features import FEATURES
from storycompare.model import Contribution, Scorer

EXACT = 0.99
"""The least score of two sentences with the same words: all such pairs in the development stories were links (72 of 72)."""


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted scorer: per feature a mean, a scale and a weight; the intercept; and the cut-offs that were swept with it."""

    card: Scorer
    intercept: float
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weight: tuple[float, ...]
    threshold: float
    absent_below: float
    absent_carried: float


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the shipped scorer."""
    raw = files("storycompare").joinpath("data/scorer.json").read_bytes()
    return model_from(json.loads(raw), hashlib.sha256(raw).hexdigest()[:12])


def model_from(data: dict[str, Any], digest: str) -> Model:
    """Return the scorer that ``data`` describes, its rows put in the order of the features."""
    rows = [data["features"][name] for name in FEATURES]
    mean, scale, weight = (tuple(row[part] for row in rows) for part in ("mean", "scale", "weight"))
    return Model(Scorer(data["name"], digest, data["fitted_on"]), data["intercept"], mean, scale, weight, **data["cutoffs"])


def contributions(model: Model, values: Any) -> Any:
    """Return each feature's share of the log-odds, one row a pair: standardised value times weight."""
    import numpy as np

    return (values - np.array(model.mean)) / np.array(model.scale) * np.array(model.weight)


def probabilities(model: Model, shares: Any) -> Any:
    """Return the scores of pairs from their contributions, rounded to four decimals."""
    import numpy as np

    # A plain left-to-right sum over the columns: a matrix product's last digits change with threads and chunk sizes.
    total = np.full(len(shares), model.intercept)
    for column in range(shares.shape[1]):
        total = total + shares[:, column]
    return np.round(1.0 / (1.0 + np.exp(-total)), 4)


def explain(shares: Any, values: Any, most: int = 5) -> tuple[Contribution, ...]:
    """Return the features that moved one score the most, the largest first."""
    ranked = sorted(zip(FEATURES, values.tolist(), shares.tolist(), strict=True), key=lambda row: (-abs(row[2]), row[0]))
    return tuple(Contribution(name, round(value, 4), round(share, 4)) for name, value, share in ranked[:most])
