"""The differences inside a match: the table of kinds, and the walk over it. A further kind is one file and one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from storycompare.diff import negation, number, wording
from storycompare.diff.findings import Finding, Inside
from storycompare.diff.hunks import Run
from storycompare.model import Difference, Kind, Relation, digest
from storycompare.text.reading import Reading, span

KINDS: dict[Kind, Callable[[Inside], list[Finding]]] = {
    "number": number.find,
    "negation": negation.find,
    "wording": wording.find,
}
"""Each kind and what finds it, the more telling first: a stretch that a row has named is not named again by a later one."""


LIKELY = 0.5
"""Least score of a match for a difference in it to be a conflict: two sentences that likelier report other things cannot contradict."""


def differences(match_id: str, a: Reading, b: Reading, found: Sequence[Run], relation: Relation, score: float) -> tuple[Difference, ...]:
    """Return the typed differences of a match, in the order of the text."""
    changed = [run for run in found if run.op != "equal"]
    if not changed:
        return ()
    inside = Inside(a, b, found, changed, relation)
    named: list[tuple[Kind, Finding]] = []
    for kind, find in KINDS.items():
        named += [(kind, finding) for finding in find(inside) if not any(_within(finding, other) for _, other in named)]
    result = []
    for kind, finding in sorted(named, key=lambda row: (row[1].a, row[1].b, row[0])):
        left, right = span(a, finding.a), span(b, finding.b)
        name = "d-" + digest(match_id, kind, left.start, left.end, right.start, right.end)
        result.append(Difference(name, kind, finding.conflict and score >= LIKELY, finding.confidence, left, right))
    return tuple(result)


def _within(one: Finding, other: Finding) -> bool:
    """Return whether two findings are about the same stretch on both sides."""
    return all((x[0] <= y[0] and y[1] <= x[1]) or (y[0] <= x[0] and x[1] <= y[1]) for x, y in ((one.a, other.a), (one.b, other.b)))
