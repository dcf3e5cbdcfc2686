"""What is worked out for every candidate pair at once: words in common, margins over rivals, pairs beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from storycompare.match.candidates import Candidates
from storycompare.match.corpus import Corpus

_BLOCK_CELLS = 2_000_000
_CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class Shared:
    """Bags of things as a table: ``there`` says which entry holds which, ``weighed`` at which weight, ``own`` is each entry's in all."""

    there: Any
    weighed: Any
    own: Any


def shared(bags: Sequence[Iterable[Any]], weight: Mapping[Any, float] | None = None) -> Shared:
    """Return the bags as sets in a table, each thing at its weight, or at 1."""
    import numpy as np
    from scipy.sparse import csr_matrix

    # In sorted order: a set's own order changes with the hash seed, and with it the last digit of a sum.
    rows = [sorted(set(bag)) for bag in bags]
    things = {thing: number for number, thing in enumerate(sorted(set(chain.from_iterable(rows))))}
    columns = np.array([things[thing] for row in rows for thing in row], np.int64)
    ends = np.cumsum([0, *map(len, rows)])
    weights = np.array([1.0 if weight is None else weight[thing] for thing in things] or [0.0])
    there, weighed = (
        csr_matrix((data, columns, ends), shape=(len(rows), len(weights))) for data in (np.ones(len(columns)), weights[columns])
    )
    return Shared(there, weighed, np.asarray(weighed.sum(axis=1)).ravel())


def in_common(found: Candidates, table: Shared) -> Any:
    """Return the weight of what each candidate pair has in common."""
    return products(found, table.there, table.weighed)


def most_in_common(found: Candidates, table: Shared) -> Any:
    """Return the largest weight of a thing that each candidate pair has in common."""
    import numpy as np

    most = np.zeros(len(found.i))
    for first in range(0, len(most), _CHUNK):
        part = slice(first, first + _CHUNK)
        most[part] = table.there[found.i[part]].multiply(table.weighed[found.j[part]]).max(axis=1).toarray().ravel()
    return most


def products(found: Candidates, left: Any, right: Any) -> Any:
    """Return for each candidate pair the product of its rows in two sparse tables; some rows at a time, so that memory stays bounded."""
    import numpy as np

    size = left.shape[0]
    step, other = max(1, _BLOCK_CELLS // max(1, size)), right.T.tocsr()
    result = np.zeros(len(found.i))
    for first in range(0, size, step):
        # Pairs are in ascending order: those of some rows stand together.
        part = slice(*np.searchsorted(found.i, (first, first + step)))
        result[part] = (left[first : first + step] @ other).toarray()[found.i[part] - first, found.j[part]]
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
