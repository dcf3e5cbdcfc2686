"""What people read, in text, Markdown, CSV and a data frame: the findings in the contract's words, and nothing an outlet wrote obeyed."""

import csv
import io
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from golden import comparison as fixture
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from render_samples import ATTACKS, comparison, hostile, match, story

from storycompare import Version, compare, render
from storycompare.batch.rows import _without_text
from storycompare.errors import MissingExtra
from storycompare.model import Hunk, Sentence, Source, Span
from storycompare.render.csv import COLUMNS, rows
from storycompare.render.text import render as text
from storycompare.render.words import visible

PEOPLE = ("text", "markdown", "csv", "html")
JUDGING = re.compile("omitted|left out|leaves? out|buried|failed to report|copied|plagiari|misquot|slant|biased|error in", re.IGNORECASE)
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

every_base = pytest.mark.parametrize("base", [None, "Courier"])


@every_base
@pytest.mark.parametrize("format", PEOPLE)
def test_no_word_judges(format, base):
    assert not JUDGING.search(render.render(story(base), format))


@every_base
@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_the_words_of_the_contract_are_there(format, base):
    said = re.sub(r"<style>.*?</style>|<[^>]*>", "", render.render(story(base), format), flags=re.DOTALL)
    said = " ".join(said.split())
    assert ("Not in Courier" if base else "Only in this version") in said
    assert "no counterpart found in the text we read" in said.lower()
    assert "these differ: one may be rounded, translated, updated or wrong" in said.lower()
    assert "how sure we are that these two sentences report the same thing" in said
    assert "84 stories by three outlets, annotated by a language model" in said
    assert "long shared runs, credited to Northern Wire" in said
    assert "weekly.example" in said
    assert "a consent page; save the article itself" in said
    assert "not compared: a consent page" not in said  # the warning that says the same again


@every_base
@pytest.mark.parametrize("format", ["text", "markdown", "csv"])
def test_a_doubt_is_never_printed(format, base):
    comparison = story(base)
    doubts = [omission for omission in comparison.omissions if omission.state == "unclear"]
    assert doubts
    without = replace(comparison, omissions=tuple(o for o in comparison.omissions if o.state == "absent"))
    assert render.render(comparison, format) == render.render(without, format)


def test_the_text_report_reads_like_this():
    assert text(story("Courier")).split("\n")[:9] == [
        "bridge-1",
        "3 versions compared, 1 not; 2 points on which they differ; 2 details told",
        "differently; 1 sentence not in Courier; 1 sentence with no counterpart found.",
        "",
        "Version         Status        Sentences  Matched  Not in base  Published (UTC)",
        "Courier         ok                    5     100%            —  2026-03-04 09:30",
        "Gazette         ok                    4      75%            1  2026-03-04",
        "Post            cut                   3     100%            0",
        "weekly.example  not compared          —        —            —",
    ]
    assert (
        "Courier 3: “We were told [-nothing-],” said [-Ana-] Okoro, [-who runs-] a\n"
        "[-bakery beside it-].\n"
        "Post 2: “We were told {+something+},” said Okoro, a {+baker+}.\n"
        "  quotation: nothing / something (these differ: one may be rounded, translated,\n"
        "  updated or wrong)\n"
        "  title: — / a baker\n"
        "  0.88: the same information in other words\n"
    ) in text(story())


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_of_a_base_that_is_cut_nothing_is_said_to_be_missing(format):
    said = render.render(replace(story("Post"), additions=()), format)
    assert "Post was not read whole, so nothing is said of what is not in it." in said
    assert "0 sentences not in Post" not in said


def test_the_summary_fits_a_screen():
    lines = text(story()).split("\n")
    assert lines.index("These differ (2)") <= 24


def test_conflicts_then_numbers_and_negations_come_first():
    said = text(story())
    places = [said.index(line) for line in ("number: 7-2", "quotation: nothing", "number: twenty", "negation: declined", "Repairs will")]
    assert places == sorted(places)


def test_the_base_stands_first_in_each_pair_whatever_its_name():
    said = render.render(story("Gazette"), "markdown")
    assert said.index("*Gazette 1:* **On Tuesday the**") < said.index("*Courier 1:* **The**")
    assert "number: 6-3 / 7-2" in said
    assert "Post 2" not in said  # two versions that are not the base


