"""JSON-LD: the objects a page describes itself with, which of them is the article, and the names and words in them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from storycompare.model import clean

MAX_NODES = 2_000
"""Objects of JSON-LD, and meta tags, that are looked at."""
_ARTICLE = re.compile(r"(?:Article|Report|BlogPosting|Review|Reportage\w*)$")
_LIVE = "LiveBlogPosting"

Node = dict[str, Any]


def nodes(sources: list[str]) -> Iterator[Node]:
    """Yield the objects that may be about the page: the top ones, those of lists and graphs, and the page's main one.

    >>> [node["@type"] for node in nodes(['[{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle"}}]', "no JSON"])]
    ['WebPage', 'NewsArticle']
    """
    count = 0
    for source in sources[:50]:
        try:
            waiting = [json.loads(_unwrapped(source), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and count < MAX_NODES:
            node = waiting.pop(0)
            count += 1
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                yield node
                waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(node.get(key), dict | list))


def _unwrapped(source: str) -> str:
    """Return ``source`` without what hides it from old readers: an HTML comment, CDATA, a semicolon after it."""
    return re.sub(r"^\s*(?:/\*|//)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?|(?:/\*|//)?\s*(?:\]\]>|-->)\s*(?:\*/)?\s*$|;\s*$", "", source)


def article_of(found: list[Node], url: str | None) -> Node:
    """Return the object that describes the article: of several, the one with the page's own address, else the first."""
    articles = [node for node in found if any(_ARTICLE.search(t) for t in types(node)) or ("headline" in node and not types(node))]
    own = [node for node in articles if url and url in {reference(node.get("mainEntityOfPage")), reference(node.get("url"))}]
    # A live page describes each of its entries as an article; its own object says LiveBlogPosting.
    live = [node for node in articles if _LIVE in types(node)]
    return next(iter([*own, *live, *articles]), {})


def types(node: Node) -> list[str]:
    """Return what ``node`` says it is."""
    kind = node.get("@type")
    return [t for t in (kind if isinstance(kind, list) else [kind]) if isinstance(t, str)]


def reference(value: object) -> str | None:
    """Return the address or the id that ``value`` is or holds."""
    value = value.get("@id") if isinstance(value, dict) else value
    return value if isinstance(value, str) else None


def names(value: object, by_id: dict[str, Node], depth: int = 0) -> list[str]:
    """Return the names in an author or publisher, which is a string, an object, a reference to one, or a list of these."""
    if depth > 3:
        return []
    if isinstance(value, list):
        return [name for item in value[:30] for name in names(item, by_id, depth + 1)]
    if isinstance(value, dict):
        if "name" not in value and (known := by_id.get(reference(value) or "")) is not None:
            return names(known, by_id, depth + 1)
        return names(value.get("name"), by_id, depth + 1)
    name = line(value)
    return [name] if name and "://" not in name else []


def line(value: object) -> str | None:
    """Return ``value`` on one line when it is text, with what was escaped twice unescaped."""
    return clean(" ".join(html.unescape(value).split()))[:2_000] or None if isinstance(value, str) else None


def lines(value: object) -> list[str]:
    """Return the texts in ``value``, which is one or a list of them."""
    return [text for item in (value[:30] if isinstance(value, list) else [value]) if (text := line(item))]
