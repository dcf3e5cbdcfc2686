"""What to take of a page first: the blocks that trafilatura takes for its article, or, where it cannot, the page's own paragraphs."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from storycompare.gather.blocks import Block, Seen, around_headline, called
from storycompare.gather.names import BOX, NAMES

# Past these trafilatura returns nothing without a word (depth 256, measured) or takes over 20 s (100,000 attributes in a tag,
# 100,000 paragraphs): the fallback reads such a page.
MAX_DEPTH, MAX_ELEMENTS, MAX_ATTRIBUTES = 250, 20_000, 300
SHARED = 0.8
"""A block is the article's when this share of its three-word runs stands in what trafilatura took; it drops inline elements."""
MAX_COMPARED = 100_000
"""Characters of a block, and words of a text, that are compared run by run; more must be equal."""
FEW = 150
"""Words: with fewer, trafilatura looks all over the page for more."""
PLAIN_SHARE = 0.5
"""Trafilatura's quick way is believed when it takes this share of the text in plain paragraphs: of a live page of which it took two entries
it was 0.19, of pages whose article stands in such paragraphs 0.73 and more (`benchmarks/pages.py --shares`)."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TEXT_TAGS = frozenset({"p", "li", "blockquote", "pre", "dd"}) | HEADINGS
_WORD = re.compile(r"\w+")
logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it says by a return value what it also logs to stderr


def choice(tree: Any, seen: Seen) -> tuple[list[int], str]:
    """Return the numbers of the blocks to begin with, and what chose them; none where the page has no text."""
    chosen: list[int] = []
    extractor = ""
    _rename(tree)
    if seen.depth <= MAX_DEPTH and seen.elements <= MAX_ELEMENTS and seen.attributes <= MAX_ATTRIBUTES:
        chosen, extractor = _trafilatura(tree, seen)
    return (chosen, extractor) if any(seen.blocks[i].tag not in HEADINGS for i in chosen) else _fallback(seen)


def _rename(tree: Any) -> None:
    """Take the names off what is around the headline where they are those of a box: trafilatura drops all text in a `comment`."""
    for element in around_headline(tree):
        if element.attrib and BOX.search(called(element.attrib)):
            for key in NAMES:
                element.attrib.pop(key, None)


def _trafilatura(tree: Any, seen: Seen) -> tuple[list[int], str]:
    """Return the numbers of the blocks that trafilatura takes for the article, and its name.

    Its quick way is enough where it takes most of the page's plain paragraphs; else it compares other ways, then takes what it can.
    """
    from trafilatura import __version__

    plain = {i for i, block in enumerate(seen.blocks) if is_plain(block)}
    chosen = quick(tree, seen)
    if not chosen or _size(seen, plain.intersection(chosen)) < PLAIN_SHARE * _size(seen, plain):
        chosen = _way(tree, seen, favor_precision=True) or _way(tree, seen)
    return chosen, f"trafilatura {__version__}"


def quick(tree: Any, seen: Seen) -> list[int]:
    """Return the numbers of the blocks that trafilatura takes when it compares nothing."""
    return _way(tree, seen, fast=True, favor_precision=True)


def _way(tree: Any, seen: Seen, **options: Any) -> list[int]:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(deepcopy(tree), include_comments=False, include_tables=False, **options)
    lines = [line for line in (found.text or "").splitlines() if line.strip()] if found is not None else []
    return _within(seen, _shared(seen, lines)) if lines else []


def is_plain(block: Block) -> bool:
    """Return whether ``block`` is a paragraph that nothing in its markup sets apart from an article's."""
    return block.tag == "p" and block.box is None and block.linked < 0.5 and not block.zones & {"aside", "header", "footer", "figure"}


def _size(seen: Seen, numbers: Iterable[int]) -> int:
    return sum(len(seen.blocks[i].text) for i in numbers)


def _shared(seen: Seen, taken: list[str]) -> list[int]:
    """Return the numbers of the blocks that stand in ``taken``."""
    lines = {squash(line) for line in taken}
    words = [word for line in taken if len(line) <= MAX_COMPARED for word in _WORD.findall(line.casefold())][:MAX_COMPARED]
    runs = set(zip(words, words[1:], words[2:], strict=False))
    return [i for i, block in enumerate(seen.blocks) if _stands(block.text, lines, runs)]


def _stands(text: str, lines: set[str], runs: set[tuple[str, str, str]]) -> bool:
    if (equal := squash(text) in lines) or len(text) > MAX_COMPARED:
        return equal
    words = _WORD.findall(text.casefold())
    own = list(zip(words, words[1:], words[2:], strict=False))
    return len(own) >= 4 and sum(run in runs for run in own) >= SHARED * len(own)


def _within(seen: Seen, chosen: list[int]) -> list[int]:
    """Return of a short choice what the page marks as an article, if it marks any: short of text trafilatura takes bars and boxes too."""
    inside = [i for i in chosen if "article" in seen.blocks[i].zones and seen.blocks[i].tag not in HEADINGS]
    return inside if inside and sum(len(seen.blocks[i].text.split()) for i in chosen) < FEW else chosen


def _fallback(seen: Seen) -> tuple[list[int], str]:
    """Return the paragraphs of the page's article, main part or whole, whichever is the first to hold any."""
    from lxml.etree import LXML_VERSION

    texts = [i for i, block in enumerate(seen.blocks) if not block.zones & {"aside", "header", "footer"}]
    for zone in ("article", "main", ""):
        inside = [i for i in texts if not zone or zone in seen.blocks[i].zones]
        marked = [i for i in inside if seen.blocks[i].tag in TEXT_TAGS]
        for found in (marked, inside):
            if sum(len(seen.blocks[i].text) for i in found if seen.blocks[i].linked < 0.5) >= 40:
                return found, f"fallback lxml {'.'.join(map(str, LXML_VERSION[:3]))}"
    return [], ""


def squash(text: str) -> str:
    """Return the letters and digits of ``text`` alone, in lower case.

    >>> squash("“Vote,” she said: 7-2.")
    'voteshesaid72'
    """
    return "".join(_WORD.findall(text.casefold()))
