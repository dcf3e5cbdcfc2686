"""The comparison as one self-contained page: nothing fetched, everything escaped, every finding linked to its sentences.

The page is whole without its script, which filters, sets two versions side by side and writes down a person's decisions.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from storycompare.model import Comparison, Crediting, Quotation, Step, Version
from storycompare.render import phrases, points, signs, words
from storycompare.render.differing import Dispute
from storycompare.render.embedded import embedded
from storycompare.render.marks import parted
from storycompare.render.pairs import Pair
from storycompare.render.texts import FEW, Line, excerpted, texts
from storycompare.render.view import View, build

if TYPE_CHECKING:
    from jinja2 import Template

MOST = 400
"""Entries of a list whose end can be read elsewhere too: pairs that are worded differently, and what could not be told. Thirty versions of
a hundred sentences can have ten thousand of either, which nobody reads and a browser lays out for seconds. Conflicts, additions and
omissions are all shown."""

SCRIPT = ("common.js", "filters.js", "sides.js", "decisions.js", "matrix.js", "start.js")
"""The parts of the page's script, in their order: one function together, so that nothing of it is global."""

_DATA = files("storycompare") / "data" / "report"


def render(comparison: Comparison) -> str:
    """Return the report as one HTML page that loads nothing."""
    view = build(comparison)
    style, script = _file("report.css"), _script()
    places = {version.id: place for place, version in enumerate(comparison.versions, 1)}
    matrix = points.matrix(comparison)
    others, more = _others(view)
    told = texts(comparison, matrix.points)
    return _template().render(
        view=view,
        comparison=comparison,
        words=words,
        phrases=phrases,
        style=style,
        style_hash=_digest(style),
        script=script,
        script_hash=_digest(script),
        embedded=_data(comparison),
        anchor=_anchors(told, places),
        places=places,
        versions={version.id: version for version in comparison.versions},
        links={match.id: number for number, match in enumerate(comparison.matches)},
        signs=signs,
        parted=parted,
        differ=view.differ,
        above=_above(view),
        quotations=_quotations(comparison),
        chains=_chains(comparison),
        most=MOST,
        others=others,
        more=more,
        only_here=[(version, list(found)) for version, found in groupby(view.only_here, key=lambda one: one.quote.version)],
        matrix=matrix,
        points=points,
        drawn={point.id: point for point in matrix.points},
        few=FEW,
        similarity=_similarity(comparison),
        excerpted=excerpted(comparison),
        texts=told,
        linked={version.id for version, _ in told},
        notices=[notice for notice in view.notices if (notice.code, notice.version) not in _said_above(comparison)],
    )


def _anchors(told: list[tuple[Version, list[list[Line]]]], places: dict[str, int]) -> Callable[[str, int], str]:
    """Return what names the place of a sentence on the page: of one that is not kept, the text it was in, or all of them."""
    kept = {(version.id, line.number) for version, paragraphs in told for lines in paragraphs for line in lines}
    texts = {version.id for version, _ in told}

    def anchor(version: str, sentence: int) -> str:
        if version not in texts:
            return "texts"
        return f"v{places[version]}" + (f"-s{sentence + 1}" if (version, sentence) in kept else "")

    return anchor


def _said_above(comparison: Comparison) -> set[tuple[str, str | None]]:
    """Return the notices that the head of the page gives: why a version was not read whole."""
    unread = [version for version in comparison.versions if version.status != "ok"]
    codes = {version.id: {"partial-version", "refused-version", version.reason.code if version.reason else ""} for version in unread}
    return {(code, id) for id, said in codes.items() for code in said}


def _quotations(comparison: Comparison) -> dict[str, list[Quotation]]:
    """Return the quotations that several versions carry, those with other words first, and the rest."""
    ledger: dict[str, list[Quotation]] = {"several": [], "single": []}
    for quotation in sorted(comparison.quotes, key=lambda one: (not one.altered, -len({row.version for row in one.carried}))):
        several = len({row.version for row in quotation.carried}) > 1 or quotation.credited_to_outlet is not None
        ledger["several" if several else "single"].append(quotation)
    return ledger


def _chains(comparison: Comparison) -> list[list[tuple[Step, Crediting | None]]]:
    """Return the steps of each credit chain, each with the credit that leads there."""
    given: dict[object, Crediting] = {}
    for credit in comparison.provenance.credits:
        given.setdefault((credit.version, credit.role, credit.loaded or credit.outlet), credit)
    chains = []
    for chain in comparison.provenance.chains:
        keys = ((before.version, step.role, step.version or step.outlet) for before, step in pairwise(chain.steps))
        chains.append(list(zip(chain.steps, (None, *map(given.get, keys)), strict=True)))
    return chains


def _others(view: View) -> tuple[dict[str, tuple[tuple[Pair, ...], ...]], int]:
    """Return the pairs beside those that differ, as many as are shown one by one, and how many more there are."""
    kept, room = {}, MOST
    for name, groups in (("details", view.details), ("worded", view.worded), ("told", view.told)):
        kept[name] = groups[: max(room, 0)]
        room -= len(groups)
    return kept, max(-room, 0)


def _above(view: View) -> dict[str, Dispute]:
    """Return of each pair that a point tells of that point."""
    return {pair.match.id: dispute for dispute in (*view.differ.behind, *view.differ.first) for pair in dispute.pairs}


def _similarity(comparison: Comparison) -> dict[tuple[str, str], tuple[float, bool]]:
    """Return for two versions the share of the first one's sentences matched in the second, and whether they are near-copies."""
    shares = {}
    for pair in comparison.similarity.pairs:
        shares[pair.a, pair.b] = pair.a_matched, pair.near_copy
        shares[pair.b, pair.a] = pair.b_matched, pair.near_copy
    return shares


def _data(comparison: Comparison) -> str:
    """Return the script's data as JSON that nothing in it can end early: no character of markup, none but ASCII."""
    written = json.dumps(embedded(comparison), separators=(",", ":"))
    for character in "<>&":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return written.replace("\x7f", "\\u007f")


def _script() -> str:
    return "\n".join(['"use strict";', "(() => {", *(_file(name) for name in SCRIPT), "})();"])


def _file(name: str) -> str:
    return (_DATA / name).read_text("utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown
    )
    return environment.get_template("page.jinja")


def _shown(value: Any) -> Any:
    """Return what the template prints: text less what would turn it round, our own markup as it is."""
    return words.visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
