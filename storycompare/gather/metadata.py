"""What a page says about its article: headline, authors, time, address and outlet, by JSON-LD, meta tags, then what is shown."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from storycompare.model import clean

if TYPE_CHECKING:
    from bs4 import Tag

_ARTICLE = re.compile(r"(?:Article|Report|BlogPosting|Review|Reportage\w*)$")
_MAX_NODES = 2_000
_HEADLINES = ("og:title", "twitter:title", "parsely-title", "dc.title", "headline")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl")
_TIMES = ("article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate", "dc.date.issued",
          "dc.date", "sailthru.date", "date")  # fmt: skip
_SUFFIX = re.compile(r"\s+[|\u2013\u2014:»·•-]+\s+")
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author|authors|writer)(?:$|[\s_-])", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:written |story |words )?by[:\s]\s*", re.IGNORECASE)
_WRITTEN = re.compile(
    r"(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})|"
    r"(?P<day2>\d{1,2})(?:st|nd|rd|th)? (?P<month2>[A-Z][a-z]{2,8})\.?,? (?P<year2>\d{4})"
)
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})\s?([ap])?\.?(?:m\b)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says; None where it does not."""

    headline: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    types: frozenset[str] = frozenset()
    free: bool = True


def metadata(soup: Tag) -> Metadata:
    """Return what ``soup`` says about its article. Nothing is guessed from a host or a file's name."""
    nodes = list(_nodes(soup))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    meta = _meta(soup)
    url = _first(_address(x) for x in (_canonical(soup), *meta.get("og:url", ())))
    article = _article(nodes, url)
    publisher = article.get("publisher")
    outlet = _first((*meta.get("og:site_name", ()), *_names(by_id.get(_id(publisher), publisher), by_id), *_shown(soup, "publisher")))
    title = _text(tag.get_text()) if (tag := soup.find("title")) else None
    heads = [_text(h.get_text()) for h in soup.find_all("h1", limit=3)]
    named = (
        _text(article.get("headline")),
        *_pick(meta, _HEADLINES[:1]),
        *_shown(soup, "headline"),
        *heads,
        *_pick(meta, _HEADLINES[1:]),
        title,
    )
    return Metadata(
        headline=_trimmed(_first(named), outlet),
        byline=_byline(soup, article, meta, by_id),
        published=_first(_iso(x) for x in _times(soup, article, meta)),
        url=url or _first(_address(x) for x in (_id(article.get("mainEntityOfPage")), article.get("url"), article.get("@id"))),
        outlet=outlet,
        title=title,
        types=frozenset(t for node in nodes for t in _types(node)),
        free=str(article.get("isAccessibleForFree", True)).lower() not in {"false", "no", "0"},
    )


