"""Which addresses may be dialled: every spelling, every range, every answer of a look-up that changes its mind."""

import errno
import socket

import pytest
from web_server import ARTICLE, Server

from storycompare import Web, load, load_all
from storycompare.errors import NotFetched, SourceError
from storycompare.gather.story import story_from_mapping
from storycompare.gather.web.address import WEB_PORTS, to_dial, why_not
from storycompare.gather.web.fetch import fetch
from storycompare.gather.web.trouble import Deadline, Trouble
from storycompare.gather.web.url import endpoint, masked, parse

PUBLIC, OTHER = "93.184.216.34", "151.101.1.164"


@pytest.mark.parametrize(
    ("address", "what"),
    [
        *[
            (address, None)
            for address in (PUBLIC, "8.8.8.8", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2606:2800:220:1::1", "2a00:1450::1")
        ],
        *[(address, "loopback") for address in ("127.0.0.1", "127.255.255.254", "::1")],
        *[(address, "private") for address in ("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1")],
        *[(address, "link-local") for address in ("169.254.169.254", "fe80::1", "fe80::1%lo", "febf::1")],
        *[(address, "carrier") for address in ("100.64.0.1", "100.127.255.255", "100.100.100.200")],
        *[(address, "unspecified") for address in ("0.0.0.0", "0.1.2.3", "::")],
        ("255.255.255.255", "broadcast"),
        *[(address, "multicast") for address in ("224.0.0.1", "239.1.1.1", "ff02::1")],
        *[(address, "documentation") for address in ("192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1")],
        *[(address, "benchmarks") for address in ("198.18.0.1", "198.19.255.255", "2001:2::1")],
        *[(address, "reserved") for address in ("240.0.0.1", "192.0.0.8", "100::1", "5f00::1", "2001:20::1", "3ffe::1")],
        *[(address, "inside an IPv6") for address in ("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:0:7f00:1")],
        *[(address, "NAT64") for address in ("64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1")],
        *[(address, "6to4") for address in ("2002:7f00:1::", "2002:808:808::1", "192.88.99.1")],
        *[(address, "Teredo") for address in ("2001:0:7f00:1::", "2001::1")],
        *[(address, "ISATAP") for address in ("2001:4860::5efe:7f00:1", "2606:2800:220:1:200:5efe:a00:1")],
        ("168.63.129.16", "a cloud's host"),
        *[(address, None) for address in ("168.63.129.17", "2606:2800:220:1:100:5efe:a00:1")],
        ("fec0::1", "site-local"),
        *[(address, "unique local") for address in ("fc00::1", "fd00:ec2::254")],
        *[(address, "not a public address") for address in ("4000::1", "1::1", "2001:3::1")],
    ],
)
def test_what_an_address_is(address, what):
    found = why_not(address)
    assert found is None if what is None else what in found


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://Gazette.EXAMPLE:80/a", "gazette.example"),
        ("https://gazette.example:443", "gazette.example"),
        ("https://gazette.example:8443/a", "gazette.example:8443"),
        ("http://gazette.example./", "gazette.example"),
        ("http://b\u00fccher.example/", "xn--bcher-kva.example"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://0x7f000001/", "127.0.0.1"),
        ("http://0x7F.0.0x0.1/", "127.0.0.1"),
        ("http://0177.0.0.1/", "127.0.0.1"),
        ("http://127.1/", "127.0.0.1"),
        ("http://0/", "0.0.0.0"),
        ("http://127.0.0.1./", "127.0.0.1"),
        ("http://\uff11\uff12\uff17.0.0.1/", "127.0.0.1"),
        ("http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/", "127.0.0.1"),
        ("http://127\u30020\u30020\u30021/", "127.0.0.1"),
        ("http://%31%32%37.0.0.1/", "127.0.0.1"),
        ("http://gazette.example@127.0.0.1/", "127.0.0.1"),
        ("http://ana:x@y@127.0.0.1/", "127.0.0.1"),
        ("http://[::FFFF:7f00:1]:8080/", "[::ffff:127.0.0.1]:8080"),
        ("http://[0:0:0:0:0:0:0:1]/", "[::1]"),
    ],
)
def test_what_would_really_be_dialled(url, name):
    assert parse(url).name == name


