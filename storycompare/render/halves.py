"""The half-sentence that a partial match lacks, for every such match that no difference shows already."""

from __future__ import annotations

from collections.abc import Iterator

from storycompare.model import Comparison, Match, Ref, Span, Version
from storycompare.render import words
from storycompare.render.origins import Line, Section

ID = "halves"


def halves(comparison: Comparison, versions: dict[str, Version]) -> Iterator[Section]:
    """Yield a section of the pairs that share a point of which one side tells more, the surest first; of copies the first alone."""
    same = _firsts(comparison)
    rows: dict[frozenset[Ref], Line] = {}
    for match in sorted(comparison.matches, key=lambda one: (-one.score, one.a.version, one.a.sentence, one.b.version, one.b.sentence)):
        told = any(span.text for span in (*match.only_a, *match.only_b))
        if told and not match.differences and comparison.settings.base in {None, match.a.version, match.b.version}:
            rows.setdefault(frozenset(same.get(ref, ref) for ref in (match.a, match.b)), _line(match, versions, comparison.settings.base))
    if rows:
        yield Section(ID, words.HALVES, tuple(rows.values()))


def _firsts(comparison: Comparison) -> dict[Ref, Ref]:
    """Return for each sentence that repeats another version's the first one that it repeats."""
    first: dict[Ref, Ref] = {}
    for match in sorted((m for m in comparison.matches if m.relation == "verbatim"), key=lambda m: (m.a.version, m.a.sentence)):
        first.setdefault(match.b, first.get(match.a, match.a))
    return first


def _line(match: Match, versions: dict[str, Version], base: str | None) -> Line:
    sides = [(match.a, match.only_a), (match.b, match.only_b)]
    (one, _), (other, _) = sides = sides[::-1] if base == match.b.version else sides
    more = tuple(_more(ref, spans) for ref, spans in sides if any(span.text for span in spans))
    about = f"{words.YOUR_DECISION if match.decision else words.sure(match.score)}: {words.RELATIONS[match.relation]}"
    return Line(_sentence(one, versions), None, (_sentence(other, versions), *more, about))


def _sentence(ref: Ref, versions: dict[str, Version]) -> str:
    return f"{ref.version} {ref.sentence + 1}: {(versions[ref.version].sentences or ())[ref.sentence].text}"


def _more(ref: Ref, spans: tuple[Span, ...]) -> str:
    return f"{words.ONLY_IN.format(version=ref.version)}: {' … '.join(span.text for span in spans)}"
