"""The comparison as GitHub-flavoured Markdown: a table of the versions, then the findings as quotations, changed words in bold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from storycompare.model import Comparison
from storycompare.render import phrases, words
from storycompare.render.differing import Dispute
from storycompare.render.marks import Quote
from storycompare.render.origins import Line, quotation
from storycompare.render.pairs import Pair
from storycompare.render.screen import by_turns
from storycompare.render.view import NoCounterpart, Row, View, build

_SPECIAL = re.compile(r"[\\`*_\[\]|~#$!]")
FEW = 5
"""Findings of a kind that stand open; the rest is folded, so that an issue can be read past them."""
LIMIT = 65_536
"""Characters that GitHub takes in an issue or a comment."""

# Where GitHub would call a person, link an issue or an address, though the sign itself is escaped: an empty comment parts the words.
_CALLS = re.compile(r"@(?=\w)|#(?=\d)|(?i:\bgh-(?=\d)|\b(?:https?|ftp|mailto|xmpp):(?=\S)|\bwww(?=\.))")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the report: what stands over its findings, they, and what stands under them."""

    head: list[str]
    findings: list[str]
    tail: list[str]


def render(comparison: Comparison) -> str:
    """Return the findings as Markdown in which nothing an outlet wrote is markup, as many of each kind as fit into an issue."""
    view = build(comparison)
    parts = [*_differ(view), _only_here(view), _no_counterpart(view)]
    parts += [_pairs(words.DETAILS, view.details, words.DETAILS_NOTE), _pairs(words.WORDED_DIFFERENTLY, view.worded), *_sections(view)]
    top = [*_summary(view)]
    longest = max(len(part.findings) for part in parts)
    if len(whole := _written(top, parts, longest)) <= LIMIT:
        return whole
    fitting = bisect_right(range(longest), LIMIT, key=lambda most: len(_written(top, parts, most)))
    return _written(top, parts, max(0, fitting - 1))


def _written(top: Sequence[str], parts: Sequence[_Part], most: int) -> str:
    """Return the page with ``most`` findings of a kind."""
    blocks = [block for part in parts for block in (*part.head, *_folded(part.findings, most), *part.tail)]
    return "\n\n".join([*top, *blocks]) + "\n"


def escape(text: str) -> str:
    r"""Return ``text`` on one line, to be read as it is written wherever in a line of Markdown it stands.

    >>> escape("[click](https://example.org) <b>*now*</b>")
    '\\[click\\](https:<!-- -->//example.org) &lt;b&gt;\\*now\\*&lt;/b&gt;'
    """
    parts = re.split(_CALLS, line := words.visible(text))
    calls = [*_CALLS.findall(line), ""]
    return "".join(_escaped(part + call) + ("<!-- -->" if call else "") for part, call in zip(parts, calls, strict=True))


def _escaped(text: str) -> str:
    marked = _SPECIAL.sub(lambda match: "\\" + match.group(), text)
    return re.sub("[&<>]", lambda match: _HTML[match.group()], marked)


def _folded(findings: Sequence[str], most: int) -> Iterator[str]:
    """Yield the first findings, the others where a click unfolds them, and how many there are over ``most``."""
    yield from findings[: min(FEW, most)]
    if rest := findings[FEW:most]:
        yield f"<details>\n<summary>{len(rest)} more</summary>"
        yield from rest
        yield "</details>"
    if (over := len(findings) - most) > 0:
        yield f"{over} more left out: an issue takes {LIMIT:,} characters, and the JSON has all."


def _bold(text: str) -> str:
    """Return ``text`` in bold; beside a word, ``**`` does not open or close at a mark of punctuation, and a tag always does."""
    return f"**{escape(text)}**" if text[0].isalnum() and text[-1].isalnum() else f"<b>{escape(text)}</b>"


def _sentence(quote: Quote) -> str:
    """Return a sentence after its version and number: it never begins a line, so it cannot be a heading, a list or a rule."""
    pieces = []
    for marked, runs in groupby(quote.runs, key=quote.stands_out):
        text = "".join(run.text for run in runs)
        pieces.append(_bold(text) if marked else escape(text))
    return f"*{escape(quote.version)} {quote.number}:* {''.join(pieces) or words.NOT_KEPT}"


