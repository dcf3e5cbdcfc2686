"""The comparison for a terminal: a summary that fits a screen, then the findings, the weightiest first."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from storycompare.model import Comparison
from storycompare.render import phrases, words
from storycompare.render.differing import Dispute
from storycompare.render.marks import CHANGED, Quote
from storycompare.render.origins import Line, quotation
from storycompare.render.pairs import Pair
from storycompare.render.view import NoCounterpart, Row, View, build

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

# What stands around a marked run of the first and of the second sentence, and how it is dressed where there is colour: attributes
# only, because a colour that is clear on a dark ground is pale on a light one.
_BRACKETS = (("[-", "-]"), ("{+", "+}"))
_KEY = "[-words of the first only-], {+words of the second only+}"
_FEW = 5
_STYLES = ("", "bold underline", "bold reverse")


def render(comparison: Comparison, *, width: int = 80, color: bool = False) -> str:
    """Return the report as lines of at most ``width`` cells, with terminal styles where ``color`` is true.

    Args:
        comparison: what is shown.
        width: cells in a line, 40 or more.
        color: dress the marked words with bold and reverse instead of brackets.
    """
    view, file = build(comparison), io.StringIO()
    printer = console(file, max(width, 40), color=color)
    for part in (
        _summary(view, printer.width),
        _differ(view, color=color),
        _only_here(view),
        _no_counterpart(view),
        _pairs(words.DETAILS, view.details, words.DETAILS_NOTE, color=color),
        _pairs(words.WORDED_DIFFERENTLY, view.worded, color=color),
        _sections(view),
        _about(view),
    ):
        for piece, indent in part:
            put(printer, piece, indent)
    return re.sub("\n{3,}", "\n\n", re.sub(" +\n", "\n", file.getvalue())).rstrip() + "\n"


_Pieces = Iterable[tuple["RenderableType", int]]


def console(file: TextIO, width: int, *, color: bool) -> Console:
    """Return what prints to ``file``, whatever the environment says of terminals."""
    from rich.console import Console

    return Console(
        file=file, width=width, force_terminal=color, color_system="standard" if color else None, legacy_windows=False, _environ={}
    )


def put(printer: Console, piece: RenderableType, indent: int) -> None:
    """Print ``piece`` after ``indent`` spaces, our own words and cleaned text alike: never as markup."""
    from rich.padding import Padding
    from rich.text import Text

    if isinstance(piece, str):
        piece = Text(piece)
    printer.print(Padding(piece, (0, 0, 0, indent)), highlight=False)


def _summary(view: View, width: int) -> _Pieces:
    from rich.text import Text

    yield Text(words.visible(view.title), style="bold"), 0
    yield words.visible(phrases.counts(view)), 0
    yield "", 0
    yield table(view, width, view.rows), 0
    yield from _headlines(view)
    yield "", 0
    for line in phrases.notes(view):
        yield words.visible(f"Note: {line}"), 0


def table(view: View, width: int, rows: Sequence[Row]) -> RenderableType:
    """Return ``rows`` of the summary as a table that fits ``width``."""
    from rich.table import Table
    from rich.text import Text

    columns = phrases.columns(view)
    least = () if width >= 72 else ("Published",) if width >= 56 else ("Published", "Status", "Sentences")
    shown = [name for name in columns if not name.startswith(("Headline", *least))]
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in shown:
        number, limit = name in phrases.NUMERIC, (width // 3 if width >= 56 else width - 22) if name == "Version" else None
        grid.add_column(name, justify="right" if number else "left", no_wrap=not number, overflow="ellipsis", max_width=limit)
    for row in rows:
        grid.add_row(*(Text(words.visible(columns[name](row))) for name in shown))
    return grid


def _headlines(view: View) -> _Pieces:
    """Yield the headlines, a line each, where they leave the summary on one screen."""
    from rich.text import Text

    told = [row.version for row in view.rows if row.version.headline]
    if 0 < len(told) <= _FEW:
        yield "", 0
        for version in told:
            yield Text(words.visible(f"{version.id}: {version.headline}"), no_wrap=True, overflow="ellipsis"), 0


def _heading(words_of_it: str, number: int) -> _Pieces:
    from rich.text import Text

    title = words.visible(f"{words_of_it} ({number})")
    yield "", 0
    yield Text(title, style="bold"), 0
    yield Text("─" * len(title), no_wrap=True, overflow="crop"), 0


def _differ(view: View, *, color: bool) -> _Pieces:
    """Yield the points on which the versions differ, each side with a sentence that says it, then altered quotations."""
    differ = view.differ
    yield from _heading(words.DIFFER, differ.count)
    yield words.DIFFER_NOTE if differ.count else words.NOTHING_SURE if differ.behind else words.NOTHING, 0
    yield "", 0
    for dispute in differ.first:
        yield from _dispute(dispute, color=color)
    for group in differ.pairs:
        yield from _pair(group, color=color)
    if differ.quotations:
        yield f"{words.ALTERED}:", 0
        for found in differ.quotations:
            yield from _line(quotation(found))
    if differ.behind:
        yield f"{words.LESS_SURE} ({len(differ.behind)}). {words.LESS_SURE_NOTE}", 0
        yield "", 0
        for dispute in differ.behind:
            yield from _dispute(dispute, color=color)


def _dispute(dispute: Dispute, *, color: bool) -> _Pieces:
    from rich.text import Text

    yield Text(words.visible(phrases.heading(dispute)), style="bold"), 0
    for said in dispute.sides:
        yield words.visible(f"{said.side.value.strip() or '—'}: {phrases.places(said)}"), 2
        yield _sentence(said.quote, ("[", "]"), color=color, named=False), 4
    yield f"{words.CONFLICT}; {words.DISAGREE}: {words.sure(dispute.conflict.confidence)}", 2
    if paired := phrases.surest(dispute):
        yield words.visible(paired), 2
    yield "", 0


def _only_here(view: View) -> _Pieces:
    yield from _heading(view.only_here_heading, len(view.only_here))
    yield words.visible(view.only_here_note), 0
    yield "", 0
    for version, found in groupby(view.only_here, key=lambda one: one.quote.version):
        yield words.visible(version), 0
        for one in found:
            yield f"{one.quote.number}. {words.visible(one.quote.text or words.NOT_KEPT)}", 2


def _no_counterpart(view: View) -> _Pieces:
    yield from _heading(view.no_counterpart_heading, len(view.no_counterpart))
    if view.no_counterpart_note and view.no_counterpart:
        yield view.no_counterpart_note, 0
        yield "", 0
    for row in view.no_counterpart:
        yield _sentence(row.of), 0
        for line in _lacking(row):
            yield line, 2
        yield "", 0


def _lacking(row: NoCounterpart) -> Iterable[str]:
    if row.carried_by:
        yield words.visible(f"carried by: {phrases.carried(row)}")
    for one in row.lacking:
        near = f"; the nearest sentence, {one.nearest.number}: {one.nearest.text or words.NOT_KEPT}" if one.nearest else ""
        yield words.visible(f"no counterpart in {one.omission.version}{near}")


def _pairs(title: str, groups: Sequence[tuple[Pair, ...]], note: str = "", *, color: bool) -> _Pieces:
    yield from _heading(title, len(groups))
    if groups:
        yield " ".join(filter(None, [note, "" if color else f"Marked: {_KEY}."])), 0
        yield "", 0
    for group in groups:
        yield from _pair(group, color=color)


def _pair(group: tuple[Pair, ...], *, color: bool) -> _Pieces:
    yield _sentence(group[0].first, _BRACKETS[0], color=color), 0
    yield _sentence(group[0].second, _BRACKETS[1], color=color), 0
    for line in phrases.contrast_lines(group):
        yield words.visible(line), 2
    yield "", 0


def _sections(view: View) -> _Pieces:
    for section in view.sections:
        yield from _heading(section.title, len(section.rows) + len(section.behind))
        for row in section.rows:
            yield from _line(row)
        if section.behind:
            yield words.visible(f"{section.behind_title}: {len(section.behind)}"), 0


def _line(row: Line) -> _Pieces:
    yield words.visible(f"{row.place[0]} {row.place[1] + 1}: {row.text}" if row.place else row.text), 0
    for note in row.notes:
        yield words.visible(note), 2
    yield "", 0


def _about(view: View) -> _Pieces:
    yield "", 0
    yield words.visible(f"The number of a pair is {words.SCORE}. Fitted on: {view.fitted_on}. {words.BOTH}"), 0


def _sentence(quote: Quote, brackets: tuple[str, str] = ("", ""), *, color: bool = False, named: bool = True) -> RenderableType:
    from rich.text import Text

    text = Text()
    if named:
        text.append(words.visible(f"{quote.version} {quote.number}: "), style="bold")
    for mark, runs in groupby(quote.runs, key=lambda run: run.mark if color else min(run.mark, CHANGED)):
        before, after = brackets if mark and not color else ("", "")
        text.append(before + words.visible("".join(run.text for run in runs)) + after, style=_STYLES[mark])
    if not quote.text:
        text.append(words.NOT_KEPT)
    return text
