"""A parsed page as the blocks of text a reader sees, in page order, each with what its markup says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# Elements that end a line; text in any other element runs on.
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|"
    "hgroup|hr|html|legend|li|main|menu|nav|ol|p|pre|search|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
).fullmatch
# Elements whose text is never the article's.
_NEVER = re.compile(
    "audio|button|canvas|datalist|figcaption|head|iframe|input|label|map|math|menu|meter|nav|noscript|object|option|picture|progress|rp|rt|"
    "script|select|style|svg|template|textarea|title|video"
).fullmatch
_ZONES = frozenset({"article", "main", "header", "footer", "aside", "figure", "blockquote"})
# Class and id words of boxes that stand in a page beside its article; one with much of the article's text is none (see `body`).
_BOX = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|sponsor\w*|promo\w*|newsletter\w*|sign-?up|subscri\w+|related\w*|recommend\w*|recirc\w*|most-read|"
    r"most-popular|trending|more-(?:on|from|stories)|read-?(?:more|next|also)|see-also|also-read|share\w*|sharing|follow-us|"
    r"comments?|disqus\w*|cookies?|consent|gdpr|onetrust\w*|caption\w*|photo-?credits?|image-?credits?|img-?credits?|credit-?line|"
    r"media-?credits?|gallery|slideshow|byline\w*|author\w*|dateline-?time|timestamp\w*|publish(?:ed)?-?(?:date|time)|post-?date|"
    r"breadcrumbs?|tags?|topics?|keywords|pull-?quotes?|toolbar|teasers?|toc|table-of-contents|donat\w+|support-us|app-promo|wm-ipp|donato|"
    r"skip-link|sr-only|screen-reader-text|visually-hidden|outbrain|taboola)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMES = ("class", "id", "data-component", "data-module", "data-testid", "aria-label")
_SPACE = re.compile(r"[ \t\n\r\f]+")
# Marks in a block's raw text: C0 controls, which `markup.seen` has taken out of the page.
_LINK, _LINK_END, _TIME, _TIME_END, _BREAK = "\x01", "\x02", "\x03", "\x04", "\x05"
_PARTS = re.compile(rf"\s*{_BREAK}(?:\s*{_BREAK})+\s*")
_MARKS = re.compile(f"[{_LINK}{_LINK_END}{_TIME}{_TIME_END}]")


@dataclass(slots=True, eq=False)
class Box:
    """An element that stands beside the article by its class, or by the form in it."""


@dataclass(slots=True)
class Place:
    """Where a piece of text stands: what the elements around it say."""

    shape: str = "body"
    number: int = 0
    outer: Place | None = None
    zones: frozenset[str] = frozenset()
    box: Box | None = None
    link: bool = False
    time: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A paragraph, list item, heading or bare line.

    ``tag`` is its element, ``home`` the number of the element around that, ``shape`` the tags and classes of both, ``zones`` the
    sections it stands in, ``linked`` and ``timed`` the shares of it in links and in times.
    """

    text: str
    tag: str
    home: int
    shape: str
    zones: frozenset[str]
    linked: float
    timed: float
    box: Box | None


@dataclass(slots=True)
class Seen:
    """The blocks of a page, and how wild its markup is."""

    blocks: list[Block] = field(default_factory=list)
    elements: int = 0
    depth: int = 0
    attributes: int = 0


def blocks(soup: BeautifulSoup) -> Seen:
    """Return the blocks of ``soup`` that a reader sees; a walk by hand, so that no depth is too deep."""
    from bs4.element import NavigableString, PreformattedString, Tag

    seen, pieces = Seen(), list[str]()
    forms = {id(form.parent) for form in soup.find_all("form", limit=200) if form.parent and form.parent.name in {"div", "section"}}
    stack: list[tuple[Any, Place, int]] = [(soup, Place(), 0)]
    while stack:
        node, place, depth = stack.pop()
        if isinstance(node, str) and not isinstance(node, NavigableString):
            pieces.append(node)
        elif node is None:
            _flush(seen, pieces, place)
        elif isinstance(node, Tag):
            seen.elements, seen.depth = seen.elements + 1, max(seen.depth, depth)
            seen.attributes = max(seen.attributes, len(node.attrs))
            _enter(node, place, depth, stack, (seen, pieces, forms))
        elif not isinstance(node, PreformattedString):
            _write(pieces, str(node), place)
    _flush(seen, pieces, Place())
    return seen


