"""What people read of quotations, origins and placement: plain sections of rows, the same for text, markdown and html."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from storycompare.model import Carried, Chain, Comparison, Copies, Origin, Place, Placement, Quotation, Step, Version
from storycompare.render import words


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a section: what it is about, the sentence where that stands, and what is said of it."""

    text: str
    place: tuple[str, int] | None
    notes: tuple[str, ...]
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A plain section of the report; ``behind`` are rows that are there for those who look."""

    id: str
    title: str
    rows: tuple[Line, ...]
    behind: tuple[Line, ...] = ()
    behind_title: str = ""


def sections(comparison: Comparison, versions: dict[str, Version]) -> tuple[Section, ...]:
    """Return the sections that hold anything: quotations, where the texts say they are from, and what stands where."""
    shown = sorted(comparison.quotes, key=lambda q: (not q.altered, -_versions(q)))
    several = tuple(quotation(q) for q in shown if _versions(q) > 1 or q.credited_to_outlet)
    single = tuple(quotation(q) for q in shown if _versions(q) == 1 and not q.credited_to_outlet)
    found = (
        Section("quotations", words.QUOTATIONS, several, single, words.QUOTATIONS_ONCE),
        Section("origins", words.ORIGINS, tuple(_origins(comparison)) if _worth_saying(comparison) else ()),
        Section("placement", words.PLACEMENT, tuple(dict.fromkeys(_placements(comparison.coverage.placements, versions)))),
    )
    return tuple(section for section in found if section.rows or section.behind)


def near_copies(comparison: Comparison) -> Iterator[str]:
    """Yield a line for each group of versions with long shared runs."""
    for group in comparison.provenance.copies:
        yield f"{words.listed(group.versions)}: {_shared(group)}"


def _shared(group: Copies) -> str:
    if group.credited_to:
        return words.SHARED_RUNS.format(credit=words.listed(group.credited_to))
    return words.SHARED_RUNS_UNCREDITED


def _versions(quotation: Quotation) -> int:
    return len({row.version for row in quotation.carried})


def quotation(one: Quotation) -> Line:
    """Return a quotation with who says it and in which form each version carries it."""
    notes = [*_said_by(one)]
    for row in one.carried:
        if row.changes:
            said = ", ".join(f"{words.stretch(change.a)} / {words.stretch(change.b)}" for change in row.changes)
            notes.append(f"{words.MARKED if row.marked else words.DIFFERS} in {_place(row)}: {said}")
    if one.altered:
        notes.append(words.TRANSLATED if one.perhaps_translated else words.CONFLICT)
    for form, said in words.FORMS.items():
        rows = [row for row in one.carried if row.form == form and not (row.changes and form == "altered")]
        if rows and _versions(one) > 1:
            notes.append(f"{said}: {', '.join(map(_place, rows))}")
    return Line(f"“{one.text or words.NOT_KEPT}”", (one.of.version, one.of.sentence), tuple(notes), differs=one.altered)


def _said_by(quotation: Quotation) -> Iterator[str]:
    if quotation.credited_to_outlet:
        yield words.OUTLETS_OWN.format(outlet=quotation.credited_to_outlet)
        return
    named: dict[str, list[str]] = {}
    for row in quotation.carried:
        if row.speaker and row.speaker.lower() not in words.PRONOUNS:
            named.setdefault(row.speaker, []).append(row.version)
    if len(named) == 1:
        yield f"said by {next(iter(named))}"
    elif named:
        yield "said by " + "; ".join(f"{name} ({', '.join(dict.fromkeys(ids))})" for name, ids in named.items())


def _place(row: Carried) -> str:
    return f"{row.version} {row.sentence + 1}"


def _worth_saying(comparison: Comparison) -> bool:
    """Return whether the origins are other than the versions, one each."""
    return bool(comparison.provenance.chains) or len(comparison.provenance.origins) < len(comparison.coverage.versions)


def _origins(comparison: Comparison) -> Iterator[Line]:
    read = len(comparison.coverage.versions)
    origins = comparison.provenance.origins
    title = f"{words.counted(read, 'version')}, {words.counted(len(origins), 'origin')}"
    yield Line(title, None, tuple(map(origin_line, origins)))
    for chain in comparison.provenance.chains:
        yield Line(chain_line(chain), None, ())


def origin_line(origin: Origin) -> str:
    """Return an origin's name and the versions that rest on it."""
    name = origin.name if origin.version or " / " in origin.name else f"{origin.name} ({words.NOT_LOADED})"
    return name if origin.versions == (origin.version,) else f"{name}: {', '.join(origin.versions)}"


def chain_line(chain: Chain) -> str:
    """Return the steps of a credit chain."""
    return " → ".join(map(_step, chain.steps))


def _step(step: Step) -> str:
    return step.outlet if step.version else f"{step.outlet} ({words.NOT_LOADED})"


def _placements(placements: Iterable[Placement], versions: dict[str, Version]) -> Iterator[Line]:
    for placement in placements:
        sentence = (versions[placement.version].sentences or ())[placement.sentence]
        notes = tuple(elsewhere_line(place, versions) for place in placement.elsewhere)
        yield Line(sentence.text or words.NOT_KEPT, (placement.version, placement.sentence), notes)


def elsewhere_line(place: Place, versions: dict[str, Version]) -> str:
    """Return where a version puts what opens another, or that it has no counterpart."""
    if place.sentence is None:
        return f"{place.version}: {words.NO_COUNTERPART[0].lower()}{words.NO_COUNTERPART[1:]}"
    return f"{place.version}: {words.LOW.format(number=place.sentence + 1, count=len(versions[place.version].sentences or ()))}"
