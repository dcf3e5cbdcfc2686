"""The HTML report in real Chromium: it opens without a request or an error, a finding leads to its sentence, all of it works by keyboard,
on a phone, in print and without its script, and axe-core finds nothing.

axe-core is not shipped: its ``axe.min.js`` is named by STORYCOMPARE_AXE, or stands in ``node_modules``.
"""

import json
import os
from pathlib import Path

import pytest
from browsing import REPORTS, shown
from golden import comparison as fixture
from render_samples import hostile

from storycompare.core import recompare
from storycompare.gather import load_decisions

pytestmark = pytest.mark.browser

AXE = Path(os.environ.get("STORYCOMPARE_AXE", Path(__file__).parent.parent / "node_modules/axe-core/axe.min.js"))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("report", REPORTS)
def test_the_report_opens_clean(opened, report, width):
    browser = opened(report, width)
    assert browser.title != "owned"
    assert "only in this version" in browser.find_element("tag name", "body").text.lower()
    assert browser.find_elements("css selector", "main ins, main mark")
    assert browser.find_elements("css selector", "a[href^='javascript']") == []
    # No sideways scrolling, on a phone either.
    assert browser.execute_script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("report", ["hand-made", "rich", "right to left"])
def test_axe_finds_nothing(opened, report, width, scheme):
    browser = opened(report, width, scheme)
    browser.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    browser.execute_script(AXE.read_text("utf-8"))
    run = "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then((found) => done(found.violations))"
    found = browser.execute_async_script(run)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_a_finding_leads_to_its_sentences(opened):
    browser = opened("rich")
    card = browser.find_element("css selector", "#differ article")
    for link in card.find_elements("css selector", "footer a"):
        target = link.get_attribute("href").partition("#")[2]
        link.click()
        assert browser.execute_script("return document.querySelector(':target').id") == target
        sentence = browser.find_element("id", target)
        assert sentence.is_displayed()
        top = browser.execute_script("return arguments[0].getBoundingClientRect().top", sentence)
        assert -1 <= top < 900
    # And the way back: the permalink of the finding.
    card.find_element("css selector", ".permalink").click()
    assert browser.execute_script("return document.querySelector(':target').id") == card.get_attribute("id")


