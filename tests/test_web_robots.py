"""robots.txt: asked first, once, over the same guarded way; read in bounded time; obeyed unless a person says not to."""

import time

import pytest
from web_server import ARTICLE, Server

from storycompare import Web
from storycompare.errors import NotFetched
from storycompare.gather.web import fetch as fetching
from storycompare.gather.web import pace
from storycompare.gather.web.fetch import fetch
from storycompare.gather.web.robots import _readable


def web(server, **settings):
    return Web(**{"allow_hosts": (f"127.0.0.1:{server.port}",), "pause": 0, "seconds": 5.0, "read_seconds": 0.4} | settings)


def says(body, status="200 OK", **head):
    return lambda talk: talk.reply(body if isinstance(body, bytes) else body.encode(), status=status, kind="text/plain", **head)


NO = "asks programs not to read it"
CASES = [
    ("an empty file", says(""), None),
    ("all allowed", says("User-agent: *\nDisallow:\n"), None),
    ("all refused", says("User-agent: *\nDisallow: /\n"), NO),
    ("this page refused", says("User-agent: *\nDisallow: /a\n"), NO),
    ("another page refused", says("User-agent: *\nDisallow: /b\n"), None),
    ("refused by name", says("User-agent: StoryCompare\nDisallow: /\n"), NO),
    ("another program refused", says("User-agent: otherbot\nDisallow: /\n"), None),
    ("another program allowed", says("User-agent: *\nDisallow: /\n\nUser-agent: otherbot\nAllow: /\n"), NO),
    ("allowed by name", says("User-agent: *\nDisallow: /\n\nUser-agent: storycompare\nAllow: /\n"), None),
    ("in a group with others", says("User-agent: x\nUser-agent: storycompare\nUser-agent: y\nDisallow: /a\n"), NO),
    ("the longer rule counts", says("User-agent: *\nDisallow: /\nAllow: /a\n"), None),
    ("a byte order mark", says(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n"), NO),
    ("UTF-16", says("User-agent: *\nDisallow: /\n".encode("utf-16")), NO),
    ("none", says("no", "404 Not Found"), None),
    ("forbidden, so none", says("no", "403 Forbidden"), None),
    ("a page instead", says("<!DOCTYPE html><html>Not found</html>"), None),
    ("a fault of the server", says("oops", "500 Oops"), "answered 500 for its robots.txt"),
    ("busy", says("oops", "503 Busy"), "answered 503 for its robots.txt"),
    ("asked too often", says("oops", "429 Busy"), "answered 429 for its robots.txt"),
    ("silence", lambda talk: talk.stall(), "its robots.txt could not be asked: the server was silent"),
    ("closed", lambda _: None, "its robots.txt could not be asked: the server closed"),
    ("redirects for ever", lambda talk: talk.redirect("/robots.txt"), None),
    ("redirected to a file", lambda talk: talk.redirect("file:///etc/passwd"), "its robots.txt could not be asked: it led to"),
    ("redirected inside", lambda talk: talk.redirect("http://169.254.169.254/"), "169.254.169.254 is a link-local"),
    ("two megabytes", says(b"User-agent: *\nDisallow: /b\n" + b"# pad pad pad\n" * 150_000 + b"Disallow: /\n"), None),
    ("cut in a line", says(b"User-agent: *\nDisallow: /b\n" + b"#\n" * 255_985 + b"Disallow: /abcdefghij\n"), None),
    ("gzip, it says", says(b"Disallow: /", Content_Encoding="gzip"), "could not be asked: its body is not the compressed data"),
    ("cut", lambda talk: (talk.head(length=900), talk.raw(b"User-agent: *\n")), "broke off"),
    ("many stars", says("User-agent: *\nDisallow: /" + "*a" * 100_000 + "$\n"), None),
    ("many rules with stars", says("User-agent: *\n" + "Disallow: /*a*b*c*d*e*f$\n" * 20_000), None),
    ("many programs", says("".join(f"User-agent: bot{n}\n" for n in range(20_000)) + "Disallow: /\n" * 9_000), None),
    ("bytes of no kind", says(bytes(range(256)) * 9), None),
]


@pytest.mark.parametrize(("answer", "words"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_what_it_allows(server, dials, answer, words):
    server.robots = answer
    start = time.process_time()
    if words is None:
        assert fetch(f"{server.base}/a", web(server)).body == ARTICLE
    else:
        with pytest.raises(NotFetched, match=words) as error:
            fetch(f"{server.base}/a", web(server))
        assert "--ignore-robots" in str(error.value) or "could not be asked" in str(error.value)
        assert server.pages() == []
    assert time.process_time() - start < 8
    assert dials.blocked == []
    assert fetch(f"{server.base}/a", web(server, robots=False)).body == ARTICLE


@pytest.mark.parametrize("path", ["/x/../a", "/./a", "/%61"])
def test_another_spelling_of_a_refused_page_is_refused(server, path):
    server.robots = says("User-agent: *\nDisallow: /a\n")
    with pytest.raises(NotFetched, match=NO):
        fetch(server.base + path, web(server))
    assert server.pages() == []


def test_a_name_of_ones_own_is_asked_about(server):
    server.robots = says("User-agent: *\nDisallow: /\n\nUser-agent: Reader\nAllow: /\n")
    assert fetch(f"{server.base}/a", web(server, user_agent="Reader/2.0 (ana@gazette.example)")).body == ARTICLE
    assert {headers["user-agent"] for _, _, headers in server.asked} == {"Reader/2.0 (ana@gazette.example)"}
    with pytest.raises(NotFetched, match=NO):
        fetch(f"{server.base}/a", web(server))


def test_it_is_asked_once_of_a_host_and_of_every_host_on_the_way(server, dials):
    other = Server()
    other.robots = says("User-agent: *\nDisallow: /a\n")
    settings = web(server, allow_hosts=(f"127.0.0.1:{server.port}", f"127.0.0.1:{other.port}"))
    server.routes["/b"] = lambda talk: talk.redirect(f"{other.base}/a")
    for _ in range(2):
        fetch(f"{server.base}/a", settings)
    assert [path for _, path, _ in server.asked] == ["/robots.txt", "/a", "/a"]
    with pytest.raises(NotFetched, match=f"it led to {other.base}/a: the robots.txt of"):
        fetch(f"{server.base}/b", settings)
    other.stop()
    assert other.pages() == []


@pytest.mark.parametrize(("delay", "kept"), [("2", 2.0), ("99999999", 10.0), ("soon", 0.5), ("-3", 0.5), ("0.1", 0.5)])
def test_a_crawl_delay_is_kept_to_within_reason(server, monkeypatch, delay, kept):
    waits = []
    monkeypatch.setattr(pace.Pace, "turn", lambda _self, _host, pause, _deadline: waits.append(pause))
    server.robots = says(f"User-agent: *\nCrawl-delay: {delay}\n")
    fetch(f"{server.base}/a", web(server, pause=0.5, seconds=60))
    assert waits == [0.5, kept]


def test_only_the_last_hours_and_hosts_are_remembered(server, monkeypatch):
    from storycompare.gather.web import robots

    monkeypatch.setattr(robots, "_REMEMBERED", 0)
    for _ in range(2):
        fetch(f"{server.base}/a", web(server))
    assert [path for _, path, _ in server.asked] == ["/robots.txt", "/a"] * 2
    assert fetching._robots(web(server)) is fetching._robots(web(server))


def test_the_line_that_the_limit_cut_is_not_read():
    assert _readable(b"User-agent: *\n" + b"#" * 512_000 + b"\nDisal", "x").count("\n") == 1