def test_a_copy_of_a_sentence_adds_no_finding_for_people_and_a_row_for_programs():
    whole = story()
    courier, _, post, _ = whole.versions
    mirror = replace(courier, id="Mirror", outlet="Mirror")
    twin = match(courier, 2, mirror, 2, 1.0, "verbatim")
    again = match(mirror, 2, post, 1, 0.87, "reworded", ("quote", True, "nothing", "something"), ("title", False, "", "a baker"))
    more = replace(whole, versions=(*whole.versions, mirror), matches=(*whole.matches, twin, again))
    assert "These differ (2)\n" in text(whole)
    assert "These differ (2)\n" in text(more)
    assert "also, in the same words: Mirror 3" in text(more)
    assert len(_read(more)) == len(_read(whole)) + 2
    other = replace(more, matches=(*more.matches[:-1], structs.replace(again, differences=again.differences[:1])))
    assert "also, in the same words" not in text(other)  # another set of differences is a finding of its own


@pytest.mark.parametrize("width", [40, 41, 57, 80, 200])
@pytest.mark.parametrize("color", [False, True])
def test_no_line_is_wider_than_asked_and_nothing_steers_the_terminal(width, color):
    from rich.cells import cell_len

    for sample in (story(), story("Courier"), hostile()):
        said = text(sample, width=width, color=color)
        plain = re.sub("\x1b\\[[0-9;]*m", "", said)
        assert (said != plain) == color
        assert max(map(cell_len, plain.split("\n"))) <= width
        assert not STEERING.search(plain)
        assert not re.search("\x1b\\[(?![0147;]*m)", said)  # weight, underline and reverse: they hold on light and dark


def test_attacks_are_shown_as_they_were_written():
    said = text(hostile(), width=200)
    for attack in ("<script>alert(1)</script>", "[red]rich[/red] [link=https://example.org]here[/link] :smile:", "{{ 7 * 7 }} {% raw %}"):
        assert f". {attack}\n" in said
    assert r"\x1b[31mred\x1b[0m \x9b2J \x07" in said
    assert r"\u202egnp.exe\u2066 turned" in said


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.addresses, self.text = set(), [], ""

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.addresses += [value for name, value in attributes if name in {"href", "src"}]

    def handle_data(self, data):
        self.text += data


def test_markdown_obeys_nothing_an_outlet_wrote():
    from markdown_it import MarkdownIt

    page = _Tags()
    page.feed(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(render.render(hostile(), "markdown")))
    ours = {
        "h1",
        "h2",
        "h3",
        "p",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "ul",
        "li",
        "blockquote",
        "em",
        "strong",
        "b",
        "details",
        "summary",
    }
    assert page.tags <= ours
    assert all(address.startswith("https://example.org/") for address in page.addresses)
    for attack in (
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "# heading | cell `code` **bold** ~~gone~~ $x$",
        "&lt;b&gt; &amp; &#60;",
    ):
        assert attack in page.text
    assert not STEERING.search(page.text)


@given(
    data=st.data(),
    sentence=st.text(st.one_of(st.sampled_from("ab 1.,*_`[]()<>!#|~$&;\\\\-+=:@/\"'“é\u202e\n"), st.characters()), min_size=1),
)
@settings(max_examples=300, deadline=None)
def test_any_text_comes_out_of_markdown_as_it_went_in(data, sentence):
    from markdown_it import MarkdownIt

    a, b = (replace(version, text=sentence, sentences=(Sentence(sentence, 0, len(sentence), 0),)) for version in story().versions[:2])
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    changed = Span(start, end, sentence[start:end])
    found = structs.replace(match(a, 0, b, 0, 0.5, "partial", ("wording", False, "", "")), hunks=(Hunk("replace", changed, changed),))
    written = render.render(comparison((a, b), (found,)), "markdown").split("## Worded differently")[1].split("\n\n")[1]
    page = _Tags()
    page.feed(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(written))
    assert page.tags <= {"blockquote", "p", "em", "strong", "b"}
    said = [re.sub(r"\s+", "", part) for part in re.split(r"(?:Courier|Gazette) 1: ?", page.text)[1:]]
    assert said == [re.sub(r"\s+", "", visible(sentence))] * 2


def test_markdown_marks_changed_words_beside_punctuation_too():
    said = render.render(story(), "markdown")
    assert "the Harrow bridge<b>, ending months of argument</b>." in said
    assert "> *Gazette 3:* The mayor **did not** comment." in said


def _read(comparison):
    written = render.render(comparison, "csv")
    assert re.fullmatch(r"(?:(?:\"(?:[^\"]|\"\")*\"|[^\",\r\n]*)(?:,|\r\n))*", written)
    return list(csv.DictReader(io.StringIO(written, newline=""), strict=True))


def test_csv_holds_every_finding_once():
    rows = _read(story())
    assert tuple(rows[0]) == COLUMNS
    assert [row["finding"] for row in rows] == [
        "only_here",
        "no_counterpart",
        *["worded_differently"] * 8,
        *["shared_runs"] * 2,
        *["warning"] * 4,
    ]
    first = rows[2]
    assert (first["version"], first["sentence"], first["a_words"], first["b_words"]) == ("Courier", "0", "7-2", "6-3")
    assert (first["relation"], first["score"], first["kind"], first["conflict"]) == ("partial", "0.9731", "number", "true")
    gone = rows[1]
    assert (gone["version"], gone["other_version"], gone["other_sentence"], gone["carried_by"]) == (
        "Gazette",
        "Courier",
        "3",
        "Courier; Post",
    )


