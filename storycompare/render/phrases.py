"""The lines of a report that text, markdown and html share: counts, the columns of the summary, what is said under a pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from storycompare.render import words
from storycompare.render.marks import Quote
from storycompare.render.view import Contrast, Pair, Row, View

NUMERIC = frozenset({"Sentences", "Matched", "Only here", "Not in base"})
"""Columns of the summary that hold numbers."""


def counts(view: View) -> str:
    """Return what was found, in a line."""
    compared = sum(row.version.status != "refused" for row in view.rows)
    refused = len(view.rows) - compared
    clashing = sum(group[0].conflict for group in view.groups)
    where = f"not in {view.base}" if view.base else "only in one version"
    said = [
        f"{words.counted(compared, 'version')} compared" + (f", {refused} not" if refused else ""),
        "" if view.base_cut else f"{words.counted(len(view.only_here), 'sentence')} {where}",
        f"{len(view.no_counterpart)} with no counterpart found",
        f"{len(view.groups)} worded differently" + (f", {clashing} of them to check" if clashing else ""),
    ]
    return "; ".join(filter(None, said)) + "."


def columns(view: View) -> dict[str, Callable[[Row], str]]:
    """Return the columns of the summary: each one's name and what it says of a version."""
    table: dict[str, Callable[[Row], str]] = {
        "Version": lambda row: row.version.id,
        "Status": lambda row: words.STATUS[row.version.status],
        "Sentences": lambda row: _number(row.body),
        "Matched": lambda row: words.share(row.matched, row.body),
        "Not in base" if view.base else "Only here": lambda row: _number(row.only_here),
        "Published": published,
        "Headline": lambda row: row.version.headline or "",
    }
    if all(row.version.status == "ok" for row in view.rows):
        del table["Status"]
    return table


def notes(view: View) -> list[str]:
    """Return what to bear in mind: versions that were not read whole, warnings, long shared runs, decisions."""
    said = (f"{notice.version}: {notice.message}" if notice.version else notice.message for notice in view.notices)
    return [*said, *view.near_copies, *view.decided]


def published(row: Row) -> str:
    """Return when a version was published, to the minute."""
    return (row.version.published or "").replace("T", " ")[:16]


def _number(value: int | None) -> str:
    return "—" if value is None else str(value)


def contrast(one: Contrast) -> str:
    """Return a difference as its kind and the words of both sides, a dash for the side that has none."""
    return f"{words.KINDS[one.difference.kind]}: {one.first.strip() or '—'} / {one.second.strip() or '—'}"


def twins(group: tuple[Pair, ...]) -> list[Quote]:
    """Return the other sentences with the same words as those of a group's first pair."""
    shown = {group[0].first.place, group[0].second.place}
    return [
        quote for place, quote in sorted({q.place: q for pair in group for q in (pair.first, pair.second)}.items()) if place not in shown
    ]


def contrast_lines(group: tuple[Pair, ...]) -> Iterator[str]:
    """Yield what stands under a pair: its differences less those that the marks show already, its twins, and how sure the pairing is."""
    pair = group[0]
    for one in pair.contrasts:
        if one.difference.conflict:
            yield f"{contrast(one)} ({words.CONFLICT})"
        elif one.difference.kind != "wording":
            yield contrast(one)
    yield from only_in(pair)
    if same := twins(group):
        yield f"{words.SAME_WORDS}: {', '.join(f'{quote.version} {quote.number}' for quote in same)}"
    yield about(pair)


def only_in(pair: Pair) -> Iterator[str]:
    """Yield what one sentence of a pair tells and the other does not."""
    for quote, spans in ((pair.first, pair.only_first), (pair.second, pair.only_second)):
        if spans:
            yield f"{words.ONLY_IN.format(version=quote.version)}: {' … '.join(span.text for span in spans)}"


def about(pair: Pair) -> str:
    """Return how sure the pairing is and what kind it is."""
    moved = "; in another place of the story" if pair.match.moved else ""
    sure = words.YOUR_DECISION if pair.match.decision else words.sure(pair.match.score)
    return f"{sure}: {words.RELATIONS[pair.match.relation]}{moved}"
