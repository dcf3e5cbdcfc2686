"""Coverage and similarity: who carries what and how high, and how alike each two versions are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations

from storycompare.model import (
    Coverage,
    Match,
    Omission,
    PairSimilarity,
    Passage,
    PassageCoverage,
    Ref,
    Similarity,
    Version,
    VersionCoverage,
)
from storycompare.story.placement import heights, openings, placements
from storycompare.story.versions import body

NEAR_COPY = 0.5
"""Least share of the shorter version's body sentences that stand verbatim in the other for the two to be near-copies.

In the development stories, told by outlets on their own, the largest share is printed by `benchmarks/alignment.py copies`."""

NEAR_COPY_SENTENCES = 3
"""Least verbatim sentences of near-copies: one quotation in common makes no copy, however short the versions are."""


def similarity(versions: Mapping[str, Version], matches: Sequence[Match]) -> Similarity:
    """Return how alike every two versions are; ``versions`` are the usable ones by id, in order."""
    between: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in matches:
        between[match.a.version, match.b.version].append(match)
    size = {id: len(body(version)) for id, version in versions.items()}
    pairs = []
    for a, b in combinations(versions, 2):
        same = [match for match in between[a, b] if match.relation == "verbatim"]
        a_matched, a_verbatim = (round(len({m.a.sentence for m in found}) / size[a], 4) for found in (between[a, b], same))
        b_matched, b_verbatim = (round(len({m.b.sentence for m in found}) / size[b], 4) for found in (between[a, b], same))
        long = min(len({m.a.sentence for m in same}), len({m.b.sentence for m in same})) >= NEAR_COPY_SENTENCES
        copied = long and max(a_verbatim, b_verbatim) >= NEAR_COPY
        pairs.append(PairSimilarity(a, b, a_matched, b_matched, a_verbatim, b_verbatim, near_copy=copied))
    return Similarity(tuple(pairs))


def coverage(
    versions: Mapping[str, Version],
    passages: Sequence[Passage],
    matched: Collection[Ref],
    origins: Callable[[Sequence[Ref]], Collection[str]],
    omissions: Sequence[Omission],
) -> Coverage:
    """Return passages by versions, each version's totals, and what stands where.

    ``matched`` are the sentences that have a match; ``origins`` returns, of the versions that carry a point, one for each origin.
    """
    numbers = Counter(ref.version for ref in matched)
    places = {id: heights(version) for id, version in versions.items()}
    rows = []
    for passage in passages:
        first: dict[str, int] = {}
        for ref in passage.sentences:
            first.setdefault(ref.version, ref.sentence)
        high = tuple(places[id][number] for id, number in first.items())
        rows.append(PassageCoverage(passage.id, tuple(first), len(origins(passage.sentences)), high))
    totals = [
        VersionCoverage(
            version=id,
            body=len(places[id]),
            matched=numbers[id],
            only_here=len(places[id]) - numbers[id],
            passages=sum(id in row.carried_by for row in rows),
        )
        for id in versions
    ]
    return Coverage(tuple(rows), tuple(totals), openings(versions, passages), placements(versions, passages, omissions))
