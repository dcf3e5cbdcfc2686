"""Does a page's source stop in the middle? Told by what is left open at its end."""

from __future__ import annotations

import re

_OPEN_TAIL = re.compile(r"<[a-z/!][^>]*$", re.IGNORECASE)
_LAST = re.compile(r"</(?:html|body)\s{0,9}>", re.IGNORECASE)
_HEAD = re.compile(r"</head\s{0,9}>", re.IGNORECASE)
_EDGE = re.compile(r"<(/?)(p|li|blockquote|div|article|main|section|body|html|ul|ol|table|h[1-6])\b", re.IGNORECASE)
# Elements whose end no page may leave out.
_CLOSED = re.compile(r"<(/?)(?:div|article|main|section)\b", re.IGNORECASE)


def has_end(html: str) -> bool:
    """Return whether ``html`` has an end of its own: without one, a text that stops in a sentence was cut.

    >>> has_end("<p>One</p></body>"), has_end("<p>One</p>")
    (True, False)
    """
    return _LAST.search(html[-20_000:]) is not None


def is_cut(html: str) -> bool:
    """Return whether ``html`` (see `markup.seen`) stops in the middle.

    >>> is_cut("<html><p>One</p><p>Two"), is_cut("<html><p>One</p><p>Two</html>"), is_cut("<p>One</p><a hr")
    (True, False, True)
    >>> is_cut("<article><p>One</p>"), is_cut("<p>One</p><p>Two</p>"), is_cut("<head></head><body><p>One</p>")
    (True, False, True)

    It stops inside a tag, a comment or a script; or it has no end of its own and leaves a paragraph open, or an element that must be
    closed, or the body of a page whose head was closed. A page of paragraphs alone may stop behind any of them: that cannot be told.
    """
    tail = html[-20_000:].rstrip()
    if _OPEN_TAIL.search(tail[tail.rfind("<") :] if "<" in tail else "") or html.rfind("<!--") > html.rfind("-->"):
        return True
    if has_end(html):
        return False
    if _HEAD.search(html) or sum(-1 if found[1] else 1 for found in _CLOSED.finditer(html)) > 0:
        return True
    edges = _EDGE.findall(tail)
    ends = re.search(r"</p\s{0,9}>", html, re.IGNORECASE) is not None
    return ends and bool(edges) and edges[-1][0] == "" and edges[-1][1].lower() in {"p", "li", "blockquote"}
