"""The half-sentence that a partial match lacks, for every such match that is not shown as a pair already."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from storycompare.model import Comparison, Match, Ref, Span, Version
from storycompare.render import words
from storycompare.render.origins import Line, Section
from storycompare.render.pairs import firsts

ID = "halves"


def halves(comparison: Comparison, versions: dict[str, Version], shown: Collection[str]) -> Iterator[Section]:
    """Yield a section of the pairs that share a point of which one side tells more, the surest first; of copies the first alone.

    ``shown`` are the matches whose pairs stand elsewhere in the report, with what each side alone tells.
    """
    same, base = firsts(comparison.matches), comparison.settings.base
    seen: set[frozenset[Ref]] = set()
    rows: dict[Ref, list[str]] = {}
    for match in sorted(
        comparison.matches, key=lambda one: (-round(one.score, 2), one.a.version, one.a.sentence, one.b.version, one.b.sentence)
    ):
        told = any(span.text for span in (*match.only_a, *match.only_b))
        pair = frozenset(same.get(ref, ref) for ref in (match.a, match.b))
        if told and match.id not in shown and base in {None, match.a.version, match.b.version} and pair not in seen:
            seen.add(pair)
            head = match.b if base == match.b.version else match.a
            rows.setdefault(head, []).append(_note(match, head))
    if rows:
        yield Section(ID, words.HALVES, tuple(_line(head, notes, versions) for head, notes in rows.items()))


def _line(head: Ref, notes: list[str], versions: dict[str, Version]) -> Line:
    text = (versions[head.version].sentences or ())[head.sentence].text
    return Line(text or words.NOT_KEPT, (head.version, head.sentence), tuple(notes))


def _note(match: Match, head: Ref) -> str:
    """Return how sure a pair is, and what each of its sentences alone tells, the other one's first."""
    sides = [(match.b, match.only_b), (match.a, match.only_a)]
    other = match.a if head == match.b else match.b
    told = [_more(ref, spans) for ref, spans in (sides if other == match.b else sides[::-1]) if any(span.text for span in spans)]
    sure = words.YOUR_DECISION if match.decision else f"{'perhaps, ' if words.perhaps(match) else ''}{words.sure(match.score)}"
    return f"{other.version} {other.sentence + 1} ({sure}), {'; '.join(told)}"


def _more(ref: Ref, spans: tuple[Span, ...]) -> str:
    return f"{words.ONLY_IN.format(version=ref.version)}: {' … '.join(span.text for span in spans)}"
