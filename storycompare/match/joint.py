"""Joint evidence: what the rest of the story says for a pair, once every pair has a first score.

The first scores are taken as whole ten-thousandths, so that sums are exact and the same whichever of two versions comes first.
"""

from __future__ import annotations

from typing import Any

from storycompare.match.candidates import Candidates
from storycompare.match.corpus import Corpus
from storycompare.match.pairwise import SIDES, beside, owners, products

UNIT = 10_000
JOINT: dict[str, str] = {
    "alone": "what the two sentences say for themselves (log-odds of the first score)",
    "through": "a sentence of a third version that goes with both",
    "elsewhere": "how much of both sentences the other versions tell",
    "rivals": "other sentences of the two versions that would do as well",
    "around": "how well the sentences some way around both go together",
    "sides": "how well the pairs beside them go together",
    "side": "the best of the pairs beside them",
}
"""Each feature of the second stage and what it means, in words."""
THIRD = ("through", "elsewhere")
"""Those that only a third version can give."""
REACH = 3
"""Sentences each way that count as around."""
_LIKELY = 500


def joint(corpus: Corpus, found: Candidates, alone: Any, first: Any) -> dict[str, Any]:
    """Return one column a feature of `JOINT`; ``alone`` are the log-odds, ``first`` the scores in ten-thousandths (int64)."""
    import numpy as np

    owner = owners(corpus)
    count, size = len(corpus.bounds) - 1, len(owner)
    third = max(1, len(set(owner.tolist())) - 2)
    i, j = found.i, found.j
    cells = np.zeros(size * count, np.int64)
    np.add.at(cells, i * count + owner[j], first)
    np.add.at(cells, j * count + owner[i], first)
    into = cells.reshape(size, count)
    total = into.sum(axis=1)
    to, back = into[i, owner[j]], into[j, owner[i]]
    sides = beside(corpus, found, first, SIDES[2:])
    return {
        "alone": alone,
        "through": np.sqrt(_through(found, first, size) / (third * float(UNIT) ** 2)),
        "elsewhere": (total[i] - to + total[j] - back) / (third * UNIT),
        "rivals": (np.maximum(to, back) - first) / UNIT,
        "around": _around(corpus, found, first) / UNIT,
        "sides": sum(sides) / UNIT,
        "side": np.maximum.reduce(sides) / UNIT,
    }


def _through(found: Candidates, first: Any, size: int) -> Any:
    """Return the sum over third sentences of the product of their scores with both, of those that are likely at all."""
    import numpy as np
    from scipy.sparse import csr_matrix

    likely = first >= _LIKELY
    i, j, score = found.i[likely], found.j[likely], first[likely]
    scores = csr_matrix((np.r_[score, score], (np.r_[i, j], np.r_[j, i])), shape=(size, size))
    (through,) = products(found, scores, scores)
    return through


def _around(corpus: Corpus, found: Candidates, first: Any) -> Any:
    """Return the sum of the scores within `REACH` sentences each way, by summed-area tables, one for two versions."""
    import numpy as np

    owner, bounds = owners(corpus), corpus.bounds
    result = np.zeros(len(first), np.int64)
    code = owner[found.i] * len(bounds) + owner[found.j]
    for pair in np.unique(code).tolist():
        here = np.flatnonzero(code == pair)
        a, b = divmod(pair, len(bounds))
        i, j = found.i[here] - bounds[a], found.j[here] - bounds[b]
        area = np.zeros((bounds[a + 1] - bounds[a] + 1, bounds[b + 1] - bounds[b] + 1), np.int64)
        area[i + 1, j + 1] = first[here]
        np.cumsum(area, axis=0, out=area)
        np.cumsum(area, axis=1, out=area)
        top, bottom = np.maximum(0, i - REACH), np.minimum(area.shape[0] - 1, i + REACH + 1)
        left, right = np.maximum(0, j - REACH), np.minimum(area.shape[1] - 1, j + REACH + 1)
        result[here] = area[bottom, right] - area[top, right] - area[bottom, left] + area[top, left] - first[here]
    return result
