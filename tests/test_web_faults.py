"""Servers that bomb, drip, lie and break off: each answer is read whole, named as cut, or refused, in bounded time and memory."""

import gzip
import tracemalloc
import zlib

import pytest
from web_server import ARTICLE, PACKED, SENTENCES, Talk, article

from storycompare import StoryCompareError, Web, load
from storycompare.gather.web.fetch import fetch

HALF = ARTICLE[: ARTICLE.index(b"<p>The move")]


def web(server, **settings):
    """Settings under which the server may be asked, and that give up soon."""
    return Web(**{"allow_hosts": (f"127.0.0.1:{server.port}",), "pause": 0, "seconds": 3.0, "read_seconds": 0.4} | settings)


def told(url, settings):
    """What became of a page: status and reason, or the code of the error, and the words."""
    try:
        version = load(url, web=settings)
    except StoryCompareError as error:
        return error.code, str(error)
    return " ".join(
        filter(None, [version.status, version.reason and version.reason.code])
    ), version.reason.message if version.reason else ""


def endless(talk, piece, pause=0.0):
    while True:
        talk.raw(piece)
        talk.server.stopping.wait(pause)


def chunked(talk, *pieces, end=b""):
    talk.head(Transfer_Encoding="chunked")
    talk.chunks(*pieces)
    talk.raw(end)


def declared(talk, length, body):
    talk.head(length=length)
    talk.raw(body)


def late(talk, body):
    talk.head(length=len(ARTICLE))
    talk.raw(body)
    talk.stall()


def packed(encoding, data, **head):
    return lambda talk: talk.reply(data, Content_Encoding=encoding, **head)


def zeros(mib):
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(pack.compress(b"<p>so</p>" * 116_509) for _ in range(mib)) + pack.flush()


