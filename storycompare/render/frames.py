"""The tables of a comparison as pandas data frames, Arrow tables and Parquet (extra ``frames``): empty ones keep columns and types."""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any

from storycompare.errors import MissingExtra
from storycompare.model import Comparison
from storycompare.render.tables import TABLES, Columns

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_ARROW = {"string": "string", "Int64": "int64", "Float64": "float64", "boolean": "bool_"}
"""Each pandas type of a column and the name of the Arrow type that it is written as."""


def frame(comparison: Comparison, table: str = "findings") -> pd.DataFrame:
    """Return one table of `TABLES` as a DataFrame.

    >>> sorted(TABLES)[:5]
    ['additions', 'carriers', 'conflicts', 'coverage', 'differences']

    Raises:
        MissingExtra: pandas is not installed.
        ValueError: there is no such table.
    """
    columns, cells = _read(comparison, table)
    pandas = needed("pandas", "a data frame", "frames")
    found: pd.DataFrame = pandas.DataFrame({name: pandas.array(cells[name], dtype=kind) for name, kind in columns.items()})
    return found


def arrow(comparison: Comparison, table: str = "findings") -> pa.Table:
    """Return one table of `TABLES` as an Arrow table; errors as `frame`."""
    columns, cells = _read(comparison, table)
    pyarrow = needed("pyarrow", "an Arrow table", "frames")
    schema = pyarrow.schema([(name, getattr(pyarrow, _ARROW[kind])()) for name, kind in columns.items()])
    return pyarrow.table(cells, schema=schema)


def parquet(comparison: Comparison, table: str = "findings") -> bytes:
    """Return one table of `TABLES` as the bytes of a Parquet file; errors as `frame`."""
    file = io.BytesIO()
    found = arrow(comparison, table)
    needed("pyarrow.parquet", "Parquet", "frames").write_table(found, file)
    return file.getvalue()


def needed(module: str, what: str, extra: str) -> Any:
    """Return ``module``, or say which line installs it.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        fix = f"pip install 'storycompare[{extra}]'"
        raise MissingExtra(f"{what} needs {package}", why="it is not installed", fix=fix) from error


def _read(comparison: Comparison, table: str) -> tuple[Columns, dict[str, list[Any]]]:
    """Return the columns of a table with the story's id before them, except in the findings, which are those of the CSV."""
    if table not in TABLES:
        raise ValueError(f"no table {table!r}: it is one of {', '.join(TABLES)}")
    columns, rows = TABLES[table].columns, [*TABLES[table].rows(comparison)]
    cells = {name: [_storable(row[place]) for row in rows] for place, name in enumerate(columns)}
    if table == "findings":
        return columns, cells
    return {"story": "string", **columns}, {"story": [_storable(comparison.id)] * len(rows), **cells}


def _storable(value: Any) -> Any:
    """Return ``value``, a lone surrogate in it replaced: no UTF-8 can hold one, and Arrow's strings are UTF-8."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) and not value.isascii() else value
