"""Two matched sentences as people read them: both marked, the base's first, and what differs between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storycompare.model import SURE, Comparison, Difference, Match, Ref, Span, Version
from storycompare.render import words
from storycompare.render.marks import Quote, quoted


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference with its words in the order of the pair that it stands in."""

    difference: Difference
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two matched sentences that are worded differently; the base's, where there is a base, stands first."""

    match: Match
    first: Quote
    second: Quote
    contrasts: tuple[Contrast, ...]

    @property
    def only_first(self) -> tuple[Span, ...]:
        """What the first sentence alone tells."""
        return self.match.only_a if self.first.version == self.match.a.version else self.match.only_b

    @property
    def only_second(self) -> tuple[Span, ...]:
        """What the second sentence alone tells."""
        return self.match.only_b if self.first.version == self.match.a.version else self.match.only_a

    @property
    def sure(self) -> bool:
        """Whether one of its conflicts is of those that are shown first."""
        return any(one.difference.conflict and one.difference.confidence >= SURE for one in self.contrasts)

    @property
    def perhaps(self) -> bool:
        """Whether the two are likelier than not to report different things."""
        return words.perhaps(self.match)

    @property
    def detailed(self) -> bool:
        """Whether they differ in more than wording."""
        return any(contrast.difference.kind != "wording" for contrast in self.contrasts)

    @property
    def conflict(self) -> bool:
        """Whether two of their words cannot both stand."""
        return any(contrast.difference.conflict for contrast in self.contrasts)


def pairs_of(comparison: Comparison, versions: dict[str, Version]) -> tuple[Pair, ...]:
    """Return the matches with differences, the weightiest first; where there is a base, those that it is part of."""
    base = comparison.settings.base
    about = (m for m in comparison.matches if m.differences and base in {None, m.a.version, m.b.version})
    return tuple(sorted((pair_of(match, versions, base) for match in about), key=_weight))


def pair_of(match: Match, versions: Mapping[str, Version], base: str | None) -> Pair:
    """Return a match as people read it: both sentences marked, the base's first, and its differences, those in conflict first."""
    changed = [hunk for hunk in match.hunks if hunk.op != "equal"]
    clashing = [difference for difference in match.differences if difference.conflict]
    a = quoted(versions[match.a.version], match.a.sentence, [hunk.a for hunk in changed], [d.a for d in clashing])
    b = quoted(versions[match.b.version], match.b.sentence, [hunk.b for hunk in changed], [d.b for d in clashing])
    ordered = sorted(match.differences, key=lambda d: (not d.conflict, words.RANK[d.kind], d.a.start, d.b.start, d.id))
    if base == match.b.version:
        return Pair(match, b, a, tuple(Contrast(d, d.b.text, d.a.text) for d in ordered))
    return Pair(match, a, b, tuple(Contrast(d, d.a.text, d.b.text) for d in ordered))


def _weight(pair: Pair) -> tuple[object, ...]:
    best = pair.contrasts[0].difference
    a, b = pair.match.a, pair.match.b
    return (
        not pair.sure,
        pair.perhaps,
        not best.conflict,
        words.RANK[best.kind],
        -pair.match.score,
        a.version,
        a.sentence,
        b.version,
        b.sentence,
        pair.match.id,
    )


def firsts(matches: tuple[Match, ...]) -> dict[Ref, Ref]:
    """Return for each sentence that repeats another version's the first one that it repeats."""
    first: dict[Ref, Ref] = {}
    for match in sorted((m for m in matches if m.relation == "verbatim"), key=lambda m: (m.a.version, m.a.sentence)):
        first.setdefault(match.b, first.get(match.a, match.a))
    return first


def grouped(pairs: tuple[Pair, ...], matches: tuple[Match, ...]) -> tuple[tuple[Pair, ...], ...]:
    """Return the pairs, those together whose sentences are the same words in other versions: a copy adds no finding of its own."""
    first = firsts(matches)
    groups: dict[object, list[Pair]] = {}
    for pair in pairs:
        sides = frozenset(first.get(ref, ref) for ref in (pair.match.a, pair.match.b))
        kinds = tuple(sorted((one.difference.kind, one.difference.conflict) for one in pair.contrasts))
        groups.setdefault((sides, kinds), []).append(pair)
    return tuple(tuple(group) for group in groups.values())
