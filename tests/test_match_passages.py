"""Passages: every match stands in a row, and no row holds a pair of two versions that is no match."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from storycompare.match.pairs import Pair
from storycompare.match.passages import rows

VERSION_OF = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3]
ORDER = [(0, "a"), (1, "b"), (2, "c"), (0, "d"), (1, "b"), (2, "e"), (0, "f"), (1, "g"), (2, "h"), (0, "i")]
between = [(i, j) for i, j in combinations(range(len(VERSION_OF)), 2) if VERSION_OF[i] != VERSION_OF[j]]
links = st.dictionaries(st.sampled_from(between), st.integers(1, 100), max_size=14).map(
    lambda found: [Pair(i, j, score / 100, "partial", False, ()) for (i, j), score in found.items()]
)


@given(links)
def test_rows_hold_the_matches_and_nothing_else(pairs):
    linked = {(pair.i, pair.j) for pair in pairs}
    found = rows(pairs, VERSION_OF, ORDER)
    inside = {pair for row in found for pair in combinations(row, 2) if VERSION_OF[pair[0]] != VERSION_OF[pair[1]]}
    assert inside == linked
    assert all(row == tuple(sorted(row)) for row in found)
    assert found == sorted(set(found))
    assert all(len({VERSION_OF[entry] for entry in row}) > 1 for row in found)


@given(links, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_plays_no_part(pairs, random):
    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert rows(shuffled, VERSION_OF, ORDER) == rows(pairs, VERSION_OF, ORDER)


def test_a_chain_of_links_is_no_row():
    chain = [Pair(0, 3, 0.9, "partial", False, ()), Pair(3, 6, 0.9, "partial", False, ()), Pair(6, 9, 0.9, "partial", False, ())]
    assert rows(chain, VERSION_OF, ORDER) == [(0, 3), (3, 6), (6, 9)]


def test_all_matched_to_all_is_one_row():
    clique = [Pair(i, j, 0.5, "partial", False, ()) for i, j in combinations((0, 3, 6, 9), 2)]
    assert rows(clique, VERSION_OF, ORDER) == [(0, 3, 6, 9)]
