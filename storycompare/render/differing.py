"""What every report shows first: the points on which versions differ, each told once, and quotations whose words were changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storycompare.model import SURE, Comparison, Conflict, PlacedSpan, Quotation, Ref, Side, Span, Version
from storycompare.render.marks import Quote, quoted
from storycompare.render.pairs import Pair, pair_of


@dataclass(frozen=True, slots=True)
class Said:
    """One side of a point: what it says, a sentence that says it, and where else it is said."""

    side: Side
    quote: Quote
    others: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A point on which versions differ, its sides, and the pairs of sentences from two of them that it was found in, the surest first."""

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

    @property
    def sources(self) -> frozenset[str]:
        """The matches that the points were found in."""
        return frozenset(pair.match.id for one in (*self.first, *self.behind) for pair in one.pairs)


def differing(comparison: Comparison, groups: Sequence[tuple[Pair, ...]]) -> Differing:
    """Return what differs, the surest first."""
    versions = {version.id: version for version in comparison.versions}
    at: dict[Ref, list[Pair]] = defaultdict(list)
    known = {pair.match.id: pair for group in groups for pair in group}
    disputed = {ref for conflict in comparison.conflicts for ref in refs_of(conflict)}
    for match in comparison.matches if disputed else ():
        if match.differences and match.a in disputed and match.b in disputed:
            at[match.a].append(known.get(match.id) or pair_of(match, versions, comparison.settings.base))
    disputes = [_dispute(conflict, versions, at) for conflict in comparison.conflicts]
    told: dict[Ref, list[set[Ref]]] = defaultdict(list)
    for conflict in comparison.conflicts:
        refs = refs_of(conflict)
        for ref in refs:
            told[ref].append(refs)
    quoted_in = [refs_of(conflict) for conflict in comparison.conflicts if conflict.kind == "quote"]
    return Differing(
        first=tuple(one for one in disputes if one.conflict.confidence >= SURE),
        behind=tuple(one for one in disputes if one.conflict.confidence < SURE),
        pairs=tuple(g for g in groups if g[0].conflict and not any(g[0].match.b in refs for refs in told.get(g[0].match.a, ()))),
        quotations=tuple(q for q in comparison.quotes if q.altered and not any(len(_carriers(q) & refs) > 1 for refs in quoted_in)),
    )


def _dispute(conflict: Conflict, versions: Mapping[str, Version], pairs: Mapping[Ref, Sequence[Pair]]) -> Dispute:
    found = {pair.match.id: pair for ref in refs_of(conflict) for pair in pairs.get(ref, ()) if _between(pair, conflict)}
    surest = sorted(found.values(), key=lambda pair: (-pair.match.score, pair.match.id))
    return Dispute(conflict, tuple(_said(side, versions) for side in conflict.sides if side.spans), tuple(surest))


def _between(pair: Pair, conflict: Conflict) -> bool:
    """Return whether a pair sets the words of two sides against each other."""
    ends = [
        [[side for side, one in enumerate(conflict.sides) if any(_at(place, ref, span) for place in one.spans)] for ref, span in both]
        for one in pair.contrasts
        if one.difference.kind == conflict.kind
        for both in [((pair.match.a, one.difference.a), (pair.match.b, one.difference.b))]
    ]
    return any(a and b and a != b for a, b in ends)


def _at(place: PlacedSpan, ref: Ref, span: Span) -> bool:
    return Ref(place.version, place.sentence) == ref and place.start <= span.end and span.start <= place.end


def _said(side: Side, versions: Mapping[str, Version]) -> Said:
    first = side.spans[0]
    here = [place for place in side.spans if (place.version, place.sentence) == (first.version, first.sentence)]
    spans = [Span(place.start, place.end, place.text) for place in here]
    refs = dict.fromkeys(Ref(place.version, place.sentence) for place in side.spans if place not in here)
    return Said(side, quoted(versions[first.version], first.sentence, spans, spans), tuple(refs))


def refs_of(conflict: Conflict) -> set[Ref]:
    """Return the sentences that a point was found in."""
    return {Ref(place.version, place.sentence) for side in conflict.sides for place in side.spans}


def _carriers(quotation: Quotation) -> set[Ref]:
    return {quotation.of, *(Ref(row.version, row.sentence) for row in quotation.carried)}
