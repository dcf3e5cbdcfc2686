"""Is the page an article at all, and all of it? A table of signs; an article that only mentions them must not match."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storycompare.gather.blocks import Block
from storycompare.gather.signs import MESSAGES, PAYWALL, SIGNS, Sign
from storycompare.model import Notice, Reason

SHORT = 150
"""Words: a page that says more is refused for its title only together with many lines of the kind."""
LOOKED_AT = 400
"""Blocks: a page that is no article shows it in its first ones."""
MOSTLY, PARTLY = 0.5, 0.2
"""The share of words in lines of one kind that makes a page of that kind: alone, and with a title of that kind."""


_ONWARDS = re.compile(r"(?:read|continue|see) (?:on|more|reading|the (?:full|rest|whole)|full|whole)\b", re.IGNORECASE)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.h]\s?[0-5]\d\b")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def reason(code: str) -> Reason:
    """Return the reason of ``code`` with what to do about it."""
    return Reason(code, MESSAGES[code])


def paywall_line(text: str) -> bool:
    """Return whether ``text`` is a line that stands where the rest of an article is for subscribers."""
    return len(text) < 300 and PAYWALL.search(text) is not None


def refusal(title: str | None, taken: Sequence[Block], shown: Sequence[Block], unseen: str) -> Reason | None:
    """Return why the page is no article, None where it is one.

    Args:
        title: what the page is called.
        taken: the blocks read as the article.
        shown: all the blocks that the page shows.
        unseen: what it would show without JavaScript.
    """
    start, above = taken[:LOOKED_AT], shown[:LOOKED_AT]
    for sign in SIGNS:
        # A bar over a short article says such things too: all that is shown counts only where hardly anything was taken.
        bare = _words(start) < SHORT and not _sentences(start, 3 if _named(sign, title) else 1)
        if _says(sign, title, start) or (bare and _says(sign, title, above)):
            return reason(sign.code)
    if not taken and re.search("javascript", unseen, re.IGNORECASE):
        return reason("script-only")
    if _is_index(taken, shown):
        return reason("index")
    return None if _sentences(taken, 1) else reason("no-article")


def partial(taken: Sequence[Block], shown: Sequence[Block], *, free: bool, cut: bool) -> Reason | None:
    """Return why the page is only the beginning of an article, None where it is all of it.

    A paywall is a line that asks to subscribe, standing in or right under the text, and the page's own word for it or a short text.
    """
    own = set(taken)
    last = max((i for i, block in enumerate(shown) if block in own), default=-1)
    asked = any(paywall_line(block.text) for block in [*taken[-12:], *shown[last + 1 : last + 9]])
    words = _words(taken)
    cut = cut or (
        bool(taken) and taken[-1].text.endswith(("...", "\u2026")) and any(_ONWARDS.match(b.text) for b in shown[last + 1 : last + 4])
    )
    if (asked and (not free or words < 2 * SHORT)) or (not free and words < SHORT / 2):
        return reason("paywall")
    return reason("truncated") if cut else None


def live(taken: Sequence[Block], types: frozenset[str]) -> tuple[Notice, ...]:
    """Return the warning for a live page: its own word for it, or most paragraphs begin with the time of day."""
    timed = sum(_CLOCK.match(block.text) is not None for block in taken)
    if "LiveBlogPosting" not in types and not (timed >= 5 and timed > len(taken) / 2):
        return ()
    return (Notice("live-page", "a live page: its entries are compared as one text"),)


def _named(sign: Sign, title: str | None) -> bool:
    return title is not None and sign.title.search(title[:200]) is not None


def _says(sign: Sign, title: str | None, blocks: Sequence[Block]) -> bool:
    """Return whether lines of this kind make the page; a long page has to be made of them and be called so."""
    words = _words(blocks)
    if words >= 2 * SHORT and not _named(sign, title):
        return False
    share = _words([block for block in blocks if sign.line.search(block.text[:1_000])]) / max(1, words)
    if _named(sign, title):
        return share >= MOSTLY or (share >= PARTLY and words < SHORT)
    return share >= MOSTLY and words < 2 * SHORT


def _is_index(taken: Sequence[Block], shown: Sequence[Block]) -> bool:
    """Return whether the text is the teasers of a list: nearly each stands right under a line that is a link."""
    linked = [block.linked > 0.9 for block in shown]
    if sum(linked) < 10:
        return False
    own = set(taken)
    under = [linked[i - 1] for i, block in enumerate(shown) if i and block in own and not linked[i] and block.tag[0] != "h"]
    return not under or (len(under) >= 5 and sum(under) >= 0.6 * len(under))


def _sentences(blocks: Sequence[Block], least: int) -> bool:
    """Return whether there are ``least`` blocks that read like sentences of a text."""
    found = 0
    for block in blocks:
        size = len(block.text) + 2 * len(_WIDE.findall(block.text[:200]))
        ends = block.text.rstrip("\"'\u201d\u2019\xbb)\u300d\u300f").endswith(
            (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u061f", "\u0964")
        )
        found += not paywall_line(block.text) and (size >= 80 or (size >= 25 and ends))
        if found >= least:
            return True
    return False


def _words(blocks: Sequence[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)
