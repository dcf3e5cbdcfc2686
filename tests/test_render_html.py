"""The HTML page: nothing fetched, everything escaped, every finding linked to its sentence, fit to be read by all, whole without its script."""

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import lxml.html
import pytest
from golden import comparison
from render_samples import ATTACKS, hostile, story

from storycompare import compare, render
from storycompare.batch.rows import _without_text
from storycompare.match.features import FEATURES, MEANT
from storycompare.match.joint import JOINT
from storycompare.model import SURE, Comparison, Ref, Source
from storycompare.render import html, points, signs, words
from storycompare.render.embedded import embedded
from storycompare.render.share import shared

SAMPLES = {"story": story(), "base": story("Courier"), "hostile": hostile()}
RICH = comparison("unmanned-boats").to_html()
PAGES = {name: sample.to_html() for name, sample in SAMPLES.items()} | {"rich": RICH}
PAGES["shared"] = shared(comparison("bridge-closure")).to_html()

every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())

TAGS = set(
    "html head meta title style body a header p h1 h2 h3 nav ul ol li dl dt dd span main section div table caption thead tbody tr th td br b"
    " bdi abbr code article blockquote footer details summary mark ins del form label select option input output button script"
    " svg g text rect path".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name class href id aria-label aria-labelledby aria-live role tabindex scope data-label dir rel value"
    " title hidden type min max step required download data-finding data-versions data-score data-link"
    " width height viewbox x y rx d transform".split()
)


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
    script = re.search("<script>(.*?)</script>", page, re.DOTALL)[1]
    one, two = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    assert policy == f"default-src 'none'; style-src 'sha256-{one}'; script-src 'sha256-{two}'; base-uri 'none'; form-action 'none'"
    assert not re.search("fetch|XMLHttp|WebSocket|import\\(|innerHTML|eval", script)
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
    assert [len(tree.xpath(f"//{tag}")) for tag in ("h1", "main", "caption", "head/title")] == [1, 1, 1, 1]
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(cell.get("scope") for cell in tree.xpath("//th"))
    assert all(quote.get("dir") == "auto" for quote in tree.xpath("//blockquote/p|//ol/li/p[not(@class='also')]"))
    for rule in ("prefers-color-scheme: dark", "@media print", "max-width: 40rem"):
        assert rule in page


def test_every_finding_leads_to_its_sentence():
    tree = _tree(PAGES["story"])
    found = tree.xpath("//section[@id='only-here']//li/a[@class='numeral']/@href")
    assert [tree.get_element_by_id(place[1:]).xpath("string(p[1])") for place in found] == ["Divers found the cracks in January."]
    pair = tree.xpath("//section[@id='differ']//article")[0]
    said = [tree.get_element_by_id(place[1:]).xpath("string(p[1])") for place in pair.xpath(".//footer/a/@href")]
    assert said == [quote.text_content() for quote in pair.xpath(".//blockquote/p")]


def test_changed_words_and_words_in_conflict_are_marked():
    pair = _tree(PAGES["story"]).xpath("//section[@id='differ']//article")[1]
    assert pair.get("class") == "conflict"
    assert pair.xpath(".//mark[@class='one clash']/text()") == ["nothing"]
    assert pair.xpath(".//mark[@class='two clash']/text()") == ["something"]
    assert pair.xpath(".//mark[@class='one']/text()") == ["Ana", "who runs", "bakery beside it"]
    based = _tree(PAGES["base"]).xpath("//section[@id='differ']//article")[1]
    assert based.xpath(".//del/text()") == ["nothing", "Ana", "who runs", "bakery beside it"]
    assert based.xpath(".//ins/text()") == ["something", "baker"]


def test_why_two_sentences_stand_together_is_a_click_away():
    why = _tree(PAGES["story"]).xpath("//section[@id='differ']//article/details")[0]
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


def test_attacks_are_text_in_every_part():
    tree = _tree(PAGES["hostile"])
    assert tree.xpath("//section[@id='differ']/article//h3")[0].text_content().startswith(f"quotation: {ATTACKS[0]} / {ATTACKS[1]}")
    assert f"“{ATTACKS[0]}”" in tree.xpath("//section[@id='quotations']//blockquote/p/text()")
    assert r"\x1b[31mred\x1b[0m \x9b2J \x07" in tree.xpath("//section[@id='origins']//li/bdi/text()")
    assert any(line.startswith("your decision: ") and "<script>" in line for line in tree.xpath("//ul[@class='notices']/li/text()"))


