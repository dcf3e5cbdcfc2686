"""The how-to on notebooks run as one, in a kernel: what ends a cell is shown, a comparison as its summary, a figure as a picture."""

import doctest
import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.notebook, pytest.mark.filterwarnings("default")]

ROOT = Path(__file__).parent.parent
HOWTO = (ROOT / "docs/howto/notebook.md").read_text("utf-8")


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    """What each line of the how-to shows as a cell of its own, and after them a comparison, a frame and both figures."""
    import nbclient
    import nbformat

    folder = tmp_path_factory.mktemp("notebook")
    shutil.copytree(ROOT / "fixtures/bridge-closure", folder / "bridge")
    sources = [example.source for example in doctest.DocTestParser().get_examples(HOWTO)]
    sources += [
        "comparison",
        'comparison.to_frame("differences")',
        'comparison.to_figure("coverage")',
        'comparison.to_figure("similarity")',
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    nbclient.NotebookClient(book, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return [(cell.source, {kind: data for output in cell.outputs for kind, data in output.get("data", {}).items()}) for cell in book.cells]


def test_a_comparison_shows_its_summary_and_no_flood_of_text(cells):
    shown = dict(cells)["comparison"]
    assert "<strong>bridge</strong>" in shown["text/html"]
    assert shown["text/plain"].startswith("<Comparison 'bridge': 3 versions, ")
    assert len(shown["text/plain"]) < 200


def test_figures_are_pictures_and_frames_are_tables(cells):
    *_, frame, coverage, similarity = [shown for _, shown in cells]
    assert "<table" in frame["text/html"]
    assert {"image/png"} <= coverage.keys() & similarity.keys()
