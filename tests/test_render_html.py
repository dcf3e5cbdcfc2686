"""The HTML page: no script, nothing fetched, everything escaped, every finding linked to its sentence, and fit to be read by all."""

import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise

import lxml.html
import pytest
from render_samples import ATTACKS, hostile, story

SAMPLES = {"story": story(), "base": story("Courier"), "hostile": hostile()}
PAGES = {name: sample.to_html() for name, sample in SAMPLES.items()}

every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())

TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "header",
    "p",
    "h1",
    "h2",
    "h3",
    "nav",
    "ul",
    "ol",
    "li",
    "span",
    "main",
    "section",
    "div",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "br",
    "b",
    "bdi",
    "article",
    "blockquote",
    "footer",
    "details",
    "summary",
    "mark",
    "ins",
    "del",
}
ATTRIBUTES = {
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "href",
    "id",
    "aria-label",
    "aria-labelledby",
    "role",
    "tabindex",
    "scope",
    "data-label",
    "dir",
    "rel",
    "value",
}


def _tree(page):
    return lxml.html.document_fromstring(page)


@every_page
def test_only_our_own_markup(page):
    elements = list(_tree(page).iter())
    assert {element.tag for element in elements} <= TAGS
    assert {name for element in elements for name in element.attrib} <= ATTRIBUTES


@every_page
def test_every_link_is_a_place_on_the_page_or_a_plain_web_address(page):
    tree = _tree(page)
    places = Counter(tree.xpath("//@id"))
    assert max(places.values()) == 1
    for link in tree.xpath("//a"):
        address = link.get("href")
        if address.startswith("#"):
            assert address[1:] in places
        else:
            assert re.match("https?://[^\"'<>\\s]+$", address)
            assert link.get("rel") == "noopener noreferrer"


@every_page
def test_the_policy_allows_our_style_and_nothing_else(page):
    policy = _tree(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_attacks_are_text():
    tree = _tree(PAGES["hostile"])
    for attack in (ATTACKS[0], ATTACKS[1], ATTACKS[9], ATTACKS[10], ATTACKS[13], ATTACKS[14]):
        assert attack in tree.xpath("//ol[@class='found']/li/p/text()")
    assert r"\x1b[31mred\x1b[0m \x9b2J \x07" in tree.xpath("//ol[@class='found']/li/p/text()")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", PAGES["hostile"])


@every_page
def test_it_can_be_read_by_all(page):
    tree = _tree(page)
    assert page.startswith("<!doctype html>\n<html lang=")
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    assert [len(tree.xpath(f"//{tag}")) for tag in ("h1", "main", "caption", "title")] == [1, 1, 1, 1]
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(cell.get("scope") for cell in tree.xpath("//th"))
    assert all(quote.get("dir") == "auto" for quote in tree.xpath("//blockquote/p|//ol/li/p[not(@class='also')]"))
    for rule in ("prefers-color-scheme: dark", "@media print", "max-width: 40rem"):
        assert rule in page


def test_every_finding_leads_to_its_sentence():
    tree = _tree(PAGES["story"])
    found = tree.xpath("//section[@id='only-here']//li/a/@href")
    assert [tree.get_element_by_id(place[1:]).xpath("string(p[1])") for place in found] == ["Divers found the cracks in January."]
    pair = tree.xpath("//section[@id='worded-differently']//article")[0]
    said = [tree.get_element_by_id(place[1:]).xpath("string(p[1])") for place in pair.xpath(".//footer/a/@href")]
    assert said == [quote.text_content() for quote in pair.xpath(".//blockquote/p")]


def test_changed_words_and_words_in_conflict_are_marked():
    pair = _tree(PAGES["story"]).xpath("//section[@id='worded-differently']//article")[1]
    assert pair.get("class") == "conflict"
    assert pair.xpath(".//mark[@class='one clash']/text()") == ["nothing"]
    assert pair.xpath(".//mark[@class='two clash']/text()") == ["something"]
    assert pair.xpath(".//mark[@class='one']/text()") == ["Ana", "who runs", "bakery beside it"]
    based = _tree(PAGES["base"]).xpath("//section[@id='worded-differently']//article")[1]
    assert based.xpath(".//del/text()") == ["nothing", "Ana", "who runs", "bakery beside it"]
    assert based.xpath(".//ins/text()") == ["something", "baker"]


def test_why_two_sentences_stand_together_is_a_click_away():
    why = _tree(PAGES["story"]).xpath("//section[@id='worded-differently']//article/details")[0]
    assert "0.97: how sure we are" in why.text_content()
    assert "both say “council” & <voted>" in why.text_content()


def test_a_doubt_stands_closed_and_named():
    doubt = _tree(PAGES["story"]).xpath("//details[@class='unclear']")[0]
    assert doubt.get("open") is None
    assert doubt.xpath("string(summary)").startswith("Could not tell")
    assert "The mayor declined to comment." in doubt.text_content()
    assert len(_tree(PAGES["story"]).xpath("//section[@id='no-counterpart']/article")) == 1


def test_the_full_text_names_the_counterparts():
    lines = _tree(PAGES["story"]).xpath("//li[@id='v1-s1']//p[@class='also']//a/@href")
    assert lines == ["#v2-s1", "#v3-s1"]
    assert _tree(PAGES["story"]).xpath("string(//li[@id='v2-s4']//p[@class='also'])").strip() == "only here"
