"""A matplotlib figure that a notebook shows where it ends a cell; without pyplot none does. Imported only where a figure is drawn."""

from __future__ import annotations

import io

from matplotlib.figure import Figure


class Picture(Figure):
    """A figure with the face of a picture."""

    def _repr_png_(self) -> bytes:
        """Return the picture that a notebook shows."""
        file = io.BytesIO()
        self.savefig(file, format="png")
        return file.getvalue()
