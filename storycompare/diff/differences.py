"""The differences inside a match: the table of kinds, and the walk over it. A further kind is one file and one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from storycompare.diff import attribution, date, hedge, name, negation, number, place, quote, title, wording
from storycompare.diff.confidence import confidence, of_match, shipped
from storycompare.diff.findings import Finding, Inside, within
from storycompare.diff.hunks import Run
from storycompare.model import Difference, Kind, Relation, digest
from storycompare.text.reading import Reading, span
from storycompare.text.tokens import TRIVIAL

KINDS: dict[Kind, Callable[[Inside], list[Finding]]] = {
    "date": date.find,
    "number": number.find,
    "negation": negation.find,
    "title": title.find,
    "place": place.find,
    "name": name.find,
    "attribution": attribution.find,
    "hedge": hedge.find,
    "quote": quote.find,
    "wording": wording.find,
}
"""Each kind and what finds it, the more telling first: a stretch that a row has named is not named again by a later one."""
ALWAYS = frozenset({"quote"})
"""Kinds that are named whatever else a stretch is: a number altered inside a quotation is an altered quotation too."""
BESIDE = 0.2
"""Most words that may differ besides a difference, for each of the longer sentence, for the two to be otherwise the same."""
OTHERWISE_THE_SAME = ("otherwise the same", 1.0)
"""The trait of a difference between two sentences that are the same besides."""
LIKELY = 0.35
"""Least confidence of a difference to be called a conflict."""


def differences(match_id: str, a: Reading, b: Reading, found: Sequence[Run], relation: Relation, score: float) -> tuple[Difference, ...]:
    """Return the typed differences of a match, in the order of the text."""
    told = findings(a, b, found, relation)
    if not told:
        return ()
    weights, result = shipped(), []
    match = of_match(score, alike(a, b, found))
    for kind, finding in told:
        left, right = span(a, finding.a), span(b, finding.b)
        identity = "d-" + digest(match_id, kind, left.start, left.end, right.start, right.end)
        sure = confidence(finding, match, weights)
        result.append(Difference(identity, kind, finding.conflict and sure >= LIKELY, sure, left, right))
    return tuple(result)


def findings(a: Reading, b: Reading, found: Sequence[Run], relation: Relation) -> list[tuple[Kind, Finding]]:
    """Return what differs between two matched sentences, in the order of the text, before it is weighed."""
    changed = [run for run in found if run.op != "equal"]
    if not changed:
        return []
    inside = Inside(a, b, found, changed, relation)
    named: list[tuple[Kind, Finding]] = []
    for kind, find in KINDS.items():
        named += [(kind, one) for one in find(inside) if kind in ALWAYS or not any(_about_the_same(one, other) for _, other in named)]
    named = [(kind, one if kind in ALWAYS or not _same_otherwise(inside, one) else one.marked(OTHERWISE_THE_SAME)) for kind, one in named]
    return sorted(named, key=lambda row: (row[1].a, row[1].b, row[0]))


def alike(a: Reading, b: Reading, found: Sequence[Run]) -> float:
    """Return the share of the shorter sentence's words that stand in the other in the same order."""
    return sum(run.a_end - run.a for run in found if run.op == "equal") / max(1, min(len(a.words), len(b.words)))


def _same_otherwise(match: Inside, one: Finding) -> bool:
    """Return whether two sentences are the same besides a finding."""
    beside = 0
    for side, place, spans in (
        (match.a, one.a, [(r.a, r.a_end) for r in match.changed]),
        (match.b, one.b, [(r.b, r.b_end) for r in match.changed]),
    ):
        words = (k for first, last in spans for k in range(first, last))
        beside += sum(side.keys[k] not in TRIVIAL and not within((side.words[k].start, side.words[k].end), place) for k in words)
    return beside <= BESIDE * max(len(match.a.words), len(match.b.words))


def _about_the_same(one: Finding, other: Finding) -> bool:
    """Return whether two findings are about the same stretch on both sides."""
    return all(within(x, y) or within(y, x) for x, y in ((one.a, other.a), (one.b, other.b)))
