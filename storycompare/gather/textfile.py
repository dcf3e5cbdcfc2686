"""Plain text and Markdown to a version: text as it is; Markdown as its reader sees it, with what its front matter says."""

from __future__ import annotations

import re

from storycompare.gather.guard import reason
from storycompare.gather.origin import Origin
from storycompare.limits import MAX_BYTES
from storycompare.model import Reason, Version

_FRONT = re.compile(r"\s*---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEYS = {
    "title": "headline",
    "headline": "headline",
    "outlet": "outlet",
    "author": "byline",
    "byline": "byline",
    "date": "published",
    "published": "published",
    "updated": "updated",
    "section": "section",
    "url": "url",
}
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*)$")
_ITEM = re.compile(r"^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_NUMBERED = re.compile(r"[ \t]*\d{1,4}[.)][ \t]+")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:\s")
# A text that breaks off, and the line of the page that would lead on: the line is no text of the article.
_CUT = re.compile(
    r"(\.\.\.|\u2026|\[(?:\.\.\.|\u2026)\])(\s*(?:(?:read|continue|see) (?:\w+ ){0,3}\w+[.\u2026>\u00bb\u2192 ]*)?\s*)$", re.IGNORECASE
)
# What is inside a line, in the order it is taken off; each run is bounded, so that a flood of marks stays linear.
_INLINE = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])", ""),
        (r"\[\^[^\]\n]{1,100}\]", ""),
        (r"\[([^\[\]\n]{1,1000})\](?:\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)|\[[^\]\n]{0,200}\])", r"\1"),
        (r"<(https?://[^<>\s]{1,2000})>", r"\1"),
        (r"</?[a-zA-Z][^<>\n]{0,500}>", ""),
        (r"(?<!\\)`{1,2}([^`\n]{1,1000})`{1,2}", r"\1"),
        (r"(?<!\\)(\*\*\*|\*\*|~~)(?=\S)([^*~\n]{1,1000})(?<=\S)\1", r"\2"),
        (r"(?<![\\\w])(__|_)(?=\S)([^_\n]{1,1000})(?<=\S)\1(?!\w)", r"\2"),
        (r"(?<!\\)\*(?=\S)([^*\n]{1,1000})(?<=\S)\*", r"\1"),
        (r"\\([\\`*_{}\[\]()#+\-.!~>|])", r"\1"),
    )
)


def read_text(text: str, origin: Origin, *, markdown: bool = False) -> Version:
    """Return the version that ``text`` holds; partial where it breaks off."""
    if len(text) > MAX_BYTES:
        return origin.refused(Reason("too-large", f"over {MAX_BYTES:,} characters of text; give the article alone"))
    if markdown:
        told, text = _markdown(text)
        origin = origin.told(**told)
    if not any(map(str.isalnum, text)):
        return origin.refused(Reason("empty", "there is no word in it"))
    if cut := _CUT.search(text[-400:]):
        return origin.version(text[: len(text) - len(cut[2])], reason=reason("truncated"))
    return origin.version(text)


def _markdown(text: str) -> tuple[dict[str, str], str]:
    r"""Return what the front matter and first heading say, and the text without the marks.

    >>> _markdown("---\noutlet: Gazette\n---\n# Vote\n\nThe *council* [voted](x).\n\n- Six\n- Nine\n")
    ({'outlet': 'Gazette', 'headline': 'Vote'}, 'The council voted.\n\n• Six\n\n• Nine')
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    told: dict[str, str] = {}
    if front := _FRONT.match(text):
        told, text = _front(front[1]), text[front.end() :]
    paragraphs: list[str] = []
    lines: list[str] = []
    for raw in [*text.split("\n"), ""]:
        line = re.sub(r"^(?: {0,3}> ?){1,9}", "", raw)
        heading = _HEADING.match(line)
        if _DEFINITION.match(line) or _FENCE.match(line):
            continue
        if heading or not line.strip() or _RULE.match(line) or _ITEM.match(line) or _NUMBERED.match(line):
            _end(paragraphs, lines)
        if heading and line.lstrip().startswith("# ") and "headline" not in told and not paragraphs:
            told["headline"] = _plain(heading[1])
        elif heading:
            _end(paragraphs, [heading[1]])
        elif line.strip() and not _RULE.match(line):
            lines.append(_ITEM.sub("\u2022 ", line, count=1))
    return told, "\n\n".join(paragraphs)


def _end(paragraphs: list[str], lines: list[str]) -> None:
    if plain := _plain(" ".join(line.strip() for line in lines)):
        paragraphs.append(plain)
    lines.clear()


def _plain(line: str) -> str:
    for pattern, new in _INLINE:
        line = pattern.sub(new, line)
    return " ".join(word for word in line.split(" ") if word)


def _front(block: str) -> dict[str, str]:
    """Return the simple ``key: value`` lines that name a field; nothing else of YAML is read."""
    found: dict[str, str] = {}
    for line in block.split("\n"):
        key, colon, value = line.partition(":")
        value = value.strip().strip("\"'").strip()
        if colon and value and (field := _KEYS.get(key.strip().lower())) and value[0] not in "[{|>&*":
            found.setdefault(field, value)
    return found
