"""Quotation marks: which stretches of a sentence stand inside them."""

from __future__ import annotations

import re

# A mark that is never closed runs to the end: a quotation over several sentences opens in one and closes in another.
_QUOTED = re.compile(
    r'"([^"]*)(?:"|$)|\u201c([^\u201c\u201d"]*)(?:[\u201d"]|$)|\u00ab([^\u00bb]*)(?:\u00bb|$)|\u201e([^\u201c\u201d]*)(?:[\u201c\u201d]|$)'
    r"|(?<!\w)[\u2018'](?=\w)((?:[^\u2018\u2019']|[\u2019'](?=\w))*)[\u2019'](?!\w)"
)
_CLOSING_ONLY = re.compile('^[^"\u201c\u201d]*[\u201d"](?=\\W*$|\\s)')


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the stretches inside quotation marks, marks excluded; a sentence that only closes a quotation stands inside it.

    >>> text = "He said “no” and left."
    >>> [text[a:b] for a, b in quoted(text)]
    ['no']
    >>> quoted('We will try again.” ')
    [(0, 18)]
    """
    lone = _CLOSING_ONLY.match(text)
    if lone and not text.startswith(('"', "\u201c")) and (text.count('"') in (0, 1)):
        return [(0, lone.end() - 1)]
    return [m.span(m.lastindex) for m in _QUOTED.finditer(text) if m.lastindex and m.start(m.lastindex) < m.end(m.lastindex)]
