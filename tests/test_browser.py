"""The HTML report in real Chromium: it opens without a request, an error or a script, and a finding leads to its sentence."""

import functools
import http.server
import threading

import pytest

from storycompare import Version, compare

pytestmark = pytest.mark.browser

HOSTILE = '<script>document.title="owned"</script><img src="/canary" onerror="document.title=\'owned\'">'


@pytest.fixture(scope="module")
def browser():
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"):
        options.add_argument(flag)
    options.add_argument("--disable-component-update")
    options.add_argument("--disable-sync")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.binary_location = "/usr/bin/chromium"
    service = webdriver.ChromeService(executable_path="/usr/bin/chromedriver")
    with webdriver.Chrome(options=options, service=service) as driver:
        yield driver


@pytest.fixture
def served(tmp_path):
    """A loopback server of a folder; it remembers what was asked of it."""
    asked = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            asked.append(self.path)

    handler = functools.partial(Handler, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield tmp_path, f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def comparison():
    a = Version.from_text(
        f"The council voted 7-2 on Tuesday to close the bridge for six months.\n\nThe mayor {HOSTILE} said nothing.",
        outlet=f"Gazette {HOSTILE}",
        headline=HOSTILE,
        url="javascript:alert(1)",
    )
    b = Version.from_text("The council voted 7-2 on Tuesday to close the bridge for nine months.", outlet="Courier")
    return compare([a, b])


@pytest.mark.parametrize("width", [1280, 390])
def test_the_report_opens_clean(browser, served, width):
    folder, address, asked = served
    (folder / "report.html").write_text(comparison().to_html(), encoding="utf-8")
    browser.set_window_size(width, 900)
    browser.get(f"{address}/report.html")
    assert browser.title != "owned"
    assert [entry for entry in browser.get_log("browser") if "favicon" not in entry["message"]] == []
    assert [path for path in asked if path not in {"/report.html", "/favicon.ico"}] == []
    assert "only in this version" in browser.find_element("tag name", "body").text.lower()
    assert browser.find_elements("css selector", "main ins, main mark")
    assert browser.find_elements("css selector", "a[href^='javascript']") == []
    # No sideways scrolling, on a phone either.
    assert browser.execute_script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_finding_leads_to_its_sentence(browser, served):
    folder, address, _ = served
    (folder / "report.html").write_text(comparison().to_html(), encoding="utf-8")
    browser.get(f"{address}/report.html")
    link = browser.find_element("css selector", "main section a[href^='#']")
    target = link.get_attribute("href").partition("#")[2]
    browser.execute_script("arguments[0].click()", link)
    assert browser.execute_script("return document.querySelector(':target') !== null && document.querySelector(':target').id") == target
