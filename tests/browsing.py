"""Chromium for the tests of the report: a page is opened from a loopback server, and whatever happens nothing else was asked for."""

import functools
import http.server
import threading

import pytest
from golden import comparison as fixture
from render_samples import hostile, story

from storycompare import Comparison, Version, compare

HOSTILE = '<script>document.title="owned"</script><img src="/canary" onerror="document.title=\'owned\'">'
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"


@pytest.fixture(scope="module")
def browser():
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for flag in [*FLAGS.split(), "--disable-sync"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.binary_location = "/usr/bin/chromium"
    service = webdriver.ChromeService(executable_path="/usr/bin/chromedriver")
    with webdriver.Chrome(options=options, service=service) as driver:
        driver.set_script_timeout(120)
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


def attack():
    a = Version.from_text(
        f"The council voted 7-2 on Tuesday to close the bridge for six months.\n\nThe mayor {HOSTILE} said nothing.",
        outlet=f"Gazette {HOSTILE}",
        headline=HOSTILE,
        url="javascript:alert(1)",
    )
    b = Version.from_text("The council voted 7-2 on Tuesday to close the bridge for nine months.", outlet="Courier")
    return compare([a, b])


def right_to_left():
    a = Version.from_text(
        "قرر المجلس البلدي إغلاق الجسر القديم لمدة ستة أشهر، بكلفة 48 مليون دينار.\n\nوسيتم تشغيل عبارة.", outlet="صحيفة الجسر"
    )
    b = Version.from_text(
        "أغلق المجلس البلدي الجسر القديم لمدة تسعة أشهر، بكلفة 47 مليون دينار.", outlet="أخبار المدينة", headline="الجسر مغلق"
    )
    return compare([a, b])


REPORTS = {
    "attack": attack,
    "hostile": hostile,
    "hand-made": story,
    "rich": lambda: fixture("unmanned-boats"),
    "right to left": right_to_left,
}


@pytest.fixture
def opened(browser, served):
    """Open a report at a width and in a colour scheme; whatever happens, nothing was asked for but the page and nothing went wrong."""
    folder, address, asked = served

    def open_it(report, width=1280, scheme="light", media="screen", fragment=""):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        (folder / "report.html").write_text((report if isinstance(report, Comparison) else REPORTS[report]()).to_html(), encoding="utf-8")
        browser.get("about:blank")
        browser.get(f"{address}/report.html{fragment}")
        return browser

    yield open_it
    assert [entry for entry in browser.get_log("browser") if "favicon" not in entry["message"]] == []
    assert [path for path in asked if path not in {"/report.html", "/favicon.ico"}] == []


def shown(browser, query):
    return [node for node in browser.find_elements("css selector", query) if node.is_displayed()]
