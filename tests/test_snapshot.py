"""Addresses and saved pages of web archives: the original's address, the time of capture, and no text of the archive's own."""

import hashlib
from urllib.parse import urlsplit

import pytest

from storycompare import compare, load
from storycompare.errors import NotFetched
from storycompare.gather.answer import read_answer
from storycompare.gather.origin import Origin
from storycompare.gather.parser import parse
from storycompare.gather.snapshot import Snapshot, raw, snapshot, unwrapped
from storycompare.gather.story import version_from_mapping
from storycompare.gather.web.response import Fetched
from storycompare.model import Comparison

TIME = "2026-03-03T14:05:00Z"
PAGE = "https://gazette.example/2026/bridge?x=1&y=2"

# address, original, time of capture, address to fetch (None: as it is)
ADDRESSES = [
    (f"https://web.archive.org/web/20260303140500/{PAGE}", PAGE, TIME, f"https://web.archive.org/web/20260303140500id_/{PAGE}"),
    (f"http://web.archive.org/web/20260303140500id_/{PAGE}", PAGE, TIME, f"https://web.archive.org/web/20260303140500id_/{PAGE}"),
    (f"https://web.archive.org/web/20260303140500if_/{PAGE}", PAGE, TIME, f"https://web.archive.org/web/20260303140500id_/{PAGE}"),
    (f"https://web.archive.org:443/web/20260303140500/{PAGE}", PAGE, TIME, f"https://web.archive.org/web/20260303140500id_/{PAGE}"),
    ("https://WEB.archive.org/web/20260303140500/gazette.example/a", "http://gazette.example/a", TIME, "https://web.archive.org/web/20260303140500id_/http://gazette.example/a"),
    ("https://web.archive.org/web/20260303140500/https:/gazette.example/a", "https://gazette.example/a", TIME, "https://web.archive.org/web/20260303140500id_/https://gazette.example/a"),
    ("https://web.archive.org/web/20260303140500/https%3A%2F%2Fgazette.example%2Fa", "https://gazette.example/a", TIME, "https://web.archive.org/web/20260303140500id_/https://gazette.example/a"),
    ("https://web.archive.org/web/20260303140500/gazette.example:8080/a", "http://gazette.example:8080/a", TIME, "https://web.archive.org/web/20260303140500id_/http://gazette.example:8080/a"),
    ("https://web.archive.org/web/20260303/https://gazette.example/a", "https://gazette.example/a", None, "https://web.archive.org/web/20260303id_/https://gazette.example/a"),
    ("https://web.archive.org/web/2026/https://gazette.example/a", "https://gazette.example/a", None, "https://web.archive.org/web/2026id_/https://gazette.example/a"),
    ("https://web.archive.org/web/20261399140500/https://gazette.example/a", "https://gazette.example/a", None, "https://web.archive.org/web/20261399140500id_/https://gazette.example/a"),
    ("https://web.archive.org/web/https://gazette.example/a", "https://gazette.example/a", None, None),
    ("https://archive.ph/20260303140500/https://gazette.example/a", "https://gazette.example/a", TIME, None),
    ("https://archive.today/2026.03.03-140500/https://gazette.example/a", "https://gazette.example/a", TIME, None),
]  # fmt: skip
OTHERS = [
    "",
    "https://gazette.example/web/20260303140500/https://other.example/a",
    "https://archive.ph/AbCdE",
    "https://archive.org/details/gazette",
    "https://web.archive.org/",
    "https://web.archive.org/web/20260303140500/",
    "https://web.archive.org/web/20260303140500/javascript:alert(1)",
    "https://web.archive.org/web/20260303140500/ftp://gazette.example/a",
    "https://web.archive.org/web/20260303140500/https://[bad/a",
    "https://web.archive.org/web/20260303140500/notes",
    "https://web.archive.org.evil.example/web/20260303140500/https://gazette.example/a",
    "http://[web.archive.org/web/1/a.example",
    "file:///web/20260303140500/https://gazette.example/a",
    "20260303140500/https://gazette.example/a",
]
LISTS = [
    "https://web.archive.org/web/*/https://gazette.example/a",
    "https://web.archive.org/web/2026*/gazette.example",
    "https://web.archive.org/web/20260303000000*/https://gazette.example/a",
]


@pytest.mark.parametrize(("address", "original", "time", "fetched"), ADDRESSES, ids=[row[0] for row in ADDRESSES])
def test_an_address_of_an_archive(address, original, time, fetched):
    assert snapshot(address) == Snapshot(original, time)
    assert raw(address) == (fetched or address)


@pytest.mark.parametrize("address", OTHERS)
def test_any_other_address_is_none(address):
    assert snapshot(address) is None
    assert raw(address) == address


@pytest.mark.parametrize("address", LISTS)
def test_a_list_of_captures_is_no_page(address):
    assert snapshot(address) is None
    with pytest.raises(NotFetched, match=r"list of captures.*choose a capture"):
        raw(address)


BODY = [f"The council voted on Monday to close bridge number {i} for repairs in June." for i in range(8)]
BAR = """<!-- BEGIN WAYBACK TOOLBAR INSERT -->
<div id="wm-ipp-print">The Wayback Machine keeps this page, and has kept 127 others of the same address since May 2024.</div>
<div id="wm-ipp-base"><p>There were 127 captures of this page between May 2024 and March 2026, says the bar.</p></div>
<!-- END WAYBACK TOOLBAR INSERT -->"""
END = """<!--
     FILE ARCHIVED ON 14:05:00 Mar 03, 2026 AND RETRIEVED FROM THE
     INTERNET ARCHIVE ON 10:00:00 Nov 22, 2026.
     JAVASCRIPT APPENDED BY WAYBACK MACHINE, COPYRIGHT INTERNET ARCHIVE.
-->"""
SCRIPT = '<script>__wm.wombat("https://gazette.example/bridge?ref=1","20260303140500","https://web.archive.org/","web");</script>'
PREFIX = "https://web.archive.org/web/20260303140500/"
CANONICAL = f'<link rel="canonical" href="{PREFIX}https://gazette.example/bridge">'
SHARED = f'<meta content="{PREFIX}https://gazette.example/bridge" property="og:url">'
PLAIN = '<link rel="canonical" href="https://gazette.example/bridge">'
WHEN = '<meta property="article:published_time" content="2026-03-02T08:00:00Z">'


