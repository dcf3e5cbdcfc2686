"""Passages: the N-way rows, each one point of the story and the sentences that carry it in every version that has it.

A row is grown from the surest match outwards, and a sentence joins only when it is matched to every sentence that other versions have
in the row: weak links cannot chain unlike points into one. Every match stands in some row, and no row holds a pair of two versions
that is not a match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from storycompare.match.pairs import Pair


def rows(pairs: Sequence[Pair], version_of: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the rows, each the sorted numbers of its entries; a sentence may stand in more than one.

    >>> from storycompare.match.pairs import Pair
    >>> pairs = [Pair(0, 1, 0.9, "partial", False, ()), Pair(1, 2, 0.8, "partial", False, ()), Pair(0, 2, 0.7, "partial", False, ())]
    >>> rows(pairs, [0, 1, 2])
    [(0, 1, 2)]
    >>> rows(pairs[:2], [0, 1, 2])
    [(0, 1), (1, 2)]
    """
    linked: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        linked[pair.i].add(pair.j)
        linked[pair.j].add(pair.i)
    found: list[set[int]] = []
    rows_of: dict[int, list[int]] = defaultdict(list)

    def fits(entry: int, row: set[int]) -> bool:
        return all(member in linked[entry] for member in row if version_of[member] != version_of[entry])

    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.i, pair.j)):
        if set(rows_of[pair.i]) & set(rows_of[pair.j]):
            continue
        for entry, newcomer in ((pair.i, pair.j), (pair.j, pair.i)):
            home = next((number for number in rows_of[entry] if fits(newcomer, found[number])), None)
            if home is not None:
                found[home].add(newcomer)
                rows_of[newcomer].append(home)
                break
        else:
            rows_of[pair.i].append(len(found))
            rows_of[pair.j].append(len(found))
            found.append({pair.i, pair.j})
    return sorted({tuple(sorted(row)) for row in found})
