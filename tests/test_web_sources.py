"""Addresses as sources: in Python and on the command line; five pages of which two are whole; pages kept and read again."""

import hashlib
import json
import socket
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from web_server import ARTICLE, CERTIFICATE, SENTENCES, Server, article

from storycompare import Web, load, load_all
from storycompare.errors import NotFetched, OutputError
from storycompare.gather import load_story
from storycompare.gather.web.fetch import fetch
from storycompare.gather.web.keep import INDEX, keep

OWN = "Porters fear for their jobs, and the quay has no roof, the union told the board."
CONSENT = b"""<html><head><title>Before you continue</title></head><body><p>We value your privacy.</p><p>We and our 842 partners store
and access information on a device, such as cookies.</p><p>Accept all. Reject all.</p></body></html>"""


def web(*servers, **settings):
    return Web(**{"allow_hosts": tuple(f"127.0.0.1:{server.port}" for server in servers), "pause": 0, "seconds": 5.0} | settings)


def test_an_address_is_a_source_like_a_file(server, tmp_path):
    (tmp_path / "b.html").write_bytes(ARTICLE)
    url = f"{server.base}/a"
    version = load(url, outlet="The Quay", headline="H", meta={"k": 1}, web=web(server))
    assert (version.id, version.outlet, version.headline, version.url, version.meta) == ("The Quay", "The Quay", "H", url, {"k": 1})
    assert (version.status, version.source.sha256) == ("ok", hashlib.sha256(ARTICLE).hexdigest())
    versions = load_all(tmp_path / "b.html", url, f"{server.base}/none", "http://127.0.0.1/", "ftp://a.example/", web=web(server))
    assert [(v.id, v.status, v.reason and v.reason.code) for v in versions] == [
        ("b", "ok", None),
        ("127.0.0.1", "ok", None),
        ("127.0.0.1", "refused", "error-page"),
        ("127.0.0.1", "refused", "not-fetched"),
        ("a.example", "refused", "not-fetched"),
    ]
    assert all("save the page" in v.reason.message or "--allow-host" in v.reason.message for v in versions[2:4])
    assert [v.status for v in load_story(url, web=web(server)).versions] == ["ok"]
    with pytest.raises(NotFetched, match="--allow-host"):
        load(url)


def test_what_a_page_says_of_its_own_address_goes_before_where_it_was_found(server):
    server.routes["/amp"] = lambda talk: talk.reply(
        ARTICLE.replace(b"<title>", b'<link rel="canonical" href="https://quay.example/fish"><title>')
    )
    version = load(f"{server.base}/amp", web=web(server))
    assert (version.url, version.source.final_url) == ("https://quay.example/fish", f"{server.base}/amp")


def test_a_page_on_a_server_is_never_a_story(server):
    story = json.dumps({"versions": [{"outlet": "Gazette", "text": SENTENCES[0]}, {"outlet": "Courier", "text": SENTENCES[1]}]}).encode()
    for kind in ("application/json", "text/html", "text/plain", None):
        server.routes["/s.json"] = lambda talk, kind=kind: talk.reply(story, kind=kind)
        assert [v.status for v in load_all(f"{server.base}/s.json", web=web(server))] == ["refused"]