def _summary(view: View) -> Iterator[str]:
    yield f"# storycompare: {escape(view.title)}"
    yield escape(phrases.counts(view))
    columns = phrases.columns(view)
    lines = [list(columns), ["---:" if name in phrases.NUMERIC else "---" for name in columns]]
    lines += [[_cell(name, row, say(row)) for name, say in columns.items()] for row in view.rows]
    yield "\n".join(f"| {' | '.join(line)} |" for line in lines)
    if notes := phrases.notes(view):
        yield "\n".join(f"- Note: {escape(line)}" for line in notes)
    yield f"The number of a pair is {words.SCORE}. Fitted on: {escape(view.fitted_on)}. {words.BOTH}"


def _cell(name: str, row: Row, said: str) -> str:
    address = words.web_address(row.version.url) if name == "Headline" and said else None
    return f"[{escape(said)}](<{address.replace('|', '%7C')}>)" if address else escape(said)


def _heading(title: str, number: int) -> str:
    return f"## {escape(title)} ({number})"


def _differ(view: View) -> Iterator[_Part]:
    """Yield the points on which the versions differ and quotations with other words, then the points that are less sure."""
    differ = view.differ
    found = [*map(_point, differ.first), *map(_pair, differ.pairs), *(_row(quotation(one)) for one in differ.quotations)]
    note = words.DIFFER_NOTE if found else words.NOTHING_SURE if differ.behind else words.NOTHING
    yield _Part([_heading(words.DIFFER, differ.count), note], found, [])
    if differ.behind:
        title = f"### {words.LESS_SURE} ({len(differ.behind)})"
        yield _Part([title, words.LESS_SURE_NOTE], [_point(one) for one in differ.behind], [])


def _point(one: Dispute) -> str:
    """Return a point: what each side says, a sentence of each, where else it stands, and how sure we are."""
    quotes = "\n>\n".join(f"> {_sentence(said.quote)}" for said in one.sides)
    sides = (f"{said.side.value.strip() or '—'}: {phrases.places(said)}" for said in one.sides)
    sure = f"{words.CONFLICT}; {words.DISAGREE}: {words.sure(one.conflict.confidence)}"
    kind, _, said = phrases.heading(one).partition(": ")
    return f"*{escape(kind)}:* {escape(said)}\n\n{_listed(quotes, map(escape, filter(None, (*sides, sure, phrases.surest(one)))))}"


def _only_here(view: View) -> _Part:
    found = [f"> {_sentence(quote)}" for quote in by_turns(view)]
    return _Part([_heading(view.only_here_heading, len(found)), escape(view.only_here_note)], found, [])


def _no_counterpart(view: View) -> _Part:
    found = [_listed(f"> {_sentence(row.of)}", _lacking(row)) for row in view.no_counterpart]
    note = [view.no_counterpart_note] if found and view.no_counterpart_note else []
    return _Part([_heading(view.no_counterpart_heading, len(found)), *note], found, [])


def _listed(quoted: str, lines: Iterable[str]) -> str:
    """Return a quotation and the list under it."""
    return "\n\n".join([quoted, "\n".join(f"- {line}" for line in lines)])


def _lacking(row: NoCounterpart) -> Iterator[str]:
    if row.carried_by:
        yield f"carried by: {escape(phrases.carried(row))}"
    for one in row.lacking:
        near = f"; the nearest sentence: {_sentence(one.nearest)}" if one.nearest else ""
        yield f"no counterpart in {escape(one.omission.version)}{near}"


def _pairs(title: str, groups: Sequence[tuple[Pair, ...]], note: str = "") -> _Part:
    return _Part([_heading(title, len(groups)), *filter(None, [note if groups else ""])], [_pair(group) for group in groups], [])


def _pair(group: tuple[Pair, ...]) -> str:
    both = f"> {_sentence(group[0].first)}\n>\n> {_sentence(group[0].second)}"
    return _listed(both, map(escape, phrases.contrast_lines(group)))


def _sections(view: View) -> Iterator[_Part]:
    for section in view.sections:
        behind = [escape(f"{section.behind_title}: {len(section.behind)}")] if section.behind else []
        yield _Part([_heading(section.title, len(section.rows) + len(section.behind))], [_row(row) for row in section.rows], behind)


def _row(row: Line) -> str:
    head = f"> *{escape(row.place[0])} {row.place[1] + 1}:* {escape(row.text)}" if row.place else f"*{escape(row.text)}*"
    return _listed(head, map(escape, row.notes)) if row.notes else head
