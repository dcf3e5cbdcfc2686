"""Order: which matches cross the main order of two texts.

The main order is the heaviest chain of matches, by score, that decreases in neither sentence number. Where several chains are equally
heavy, a match counts as in order only when it is in every one, so both halves of a swap are moved.
"""

from __future__ import annotations

from collections.abc import Sequence


def moved(points: Sequence[tuple[int, int, int]]) -> list[bool]:
    """Return for each match (sentence in a, sentence in b, whole-number weight over 0) whether it crosses the main order.

    >>> moved([(0, 1, 9), (1, 0, 9), (2, 2, 9)])
    [True, True, False]

    A match is in every heaviest chain exactly when as many of them run through it as there are: chains are counted while their weight is
    summed, forwards and backwards, in a binary indexed tree, so the time is n log n. Fenwick, "A new data structure for cumulative
    frequency tables", 1994.
    """
    forward = _chains(points)
    backward = _chains([(-a, -b, weight) for a, b, weight in points])
    heaviest = max((weight for weight, _ in forward), default=0)
    every = sum(count for weight, count in forward if weight == heaviest)
    result = []
    for (_, _, own), (before, ways_in), (after, ways_out) in zip(points, forward, backward, strict=True):
        through = ways_in * ways_out if before + after - own == heaviest else 0
        result.append(through != every)
    return result


def _chains(points: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return for each point the weight of the heaviest chain that ends there, and how many such chains there are."""
    columns = {b: rank for rank, b in enumerate(sorted({b for _, b, _ in points}), 1)}
    tree = [(0, 1)] + [(0, 0)] * len(columns)
    result = [(0, 0)] * len(points)
    for place in sorted(range(len(points)), key=lambda k: points[k][:2]):
        _, b, own = points[place]
        weight, count = _best(tree, columns[b])
        result[place] = (weight + own, count)
        _add(tree, columns[b], result[place])
    return result


def _best(tree: list[tuple[int, int]], place: int) -> tuple[int, int]:
    weight, count = 0, 0
    while place > 0:
        weight, count = _heavier((weight, count), tree[place])
        place -= place & -place
    # No chain before: the empty one, and there is one of it.
    return (weight, count) if weight else (0, 1)


def _add(tree: list[tuple[int, int]], place: int, entry: tuple[int, int]) -> None:
    while place < len(tree):
        tree[place] = _heavier(tree[place], entry)
        place += place & -place


def _heavier(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    if a[0] == b[0]:
        return a[0], a[1] + b[1]
    return max(a, b)
