"""Redirects by hand and tries by hand: from an address to the answer that stands at the end of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from storycompare.gather.web.address import to_dial
from storycompare.gather.web.body import ERROR, Cap, read_body
from storycompare.gather.web.connect import asked, why
from storycompare.gather.web.pace import BACK_OFF, Pace, retry_after
from storycompare.gather.web.response import Answer
from storycompare.gather.web.settings import Web
from storycompare.gather.web.trouble import SAVE, Deadline, Inside, Trouble
from storycompare.gather.web.url import Address, masked
from storycompare.model import Reason

MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 502, 503, 504})
"""Statuses that may be gone a moment later."""
_NO_BODY = frozenset({204, 304})
# Sounds, films and pictures may never end, and are never an article.
_NO_PAGE = ("audio/", "video/", "image/", "font/")
_MAX_COOKIES = 8_000


@dataclass(slots=True)
class Visit:
    """What one fetch keeps while it lasts: its clock, the addresses it has checked, cookies and credentials by who may see them."""

    web: Web
    deadline: Deadline
    pace: Pace
    pauses: dict[str, float] = field(default_factory=dict)
    checked: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    cookies: dict[tuple[str, str, int], Any] = field(default_factory=dict)
    authorization: dict[tuple[str, str, int], str] = field(default_factory=dict)


def follow(address: Address, visit: Visit, cap: Cap, before: Callable[[Address], None] | None = None) -> tuple[Address, Answer]:
    """Return where the redirects from ``address`` end, and the answer there.

    Args:
        address: where to begin.
        visit: the fetch that this is part of.
        cap: how much of the body is taken.
        before: what is asked of each address before it is requested.

    Raises:
        Trouble: the way leads nowhere, in a circle, or where nothing may be dialled.
    """
    seen = set()
    for hop in range(MAX_REDIRECTS + 1):
        # A page may send a reader round until the cookie that it set comes back: the same address, another state.
        state = (address.url, str(visit.cookies.get(address.origin)))
        if state in seen:
            raise Trouble("its redirects go round in a circle", endless=True)
        seen.add(state)
        try:
            if before:
                before(address)
            answer = exchange(address, visit, cap)
        except Trouble as trouble:
            if hop:
                trouble.why = f"it led to {address.url[:300]}: {trouble.why}"
                if isinstance(trouble, Inside):  # the site chose it: no advice to allow that
                    trouble.fix = SAVE
            raise
        if answer.status not in REDIRECTS or "Location" not in answer.headers:
            return address, answer
        address = _next(address, answer.headers["Location"])
    raise Trouble(f"it led from address to address, more than {MAX_REDIRECTS} times", endless=True)


def _next(address: Address, location: str) -> Address:
    try:
        found = address.joined(location)
    except Trouble as trouble:
        raise Trouble(f"it led to {masked(location)[:300]!r}: {trouble.why}") from None
    if (address.scheme, found.scheme) == ("https", "http"):
        raise Trouble(
            f"it led from https to {found.url[:300]}, which anyone on the way can change",
            fix="if that is the page you want, ask for that address itself",
        )
    return found


def exchange(address: Address, visit: Visit, cap: Cap) -> Answer:
    """Return the answer to a request for ``address``, asked again, within the time there is, where that can help.

    Raises:
        Trouble: there was none.
    """
    for pause in BACK_OFF:
        named = None
        try:
            answer = _once(address, visit, cap)
            if answer.status not in BUSY:
                return answer
            named = retry_after(answer.headers.get("Retry-After"))
            words = f"the server answered {answer.status}" + ("" if named is None else f" and asks to wait {named:,.0f} seconds")
        except Trouble as trouble:
            if not trouble.again:
                raise
            words = trouble.why
        wait = pause if named is None else named
        if wait >= visit.deadline.left():
            raise Trouble(f"{words}, longer than a fetch may take", fix=f"try again later, or {SAVE}")
        time.sleep(wait)
    return _once(address, visit, cap)


def _once(address: Address, visit: Visit, cap: Cap) -> Answer:
    """Return the answer to one request, made to the first of the host's checked addresses that takes the connection."""
    key = (address.host, address.port)
    if key not in visit.checked:
        visit.checked[key] = to_dial(address, visit.web, visit.deadline)
    visit.pace.turn(address.host, max(visit.web.pause, visit.pauses.get(address.host, 0.0)), visit.deadline)
    trouble = Trouble(f"{address.host} has no address")
    for ip in visit.checked[key]:
        try:
            return _answer(address, ip, visit, cap)
        except Trouble as met:
            trouble = met
            if not met.again:
                break
    raise trouble


def _answer(address: Address, ip: str, visit: Visit, cap: Cap) -> Answer:
    headers = {"Authorization": visit.authorization[address.origin]} if address.origin in visit.authorization else {}
    with asked(address, ip, headers, visit.cookies.get(address.origin), visit.deadline, visit.web) as response:
        _remember(address, response.cookies, visit)
        status, kind = response.status_code, response.headers.get("Content-Type", "").strip().lower()
        headers_only = Answer(status, response.headers, b"")
        if status in REDIRECTS | _NO_BODY or not 200 <= status < 1000:
            return headers_only
        good = 200 <= status < 300
        if good and kind.startswith(_NO_PAGE):
            what = f"it is {headers_only.content_type}, not a page; pass the address of the article"
            return Answer(status, response.headers, b"", Reason("binary", what))
        try:
            body, cut = read_body(response.raw, cap if good else ERROR, lambda error: why(error, visit.web, visit.deadline))
        except Trouble:
            if good:
                raise
            return headers_only  # the status says enough
        return Answer(status, response.headers, body, cut)


def _remember(address: Address, cookies: Any, visit: Visit) -> None:
    """Keep the cookies for the very scheme, host and port that set them, as many as a browser would send back."""
    if not cookies or sum(len(cookie.name) + len(cookie.value or "") for cookie in cookies) > _MAX_COOKIES:
        return
    if address.origin in visit.cookies:
        visit.cookies[address.origin].update(cookies)
    else:
        visit.cookies[address.origin] = cookies