def test_five_addresses_two_whole_pages(command, dials, monkeypatch):
    """One is a consent page, one is cut, one is dead: the two whole ones are compared, the three named, nothing is claimed of them."""
    servers = [Server() for _ in range(5)]
    dead = servers[4]
    servers[1].routes["/a"] = lambda talk: talk.reply(article(OWN))
    servers[2].routes["/a"] = lambda talk: talk.reply(CONSENT)
    servers[3].routes["/a"] = lambda talk: (talk.head(length=len(ARTICLE)), talk.raw(ARTICLE[: ARTICLE.index(b"The move will")]))
    dead.stop()
    names = ["Quay", "Pier", "Consent", "Cut", "Dead"]
    arguments = [part for name, server in zip(names, servers, strict=True) for part in ("--as", f"{name}={server.base}/a")]
    allowed = [part for server in servers for part in ("--allow-host", f"127.0.0.1:{server.port}")]
    done = command("compare", *arguments, *allowed, "--pause", "0", "--format", "json")
    for server in servers[:4]:
        server.stop()
    assert done.code == 0
    result = json.loads(done.out)
    found = {v["id"]: (v["status"], v["reason"] and v["reason"]["code"]) for v in result["versions"]}
    assert found == {
        "Quay": ("ok", None),
        "Pier": ("ok", None),
        "Consent": ("refused", "consent"),
        "Cut": ("partial", "truncated"),
        "Dead": ("refused", "not-fetched"),
    }
    assert {name for name in names[2:] if f"warning: {name}: " in done.err} == set(names[2:])
    assert {o["version"] for o in result["omissions"]} <= {"Quay", "Pier"}
    assert {a["version"] for a in result["additions"]} <= {"Quay", "Pier"}
    whole = [m for m in result["matches"] if {m["a"]["version"], m["b"]["version"]} == {"Quay", "Pier"}]
    assert len(whole) == len(SENTENCES)
    assert any(OWN in v["text"] for v in result["versions"] if v["id"] == "Pier")
    source = next(v["source"] for v in result["versions"] if v["id"] == "Quay")
    assert source["final_url"] == f"{servers[0].base}/a"
    assert source["sha256"] == hashlib.sha256(ARTICLE).hexdigest()
    assert source["fetched_at"].endswith("Z")
    assert dials.blocked == []


def test_fetch_keeps_the_bytes_and_compare_reads_them_again(command, server, tmp_path):
    # Its charset is named by the server alone: what is read again has to be read the same.
    page = article(OWN, "La porte-parole a déclaré : « C’est la première réunion de l’année à Bézières. »")
    server.routes["/b"] = lambda talk: talk.reply(page.decode().encode("cp1252"), kind="text/html; charset=windows-1252")
    folder = tmp_path / "pages"
    where = ("--allow-host", f"127.0.0.1:{server.port}", "--pause", "0")
    done = command(
        "fetch", f"{server.base}/a", f"{server.base}/b", f"{server.base}/none", "http://ana:secret@10.0.0.1/", "-o", folder, *where
    )
    assert (done.code, len(done.out.splitlines())) == (0, 2)
    assert "answered 404" in done.err
    assert "10.0.0.1 is a private address" in done.err
    assert "secret" not in done.err
    kept = sorted(path for path in folder.iterdir() if path.name != INDEX)
    assert sorted(path.read_bytes() for path in kept) == sorted([ARTICLE, page.decode().encode("cp1252")])
    rows = [json.loads(line) for line in (folder / INDEX).read_text().splitlines()]
    assert [(row["url"], row["sha256"]) for row in rows] == [
        (f"{server.base}/a", hashlib.sha256(ARTICLE).hexdigest()),
        (f"{server.base}/b", hashlib.sha256(page.decode().encode("cp1252")).hexdigest()),
    ]
    again = {v.source.final_url: v for v in load_all(folder)}
    for version in load_all(f"{server.base}/a", f"{server.base}/b", web=web(server)):
        kept_one = again[version.url]
        assert (kept_one.text, kept_one.id, kept_one.url, kept_one.warnings) == (version.text, version.id, version.url, version.warnings)
        assert kept_one.source.fetched_at <= version.source.fetched_at
    assert command("compare", folder, "--format", "json").code == 0
    (folder / kept[0].name).write_bytes(ARTICLE + b"<!-- another -->")
    assert [v.source.final_url for v in load_all(folder / kept[0].name)] == [None]


def test_a_cut_page_is_cut_when_it_is_read_again(server, tmp_path):
    server.routes["/a"] = lambda talk: talk.reply(status="206 Partial Content")
    version = load(f"{server.base}/a", web=web(server, keep_pages=str(tmp_path)))
    (again,) = load_all(tmp_path)
    assert version.status == again.status == "partial"
    assert version.reason == again.reason


