"""Pages that are no article, or not all of it, are named and claim nothing; tricky articles raise no alarm."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycompare import Version, compare
from storycompare.errors import REASONS
from storycompare.gather import load

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "fixtures/not-articles"
ROWS = json.loads((FOLDER / "pages.json").read_text(encoding="utf-8"))
WHOLE = sorted(path for path in (ROOT / "fixtures").rglob("*.html") if "not-articles" not in path.parts)
# A page without end tags or a closed head may stop behind any sentence: that cannot be told.
LONG = [*WHOLE, *(FOLDER / row["file"] for row in ROWS if row["file"].startswith("good/") and row["file"] != "good/no-end-tags.html")]
SOURCES = {path: path.read_text(encoding="utf-8") for path in LONG}
STORY = "The council voted 7-2 on Tuesday to close the bridge. Repairs start in June. {} The mayor called it a hard day."
A = Version.from_text(STORY.format("Buses will run every ten minutes."), outlet="A")
B = Version.from_text(STORY.format("Buses will run every ten minutes, the county said."), outlet="B")


def told(version):
    return version.reason.code if version.reason else next((notice.code for notice in version.warnings), None)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_each_page_has_its_status_and_its_code(row):
    version = load(FOLDER / row["file"])
    assert (version.status, told(version)) == (row["status"], row["code"]), row["comment"]
    assert bool(version.text) == (version.status != "refused")
    if version.reason and version.reason.code not in {"no-article", "empty"}:
        assert version.reason.message == REASONS[version.reason.code]


def test_every_page_is_listed_and_there_are_many():
    assert sorted(row["file"] for row in ROWS) == sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
    assert sum(row["file"].startswith("good/") for row in ROWS) >= 50
    for code in "consent robot-check login paywall error-page index gallery live-page script-only".split():
        assert sum(row["code"] == code for row in ROWS) >= 4


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_fixture_page_is_an_article(path):
    assert (load(path).status, load(path).reason) == ("ok", None)


def test_refused_pages_change_nothing_and_lack_nothing():
    refused = [load(FOLDER / row["file"], id=row["file"]) for row in ROWS if row["status"] == "refused"]
    alone = compare([A, B])
    for start in range(0, len(refused), 40):
        both = compare([A, B, *refused[start : start + 40]])
        assert both.omissions == alone.omissions
        assert both.additions == alone.additions
        assert [m.id for m in both.matches] == [m.id for m in alone.matches]


@pytest.mark.parametrize("name", [row["file"] for row in ROWS if row["status"] == "partial"])
def test_a_beginning_lacks_nothing_after_its_end(name):
    part = load(FOLDER / name, id="part")
    whole = Version.from_text(f"{part.text.removesuffix('...')}\n\n{A.text}", outlet="whole")
    found = compare([whole, part], base="whole").omissions
    kept = len(compare([part, A]).versions[-1].sentences)
    assert [omission.of.sentence for omission in found if omission.of.sentence >= kept] == []


@given(st.sampled_from(LONG), st.floats(0, 1), st.booleans())
def test_a_page_cut_anywhere_is_named_or_reads_whole(path, share, behind):
    source = SOURCES[path]
    place = int(share * len(source))
    if behind:
        place = next((end.end() for end in re.finditer(r"</\w+>", source) if end.end() >= place), place)
    cut, whole = load(html=source[:place], id="cut"), load(html=source, id="whole")
    if cut.status == "ok":
        assert cut.text == whole.text
    elif cut.status == "partial":
        compared = compare([whole, cut], base="whole")
        kept = len(next(version for version in compared.versions if version.id == "cut").sentences)
        assert [omission for omission in compared.omissions if omission.of.sentence >= kept] == []


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n%\xe2\xe3", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xd8\xff\xe0", b"GIF89a", b"PK\x03\x04", b"\x1f\x8b\x08"]
)
def test_what_is_no_text_is_named_whatever_its_name(data, tmp_path):
    path = tmp_path / "article.html"
    path.write_bytes(data + b"\x00\x01" * 200)
    assert (load(path).status, told(load(path))) == ("refused", "binary")


@pytest.mark.parametrize(("hours", "said"), [(range(9, 18), False), (range(17, 8, -1), True)])
def test_a_live_page_says_whether_the_newest_stands_first(hours, said):
    entries = "".join(f"<p>{hour}:15 The water stands at {hour} hands below the wall, the county says.</p>" for hour in hours)
    version = load(html=f"<html><body><article><h1>Flood</h1>{entries}</article></body></html>")
    assert ("newest first" in version.warnings[0].message) == said


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://quay.example/market", "https://amp.quay.example/market", True),
        ("https://quay.example/market", "https://www.quay.example/market/amp/", True),
        ("https://quay.example/market.html", "https://quay.example/market.amp.html", True),
        ("https://quay.example/market?outputType=amp", "http://quay.example/market#top", True),
        ("https://quay.example/a?id=1", "https://quay.example/a?id=2", False),
        ("https://quay.example/camp", "https://quay.example/c", False),
        ("https://quay.example/", "https://quay.example/", False),
        ("https://quay.example/market", "https://bay.example/market", False),
        ("https://[broken/market", "https://[broken/market", False),
    ],
)
def test_two_forms_of_one_page_are_warned_of(one, other, same):
    versions = [Version.from_text(A.text, id="a", url=one), Version.from_text(B.text, id="b", url=other)]
    assert ("same-page" in {notice.code for notice in compare(versions).warnings}) == same


def test_the_documentation_explains_every_kind():
    page = (ROOT / "docs/not-articles.md").read_text(encoding="utf-8")
    assert {row["code"] for row in ROWS if row["code"]} <= set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE))


def test_a_piece_of_markup_given_as_the_article_is_one_however_short():
    given = load(html="<h1>Bridge</h1><p>The council closed the bridge on Tuesday.</p>")
    sent = load(html="<title>Bridge</title><p>The council closed the bridge on Tuesday.</p><a href='/'>Home</a>")
    assert (given.status, given.text, told(sent)) == ("ok", "The council closed the bridge on Tuesday.", "no-article")


BEGINNING = (
    "<html><head><title>Quay to close</title></head><body><article><h1>Quay to close</h1><p>The harbour board voted 5-4 on Monday to close the old quay for a year.</p>"
    "<p>Traders learned of it from a notice on the gate, said Ingrid Tallow, who runs the oldest stall.</p><div><p>{}</p></div></article></body></html>"
)


@pytest.mark.parametrize(
    "wall",
    [
        "You've read your last free article.",
        "You’ve reached your article limit",
        "You have 0 free articles remaining this month",
        "To read this article, log in",
        "Create a free account to read this article",
        "Register for free to finish reading",
        "Only registered users can read the full article",
        "This is a subscriber-only article",
        "The rest of this report is open to paying members only",
        "The full story is for members.",
        "Continue reading in the app",
        "Read the rest in our app. It is free and has all our stories.",
        "Read the full story at quay.example",
        "Already registered? Log in",
        "Para seguir leyendo, suscríbete",
        "Questo contenuto è riservato agli abbonati",
        "Verder lezen? Word abonnee.",
        "Probeer een maand voor 1 euro",
    ],
)
def test_a_line_of_a_wall_makes_the_text_a_beginning_and_is_no_text(wall):
    version = load(html=BEGINNING.format(wall))
    assert (version.status, told(version), wall in version.text) == ("partial", "paywall", False)


@pytest.mark.parametrize(
    "end",
    [
        "Subscribers to the fund will read the full report in June.",
        "Members of the board may read the books of the quay until Friday.",
        "You can read about the old quay in the town's museum.",
        "The report is for members of parliament only.",
        "Residents can register to read the plans in the town hall.",
        "The story continues for the family, who have no home.",
    ],
)
def test_a_sentence_about_readers_is_no_wall(end):
    version = load(html=BEGINNING.format(end))
    assert (version.status, end in version.text) == ("ok", True)


METER = (
    '<html><head><title>Quay to close</title><script type="application/ld+json">{{"@type": "NewsArticle", "isAccessibleForFree": false, "hasPart": '
    '{{"isAccessibleForFree": false, "cssSelector": ".closed"}}}}</script></head><body><article><h1>Quay to close</h1><section class="closed">{text}</section>{within}'
    "</article>{around}</body></html>"
)
WALL = "<div><p>Subscribe to continue reading.</p></div>"


@pytest.mark.parametrize(
    ("paragraphs", "within", "around", "becomes"),
    [
        (20, "", WALL, "ok"),  # a meter over all of the article
        (20, WALL, "", "partial"),  # a wall at the end of its beginning
        (4, "", WALL, "partial"),  # so little may be the beginning
        (0, "", WALL, "refused"),
    ],
)
def test_a_meter_outside_of_an_article_that_was_sent_whole_is_no_wall(paragraphs, within, around, becomes):
    text = "".join(
        f"<p>The harbour board voted {n} to 4 on Monday to close quay {n} for a year, its chair Ingrid Tallow said.</p>"
        for n in range(paragraphs)
    )
    assert load(html=METER.format(text=text, within=within, around=around)).status == becomes


@pytest.mark.parametrize("title", ["About us", "About us | Quay Post", "Impressum", "Qui sommes-nous ?", "Our history"])
def test_what_a_house_tells_of_itself_is_no_article_unless_its_data_says_so(title):
    text = "<p>The Quay Post was founded in 1871 by Josiah Speke, who sold 300 copies from a handcart.</p>" * 3
    page = f"<title>{title}</title>{{}}<article><h1>{title.partition(' |')[0]}</h1>{text}</article><a href='/'>Home</a>"
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Our history"}</script>'
    assert told(load(html=page.format(""))) == "no-article"
    assert load(html=page.format(data)).status == "ok"


@pytest.mark.parametrize(
    "button", ["<button>Add to basket</button>", "<input type='submit' value='In den Warenkorb'>", "<button>Apply now</button>"]
)
def test_a_button_that_sells_makes_a_shop_of_a_page_that_nobody_signed(button):
    text = "<p>The lamp was designed by Ewan Slate in 1932 and won two awards when it was reissued in 2019.</p>" * 3
    page = f"<title>Lamp</title><h1>Lamp</h1>{{}}{text}{button}<a href='/'>Home</a>"
    assert told(load(html=page.format(""))) == "no-article"
    assert load(html=page.format("<p class='byline'>By Ada Pym</p><time>3 May 2026</time>")).status == "ok"


@pytest.mark.parametrize("place", ['<template id="B:0"></template>', ""])
def test_a_part_sent_late_is_read_wherever_its_place_is(place):
    text = "<p>The harbour board voted 5-4 on Monday to close the old quay for a year, its chair said.</p>"
    for inside in (
        f'{place}<div hidden id="S:0">{text}</div>',
        f'<div hidden id="S:0">{place}{text}</div>',
        f'<div hidden id="S:0">{text}</div>{place}',
    ):
        assert "5-4" in load(html=f"<html><head><title>Quay</title></head><body><main><h1>Quay</h1>{inside}</main></body></html>").text