BOMB = zeros(64)
# label, what the server does, what becomes of it, words of the message
FAULTS = [
    ("plain", Talk.reply, "ok", ""),
    ("gzip", packed("gzip", PACKED), "ok", ""),
    ("gzip by its old name", packed("x-gzip", PACKED), "ok", ""),
    ("gzip in two members", packed("gzip", gzip.compress(HALF) + gzip.compress(ARTICLE[len(HALF) :])), "ok", ""),
    ("gzip in a thousand members", packed("gzip", gzip.compress(b"") * 1_000), "not-fetched", "more than 100 gzip files"),
    ("gzip and padding", packed("gzip", PACKED + b"\0" * 40), "ok", ""),
    ("deflate", packed("deflate", zlib.compress(ARTICLE)), "ok", ""),
    ("deflate without its header", packed("deflate", zlib.compress(ARTICLE)[2:-4]), "ok", ""),
    ("identity", packed("identity", ARTICLE), "ok", ""),
    ("chunked", lambda t: chunked(t, HALF, ARTICLE[len(HALF) :], end=b"0\r\n\r\n"), "ok", ""),
    ("length below zero", lambda t: declared(t, -1, ARTICLE), "ok", ""),
    ("no length", lambda t: (t.head(), t.raw(ARTICLE)), "ok", ""),
    ("refresh header", lambda t: t.reply(Refresh="0; url=file:///etc/passwd"), "ok", ""),
    ("gzip bomb", packed("gzip", BOMB), "too-large", "over 10,000,000 bytes"),
    (
        "gzip bomb in chunks",
        lambda t: (t.head(Content_Encoding="gzip", Transfer_Encoding="chunked"), t.chunks(BOMB, b"")),
        "too-large",
        "over",
    ),
    ("gzip in gzip", packed("gzip, gzip", gzip.compress(PACKED)), "not-fetched", "several encodings"),
    ("a hundred encodings", packed(", ".join(["gzip"] * 100), b"x"), "not-fetched", "several encodings"),
    ("an encoding nobody asked for", packed("br", b"x"), "not-fetched", "came in 'br'"),
    ("gzip that nobody names", lambda t: t.reply(PACKED), "refused binary", "gzip data"),
    ("bomb under an error", packed("gzip", BOMB, status="500 Oops"), "refused error-page", "answered 500"),
    ("named gzip, but none", packed("gzip", ARTICLE), "not-fetched", "not the compressed data"),
    ("gzip with a wrong sum", packed("gzip", PACKED[:-6] + bytes([PACKED[-6] ^ 255]) + PACKED[-5:]), "not-fetched", "damaged"),
    ("cut gzip", packed("gzip", gzip.compress(article(*SENTENCES * 400), 1)[:-900]), "partial truncated", "compressed data stops"),
    ("gzip cut at once", packed("gzip", PACKED[:12]), "not-fetched", "compressed data stops"),
    ("headers that drip", lambda t: t.drip(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 9_000), "not-fetched", "more than 3 seconds in all"),
    ("a body that drips", lambda t: (t.head(length=90_000), t.raw(HALF), t.drip(b"x" * 9_000)), "partial truncated", "3 seconds in all"),
    ("silence", Talk.stall, "not-fetched", "silent for too long"),
    ("silence in the middle", lambda t: late(t, HALF), "partial truncated", "silent for too long"),
    ("silence before the body", lambda t: late(t, b""), "not-fetched", "silent for too long"),
    ("silence in the head of the page", lambda t: late(t, ARTICLE[:40]), "refused truncated", "silent for too long"),
    ("an endless body", lambda t: (t.head(), endless(t, b"<p>So they said again.</p>" * 4_000)), "too-large", "over 10,000,000 bytes"),
    ("an endless film", lambda t: (t.head(kind="video/mp4"), endless(t, b"x" * 9_000, 0.01)), "refused binary", "video/mp4"),
    ("endless headers", lambda t: (t.raw(b"HTTP/1.1 200 OK\r\n"), endless(t, b"X: y\r\n")), "not-fetched", "headers are too many"),
    (
        "a header of a megabyte",
        lambda t: t.raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 2**20 + b"\r\n\r\n"),
        "not-fetched",
        "headers are too long",
    ),
    ("interim answers for ever", lambda t: endless(t, b"HTTP/1.1 100 Continue\r\n\r\n"), "not-fetched", "interim answers"),
    ("one interim answer", lambda t: (t.raw(b"HTTP/1.1 100 Continue\r\n\r\n"), t.reply()), "ok", ""),
    ("a terabyte, it says", lambda t: declared(t, 10**12, ARTICLE), "too-large", "over 10,000,000 bytes"),
    ("eleven megabytes", lambda t: t.reply(b"<p>So.</p>" * 1_100_000), "too-large", "over 10,000,000 bytes"),
    ("closed at once", lambda _: None, "not-fetched", "closed the connection"),
    ("reset at once", Talk.reset, "not-fetched", "closed the connection"),
    ("reset in the middle", lambda t: (declared(t, len(ARTICLE), HALF), t.drip(b"\n" * 5), t.reset()), "partial truncated", "broke off"),
    ("shorter than it says", lambda t: declared(t, 3 * len(ARTICLE), HALF), "partial truncated", "shorter than its server said"),
    ("longer than it says", lambda t: declared(t, len(HALF) - 20, ARTICLE), "partial truncated", "stops in the middle"),
    ("chunks that end early", lambda t: chunked(t, HALF), "partial truncated", "chunks stop"),
    ("chunks of no size", lambda t: chunked(t, end=b"zz\r\nhello\r\n"), "not-fetched", "chunks"),
    ("a chunk too large to be true", lambda t: chunked(t, end=b"FFFFFFFFFFFF\r\n" + HALF), "partial truncated", "chunks"),
    ("two lengths", lambda t: t.reply(Content_Length="5"), "not-fetched", "contradict"),
    ("no HTTP", lambda t: t.raw(bytes(range(256)) * 8), "not-fetched", "does not speak HTTP"),
    ("a banner", lambda t: t.raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "not-fetched", "does not speak HTTP"),
    ("a body without headers", lambda t: t.raw(ARTICLE), "not-fetched", "does not speak HTTP"),
    ("no status", lambda t: t.raw(b"HTTP/1.1 \r\n\r\n" + ARTICLE), "not-fetched", "does not speak HTTP"),
    ("control bytes in a header", lambda t: t.raw(b"HTTP/1.1 200 OK\r\nX\0Y: a\1b\r\n\r\n" + ARTICLE), "ok", ""),
    ("a status of its own", lambda t: t.reply(status="999 Weird"), "refused error-page", "answered 999"),
    ("not found", lambda t: t.reply(status="404 Not Found"), "refused error-page", "answered 404 (Not Found)"),
    ("gone wrong", lambda t: t.reply(status="500 Oops"), "refused error-page", "try again later"),
    (
        "a wall",
        lambda t: t.reply(b"<title>Just a moment...</title><p>Verify you are human.", status="403 No"),
        "refused robot-check",
        "403",
    ),
    ("a wall by its header", lambda t: t.reply(status="403 No", cf_mitigated="challenge"), "refused robot-check", "robots"),
    ("a password", lambda t: t.reply(b"no", status="401 No", WWW_Authenticate='Basic realm="x"'), "refused login", "name and a password"),
    ("nothing", lambda t: t.head(status="204 No Content"), "refused not-fetched", "answered 204"),
    ("a part", lambda t: t.reply(HALF, status="206 Partial Content"), "partial truncated", "a part of the page"),
    ("as before", lambda t: t.head(status="304 Not Modified"), "refused not-fetched", "answered 304"),
    ("a redirect to nowhere", lambda t: t.reply(b"moved", status="302 Found"), "refused not-fetched", "answered 302"),
    ("several choices", lambda t: t.redirect("/b", status="300 Choose"), "refused not-fetched", "answered 300"),
    ("a PDF", lambda t: t.reply(b"%PDF-1.7\n" + b"x" * 900, kind="application/pdf"), "refused binary", "a PDF"),
    ("a PDF called a page", lambda t: t.reply(b"%PDF-1.7\n" + b"x" * 900), "refused binary", "a PDF"),
    ("a picture", lambda t: t.reply(b"\x89PNG\r\n\x1a\n", kind="image/png"), "refused binary", "image/png"),
    ("a page called a PDF", lambda t: t.reply(kind="application/pdf"), "ok", ""),
    ("a page called bytes", lambda t: t.reply(kind="application/octet-stream"), "ok", ""),
    ("a page called nothing", lambda t: t.reply(kind=None), "ok", ""),
    ("a page called nonsense", lambda t: t.reply(kind="///;;=="), "ok", ""),
    ("a long type", lambda t: t.reply(kind="text/html; " + "x=y; " * 5_000), "ok", ""),
    ("text", lambda t: t.reply("\n".join(SENTENCES).encode(), kind="text/plain; charset=utf-8"), "ok", ""),
    ("JSON", lambda t: t.reply(b'{"versions": [{"outlet": "A", "text": "So."}]}', kind="application/json"), "refused no-article", "JSON"),
    ("JSON called a page", lambda t: t.reply(b'{"text": "So."}'), "refused no-article", "JSON"),
    ("a feed", lambda t: t.reply(b"<rss/>", kind="application/rss+xml"), "refused feed", "feed"),
    ("an empty page", lambda t: t.reply(b""), "refused empty", "empty"),
]


