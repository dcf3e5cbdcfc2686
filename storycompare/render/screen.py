"""The comparison on one screen of a terminal: the versions and their state, what differs first, counts, and where to look next."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from storycompare.model import Comparison
from storycompare.render import phrases, text, words
from storycompare.render.differing import Dispute
from storycompare.render.marks import Quote
from storycompare.render.pairs import Pair
from storycompare.render.view import View, build

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

NOTES = 2
"""Notes that a summary shows in full; more are counted."""
NEXT = "All of it: --verbose. A page with both sentences of each: -o report.html"

_ENDING = re.compile(r"(?: |\x1b\[[0-9;]*m)+$")  # the spaces at the end of a line go, the styles among them stay
_Piece = tuple["RenderableType", int]


def render(comparison: Comparison, *, width: int = 80, height: int = 23, color: bool = False) -> str:
    """Return a summary that fits ``width`` cells and, where each part keeps a line, ``height`` lines.

    Args:
        comparison: what is shown.
        width: cells in a line, 40 or more.
        height: lines in all; the more there are, the more findings are shown.
        color: bold and underline, which hold on light and dark grounds.
    """
    view, width = build(comparison), max(width, 40)
    top = _print(width, color, *_top(comparison, view, width, height // 3))
    sections = [section for section in _sections(view, width // 5) if section.rows]
    headings = [_print(width, color, (_title(section.title), 0)) for section in sections]
    taken = len(top) + sum(map(len, headings))
    wanted = taken + sum(len(section.rows) for section in sections)
    whole, short = (_print(width, color, *notes, ("", 0), (NEXT, 0)) for notes in (_whole_notes(view), _notes(view)))
    end = whole if wanted + len(whole) <= height else short
    room = height - taken - len(end)
    middle: list[str] = []
    for section, heading, number in zip(sections, headings, _deal(room, sections), strict=True):
        middle += [*heading, *_print(width, color, *_rows(section.rows[:number], width // 3))]
    return "\n".join([*top, *middle, *end]) + "\n"


def _print(width: int, color: bool, *pieces: _Piece) -> list[str]:
    """Return the lines that ``pieces`` take, each with its indent."""
    file = io.StringIO()
    console: Console = text.console(file, width, color=color)
    for piece, indent in pieces:
        text.put(console, piece, indent)
    return [_ENDING.sub(lambda end: end.group().replace(" ", ""), line) for line in file.getvalue().split("\n")[:-1]]


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the summary: its title, its rows of a label and a line, and how many of them stand whatever the room."""

    title: str
    rows: list[tuple[str, str]]
    least: int = 1


