"""Markdown as GitHub reads it: it calls nobody and links nothing that an outlet wrote, tables hold, long lists are folded."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from golden import comparison as fixture
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from render_samples import comparison, hostile, story

from storycompare.batch.rows import _without_text
from storycompare.model import Addition, Version
from storycompare.render.markdown import FEW, LIMIT, _sentence, escape
from storycompare.render.marks import CHANGED, IN_CONFLICT, Quote, Run
from storycompare.render.words import DETAILS_NOTE, visible

# What GitHub makes a link of in text as it is shown: a person, an issue, an address. One text node at a time.
CALLS = re.compile(r"(?i)(?:^|\W)@\w|#\d|\bgh-\d|\b(?:https?|ftp)://|\bwww\.|\w@\w")


class Page(HTMLParser):
    """The text nodes of a page: what stands between tags and comments."""

    def __init__(self, markdown):
        super().__init__()
        self.nodes, self.tags, self.cells = [""], [], []
        self.feed(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))

    def handle_starttag(self, tag, _attributes):
        self.tags.append(tag)
        self.nodes.append("")

    def handle_endtag(self, tag):
        self.tags.append(f"/{tag}")
        self.nodes.append("")

    def handle_comment(self, data):
        assert data == " "
        self.nodes.append("")

    def handle_data(self, data):
        self.nodes[-1] += data

    @property
    def text(self):
        return "".join(self.nodes)


@pytest.mark.parametrize(
    "text",
    [
        "@someone",
        "mail me@example.org",
        "see #12",
        "someone/thing#12",
        "GH-12 gh-3",
        "https://example.org/a",
        "www.example.org",
        "ftp://example.org",
        "(@a, @b)",
    ],
)
def test_nobody_is_called_and_nothing_linked(text):
    page = Page(f"> {escape(text)}")
    assert page.text.strip() == text
    assert not [node for node in page.nodes if CALLS.search(node)]


@given(st.text(st.sampled_from("ab1@#/:. -ghwGHptf<>&!*_`|\\[](~$\n")))
@example("ghgh-1@@a##1https:https://www.www.a")
def test_any_text_is_shown_as_written_and_calls_nobody(text):
    page = Page(f"x {escape(text)} x")
    assert " ".join(page.text.split()) == " ".join(f"x {visible(text)} x".split())
    assert not [node for node in page.nodes if CALLS.search(node)]


def many(number):
    version = Version.from_sentences([f"Sentence {place} stands here." for place in range(number)], outlet="Gazette")
    other = Version.from_sentences(["Another thing."], outlet="Courier")
    return comparison((other, version), additions=tuple(Addition(f"a-{place}", "Gazette", place, None) for place in range(number)))


@pytest.mark.parametrize(("number", "folded"), [(0, 0), (FEW, 0), (FEW + 1, 1), (40, 40 - FEW)])
def test_a_long_list_is_folded(number, folded):
    said = many(number).to_markdown()
    page = Page(said)
    assert page.tags.count("details") == page.tags.count("/details") == (folded > 0)
    assert (f"<summary>{folded} more</summary>" in said) == (folded > 0)
    assert page.tags.count("blockquote") == number  # inside the fold it is Markdown still
    before, _, after = said.partition("<details>")
    assert before.count("stands here.") == number - folded
    assert after.count("stands here.") == folded


def test_a_report_that_is_too_long_for_an_issue_says_what_it_leaves_out():
    said = many(3000).to_markdown()
    assert 0.95 * LIMIT < len(said) <= LIMIT
    page = Page(said)
    (left_out,) = re.findall(r"(?m)^(\d+) more left out: an issue takes 65,536 characters, and the JSON has all\.$", said)
    assert page.tags.count("blockquote") + int(left_out) == 3000
    assert "## Only in this version (3000)" in said
    assert page.tags.count("details") == page.tags.count("/details") == 1


def test_a_single_finding_that_is_too_long_leaves_the_counts():
    a, b = (Version.from_sentences([word * LIMIT], outlet=word) for word in ("Aa", "Bb"))
    said = comparison((a, b), additions=(Addition("a-1", "Aa", 0, None), Addition("a-2", "Bb", 0, None))).to_markdown()
    assert len(said) < LIMIT
    assert "## Only in this version (2)" in said
    assert "2 more left out" in said


def test_what_differs_stands_first():
    said = fixture("unmanned-boats").to_markdown()
    assert re.findall(r"(?m)^## (.*) \(\d+\)$", said)[:4] == [
        "These differ",
        "Only in this version",
        "No counterpart found in the text we read",
        "Details told differently",
    ]
    assert re.search(rf"\n## Details told differently \(\d+\)\n\n{DETAILS_NOTE}\n", said)
    point = said.partition("## These differ")[2].partition("## Only")[0]
    assert "*number:* 600 / 6,000\n" in point
    assert "**6,000**" in point
    assert "- 600: Daily Beacon 16, Meridian News 23\n- 6,000: Liberty Lantern 17\n" in point


def test_of_a_sentence_that_is_mostly_changed_only_what_is_in_conflict_is_bold():
    runs = (Run("Seven", IN_CONFLICT), Run(" men "), Run("walked all the way home", CHANGED))
    assert _sentence(Quote("Post", 0, "".join(run.text for run in runs), runs)) == "*Post 1:* **Seven** men walked all the way home"


def test_a_text_that_was_not_kept_is_said_to_be():
    assert "> *Capital Courier 4:* (text not kept)\n" in _without_text(fixture("unmanned-boats")).to_markdown()


def test_each_fold_is_closed_before_the_next_heading():
    for sample in (story(), hostile()):
        tags = [tag for tag in Page(sample.to_markdown()).tags if tag in {"details", "/details", "h2"}]
        depth = 0
        for tag in tags:
            depth += {"details": 1, "/details": -1, "h2": 0}[tag]
            assert tag != "h2" or depth == 0
        assert depth == 0


def test_the_table_has_a_row_for_each_version_whatever_their_names():
    odd = tuple(
        replace(version, id=f"{name} {place}", headline=name, published=name)
        for place, (version, name) in enumerate(
            zip(hostile().versions, ["a|b", "a\nb", "a\\|b", "`a|b`", "a\r\n| b |", "|", "\\", "--- | ---"], strict=False)
        )
    )
    page = Page(replace(comparison(odd), warnings=()).to_markdown())
    assert page.tags.count("tr") == len(odd) + 1
    assert page.tags.count("td") % page.tags.count("th") == 0
    assert page.tags.count("td") == page.tags.count("th") * len(odd)


def test_the_fold_of_an_outlet_is_not_ours():
    page = Page(hostile().to_markdown())
    ours = [line for line in hostile().to_markdown().splitlines() if line == "<details>"]
    assert page.tags.count("details") == len(ours)
