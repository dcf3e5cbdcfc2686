"""The comparison as GitHub-flavoured Markdown: a table of the versions, then the findings as quotations, changed words in bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from storycompare.model import Comparison
from storycompare.render import phrases, words
from storycompare.render.differing import Dispute, Said
from storycompare.render.marks import Quote
from storycompare.render.origins import Line, quotation
from storycompare.render.pairs import Pair
from storycompare.render.view import NoCounterpart, Row, View, build

_SPECIAL = re.compile(r"[\\`*_\[\]|~#$!]")
FEW = 5
"""Findings of a kind that stand open; the rest is folded, so that an issue can be read past them."""

# Where GitHub would call a person, link an issue or an address, though the sign itself is escaped: an empty comment parts the words.
_CALLS = re.compile(r"@(?=\w)|#(?=\d)|(?i:\bgh-(?=\d)|\b(?:https?|ftp|mailto|xmpp):(?=\S)|\bwww(?=\.))")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def render(comparison: Comparison) -> str:
    """Return the findings as Markdown in which nothing an outlet wrote is markup."""
    view = build(comparison)
    blocks = [*_summary(view), *_differ(view), *_only_here(view), *_no_counterpart(view)]
    blocks += [*_pairs(words.DETAILS, view.details), *_pairs(words.WORDED_DIFFERENTLY, view.worded), *_sections(view)]
    return "\n\n".join(blocks) + "\n"


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


def _folded(findings: Sequence[str]) -> Iterator[str]:
    """Yield the first findings, and the others where a click unfolds them."""
    yield from findings[:FEW]
    if rest := findings[FEW:]:
        yield f"<details>\n<summary>{len(rest)} more</summary>"
        yield from rest
        yield "</details>"


def _bold(text: str) -> str:
    """Return ``text`` in bold; beside a word, ``**`` does not open or close at a mark of punctuation, and a tag always does."""
    return f"**{escape(text)}**" if text[0].isalnum() and text[-1].isalnum() else f"<b>{escape(text)}</b>"


def _sentence(quote: Quote) -> str:
    """Return a sentence after its version and number: it never begins a line, so it cannot be a heading, a list or a rule."""
    pieces = []
    for marked, runs in groupby(quote.runs, key=lambda run: run.mark > 0):
        text = "".join(run.text for run in runs)
        pieces.append(_bold(text) if marked else escape(text))
    return f"*{escape(quote.version)} {quote.number}:* {''.join(pieces)}"


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


def _differ(view: View) -> Iterator[str]:
    """Yield the points on which the versions differ, each side with a sentence that says it, then altered quotations."""
    differ = view.differ
    yield _heading(words.DIFFER, differ.count)
    yield words.DIFFER_NOTE if differ.count else words.NOTHING_SURE if differ.behind else words.NOTHING
    yield from map(_dispute, differ.first)
    yield from map(_pair, differ.pairs)
    if differ.quotations:
        yield f"**{words.ALTERED}**"
        yield from (_row(quotation(found)) for found in differ.quotations)
    if differ.behind:
        yield f"<details>\n<summary>{len(differ.behind)} less sure</summary>"
        yield words.LESS_SURE_NOTE
        yield from map(_dispute, differ.behind)
        yield "</details>"


def _dispute(dispute: Dispute) -> str:
    sides = "\n>\n".join(f"> {_sentence(said.quote)}{_also(said)}" for said in dispute.sides)
    sure = f"{words.CONFLICT}; {words.DISAGREE}: {words.sure(dispute.conflict.confidence)}"
    return f"**{escape(phrases.heading(dispute))}**\n\n" + _listed(sides, map(escape, filter(None, (sure, phrases.surest(dispute)))))


def _also(said: Said) -> str:
    told = phrases.elsewhere(said)
    return f" *(also {escape(told)})*" if told else ""


def _only_here(view: View) -> Iterator[str]:
    yield _heading(view.only_here_heading, len(view.only_here))
    yield escape(view.only_here_note)
    yield from _folded([f"> {_sentence(found.quote)}" for found in view.only_here])


def _no_counterpart(view: View) -> Iterator[str]:
    yield _heading(view.no_counterpart_heading, len(view.no_counterpart))
    if view.no_counterpart_note and view.no_counterpart:
        yield view.no_counterpart_note
    yield from _folded([_listed(f"> {_sentence(row.of)}", _lacking(row)) for row in view.no_counterpart])


def _listed(quoted: str, lines: Iterable[str]) -> str:
    """Return a quotation and the list under it."""
    return "\n\n".join([quoted, "\n".join(f"- {line}" for line in lines)])


def _lacking(row: NoCounterpart) -> Iterator[str]:
    if row.carried_by:
        yield f"carried by: {escape(phrases.carried(row))}"
    for one in row.lacking:
        near = f"; the nearest sentence: {_sentence(one.nearest)}" if one.nearest else ""
        yield f"no counterpart in {escape(one.omission.version)}{near}"


def _pairs(title: str, groups: Sequence[tuple[Pair, ...]]) -> Iterator[str]:
    yield _heading(title, len(groups))
    yield from _folded([_pair(group) for group in groups])


def _pair(group: tuple[Pair, ...]) -> str:
    both = f"> {_sentence(group[0].first)}\n>\n> {_sentence(group[0].second)}"
    return _listed(both, map(escape, phrases.contrast_lines(group)))


def _sections(view: View) -> Iterator[str]:
    for section in view.sections:
        yield _heading(section.title, len(section.rows) + len(section.behind))
        yield from _folded([_row(row) for row in section.rows])
        if section.behind:
            yield escape(f"{section.behind_title}: {len(section.behind)}")


def _row(row: Line) -> str:
    head = f"> *{escape(row.place[0])} {row.place[1] + 1}:* {escape(row.text)}" if row.place else f"*{escape(row.text)}*"
    return _listed(head, map(escape, row.notes)) if row.notes else head