@every_page
def test_the_data_for_the_script_cannot_end_it(page):
    written = re.search('<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1]
    assert not re.search("[<>&\x7f-\U0010ffff]", written)
    assert set(json.loads(written)) == {"schema", "mostly", "versions", "links", "reasons", "decisions"}


def test_the_marks_for_the_script_cover_the_sentences_as_they_are_shown():
    sample = SAMPLES["hostile"]
    data, tree = embedded(sample), _tree(PAGES["hostile"])
    assert len(data["links"]) == len(sample.matches)
    for link in data["links"]:
        for version, sentence, marks in ((link[0], link[1], link[9]), (link[2], link[3], link[10])):
            shown = tree.xpath(f"string(//li[@id='v{version + 1}-s{sentence + 1}']/p[1])")
            assert sum(marks) == len(shown.encode("utf-16-le")) // 2


def test_the_matrix_leads_to_points_and_sentences():
    tree = _tree(RICH)
    lines = tree.xpath("//*[local-name()='svg']//a[@class='line']/@href")
    assert (
        [line[1:] for line in lines] == tree.xpath("//details[@class='point']/@id") == [p.id for p in comparison("unmanned-boats").passages]
    )
    cells = tree.xpath("//*[local-name()='svg']//a[not(@class='line')]")
    assert len(cells) == sum(len(row.carried_by) for row in comparison("unmanned-boats").coverage.passages)
    assert {cell.get("class") for cell in cells} == {"verbatim", "reworded", "partial", "perhaps"}
    assert all(cell.get("aria-label") for cell in cells)
    likely = {ref for m in comparison("unmanned-boats").matches if m.score >= 0.5 for ref in (m.a, m.b)}
    ids = [version.id for version in comparison("unmanned-boats").versions]
    for cell in cells:
        version, sentence = re.fullmatch(r"#v(\d+)-s(\d+)", cell.get("href")).groups()
        if Ref(ids[int(version) - 1], int(sentence) - 1) not in likely:
            assert cell.get("class") == "perhaps"


def test_a_row_of_the_matrix_has_a_label_of_its_own_where_it_can():
    seen = set()
    for point in points.matrix(comparison("unmanned-boats")).points:
        label, *others = (re.sub(r"\W", "", points.beginning(quote.text)) for quote in (point.lead, *point.quotes))
        assert label not in seen or seen.issuperset(others)
        seen.add(label)


def test_the_parts_of_a_score_are_told_in_words():
    assert set(signs.SIGNS) == {*FEATURES, *MEANT, *JOINT}
    sample = next(m for m in comparison("unmanned-boats").matches if {"char", "char2"} <= {c.feature for c in m.evidence.contributions})
    told = signs.parts(sample)
    assert sum(weight for _, weight in told) == pytest.approx(sum(c.weight for c in sample.evidence.contributions), abs=0.01)
    assert len({said for said, _ in told}) == len(told) < len(sample.evidence.contributions)


def test_a_point_in_conflict_is_told_once_with_all_its_sides():
    tree = _tree(RICH)
    first = tree.xpath("//section[@id='differ']/article")[0]
    assert first.xpath(".//p[@class='side']/b/text()") == ["600", "6,000"]
    assert len(tree.xpath("//section[@id='differ']//article[contains(h3, '6,000')]")) == 1
    assert first.xpath("string(p[@class='verdict'])") == "These differ: one may be rounded, translated, updated or wrong."
    conflict = comparison("unmanned-boats").conflicts[0]
    sides = [{(place.version, place.sentence) for place in side.spans} for side in conflict.sides]
    paired = [comparison("unmanned-boats").matches[int(number)] for number in first.xpath(".//details/@data-link")]
    assert paired
    for pair in paired:  # what is shown as the reason sets one side against the other
        ends = [[(ref.version, ref.sentence) in side for side in sides] for ref in (pair.a, pair.b)]
        assert sorted(ends) == [[False, True], [True, False]]
    again = tree.xpath("//section[@id='worded-differently']/details//article")
    assert f"#{conflict.id}" in [link for card in again for link in card.xpath("./p/a/@href")]


def test_quotations_and_origins_are_told():
    tree = _tree(RICH)
    assert len(tree.xpath("//section[@id='quotations']//article")) == len(comparison("unmanned-boats").quotes)
    assert "5 versions, 4 origins" in tree.xpath("string(//section[@id='origins'])")
    assert "Liberty Lantern → Daily Beacon (named in Liberty Lantern 1)" in tree.xpath("string(//ul[@class='chains'])")
    assert "long shared runs, credited to Daily Beacon" in tree.xpath("string(//section[@id='origins'])")


def test_versions_that_were_not_read_whole_are_named_before_all_else():
    page = PAGES["story"]
    head = page[: page.index("<main")]
    assert "weekly.example" in head
    assert "a consent page; save the article itself" in head
    assert "the page holds the beginning only" in head


def test_where_each_text_was_read_is_told():
    source = Source("https://courier.example/harrow", "2026-03-04T10:00:00Z", "ab" * 32, "trafilatura 2.1")
    read = replace(SAMPLES["story"].versions[0], source=source)
    told = _tree(replace(SAMPLES["story"], versions=(read, *SAMPLES["story"].versions[1:])).to_html()).xpath(
        "string(//details[@class='sources'])"
    )
    for said in ("https://courier.example/harrow", "Fetched 2026-03-04T10:00:00Z", "ab" * 32, "trafilatura 2.1", "Not fetched"):
        assert said in told


def test_of_very_many_pairs_and_rows_the_rest_is_counted(monkeypatch):
    monkeypatch.setattr(html, "MOST", 3)
    monkeypatch.setattr(points, "MOST_POINTS", 3)
    tree = _tree(comparison("plant-layoffs").to_html())
    assert len(tree.xpath("//section[@id='details' or @id='worded-differently']//article")) == 3
    assert re.search(r"\d+ more pairs are worded differently", tree.xpath("string(//section[@id='worded-differently'])"))
    shown = tree.xpath("//details[@class='point']")
    assert 3 <= len(shown) < len(comparison("plant-layoffs").passages)
    assert "more rows are not drawn" in tree.xpath("string(//section[@id='coverage'])")
    # Every sentence that is in a row at all is in one that is drawn.
    drawn = {place for point in shown for place in point.xpath(".//footer/a/@href")}
    whole = _tree(comparison("plant-layoffs").to_html())
    assert drawn == {place for point in whole.xpath("//details[@class='point']") for place in point.xpath(".//footer/a/@href")}


def test_a_report_to_share_keeps_the_sentences_of_findings_alone():
    whole = comparison("bridge-closure")
    bare = shared(whole)
    assert bare == shared(bare)
    assert Comparison.from_json(bare.to_json()) == bare
    assert not any(version.text for version in bare.versions)
    kept = {(v.id, n) for v in bare.versions for n, s in enumerate(v.sentences) if s.text}
    found = {(a.version, a.sentence) for a in whole.additions} | {
        (o.of.version, o.of.sentence) for o in whole.omissions if o.state == "absent"
    }
    assert found <= kept
    lost = [
        s.text for v in whole.versions for n, s in enumerate(v.sentences) if (v.id, n) not in kept and s.role == "body" and len(s.text) > 60
    ]
    assert lost
    for format in ("html", "json", "text", "markdown"):
        said = render.render(bare, format)
        assert not [text for text in lost if words.visible(text) in said]
    page = bare.to_html()
    assert "only the sentences of its findings" in page
    assert [n for n in _tree(page).xpath("//div[@class='wide']//a/@href") if n.startswith("http")] == [
        words.web_address(v.url) for v in whole.versions if words.web_address(v.url)
    ]


def test_without_texts_the_places_are_still_named():
    bare = _without_text(comparison("unmanned-boats"))
    page = _tree(bare.to_html())
    first = bare.versions[0].sentences[3]
    assert f"text not kept: characters {first.start} to {first.end}" in page.xpath("string(//li[@id='v1-s4'])")


def test_what_is_less_sure_is_folded_and_every_point_says_why():
    tree = _tree(render.render(recompared("plant-layoffs", "Union Voice"), "html"))
    shown = tree.xpath("//section[@id='differ']/article")
    folded = tree.xpath("//section[@id='differ']/details//article")
    assert shown
    assert folded
    assert [card.get("class") for card in (*shown, *folded)] == ["conflict"] * len(shown) + [None] * len(folded)
    assert all(int(card.get("data-score")) >= 100 * SURE for card in shown)
    assert all(card.xpath("./details[@data-link]") for card in (*shown, *folded))


def recompared(name, base):
    result = comparison(name)
    return compare(result.versions, base=base)
