"""What stands first in the page: the points on which versions differ, each told once, and quotations whose words were changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storycompare.model import SURE, Comparison, Conflict, Quotation, Ref, Side, Span, Version
from storycompare.render.marks import Quote, quoted
from storycompare.render.view import Pair, View, pair_of


@dataclass(frozen=True, slots=True)
class Said:
    """One side of a point: what it says, a sentence that says it, and where else it is said."""

    side: Side
    quote: Quote
    others: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A point on which versions differ, its sides, and the pairs of sentences that it was found in."""

    conflict: Conflict
    sides: tuple[Said, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """Points shown first and behind them, pairs in conflict that are told as no point, and altered quotations that are in none."""

    first: tuple[Dispute, ...]
    behind: tuple[Dispute, ...]
    pairs: tuple[tuple[Pair, ...], ...]
    quotations: tuple[Quotation, ...]

    @property
    def count(self) -> int:
        """How many stand first."""
        return len(self.first) + len(self.pairs) + len(self.quotations)


def differing(comparison: Comparison, view: View) -> Differing:
    """Return what differs, the surest first."""
    versions = {version.id: version for version in comparison.versions}
    at: dict[Ref, list[Pair]] = defaultdict(list)
    for match in comparison.matches if comparison.conflicts else ():
        if any(difference.conflict for difference in match.differences):
            at[match.a].append(pair_of(match, versions, comparison.settings.base))
    disputes = [_dispute(conflict, versions, at) for conflict in comparison.conflicts]
    told = [_refs(conflict) for conflict in comparison.conflicts]
    quoted_in = [_refs(conflict) for conflict in comparison.conflicts if conflict.kind == "quote"]
    return Differing(
        first=tuple(one for one in disputes if one.conflict.confidence >= SURE),
        behind=tuple(one for one in disputes if one.conflict.confidence < SURE),
        pairs=tuple(group for group in view.groups if group[0].conflict and not any(_of(group[0]) <= refs for refs in told)),
        quotations=tuple(q for q in comparison.quotes if q.altered and not any(len(_carriers(q) & refs) > 1 for refs in quoted_in)),
    )


def _dispute(conflict: Conflict, versions: Mapping[str, Version], pairs: Mapping[Ref, Sequence[Pair]]) -> Dispute:
    refs = _refs(conflict)
    found = [pair for ref in refs for pair in pairs.get(ref, ()) if _of(pair) <= refs]
    found.sort(key=lambda pair: (-pair.match.score, pair.match.id))
    return Dispute(conflict, tuple(_said(side, versions) for side in conflict.sides), tuple(found))


def _said(side: Side, versions: Mapping[str, Version]) -> Said:
    first = side.spans[0]
    here = [place for place in side.spans if (place.version, place.sentence) == (first.version, first.sentence)]
    spans = [Span(place.start, place.end, place.text) for place in here]
    refs = dict.fromkeys(Ref(place.version, place.sentence) for place in side.spans if place not in here)
    return Said(side, quoted(versions[first.version], first.sentence, spans, spans), tuple(refs))


def _refs(conflict: Conflict) -> set[Ref]:
    return {Ref(place.version, place.sentence) for side in conflict.sides for place in side.spans}


def _of(pair: Pair) -> set[Ref]:
    return {pair.match.a, pair.match.b}


def _carriers(quotation: Quotation) -> set[Ref]:
    return {quotation.of, *(Ref(row.version, row.sentence) for row in quotation.carried)}
