"""WARC archives as sources: each page captured is a version; what is broken, cut, too large or no page is said or passed over."""

import gzip
import hashlib
import io
import sys
import zlib

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from storycompare import load, load_all
from storycompare.errors import LimitExceeded, MissingExtra, SourceUnreadable, StoryError
from storycompare.gather import warc
from storycompare.gather.origin import Origin

TIME = "2026-03-03T14:05:00Z"
BODY = [f"The council voted on Monday to close bridge number {i} for repairs in June." for i in range(8)]


def page(name="bridge"):
    return f"<html><body><article>{''.join(f'<p>{t}</p>' for t in BODY)}<p>So it is with the {name}.</p></article></body></html>".encode()


def archive(*records, packed=False, **options):
    """An archive of (address, body, headers of the server, status, type of record, headers of the record)."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    for record in records:
        address, body, headers, status, kind, told = (*record, *(None,) * (6 - len(record)))
        http = StatusAndHeaders(status or "200 OK", list((headers or {"Content-Type": "text/html; charset=utf-8"}).items()), "HTTP/1.1")
        told = {"WARC-Date": TIME, **(told or {})}
        payload = {"payload": io.BytesIO(body), "length": len(body)}  # of a known length, or it is kept in a file that nobody closes
        written = writer.create_warc_record(address, kind or "response", http_headers=http, warc_headers_dict=told, **payload)
        writer.write_record(written)
    return file.getvalue()


def versions(tmp_path, data, name="story.warc"):
    (tmp_path / name).write_bytes(data)
    return load_all(tmp_path / name)


GAZETTE, COURIER = ("https://gazette.example/bridge", page("gazette")), ("https://courier.example/bridge", page("courier"))
HTML = {"Content-Type": "text/html"}


@pytest.mark.parametrize(("name", "packed"), [("story.warc", False), ("story.warc.gz", True), ("STORY.WARC", True)])
def test_each_page_is_a_version_with_its_address_time_and_digest(tmp_path, name, packed):
    found = versions(tmp_path, archive(GAZETTE, COURIER, packed=packed), name)
    assert [(v.id, v.url, v.status, v.source.captured_at) for v in found] == [
        ("gazette.example", GAZETTE[0], "ok", TIME),
        ("courier.example", COURIER[0], "ok", TIME),
    ]
    assert found[0].source.sha256 == hashlib.sha256(GAZETTE[1]).hexdigest()
    assert found[0].text.split("\n\n")[:8] == BODY


def test_an_archive_packed_as_one_is_read_too(tmp_path):
    assert [v.status for v in versions(tmp_path, gzip.compress(archive(GAZETTE, COURIER)))] == ["ok", "ok"]


def test_load_takes_an_archive_of_one_page_and_what_is_given_goes_first(tmp_path):
    (tmp_path / "one.warc").write_bytes(archive(GAZETTE))
    (tmp_path / "two.warc").write_bytes(archive(GAZETTE, COURIER))
    version = load(tmp_path / "one.warc", outlet="The Gazette")
    assert (version.id, version.url, version.source.captured_at) == ("The Gazette", GAZETTE[0], TIME)
    with pytest.raises(StoryError, match="holds 2 versions, not one; use load_all"):
        load(tmp_path / "two.warc")


def test_an_archive_in_a_folder_is_read_with_the_pages_beside_it(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(archive(GAZETTE, packed=True))
    (tmp_path / "b.html").write_bytes(COURIER[1])
    (tmp_path / "c.gz").write_bytes(b"not read")
    assert [v.id for v in load_all(tmp_path)] == ["gazette.example", "b"]


PASSED_OVER = {
    "a request": ("https://gazette.example/a", b"", {"Host": "gazette.example"}, "GET / HTTP/1.1", "request"),
    "a repeated capture": ("https://gazette.example/a", b"", HTML, "200 OK", "revisit"),
    "metadata": ("https://gazette.example/a", b"via: x", None, None, "metadata"),
    "an error": ("https://gazette.example/a", page(), HTML, "404 Not Found"),
    "a redirect": ("https://gazette.example/a", page(), {**HTML, "Location": "/b"}, "301 Moved"),
    "an image": ("https://gazette.example/a.png", b"\x89PNG", {"Content-Type": "image/png"}),
    "a script": ("https://gazette.example/a.js", b"<p>", {"Content-Type": "text/javascript"}),
    "no type": ("https://gazette.example/a", page(), {"Server": "x"}),
    "robots.txt": ("https://gazette.example/robots.txt", page(), HTML),
    "a frame": ("https://gazette.example/ad", page(), HTML, "200 OK", "response", {"WARC-Resource-Type": "iframe"}),
    "a name look-up": ("dns:gazette.example", b"127.0.0.1", None, None, "resource"),
}


@pytest.mark.parametrize("other", PASSED_OVER.values(), ids=PASSED_OVER)
def test_what_is_no_page_is_passed_over(tmp_path, other):
    assert [v.url for v in versions(tmp_path, archive(other, GAZETTE, other))] == [GAZETTE[0]]


def test_an_archive_without_pages_says_so(tmp_path):
    (version,) = versions(tmp_path, archive(*PASSED_OVER.values()))
    assert (version.id, version.status, version.reason.code) == ("story", "refused", "unreadable")
    assert "no HTML page that was captured with status 200" in version.reason.message


def chunks(body):
    return b"".join(b"%x\r\n%s\r\n" % (len(body[i : i + 99]), body[i : i + 99]) for i in range(0, len(body), 99)) + b"0\r\n\r\n"


def deflated(body, bits):
    packer = zlib.compressobj(wbits=bits)
    return packer.compress(body) + packer.flush()


STORED = {
    "in chunks": (chunks(page()), {"Transfer-Encoding": "chunked"}),
    "called chunked but whole": (page(), {"Transfer-Encoding": "chunked"}),
    "gzip": (gzip.compress(page()), {"Content-Encoding": "gzip"}),
    "gzip in chunks": (chunks(gzip.compress(page())), {"Content-Encoding": "GZIP", "Transfer-Encoding": "chunked"}),
    "deflate": (deflated(page(), 15), {"Content-Encoding": "deflate"}),
    "raw deflate": (deflated(page(), -15), {"Content-Encoding": "deflate"}),
    "called gzip but unpacked": (page(), {"Content-Encoding": "gzip", "Content-Length": "90"}),
    "called brotli but unpacked": (page(), {"Content-Encoding": "br"}),
}


@pytest.mark.parametrize(("body", "headers"), STORED.values(), ids=STORED)
def test_a_page_is_read_out_of_what_the_server_packed_it_in(tmp_path, body, headers):
    (version,) = versions(tmp_path, archive(("https://gazette.example/a", body, {**HTML, **headers})))
    assert (version.status, version.text.split("\n\n")[:8]) == ("ok", BODY)
    assert version.source.sha256 == hashlib.sha256(page()).hexdigest()


def test_a_page_in_what_cannot_be_unpacked_is_refused_by_name(tmp_path):
    data = archive(("https://gazette.example/a", b"\x8b\x02\x80", {**HTML, "Content-Encoding": "br"}), COURIER)
    refused, good = versions(tmp_path, data)
    assert (refused.id, refused.reason.code, good.status) == ("gazette.example", "unreadable", "ok")
    assert "'br'" in refused.reason.message


CUT = {
    "the archive says so": ("https://gazette.example/a", page(), HTML, None, None, {"WARC-Truncated": "length"}),
    "the server said more": ("https://gazette.example/a", page(), {**HTML, "Content-Length": "90000"}),
    "its gzip has no end": ("https://gazette.example/a", gzip.compress(page())[:-12], {**HTML, "Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("record", CUT.values(), ids=CUT)
def test_a_page_that_is_not_whole_is_partial(tmp_path, record):
    cut, good = versions(tmp_path, archive(record, COURIER))
    assert (cut.status, cut.reason.code, BODY[0] in cut.text, good.status) == ("partial", "truncated", True, "ok")


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_gives_the_pages_before_and_says_so(tmp_path, packed):
    whole = archive(GAZETTE, COURIER, packed=packed)
    first, *others = versions(tmp_path, whole[:-200])
    assert (first.url, first.status) == (GAZETTE[0], "ok")
    assert (others[-1].status, others[-1].reason.code) == ("refused", "truncated")
    assert "cut or broken" in others[-1].reason.message
    assert all(v.status == "partial" for v in others[:-1])


def test_every_cut_of_an_archive_is_read_without_a_fault(tmp_path):
    whole = archive(GAZETTE, COURIER, packed=True)
    for end in range(0, len(whole), 37):
        try:
            found = warc.pages(whole[:end], Origin("a"))
        except SourceUnreadable:
            assert end < 400
        else:
            assert found[-1].refused
            assert all(kept.cut or kept.refused or kept.body in {GAZETTE[1], COURIER[1]} for kept in found)


@pytest.mark.parametrize(
    "noise", [b"\x00\x01" * 500, b"HTTP/1.1 200 OK\r\n\r\n", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nabc"]
)
def test_noise_after_a_record_is_said(tmp_path, noise):
    good, broken = versions(tmp_path, archive(GAZETTE) + noise)
    assert (good.status, broken.reason.code) == ("ok", "truncated")


@pytest.mark.parametrize("data", [b"noise", b"<html><p>A page.</p></html>", gzip.compress(b"noise" * 100), b"\x1f\x8bnoise", b""])
def test_what_is_no_archive_is_refused(tmp_path, data):
    (version,) = versions(tmp_path, data)
    assert (version.id, version.status) == ("story", "refused")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (gzip.compress(b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 900000000\r\n\r\n" + bytes(400_000_000), 1), "300,000,000 bytes unpacked"),
        (gzip.compress(b"WARC/1.0\r\n" + b"a: b\r\n" * 300_000), "bytes of headers"),
        (gzip.compress(b"WARC/1.0\r\n" + b"a" * 9_000_000), "bytes of headers"),
        (gzip.compress(b"\n" * 9_000_000), "bytes of headers"),
        (archive(("https://a.example/", b"1\r\na\r\n" * 600_000, {**HTML, "Transfer-Encoding": "chunked"})), "bytes of headers"),
        (archive(*[(f"https://a.example/{i}", b"<p>", HTML) for i in range(51)]), "over 50 pages"),
        (b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n" * 50_001, "over 50,000 records"),
    ],
    ids=["unpacked", "header lines", "one line", "blank lines", "chunks", "pages", "records"],
)  # fmt: skip
def test_past_a_limit_the_archive_is_refused_by_name(tmp_path, data, why):
    with pytest.raises(LimitExceeded, match=why):
        warc.pages(data, Origin("story"))
    if len(data) < 1_000_000:
        (version,) = versions(tmp_path, data)
        assert (version.id, version.reason.code) == ("story", "too-large")


def test_a_page_that_unpacks_to_too_much_is_refused_and_the_next_one_read(tmp_path):
    bomb = gzip.compress(b"<p>" + b" " * 40_000_000)
    refused, good = versions(tmp_path, archive(("https://a.example/", bomb, {**HTML, "Content-Encoding": "gzip"}), COURIER))
    assert (refused.reason.code, good.status) == ("too-large", "ok")


def test_without_warcio_the_line_that_installs_it_is_named_and_the_others_are_read(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "warcio.recordloader", None)
    (tmp_path / "a.warc").write_bytes(archive(GAZETTE))
    (tmp_path / "b.html").write_bytes(COURIER[1])
    with pytest.raises(MissingExtra, match=r"pip install 'storycompare\[warc\]'"):
        load(tmp_path / "a.warc")
    assert [(v.id, v.reason and v.reason.code) for v in load_all(tmp_path)] == [("a", "missing-extra"), ("b", None)]


def test_nothing_is_said_on_the_terminal(tmp_path, capfd):
    versions(tmp_path, archive(GAZETTE) + b"noise" + archive(COURIER))
    assert capfd.readouterr() == ("", "")
