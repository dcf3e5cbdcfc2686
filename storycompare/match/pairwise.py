"""What is worked out for every candidate pair at once: words in common, margins over rivals, pairs beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, pairwise
from typing import Any

from storycompare.match.candidates import Candidates
from storycompare.match.corpus import Corpus

FEW = 20
"""Where not even one in so many pairs of sentences is a candidate, products are worked out one by one: in made-up stories of 300 sentences
(one in 21) that takes nine tenths of the time, of 800 (one in 37) three quarters, of 2,000 (one in 91) two fifths."""
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
    weighed = rows.copy()
    weighed.data = table.weight[rows.indices]
    result = np.zeros(len(found.i))
    for some, row, values in _met(found, rows, weighed):
        most = np.zeros(len(some))
        np.maximum.at(most, row, values)
        result[some] = most
    return result


def covered(found: Candidates, table: Shared, alike: Sequence[tuple[int, int]]) -> Any:
    """Return the share of each sentence of a pair, of the first kind, that the other holds itself or holds something like it.

    Two rows: how much of the first sentence the second covers, and the other way round. ``alike`` are pairs of columns, each both ways.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    rows = table.there[:: len(table.own)]
    of, other = np.array(alike, np.int64).reshape(-1, 2).T
    wide = rows + rows @ csr_matrix((np.ones(len(of)), (of, other)), shape=(rows.shape[1],) * 2)
    wide.data[:] = 1.0
    wide.sort_indices()
    weighed = csr_matrix((table.weight[rows.indices], rows.indices, rows.indptr), shape=rows.shape)
    own = np.maximum(table.own[0], 1e-9)
    return products(found, weighed, wide)[0] / own[found.i], products(found, wide, weighed)[0] / own[found.j]


def products(found: Candidates, left: Any, right: Any) -> Any:
    """Return for each candidate pair the products of the first's rows in one sparse table with the second's row in another.

    A row for each row that an entry has on the left. Some at a time, so that memory stays bounded; the sums are the same either way.
    """
    import numpy as np

    size = right.shape[0]
    each = left.shape[0] // max(1, size)
    result = np.zeros((each, len(found.i)))
    if len(found.i) * FEW < size * size:
        for some, row, values in _met(found, left, right):
            result[:, some] = np.bincount(row, values, each * len(some)).reshape(-1, each).T
        return result
    step, other = max(1, _BLOCK_CELLS // max(1, size * each)), right.T.tocsr()
    spread = size * right.shape[1] <= _BLOCK_CELLS
    other = other.toarray() if spread else other  # spread out it sums as it does, in half the time
    for first in range(0, size, step):
        # Pairs are in ascending order: those of some rows stand together.
        part = slice(*np.searchsorted(found.i, (first, first + step)))
        cells = left[first * each : (first + step) * each] @ other
        cells = (cells if spread else cells.toarray()).reshape(-1, each, size)
        result[:, part] = cells[found.i[part] - first, :, found.j[part]].T
    return result


def _met(found: Candidates, left: Any, right: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield numbers of candidate pairs, and term by term what the products of the first's rows with the second's row are the sums of.

    Each term comes with the row it belongs to: so many rows a pair, in the order of the pairs, as an entry has on the left.
    """
    import numpy as np

    size, width = right.shape
    each = left.shape[0] // max(1, size)
    step, ends = max(1, _BLOCK_CELLS // max(1, width, left.nnz)), left.indptr.astype(np.int64)
    order = np.argsort(found.j, kind="stable")
    bounds = np.searchsorted(found.j[order], range(0, size + step, step))
    for number, (start, end) in enumerate(pairwise(bounds.tolist())):
        some = order[start:end]
        rows = (found.i[some, None] * each + np.arange(each)).ravel()
        lengths = ends[rows + 1] - ends[rows]
        row = np.repeat(np.arange(len(rows)), lengths)
        place = np.repeat(ends[rows + 1] - np.cumsum(lengths), lengths) + np.arange(len(row))
        spread = right[number * step : (number + 1) * step].toarray()
        cells = np.repeat(found.j[some] - number * step, each) * width
        yield some, row, left.data.take(place) * spread.take(np.repeat(cells, lengths) + left.indices.take(place))


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

    size, place = sizes(corpus)
    inside = {-1: place > 0, 0: size > 0, 1: place + 1 < size}
    code = found.i * len(size) + found.j
    if not len(code):
        return [value] * len(sides)

    def at(di: int, dj: int) -> Any:
        wanted = code + di * len(size) + dj
        where = np.minimum(np.searchsorted(code, wanted), len(code) - 1)
        return np.where((code[where] == wanted) & inside[di][found.i] & inside[dj][found.j], value[where], 0)

    return [at(di, dj) for di, dj in sides]
