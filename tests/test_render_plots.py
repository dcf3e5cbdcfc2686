"""The figures are drawn and read back; the notebook's summary holds no script, no address and nothing that an outlet wrote as markup."""

import io
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from golden import comparison as fixture
from matplotlib.figure import Figure
from render_samples import ATTACKS, hostile, story

from storycompare import Comparison
from storycompare.errors import MissingExtra
from storycompare.model import Coverage, PassageCoverage, Similarity
from storycompare.render.plots import PLOTS
from storycompare.render.view import build
from storycompare.render.words import visible

ROWS = (
    PassageCoverage("p1", ("Courier", "Gazette"), 2, (0.0, 0.25)),
    PassageCoverage("p2", ("Courier", "Post"), 2, (0.5, 1.0)),
)
FULL = replace(story(), coverage=replace(story().coverage, passages=ROWS))
EMPTY = replace(story(), versions=(), matches=(), passages=(), additions=(), omissions=(), coverage=Coverage(), similarity=Similarity())

every_plot = pytest.mark.parametrize("plot", PLOTS)


def cells(figure):
    """The numbers of the squares, by row, -1 where there is none."""
    return figure.axes[0].collections[0].get_array().filled(-1).tolist()


def picture(figure):
    file = io.BytesIO()
    figure.savefig(file, format="png")
    assert file.getvalue().startswith(b"\x89PNG")
    return file.getvalue()


@every_plot
@pytest.mark.parametrize("sample", [FULL, EMPTY, hostile()], ids=["full", "empty", "hostile"])
def test_a_plot_can_be_drawn_and_needs_no_pyplot(plot, sample):
    figure = sample.to_figure(plot)
    assert isinstance(figure, Figure)
    picture(figure)
    assert "matplotlib.pyplot" not in sys.modules


@every_plot
def test_a_plot_shows_only_what_is_in_the_json(plot):
    assert picture(Comparison.from_json(FULL.to_json()).to_figure(plot)) == picture(FULL.to_figure(plot))


@every_plot
def test_a_plot_is_drawn_on_axes_that_are_given(plot):
    figure = Figure()
    left, right = figure.subplots(1, 2)
    assert FULL.to_figure(plot, ax=right) is figure
    assert right.collections
    assert not left.collections


@every_plot
def test_a_figure_that_ends_a_cell_is_a_picture_there(plot):
    assert FULL.to_figure(plot)._repr_png_().startswith(b"\x89PNG")
    assert "matplotlib.pyplot" not in sys.modules


def test_coverage_is_who_carries_what_and_how_high_from_the_top_down():
    figure = FULL.to_figure("coverage")
    axes = figure.axes[0]
    assert cells(figure) == [[0.0, 0.25, -1], [0.5, -1, 1.0]]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Courier", "Gazette", "Post"]
    assert axes.yaxis_inverted()
    assert figure.axes[1].yaxis_inverted()  # the colours beside it begin at the top too


def test_similarity_is_a_share_of_the_row():
    pair = replace(story().similarity.pairs[0], a_matched=0.25, b_matched=1.0)
    figure = replace(story(), similarity=Similarity((pair,))).to_figure("similarity")
    assert cells(figure) == [[-1, 0.25, -1], [1.0, -1, -1], [-1, -1, -1]]
    assert [text.get_text() for text in figure.axes[0].texts] == ["25%", "100%"]


def test_names_are_text_and_never_mathematics():
    labels = hostile().to_figure("similarity").axes[0].get_xticklabels()
    assert not any(label.get_parse_math() for label in labels)
    assert labels[2].get_text().startswith(r"\x1b[31mred")
    odd = replace(story(), versions=tuple(replace(version, id=f"${version.id}^$") for version in story().versions))
    assert odd.to_figure("similarity").axes[0].get_xticklabels()[0].get_text() == "$Courier^$"


def test_an_unknown_plot_is_named():
    with pytest.raises(ValueError, match="no plot 'pie': it is one of coverage, similarity"):
        story().to_figure("pie")


def test_without_matplotlib_the_line_that_installs_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtra, match=r"a figure needs matplotlib: it is not installed; pip install 'storycompare\[plots\]'"):
        story().to_figure()


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}

    def handle_data(self, data):
        self.text += data


def test_the_summary_of_a_notebook_says_what_differs_and_where_the_rest_is():
    page = Page(story()._repr_html_())
    for said in (
        "3 versions compared, 1 not",
        "These differ (2): one may be rounded, translated, updated or wrong",
        "number: 7-2 / 6-3",
        "Told or worded differently (4)",
        "Only in this version (1)",
        "Divers found the cracks in January.",
        "No counterpart found in the text we read (1)",
        "to_html() is the whole report",
    ):
        assert said in page.text


def test_the_summary_of_a_notebook_tells_each_point_once_with_all_its_sides():
    said = fixture("unmanned-boats")._repr_html_()
    page = Page(said)
    assert "These differ (4)" in page.text
    assert "600 (Daily Beacon, Meridian News) / 6,000 (Liberty Lantern)" in " ".join(page.text.split())
    assert "has already sent <b>6,000</b> marines" in said
    assert page.text.count("Kestria has already sent 600 marines") == 1


def test_the_summary_of_a_notebook_tells_altered_quotations_among_what_differs():
    of = fixture("unmanned-boats")
    altered = build(replace(of, conflicts=(), matches=())).differ.quotations[0]
    page = Page(replace(of, conflicts=(), matches=())._repr_html_())
    assert f"quotation: “{altered.text}” ({altered.of.version} {altered.of.sentence + 1})" in page.text


@pytest.mark.parametrize("sample", [story(), story("Courier"), hostile(), EMPTY], ids=["story", "base", "hostile", "empty"])
def test_it_is_small_and_inert(sample):
    said = sample._repr_html_()
    page = Page(said)
    assert page.tags <= {"div", "p", "strong", "br", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "em", "b", "bdi", "code"}
    assert page.attributes <= {"style", "scope", "dir"}
    assert len(said) < 20_000
    assert Comparison.from_json(sample.to_json())._repr_html_() == said


def test_what_an_outlet_wrote_is_read_as_it_was_written():
    page = Page(hostile()._repr_html_())
    for attack in ATTACKS[:3]:
        assert visible(attack) in page.text
