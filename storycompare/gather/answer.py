"""What a page from the web is worth: its status, its type and what the transport says of it, put to the version read from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from storycompare.gather.origin import Origin
from storycompare.gather.snapshot import snapshot
from storycompare.gather.web.response import Fetched
from storycompare.gather.web.trouble import SAVE
from storycompare.model import Notice, Reason, Version

_WALLS = frozenset({"robot-check", "login", "consent", "paywall"})
_SEEMS_EMPTY = frozenset({"empty", "no-article", "index"})
_LATER = f"try again later, or {SAVE}"
_MARKUP = ("", "text/html", "application/xhtml+xml", "application/xml", "text/xml")
_LIKE_A_PAGE = (b"<!doctype html", b"<html")


def read_answer(page: Fetched, given: dict[str, Any], read: Callable[[bytes, str, Origin], Version]) -> Version:
    """Return the version in ``page``, refused or partial where status, type or transport say so.

    Args:
        page: what came.
        given: fields that go before what the page says.
        read: what makes a version of bytes, a kind and an origin.
    """
    origin = Origin(
        _host(page.final_url),
        given,
        page.sha256,
        page.warnings,
        final_url=page.final_url,
        fetched_at=page.fetched_at,
        charset=page.charset,
        cut=page.cut,
    ).captured(snapshot(page.final_url))
    if page.cut and page.cut.code != "truncated":
        return _placed(origin.refused(page.cut))
    if not 200 <= page.status < 300 or page.status == HTTPStatus.NO_CONTENT:
        return _placed(origin.refused(_status(page, origin, read)))
    kind = _kind(page)
    if kind == "json":
        return _placed(origin.refused(Reason("no-article", f"it is JSON, not a page; {SAVE}")))
    version = _placed(read(page.body, kind, origin))
    if version.status != "refused" and kind == "html" and page.content_type not in (*_MARKUP, "text/plain"):
        said = f"the server calls it {page.content_type}, but it is a page, and was read as one"
        version = replace(version, warnings=(*version.warnings, Notice("wrong-type", said)))
    return told_cut(version, page.cut) if page.cut else version


def told_cut(version: Version, cut: Reason) -> Version:
    """Return ``version`` with what the transport says: more exact than what the cut page looks like."""
    seems = version.reason.code if version.reason else ""
    if version.status == "refused":
        return replace(version, reason=cut) if seems in _SEEMS_EMPTY else version
    return replace(version, status="partial", reason=cut) if seems in {"", "truncated"} else version


def _kind(page: Fetched) -> str:
    """Return as what the body is read: what it begins like goes before what the server calls it."""
    start = page.body[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_LIKE_A_PAGE):
        return "html"
    if page.content_type.endswith(("/json", "+json")) or start.startswith((b"{", b"[")):
        return "json"
    return {"text/plain": "text", "text/markdown": "markdown"}.get(page.content_type, "html")


def _status(page: Fetched, origin: Origin, read: Callable[[bytes, str, Origin], Version]) -> Reason:
    """Return why an answer with this status is no article, whatever its body looks like; a wall is named by what it says."""
    phrase = next((f" ({status.phrase})" for status in HTTPStatus if status == page.status), "")
    found = read(page.body, "html", origin).reason if page.body else None
    if found and found.code in _WALLS:
        return Reason(found.code, f"the server answered {page.status}{phrase}: {found.message}")
    if page.status == HTTPStatus.UNAUTHORIZED:
        return Reason(
            "login", f"the server answered 401 (Unauthorized): it asks for a name and a password; log in with a browser, then {SAVE}"
        )
    code = "error-page" if page.status >= 400 else "not-fetched"
    fix = _LATER if page.status == HTTPStatus.TOO_MANY_REQUESTS or page.status >= 500 else f"check the address, or {SAVE}"
    return Reason(code, f"the server answered {page.status}{phrase}, not with the article; {fix}")


def read_kept(data: bytes, kind: str, origin: Origin, read: Callable[[bytes, str, Origin], Version]) -> Version:
    """Return the version in a page that was kept on the disk, as it was when it was fetched; ``origin`` has what its index says."""
    origin = replace(origin, stem=_host(origin.final_url or "")).captured(snapshot(origin.final_url or ""))
    version = _placed(read(data, kind, origin))
    return told_cut(version, origin.cut) if origin.cut else version


def _host(url: str) -> str:
    return urlsplit(url).hostname or "page"


def _placed(version: Version) -> Version:
    """Return ``version`` with an address: the one the page names as its own, else where it was found."""
    return version if version.url else replace(version, url=version.source.final_url)
