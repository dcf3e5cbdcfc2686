"""The lines of a report that text, markdown and html share: counts, the columns of the summary, what is said under a pair."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from storycompare.render import words
from storycompare.render.differing import Dispute, Said
from storycompare.render.marks import Quote
from storycompare.render.pairs import Contrast, Pair
from storycompare.render.view import NoCounterpart, Row, View

NUMERIC = frozenset({"Sentences", "Matched", "Only here", "Not in base"})
"""Columns of the summary that hold numbers."""

_GREENWICH = frozenset({"Z", "+00:00", "+0000", "-00:00"})
_MOMENT = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d)(:[\d.]+)?(?P<zone>Z|[+-]\d\d:?\d\d)?")


def counts(view: View) -> str:
    """Return what was found, in a line."""
    compared = sum(row.version.status != "refused" for row in view.rows)
    refused = len(view.rows) - compared
    less_sure, details = len(view.differ.behind), len(view.details)
    where = f"not in {view.base}" if view.base else "only in one version"
    said = [
        f"{words.counted(compared, 'version')} compared" + (f", {refused} not" if refused else ""),
        _points(view) + (f", {less_sure} less sure" if less_sure else ""),
        f"{words.counted(details, 'detail')} told differently" if details else "",
        "" if view.base_cut else f"{words.counted(len(view.only_here), 'sentence')} {where}",
        f"{words.counted(len(view.no_counterpart), 'sentence')} with no counterpart found",
    ]
    return "; ".join(filter(None, said)) + "."


def _points(view: View) -> str:
    number = view.differ.count
    return f"{words.counted(number, 'point')} on which they differ" if number else "no point on which we are sure that they differ"


def heading(dispute: Dispute) -> str:
    """Return a point on which versions differ as its kind and what each side says."""
    return f"{words.KINDS[dispute.conflict.kind]}: {' / '.join(said.side.value.strip() or '—' for said in dispute.sides)}"


def places(said: Said) -> str:
    """Return where one side of a point is told, the sentence that is quoted first."""
    return _placed([said.quote.place, *((ref.version, ref.sentence) for ref in said.others)])


def carried(row: NoCounterpart) -> str:
    """Return who carries a point that another has no counterpart of, in which sentences."""
    return _placed([(ref.version, ref.sentence) for ref in row.told]) or ", ".join(row.carried_by)


def surest(dispute: Dispute) -> str:
    """Return which two sentences of a point's sides go together most surely, and how sure that is; nothing where none do."""
    pair = next(iter(dispute.pairs), None)
    return f"{_place(pair.first)} and {_place(pair.second)} are paired, {about(pair)}" if pair else ""


def _place(quote: Quote) -> str:
    return f"{quote.version} {quote.number}"


def _placed(found: list[tuple[str, int]]) -> str:
    return ", ".join(f"{version} {sentence + 1}" for version, sentence in found)


def columns(view: View) -> dict[str, Callable[[Row], str]]:
    """Return the columns of the summary: each one's name and what it says of a version."""
    zones = {parts["zone"] and _zone(parts["zone"]) for row in view.rows if (parts := _MOMENT.fullmatch(row.version.published or ""))}
    zone = zones.pop() if len(zones) == 1 else None
    table: dict[str, Callable[[Row], str]] = {
        "Version": lambda row: row.version.id,
        "Status": lambda row: words.STATUS[row.version.status],
        "Sentences": lambda row: _number(row.body),
        "Matched": lambda row: words.share(row.matched, row.body),
        "Not in base" if view.base else "Only here": lambda row: _number(row.only_here),
        f"Published ({zone})" if zone else "Published": lambda row: published(row, zone),
        "Headline": lambda row: row.version.headline or "",
    }
    if all(row.version.status == "ok" for row in view.rows):
        del table["Status"]
    return {name: say for name, say in table.items() if name in NUMERIC or name == "Version" or any(map(say, view.rows))}


def notes(view: View) -> list[str]:
    """Return what to bear in mind: versions that were not read whole, warnings, long shared runs, decisions."""
    said = (f"{notice.version}: {notice.message}" if notice.version else notice.message for notice in view.notices)
    return [*said, *view.near_copies, *view.decided]


def published(row: Row, zone: str | None = None) -> str:
    """Return when a version was published, to the minute; its time zone where that is another than ``zone``."""
    return moment(row.version.published or "", zone)


def moment(written: str, zone: str | None = None) -> str:
    """Return a time to the minute, with its zone where that is another than ``zone``; what is no time is cut to as many characters.

    >>> moment("2031-03-05T16:30:00.000Z"), moment("2031-03-05T16:30Z", "UTC"), moment("2031-03-05"), moment("last Tuesday")
    ('2031-03-05 16:30 UTC', '2031-03-05 16:30', '2031-03-05', 'last Tuesday')
    """
    parts = _MOMENT.fullmatch(written)
    if not parts:
        return re.sub(r"(?<=\d)T(?=\d)", " ", written)[:16]
    own = _zone(parts["zone"]) if parts["zone"] else ""
    return f"{parts['day']} {parts['time']}" + (f" {own}" if own and own != zone else "")


def _zone(written: str) -> str:
    return "UTC" if written in _GREENWICH else written


def _number(value: int | None) -> str:
    return "—" if value is None else str(value)


def contrast(one: Contrast) -> str:
    """Return a difference as its kind and the words of both sides, a dash for the side that has none."""
    if one.difference.kind == "quote" and one.first and one.first == one.second:
        return f"{words.QUOTED_IN_ONE}: {one.first.strip()}"
    first, second = words.stretch(one.difference.a, one.first), words.stretch(one.difference.b, one.second)
    return f"{words.KINDS[one.difference.kind]}: {first} / {second}"


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
        if any(span.text for span in spans):
            yield f"{words.ONLY_IN.format(version=quote.version)}: {' … '.join(span.text for span in spans)}"


def about(pair: Pair) -> str:
    """Return how sure the pairing is and what kind it is."""
    moved = "; in another place of the story" if pair.match.moved else ""
    sure = words.YOUR_DECISION if pair.match.decision else words.sure(pair.match.score)
    return f"{sure}: {words.relation(pair.match)}{moved}"
