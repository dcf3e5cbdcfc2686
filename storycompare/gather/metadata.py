"""What a page says about its article: headline, authors, times, address, outlet and section, by JSON-LD, meta tags, then what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from storycompare.gather.byline import byline
from storycompare.gather.jsonld import MAX_NODES, Node, article_of, line, lines, names, nodes, reference, types
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
    found = list(nodes([e.text or "" for e in tree.iter("script") if "ld+json" in (e.get("type") or "").lower()]))
    by_id = {node["@id"]: node for node in found if isinstance(node.get("@id"), str) and len(node) > 1}
    meta, props = _meta(tree), _props(tree)
    canonical = _canonical(tree, meta)
    article = article_of(found, canonical)
    outlet = _outlet(found, article, meta, props, by_id)
    title = _first(line(e.text_content()) for e in tree.xpath("//head/title | //body/title")[:1])
    headline = _trimmed(_headline(tree, article, meta, props, title), outlet)
    return Metadata(
        headline=headline,
        byline=byline(tree, article, meta, by_id, outlet, props),
        published=to_the_minute(_published(tree, article, meta, props)),
        updated=to_the_minute(_updated(tree, article, meta, props)),
        section=_section(tree, found, article, meta, props, headline),
        url=canonical or _first(_address(x) for x in (reference(article.get(k)) for k in ("mainEntityOfPage", "url", "@id"))),
        outlet=outlet,
        title=title,
        types=frozenset(t for node in found for t in types(node)),
        free=str(article.get("isAccessibleForFree", True)).lower() not in {"false", "no", "0"},
    )


def _meta(tree: Any) -> dict[str, list[str]]:
    """Return the page's meta tags by the lower case of their name."""
    found: dict[str, list[str]] = {}
    for _, tag in zip(range(MAX_NODES), tree.iter("meta"), strict=False):
        if value := line(tag.get("content")):
            for key in ("property", "name", "itemprop"):
                if name := tag.get(key):
                    found.setdefault(name.lower(), []).append(value)
    return found


def _props(tree: Any) -> dict[str, list[str]]:
    """Return what microdata says: of each property the content, or the name within, or the text of the element."""
    found: dict[str, list[str]] = {}
    for tag in tree.xpath("//body//*[@itemprop]")[:200]:
        inner = next(iter(tag.xpath(".//*[@itemprop='name']")), tag)
        if value := line(tag.get("datetime") or inner.get("content") or inner.text_content()[:500]):
            found.setdefault(tag.get("itemprop"), []).append(value)
    return found


def _headline(tree: Any, article: Node, meta: dict[str, list[str]], props: dict[str, list[str]], title: str | None) -> str | None:
    heads = [text for h in tree.xpath("//h1")[:3] if (text := line(h.text_content()))]
    said = _first(
        (
            line(article.get("headline")),
            *_pick(meta, _HEADLINES[:1]),
            *props.get("headline", []),
            *heads,
            *_pick(meta, _HEADLINES[1:]),
            title,
        )
    )
    bare = _trimmed(title, _first((*_pick(meta, _OUTLETS), *_pick(meta, ("application-name",)))))
    if said in heads and bare and said and said.endswith(bare):
        return bare  # a kicker stands in the heading too
    cut = (said or "").rstrip(".\u2026 ")
    whole = (h for h in heads if said and said != cut and cut and h.startswith(cut))
    return next(whole, said) if said and said.endswith(("...", "\u2026")) else said


def _outlet(
    found: list[Node], article: Node, meta: dict[str, list[str]], props: dict[str, list[str]], by_id: dict[str, Node]
) -> str | None:
    publisher = names(by_id.get(reference(article.get("publisher")) or "", article.get("publisher")), by_id)
    sites = [name for node in found if _SITES.intersection(types(node)) for name in names(node, {})]
    return _first((*_pick(meta, _OUTLETS), *publisher, *props.get("publisher", []), *sites, *_pick(meta, ("application-name",))))


def _published(tree: Any, article: Node, meta: dict[str, list[str]], props: dict[str, list[str]]) -> Iterator[str | None]:
    yield line(article.get("datePublished"))
    yield line(article.get("dateCreated"))
    yield from _pick(meta, _PUBLISHED)
    yield from props.get("datePublished", [])
    for tag in tree.xpath("//time[not(contains(@class, 'pdate') or contains(@class, 'odified'))]")[:2]:
        yield line(tag.get("datetime"))
        yield line(tag.text_content())
    yield from _stamps(tree, _POSTED)


def _updated(tree: Any, article: Node, meta: dict[str, list[str]], props: dict[str, list[str]]) -> Iterator[str | None]:
    yield line(article.get("dateModified"))
    yield from _pick(meta, _UPDATED)
    yield from props.get("dateModified", [])
    for tag in tree.xpath("//time[contains(@class, 'pdate') or contains(@class, 'odified')]")[:2]:
        yield line(tag.get("datetime"))
        yield line(tag.text_content())
    yield from _stamps(tree, _CHANGED)


def _stamps(tree: Any, said: re.Pattern[str]) -> list[str]:
    """Return the lines of the page that begin as a stamp does."""
    return [
        text
        for raw in tree.xpath("//body//text()[string-length() < 100 and contains(., '20')]")[:200]
        if (text := line(raw)) and said.match(text)
    ]


def _section(
    tree: Any, found: list[Node], article: Node, meta: dict[str, list[str]], props: dict[str, list[str]], headline: str | None
) -> str | None:
    """Return the section as the page names it, else the last step of the way to it that is neither the start nor the article."""
    crumbs = [name for node in found if "BreadcrumbList" in types(node) for name in _crumbs(node)]
    shown = [
        text
        for a in tree.xpath("//*[contains(@class, 'readcrumb') or contains(@aria-label, 'readcrumb')]//a")[:9]
        if (text := line(a.text_content()))
    ]
    steps = [name for name in (crumbs or shown) if name != headline and not _HOME.fullmatch(name)]
    return _first((*lines(article.get("articleSection")), *_pick(meta, _SECTIONS), *props.get("articleSection", []), *steps[-1:]))


def _crumbs(node: Node) -> list[str]:
    items = node.get("itemListElement")
    steps = [step for step in (items if isinstance(items, list) else [])[:20] if isinstance(step, dict)]
    return [name for step in steps for name in (names(step.get("name"), {}) or names(step.get("item"), {}))]


def _canonical(tree: Any, meta: dict[str, list[str]]) -> str | None:
    """Return the page's own address; one that is the site's start, as broken templates have it, only where no other is given."""
    said = meta.get("og:url", [])
    hrefs = [urljoin(_first(map(_address, said)) or "", href) for href in tree.xpath("//link[@rel='canonical']/@href")[:1] if _joins(href)]
    found = [address for x in (*hrefs, *said) if (address := _address(x))]
    return next((address for address in found if urlsplit(address).path.strip("/")), next(iter(found), None))


def _joins(href: str) -> bool:
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True


def _address(value: object) -> str | None:
    """Return ``value`` when it is a whole web address; no other scheme is ever handed on."""
    text = line(value)
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
