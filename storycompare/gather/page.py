"""A saved page to a version: its article text by `body`, what it says about itself by `metadata`, its doubts by `guard`."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any

from storycompare.gather.blocks import blocks
from storycompare.gather.body import body
from storycompare.gather.guard import live, partial, paywall_line, reason, refusal
from storycompare.gather.markup import MAX_RAW_BYTES, MAX_TAGS, has_tags, is_cut, is_feed, many_tags, seen
from storycompare.gather.metadata import Metadata, metadata
from storycompare.gather.origin import Origin
from storycompare.gather.snapshot import unwrapped
from storycompare.gather.tree import parsed
from storycompare.limits import MAX_BYTES
from storycompare.model import Reason, Version


def read_page(html: str, origin: Origin) -> Version:
    """Return the version that the page ``html`` holds, refused or partial where it is no whole article."""
    if not html.strip():
        return origin.refused(Reason("empty", "the page is empty; save it again"))
    if is_feed(html):
        return origin.refused(reason("feed"))
    if not has_tags(html):
        return origin.refused(Reason("no-article", "there is no HTML in it; if it is plain text, name it .txt"))
    html, capture = unwrapped(html)
    origin = origin.captured(capture)
    tidy = seen(html) if len(html) <= MAX_RAW_BYTES else html
    if len(tidy) > MAX_BYTES:
        return origin.refused(Reason("too-large", f"over {MAX_BYTES:,} bytes without its scripts; save the article's text alone"))
    if many_tags(tidy):
        return origin.refused(Reason("too-large", f"over {MAX_TAGS:,} tags; save the article's text alone"))
    return _read(tidy, origin)


def _read(tidy: str, origin: Origin) -> Version:
    tree = parsed(tidy)
    page = blocks(tree)
    told = metadata(tree)
    unseen = _unseen(tree)
    taken = body(tree, page, (told.headline, told.title, told.byline, f"By {told.byline}"), live="LiveBlogPosting" in told.types)
    origin = origin.told(**_fields(told))
    if refused := refusal(told.title or told.headline, taken.blocks, page.blocks, unseen):
        return origin.refused(refused)
    why = partial(taken.blocks, page.blocks, free=told.free, cut=is_cut(tidy))
    walled = why is not None and why.code == "paywall"
    text = "\n\n".join(block.text for block in taken.blocks if not (walled and paywall_line(block.text)))
    origin = replace(origin, extractor=taken.extractor, warnings=origin.warnings + live(taken.blocks, told.types))
    return origin.version(text, reason=why)


def _unseen(tree: Any) -> str:
    """Return what the page shows to a reader without JavaScript only."""
    return " ".join(" ".join(element.itertext()) for element in islice(tree.iter("noscript"), 20))


def _fields(told: Metadata) -> dict[str, str | None]:
    return {key: getattr(told, key) for key in ("headline", "byline", "published", "updated", "section", "url", "outlet")}
