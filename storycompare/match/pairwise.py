"""What is worked out for every candidate pair at once: words in common, margins over rivals, pairs beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from storycompare.match.candidates import Candidates
from storycompare.match.corpus import Corpus

_CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two entries have in common: the sum of the weights and the largest; ``own`` is the whole weight of each entry."""

    sum: Any
    most: Any
    own: Any


def overlap(found: Candidates, bags: Sequence[Iterable[Any]], weight: Mapping[Any, float] | None = None) -> Overlap:
    """Return what each candidate pair's bags have in common as sets, each thing at its weight, or at 1."""
    import numpy as np
    from scipy.sparse import csr_matrix

    # In sorted order: a set's own order changes with the hash seed, and with it the last digit of a sum.
    rows = [sorted(set(bag)) for bag in bags]
    things = {thing: number for number, thing in enumerate(sorted(set(chain.from_iterable(rows))))}
    columns = [things[thing] for row in rows for thing in row]
    ends = np.r_[0, np.cumsum([len(row) for row in rows])].astype(np.int64)
    there = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), max(1, len(things))))
    weights = np.array([1.0 if weight is None else weight[thing] for thing in things] or [0.0])
    weighed = csr_matrix((weights[there.indices], there.indices, there.indptr), shape=there.shape)
    shared = products(there, weighed, found.i, found.j)
    return Overlap(shared.sum, shared.most, np.asarray(weighed.sum(axis=1)).ravel())


def products(left: Any, right: Any, i: Any, j: Any) -> Overlap:
    """Return sum and largest of the products of row ``i[k]`` of one sparse matrix with row ``j[k]`` of another, some pairs at a time."""
    import numpy as np

    sums, most = np.zeros(len(i)), np.zeros(len(i))
    for first in range(0, len(i), _CHUNK):
        part = slice(first, first + _CHUNK)
        both = left[i[part]].multiply(right[j[part]]).tocsr()
        both.sort_indices()
        sums[part] = np.asarray(both.sum(axis=1)).ravel()
        most[part] = both.max(axis=1).toarray().ravel()
    return Overlap(sums, most, None)


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
        order = np.lexsort((-value, group))
        leads = np.r_[True, group[order][1:] != group[order][:-1]] if len(group) else np.zeros(0, bool)
        best, second = np.zeros(len(owner) * count), np.zeros(len(owner) * count)
        best[group[order[leads]]] = value[order[leads]]
        np.maximum.at(second, group[order[~leads]], value[order[~leads]])
        first = np.zeros(len(group), bool)
        first[order[leads]] = True
        ahead.append(value - np.where(first, second[group], best[group]))
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