def page(head="", bar="", end=""):
    links = f'<p><a href="{PREFIX}https://gazette.example/other">Other</a></p>'
    return f"<html><head>{WHEN}{head}</head><body>{bar}<article>{''.join(f'<p>{t}</p>' for t in BODY)}</article>{links}</body></html>{end}"


# head, bar, end; address and time of capture expected
SAVED = {
    "as the archive serves it": (SCRIPT + CANONICAL, BAR, END, "https://gazette.example/bridge", TIME),
    "with the sharing address only": (SHARED, "", "", "https://gazette.example/bridge", TIME),
    "with the page's own address left alone": (SCRIPT + PLAIN, BAR, "", "https://gazette.example/bridge", TIME),
    "without an address of its own": (SCRIPT, BAR, END, "https://gazette.example/bridge?ref=1", TIME),
    "with the closing comment only": ("", "", END, None, TIME),
    "with the bar only": ("", BAR, "", None, None),
    "with a bar whose comments were dropped": (CANONICAL, BAR.replace("<!--", "<i hidden>").replace("-->", "</i>"), "", "https://gazette.example/bridge", TIME),
    "with an address of no archive": (PLAIN, "", "", "https://gazette.example/bridge", None),
    "with nothing": ("", "", "", None, None),
}  # fmt: skip


@pytest.mark.parametrize(("head", "bar", "end", "url", "time"), SAVED.values(), ids=SAVED)
def test_a_saved_page_is_the_original_and_its_text_the_article_alone(head, bar, end, url, time):
    version = load(html=page(head, bar, end))
    assert (version.status, version.text.split("\n\n")) == ("ok", BODY)
    assert (version.url, version.source.captured_at, version.published) == (url, time, "2026-03-02T08:00:00Z")
    assert version.id == ("gazette.example" if url else "version")


def test_the_digest_is_of_what_was_given():
    html = page(CANONICAL, BAR, END)
    assert load(html=html).source.sha256 == hashlib.sha256(html.encode()).hexdigest()


@pytest.mark.parametrize("given", [{"html": page()}, {"text": BODY[0]}, {"paragraphs": [BODY]}], ids=lambda given: next(iter(given)))
def test_a_given_address_of_an_archive_is_unwrapped_too(given):
    version = version_from_mapping({**given, "url": f"{PREFIX}https://gazette.example/bridge"}, stem="a")
    assert (version.id, version.url, version.source.captured_at) == ("gazette.example", "https://gazette.example/bridge", TIME)


def test_what_is_given_goes_before_what_the_page_says():
    version = load(html=page(CANONICAL, BAR, END), url="https://courier.example/a", published="2020")
    assert (version.url, version.published, version.source.captured_at) == ("https://courier.example/a", "2020", TIME)


def test_a_bar_that_never_ends_takes_no_text_away():
    html = page("", BAR.replace("END", "AND"))
    assert unwrapped(html) == (html, None)
    assert BODY[-1] in load(html=html).text


@pytest.mark.parametrize(
    ("final_url", "url", "time"),
    [
        ("https://courier.example/a", "https://courier.example/a", None),
        ("https://courier.example/web/20200101000000/https://other.example/", None, None),
        ("https://web.archive.org.courier.example/a", None, None),
        (f"{PREFIX[:-1]}id_/https://courier.example/a", "https://courier.example/a", TIME),
        ("https://archive.ph/AbCdE", "https://gazette.example/bridge", TIME),
    ],
)
@pytest.mark.parametrize("head", [CANONICAL, SHARED, SCRIPT + CANONICAL])
def test_only_a_page_from_an_archive_can_say_that_it_was_captured(final_url, url, time, head):
    fetched = Fetched(final_url, final_url, "2026-11-22T10:00:00Z", 200, "text/html", "utf-8", page(head, BAR, END).encode())
    kept = read_answer(fetched, {}, lambda data, _kind, origin: parse(data.decode(), origin))
    assert (kept.url, kept.source.captured_at) == (url or final_url, time)
    assert kept.id == urlsplit(url or final_url).hostname


def test_a_page_cannot_change_when_its_archive_captured_it():
    other = page(CANONICAL.replace("2026", "2019"))
    origin = Origin("a", final_url=f"{PREFIX}https://gazette.example/bridge").captured(Snapshot(None, TIME))
    assert parse(other, origin).source.captured_at == TIME


def test_addresses_in_the_text_stay_as_written():
    written = f"The page was kept at {PREFIX}https://gazette.example/bridge until the summer, the council said."
    assert written in load(html=page(CANONICAL, BAR, END).replace("<article>", f"<article><p>{written}</p>")).text


def test_the_time_of_capture_is_in_the_result_and_comes_back():
    versions = [load(html=page(CANONICAL, BAR, END)), load(text=BODY[0], outlet="Courier")]
    comparison = compare(versions)
    assert f'"captured_at":"{TIME}"' in comparison.to_json()
    assert Comparison.from_json(comparison.to_json()) == comparison
    assert Comparison.from_json(comparison.to_json().replace(f',"captured_at":"{TIME}"', "")).versions[1].source.captured_at is None
