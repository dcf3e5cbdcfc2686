"""A comparison that can be handed on: the sentences of its findings and the addresses of the pages, and no text beside."""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from storycompare.model import Change, Comparison, Hunk, Match, Quotation, Ref, Sentence, Span, Version


def shared(comparison: Comparison) -> Comparison:
    """Return the comparison with every sentence emptied that no finding quotes; offsets, numbers and addresses stay.

    Findings are additions, omissions, differences of other kinds than mere wording, altered quotations, and what opens one version and
    stands low or nowhere in another.
    """
    kept = _quoted(comparison)
    return replace(
        comparison,
        versions=tuple(_version(version, kept) for version in comparison.versions),
        matches=tuple(match if _found(match) else _bare(match) for match in comparison.matches),
        quotes=tuple(quotation if quotation.altered else _unquoted(quotation) for quotation in comparison.quotes),
    )


def _found(match: Match) -> bool:
    return any(difference.kind != "wording" for difference in match.differences)


def _quoted(comparison: Comparison) -> set[tuple[str, int]]:
    """Return the places of the sentences that findings quote."""
    refs = [ref for match in comparison.matches if _found(match) for ref in (match.a, match.b)]
    refs += [Ref(place.version, place.sentence) for one in comparison.conflicts for side in one.sides for place in side.spans]
    refs += [Ref(row.version, row.sentence) for quotation in comparison.quotes if quotation.altered for row in quotation.carried]
    refs += [Ref(one.version, one.sentence) for one in comparison.coverage.placements]
    refs += [omission.of for omission in comparison.omissions if omission.state == "absent"]
    places = {(ref.version, ref.sentence) for ref in refs}
    places |= {(found.version, found.sentence) for found in comparison.additions}
    return places | {(o.version, o.nearest.sentence) for o in comparison.omissions if o.nearest and o.state == "absent"}


def _version(version: Version, kept: set[tuple[str, int]]) -> Version:
    sentences = version.sentences or ()
    told = tuple(s if (version.id, n) in kept else _emptied(s) for n, s in enumerate(sentences))
    return replace(version, text="", sentences=None if version.sentences is None else told)


def _emptied(sentence: Sentence) -> Sentence:
    return replace(sentence, text="")


def _bare(match: Match) -> Match:
    """Return a match without its words: where they stand is kept, what they say is not."""
    hunks = tuple(Hunk(hunk.op, _blank(hunk.a), _blank(hunk.b)) for hunk in match.hunks)
    differences = tuple(structs.replace(one, a=_blank(one.a), b=_blank(one.b)) for one in match.differences)
    only_a, only_b = (tuple(map(_blank, spans)) for spans in (match.only_a, match.only_b))
    evidence = structs.replace(match.evidence, because=())
    return structs.replace(match, hunks=hunks, differences=differences, evidence=evidence, only_a=only_a, only_b=only_b)


def _unquoted(quotation: Quotation) -> Quotation:
    carried = (
        replace(row, spans=tuple(map(_blank, row.spans)), changes=tuple(Change(_blank(one.a), _blank(one.b)) for one in row.changes))
        for row in quotation.carried
    )
    return replace(quotation, text="", carried=tuple(carried))


def _blank(span: Span) -> Span:
    return Span(span.start, span.end, "")
