"""The score: the probability that a careful reader would link two sentences.

Two logistic models, one after the other: the first weighs what the two sentences and their places say (`features`), the second that and
what the rest of the story says (`joint`), with coefficients of its own where there is no third version. All coefficients are data
(``data/scorer*.json``), fitted by ``benchmarks/alignment.py fit`` and applied with sums in a fixed order. Feature values are held to the
range that most of the fitted stories lie in: what lies beyond is not extrapolated.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from storycompare.match.joint import UNIT
from storycompare.match.meaning import Meaning
from storycompare.model import Contribution, Preset, Scorer

EXACT = 0.99
"""The least score of two sentences with the same words: all such pairs in the development stories were links (72 of 72)."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One logistic model: the intercept, and per feature a range, a mean, a scale and a weight."""

    intercept: float
    names: tuple[str, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weight: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted scorer: its three layers, and the cut-offs that were swept with them.

    ``pair`` weighs two sentences, ``story`` adds the rest of a story of three versions or more, ``two`` of a story of two. A match has the
    threshold of its preset at least, an omission that is said to be absent a confidence of ``absent``. ``sentences`` and ``years`` are
    the least and the most of the versions that it was measured on, ``encoder`` the digest of the encoder, "" where none is used.
    """

    card: Scorer
    pair: Layer
    story: Layer
    two: Layer
    thresholds: Mapping[Preset, float]
    absent: float
    sentences: tuple[int, int]
    years: tuple[int, int]
    encoder: str


@lru_cache(maxsize=4)
def model(name: str = "scorer") -> Model:
    """Return a shipped scorer."""
    raw = files("storycompare").joinpath(f"data/{name}.json").read_bytes()
    return model_from(json.loads(raw), hashlib.sha256(raw).hexdigest()[:12])


def model_for(meaning: Meaning | None) -> Model:
    """Return the shipped scorer for what an encoder says: of sentences and their words, of sentences alone, or nothing."""
    if meaning is None:
        return model()
    return model("scorer-sentences" if meaning.covered is None else "scorer-words")


def model_from(data: dict[str, Any], digest: str) -> Model:
    """Return the scorer that ``data`` describes."""
    (fewest, most), (first, last) = data["sentences"], data["years"]
    return Model(
        card=Scorer(data["name"], digest, data["fitted_on"]),
        **{name: _layer(rows) for name, rows in data["layers"].items()},
        thresholds=data["thresholds"],
        absent=data["absent"],
        sentences=(fewest, most),
        years=(first, last),
        encoder=data["encoder"],
    )


def _layer(data: dict[str, Any]) -> Layer:
    rows = data["features"]
    parts = (tuple(row[part] for row in rows.values()) for part in ("low", "high", "mean", "scale", "weight"))
    return Layer(data["intercept"], tuple(rows), *parts)


def shares(layer: Layer, columns: Mapping[str, Any]) -> Any:
    """Return each feature's share of the log-odds, one row a pair: standardised value times weight."""
    import numpy as np

    values = np.column_stack([np.asarray(columns[name], float) for name in layer.names])
    np.clip(values, np.array(layer.low), np.array(layer.high), out=values)
    values -= np.array(layer.mean)
    values /= np.array(layer.scale)
    values *= np.array(layer.weight)
    return values


def log_odds(layer: Layer, parts: Any) -> Any:
    """Return the log-odds of pairs from their shares, rounded to six decimals."""
    import numpy as np

    # A plain left-to-right sum over the columns: a matrix product's last digits change with threads and chunk sizes.
    total = np.full(len(parts), layer.intercept)
    for column in range(parts.shape[1]):
        total = total + parts[:, column]
    return np.round(total, 6)


def units(odds: Any) -> Any:
    """Return probabilities as whole ten-thousandths."""
    import numpy as np

    return np.round(UNIT / (1.0 + np.exp(-odds))).astype(np.int64)


def explain(
    model: Model, layer: Layer, pair: tuple[dict[str, Any], Any], story: tuple[dict[str, Any], Any], rows: Any, most: int = 5
) -> list[tuple[Contribution, ...]]:
    """Return for each of ``rows`` the features that moved its score the most, the largest first.

    What the first stage weighed has the part in the end that the second gives to it.

    Args:
        model: the scorer.
        layer: which of its second stages was used.
        pair: the columns and the shares of the first stage.
        story: those of the second.
        rows: numbers of candidate pairs, as a numpy array.
        most: so many features at most.
    """
    import numpy as np

    alone = layer.names.index("alone")
    passed = pair[1][rows] * (layer.weight[alone] / layer.scale[alone])
    both = dict(zip(model.pair.names, passed.T, strict=True)) | dict(zip(layer.names, story[1][rows].T, strict=True))
    names = sorted(both.keys() - {"alone"})
    part = np.round(np.column_stack([both[name] for name in names]), 4)
    value = np.round(np.column_stack([(pair[0] | story[0])[name][rows] for name in names]), 4)
    # By size, and by name where two are equal: the columns are sorted by name, and the sort is stable.
    ranked = np.argsort(-np.abs(part), axis=1, kind="stable")[:, :most]
    values, weights = (np.take_along_axis(column, ranked, axis=1).ravel().tolist() for column in (value, part))
    told = map(Contribution, [names[k] for k in ranked.ravel().tolist()], values, weights)
    return list(zip(*[told] * ranked.shape[1], strict=True))
