"""Paragraphs of plain text, with their offsets."""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_ENDS = re.compile(r"[.!?…:。！？।॥؟][\"”’'»)\]」』*]*\s*$")
_BULLET = re.compile(r"\s*(?:[•*▪●‣–—-]|\d{1,2}[.)])\s")


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Return the start and end of each paragraph that holds anything.

    Paragraphs end at blank lines. A text without any has a paragraph a line, unless most of its lines end without a stop: then the lines
    are a hard wrap, and the text is one paragraph. A line that opens with a bullet is a paragraph of its own.

    >>> paragraphs("One.\nTwo.")
    [(0, 4), (5, 9)]
    >>> paragraphs("One that goes\non and on\nto here.")
    [(0, 32)]
    """
    blocks = _pieces(text, 0, len(text), _BLANK_LINE)
    if len(blocks) > 1:
        return [line for start, end in blocks for line in _bullets(text, start, end)]
    return [
        line for start, end in blocks for line in (_bullets(text, start, end) if _wrapped(text[start:end]) else _lines(text, start, end))
    ]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return _pieces(text, start, end, re.compile(r"\n"))


def _bullets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the block cut before each line that opens with a bullet."""
    return _pieces(text, start, end, re.compile(rf"\n(?={_BULLET.pattern})")) if "\n" in text[start:end] else [(start, end)]


def _wrapped(block: str) -> bool:
    lines = [line for line in block.split("\n") if line.strip()]
    return sum(not _ENDS.search(line) for line in lines) * 2 > len(lines)


def _pieces(text: str, start: int, end: int, boundary: re.Pattern[str]) -> list[tuple[int, int]]:
    bounds = []
    left = start
    for m in boundary.finditer(text, start, end):
        bounds.append((left, m.start()))
        left = m.end()
    bounds.append((left, end))
    return [(a, b) for a, b in bounds if text[a:b].strip()]
