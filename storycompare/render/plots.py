"""Coverage and similarity as matplotlib figures (extra ``plots``): no pyplot, so nothing is kept and threads do not meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from storycompare.model import Comparison
from storycompare.render import words
from storycompare.render.frames import needed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import QuadMesh
    from matplotlib.figure import Figure

NAME = 24
"""Characters of a version's id on an axis."""
_COLOURS = "cividis"  # even in lightness, and the same to eyes that tell no red from green


def figure(comparison: Comparison, plot: str = "coverage", ax: Axes | None = None) -> Figure:
    """Return ``plot``, one of `PLOTS`, as a Figure: a new one, or that of the Axes ``ax`` that it is drawn on.

    >>> sorted(PLOTS)
    ['coverage', 'similarity']

    Raises:
        MissingExtra: matplotlib is not installed.
        ValueError: there is no such plot.
    """
    if plot not in PLOTS:
        raise ValueError(f"no plot {plot!r}: it is one of {', '.join(PLOTS)}")
    needed("matplotlib.figure", "a figure", "plots")
    from storycompare.render.picture import Picture

    names = [version.id for version in comparison.versions if version.status != "refused"]
    rows = len(comparison.coverage.passages) if plot == "coverage" else len(names)
    if ax is None:
        size = (max(4.0, 1.6 + 0.6 * len(names)), max(3.0, 1.8 + (0.16 if plot == "coverage" else 0.5) * rows))
        ax = Picture(figsize=size, layout="constrained").add_subplot()
    PLOTS[plot](comparison, names, ax)
    made = ax.get_figure(root=True)
    assert made is not None, "axes that are drawn on have a figure"
    return made


def _coverage(comparison: Comparison, names: Sequence[str], ax: Axes) -> None:
    """Draw a square for each version that carries a passage, as dark as it stands high in that version."""
    held = [dict(zip(row.carried_by, row.heights, strict=False)) for row in comparison.coverage.passages]
    _draw(ax, [[row.get(name) for name in names] for row in held], _COLOURS, "where it stands: 0 first, 1 last")
    _named(ax, names, [str(number) for number in range(1, len(held) + 1)] if len(held) <= 40 else [])
    ax.set_title("Who carries which passage")
    ax.set_ylabel("passages, in the order of the story")


def _similarity(comparison: Comparison, names: Sequence[str], ax: Axes) -> None:
    """Draw how much of each version, a row, each other one, a column, has too."""
    shares = {(p.a, p.b): p.a_matched for p in comparison.similarity.pairs}
    shares |= {(p.b, p.a): p.b_matched for p in comparison.similarity.pairs}
    table = [[shares.get((row, column)) for column in names] for row in names]
    cells = _draw(ax, table, f"{_COLOURS}_r", "share of body sentences")
    _named(ax, names, [_name(name) for name in names])
    ax.set_title("Shared sentences")
    ax.set_ylabel("of this version")
    ax.set_xlabel("matched in this one")
    for y, row in enumerate(table):
        for x, share in enumerate(row):
            if share is not None:
                dark = sum(cells.cmap(share)[:3]) < 1.5
                ax.text(x + 0.5, y + 0.5, f"{share:.0%}", ha="center", va="center", color="white" if dark else "black")


PLOTS: dict[str, Callable[[Comparison, Sequence[str], Axes], None]] = {"coverage": _coverage, "similarity": _similarity}
"""Each plot by name: a new plot is a function and a row."""


def _draw(ax: Axes, table: Sequence[Sequence[float | None]], colours: str, label: str) -> QuadMesh:
    """Draw ``table`` from the top, empty where it holds None, and say beside it what the colours mean."""
    import numpy as np

    values = np.array(table, dtype=float).reshape(len(table), -1 if table else 0)
    cells = ax.pcolormesh(np.ma.masked_invalid(values), cmap=colours, vmin=0, vmax=1, edgecolor="white", linewidth=0.5)
    if values.size:
        beside = cells.figure.colorbar(cells, ax=ax, label=label)
        beside.ax.invert_yaxis()  # what is first, or least, stands at the top
    ax.invert_yaxis()
    return cells


def _named(ax: Axes, columns: Sequence[str], rows: Sequence[str]) -> None:
    """Name the columns and rows in the middle of each: as text, never as mathematics."""
    ax.set_xticks([place + 0.5 for place in range(len(columns))], [_name(name) for name in columns], rotation=45, ha="right")
    ax.set_yticks([place + 0.5 for place in range(len(rows))], rows)
    for label in (*ax.get_xticklabels(), *ax.get_yticklabels()):
        label.set_parse_math(False)


def _name(id: str) -> str:
    said = words.visible(id)
    return said if len(said) <= NAME else said[: NAME - 1] + "…"
