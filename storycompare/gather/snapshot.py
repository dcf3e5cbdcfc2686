"""Pages kept by a web archive: the original's address and the time of capture, and the page as its outlet made it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate
from urllib.parse import unquote, urlsplit

from storycompare.errors import NotFetched
from storycompare.gather.web.url import masked

WAYBACK = frozenset({"web.archive.org", "www.web.archive.org"})
TODAY = frozenset(f"archive.{end}" for end in ("fo", "is", "li", "md", "ph", "today", "vn"))
"""The hosts of archive.today, whose longer addresses hold the original's."""

_ADDRESS = re.compile(
    r"https?://[^/?#]{1,300}/(?:web/)?(?:(?P<time>[\d.*-]{1,30})(?P<flags>(?:[a-z]{2}_)?)/(?P<original>\S{1,4000})|(?P<latest>https?:\S{1,4000}))",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"(https?):/{1,3}", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}:(?!\d)", re.IGNORECASE)
_TOOLBAR = re.compile(r"<!--\s{0,9}(BEGIN|END) WAYBACK TOOLBAR INSERT\s{0,9}-->")
_ARCHIVED = re.compile(
    r"FILE ARCHIVED ON (\d{2}:\d{2}:\d{2}) ([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) AND RETRIEVED FROM THE\s{1,20}INTERNET ARCHIVE"
)
_REWRITTEN = re.compile(r"""__wm\.wombat\(\s{0,9}"([^"\s]{1,4000})"\s{0,9},\s{0,9}"(\d{14})\"""")
_HEAD_TAG = re.compile(r"<(?:link|meta)\b[^<>]{0,5000}>", re.IGNORECASE)
_OWN_ADDRESS = re.compile(r"""rel\s?=\s?["']?canonical\b|(?:property|name)\s?=\s?["']?og:url\b""", re.IGNORECASE)
_VALUE = re.compile(r"""(?:href|content)\s?=\s?["']?([^"'\s<>]{1,4000})""", re.IGNORECASE)
_LOOKED_AT = 500_000
"""Characters from the start of a page in which its head is looked for."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page as an archive captured it: the original's address, and when, in ISO 8601; None where it is not said."""

    url: str | None
    captured_at: str | None = None


def of_archive(url: str) -> bool:
    """Return whether ``url`` is of an archive's host.

    >>> of_archive("https://archive.ph/AbCdE"), of_archive("https://gazette.example/web/2026/")
    (True, False)
    """
    try:
        return urlsplit(url).hostname in WAYBACK | TODAY
    except ValueError:
        return False


def snapshot(url: str) -> Snapshot | None:
    """Return what the address of an archived page says; None for any other address, the archive's lists of captures too.

    >>> snapshot("https://web.archive.org/web/20260303140500id_/https://gazette.example/bridge")
    Snapshot(url='https://gazette.example/bridge', captured_at='2026-03-03T14:05:00Z')
    >>> snapshot("https://web.archive.org/web/2026/gazette.example/bridge")
    Snapshot(url='http://gazette.example/bridge', captured_at=None)

    A time that is not full is one asked for, not one of capture: the archive answers with whatever is nearest.
    """
    if not (found := _found(url)) or "*" in (time := found["time"] or ""):
        return None
    original = _original(found["original"] or found["latest"])
    return Snapshot(original, _time(re.sub(r"[.-]", "", time))) if original else None


def raw(url: str) -> str:
    """Return the address to fetch for ``url``: of an archived page the one without the archive's own frame, else ``url``.

    >>> raw("http://web.archive.org/web/20260303140500/https://gazette.example/bridge")
    'https://web.archive.org/web/20260303140500id_/https://gazette.example/bridge'

    Raises:
        NotFetched: it is a list of captures.
    """
    if not (found := _found(url)) or not found["time"]:
        return url
    if "*" in found["time"]:
        why = "it is the archive's list of captures, not one page"
        raise NotFetched(f"{masked(url)[:300]!r} was not fetched", why=why, fix="open it, choose a capture, and pass that address")
    if urlsplit(url).hostname not in WAYBACK or not (original := _original(found["original"])):
        return url
    return f"https://web.archive.org/web/{found['time']}id_/{original}"


def unwrapped(html: str) -> tuple[str, Snapshot | None]:
    """Return the page as its outlet made it, and what it says of its capture; the page itself and None where it says nothing.

    >>> unwrapped('<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>Bar</p><!-- END WAYBACK TOOLBAR INSERT --><p>One</p>')
    ('<p>One</p>', Snapshot(url=None, captured_at=None))
    """
    bare = "".join(_without_toolbar(html))
    own = next(_own(html[:_LOOKED_AT]), None)
    kept = snapshot(own) if own else None
    framed = _REWRITTEN.search(html, 0, _LOOKED_AT)
    archived = _ARCHIVED.search(html)
    if not (kept or framed or archived or len(bare) < len(html)):
        return html, None
    url = kept.url if kept else _original(framed[1]) if framed and not own else None
    times = (kept and kept.captured_at, framed and _time(framed[2]), archived and _spelt(archived))
    return bare, Snapshot(url, next((time for time in times if time), None))


def _found(url: str) -> re.Match[str] | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if host not in WAYBACK | TODAY or (host in WAYBACK) != ("/web/" in url[:300]):
        return None
    return _ADDRESS.fullmatch(url)


def _original(text: str) -> str | None:
    """Return the original's address: with its scheme where it is left out, and with the slashes that some programs drop."""
    text = unquote(text) if re.match("https?%3a", text, re.IGNORECASE) else text
    if scheme := _SCHEME.match(text):
        text = f"{scheme[1].lower()}://{text[scheme.end() :]}"
    elif not _OTHER_SCHEME.match(text):
        text = f"http://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.hostname and "." in parts.hostname else None


def _time(digits: str) -> str | None:
    """Return the ISO form of a full time of capture, which archives give in UTC."""
    try:
        return f"{datetime.strptime(digits, '%Y%m%d%H%M%S').isoformat()}Z" if len(digits) == 14 else None  # noqa: DTZ007
    except ValueError:
        return None


def _spelt(found: re.Match[str]) -> str | None:
    """Return the ISO form of the time in the archive's closing comment: its months are English whatever the locale."""
    parts = parsedate(f"{found[3]} {found[2]} {found[4]} {found[1]}")
    return _time("".join(f"{part:02}" for part in parts[:6])) if parts else None


def _without_toolbar(html: str) -> Iterator[str]:
    """Yield the pieces of ``html`` that stand outside the archive's bar; a bar that never ends stays."""
    place, begun = 0, -1
    for mark in _TOOLBAR.finditer(html):
        if mark[1] == "BEGIN" and begun < 0:
            begun = mark.start()
        elif mark[1] == "END" and begun >= 0:
            yield html[place:begun]
            place, begun = mark.end(), -1
    yield html[place:]


def _own(head: str) -> Iterator[str]:
    """Yield the addresses that the page gives itself: its canonical link's, and the one for sharing it."""
    for tag in _HEAD_TAG.finditer(head):
        if _OWN_ADDRESS.search(tag[0]) and (value := _VALUE.search(tag[0])):
            yield value[1].replace("&amp;", "&")
