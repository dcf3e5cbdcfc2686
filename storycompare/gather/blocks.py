"""A parsed page as the blocks of text a reader sees, in page order, each with what its markup says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from storycompare.gather.names import BLOCKS, BOX, HIDDEN, HUMP, LEAD, NAMES, NEVER, NOTE, PAGE, ZONES

MAX_HEADLINES = 20
"""Headings of the first rank among which the headline is looked for."""
HEADLINE_WORDS = 3
"""Words of a line that the page's title holds, to be its headline."""
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
    cell: int = 0
    lead: bool = False
    link: bool = False
    time: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A paragraph, list item, heading or bare line.

    ``tag`` is its element, ``home`` the number of the element around that, ``shape`` the tags and classes of both, ``zones`` the
    sections it stands in, ``linked`` and ``timed`` the shares of it in links and in times, ``cell`` the number of the table's cell around
    it, ``lead`` whether it is called a standfirst or the like.
    """

    text: str
    tag: str
    home: int
    shape: str
    zones: frozenset[str]
    linked: float
    timed: float
    box: Box | None
    cell: int = 0
    lead: bool = False


@dataclass(slots=True)
class Seen:
    """The blocks of a page, and how wild its markup is."""

    blocks: list[Block] = field(default_factory=list)
    elements: int = 0
    depth: int = 0
    attributes: int = 0
    title: str = ""


def blocks(tree: Any) -> Seen:
    """Return the blocks of ``tree`` that a reader sees; a walk by hand, so that no depth is too deep."""
    from lxml import etree

    seen, pieces = Seen(title=_plain(tree.findtext(".//title") or "")), list[str]()
    forms = {form.getparent() for form in tree.iter("form")}
    article = around_headline(tree)
    walk = etree.iterwalk(tree, events=("start", "end"))
    places: list[Place | None] = [Place()]
    for event, element in walk:
        if event == "start":
            seen.elements, seen.depth = seen.elements + 1, max(seen.depth, len(places))
            places.append(_entered(element, places[-1] or Place(), seen, pieces, in_form=element in forms, own=element in article))
            if places[-1] is None:
                walk.skip_subtree()
        else:
            _left(element, places.pop(), places[-1] or Place(), seen, pieces)
    _flush(seen, pieces, Place())
    return seen


def around_headline(tree: Any) -> frozenset[Any]:
    """Return the elements around the headline: they hold the article, whatever their classes say.

    It is the one heading of the first rank, or of a few the one that the page's title repeats.
    """
    from itertools import islice

    title = _plain(tree.findtext(".//title") or "")
    heads = [(h1, _plain(" ".join(h1.itertext()))) for h1 in islice(tree.iter("h1"), MAX_HEADLINES)]
    own = next((h1 for h1, text in heads if text and (len(heads) == 1 or title.startswith(text))), None)
    return frozenset(own.iterancestors()) if own is not None else frozenset()


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def called(attributes: Any) -> str:
    """Return what an element is called by its class and the like, as words: ``imageCaption`` is two."""
    return HUMP.sub("-", " ".join(attributes[key] for key in NAMES if key in attributes)[:500])


def _entered(element: Any, place: Place, seen: Seen, pieces: list[str], *, in_form: bool, own: bool) -> Place | None:
    """Return the place of what ``element`` holds, None where no reader sees it."""
    name, attributes = element.tag, element.attrib
    if name == "br":
        pieces.append(_BREAK)
    if (
        name in NEVER
        or (attributes and _hidden(attributes))
        or (name == "a" and _is_note(element))
        or (name == "cite" and "blockquote" in place.zones and _alone(element))
    ):
        return None
    seen.attributes = max(seen.attributes, len(attributes))
    inside = _inside(element, place, seen.elements, in_form=in_form, around=own)
    if name in BLOCKS:
        _flush(seen, pieces, place)
    elif name == "q":
        pieces.append("\u201c")
    if element.text:
        _write(pieces, element.text, inside)
    return inside


def _left(element: Any, inside: Place | None, place: Place, seen: Seen, pieces: list[str]) -> None:
    """End what ``element`` began, and write what stands after it."""
    if inside is not None and element.tag in BLOCKS:
        _flush(seen, pieces, inside)
    elif inside is not None and element.tag == "q":
        pieces.append("\u201d")
    if element.tail:
        _write(pieces, element.tail, place)


def _alone(element: Any) -> bool:
    """Return whether a name under a quotation stands there by itself; within a line it is a title that belongs to it."""
    return element.getparent().tag in {"blockquote", "footer"}


def _is_note(link: Any) -> bool:
    """Return whether ``link`` is the number of a footnote."""
    return "#" in link.get("href", "") and NOTE.fullmatch("".join(link.itertext())) is not None


def _hidden(attributes: Any) -> bool:
    # AMP shows what is a placeholder or a fallback only while, or where, the real thing cannot be.
    return (
        "hidden" in attributes
        or "placeholder" in attributes
        or "fallback" in attributes
        or attributes.get("aria-hidden") == "true"
        or HIDDEN.search(attributes.get("style", "")[:500]) is not None
    )


def _inside(element: Any, place: Place, number: int, *, in_form: bool, around: bool) -> Place:
    """Return the place of what stands in ``element``; the same place where its tag says nothing."""
    name = element.tag
    block = name in BLOCKS
    names = called(element.attrib) if element.attrib else ""
    # An article within an article is a card of another one, where its class says so.
    own = name in PAGE and not (name == "article" and "article" in place.zones)
    boxed = (in_form and name in {"div", "section"}) or (names and not own and not around and BOX.search(names))
    if not (block or boxed or name in {"a", "time"}):
        return place
    return Place(
        shape=f"{name} {names}".strip() if block else place.shape,
        number=number if block else place.number,
        outer=place if block else place.outer,
        zones=place.zones | {name} if name in ZONES else place.zones,
        box=Box() if boxed else place.box,
        cell=number if name == "td" else place.cell,
        lead=place.lead or bool(block and names and name not in PAGE and LEAD.search(names)),
        link=place.link or (name == "a" and "href" in element.attrib),
        time=place.time or name == "time",
    )


def _write(pieces: list[str], raw: str, place: Place) -> None:
    text = _SPACE.sub(" ", raw)
    if place.link:
        text = f"{_LINK}{text}{_LINK_END}"
    pieces.append(f"{_TIME}{text}{_TIME_END}" if place.time else text)


def _flush(seen: Seen, pieces: list[str], place: Place) -> None:
    """End a block: what was written since the last end becomes one, or several where two line breaks part it."""
    if not pieces:
        return
    parts = _headed(_PARTS.split("".join(pieces)), seen.title)
    pieces.clear()
    outer = place.outer or place
    tag, home, shape = place.shape.split(" ")[0], outer if len(parts) == 1 else place, f"{place.shape} < {outer.shape}"
    for part in parts:
        text = _SPACE.sub(" ", _MARKS.sub("", part).replace(_BREAK, " ")).strip()
        if text:
            linked, timed = _share(part, _LINK, _LINK_END), _share(part, _TIME, _TIME_END)
            seen.blocks.append(Block(text, tag, home.number, shape, place.zones, linked, timed, place.box, place.cell, place.lead))


def _headed(parts: list[str], title: str) -> list[str]:
    """Return ``parts`` with the lines over a text as parts of their own: its headline, which the page's title holds, and those under it."""
    for i, part in enumerate(parts):
        lines = part.split(_BREAK)
        first = _plain(_MARKS.sub("", lines[0]))
        if len(lines) > 1 and len(first.split()) >= HEADLINE_WORDS and first in title:
            return [*parts[:i], *lines, *parts[i + 1 :]]
    return parts


def _share(part: str, start: str, end: str) -> float:
    """Return the share of ``part``'s characters, spaces not counted, that stand between the two marks."""
    if start not in part:
        return 0.0
    within = sum(len("".join(_MARKS.sub("", piece.partition(end)[0]).split())) for piece in part.split(start)[1:])
    return within / max(1, len("".join(_MARKS.sub("", part).replace(_BREAK, "").split())))
