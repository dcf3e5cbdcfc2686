"""A page's source to a tree, whatever its depth: lxml's own, or, past the depth that lxml reads, one of its paragraphs alone."""

from __future__ import annotations

from functools import cache
from html import escape
from itertools import dropwhile
from typing import Any

PARSED_DEPTH = 2_000
"""Elements in one another: a little under 2,048, past which libxml2 drops what it reads."""
MAX_PARTS = 100
"""Parts sent late that are put in their place."""
_HEAD = frozenset({"base", "link", "meta", "noscript", "script", "style", "template", "title"})
_LEAVES = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "pre", "dd", "blockquote")


def parsed(html: str) -> Any:
    """Return the tree of ``html`` (see `markup.seen`), without comments.

    >>> parsed("<p>One <b>two</b></p>").text_content()
    'One two'
    """
    from lxml.html import document_fromstring

    tree = document_fromstring((html if html.strip() else "<html></html>").encode(), parser=_parser())
    deep = html.count("<") >= PARSED_DEPTH and _is_deep(tree)
    return _with_body(document_fromstring(_shallow(html).encode(), parser=_parser()) if deep else _streamed(tree))


def _streamed(tree: Any) -> Any:
    """Return ``tree`` with what a server sent late, hidden, where its script would put it: React's parts S:0 at the templates B:0."""
    for part in tree.xpath("//div[@hidden][starts-with(@id, 'S:')]")[:MAX_PARTS]:
        del part.attrib["hidden"]
        place = next(iter(tree.xpath("//template[@id=$id]", id=f"B:{part.get('id')[2:]}")), None)
        if place is not None and part not in place.iterancestors():
            place.addprevious(part)
    return tree


def _with_body(tree: Any) -> Any:
    """Return ``tree`` with what libxml2 left in the head put into the body: <article> without <body> before it, as HTML lets one write."""
    head = tree.find("head")
    strays = [] if head is None else list(dropwhile(lambda element: element.tag in _HEAD, head))
    if strays:
        body = tree.find("body")
        body = tree.makeelement("body") if body is None else body
        body[:0] = strays
        tree.append(body)
    return tree


@cache
def _parser() -> Any:
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)


def _is_deep(tree: Any) -> bool:
    """Return whether elements stand so deep in one another that the parser may have dropped some."""
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= PARSED_DEPTH:
            return True
    return False


def _shallow(html: str) -> str:
    """Return the head and the innermost paragraphs of a page that only bs4, which has no limit of depth, reads to its end."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "lxml")
    leaves = [tag for tag in soup.find_all(_LEAVES) if tag.find(_LEAVES) is None]
    body = "".join(f"<{tag.name}>{escape(tag.get_text())}</{tag.name}>" for tag in leaves)
    return f"<html>{soup.head or ''}<body>{body}</body></html>"