def test_csv_holds_quotations_credits_origins_and_placements():
    told = {
        "Bay Ledger": "HARROW (Reuters) - “The pier is rotten and will be shut by June,” Ann Orr said.",
        "Elm Courier": "“The pier is rotten and will be closed by June,” Mayor Ann Orr said. Reuters reported the cost.",
    }
    compared = compare([Version.from_text(text, outlet=outlet) for outlet, text in told.items()])
    rows = _read(compared)
    said = [row for row in rows if row["finding"] == "quotation"]
    assert [(row["version"], row["kind"], row["conflict"], row["message"]) for row in said] == [
        ("Bay Ledger", "altered", "true", "said by Ann Orr"),
        ("Elm Courier", "whole", "false", "said by Mayor Ann Orr"),
    ]
    assert (said[0]["a_words"], said[0]["b_words"], said[0]["other_version"]) == ("closed", "shut", "Elm Courier")
    assert {row["text"] for row in _read(_without_text(compared))} == {""}
    by = {kind: [row for row in rows if row["finding"] == kind] for kind in ("credit", "chain", "origin", "placement")}
    assert [(row["version"], row["kind"], row["message"]) for row in by["credit"]] == [
        ("Bay Ledger", "wire", "Reuters (credited, not loaded)"),
        ("Elm Courier", "report", "Reuters (credited, not loaded)"),
    ]
    assert [row["message"] for row in by["chain"]] == ["Bay Ledger → Reuters (credited, not loaded)"]
    assert [(row["version"], row["carried_by"]) for row in by["origin"]] == [("", "Bay Ledger"), ("Elm Courier", "Elm Courier")]


def test_no_cell_is_a_formula_or_steers():
    rows = _read(hostile())
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@") and cell.strip()]
    assert not [cell for cell in cells if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", cell)]
    assert {f"'{attack}" for attack in ATTACKS[3:7]} <= {row["text"] for row in rows}


def test_the_frame_has_the_rows_of_the_csv_with_types():
    frame = story().to_frame()
    assert tuple(frame.columns) == COLUMNS
    assert frame.finding.tolist() == [row["finding"] for row in _read(story())]
    assert frame.sentence.dtype == "Int64"
    assert frame.score.dropna().tolist()[:2] == [0.0312, 0.9731]
    assert frame.conflict.fillna(value=False).sum() == 2
    assert ATTACKS[3] in hostile().to_frame().text.tolist()
    assert story().to_frame().iloc[:0].dtypes.equals(frame.dtypes)


def test_without_pandas_the_line_that_installs_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"pip install 'storycompare\[frames\]'"):
        story().to_frame()


@pytest.mark.parametrize("format", ["text", "markdown", "html", "csv", "tei"])
def test_a_page_that_was_refused_is_named_with_its_address(format):
    *others, refused = story().versions
    address = "https://weekly.example/bridge-story"
    whole = replace(story(), versions=(*others, replace(refused, url=None, source=Source(final_url=address))))
    assert address in re.sub(r"<!-- -->|\s+", "", render.render(whole, format))


def test_a_pair_that_is_likelier_none_says_perhaps_and_stands_after_the_others():
    first, *others = story().matches
    weak = replace(story(), matches=(structs.replace(first, score=0.31), *others))
    said = text(weak)
    assert "0.31: perhaps a shared point" in said or "0.31: perhaps the same information" in said
    assert said.index("0.31: perhaps") > said.index("0.88: the same information")
    yours = replace(story(), matches=(structs.replace(first, score=0.31, decision="accept"), *others))
    assert "perhaps" not in text(yours)


def test_a_text_that_was_not_kept_is_said_to_be():
    shown = text(_without_text(fixture("heart-pill")))
    assert re.search(r"\n.+ \d+: \(text not kept\)\n.+ \d+: \(text not kept\)\n  number: \(text not kept\) / \(text not kept\)\n", shown)
    assert not re.search(r"(?m)^ *(\d+\.|.+ \d+:|“”)$", shown)
    assert "told only in" not in shown


def test_every_side_of_a_point_is_a_row():
    found = fixture("heart-pill")
    told = [row for row in rows(found) if row["finding"] == "point"]
    assert [(row["id"], row["a_words"], row["carried_by"]) for row in told] == [
        (point.id, side.value.strip() or "—", "; ".join(side.versions)) for point in found.conflicts for side in point.sides
    ]
    for row in told:
        assert row["a_words"] == "—" or row["a_words"] in row["text"]
