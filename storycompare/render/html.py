"""The comparison as one self-contained page: no script, nothing fetched, everything escaped, every finding linked to its sentence."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from storycompare.model import Comparison, Sentence, Version
from storycompare.render import phrases, words
from storycompare.render.view import build

if TYPE_CHECKING:
    from jinja2 import Template

_DATA = files("storycompare") / "data"


@dataclass(frozen=True, slots=True)
class Link:
    """A sentence of another version that a sentence of the full text is matched with."""

    version: str
    sentence: int
    relation: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the full text: its number from 0, whether it is an addition, and its counterparts."""

    sentence: Sentence
    number: int
    only_here: bool
    links: tuple[Link, ...]


def render(comparison: Comparison) -> str:
    """Return the report as one HTML page that loads nothing and runs nothing."""
    view = build(comparison)
    style = (_DATA / "report.css").read_text("utf-8")
    places = {version.id: place for place, version in enumerate(comparison.versions, 1)}
    return _template().render(
        view=view,
        comparison=comparison,
        words=words,
        phrases=phrases,
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        anchor=lambda version, sentence: f"v{places[version]}-s{sentence + 1}",
        places=places,
        only_here=[(version, list(found)) for version, found in groupby(view.only_here, key=lambda one: one.quote.version)],
        texts=_texts(comparison),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown)
    return environment.from_string((_DATA / "report.html.jinja").read_text("utf-8"))


def _shown(value: Any) -> Any:
    """Return what the template prints: text less what would turn it round, our own markup as it is."""
    return words.visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _texts(comparison: Comparison) -> list[tuple[Version, list[list[Line]]]]:
    """Return each version that was read with its sentences by paragraph."""
    links: dict[tuple[str, int], list[Link]] = {}
    for match in comparison.matches:
        for here, there in ((match.a, match.b), (match.b, match.a)):
            links.setdefault((here.version, here.sentence), []).append(Link(there.version, there.sentence, match.relation))
    only = {(addition.version, addition.sentence) for addition in comparison.additions}
    texts = []
    for version in comparison.versions:
        lines = (
            _line(version.id, number, sentence, only, links)
            for number, sentence in enumerate(version.sentences or ())
            if sentence.end > sentence.start
        )
        paragraphs = [list(group) for _, group in groupby(lines, key=lambda line: line.sentence.paragraph)]
        if paragraphs:
            texts.append((version, paragraphs))
    return texts


def _line(version: str, number: int, sentence: Sentence, only: set[tuple[str, int]], links: dict[tuple[str, int], list[Link]]) -> Line:
    here = (version, number)
    found = sorted(links.get(here, ()), key=lambda link: (link.version, link.sentence))
    return Line(sentence, number, here in only, tuple(found))
