"""Quotations, credits, origins and placements as rows of the CSV: what each says in its columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from storycompare.model import Carried, Comparison, Quotation, Version
from storycompare.render import words
from storycompare.render.origins import chain_line, elsewhere_line, near_copies, origin_line

Found = tuple[str, dict[str, Any]]
"""What a row is, and its cells by column."""


def found(comparison: Comparison) -> Iterator[Found]:
    """Yield a row for every form of a quotation, every credit, chain, origin and group of long shared runs, and every placement."""
    versions = {version.id: version for version in comparison.versions}
    for quotation in comparison.quotes:
        for row in quotation.carried:
            yield "quotation", _quotation(quotation, row)
    yield from _origins(comparison)
    yield from _placements(comparison, versions)


def _quotation(quotation: Quotation, row: Carried) -> dict[str, Any]:
    """Return one version's form: ``text`` is its own, ``other_text`` the fullest; ``a_words`` differ in that one, ``b_words`` in this."""
    outlet, who = row.credited_to_outlet, row.speaker and row.speaker.lower() not in words.PRONOUNS
    said = words.OUTLETS_OWN.format(outlet=outlet) if outlet else f"said by {row.speaker}" if who else ""
    return {
        "id": quotation.id,
        "version": row.version,
        "sentence": row.sentence,
        "text": " ".join(span.text for span in row.spans if span.text),
        "other_version": quotation.of.version,
        "other_sentence": quotation.of.sentence,
        "other_text": quotation.text,
        "kind": row.form,
        "conflict": row.form == "altered" and not row.marked,
        "a_words": "; ".join(words.stretch(change.a) for change in row.changes) or None,
        "b_words": "; ".join(words.stretch(change.b) for change in row.changes) or None,
        "message": "; ".join(filter(None, [said, words.TRANSLATED if row.changes and quotation.perhaps_translated else ""])) or None,
    }


def _origins(comparison: Comparison) -> Iterator[Found]:
    for credit in comparison.provenance.credits:
        yield (
            "credit",
            {
                "version": credit.version,
                "sentence": credit.sentence,
                "text": credit.span.text if credit.span else None,
                "other_version": credit.loaded,
                "kind": credit.role,
                "message": credit.outlet if credit.loaded else f"{credit.outlet} ({words.NOT_LOADED})",
            },
        )
    for chain in comparison.provenance.chains:
        yield "chain", {"version": chain.version, "message": chain_line(chain)}
    for origin in comparison.provenance.origins:
        yield "origin", {"version": origin.version, "carried_by": "; ".join(origin.versions), "message": origin_line(origin)}
    for group, line in zip(comparison.provenance.copies, near_copies(comparison), strict=True):
        yield "shared_runs", {"carried_by": "; ".join(group.versions), "message": line}


def _placements(comparison: Comparison, versions: dict[str, Version]) -> Iterator[Found]:
    for one in comparison.coverage.placements:
        for place in one.elsewhere:
            yield (
                "placement",
                {
                    "version": one.version,
                    "sentence": one.sentence,
                    "text": (versions[one.version].sentences or ())[one.sentence].text,
                    "other_version": place.version,
                    "other_sentence": place.sentence,
                    "kind": place.where,
                    "passage": one.passage,
                    "message": elsewhere_line(place, versions),
                },
            )
