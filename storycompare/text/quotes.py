"""Quotation marks: which stretches of a sentence stand inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# A mark that is never closed runs to the end: a quotation over several sentences opens in one and closes in another.
_QUOTED = re.compile(
    r'"([^"]*)(?:"|$)|\u201c([^\u201c\u201d"]*)(?:[\u201d"]|$)|\u00ab([^\u00bb]*)(?:\u00bb|$)|\u201e([^\u201c\u201d]*)(?:[\u201c\u201d]|$)'
    r"|(?<!\w)[\u2018'](?=\w)((?:[^\u2018\u2019']|[\u2019'](?=\w))*)[\u2019'](?!\w)"
)
# What one of the two below begins or ends with: most sentences have none of them.
_MARK = re.compile("[\"'\u201c\u201d\u201e\u2018\u00ab]")
# The first mark stands behind a word: it closes what an earlier sentence opened.
_CLOSED = re.compile(r"""[^"\u201c\u201d]*[^\s"\u201c\u201d(\[]["\u201d](?!\w)""")


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the stretches inside quotation marks, marks excluded; what stands before a first mark that only closes is inside too.

    >>> text = "He said “no” and left."
    >>> [text[a:b] for a, b in quoted(text)]
    ['no']
    >>> text = 'We will not," he said, "try again.'
    >>> [text[a:b] for a, b in quoted(text)]
    ['We will not,', 'try again.']
    """
    if not _MARK.search(text):
        return []
    closed = _CLOSED.match(text)
    start = closed.end() if closed else 0
    marked = (m.span(m.lastindex) for m in _QUOTED.finditer(text, start) if m.lastindex)
    return [(a, b) for a, b in [(0, start - 1), *marked] if a < b]


def carried(sentences: Iterable[str]) -> Iterator[list[tuple[int, int]]]:
    """Yield the stretches inside quotation marks of each sentence of one paragraph: a quotation left open goes on in the next.

    >>> paragraph = ["“It is over.", "We lost,” he said."]
    >>> [[text[a:b] for a, b in inside] for text, inside in zip(paragraph, carried(paragraph))]
    [['It is over.'], ['We lost,']]
    """
    open_ = False
    for text in sentences:
        # An opening mark put before it stands for the one that the sentence before it left open.
        found = [(max(0, a - 1), b - 1) for a, b in quoted("\u201c" + text)] if open_ else quoted(text)
        open_ = bool(found) and found[-1][1] == len(text)
        yield found
