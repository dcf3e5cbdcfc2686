"""The order of matches, judged by a slow plain twin that writes out every chain."""

from itertools import combinations, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storycompare.match.order import moved

points = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 4), max_size=8).map(
    lambda found: [(a, b, weight) for (a, b), weight in found.items()]
)


def moved_slowly(points):
    """A match is moved when it is not in every one of the heaviest chains that decrease on neither side."""
    chains = [
        chosen
        for size in range(len(points) + 1)
        for chosen in combinations(sorted(points), size)
        if all(x[0] <= y[0] and x[1] <= y[1] for x, y in pairwise(chosen))
    ]
    heaviest = max(sum(weight for _, _, weight in chain) for chain in chains)
    best = [chain for chain in chains if sum(weight for _, _, weight in chain) == heaviest]
    return [not all(point in chain for chain in best) for point in points]


@given(points)
@example([(0, 1, 1), (1, 0, 1)])
@example([(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)])
def test_the_twin_agrees(points):
    assert moved(points) == moved_slowly(points)


@given(points)
def test_the_sides_play_no_part(points):
    assert moved([(b, a, weight) for a, b, weight in points]) == moved(points)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], []),
        ([(3, 7, 5)], [False]),
        ([(0, 0, 5), (1, 1, 5), (2, 2, 5)], [False, False, False]),
        ([(0, 1, 5), (1, 0, 5)], [True, True]),
        ([(0, 1, 5), (1, 0, 9)], [True, False]),
        ([(0, 0, 5), (0, 1, 5), (1, 1, 5)], [False, False, False]),
        ([(0, 2, 5), (1, 0, 5), (2, 1, 5)], [True, False, False]),
    ],
    ids=["none", "one", "in-order", "swap", "heavier-half-stays", "split-and-merge", "one-brought-forward"],
)
def test_what_counts_as_moved(points, expected):
    assert moved(points) == expected


def test_many_points_are_quick():
    size = 20_000
    assert sum(moved([(k, (k * 7919) % size, 1 + k % 9) for k in range(size)])) > size / 2
