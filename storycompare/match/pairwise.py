"""What is worked out for every candidate pair at once: words in common, margins over rivals, pairs beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from storycompare.match.candidates import Candidates
from storycompare.match.corpus import Corpus

_BLOCK_CELLS = 2_000_000


@dataclass(frozen=True, slots=True)
class Shared:
    """Bags of things, several kinds of them an entry, as one table: a row for each kind of each entry, columns that no two kinds share.

    ``there`` says which bag holds which thing, ``weight`` what each thing weighs; ``own`` is the weight of each bag, ``count`` how many
    things it holds, both a row a kind.
    """

    there: Any
    weight: Any
    own: Any
    count: Any


def shared(*kinds: tuple[Sequence[Collection[Any]], Mapping[Any, float]]) -> Shared:
    """Return the bags as sets in a table; of each kind a bag an entry, and the weight of each thing, in sorted order."""
    import numpy as np
    from scipy.sparse import csr_matrix

    width, size = sum(len(weights) for _, weights in kinds), len(kinds[0][0])
    parts, known = [], 0
    for number, (bags, weights) in enumerate(kinds):
        places = dict(zip(weights, count(known), strict=False))
        lengths = [len(bag) for bag in bags]
        things = np.fromiter(map(places.__getitem__, chain.from_iterable(bags)), np.int64, sum(lengths))
        parts.append(np.repeat(np.arange(number, size * len(kinds), len(kinds)) * width, lengths) + things)
        known += len(weights)
    held = np.unique(np.concatenate(parts))
    columns, ends = held % max(1, width), np.searchsorted(held, np.arange(size * len(kinds) + 1) * width)
    weight = np.array([value for _, weights in kinds for value in weights.values()])
    shape = size * len(kinds), width
    there, weighed = (csr_matrix((data, columns, ends), shape=shape) for data in (np.ones(len(columns)), weight[columns]))
    own, many = np.asarray(weighed.sum(axis=1)).ravel(), np.diff(ends)
    return Shared(there, weight, *(column.reshape(size, -1).T for column in (own, many)))


def in_common(found: Candidates, table: Shared) -> Any:
    """Return the weight of what each candidate pair has in common, a row a kind."""
    from scipy.sparse import csr_matrix

    there, kinds = table.there, len(table.own)
    # An entry's bags one after the other: no two kinds share a column, so a row of one meets its own kind only.
    whole = csr_matrix((table.weight[there.indices], there.indices, there.indptr[::kinds]), shape=(there.shape[0] // kinds, there.shape[1]))
    return products(found, there, whole)


def most_in_common(found: Candidates, table: Shared) -> Any:
    """Return the largest weight of a thing that each candidate pair has in common, of the first kind."""
    import numpy as np

    rows = table.there[:: len(table.own)]
    rows.data = table.weight[rows.indices]
    size, width = rows.shape
    step, lengths = max(1, _BLOCK_CELLS // max(1, width, rows.nnz)), np.diff(rows.indptr)
    most = np.zeros(len(found.i))
    for first in range(0, size, step):
        part = slice(*np.searchsorted(found.i, (first, first + step)))
        i, j = found.i[part] - first, found.j[part]
        # Each thing of one sentence, looked up among those of the other.
        pair = np.repeat(np.arange(len(j)), lengths[j])
        place = np.arange(len(pair)) + np.repeat(rows.indptr[j + 1] - np.cumsum(lengths[j]), lengths[j])
        np.maximum.at(most[part], pair, rows[first : first + step].toarray()[i[pair], rows.indices[place]])
    return most


def products(found: Candidates, left: Any, right: Any) -> Any:
    """Return for each candidate pair the products of the first's rows in one sparse table with the second's row in another.

    Some rows at a time, so that memory stays bounded; a row for each row that an entry has on the left.
    """
    import numpy as np

    size = right.shape[0]
    each = left.shape[0] // max(1, size)
    step, other = max(1, _BLOCK_CELLS // max(1, size * each)), right.T.tocsr()
    result = np.zeros((each, len(found.i)))
    for first in range(0, size, step):
        # Pairs are in ascending order: those of some rows stand together.
        part = slice(*np.searchsorted(found.i, (first, first + step)))
        cells = (left[first * each : (first + step) * each] @ other).toarray().reshape(-1, each, size)
        result[:, part] = cells[found.i[part] - first, :, found.j[part]].T
    return result


def sizes(corpus: Corpus) -> tuple[Any, Any]:
    """Return for each entry how many its version has, and its place among them."""
    import numpy as np

    bounds = np.array(corpus.bounds)
    size = np.repeat(np.diff(bounds), np.diff(bounds))
    return size, np.arange(len(size)) - np.repeat(bounds[:-1], np.diff(bounds))


def owners(corpus: Corpus) -> Any:
    """Return the version of each entry."""
    import numpy as np

    return np.repeat(np.arange(len(corpus.bounds) - 1), np.diff(np.array(corpus.bounds)))


def margins(corpus: Corpus, found: Candidates, value: Any) -> tuple[Any, Any]:
    """Return how far each pair's value is ahead of the best other candidate of either sentence in that version: smaller, larger."""
    import numpy as np

    owner, count = owners(corpus), len(corpus.bounds) - 1
    ahead = []
    for here, there in ((found.i, found.j), (found.j, found.i)):
        group = here * count + owner[there]
        best, second = np.zeros(len(owner) * count), np.zeros(len(owner) * count)
        np.maximum.at(best, group, value)
        first = value == best[group]
        np.maximum.at(second, group[~first], value[~first])
        alone = np.bincount(group[first], minlength=len(best)) < 2  # where two are equally good, neither is ahead
        ahead.append(value - np.where(first & alone[group], second[group], best[group]))
    return np.minimum(*ahead), np.maximum(*ahead)


SIDES = ((-1, -1), (1, 1), (-1, 0), (1, 0), (0, -1), (0, 1))
"""The pairs beside a pair: both sentences one on or one back, or one of them."""


def beside(corpus: Corpus, found: Candidates, value: Any, sides: Sequence[tuple[int, int]] = SIDES) -> list[Any]:
    """Return the value of the pair at each of ``sides``; one that is no candidate counts 0."""
    import numpy as np

    owner, size = owners(corpus), len(corpus.entries)
    code = found.i * size + found.j

    def at(di: int, dj: int) -> Any:
        i, j = found.i + di, found.j + dj
        inside = (i >= 0) & (j >= 0) & (i < size) & (j < size)
        inside[inside] = (owner[i[inside]] == owner[found.i[inside]]) & (owner[j[inside]] == owner[found.j[inside]])
        where = np.minimum(np.searchsorted(code, i * size + j), max(0, len(code) - 1))
        hit = inside & (code[where] == i * size + j) if len(code) else inside
        return np.where(hit, value[where], 0) if len(code) else np.zeros(0, value.dtype)

    return [at(di, dj) for di, dj in sides]
