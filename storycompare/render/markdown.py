"""The comparison as GitHub-flavoured Markdown: a table of the versions, then the findings as quotations, changed words in bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from storycompare.model import Comparison
from storycompare.render import phrases, words
from storycompare.render.marks import Quote
from storycompare.render.view import NoCounterpart, Row, View, build

_SPECIAL = re.compile(r"[\\`*_\[\]|~#$!]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def render(comparison: Comparison) -> str:
    """Return the findings as Markdown in which nothing an outlet wrote is markup."""
    view = build(comparison)
    blocks = [*_summary(view), *_only_here(view), *_no_counterpart(view), *_pairs(view), *_sections(view)]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    r"""Return ``text`` on one line, to be read as it is written wherever in a line of Markdown it stands.

    >>> escape("[click](https://example.org) <b>*now*</b>")
    '\\[click\\](https://example.org) &lt;b&gt;\\*now\\*&lt;/b&gt;'
    """
    escaped = _SPECIAL.sub(lambda match: "\\" + match.group(), words.visible(text))
    return re.sub("[&<>]", lambda match: _HTML[match.group()], escaped)


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
    yield f"The number under a pair is {words.SCORE}. Fitted on: {escape(view.fitted_on)}"


def _cell(name: str, row: Row, said: str) -> str:
    address = words.web_address(row.version.url) if name == "Headline" and said else None
    return f"[{escape(said)}](<{address.replace('|', '%7C')}>)" if address else escape(said)


def _heading(title: str, number: int) -> str:
    return f"## {escape(title)} ({number})"


def _only_here(view: View) -> Iterator[str]:
    yield _heading(view.only_here_heading, len(view.only_here))
    yield escape(view.only_here_note)
    for found in view.only_here:
        yield f"> {_sentence(found.quote)}"


def _no_counterpart(view: View) -> Iterator[str]:
    yield _heading(view.no_counterpart_heading, len(view.no_counterpart))
    for row in view.no_counterpart:
        yield f"> {_sentence(row.of)}"
        yield "\n".join(f"- {line}" for line in _lacking(row))


def _lacking(row: NoCounterpart) -> Iterator[str]:
    if row.carried_by:
        yield f"carried by: {escape(', '.join(row.carried_by))}"
    for one in row.lacking:
        near = f"; the nearest sentence: {_sentence(one.nearest)}" if one.nearest else ""
        yield f"no counterpart in {escape(one.omission.version)}{near}"


def _pairs(view: View) -> Iterator[str]:
    yield _heading(words.WORDED_DIFFERENTLY, len(view.groups))
    for group in view.groups:
        yield f"> {_sentence(group[0].first)}\n>\n> {_sentence(group[0].second)}"
        yield "\n".join(f"- {escape(line)}" for line in phrases.contrast_lines(group))


def _sections(view: View) -> Iterator[str]:
    for section in view.sections:
        yield _heading(section.title, len(section.rows))
        for row in section.rows:
            yield f"> *{escape(row.place[0])} {row.place[1] + 1}:* {escape(row.text)}" if row.place else f"*{escape(row.text)}*"
            if row.notes:
                yield "\n".join(f"- {escape(note)}" for note in row.notes)
        if section.behind:
            yield escape(f"{section.behind_title}: {len(section.behind)}")
