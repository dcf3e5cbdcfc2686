"""The comparison as one self-contained page: nothing fetched, everything escaped, every finding linked to its sentences.

The page is whole without its script, which filters, sets two versions side by side and writes down a person's decisions.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from storycompare.model import Comparison, Quotation
from storycompare.render import phrases, points, words
from storycompare.render.differing import Differing, differing
from storycompare.render.embedded import embedded
from storycompare.render.texts import FEW, excerpted, texts
from storycompare.render.view import Pair, View, build

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
    differ = differing(comparison, view)
    wordings, more = _wordings(view, differ)
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
        anchor=lambda version, sentence: f"v{places[version]}-s{sentence + 1}",
        places=places,
        versions={version.id: version for version in comparison.versions},
        links={match.id: number for number, match in enumerate(comparison.matches)},
        differ=differ,
        summary=_summary(view, differ),
        quotations=_quotations(comparison),
        most=MOST,
        wordings=wordings,
        more=more,
        only_here=[(version, list(found)) for version, found in groupby(view.only_here, key=lambda one: one.quote.version)],
        matrix=matrix,
        points=points,
        few=FEW,
        similarity=_similarity(comparison),
        excerpted=excerpted(comparison),
        texts=told,
        linked={version.id for version, _ in told},
        notices=[notice for notice in view.notices if (notice.code, notice.version) not in _said_above(comparison)],
    )


def _said_above(comparison: Comparison) -> set[tuple[str, str | None]]:
    """Return the notices that the head of the page gives: why a version was not read whole."""
    unread = [version for version in comparison.versions if version.status != "ok"]
    codes = {version.id: {"partial-version", "refused-version", version.reason.code if version.reason else ""} for version in unread}
    return {(code, id) for id, said in codes.items() for code in said}


def _summary(view: View, differ: Differing) -> str:
    """Return what was found, in a line."""
    compared = sum(row.version.status != "refused" for row in view.rows)
    refused = len(view.rows) - compared
    where = f"not in {view.base}" if view.base else "only in one version"
    said = [
        f"{words.counted(compared, 'version')} compared" + (f", {refused} not" if refused else ""),
        f"{words.counted(differ.count, 'point')} on which they differ" + (f", {len(differ.behind)} less sure" if differ.behind else ""),
        "" if view.base_cut else f"{words.counted(len(view.only_here), 'sentence')} {where}",
        f"{len(view.no_counterpart)} with no counterpart found",
    ]
    return "; ".join(filter(None, said)) + "."


def _quotations(comparison: Comparison) -> dict[str, list[Quotation]]:
    """Return the quotations that several versions carry, those with other words first, and the rest."""
    ledger: dict[str, list[Quotation]] = {"several": [], "single": []}
    for quotation in sorted(comparison.quotes, key=lambda one: (not one.altered, -len({row.version for row in one.carried}))):
        several = len({row.version for row in quotation.carried}) > 1 or quotation.credited_to_outlet is not None
        ledger["several" if several else "single"].append(quotation)
    return ledger


def _wordings(view: View, differ: Differing) -> tuple[list[tuple[Pair, ...]], int]:
    """Return the pairs that are shown one by one and do not stand first already, and how many more there are."""
    rest = [group for group in view.groups if group not in differ.pairs]
    rest.sort(key=lambda group: all(one.difference.kind == "wording" for one in group[0].contrasts))
    return rest[:MOST], len(rest[MOST:])


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