def _enter(tag: Tag, place: Place, depth: int, stack: list[tuple[Any, Place, int]], into: tuple[Seen, list[str], set[int]]) -> None:
    """Put what ``tag`` holds on the stack, with the end of a block and the marks of a quotation around it."""
    seen, pieces, forms = into
    name = tag.name
    if name == "br":
        pieces.append(_BREAK)
    if _NEVER(name) or _hidden(tag):
        return
    inside = _inside(tag, place, seen.elements, in_form=id(tag) in forms)
    if _BLOCKS(name):
        _flush(seen, pieces, place)
        stack.append((None, inside, depth))
    elif name == "q":
        pieces.append("\u201c")
        stack.append(("\u201d", inside, depth))
    stack.extend((child, inside, depth + 1) for child in reversed(tag.contents))


def _hidden(tag: Tag) -> bool:
    attributes = tag.attrs
    return bool(attributes) and (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(str(attributes.get("style", ""))[:500]) is not None
    )


def _inside(tag: Tag, place: Place, number: int, *, in_form: bool) -> Place:
    """Return the place of what stands in ``tag``; the same place where the tag says nothing."""
    name = tag.name
    block = _BLOCKS(name) is not None
    names = _names(tag) if tag.attrs else ""
    boxed = in_form or (names and name not in {"html", "body", "article", "main"} and _BOX.search(names))
    if not (block or boxed or name in {"a", "time"}):
        return place
    return Place(
        shape=f"{name} {names}".strip() if block else place.shape,
        number=number if block else place.number,
        outer=place if block else place.outer,
        zones=place.zones | {name} if name in _ZONES else place.zones,
        box=Box() if boxed else place.box,
        link=place.link or (name == "a" and tag.has_attr("href")),
        time=place.time or name == "time",
    )


def _names(tag: Tag) -> str:
    """Return what ``tag`` is called by its class and the like, as words: ``imageCaption`` is two."""
    values = [tag.get(key) for key in _NAMES if key in tag.attrs]
    return _HUMP.sub("-", " ".join(" ".join(v) if isinstance(v, list) else str(v) for v in values)[:500])


def _write(pieces: list[str], raw: str, place: Place) -> None:
    text = _SPACE.sub(" ", raw)
    if place.link:
        text = f"{_LINK}{text}{_LINK_END}"
    pieces.append(f"{_TIME}{text}{_TIME_END}" if place.time else text)


def _flush(seen: Seen, pieces: list[str], place: Place) -> None:
    """End a block: what was written since the last end becomes one, or several where two line breaks part it."""
    if not pieces:
        return
    parts = _PARTS.split("".join(pieces))
    pieces.clear()
    outer = place.outer or place
    tag, home, shape = place.shape.split(" ")[0], outer if len(parts) == 1 else place, f"{place.shape} < {outer.shape}"
    for part in parts:
        text = _SPACE.sub(" ", _MARKS.sub("", part).replace(_BREAK, " ")).strip()
        if text:
            linked, timed = _share(part, _LINK, _LINK_END), _share(part, _TIME, _TIME_END)
            seen.blocks.append(Block(text, tag, home.number, shape, place.zones, linked, timed, place.box))


def _share(part: str, start: str, end: str) -> float:
    """Return the share of ``part``'s characters, spaces not counted, that stand between the two marks."""
    if start not in part:
        return 0.0
    within = sum(len("".join(_MARKS.sub("", piece.partition(end)[0]).split())) for piece in part.split(start)[1:])
    return within / max(1, len("".join(_MARKS.sub("", part).replace(_BREAK, "").split())))