def test_compare_keeps_pages_when_asked(command, server, tmp_path):
    server.routes["/b"] = lambda talk: talk.reply(article(OWN))
    options = ["--allow-host", f"127.0.0.1:{server.port}", "--pause", "0", "--keep-pages", tmp_path / "kept", "--format", "json"]
    for _ in range(2):
        assert command("compare", f"{server.base}/a", "--as", f"Pier={server.base}/b", *options).code == 0
    assert len(list((tmp_path / "kept").glob("*.html"))) == 2
    rows = [json.loads(line) for line in (tmp_path / "kept" / INDEX).read_text().splitlines()]
    assert {row["url"] for row in rows} == {f"{server.base}/a", f"{server.base}/b"}


@pytest.mark.parametrize("folder", ["/proc/x", "/proc"])
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc, where no file can be made whoever asks")
def test_a_folder_that_nothing_can_be_written_in_is_found_out_before_a_page_is_asked_for(command, server, folder):
    where = ("--allow-host", f"127.0.0.1:{server.port}", "--pause", "0")
    for arguments in (
        ("compare", f"{server.base}/a", f"{server.base}/a", "--keep-pages", folder),
        ("fetch", f"{server.base}/a", "-o", folder),
    ):
        done = command(*arguments, *where)
        assert (done.code, server.asked) == (1, [])
        assert f"'{folder}' could not be written" in done.err
        assert "; choose another place\n" in done.err


def test_a_folder_of_no_page_has_no_index(command, server, tmp_path):
    where = ("--allow-host", f"127.0.0.1:{server.port}", "--pause", "0")
    assert command("fetch", f"{server.base}/none", "-o", tmp_path / "pages", *where).code == 1
    assert list((tmp_path / "pages").iterdir()) == []


def test_what_is_said_of_pages_of_one_host_names_each(command, server):
    server.routes["/cut"] = lambda talk: (talk.head(length=len(ARTICLE)), talk.raw(ARTICLE[: ARTICLE.index(b"The move will")]))
    server.routes["/to"] = lambda talk: talk.redirect("/elsewhere")
    urls = [f"{server.base}/{name}" for name in ("a", "none", "also-none", "cut", "to", "a")]
    done = command("compare", *urls, f"http://127.0.0.1:{server.port + 1}/", "--allow-host", f"127.0.0.1:{server.port}", "--pause", "0")
    said = [line for line in done.err.splitlines() if ": not compared: " in line or ": not whole: " in line]
    named = ("none", "also-none", "cut", "elsewhere")
    assert sorted(line.count(f" {server.base}/{name}: ") for name in named for line in said) == [0] * 16 + [1] * 4
    assert sum(f"'http://127.0.0.1:{server.port + 1}/' was not fetched" in line for line in said) == 1
    assert len(said) == 5


def test_a_folder_that_cannot_be_kept_in(command, server, tmp_path):
    (tmp_path / "file").write_text("x")
    done = command("fetch", f"{server.base}/a", "-o", tmp_path / "file", "--allow-host", f"127.0.0.1:{server.port}")
    assert (done.code, "could not be written" in done.err, server.asked) == (1, True, [])
    (tmp_path / INDEX).write_bytes(b"\xff\xfe")
    with pytest.raises(OutputError, match="is not text"):
        keep([fetch(f"{server.base}/a", web(server))], tmp_path)


@pytest.mark.parametrize("row", ["", "5", "{", '{"file": 1}', '{"file": "a.html", "sha256": "x"}'])
def test_an_index_that_says_nothing_of_a_file(tmp_path, row):
    (tmp_path / INDEX).write_text(f"{row}\n")
    (tmp_path / "a.html").write_bytes(ARTICLE)
    assert [(v.id, v.status) for v in load_all(tmp_path)] == [("a", "ok")]


