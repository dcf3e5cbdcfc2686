"""Who wrote a page: the authors it names in its data or shows in its byline, each once, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from storycompare.gather.jsonld import Node, line, names

_AUTHORS = (
    "author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator", "citation_author", "sailthru.author", "og:author",
)  # fmt: skip
_BY = re.compile(r"^\s*(?:(?:written|story|words|posted|reported|text|analysis) )?(?:by|von|par|por)[:\s]\s*", re.IGNORECASE)
_CALLED = re.compile(r"(?:^|[\s_-])(?:bylines?|authors?|writers?|contributors?)(?:$|[\s_-])", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MAYBE = "//*[" + " or ".join(f"contains(@{a}, '{w}')" for a in ("class", "data-testid", "data-component") for w in ("yline", "uthor", "riter", "ontributor")) + "]"
# What follows a name in a byline: a rule, a date, what the person does.
_AFTER = re.compile(
    r"\s*[|\u2022\xb7\n]|\s[\u2013\u2014-]\s|\s(?:published|updated|posted)\b|"
    r",? (?:staff (?:writer|reporter)|(?:\w+ ){0,3}(?:correspondent|editor|reporter|columnist))\b",
    re.IGNORECASE,
)


def byline(tree: Any, article: Node, meta: dict[str, list[str]], by_id: dict[str, Node], outlet: str | None, props: dict[str, list[str]]) -> str | None:
    """Return all who wrote it, as a line; an outlet that names itself as the author gives way to people named elsewhere."""
    written = names(article.get("author") or article.get("creator"), by_id)
    metas: list[list[str]] = [names(meta.get(key), by_id) for key in _AUTHORS]
    organisation: str | None = None
    for said in (written, *metas, props.get("author", []), _linked(tree), _shown(tree)):
        if people := _people(said):
            if any(not _same(name, outlet) for name in people):
                return _joined(people)
            organisation = organisation or _joined(people)
    return organisation


def _people(said: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for raw in said if (name := _BY.sub("", raw).strip(" ,;"))))


def _same(name: str, outlet: str | None) -> bool:
    return outlet is not None and name.casefold().removeprefix("the ") == outlet.casefold().removeprefix("the ")


def _joined(people: Sequence[str]) -> str:
    return people[0] if len(people) == 1 else f"{', '.join(people[:-1])} and {people[-1]}"


def _linked(tree: Any) -> list[str]:
    """Return the names in links that say ``rel="author"``."""
    return [name for a in tree.xpath("//a[contains(@rel, 'author')]")[:10] if (name := line(a.text_content()))]


def _shown(tree: Any) -> list[str]:
    """Return what stands in the line that is called a byline: its names are a line as they are."""
    for element in tree.xpath(_MAYBE)[:30]:
        called = " ".join(_HUMP.sub("-", element.get(key) or "") for key in ("class", "data-testid", "data-component"))
        if element.tag in {"body", "html", "article", "script", "style", "img"} or not _CALLED.search(called):
            continue
        shown = line(_AFTER.split(element.text_content().strip())[0])
        if shown and len(shown) <= 120:
            return [shown]
    return []