def _nodes(soup: Tag) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that may be about the page: the top ones, those of lists and graphs, and the page's main one."""
    count = 0
    for script in soup.find_all("script", type=re.compile(r"ld\+json", re.IGNORECASE), limit=50):
        try:
            waiting = [json.loads(script.string or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and count < _MAX_NODES:
            node = waiting.pop(0)
            count += 1
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                yield node
                waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(node.get(key), dict | list))


def _article(nodes: list[dict[str, Any]], url: str | None) -> dict[str, Any]:
    """Return the object that describes the article: of several, the one with the page's own address, else the first."""
    found = [node for node in nodes if any(_ARTICLE.search(t) for t in _types(node)) or ("headline" in node and not _types(node))]
    own = [
        node
        for node in found
        if url and url in {_id(node.get("mainEntityOfPage")), node.get("url") if isinstance(node.get("url"), str) else None}
    ]
    return next(iter([*own, *found]), {})


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type")
    return [t for t in (kind if isinstance(kind, list) else [kind]) if isinstance(t, str)]


def _id(value: object) -> str | None:
    value = value.get("@id") if isinstance(value, dict) else value
    return value if isinstance(value, str) else None


def _names(value: object, by_id: dict[str, dict[str, Any]], depth: int = 0) -> list[str]:
    """Return the names in an author or publisher, which is a string, an object, a reference to one, or a list of these."""
    if depth > 3:
        return []
    if isinstance(value, list):
        return [name for item in value[:30] for name in _names(item, by_id, depth + 1)]
    if isinstance(value, dict):
        if "name" not in value and (known := by_id.get(_id(value) or "")) is not None:
            return _names(known, by_id, depth + 1)
        return _names(value.get("name"), by_id, depth + 1)
    name = _text(value)
    return [name] if name and "://" not in name else []


def _byline(soup: Tag, article: dict[str, Any], meta: dict[str, list[str]], by_id: dict[str, dict[str, Any]]) -> str | None:
    written = _names(article.get("author") or article.get("creator"), by_id)
    for names in (written, *(_names(meta.get(key), by_id) for key in _AUTHORS), _shown(soup, "author"), _visible(soup)):
        if names := list(dict.fromkeys(name for raw in names if (name := _BY.sub("", raw).strip()))):
            return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return None


def _visible(soup: Tag) -> list[str]:
    """Return the names that the page shows: links that say ``rel="author"``, else the line whose class says byline."""
    if linked := [name for a in soup.find_all("a", rel="author", limit=5) if (name := _text(a.get_text()))]:
        return linked
    for tag in soup.find_all(class_=_BYLINE_CLASS, limit=3):
        shown = _text(re.split(r"[|\u2022\xb7\n]|\s[\u2013\u2014-]\s", tag.get_text().strip())[0])
        if shown and len(shown) <= 120:
            return [shown]
    return []


def _meta(soup: Tag) -> dict[str, list[str]]:
    """Return the page's meta tags by the lower case of their name."""
    found: dict[str, list[str]] = {}
    for tag in soup.find_all("meta", limit=_MAX_NODES):
        if value := _text(tag.get("content")):
            for key in ("property", "name", "itemprop"):
                if name := tag.get(key):
                    found.setdefault(str(name).lower(), []).append(value)
    return found


def _shown(soup: Tag, prop: str) -> list[str]:
    """Return what microdata says of ``prop``: the content, or the name within, or the text of the element."""
    found = []
    for tag in soup.find_all(True, {"itemprop": prop}, limit=5):
        name = tag.find(True, {"itemprop": "name"}) or tag
        if value := _text(name.get("content") or name.get_text()):
            found.append(value)
    return found


def _times(soup: Tag, article: dict[str, Any], meta: dict[str, list[str]]) -> Iterator[object]:
    yield article.get("datePublished")
    yield article.get("dateCreated")
    yield from _pick(meta, _TIMES)
    for tag in soup.find_all(True, {"itemprop": "datePublished"}, limit=2):
        yield tag.get("datetime") or tag.get("content") or tag.get_text()
    for tag in soup.find_all("time", limit=2):
        yield tag.get("datetime")
        yield tag.get_text()


def _iso(value: object) -> str | None:
    """Return ``value`` when it is a time in ISO 8601, as it stands; RFC 2822 and written English dates in ISO form; else None.

    >>> _iso("2026-03-03T14:05:00+0000"), _iso("March 3, 2026, 2:05 p.m."), _iso("0000-99-99")
    ('2026-03-03T14:05:00+0000', '2026-03-03T14:05', None)
    """
    text = _text(value)
    if not text or len(text) > 100:
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return _rfc(text) or _english(text)
    return text.replace(" ", "T", 1) if "T" not in text else text


def _rfc(text: str) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).isoformat() if "," in text[:5] and ":" in text else None
    except (ValueError, TypeError, IndexError):
        return None


def _english(text: str) -> str | None:
    """Return the ISO form of a date written out in English, with its minutes where they are given; no zone is made up."""
    if not (found := _WRITTEN.search(text)):
        return None
    month = (found["month"] or found["month2"])[:3].title()
    try:
        day = datetime.strptime(f"{found['day'] or found['day2']} {month} {found['year'] or found['year2']}", "%d %b %Y").date()  # noqa: DTZ007
    except ValueError:
        return None
    if not (clock := _CLOCK.search(text, found.end())):
        return day.isoformat()
    hour, minute = int(clock[1]), int(clock[2])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3].lower() == "p" else 0)
    return f"{day.isoformat()}T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else day.isoformat()


def _canonical(soup: Tag) -> object:
    return next((link.get("href") for link in soup.find_all("link", rel="canonical", limit=1)), None)


def _address(value: object) -> str | None:
    """Return ``value`` when it is a whole web address; no other scheme is ever handed on."""
    text = _text(value)
    try:
        parts = urlsplit(text or "")
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.hostname else None


def _trimmed(headline: str | None, outlet: str | None) -> str | None:
    """Return ``headline`` less the outlet's own name at its end, and nothing else."""
    while headline and outlet:
        parts = list(_SUFFIX.finditer(headline))
        if not parts or headline[parts[-1].end() :].casefold() != outlet.casefold():
            break
        headline = headline[: parts[-1].start()]
    return headline


def _pick(meta: dict[str, list[str]], keys: Iterable[str]) -> list[str]:
    return [value for key in keys for value in meta.get(key, ())]


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _text(value: object) -> str | None:
    """Return ``value`` on one line when it is text, with what was escaped twice unescaped."""
    return clean(" ".join(html.unescape(value).split()))[:2_000] or None if isinstance(value, str) else None
