"""A page's raw text before it is parsed: what no reader sees taken out."""

from __future__ import annotations

import re

from storycompare.model import clean

MAX_RAW_BYTES = 30_000_000
"""Bytes of a saved page as it lies on the disk: its scripts and styles do not count towards `limits.MAX_BYTES`."""
MAX_TAGS = 60_000
"""Tags of a page: each takes the parser and its readers about a kilobyte and 60 microseconds; news pages have a few thousand."""
MAX_DATA_CHARACTERS = 1_000_000
"""Characters of one JSON-LD block that is looked at."""

_UNSEEN = re.compile(r"<!--|<(script|style)\b[^<>]*>", re.IGNORECASE)
_END = {name: re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE) for name in ("script", "style")}
_TAG = re.compile(r"<[a-z!/?][^<>]*>", re.IGNORECASE)
_OPENING = re.compile(r"<[a-zA-Z]")
_DECLARATION = re.compile(r"\s*<\?xml[^<>]{0,500}>")
_BREAKS = re.compile(r"(?:<br\s?/?>\s?){3,}", re.IGNORECASE)
_SECOND = re.compile(r"</html\s{0,9}>\s{0,99}(?:<!doctype[^<>]{0,300}>\s{0,99})?<html\b", re.IGNORECASE)
_FEED = re.compile(r"\s*(?:(?:<\?[^<>]{0,500}>|<!--[^<>]{0,500}-->)\s*){0,9}<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE)


def has_tags(html: str) -> bool:
    """Return whether there is any markup in ``html`` at all."""
    return _TAG.search(html) is not None


def many_tags(html: str) -> bool:
    """Return whether ``html`` opens more tags than are taken on."""
    return sum(1 for _ in _OPENING.finditer(html)) > MAX_TAGS


def is_feed(html: str) -> bool:
    """Return whether ``html`` is RSS, Atom, RDF or a map of a site."""
    return _FEED.match(html) is not None


def seen(html: str) -> str:
    """Return ``html`` less comments, styles and scripts (JSON-LD stays), in one pass whose cost grows with the length only.

    >>> seen("<p>One<!-- two --></p><script>three</script>")
    '<p>One</p>'

    A script or comment that is never closed stays, as the rest of the page: the parser knows what to do with it. Of two pages glued
    together the first is read.
    """
    html = clean(html)
    html = html[found.end() :] if (found := _DECLARATION.match(html)) else html
    kept: list[str] = []
    place = 0
    while found := _UNSEEN.search(html, place):
        end = _closed(html, found)
        if end < 0:
            break
        kept.append(html[place : found.start()])
        if "ld+json" in found[0].lower() and end - found.start() <= MAX_DATA_CHARACTERS:
            kept.append(html[found.start() : end])
        place = end
    whole = _BREAKS.sub("<br><br>", "".join(kept) + html[place:])
    return whole[: second.start() + 7] if (second := _SECOND.search(whole)) else whole


def _closed(html: str, opening: re.Match[str]) -> int:
    """Return where what ``opening`` opens is closed, -1 for never."""
    if opening[1] is None:
        end = html.find("-->", opening.start() + 2)
        return end + 3 if end >= 0 else -1
    end_tag = _END[opening[1].lower()].search(html, opening.end())
    return end_tag.end() if end_tag else -1
