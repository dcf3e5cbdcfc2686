"""Is it all of the article? A wall over its rest, or a page that stops; and whether it is a live page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from storycompare.gather.blocks import Block
from storycompare.gather.guard import SHORT, reason
from storycompare.gather.look import Look, speaks, stops, wall_line, words
from storycompare.gather.offers import OFFER, WALL
from storycompare.model import Notice, Reason

BELOW = 9
"""Blocks under the text in which a wall's lines stand."""
_ONWARDS = re.compile(r"(?:read|continue|see) (?:on|more|reading|the (?:full|rest|whole)|full|whole)\b", re.IGNORECASE)
_CLOCK = re.compile(r"((?:[01]?\d|2[0-3]))[:.h]\s?([0-5]\d)\b(?!\s?(?:%|per|million|kg|m\b))")
_AGO = re.compile(r"(?:vor )?(\d{1,3}) ?(min|hour|stunde)\w*(?: ago)?\W*$", re.IGNORECASE)
_LIVE = re.compile(
    r"\blive\b(?: ?blog| updates?|:| ticker)|\b(?:live|news)-?(?:ticker|blog)\b|: live\b|minute by minute|"
    r"as it happened|en direct|en vivo|minuto a minuto",
    re.IGNORECASE,
)


def partial(page: Look, *, cut: bool, ended: bool) -> Reason | None:
    """Return why the page is only the beginning of an article, None where it is all of it.

    A wall is a line that says there is more, standing under the last paragraph that tells something; or an offer, or a part that the page
    calls closed and that is not there, where the text is short or the page says that it is not free: unless its closed part is there, with
    the wall outside of the article.
    ``cut`` and ``ended`` are what `cut.py` tells of its source.
    """
    told = set(page.prose)
    last = max((i for i, block in enumerate(page.shown) if block in told), default=-1)
    below = [block for block in page.shown[last + 1 : last + 1 + BELOW] if len(block.text) < 300]
    under = [block.text for block in below]
    size = words(page.prose or page.taken)
    walled = any(speaks(WALL, text) for text in under)
    offered = any(speaks(OFFER, text) for text in under)
    paid = not page.free and page.gone is not False
    # A meter counts readers outside of the article, whose closed part has been sent whole.
    within = [block for block in below if "article" in block.zones and speaks(WALL, block.text)]
    around = page.gone is False and last >= 0 and "article" in page.shown[last].zones and not within
    last_words = page.taken[-1].text if page.taken else "."
    trailing = last_words.endswith(("...", "\u2026")) and any(_ONWARDS.match(text) for text in under)
    if trailing and not (walled or paid):
        return reason("truncated")
    if (
        page.gone
        or (walled and (size < 2 * SHORT or not (page.free or around)))
        or (offered and (paid or size < SHORT / 2))
        or (paid and size < SHORT / 2)
    ):
        return reason("paywall")
    return reason("truncated") if cut or not (ended or stops(last_words)) else None


def open_text(taken: Sequence[Block]) -> list[str]:
    """Return the paragraphs of ``taken`` less the lines of the wall."""
    return [block.text for block in taken if not wall_line(block.text)]


def live(page: Look) -> tuple[Notice, ...]:
    """Return the warning for a live page: its own word for it, or about as many times of day, or ages, as paragraphs; and its order."""
    own = set(page.taken)
    places = [i for i, block in enumerate(page.shown) if block in own]
    around = page.shown[max(0, places[0] - 2) : places[-1] + 1] if places else ()
    clocks = [60 * int(found[1]) + int(found[2]) for block in around if (found := _CLOCK.match(block.text))]
    ages = [
        -int(found[1]) * (1 if found[2][0] in "mM" else 60)
        for block in around
        if len(block.text) < 30 and (found := _AGO.match(block.text))
    ]
    times = max(clocks, ages, key=len)
    named = _LIVE.search(page.title) is not None
    if "LiveBlogPosting" not in page.types and not (len(times) >= 5 and len(times) > len(page.prose) / (3 if named else 2)):
        return ()
    falling = sum(later < earlier for earlier, later in pairwise(times))
    order = ", the newest first" if len(times) > 2 and 2 * falling > len(times) else ""
    return (Notice("live-page", f"a live page: its entries are compared as one text{order}"),)
