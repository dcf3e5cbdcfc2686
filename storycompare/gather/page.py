"""A saved page to a version: its article text by `body`, what it says about itself by `metadata`, its doubts by `guard`."""

from __future__ import annotations

from dataclasses import replace

from storycompare.errors import StoryError
from storycompare.gather.blocks import blocks
from storycompare.gather.body import body
from storycompare.gather.cut import has_end, is_cut
from storycompare.gather.guard import reason, refusal
from storycompare.gather.jsonfile import parse_json
from storycompare.gather.look import look, made
from storycompare.gather.markup import MAX_RAW_BYTES, MAX_TAGS, has_tags, is_feed, many_tags, seen
from storycompare.gather.metadata import Metadata, metadata
from storycompare.gather.origin import Origin
from storycompare.gather.snapshot import unwrapped
from storycompare.gather.tree import parsed
from storycompare.gather.walls import live, open_text, partial
from storycompare.limits import MAX_BYTES
from storycompare.model import Reason, Version


def read_page(html: str, origin: Origin) -> Version:
    """Return the version that the page ``html`` holds, refused or partial where it is no whole article."""
    if not html.strip():
        return origin.refused(Reason("empty", "the page is empty; save it again"))
    if is_feed(html):
        return origin.refused(reason("feed"))
    if html.lstrip("\ufeff \t\r\n")[:1] in "{[" and (data := _data(html)):
        return origin.refused(data)
    if not has_tags(html):
        return origin.refused(Reason("no-article", "there is no HTML in it; if it is plain text, name it .txt"))
    html, capture = unwrapped(html)
    origin = origin.captured(capture)
    tidy = seen(html) if len(html) <= MAX_RAW_BYTES else html
    if len(tidy) > MAX_BYTES:
        return origin.refused(Reason("too-large", f"over {MAX_BYTES:,} bytes without its scripts; save the article's text alone"))
    if many_tags(tidy):
        return origin.refused(Reason("too-large", f"over {MAX_TAGS:,} tags; save the article's text alone"))
    return _read(tidy, html, origin)


def _read(tidy: str, source: str, origin: Origin) -> Version:
    tree = parsed(tidy)
    page = blocks(tree)
    told = metadata(tree)
    beside = made(tree, source)  # before `body`, which takes the tree apart
    taken = body(tree, page, (told.headline, told.title), byline=told.byline, live="LiveBlogPosting" in told.types)
    origin = origin.told(**_fields(told))
    found = look(beside, told, taken.blocks, page.blocks)
    if refused := refusal(found):
        return origin.refused(refused)
    why = partial(found, cut=is_cut(tidy), ended=has_end(tidy))
    walled = why is not None and why.code == "paywall"
    text = "\n\n".join(open_text(taken.blocks) if walled else [block.text for block in taken.blocks])
    origin = replace(origin, extractor=taken.extractor, warnings=origin.warnings + live(found))
    return origin.version(text, reason=why)


def _data(text: str) -> Reason | None:
    """Return why JSON under a page's name is no article, None where it is no JSON."""
    try:
        value = parse_json(text)
    except StoryError:
        return None
    if isinstance(value, dict) and "jsonfeed.org" in str(value.get("version")):
        return reason("feed")
    return Reason("no-article", "it is JSON, not a page; if it is a story or a version, name it .json")


def _fields(told: Metadata) -> dict[str, str | None]:
    return {key: getattr(told, key) for key in ("headline", "byline", "published", "updated", "section", "url", "outlet")}