@pytest.mark.parametrize(
    "url",
    [
        *(
            "ftp://gazette.example/",
            "file:///etc/passwd",
            "gopher://gazette.example/",
            "data:text/html,x",
            "javascript:alert(1)",
            "dict://a.example/x",
        ),
        *("http://", "http:///a", "http://:80/", "http://@/", "http://./", "http://a..example/", "http://-/", "http://a b.example/"),
        *(
            "http://127.0.0.1\\@gazette.example/",
            "http://127.0.\t0.1/",
            "http://gazette.example\n.evil.example/",
            "http://gazette.example\0/",
        ),
        *("http://gazette.example:99999/", "http://gazette.example:0/", "http://gazette.example:-1/", "http://gazette.example:x/"),
        *("http://[::1/", "http://[::g]/", "http://[fe80::1%25lo]/", "http://256.1.1.1/", "http://1.2.3.4.5/", "http://gazette.0x/"),
        *("http://%00.example/", "http://%2f.example/", "http://a%40b.example/", "http://gazette.example/" + "a" * 9_000),
    ],
)
def test_what_is_no_address_is_refused_with_what_to_do(url):
    with pytest.raises(Trouble) as trouble:
        parse(url)
    assert trouble.value.fix
    with pytest.raises(NotFetched, match="was not fetched"):
        fetch(url)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("", "/"),
        ("?a=1", "/?a=1"),
        ("/a/../b/./c/", "/b/c/"),
        ("/../../a", "/a"),
        ("//b.example/a", "//b.example/a"),
        ("/a:b;c=d@e", "/a:b;c=d@e"),
        ("/caf\u00e9 au lait?q=\u00e9#top", "/caf%C3%A9%20au%20lait?q=%C3%A9"),
        ("/a%2Fb%zz", "/a%2Fb%zz"),
    ],
)
def test_what_is_asked_for(path, target):
    assert parse(f"https://gazette.example{path}").target == target


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ana:secret@gazette.example/a@b", "https://***@gazette.example/a@b"),
        ("https://secret@gazette.example", "https://***@gazette.example"),
        ("https://ana:sec/ret@gazette.example/", "https://***@gazette.example/"),
        ("https://ana:sec#ret@gazette.example/", "https://***@gazette.example/"),
        ("https://ana:secret\\@gazette.example/", "https://***@gazette.example/"),
        (
            "https://web.archive.org/web/2026*/https://ana:secret@gazette.example/",
            "https://web.archive.org/web/2026*/https://***@gazette.example/",
        ),
        ("https://gazette.example/@ana?b=c@d", "https://gazette.example/@ana?b=c@d"),
        ("https://gazette.example:443/", "https://gazette.example:443/"),
    ],
)
def test_no_password_is_shown(url, shown):
    assert masked(url) == shown


@pytest.mark.parametrize(
    "source",
    [
        "http://ana:secret@web.archive.org/web/2026*/https://x.example/",
        "https://web.archive.org/web/2026*/https://ana:secret@x.example/",
        "http://ana:secret\\@127.0.0.1/",
        " http://ana:secret@127.0.0.1/",
        "\thttp://ana:secret@127.0.0.1/",
        "url=http://ana:secret@127.0.0.1/",
        "htp//http://ana:secret@127.0.0.1/*",
    ],
)
def test_no_password_is_shown_of_what_cannot_be_read(source):
    (version,) = load_all(source)
    assert (version.status, "secret" in repr(version), "***" in version.reason.message) == ("refused", False, True)
    with pytest.raises(SourceError) as error:
        load(source)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "url", ["https://ana:secret@gazette.example/a", "https://web.archive.org/web/2026/https://ana:secret@gazette.example/a"]
)
def test_no_password_of_a_given_address_is_in_the_version(url):
    story = {"versions": [{"url": url, "text": "It rained."}, {"url": url, "html": "<p>It rained all day in the town.</p>"}, {"url": url}]}
    for version in (load(text="It rained.", url=url), *story_from_mapping(story).versions):
        assert (version.id, version.url, "secret" in repr(version)) == ("gazette.example", "https://***@gazette.example/a", False)


@pytest.mark.parametrize(
    "text", ["127.0.0.1", "127.0.0.1:", ":80", "127.0.0.1:0", "127.0.0.1:65536", "::1:80", "http://a:80", "a/b:80", "a:8O"]
)
def test_what_is_no_host_and_port(text):
    with pytest.raises(ValueError, match="HOST:PORT"):
        endpoint(text)
    with pytest.raises(ValueError, match="HOST:PORT"):
        Web(allow_hosts=(text,))


@pytest.mark.parametrize("wrong", [{"pause": -1}, {"seconds": 0}, {"read_seconds": -1}, {"user_agent": "a\r\nb: c"}, {"user_agent": ""}])
def test_settings_that_make_no_sense(wrong):
    with pytest.raises(ValueError, match="must"):
        Web(**wrong)


def dialled(url, web=None):
    return to_dial(parse(url), web or Web(), Deadline.after(5))


def test_every_answer_of_a_look_up_is_checked(names):
    names.table = {
        "good.example": [[PUBLIC, OTHER, PUBLIC]],
        "mixed.example": [[PUBLIC, "10.0.0.5"]],
        "mapped.example": [["2606:2800:220:1::1", "::ffff:10.0.0.5"]],
        "inner.example": [["10.0.0.5"]],
    }
    assert dialled("http://good.example/") == (PUBLIC, OTHER)
    for name, bad in (("mixed", "10.0.0.5, a private"), ("mapped", "an IPv4 address inside"), ("inner", "10.0.0.5, a private")):
        with pytest.raises(Trouble, match=bad):
            dialled(f"http://{name}.example/")
    assert dialled("http://inner.example:81/", Web(allow_hosts=("inner.example:81",))) == ("10.0.0.5",)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST.", "a.localhost", "printer.local", "metadata.google.internal", "box.lan", "x.onion"]
)
def test_names_of_this_network_are_not_even_looked_up(names, host):
    with pytest.raises(Trouble, match="local network"):
        dialled(f"http://{host}/")
    assert names.looked_up == {}


