"""How likely a careful reader is to call a difference a disagreement: a weighted sum, fitted by ``benchmarks/conflicts.py fit``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from storycompare.diff.findings import Finding

EDGE = 0.005
"""Scores nearer to 0 or 1 than this are held there: no match is as good as certain."""


class Weights(NamedTuple):
    """The fitted numbers: log-odds for each case, under "" for one that the stories do not have, and for each unit of a trait.

    ``rates`` are for what is no conflict by itself: how often the annotation names such a difference all the same.
    """

    cases: Mapping[str, float]
    traits: Mapping[str, float]
    rates: Mapping[str, float]


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """Return the weights that the package ships."""
    data = json.loads(files("storycompare").joinpath("data/conflicts.json").read_bytes())
    return Weights(data["cases"], data["traits"], data["rates"])


def of_match(score: float, alike: float) -> dict[str, float]:
    """Return what a match says of every difference in it; ``alike`` is the share of the shorter sentence's words in common."""
    held = min(max(score, EDGE), 1 - EDGE)
    return {"match": round(math.log(held / (1 - held)), 6), "match alike": round(alike, 6)}


def confidence(finding: Finding, match: Mapping[str, float], weights: Weights) -> float:
    """Return the probability, rounded to four decimals; ``match`` is what `of_match` says.

    >>> weights = Weights({"number put for another": 1.0}, {"match alike": 0.5}, {})
    >>> confidence(Finding((0, 1), (0, 1), True, "number put for another"), {"match alike": 1.0}, weights)
    0.8176
    """
    if not finding.conflict:
        return weights.rates.get(finding.case, weights.rates.get("", 0.0))
    traits = sorted({**dict(finding.traits), **match}.items())
    known = weights.traits
    odds = weights.cases.get(finding.case, weights.cases.get("", 0.0)) + sum([known.get(name, 0.0) * value for name, value in traits])
    return round(1 / (1 + math.exp(-round(odds, 6))), 4)
