"""Data frames, Arrow and Parquet: tidy tables whose ids join, whose columns and types stand even where there is no row."""

import io
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pandas as pd
import pytest
from render_samples import hostile, story

from storycompare import Comparison
from storycompare.errors import MissingExtra
from storycompare.model import Conflict, Coverage, Provenance, Quotation, Similarity
from storycompare.render.tables import TABLES

CONFLICT = {
    "id": "c1",
    "kind": "number",
    "confidence": 0.8,
    "sides": [
        {
            "value": "7-2",
            "versions": ["Courier", "Post"],
            "spans": [
                {"version": "Courier", "sentence": 0, "start": 18, "end": 21, "text": "7-2"},
                {"version": "Post", "sentence": 0, "start": 3, "end": 6, "text": "7-2"},
            ],
        },
        {
            "value": "6-3",
            "versions": ["Gazette"],
            "spans": [{"version": "Gazette", "sentence": 1, "start": 40, "end": 43, "text": "6-3"}],
        },
    ],
}
CARRIED = {"speaker": "Ana Okoro", "credited_to_outlet": None, "spans": [], "changes": [], "marked": False}
QUOTE = {
    "id": "q1",
    "text": "We were told nothing",
    "speaker": "Ana Okoro",
    "of": {"version": "Courier", "sentence": 2},
    "carried": [
        {"version": "Courier", "sentence": 2, "form": "whole", **CARRIED},
        {"version": "Post", "sentence": 1, "form": "altered", **CARRIED},
    ],
    "credited_to_outlet": None,
    "perhaps_translated": False,
}
FULL = replace(story(), conflicts=(msgspec.convert(CONFLICT, Conflict),), quotes=(msgspec.convert(QUOTE, Quotation),))
EMPTY = replace(
    story(),
    provenance=Provenance(),
    versions=(),
    matches=(),
    passages=(),
    additions=(),
    omissions=(),
    warnings=(),
    coverage=Coverage(),
    similarity=Similarity(),
)

every_table = pytest.mark.parametrize("table", TABLES)


@every_table
def test_a_table_has_rows_and_an_empty_one_keeps_columns_and_types(table):
    full, empty = FULL.to_frame(table), EMPTY.to_frame(table)
    assert len(full) > 0
    assert len(empty) == 0
    assert full.dtypes.equals(empty.dtypes)
    assert {str(kind) for kind in full.dtypes} <= {"string", "Int64", "Float64", "boolean"}


@every_table
@pytest.mark.parametrize("sample", [FULL, EMPTY, hostile()], ids=["full", "empty", "hostile"])
def test_arrow_and_parquet_hold_what_the_frame_holds(table, sample):
    written, arrow = sample.to_frame(table), sample.to_arrow(table)
    assert arrow.column_names == list(written.columns)
    for read in (arrow.to_pandas(), pd.read_parquet(io.BytesIO(sample.to_parquet(table)))):
        pd.testing.assert_frame_equal(read.astype(written.dtypes.to_dict()), written)
    assert EMPTY.to_arrow(table).schema == arrow.schema


@every_table
def test_a_frame_shows_only_what_is_in_the_json(table):
    pd.testing.assert_frame_equal(Comparison.from_json(FULL.to_json()).to_frame(table), FULL.to_frame(table))


@pytest.mark.parametrize(
    ("table", "other", "columns"),
    [
        ("differences", "matches", {"match": "match"}),
        ("hunks", "matches", {"match": "match"}),
        ("evidence", "matches", {"match": "match"}),
        ("matches", "sentences", {"a_version": "version", "a_sentence": "sentence"}),
        ("matches", "sentences", {"b_version": "version", "b_sentence": "sentence"}),
        ("passages", "sentences", {"version": "version", "sentence": "sentence"}),
        ("coverage", "passages", {"passage": "passage"}),
        ("coverage", "versions", {"version": "version"}),
        ("additions", "sentences", {"version": "version", "sentence": "sentence"}),
        ("omissions", "sentences", {"of_version": "version", "of_sentence": "sentence"}),
        ("carriers", "omissions", {"omission": "omission"}),
        ("conflicts", "versions", {"version": "version"}),
        ("quotes", "sentences", {"version": "version", "sentence": "sentence"}),
        ("sentences", "versions", {"version": "version"}),
        ("similarity", "versions", {"a": "version"}),
    ],
)
def test_the_ids_join(table, other, columns):
    left, right = FULL.to_frame(table), FULL.to_frame(other)
    keys = ["story", *columns.values()]
    joined = left[["story", *columns]].set_axis(keys, axis=1).merge(right[keys].drop_duplicates(), on=keys, how="left", indicator=True)
    assert len(joined) == len(left)
    assert set(joined["_merge"]) == {"both"}


@pytest.mark.parametrize("table", ["matches", "sentences", "differences", "additions", "omissions", "versions"])
def test_a_row_has_a_key_of_its_own(table):
    found = FULL.to_frame(table)
    key = ["version", "sentence"] if table == "sentences" else [found.columns[1]]
    assert not found.duplicated(["story", *key]).any()


def test_the_matrix_is_there_in_its_long_form():
    cells = FULL.to_frame("coverage").pivot_table(index="passage", columns="version", values="height", dropna=False)
    assert cells.fillna(-1).to_numpy().tolist() == [[0.75, -1, 1.0]]
    assert cells.columns.tolist() == ["Courier", "Gazette", "Post"]


def test_a_conflict_has_a_row_for_each_version_of_each_side():
    found = FULL.to_frame("conflicts")
    assert found[["side", "value", "version"]].to_numpy().tolist() == [[0, "7-2", "Courier"], [0, "7-2", "Post"], [1, "6-3", "Gazette"]]
    assert found.start.tolist() == [18, 3, 40]


def test_several_stories_stand_in_one_frame():
    both = pd.concat([FULL.to_frame("matches"), replace(FULL, id="two").to_frame("matches"), EMPTY.to_frame("matches")])
    assert both.story.value_counts().to_dict() == {"bridge-1": 6, "two": 6}
    assert both.dtypes.equals(FULL.to_frame("matches").dtypes)


def test_a_lone_surrogate_is_replaced_and_all_else_is_kept():
    odd = replace(story(), id="a\ud800 = ü\u202e")
    assert set(odd.to_frame("matches").story) == {"a? = ü\u202e"}


def test_an_unknown_table_is_named():
    with pytest.raises(ValueError, match="no table 'nonsense': it is one of additions, "):
        story().to_frame("nonsense")


@pytest.mark.parametrize(("package", "method"), [("pandas", "to_frame"), ("pyarrow", "to_arrow"), ("pyarrow", "to_parquet")])
def test_without_the_package_the_line_that_installs_it_is_named(monkeypatch, package, method):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=rf"needs {package}: it is not installed; pip install 'storycompare\[frames\]'"):
        getattr(story(), method)("matches")


def test_the_page_on_frames_names_every_table_and_column():
    page = (Path(__file__).parent.parent / "docs/frames.md").read_text("utf-8")
    for table in TABLES:
        (row,) = (line for line in page.splitlines() if line.startswith(f"| `{table}` |"))
        assert [name for name, kind in EMPTY.to_frame(table).dtypes.items() if f"`{name}` {kind}" not in row] == []