def test_findings_are_filtered_and_a_permalink_to_a_hidden_one_shows_it(opened):
    from selenium.webdriver.support.select import Select

    browser = opened("rich")
    every = len(browser.find_elements("css selector", "[data-finding]"))
    status = browser.find_element("id", "shown")
    assert status.text == f"{every} of {every} findings shown"
    Select(browser.find_element("name", "kind")).select_by_value("only")
    shown_now = browser.find_elements("css selector", "[data-finding]:not([hidden])")
    assert {one.get_attribute("data-finding") for one in shown_now} == {"only"}
    assert status.text == f"{len(shown_now)} of {every} findings shown"
    Select(browser.find_element("css selector", "#filters [name=version]")).select_by_index(1)
    assert {one.get_attribute("data-versions") for one in browser.find_elements("css selector", "[data-finding]:not([hidden])")} == {"1"}
    hidden = browser.find_element("css selector", "#differ article").get_attribute("id")
    browser.execute_script(f"location.hash = '{hidden}'")
    assert browser.find_element("id", hidden).is_displayed()
    browser.execute_script(
        "const s = document.querySelector('[name=score]'); s.value = 90; s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    scores = [int(one.get_attribute("data-score") or 100) for one in browser.find_elements("css selector", "[data-finding]:not([hidden])")]
    assert scores
    assert min(scores) >= 90


def test_all_of_it_works_by_keyboard(opened):
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    browser = opened("rich")

    def press(*keys):
        ActionChains(browser).send_keys(*keys).perform()
        return browser.switch_to.active_element

    assert press(Keys.TAB).get_attribute("class") == "skip"
    assert press(Keys.ENTER) is not None
    assert browser.current_url.endswith("#main")
    browser.execute_script("document.querySelector('#coverage .scroll').focus()")
    first = press(Keys.TAB)
    assert first.get_attribute("class") == "line"
    cell = press(Keys.ARROW_RIGHT)
    below = press(Keys.ARROW_DOWN)
    assert cell.get_attribute("aria-label").startswith("Point 1 in")
    assert below.get_attribute("aria-label").startswith("Point 2 in")
    after = press(Keys.TAB)
    assert after.tag_name == "summary"  # the matrix is one stop
    press(Keys.ENTER)
    assert browser.execute_script("return document.activeElement.parentElement.open")
    browser.execute_script("document.querySelector('svg.matrix a:not(.line)').focus()")
    press(Keys.ENTER)
    assert "-s" in browser.current_url.partition("#")[2]


def test_any_two_versions_stand_side_by_side(opened):
    from selenium.webdriver.support.select import Select

    result = fixture("unmanned-boats")
    browser = opened("rich")
    Select(browser.find_element("name", "left")).select_by_visible_text("Meridian News")
    Select(browser.find_element("name", "right")).select_by_visible_text("Daily Beacon")
    between = [m for m in result.matches if {m.a.version, m.b.version} == {"Meridian News", "Daily Beacon"}]
    assert browser.find_element("css selector", "#sides [role=status]").text.startswith(f"{len(between)} pairs")
    assert len(browser.find_elements("css selector", "#sides details")) == len(between)
    # Every sentence of both stands there, and the marks change no word.
    for version in (v for v in result.versions if v.id in {"Meridian News", "Daily Beacon"}):
        told = {node.get_property("textContent") for node in browser.find_elements("css selector", "#sides .sentence p")}
        assert {" ".join(s.text.split()) for s in version.sentences if s.role == "body"} <= {" ".join(text.split()) for text in told}
    assert browser.find_elements("css selector", "#sides mark")
    browser.find_element("name", "swap").click()
    assert [node.text for node in browser.find_elements("css selector", "#sides .names h3")] == ["Daily Beacon", "Meridian News"]
    again = opened("rich", fragment="#pair-4-2")
    assert [node.text for node in again.find_elements("css selector", "#sides .names h3")] == ["Meridian News", "Daily Beacon"]


def test_beside_a_version_that_was_cut_nothing_is_said_to_be_missing(opened):
    from selenium.webdriver.support.select import Select

    browser = opened("hand-made")
    Select(browser.find_element("name", "left")).select_by_visible_text("Courier")
    Select(browser.find_element("name", "right")).select_by_visible_text("Post")
    assert "Post was not read whole" in browser.find_element("css selector", "#sides [role=status]").text
    assert "counterpart" not in browser.find_element("id", "sides").text
    assert "Post (cut)" in [node.text for node in browser.find_elements("css selector", "svg .name")]


def test_the_report_writes_the_file_of_decisions(opened, tmp_path):
    result = fixture("unmanned-boats")
    browser = opened("rich")
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    why = browser.find_element("css selector", "#differ article details")
    number = int(why.get_attribute("data-link"))
    why.find_element("tag name", "summary").click()
    wrong = why.find_element("css selector", "[data-judge=reject]")
    wrong.click()
    assert wrong.get_attribute("aria-pressed") == "true"
    form = browser.find_element("css selector", "form[name=rename]")
    form.find_element("name", "outlet").send_keys("<b>The Courier</b>")
    form.find_element("tag name", "button").click()
    browser.find_element("css selector", "form[name=partial] button").click()
    assert len(browser.find_elements("css selector", ".decided li")) == 3
    browser.find_elements("css selector", ".decided button")[2].click()
    browser.find_element("css selector", "a[download]").click()
    file = tmp_path / "decisions.json"
    wait = "const done = arguments[0]; setTimeout(done, 50)"
    for _ in range(200):
        if file.exists() and file.stat().st_size:
            break
        browser.execute_async_script(wait)
    decisions = load_decisions(file)
    assert [decision.action for decision in decisions] == ["reject", "rename"]
    after = recompare(result, decisions)
    assert "<b>The Courier</b>" in {version.id for version in after.versions}
    assert not [notice for notice in after.warnings if notice.code == "unknown-decision"]
    assert len(after.matches) == len(result.matches) - 1
    gone = result.matches[number]
    assert not [
        m for m in after.matches if {(r.version, r.sentence) for r in (m.a, m.b)} == {(r.version, r.sentence) for r in (gone.a, gone.b)}
    ]
    # The report made with them shows them, and hands them on.
    shown_again = opened(after)
    assert "your decision" in shown_again.find_element("css selector", ".notices").text
    assert len(shown_again.find_elements("css selector", ".decided li")) == 2


def test_without_its_script_the_page_is_whole(opened, browser):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        opened("rich")
        assert not shown(browser, "#filters, #sides, #decisions, button, select")
        assert shown(browser, ".no-script")
        assert len(shown(browser, "#differ > article")) == len(browser.find_elements("css selector", "#differ > article"))
        assert len(shown(browser, "#only-here li")) == len(fixture("unmanned-boats").additions)
        assert len(shown(browser, "#texts li")) > 80
        browser.find_element("css selector", "#differ summary").click()
        assert "how sure we are" in browser.find_element("css selector", "#differ details").text
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_print_opens_what_is_folded_and_leaves_out_what_only_a_screen_needs(opened):
    browser = opened("rich", media="print")
    assert not shown(browser, "nav, #filters, #decisions, #side-by-side, .permalink")
    fold = browser.find_element("css selector", "#differ article details")
    assert not fold.get_property("open")
    assert browser.execute_script("return arguments[0].querySelector('p').getBoundingClientRect().height", fold) > 10


def test_what_the_script_reads_is_the_same_as_what_python_wrote(opened):
    browser = opened("hostile")
    read = json.loads(browser.execute_script("return document.getElementById('data').textContent"))
    assert [version["id"] for version in read["versions"]] == [version.id for version in hostile().versions]
