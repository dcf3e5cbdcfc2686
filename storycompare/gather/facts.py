"""What a page says about itself, gathered once: JSON-LD, meta tags, microdata, the canonical address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from storycompare.gather.jsonld import MAX_NODES, Node, article_of, line, nodes

MAX_PROPS = 200
"""Elements with microdata that are looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """The page and its own data.

    ``nodes`` are those of JSON-LD, of which ``article`` is the article's; ``meta`` is by name in lower case; ``props`` is microdata.
    """

    tree: Any
    nodes: list[Node]
    article: Node
    by_id: dict[str, Node]
    meta: dict[str, list[str]]
    props: dict[str, list[str]]
    canonical: str | None

    def metas(self, names: Iterable[str]) -> list[str]:
        """Return what the meta tags of these names say, in the order of the names."""
        return [value for name in names for value in self.meta.get(name, ())]


def facts(tree: Any) -> Facts:
    """Return what ``tree`` says about itself."""
    found = list(nodes([e.text or "" for e in tree.iter("script") if "ld+json" in (e.get("type") or "").lower()]))
    meta = _meta(tree)
    canonical = _canonical(tree, meta)
    return Facts(
        tree=tree,
        nodes=found,
        article=article_of(found, canonical),
        by_id={node["@id"]: node for node in found if isinstance(node.get("@id"), str) and len(node) > 1},
        meta=meta,
        props=_props(tree),
        canonical=canonical,
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
    for tag in tree.xpath("//body//*[@itemprop]")[:MAX_PROPS]:
        inner = next(iter(tag.xpath(".//*[@itemprop='name']")), tag)
        if value := line(
            tag.get("datetime") or (tag.get("title") if tag.tag == "abbr" else None) or inner.get("content") or inner.text_content()[:500]
        ):
            found.setdefault(tag.get("itemprop"), []).append(value)
    return found


def _canonical(tree: Any, meta: dict[str, list[str]]) -> str | None:
    """Return the page's own address; one that is the site's start, as broken templates have it, only where no other is given."""
    said = [whole for value in meta.get("og:url", []) if (whole := address(value))]
    hrefs = [whole for href in tree.xpath("//link[@rel='canonical']/@href")[:1] if (whole := address(_joined(said, href)))]
    return next((whole for whole in (*hrefs, *said) if urlsplit(whole).path.strip("/")), next(iter((*hrefs, *said)), None))


def _joined(base: list[str], href: str) -> str | None:
    try:
        return urljoin(base[0] if base else "", href)
    except ValueError:
        return None


def address(value: object) -> str | None:
    """Return ``value`` when it is a whole web address; no other scheme is ever handed on."""
    text = line(value)
    try:
        parts = urlsplit(text or "")
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.hostname else None
