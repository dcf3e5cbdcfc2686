"""The renderers: each turns a comparison, and nothing else, into text; this table is the one place that names them."""

from __future__ import annotations

import importlib
from typing import Any

from storycompare.model import Comparison, Failure

FORMATS: dict[str, str] = {
    "csv": "storycompare.render.csv",
    "html": "storycompare.render.html",
    "json": "storycompare.render.json",
    "markdown": "storycompare.render.markdown",
    "tei": "storycompare.render.tei",
    "text": "storycompare.render.text",
}
"""Each format and the module whose ``render(comparison) -> str`` makes it: a new renderer is a file and a row."""


BUILDERS: dict[str, str] = {
    "arrow": "storycompare.render.frames",
    "figure": "storycompare.render.plots",
    "frame": "storycompare.render.frames",
    "notebook": "storycompare.render.notebook",
    "parquet": "storycompare.render.frames",
}
"""What is made of a comparison beside the formats, and the module whose function of that name makes it."""


def render(comparison: Comparison, format: str) -> str:
    """Return ``comparison`` as ``format``, one of `FORMATS`.

    >>> sorted(FORMATS)
    ['csv', 'html', 'json', 'markdown', 'tei', 'text']

    Raises:
        ValueError: there is no such format.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}: it is one of {', '.join(FORMATS)}")
    text: str = _module(format).render(comparison)
    return text


def parse(text: str | bytes) -> Comparison:
    """Return the comparison that ``render(comparison, "json")`` wrote.

    >>> parse('{"schema": "storycompare/9"}')
    Traceback (most recent call last):
    storycompare.errors.StoryError: not a comparison that can be read: its schema is 'storycompare/9'; this version reads 'storycompare/1'

    Raises:
        StoryError: the text is not JSON, not a comparison, or names sentences that it does not hold.
    """
    comparison: Comparison = _module("json").parse(text)
    return comparison


def failure_line(failure: Failure) -> str:
    """Return a story's failure as one line of JSON, the row it has in a batch's output.

    >>> from storycompare.model import Failure, Problem
    >>> failure_line(Failure("s1", Problem("bad-story", "it has no versions")))
    '{"schema":"storycompare/1","id":"s1","error":{"code":"bad-story","message":"it has no versions"}}'
    """
    line: str = _module("json").failure_line(failure)
    return line


def build(comparison: Comparison, kind: str, **options: Any) -> Any:
    """Return ``comparison`` as ``kind``, one of `BUILDERS`, with what that one's function takes."""
    return getattr(importlib.import_module(BUILDERS[kind]), kind)(comparison, **options)


def _module(format: str) -> Any:
    return importlib.import_module(FORMATS[format])