def test_nothing_kept_is_an_exit_status(command, dials, tmp_path):
    done = command("fetch", "http://127.0.0.1:1/", "-o", tmp_path)
    assert (done.code, done.out) == (1, b"")
    assert "loopback" in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["compare", "a", "--allow-host", "127.0.0.1"], "is not HOST:PORT"),
        (["compare", "a", "--pause", "-1"], "--pause"),
        (["fetch", "-o", "x"], "Missing argument"),
        (["fetch", "http://a.example/"], "Missing option"),
    ],
)
def test_wrong_usage(command, arguments, says):
    done = command(*arguments)
    assert (done.code, says in done.err) == (2, True)


def test_robots_are_ignored_only_on_request(command, server, tmp_path):
    server.robots = lambda talk: talk.reply(b"User-agent: *\nDisallow: /\n", kind="text/plain")
    options = ["-o", tmp_path, "--allow-host", f"127.0.0.1:{server.port}", "--pause", "0"]
    done = command("fetch", f"{server.base}/a", *options)
    assert (done.code, "--ignore-robots" in done.err) == (1, True)
    assert command("fetch", f"{server.base}/a", *options, "--ignore-robots").code == 0


PUBLIC = "93.184.216.34"


@pytest.fixture
def secure(dials, names, monkeypatch):
    """A server for https://gazette.example, whose certificate is trusted by the environment."""
    server = Server(certificate=CERTIFICATE)
    names.table = {name: [[PUBLIC]] for name in ("gazette.example", "courier.example")}
    dials.lead = {(PUBLIC, 443): ("127.0.0.1", server.port)}
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    yield server
    server.stop()


def test_tls_keeps_the_name_when_the_address_is_pinned(secure, dials):
    page = fetch("https://gazette.example/a", Web(pause=0, trust_environment=True))
    assert (page.body, page.final_url) == (ARTICLE, "https://gazette.example/a")
    assert set(secure.names) == {"gazette.example"}
    assert {host for host, _, _ in secure.asked} == {"gazette.example"}
    assert set(dials.made) == {(PUBLIC, 443)}


@pytest.mark.parametrize(
    ("url", "trust", "words"),
    [
        ("https://courier.example/a", True, "certificate is not valid: it is of another host"),
        ("https://gazette.example/a", False, "certificate is not valid: self"),
    ],
)
def test_a_certificate_of_another_or_of_nobody_is_named(secure, url, trust, words):
    with pytest.raises(NotFetched, match=words):
        fetch(url, Web(pause=0, trust_environment=trust, robots=False))
    assert secure.asked == []


def test_tls_through_a_proxy_is_with_the_name(secure, dials, monkeypatch):
    """The proxy is asked for the name and sees no byte of the page; the certificate is checked against that name all the same."""

    def carry(source, target):
        with suppress(OSError):
            while data := source.recv(65_536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def tunnel(talk):
        talk.raw(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection(("127.0.0.1", secure.port)) as onward:
            back = threading.Thread(target=carry, args=(onward, talk.sock))
            back.start()
            carry(talk.sock, onward)
            back.join()

    proxy = Server()
    proxy.routes |= {"gazette.example:443": tunnel, "courier.example:443": tunnel}
    monkeypatch.setenv("https_proxy", proxy.base)
    web = Web(pause=0, trust_environment=True, robots=False)
    assert fetch("https://gazette.example/a", web).body == ARTICLE
    with pytest.raises(NotFetched, match="certificate is not valid: it is of another host"):
        fetch("https://courier.example/a", web)
    proxy.stop()
    assert [path for _, path, _ in proxy.asked] == ["gazette.example:443", "courier.example:443"]
    assert (PUBLIC, 443) not in dials.made


def test_plain_http_where_tls_is_asked_for(server, dials, names):
    names.table = {"gazette.example": [[PUBLIC]]}
    dials.lead = {(PUBLIC, 443): ("127.0.0.1", server.port)}
    # A plain server takes the greeting for a request, and answers in plain words.
    server.read = lambda sock: sock.recv(9_000) and b"GET /a HTTP/1.1\r\n"
    with pytest.raises(NotFetched, match="no TLS"):
        fetch("https://gazette.example/a", Web(pause=0, robots=False))
