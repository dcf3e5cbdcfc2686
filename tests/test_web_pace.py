"""Politeness: pauses between requests to one host, tries that can help and no others, and no longer than there is time."""

import threading
from datetime import UTC, datetime

import pytest
from web_server import ARTICLE, Server, Talk

from storycompare import Web
from storycompare.errors import NotFetched
from storycompare.gather.web import exchange, pace
from storycompare.gather.web.fetch import fetch
from storycompare.gather.web.many import fetch_all
from storycompare.gather.web.trouble import Deadline, OutOfTime


def web(server, **settings):
    return Web(**{"allow_hosts": (f"127.0.0.1:{server.port}",), "pause": 0, "seconds": 5.0, "robots": False} | settings)


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on when somebody waits, and at no other time."""

    class Clock:
        now, waits = 1_000.0, []

        def monotonic(self):
            return self.now

        def sleep(self, seconds):
            self.waits.append(round(seconds, 3))
            self.now += seconds

    clock = Clock()
    clock.waits = []
    for module in (pace, exchange):
        monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr("storycompare.gather.web.trouble.time", clock)
    return clock


def test_a_host_is_not_asked_again_before_the_pause_is_over(clock):
    turns, deadline = pace.Pace(), Deadline.after(30)
    turns.turn("a.example", 1.0, deadline)
    turns.turn("b.example", 1.0, deadline)
    assert clock.waits == []
    turns.turn("a.example", 1.0, deadline)
    assert clock.waits == [1.0]
    clock.now += 0.25
    turns.turn("a.example", 1.0, deadline)
    turns.turn("a.example", 5.0, deadline)
    assert clock.waits == [1.0, 0.75, 5.0]
    with pytest.raises(OutOfTime, match="more than 30 seconds"):
        turns.turn("a.example", 60.0, deadline)


def test_only_so_many_hosts_are_remembered(clock, monkeypatch):
    monkeypatch.setattr(pace, "_REMEMBERED", 2)
    turns = pace.Pace()
    for host in ("a", "b", "c", "a"):
        turns.turn(host, 1.0, Deadline.after(30))
    assert clock.waits == []


def test_every_request_to_a_host_waits_its_turn(server, clock):
    server.routes["/b"] = lambda talk: talk.redirect("/a")
    fetch(f"{server.base}/b", web(server, pause=1.0, robots=True, seconds=30.0))
    assert [path for _, path, _ in server.asked] == ["/robots.txt", "/b", "/a"]
    assert clock.waits == [1.0, 1.0]


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 7 ", 7.0),
        ("1000000000", 1e9),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2026 12:00:30 -0000", 30.0),
        *[
            (value, None)
            for value in (None, "", "soon", "-5", "1.5", "7 s", "\u0667", "-5, soon\x01", "9" * 400, "Fri, 99 Dec 2026 99:99:99 GMT")
        ],
    ],
)
def test_what_retry_after_asks_for(value, seconds):
    assert pace.retry_after(value, NOW) == seconds


class Busy:
    """A route that does something else so many times, then answers."""

    def __init__(self, times, otherwise):
        self.left, self.otherwise = times, otherwise

    def __call__(self, talk):
        self.left -= 1
        return self.otherwise(talk) if self.left >= 0 else talk.reply()


def status(code, **head):
    return lambda talk: talk.reply(b"<p>busy</p>", status=f"{code} X", **head)


@pytest.mark.parametrize(
    ("times", "otherwise", "asked", "waits", "becomes"),
    [
        (2, status(503), 3, [1.0, 2.0], 200),
        (3, status(503), 3, [1.0, 2.0], 503),
        (1, status(502), 2, [1.0], 200),
        (1, status(504), 2, [1.0], 200),
        (1, status(429, Retry_After="7"), 2, [7.0], 200),
        (2, status(429, Retry_After="-5, soon"), 3, [1.0, 2.0], 200),
        (9, status(429, Retry_After="1"), 3, [1.0, 1.0], 429),
        (2, lambda _: None, 3, [1.0, 2.0], 200),
        (2, Talk.reset, 3, [1.0, 2.0], 200),
        (3, Talk.reset, 3, [1.0, 2.0], "closed the connection"),
        (1, status(500), 1, [], 500),
        (1, status(403), 1, [], 403),
        (1, status(404), 1, [], 404),
        (1, lambda talk: talk.raw(b"nonsense\r\n\r\n"), 1, [], "does not speak HTTP"),
        (1, status(503, Retry_After="31"), 1, [], "asks to wait 31 seconds, longer than a fetch may take"),
        (1, status(429, Retry_After="1000000000"), 1, [], "1,000,000,000 seconds"),
        (1, status(503, Retry_After="Fri, 31 Dec 9999 23:59:59 GMT"), 1, [], "longer than a fetch may take"),
    ],
)
def test_what_is_tried_again(server, clock, monkeypatch, times, otherwise, asked, waits, becomes):
    monkeypatch.setattr(exchange, "BACK_OFF", pace.BACK_OFF)
    server.routes["/a"] = Busy(times, otherwise)
    if isinstance(becomes, int):
        assert fetch(f"{server.base}/a", web(server, seconds=30.0)).status == becomes
    else:
        with pytest.raises(NotFetched, match=becomes):
            fetch(f"{server.base}/a", web(server, seconds=30.0))
    assert (len(server.asked), clock.waits) == (asked, waits)


def test_silence_is_not_asked_again(server):
    server.routes["/a"] = Talk.stall
    with pytest.raises(NotFetched, match="silent"):
        fetch(f"{server.base}/a", web(server, read_seconds=0.1))
    assert len(server.asked) == 1


def test_a_dead_host_is_tried_three_times(server, dials):
    server.stop()
    with pytest.raises(NotFetched, match="refused"):
        fetch(f"{server.base}/a", web(server))
    assert len(dials.made) == 3


def test_hosts_side_by_side_one_host_in_turn_results_in_order(dials):
    hosts = [f"127.0.0.{number}" for number in (2, 3, 4)]
    server = Server(hosts)
    # Each host's answer waits for the others' questions: one after another they would never come.
    together = threading.Barrier(len(hosts), timeout=20)
    server.routes["/first"] = lambda talk: (together.wait(), talk.reply())
    server.routes["/second"] = Talk.reply
    urls = [f"http://{host}:{server.port}/{page}" for page in ("second", "first") for host in reversed(hosts)]
    settings = Web(allow_hosts=tuple(f"{host}:{server.port}" for host in hosts), pause=0, robots=False)
    urls = (
        [url for url in urls if "first" in url] + [url for url in urls if "second" in url] + [urls[0], "http://127.0.0.1/", "nonsense://"]
    )
    pages = fetch_all(urls, settings)
    server.stop()
    assert [getattr(page, "final_url", "none") for page in pages] == [*urls[:-2], "none", "none"]
    assert len(server.asked) == 6
    assert pages[0].body == ARTICLE
