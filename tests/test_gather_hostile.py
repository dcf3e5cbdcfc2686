"""Input made to hang, crash or fool a reader: each loads in bounded time, and what is lost is said."""

import time

import pytest

from storycompare.gather import load

BODY = [f"The board of harbour number {i} voted on Monday to move its market by the spring." for i in range(8)]
P = "".join(f"<p>{text}</p>" for text in BODY)
SECONDS = 8
"""CPU time for one page: the slowest of these take under a quarter of it."""


def timed(html):
    start = time.process_time()
    version = load(html=html)
    assert time.process_time() - start < SECONDS
    return version


@pytest.mark.parametrize(
    "html",
    [
        "<html><body>" + "<div>" * 300 + P + "</div>" * 300,
        "<html><body>" + "<div>" * 20_000 + P + "</div>" * 20_000,
        "<html><body>" + "<b>" * 10_000 + P,
        "<html><body>" + "<blockquote>" * 2_000 + P,
        "<html><body>" + "<table><tr><td>" * 1_000 + P,
        "<html><body><article " + " ".join(f'a{i}="{i}"' for i in range(30_000)) + ">" + P + "</article>",
        f'<html><body><article>{P}<img alt="{"x" * 4_000_000}"></article>',
        f"<html><body><article>{P}{'<br>' * 100_000}</article>",
        f"<html><body><article>{P}</article>" + "".join(f"<a href=/{i}>l{i}</a> " for i in range(20_000)),
        f"<html><body><p>{'<' * 200_000}</p>{P}",
        f"<html><body><p>{'&#x' * 100_000}</p>{P}",
        "<html><head><script>" + "var a=1;" * 1_300_000 + f"</script></head><body><article>{P}</article></body></html>",
        f"<html><body>{P}|\n<![\n\n</body></html>",
        f'<?xml version="1.0" encoding="x"?><!DOCTYPE html [<!ENTITY l "lol">]><html><body><p>&l;</p>{P}</body></html>',
    ],
    ids=range(14),
)
def test_the_article_is_found(html):
    version = timed(html)
    assert version.status == "ok"
    assert all(text in version.text for text in BODY)


@pytest.mark.parametrize("flood", ['<p id="', "<a ", "<b/", "<![CDATA[", "<?", "</a", "<!--", "<script>", "<!"])
def test_a_flood_at_the_end_ends_in_time_and_the_text_before_it_is_read(flood):
    version = timed(f"<html><body>{P}" + flood * 40_000)
    assert version.status in {"ok", "partial"}
    assert BODY[0] in version.text


@pytest.mark.parametrize("flood", ["<script>", "<!--", "<style>"])
def test_a_flood_before_the_text_ends_in_time(flood):
    assert timed("<html><body>" + flood * 40_000 + P).status == "refused"


def test_many_paragraphs_end_in_time():
    version = timed(
        "<html><body><article>" + "".join(f"<p>Paragraph number {i} says the thing {i}.</p>" for i in range(30_000)) + "</article>"
    )
    assert version.text.count("\n\n") == 29_999


def test_a_page_over_the_limit_is_refused_by_name():
    version = load(html=f"<html><body>{P}<p>{'word ' * 2_100_000}</p></body></html>")
    assert (version.status, version.reason.code) == ("refused", "too-large")


def test_a_page_of_too_many_tags_is_refused_by_name():
    version = timed(f"<html><body>{P}<p>{'<i>x</i>' * 70_000}</p></body></html>")
    assert (version.status, version.reason.code) == ("refused", "too-large")
    assert "60,000 tags" in version.reason.message


def test_a_paragraph_told_a_thousand_times_ends_in_time():
    assert timed("<html><body><article>" + P + f"<p>{BODY[0]}</p>" * 18_000 + "</article>").text.count(BODY[0]) == 1


def test_no_file_is_read_for_a_page_and_no_mark_of_controls_stays():
    version = load(
        html=f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x; \x00\x01\x1b[31m\ud800 said.</p>{P}</body></html>'
    )
    assert "root:" not in version.text
    assert not set("\x00\x01\x1b\ud800") & set(version.text)


def test_the_same_page_gives_the_same_version_twice():
    html = f"<html><body><article>{P}</article></body></html>"
    assert load(html=html) == load(html=html)
