"""What a page looks like to a judge: its blocks, what it holds beside text, what it says it is; counted once, for `guard` and `walls`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from storycompare.gather.blocks import Block
from storycompare.gather.offers import OFFER, WALL
from storycompare.gather.shapes import BASKET, CHOICE, ROOT, WALLED
from storycompare.gather.signs import SIGNS
from storycompare.gather.telling import tells

if TYPE_CHECKING:
    from storycompare.gather.metadata import Metadata

SLIGHT = 250
"""Characters: the shortest briefs have more, most pages that say why there is no article have fewer."""
TOLD = 3
"""So many paragraphs that tell something are an article, however short, and whatever the page is called."""
REPORT = 60
"""Characters in lines that report: no page says so much of others in its own name."""
FULL, BRIEF = 80, 15
"""Characters of a line that is a sentence without a stop, and with one."""
BETWEEN = 3
"""Short lines (a time, a name, a section) that may stand between the link of a teaser and its text."""
LINKED = 0.6
"""A line with more of its characters in links leads elsewhere."""
LOOKED_AT = 400
"""Blocks: a page that is no article shows it in its first ones."""
SCRIPTS = 100_000
"""Characters at each end of a page's source that are searched for what its scripts are: a page that is a script is short."""
_ENDS = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u061f", "\u0964")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_ARTICLE = re.compile(r"(?:Article|Report|BlogPosting|Review|Reportage\w*)$")
_OUTLET = re.compile(r"\s[|\u2013\u2014-]\s[^|\u2013\u2014]{1,60}$")
_CLOSED = re.compile(r"\"isAccessibleForFree\"\s{0,9}:\s{0,9}\"?false", re.IGNORECASE)
_SELECTOR = re.compile(r"\"cssSelector\"\s{0,9}:\s{0,9}\"\s{0,9}([.#])([\w-]{1,100})\s{0,9}\"")
_FILM = re.compile(r"(?:video|music)\.")
_PLAYER = re.compile(r"player|embed|video|audio", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Made:
    """What a page holds beside its blocks, counted in its tree.

    ``data`` is what its scripts hold; ``fields`` ask for an address or a password, ``choices`` are buttons that accept or refuse,
    ``baskets`` such that sell or hire; ``gone`` says that the part that the page calls closed is empty (None: it names none),
    ``empty_root`` that a script would fill the page, ``walled`` that its source names a check for robots.
    """

    data: str
    film: bool
    unseen: str
    images: int
    captions: int
    players: int
    links: int
    passwords: int
    fields: int
    choices: int
    baskets: int
    gone: bool | None
    empty_root: bool
    walled: bool


@dataclass(frozen=True, slots=True)
class Look(Made):
    """A page as it is judged.

    ``title`` is its names in lower case, one a line; ``taken`` are the blocks read as the article, ``shown`` all of them, ``prose`` those
    of the article that tell something in sentences and are no page's own words, ``teasers`` those under a line that leads elsewhere.
    ``authored`` says that there is an author, ``signed`` a date or an author, ``marked`` one of these or an article's element.
    """

    title: str
    types: frozenset[str]
    taken: tuple[Block, ...]
    shown: tuple[Block, ...]
    prose: tuple[Block, ...]
    teasers: frozenset[Block]
    authored: bool
    signed: bool
    marked: bool
    free: bool

    @property
    def slight(self) -> bool:
        """Return whether the page says next to nothing, reports nothing, and has no date, author or element of an article."""
        said = [block for block in self.taken if sentence(block)]
        # Without a title, links and fields it is no page that a site sent, but a piece of markup that somebody gives as the article.
        piece = bool(said) and not (self.title.partition("\n")[0] or self.links or self.fields or self.choices)
        full = len(self.prose) >= TOLD and self.choices < 2
        return not (piece or full or self.marked or self.article or self.reports) and sum(map(length, said)) < SLIGHT

    @property
    def reports(self) -> bool:
        """Return whether anything in it is reported, as no page does in its own name."""
        return sum(len(block.text) for block in self.prose if tells(block.text)) >= REPORT

    @property
    def article(self) -> bool:
        """Return whether the page says of itself that it is an article."""
        return any(_ARTICLE.search(kind) for kind in self.types)


def made(tree: Any, source: str) -> Made:
    """Return what the page of this tree holds beside text; ``source`` is its text with its scripts."""
    ends = source[:SCRIPTS] + source[-SCRIPTS:]
    data = " ".join(tag.text or "" for tag in _some(tree, "script", 50))
    types = [(tag.get("type") or "").lower() for tag in _some(tree, "input", 500)]
    buttons = [" ".join(tag.itertext())[:60].strip().lower() for tag in _some(tree, "button", 100)]
    buttons += [(tag.get("value") or "")[:60].strip().lower() for tag in _some(tree, "input", 500) if tag.get("type") == "submit"]
    return Made(
        data=data,
        film=any(tag.get("property") == "og:type" and _FILM.match(tag.get("content") or "") for tag in _some(tree, "meta", 500)),
        unseen=" ".join(" ".join(tag.itertext()) for tag in _some(tree, "noscript", 20)),
        images=sum(next(tag.iterancestors("a"), None) is None for tag in _some(tree, "img", 200)),
        captions=sum(next(tag.iterancestors("a"), None) is None for tag in _some(tree, "figcaption", 200)),
        players=len(_some(tree, "video", 9)) + len(_some(tree, "audio", 9)) + sum(map(_plays, _some(tree, "iframe", 50))),
        links=sum(tag.get("href") is not None for tag in _some(tree, "a", 2_000)),
        passwords=types.count("password"),
        fields=types.count("password") + types.count("email"),
        choices=sum(CHOICE.search(said) is not None for said in buttons),
        baskets=sum(BASKET.search(said) is not None for said in buttons),
        gone=_gone(tree, data),
        empty_root=ROOT.search(ends) is not None,
        walled=WALLED.search(ends) is not None,
    )


def _some(tree: Any, name: str, most: int) -> list[Any]:
    return list(islice(tree.iter(name), most))


def _plays(frame: Any) -> bool:
    return _PLAYER.search(frame.get("src") or "") is not None


def look(beside: Made, told: Metadata, taken: Sequence[Block], shown: Sequence[Block]) -> Look:
    """Return what the page looks like, from what is ``made`` of it, what it says and what was read."""
    under = _teasers(shown)
    return Look(
        title=_titles(told),
        types=told.types | ({"VideoObject"} if beside.film else set()),
        taken=tuple(taken),
        shown=tuple(shown),
        prose=tuple(block for i, block in enumerate(taken) if block not in under and sentence(block) and not _own(block.text, i)),
        teasers=under,
        authored=bool(told.byline),
        signed=bool(told.published or told.byline),
        marked=bool(told.published or told.byline or any("article" in block.zones for block in taken)),
        free=told.free and _CLOSED.search(beside.data) is None,
        **{name: getattr(beside, name) for name in Made.__slots__},
    )


def words(blocks: Iterable[Block]) -> int:
    """Return how many words ``blocks`` hold."""
    return sum(len(block.text.split()) for block in blocks)


def stops(text: str) -> bool:
    """Return whether ``text`` ends as a sentence does."""
    return text.rstrip("\"'\u201d\u2019\xbb)\u300d\u300f").endswith(_ENDS)


def sentence(block: Block) -> bool:
    """Return whether ``block`` reads like a sentence of a text."""
    size = length(block)
    return block.linked <= LINKED and (size >= FULL or (size >= BRIEF and stops(block.text)))


def length(block: Block) -> int:
    """Return the characters of ``block``, those of scripts without spaces between words counted thrice."""
    return len(block.text) + 2 * len(_WIDE.findall(block.text[:200]))


def _titles(told: Metadata) -> str:
    """Return what the page is called, in lower case, a name a line: its title, that less the outlet at its end, and its headline."""
    title = (told.title or "")[:200]
    return "\n".join((title, _OUTLET.sub("", title), (told.headline or "")[:200])).lower()


def kinds(text: str) -> frozenset[str]:
    """Return the codes of the kinds of page that would say ``text`` in their own name; what is reported is an article's.

    >>> sorted(kinds("Subscribe to continue reading.")), sorted(kinds("Readers must subscribe to continue reading, the editor said."))
    (['paywall'], [])
    """
    return _kinds(text[:1_000])


@lru_cache(2_000)
def _kinds(text: str) -> frozenset[str]:
    return frozenset() if tells(text) else frozenset(sign.code for sign in SIGNS if sign.line.search(text.lower()))


def speaks(pattern: re.Pattern[str], text: str) -> bool:
    """Return whether ``text`` says in its own name what ``pattern`` finds, as `kinds`."""
    return pattern.search(text[:1_000].lower()) is not None and not tells(text)


def wall_line(text: str) -> bool:
    """Return whether ``text`` is a line that stands where the rest of an article is for subscribers."""
    return len(text) < 300 and (speaks(WALL, text) or speaks(OFFER, text))


def _own(text: str, place: int) -> bool:
    """Return whether ``text`` is the page's own words; far down, where no page is judged by them, only a wall is."""
    return bool(kinds(text)) if place < LOOKED_AT else wall_line(text)


def _teasers(shown: Sequence[Block]) -> frozenset[Block]:
    """Return the texts under a line that leads elsewhere, short lines apart, where it is their heading or they stand alone in a box.

    In an article links stand between paragraphs too, but those share their box.
    """
    homes = Counter(block.home for block in shown if sentence(block))
    found: list[Block] = []
    over: Block | None = None  # the last line that leads elsewhere, while what stands under it is short
    between = 0
    for block in shown:
        if block.linked > LINKED:
            over, between = (block, 0) if over is None or block.tag[0] == "h" or over.tag[0] != "h" else (over, between)
        elif over is None or block.tag[0] == "h" or between > BETWEEN:
            over = None
        elif sentence(block) or between == BETWEEN:
            found += [block] if over.tag[0] == "h" or homes[block.home] == 1 else []
            over = None
        else:
            between += 1
    return frozenset(found)


def _gone(tree: Any, data: str) -> bool | None:
    """Return whether the elements that the page's data calls closed hold no text; None where it names none by a class or id."""
    named = _SELECTOR.findall(data)[:20]
    if not named or not _CLOSED.search(data):
        return None
    found = [tag for mark, name in named for tag in (tree.find_class(name) if mark == "." else tree.xpath("//*[@id=$id]", id=name))[:50]]
    return sum(len(" ".join(tag.itertext()).split()) for tag in found) < 20
