"""What a person reads of a comparison, as data: built here once, then dressed by text, markdown, csv and html."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from storycompare.model import SURE, Addition, Comparison, Difference, Match, Notice, Omission, Ref, Span, Version
from storycompare.render import words
from storycompare.render.decided import decided
from storycompare.render.halves import halves
from storycompare.render.marks import Quote, quoted
from storycompare.render.origins import Section, near_copies, sections


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the summary; the counts are None where nothing was counted."""

    version: Version
    body: int | None
    matched: int | None
    only_here: int | None


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """An addition and its sentence."""

    addition: Addition
    quote: Quote


@dataclass(frozen=True, slots=True)
class Lacking:
    """One version that has no counterpart, and its nearest sentence."""

    omission: Omission
    nearest: Quote | None


@dataclass(frozen=True, slots=True)
class NoCounterpart:
    """One sentence, who carries its point, and the versions in which no counterpart was found."""

    of: Quote
    carried_by: tuple[str, ...]
    lacking: tuple[Lacking, ...]


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
    def conflict(self) -> bool:
        """Whether two of their words cannot both stand."""
        return any(contrast.difference.conflict for contrast in self.contrasts)


@dataclass(frozen=True, slots=True)
class View:
    """The report: what every renderer for people shows, in the order in which it shows it.

    ``groups`` are the pairs as people read them: the first of a group stands for the rest, which set the same words side by side.
    """

    title: str
    base: str | None
    base_cut: bool
    rows: tuple[Row, ...]
    only_here: tuple[OnlyHere, ...]
    no_counterpart: tuple[NoCounterpart, ...]
    could_not_tell: tuple[NoCounterpart, ...]
    pairs: tuple[Pair, ...]
    groups: tuple[tuple[Pair, ...], ...]
    near_copies: tuple[str, ...]
    sections: tuple[Section, ...]
    notices: tuple[Notice, ...]
    decided: tuple[str, ...]
    only_here_heading: str
    only_here_note: str
    no_counterpart_heading: str
    fitted_on: str


def build(comparison: Comparison) -> View:
    """Return what a person reads of ``comparison``."""
    versions = {version.id: version for version in comparison.versions}
    base = comparison.settings.base
    cut = base in versions and versions[base].status != "ok" and not comparison.additions
    pairs = _pairs(comparison, versions)
    return View(
        title=comparison.id or f"{len(versions)} versions of one story",
        base=base,
        base_cut=cut,
        rows=_rows(comparison, {base, *versions} if cut else {base}),
        only_here=tuple(OnlyHere(found, quoted(versions[found.version], found.sentence)) for found in comparison.additions),
        no_counterpart=_no_counterpart(comparison, versions, "absent"),
        could_not_tell=_no_counterpart(comparison, versions, "unclear"),
        pairs=pairs,
        groups=_groups(pairs, comparison.matches),
        near_copies=tuple(near_copies(comparison)),
        sections=(*sections(comparison, versions), *halves(comparison, versions)),
        notices=_notices(comparison),
        decided=tuple(decided(comparison)),
        only_here_heading=words.NOT_IN_BASE.format(base=base) if base else words.ONLY_HERE,
        only_here_note=words.CUT_BASE_NOTE.format(base=base) if cut else words.ONLY_HERE_NOTE.format(others=base or "the other versions"),
        no_counterpart_heading=words.NO_COUNTERPART_OF_BASE.format(base=base) if base else words.NO_COUNTERPART,
        fitted_on=comparison.scorer.fitted_on,
    )


def _rows(comparison: Comparison, uncounted: set[str | None]) -> tuple[Row, ...]:
    """Return the summary; nothing is said of what is only in the versions of ``uncounted``."""
    totals = {total.version: total for total in comparison.coverage.versions}
    found = Counter(addition.version for addition in comparison.additions)
    rows = []
    for version in comparison.versions:
        total = totals.get(version.id)
        if total is None or version.status == "refused":
            rows.append(Row(version, None, None, None))
        else:
            rows.append(Row(version, total.body, total.matched, None if version.id in uncounted else found[version.id]))
    return tuple(rows)


def _no_counterpart(comparison: Comparison, versions: dict[str, Version], state: str) -> tuple[NoCounterpart, ...]:
    """Return the omissions of one state, those that most versions carry first: one row a sentence, whoever has no counterpart of it."""
    grouped: dict[object, list[Omission]] = {}
    for omission in comparison.omissions:
        if omission.state == state:
            grouped.setdefault((omission.of, omission.passage), []).append(omission)
    rows = []
    for group in sorted(grouped.values(), key=lambda group: -len(group[0].carried_by)):
        of, carried = group[0].of, [name for omission in group for name in omission.carried_by]
        lacking = (Lacking(o, quoted(versions[o.version], o.nearest.sentence) if o.nearest else None) for o in group)
        rows.append(NoCounterpart(quoted(versions[of.version], of.sentence), tuple(dict.fromkeys(carried)), tuple(lacking)))
    return tuple(rows)


def _pairs(comparison: Comparison, versions: dict[str, Version]) -> tuple[Pair, ...]:
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
        not best.conflict,
        words.RANK[best.kind],
        -pair.match.score,
        a.version,
        a.sentence,
        b.version,
        b.sentence,
        pair.match.id,
    )


def _groups(pairs: tuple[Pair, ...], matches: tuple[Match, ...]) -> tuple[tuple[Pair, ...], ...]:
    """Return the pairs, those together whose sentences are the same words in other versions: a copy adds no finding of its own."""
    first: dict[Ref, Ref] = {}
    for match in sorted((m for m in matches if m.relation == "verbatim"), key=lambda m: (m.a.version, m.a.sentence)):
        first.setdefault(match.b, first.get(match.a, match.a))
    groups: dict[object, list[Pair]] = {}
    for pair in pairs:
        sides = frozenset(first.get(ref, ref) for ref in (pair.match.a, pair.match.b))
        kinds = tuple(sorted((one.difference.kind, one.difference.conflict) for one in pair.contrasts))
        groups.setdefault((sides, kinds), []).append(pair)
    return tuple(tuple(group) for group in groups.values())


def _notices(comparison: Comparison) -> tuple[Notice, ...]:
    """Return why versions were not read whole, then the warnings that do not say the same again."""
    reasons = [Notice(v.reason.code, v.reason.message, v.id) for v in comparison.versions if v.status != "ok" and v.reason]
    said = {(code, notice.version) for notice in reasons for code in ("partial-version", "refused-version")}
    return (*reasons, *(warning for warning in comparison.warnings if (warning.code, warning.version) not in said))
