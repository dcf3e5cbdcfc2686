"""Who wrote a page: the authors it names in its data or shows in its byline, each once, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from storycompare.gather.blocks import around_headline
from storycompare.gather.facts import Facts
from storycompare.gather.jsonld import line, names
from storycompare.gather.names import BLOCKS, HUMP

_AUTHORS = (
    "author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator", "citation_author", "sailthru.author", "og:author",
)  # fmt: skip
_BY = re.compile(
    r"^\s*(?:(?:written|story|words|posted|reported|text|analysis) )?(?:by|von|par|por)[:\s]\s*|^\s*(?:كتبت?|بقلم|إعداد)\s?:\s*",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_CALLED = re.compile(r"(?:^|[\s_-])(?:bylines?|authors?|writers?|contributors?)(?:$|[\s_-])", re.IGNORECASE)
_MAYBE = (
    "//*["
    + " or ".join(
        f"contains(@{a}, '{w}')" for a in ("class", "data-testid", "data-component") for w in ("yline", "uthor", "riter", "ontributor")
    )
    + "]"
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:bio\w*|roles?|titles?|images?|avatars?|photos?|pictures?|cards?|comments?|related|quotes?|box|info|social|links?|email|twitter|desc\w*|time\w*|"
    r"dates?|prefix|label|location|by)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAMED = r"[A-ZÀ-Þ][\w.'\u2019-]*(?: (?:[A-ZÀ-Þ][\w.'\u2019-]*|de|da|van|von|der|den|el|al|bin)){1,3}"
_SIGNED = re.compile(rf"(?:(?:Interview|Words|Story|Text|Report) )?(?:By|BY|by|Von|Par|Por) ({_NAMED}(?:(?:,? and |, ){_NAMED}){{0,4}})")
_PARTED = re.compile(r",? and |, ")
NEAR = 4
"""Elements under the headline among which a line that says who wrote it is looked for."""
MAX_PLACES, MAX_CHARACTERS = 30, 120
"""Places called a byline that are looked at, and characters of what one may say."""
# What follows a name in a byline: a rule, a date, what the person does.
_AFTER = re.compile(
    r"\s*[|\u2022\xb7\n]|\s[\u2013\u2014-]\s|\s(?:published|updated|posted)\b|"
    r",? (?:staff (?:writer|reporter)|(?:\w+ ){0,3}(?:correspondent|editor|reporter|columnist))\b",
    re.IGNORECASE,
)


def byline(told: Facts, outlet: str | None) -> str | None:
    """Return all who wrote it, as a line; an outlet that names itself as the author gives way to people named elsewhere."""
    written = [name for key in ("author", "contributor") for name in names(told.article.get(key), told.by_id)]
    metas = (names(told.meta.get(key), told.by_id) for key in _AUTHORS)
    language = told.tree.get("lang")
    organisation: str | None = None
    for said in (
        written or names(told.article.get("creator"), told.by_id),
        *metas,
        told.props.get("author", []),
        _linked(told.tree),
        _shown(told.tree),
        _under_headline(told.tree),
        _signed(told.tree),
    ):
        if people := _people(said):
            if any(not _same(name, outlet) for name in people):
                return _joined(_all(people, told.tree), language)
            organisation = organisation or _joined(people, language)
    return organisation


def _people(said: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for raw in said if (name := _BY.sub("", raw).strip(" ,;"))))


def _all(people: list[str], tree: Any) -> list[str]:
    """Return ``people``, or, where the byline that is shown names them and others, all of those."""
    shown = [name for said in _people(_shown(tree)) for name in _PARTED.split(said)]
    return shown if set(people) < set(shown) and all(re.fullmatch(_NAMED, name) for name in shown) else people


def _same(name: str, outlet: str | None) -> bool:
    return outlet is not None and name.casefold().removeprefix("the ") == outlet.casefold().removeprefix("the ")


def _joined(people: Sequence[str], language: str | None) -> str:
    """Return the names as English puts them, in a page of another language with commas alone."""
    last = " and " if (language or "en").lower().startswith("en") else ", "
    return people[0] if len(people) == 1 else f"{', '.join(people[:-1])}{last}{people[-1]}"


def _linked(tree: Any) -> list[str]:
    """Return the names in links that say ``rel="author"``."""
    return [name for a in tree.xpath("//a[contains(@rel, 'author')]")[:10] if (name := line(a.text_content()))]


def _shown(tree: Any) -> list[str]:
    """Return what the first line called a byline says: the names in its parts that are called so too, else the line."""
    around = around_headline(tree)
    found = [element for element in tree.xpath(_MAYBE)[:MAX_PLACES] if element not in around and _is_byline(element)]
    places = set(found)
    outer = next((element for element in found if any(map(str.isalnum, element.text_content()))), None)
    if outer is None:
        return []
    parts = [element for element in outer.iter() if element in places and places.isdisjoint(element.iterdescendants())]
    said = (line(_AFTER.split(_first_line(element))[0]) for element in parts or [outer])
    return [name for name in said if name and len(name) <= MAX_CHARACTERS]


def _under_headline(tree: Any) -> list[str]:
    """Return who a line right under the headline says it is by: names and nothing else."""
    inside = around_headline(tree)
    top = next((h1 for h1 in tree.iter("h1") if h1.getparent() in inside), None)
    near = islice((element for element in top.itersiblings() if isinstance(element.tag, str)), NEAR) if top is not None else ()
    said = (line(element.text_content()[:MAX_CHARACTERS]) or "" for element in near)
    found = next((named[1] for text in said if (named := _SIGNED.fullmatch(text))), None)
    return _PARTED.split(found) if found else []


def _signed(tree: Any) -> list[str]:
    """Return who the one line says it is by that begins so, on a page without a heading of the first rank."""
    if next(tree.iter("h1"), None) is not None:
        return []
    near = tree.xpath("//body//text()[starts-with(normalize-space(), 'By ') or starts-with(normalize-space(), 'BY ')]")[:MAX_PLACES]
    said = {named[1] for text in near if (named := _SIGNED.fullmatch(line(text[:MAX_CHARACTERS]) or ""))}
    return _PARTED.split(said.pop()) if len(said) == 1 else []


def _is_byline(element: Any) -> bool:
    """Return whether ``element`` is called a byline, and not by a word that says what stands beside the name."""
    called = " ".join(HUMP.sub("-", element.get(key) or "") for key in ("class", "data-testid", "data-component"))
    page = element.tag in {"body", "html", "article", "main", "script", "style", "img"}
    return not page and _CALLED.search(called) is not None and not _BESIDE.search(called)


def _first_line(element: Any) -> str:
    """Return the first line in ``element`` that holds a name: its blocks are lines of their own."""
    from lxml import etree

    pieces: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        pieces.append("\n" if inner.tag in BLOCKS else "")
        written = inner.text if event == "start" else inner.tail if inner is not element else ""
        pieces.append(_SPACE.sub(" ", written or ""))
    shown = (" ".join(text.split()) for text in "".join(pieces).split("\n"))
    return next((text for text in shown if text and not _BY.fullmatch(f"{text} ")), "")
