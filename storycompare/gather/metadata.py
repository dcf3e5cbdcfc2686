"""What a page says about its article: headline, authors, times, address, outlet and section, by JSON-LD, meta tags, then what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from storycompare.gather.byline import byline
from storycompare.gather.facts import Facts, address, facts
from storycompare.gather.jsonld import Node, line, lines, names, reference, types
from storycompare.gather.times import to_the_minute

_HEADLINES = ("og:title", "twitter:title", "parsely-title", "dc.title", "headline")
_PUBLISHED = ("article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate",
              "dc.date.issued", "dcterms.created", "dc.date", "sailthru.date", "date")  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod")
_SECTIONS = ("article:section", "parsely-section", "og:section", "section", "dc.subject.section")
_OUTLETS = ("og:site_name", "parsely-site", "cre")
_SITES = frozenset({"NewsMediaOrganization", "WebSite", "Organization"})
_SUFFIX = re.compile(r"\s+[|\u2013\u2014:»·•-]+\s+")
_POSTED = re.compile(r"\W{0,3}(?:first |originally )?(?:posted|published|veröffentlicht|publié)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\W{0,3}(?:last )?(?:updated|modified|aktualisiert|stand)\b", re.IGNORECASE)
_HOME = re.compile(r"home(?: ?page)?|start(?:seite)?|accueil|inicio|news home|front page|トップ|ホーム|الرئيسية", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says; None where it does not."""

    headline: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    types: frozenset[str] = frozenset()
    free: bool = True


def metadata(tree: Any) -> Metadata:
    """Return what ``tree`` says about its article. Nothing is guessed from a host or a file's name."""
    told = facts(tree)
    outlet = _outlet(told)
    title = _first(line(e.text_content()) for e in tree.xpath("//head/title | //body/title")[:1])
    headline = _trimmed(_headline(told, _trimmed(title, outlet)), outlet)
    return Metadata(
        headline=headline,
        byline=byline(told, outlet),
        published=to_the_minute(_published(told)),
        updated=to_the_minute(_updated(told)),
        section=_section(told, headline),
        url=told.canonical or _first(address(reference(told.article.get(key))) for key in ("mainEntityOfPage", "url", "@id")),
        outlet=outlet,
        title=title,
        types=frozenset(t for node in told.nodes for t in types(node)),
        free=str(told.article.get("isAccessibleForFree", True)).lower() not in {"false", "no", "0"},
    )


def _headline(told: Facts, title: str | None) -> str | None:
    heads = [text for h in told.tree.xpath("//h1")[:3] if (text := line(h.text_content()))]
    data = (line(told.article.get("headline")), *told.metas(_HEADLINES[:1]), *told.props.get("headline", []))
    said = _first((*data, *heads, *told.metas(_HEADLINES[1:]))) or _in_page(told.tree, title)
    if said in heads and title and said and said.endswith(title):
        return title  # a kicker stands in the heading too
    if said and said.endswith(("...", "\u2026")) and (cut := said.rstrip(".\u2026 ")):
        return next((head for head in heads if head.startswith(cut)), said)
    return said


def _in_page(tree: Any, title: str | None) -> str | None:
    """Return the part of ``title`` that stands in the page as a line of its own, else the whole."""
    parts = _SUFFIX.split(title or "")
    path = "//body//*[not(self::script or self::a)][normalize-space(text()) = $part]"
    return next((part for part in parts if len(parts) > 1 and " " in part and tree.xpath(path, part=part)), title)


def _outlet(told: Facts) -> str | None:
    publisher = told.article.get("publisher")
    published = names(told.by_id.get(reference(publisher) or "", publisher), told.by_id)
    sites = [name for node in told.nodes if _SITES.intersection(types(node)) for name in names(node, {})]
    return _first((*told.metas(_OUTLETS), *published, *told.props.get("publisher", []), *sites, *told.metas(("application-name",))))


def _published(told: Facts) -> Iterator[str | None]:
    yield line(told.article.get("datePublished"))
    yield line(told.article.get("dateCreated"))
    yield from told.metas(_PUBLISHED)
    yield from told.props.get("datePublished", [])
    yield from _shown(told.tree, "//time[not(contains(@class, 'pdate') or contains(@class, 'odified'))]")
    yield from _stamps(told.tree, _POSTED)


def _updated(told: Facts) -> Iterator[str | None]:
    yield line(told.article.get("dateModified"))
    yield from told.metas(_UPDATED)
    yield from told.props.get("dateModified", [])
    yield from _shown(told.tree, "//time[contains(@class, 'pdate') or contains(@class, 'odified')]")
    yield from _stamps(told.tree, _CHANGED)


def _shown(tree: Any, path: str) -> Iterator[str | None]:
    for tag in tree.xpath(path)[:2]:
        yield line(tag.get("datetime"))
        yield line(tag.text_content())


def _stamps(tree: Any, said: re.Pattern[str]) -> list[str]:
    """Return the lines of the page that begin as a stamp does."""
    near = tree.xpath("//body//text()[string-length() < 100 and contains(., '20')]")[:200]
    return [text for raw in near if (text := line(raw)) and said.match(text)]


def _section(told: Facts, headline: str | None) -> str | None:
    """Return the section as the page names it, else the last step of the way to it that is neither the start nor the article."""
    crumbs = [name for node in told.nodes if "BreadcrumbList" in types(node) for name in _crumbs(node)]
    links = told.tree.xpath("//*[contains(@class, 'readcrumb') or contains(@aria-label, 'readcrumb')]//a")[:9]
    steps = [
        name
        for name in (crumbs or map(line, (a.text_content() for a in links)))
        if name not in {None, headline} and not _HOME.fullmatch(name)
    ]
    said = (*lines(told.article.get("articleSection")), *told.metas(_SECTIONS), *told.props.get("articleSection", []))
    return _first((*said, *steps[-1:]))


def _crumbs(node: Node) -> list[str]:
    items = node.get("itemListElement")
    steps = [step for step in (items if isinstance(items, list) else [])[:20] if isinstance(step, dict)]
    return [name for step in steps for name in (names(step.get("name"), {}) or names(step.get("item"), {}))]


def _trimmed(headline: str | None, outlet: str | None) -> str | None:
    """Return ``headline`` less the outlet's own name at its end, and nothing else."""
    while headline and outlet:
        parts = list(_SUFFIX.finditer(headline))
        if not parts or headline[parts[-1].end() :].casefold() != outlet.casefold():
            break
        headline = headline[: parts[-1].start()]
    return headline


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
