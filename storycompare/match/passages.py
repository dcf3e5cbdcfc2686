"""Passages: the N-way rows, each one point of the story and the sentences that carry it in every version that has it.

A row is grown from the surest match outwards, and a sentence joins only when it is matched to every sentence that other versions have
in the row: weak links cannot chain unlike points into one. Every match stands in some row, and no row holds a pair of two versions
that is not a match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from storycompare.match.pairs import Pair


def rows(pairs: Sequence[Pair], version_of: Sequence[int], order: Sequence[tuple[int, str]]) -> list[tuple[int, ...]]:
    """Return the rows, each the sorted numbers of its entries; a sentence may stand in more than one.

    >>> from storycompare.match.pairs import Pair
    >>> pairs = [Pair(0, 1, 0.9, "partial", False, ()), Pair(1, 2, 0.8, "partial", False, ()), Pair(0, 2, 0.7, "partial", False, ())]
    >>> rows(pairs, [0, 1, 2], [(0, "")] * 3)
    [(0, 1, 2)]
    >>> rows(pairs[:2], [0, 1, 2], [(0, "")] * 3)
    [(0, 1), (1, 2)]

    Args:
        pairs: the matches.
        version_of: the version of each entry.
        order: what settles ties between equal scores for each entry; not the numbers, which change with the names of the versions.
    """
    linked: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        linked[pair.i].add(pair.j)
        linked[pair.j].add(pair.i)
    found: list[dict[int, set[int]]] = []  # of each row, the entries of each version
    rows_of: dict[int, list[int]] = defaultdict(list)

    def fits(entry: int, row: dict[int, set[int]]) -> bool:
        return all(members <= linked[entry] for version, members in row.items() if version != version_of[entry])

    ends = [(pair.score, sorted((pair.i, pair.j), key=lambda entry: order[entry])) for pair in pairs]
    for _, (one, other) in sorted(ends, key=lambda end: (-end[0], [order[entry] for entry in end[1]])):
        if not {*rows_of[one]}.isdisjoint(rows_of[other]):
            continue
        for entry, newcomer in ((one, other), (other, one)):
            home = next((number for number in rows_of[entry] if fits(newcomer, found[number])), None)
            if home is not None:
                found[home].setdefault(version_of[newcomer], set()).add(newcomer)
                rows_of[newcomer].append(home)
                break
        else:
            rows_of[one].append(len(found))
            rows_of[other].append(len(found))
            found.append({version_of[one]: {one}, version_of[other]: {other}})
    return sorted({tuple(sorted(chain.from_iterable(row.values()))) for row in found})