def _deal(room: int, sections: Sequence[_Section]) -> list[int]:
    """Return how many rows each section shows: the first one half of the room, then each in turn.

    >>> long, short, optional = _Section("", [("", "")] * 9), _Section("", [("", "")]), _Section("", [("", "")] * 9, least=0)
    >>> _deal(8, [long, long, short]), _deal(0, [long, optional]), _deal(9, [short, optional])
    ([4, 3, 1], [1, 0], [1, 8])
    """
    wanted = [len(section.rows) for section in sections]
    shown = [section.least for section in sections]
    if sections:
        shown[0] = max(shown[0], min(wanted[0], room // 2))
    while sum(shown) < room and shown != wanted:
        lowest = min((number, place) for place, number in enumerate(shown) if number < wanted[place])
        shown[lowest[1]] += 1
    return shown


def _top(comparison: Comparison, view: View, width: int, most: int) -> Iterator[_Piece]:
    """Yield what is compared, and a table of the versions, or of the first of many."""
    compared = sum(row.version.status != "refused" for row in view.rows)
    refused = len(view.rows) - compared
    name = f"{comparison.id}: " if comparison.id else ""
    yield _line(f"{name}{words.counted(compared, 'version')} compared" + (f", {refused} not" if refused else ""), "bold"), 0
    yield "", 0
    yield text.table(view, width, view.rows[:most]), 0
    if len(view.rows) > most:
        yield f"and {words.counted(len(view.rows) - most, 'more version')}", 0
    yield "", 0


def _line(said: str, style: str = "") -> Text:
    """Return ``said`` on one line of the terminal, cut where it is too long."""
    from rich.text import Text

    return Text(words.visible(said), style=style, no_wrap=True, overflow="ellipsis")


def by_turns(view: View) -> list[Quote]:
    """Return the sentences that only one version has: the first of each version, then the second of each."""
    found = [list(quotes) for _, quotes in groupby((one.quote for one in view.only_here), key=lambda quote: quote.version)]
    return [quote for turn in zip_longest(*found) for quote in turn if quote]


def _title(said: str) -> Text:
    from rich.text import Text

    return Text(words.visible(said), style="bold")


def _sections(view: View, short: int) -> Iterator[_Section]:
    """Yield the parts of the summary, what differs first."""
    differ = view.differ
    clashing = [*map(_dispute, differ.first), *(_contrast(group[0], short) for group in differ.pairs)]
    clashing += [(words.KINDS["quote"], f"“{found.text}” ({found.of.version} {found.of.sentence + 1})") for found in differ.quotations]
    behind = list(map(_dispute, differ.behind))
    less_sure = f"; {len(behind)} less sure" if behind else ""
    yield _Section(f"{words.CONFLICT[0].upper()}{words.CONFLICT[1:]} ({len(clashing)}{less_sure})", clashing)
    yield _Section(f"{words.PERHAPS_DIFFER} ({len(behind)})", [] if clashing else behind)
    turns = by_turns(view)
    yield _Section(f"{view.only_here_heading} ({len(turns)})", [(_place(quote), quote.text) for quote in turns])
    lacking = [(", ".join(one.omission.version for one in row.lacking), f"{_place(row.of)}: {row.of.text}") for row in view.no_counterpart]
    yield _Section(f"{view.no_counterpart_heading} ({len(lacking)})", [(f"in {names}", said) for names, said in lacking])
    others = [_contrast(group[0], short) for group in (*view.details, *view.worded)]
    yield _Section(f"{words.TOLD_OR_WORDED} ({len(others)})", others, least=0)


def _dispute(dispute: Dispute) -> tuple[str, str]:
    """Return a point on which versions differ: its kind, and each side with those that have it."""
    sides = ((said.side.value.strip() or "—", ", ".join(said.side.versions)) for said in dispute.sides)
    return words.KINDS[dispute.conflict.kind], " / ".join(f"{value} ({names})" for value, names in sides)


def _contrast(pair: Pair, short: int) -> tuple[str, str]:
    one = pair.contrasts[0]
    sides = ((one.first, pair.first), (one.second, pair.second))
    return words.KINDS[one.difference.kind], " / ".join(f"{_shortened(said.strip(), short)} ({_place(quote)})" for said, quote in sides)


def _place(quote: Quote) -> str:
    return f"{quote.version} {quote.number}"


def _shortened(said: str, most: int) -> str:
    return (said if len(said) <= most else said[: most - 1].rstrip() + "…") or "—"


def _rows(rows: Sequence[tuple[str, str]], most: int) -> Iterator[_Piece]:
    """Yield each row on one line, the labels as wide as the widest, or as ``most``."""
    from rich.cells import cell_len, set_cell_size

    rows = [(words.visible(label), line) for label, line in rows]
    wide = min(most, max((cell_len(label) for label, _ in rows), default=0))
    for label, line in rows:
        cut = label if cell_len(label) <= wide else set_cell_size(label, wide - 1) + "…"
        yield _line(f"{set_cell_size(cut, wide)}  {line}"), 2


def _whole_notes(view: View) -> Iterator[_Piece]:
    yield from ((words.visible(f"Note: {note}"), 0) for note in phrases.notes(view))


def _notes(view: View) -> Iterator[_Piece]:
    notes = phrases.notes(view)
    for note in notes[:NOTES]:
        yield _line(f"Note: {note}"), 0
    if len(notes) > NOTES:
        yield f"and {words.counted(len(notes) - NOTES, 'more note')}", 0