def test_only_ports_that_pages_come_from(names):
    names.table = {"gazette.example": [[PUBLIC]]}
    assert {port for port in range(1, 65_536, 1) if port in WEB_PORTS} == {80, 443, 8000, 8008, 8080, 8443, 8888}
    assert dialled("http://gazette.example:8080/") == (PUBLIC,)
    for port in (22, 25, 6379, 8081):
        with pytest.raises(Trouble, match=f"port {port}.*"):
            dialled(f"http://gazette.example:{port}/")
    assert dialled("http://gazette.example:22/", Web(allow_hosts=("gazette.example:22",))) == (PUBLIC,)


@pytest.mark.parametrize(
    ("allowed", "url", "may"),
    [
        ("127.0.0.1:8000", "http://127.0.0.1:8000/", True),
        ("127.0.0.1:8000", "http://2130706433:8000/", True),
        ("127.0.0.1:8000", "http://127.0.0.1:8080/", False),
        ("127.0.0.1:8000", "http://127.0.0.1/", False),
        ("127.0.0.1:8000", "http://localhost:8000/", False),
        ("127.0.0.1:8000", "http://127.0.0.2:8000/", False),
        ("127.0.0.1:8000", "http://[::ffff:127.0.0.1]:8000/", False),
        ("127.0.0.1:443", "https://127.0.0.1/", True),
        ("Inner.Example:80", "http://inner.example./", True),
        ("inner.example:80", "http://10.0.0.5/", False),
        ("[::1]:8000", "http://[0::1]:8000/", True),
    ],
)
def test_allowed_is_this_very_host_and_port(names, allowed, url, may):
    names.table = {"inner.example": [["10.0.0.5"]], "localhost": [["127.0.0.1"]]}
    web = Web(allow_hosts=(allowed,))
    if may:
        assert dialled(url, web)
    else:
        with pytest.raises(Trouble):
            dialled(url, web)


def test_a_name_that_changes_its_address_is_dialled_where_it_was_checked(names, dials, canary):
    """The first look-up says a public address, every later one this machine: the page comes from the first, nothing from the second."""
    serving = Server()
    names.table = {"gazette.example": [[PUBLIC], ["127.0.0.1"]]}
    dials.lead = {(PUBLIC, 80): ("127.0.0.1", serving.port)}
    page = fetch("http://gazette.example/a", Web(pause=0))
    serving.stop()
    assert (page.body, page.final_url) == (ARTICLE, "http://gazette.example/a")
    assert names.looked_up == {"gazette.example": 1}
    assert set(dials.made) == {(PUBLIC, 80)}
    assert {host for host, _, _ in serving.asked} == {"gazette.example"}
    with pytest.raises(NotFetched, match=r"leads to 127\.0\.0\.1, a loopback address"):
        fetch("http://gazette.example/a", Web(pause=0))
    assert set(dials.made) == {(PUBLIC, 80)}


def test_the_next_checked_address_is_dialled_when_one_is_dead(names, dials):
    serving = Server()
    names.table = {"gazette.example": [[OTHER, PUBLIC]]}
    dials.lead = {(PUBLIC, 80): ("127.0.0.1", serving.port)}
    assert fetch("http://gazette.example/a", Web(pause=0, robots=False)).body == ARTICLE
    serving.stop()
    assert dials.made == [(OTHER, 80), (PUBLIC, 80)]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "no connection to it could be made"),
        (OSError(errno.EHOSTUNREACH, "No route to host"), "no connection to it could be made"),
        (TimeoutError("timed out"), "no connection within 5 seconds"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), "the connection was refused"),
    ],
)
def test_why_there_is_no_connection(names, dials, monkeypatch, error, words):
    def failing(*_):
        raise error

    monkeypatch.setattr(socket.socket, "connect", failing)
    names.table = {"gazette.example": [[PUBLIC]]}
    with pytest.raises(NotFetched, match=words):
        fetch("http://gazette.example/a", Web(pause=0, robots=False))


@pytest.mark.parametrize(
    ("answers", "words", "looked_up"),
    [
        ([socket.gaierror(socket.EAI_NONAME, "no")], "there is no host", 1),
        ([socket.gaierror(socket.EAI_AGAIN, "later")], "could not be looked up just now", 3),
        ([[]], "has no address", 1),
    ],
)
def test_a_name_that_cannot_be_looked_up(names, dials, answers, words, looked_up):
    names.table = {"gazette.example": answers}
    with pytest.raises(NotFetched, match=words):
        fetch("http://gazette.example/a", Web(pause=0, robots=False))
    assert names.looked_up["gazette.example"] == looked_up


def test_a_look_up_that_never_ends_is_inside_the_time_limit(monkeypatch):
    import threading

    never = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: never.wait(60))
    with pytest.raises(NotFetched, match=r"more than 0\.1 seconds in all"):
        fetch("http://gazette.example/a", Web(seconds=0.1))
    never.set()