@pytest.mark.parametrize(("answer", "becomes", "words"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_what_becomes_of_it(server, dials, answer, becomes, words):
    server.routes["/a"] = answer
    got, message = told(f"{server.base}/a", web(server))
    assert (got, words in message) == (becomes, True), (got, message)
    assert dials.blocked == []


def test_a_page_called_something_else_is_said(server):
    server.routes["/a"] = lambda talk: talk.reply(kind="application/pdf")
    assert [notice.code for notice in load(f"{server.base}/a", web=web(server)).warnings] == ["wrong-type"]


@pytest.mark.parametrize("name", ["gzip bomb", "gzip bomb in chunks", "bomb under an error", "an endless body"])
def test_a_bomb_costs_its_limit_not_its_size(server, name):
    server.routes["/a"] = next(row[1] for row in FAULTS if row[0] == name)
    fetch_once = lambda: told(f"{server.base}/a", web(server))  # noqa: E731
    fetch_once()
    tracemalloc.start()
    try:
        fetch_once()
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_the_body_of_a_redirect_is_not_read(server):
    server.routes["/a"] = lambda t: (t.head(status="302 Found", Location="/b", Content_Encoding="gzip"), endless(t, BOMB))
    server.routes["/b"] = Talk.reply
    assert told(f"{server.base}/a", web(server)) == ("ok", "")


ACCENTS = "La mairie a été prévenue : l’hôtel de ville coûtera 4 millions d’euros à la région, a déclaré Zoë Bérénice."


@pytest.mark.parametrize(
    ("label", "kind", "meta", "codec"),
    [
        ("valid UTF-8 goes before the header", "text/html; charset=iso-8859-1", "", "utf-8"),
        ("valid UTF-8 goes before a header of another kind", "text/html; charset=shift_jis", "", "utf-8"),
        ("a byte order mark goes before all", "text/html; charset=windows-1252", "", "utf-16"),
        ("the header goes before the page", "text/html; charset=windows-1252", "shift_jis", "cp1252"),
        ("the page, where there is no header", "text/html", "windows-1252", "cp1252"),
        ("the page, where the header names nothing known", "text/html; charset=foo-8", "windows-1252", "cp1252"),
        ("a guess, where nobody says", "text/html", "", "cp1252"),
        ("a header that is wrong", "text/html; charset=utf-8", "", "cp1252"),
        ("Latin-1 means Windows", 'text/html; charset="ISO-8859-1"', "", "cp1252"),
        ("UTF-16 without its mark", "text/html; charset=utf-16", "", "utf-16-le"),
        *[
            (f"{name} is no charset", f"text/html; charset={name}", name, "cp1252")
            for name in ("utf-7", "bz2", "rot13", "hex", "idna", "unicode_escape")
        ],
    ],
)
def test_letters_are_right(server, label, kind, meta, codec):
    page = article(ACCENTS, charset=f'<meta charset="{meta}">' if meta else "").decode()
    server.routes["/a"] = lambda talk: talk.reply(page.encode(codec), kind=kind)
    version = load(f"{server.base}/a", web=web(server))
    assert ACCENTS in version.text
    nobody_says = codec == "cp1252" and "windows" not in kind + meta and "ISO" not in kind
    assert [notice.code for notice in version.warnings] == ["charset-guessed"] * nobody_says


def test_bytes_that_are_lost_are_said(server):
    server.routes["/a"] = lambda talk: talk.reply(ARTICLE.replace(b"Ana", b"\xffAna"))
    codes = [notice.code for notice in load(f"{server.base}/a", web=web(server)).warnings]
    assert codes == ["bytes-lost"]


def test_what_was_fetched_is_told(server):
    server.routes["/b"] = lambda talk: talk.redirect("/a?x=1#top")
    page = fetch(f"http://ana:secret@127.0.0.1:{server.port}/b", web(server))
    assert (page.url, page.final_url) == (f"http://***@127.0.0.1:{server.port}/b", f"{server.base}/a?x=1")
    assert (page.status, page.content_type, page.charset, page.body, page.cut) == (200, "text/html", "utf-8", ARTICLE, None)
    assert len(page.fetched_at) == len("2026-11-22T12:00:00Z")
    version = load(f"{server.base}/b", web=web(server))
    assert (version.source.final_url, version.source.sha256) == (f"{server.base}/a?x=1", page.sha256)
    assert version.source.fetched_at >= page.fetched_at
    assert (version.id, version.url) == ("127.0.0.1", version.source.final_url)
