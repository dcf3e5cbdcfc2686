"""What a person reads of a comparison, as data: built here once, then dressed by text, markdown, csv and html."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from storycompare.model import Addition, Comparison, Notice, Omission, Ref, Version
from storycompare.render import words
from storycompare.render.decided import decided
from storycompare.render.differing import Differing, differing
from storycompare.render.halves import halves
from storycompare.render.marks import Quote, quoted
from storycompare.render.origins import Section, near_copies, sections
from storycompare.render.pairs import Pair, grouped, pairs_of


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
    """One sentence, who carries its point and in which sentences, and the versions in which no counterpart was found."""

    of: Quote
    carried_by: tuple[str, ...]
    told: tuple[Ref, ...]
    lacking: tuple[Lacking, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The report: what every renderer for people shows, in the order in which it shows it.

    ``groups`` are the pairs as people read them: the first of a group stands for the rest, which set the same words side by side. Of
    those that ``differ`` does not show, ``details`` differ in more than wording, and ``told`` are what its points were found in.
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
    differ: Differing
    details: tuple[tuple[Pair, ...], ...]
    worded: tuple[tuple[Pair, ...], ...]
    told: tuple[tuple[Pair, ...], ...]
    near_copies: tuple[str, ...]
    sections: tuple[Section, ...]
    notices: tuple[Notice, ...]
    decided: tuple[str, ...]
    only_here_heading: str
    only_here_note: str
    no_counterpart_heading: str
    no_counterpart_note: str
    fitted_on: str


def build(comparison: Comparison) -> View:
    """Return what a person reads of ``comparison``."""
    versions = {version.id: version for version in comparison.versions}
    base = comparison.settings.base
    cut = base in versions and versions[base].status != "ok" and not comparison.additions
    pairs = pairs_of(comparison, versions)
    groups = grouped(pairs, comparison.matches)
    differ = differing(comparison, groups)
    first, sources = {group[0].match.id for group in differ.pairs}, differ.sources
    rest = [group for group in groups if group[0].match.id not in first]
    told = [group for group in rest if group[0].conflict or group[0].match.id in sources]
    others = [group for group in rest if not (group[0].conflict or group[0].match.id in sources)]
    return View(
        title=comparison.id or words.title([version.id for version in comparison.versions if version.status != "refused"]),
        base=base,
        base_cut=cut,
        rows=_rows(comparison, {base, *versions} if cut else {base}),
        only_here=tuple(OnlyHere(found, quoted(versions[found.version], found.sentence)) for found in comparison.additions),
        no_counterpart=_no_counterpart(comparison, versions, "absent"),
        could_not_tell=_no_counterpart(comparison, versions, "unclear"),
        pairs=pairs,
        groups=groups,
        differ=differ,
        details=tuple(group for group in others if group[0].detailed),
        worded=tuple(group for group in others if not group[0].detailed),
        told=tuple(told),
        near_copies=tuple(near_copies(comparison)),
        sections=(
            *sections(comparison, versions),
            *halves(comparison, versions, {pair.match.id for group in groups if group not in told for pair in group}),
        ),
        notices=_notices(comparison),
        decided=tuple(decided(comparison)),
        only_here_heading=words.NOT_IN_BASE.format(base=base) if base else words.ONLY_HERE,
        only_here_note=_note(base, cut=cut),
        no_counterpart_heading=words.NO_COUNTERPART_OF_BASE.format(base=base) if base else words.NO_COUNTERPART,
        no_counterpart_note="" if base else words.NO_COUNTERPART_NOTE,
        fitted_on=comparison.scorer.fitted_on,
    )


def _note(base: str | None, *, cut: bool) -> str:
    if base is None:
        return words.ONLY_HERE_NOTE
    return (words.CUT_BASE_NOTE if cut else words.NOT_IN_BASE_NOTE).format(base=base)


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
    rows: dict[object, list[Omission]] = {}
    for omission in comparison.omissions:
        if omission.state == state:
            rows.setdefault((omission.of, omission.passage), []).append(omission)
    passages = {passage.id: passage.sentences for passage in comparison.passages}
    result = []
    for group in sorted(rows.values(), key=lambda group: -len(group[0].carried_by)):
        of, carried = group[0].of, [name for omission in group for name in omission.carried_by]
        lacking = (Lacking(o, quoted(versions[o.version], o.nearest.sentence) if o.nearest else None) for o in group)
        told = passages.get(group[0].passage or "", ()) if carried else ()
        result.append(NoCounterpart(quoted(versions[of.version], of.sentence), tuple(dict.fromkeys(carried)), told, tuple(lacking)))
    return tuple(result)


def _notices(comparison: Comparison) -> tuple[Notice, ...]:
    """Return why versions were not read whole, each with its address, then the warnings that do not say the same again."""
    reasons = [Notice(v.reason.code, _addressed(v, v.reason.message), v.id) for v in comparison.versions if v.status != "ok" and v.reason]
    said = {(code, notice.version) for notice in reasons for code in ("partial-version", "refused-version")}
    return (*reasons, *(warning for warning in comparison.warnings if (warning.code, warning.version) not in said))


def _addressed(version: Version, message: str) -> str:
    address = words.address(version)
    return f"{message} ({address})" if address and address not in message else message
