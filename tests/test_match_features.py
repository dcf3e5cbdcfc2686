"""The columns of candidate pairs against slow plain twins, and what a score is made of."""

import math
from itertools import combinations

import numpy as np
import pytest
from golden import STORIES, comparison
from hypothesis import given
from hypothesis import strategies as st

from storycompare.match import pairwise
from storycompare.match.candidates import Candidates, candidates
from storycompare.match.corpus import Corpus, corpus
from storycompare.match.features import FEATURES, features
from storycompare.match.joint import JOINT, REACH, THIRD, UNIT, joint
from storycompare.match.pairs import pair, scored, twins
from storycompare.match.pairwise import beside, in_common, margins, most_in_common, shared
from storycompare.match.score import explain, model


@st.composite
def tables(draw):
    """Some candidate pairs of some versions, with whole numbers for scores: what the joint columns are worked out from."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=4))
    bounds = (0, *np.cumsum(sizes).tolist())
    owner = [version for version, size in enumerate(sizes) for _ in range(size)]
    every = [(i, j) for i, j in combinations(range(len(owner)), 2) if owner[i] != owner[j]]
    chosen = sorted(draw(st.sets(st.sampled_from(every), min_size=1)))
    score = draw(st.lists(st.integers(0, UNIT), min_size=len(chosen), max_size=len(chosen)))
    i, j = np.array(chosen).T
    some = np.zeros(len(chosen))
    # The columns look at nothing of an entry but its version.
    entries = tuple(type("Entry", (), {"version": version})() for version in owner)
    return Corpus(entries, bounds, {}), Candidates(i, j, some, some, None), np.array(score, np.int64)


def plain(told, found, score):
    owner = [entry.version for entry in told.entries]
    known = {}
    for i, j, points in zip(found.i.tolist(), found.j.tolist(), score.tolist(), strict=True):
        known[i, j] = known[j, i] = points
    return owner, known


@given(tables())
def test_margins_are_ahead_of_the_best_other_pair(case):
    told, found, score = case
    owner, known = plain(*case)
    low, high = margins(told, found, score.astype(float))
    for row, (i, j) in enumerate(zip(found.i.tolist(), found.j.tolist(), strict=True)):
        others = [
            max((points for (a, b), points in known.items() if a == here and owner[b] == owner[there] and b != there), default=0)
            for here, there in ((i, j), (j, i))
        ]
        assert sorted(score[row] - other for other in others) == [low[row], high[row]]


@given(tables())
def test_a_pair_beside_is_one_sentence_on(case):
    told, found, score = case
    owner, known = plain(*case)
    (ahead,) = beside(told, found, score, [(1, -1)])
    for row, (i, j) in enumerate(zip(found.i.tolist(), found.j.tolist(), strict=True)):
        inside = i + 1 < len(owner) and j >= 1 and (owner[i + 1], owner[j - 1]) == (owner[i], owner[j])
        assert ahead[row] == (known.get((i + 1, j - 1), 0) if inside else 0)


@given(tables())
def test_joint_columns(case):
    told, found, score = case
    owner, known = plain(*case)
    columns = joint(told, found, np.zeros(len(score)), score)
    third = max(1, len(set(owner)) - 2)
    for row, (i, j) in enumerate(zip(found.i.tolist(), found.j.tolist(), strict=True)):
        own = known[i, j]
        rivals = [sum(known.get((a, b), 0) for b in range(len(owner)) if owner[b] == owner[c]) - own for a, c in ((i, j), (j, i))]
        elsewhere = sum(known.get((a, c), 0) for a in (i, j) for c in range(len(owner)) if owner[c] not in (owner[i], owner[j]))
        around = sum(
            known.get((a, b), 0)
            for a in range(i - REACH, i + REACH + 1)
            for b in range(j - REACH, j + REACH + 1)
            if (a, b) != (i, j) and 0 <= a < len(owner) and 0 <= b < len(owner) and (owner[a], owner[b]) == (owner[i], owner[j])
        )
        likely = {k: points for k, points in known.items() if points >= 500}
        through = sum(likely.get((i, c), 0) * likely.get((c, j), 0) for c in range(len(owner)))
        assert columns["rivals"][row] == max(rivals) / UNIT
        assert columns["elsewhere"][row] == elsewhere / (third * UNIT)
        assert columns["around"][row] == around / UNIT
        assert columns["through"][row] == math.sqrt(through / (third * UNIT**2))


@given(st.lists(st.tuples(st.frozensets(st.integers(0, 9)), st.frozensets(st.integers(5, 19))), min_size=2, max_size=6))
def test_overlap_is_of_sets(entries):
    bags, others = zip(*entries, strict=True)
    i, j = np.array(list(combinations(range(len(bags)), 2))).T
    weight = {thing: 1 + thing / 8 for thing in range(10)}
    found, table = Candidates(i, j, None, None, None), shared((bags, weight), (others, dict.fromkeys(range(20), 1.0)))
    both = [[weight[thing] for thing in bags[a] & bags[b]] for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    second = [len(others[a] & others[b]) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    assert in_common(found, table).tolist() == [[sum(weights) for weights in both], second]
    assert most_in_common(found, table).tolist() == [max(weights, default=0) for weights in both]
    assert table.own.tolist() == [[sum(weight[thing] for thing in bag) for bag in bags], [len(bag) for bag in others]]
    assert table.count.tolist() == [[len(bag) for bag in bags], [len(bag) for bag in others]]


@pytest.mark.parametrize("few", [0, 10**9])
@pytest.mark.parametrize("cells", [1, 40, 10**6])
def test_neither_the_size_of_a_block_nor_the_way_changes_anything(monkeypatch, cells, few):
    told = corpus(comparison("river-flood").versions)
    whole = features(told, candidates(told))
    monkeypatch.setattr(pairwise, "_BLOCK_CELLS", cells)
    monkeypatch.setattr(pairwise, "FEW", few)
    parts = features(told, candidates(told))
    assert all(np.array_equal(whole[name], parts[name]) for name in FEATURES)


@pytest.fixture(scope="module")
def story():
    told = corpus(comparison("unmanned-boats").versions)
    same = twins(told)
    found = candidates(told, sorted(same))
    columns = features(told, found)
    return told, found, same, columns, scored(told, found, same, columns, model())


def test_every_feature_is_worked_out_and_has_a_coefficient(story):
    *_, columns, told = story
    assert set(columns) == set(FEATURES) == set(model().pair.names)
    assert set(model().story.names) == set(told.evidence) == set(JOINT)
    assert set(model().two.names) == set(JOINT) - set(THIRD)
    assert all(np.isfinite(column).all() for column in (*columns.values(), *told.evidence.values()))


def test_contributions_add_up_to_the_score(story):
    _, found, same, columns, result = story
    rows = np.arange(0, len(found.i), 7)
    parts = explain(model(), result.layer, (columns, result.parts), (result.evidence, result.evidence_parts), rows, most=99)
    alone = result.layer.names.index("alone")
    for row, contributions in zip(rows.tolist(), parts, strict=True):
        if (found.i[row], found.j[row]) in same or not result.layer.low[alone] < result.evidence["alone"][row] < result.layer.high[alone]:
            continue
        passed = result.layer.weight[alone] / result.layer.scale[alone]
        odds = result.layer.intercept + (model().pair.intercept - result.layer.mean[alone]) * passed + sum(c.weight for c in contributions)
        assert result.score[row] / UNIT == pytest.approx(1 / (1 + math.exp(-odds)), abs=2e-3)


def test_only_two_versions_are_scored_by_the_layer_for_two():
    two = comparison("unmanned-boats").versions[:2]
    told = corpus(two)
    same = twins(told)
    found = candidates(told, sorted(same))
    assert scored(told, found, same, features(told, found), model()).layer is model().two


@pytest.mark.parametrize("story", STORIES)
def test_names_of_versions_play_no_part(story):
    """The corpus in another order of versions has the same scores: sums are exact, or rounded before they count."""
    versions = comparison(story).versions
    one, other = (pair(corpus(told), model(), 0.0) for told in (versions, versions[::-1]))
    assert sorted(one.score.tolist()) == sorted(other.score.tolist())
