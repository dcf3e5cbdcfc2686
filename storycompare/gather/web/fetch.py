"""One page from the web: `fetch` an address, get its bytes or an error that says what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from storycompare.errors import LimitExceeded, NotFetched
from storycompare.gather.files import shown
from storycompare.gather.snapshot import raw
from storycompare.gather.web.body import PAGE
from storycompare.gather.web.exchange import Visit, follow
from storycompare.gather.web.pace import Pace
from storycompare.gather.web.response import Answer, Fetched
from storycompare.gather.web.robots import Robots
from storycompare.gather.web.settings import Web
from storycompare.gather.web.trouble import SAVE, Deadline, OutOfTime, Trouble
from storycompare.gather.web.url import Address, masked, parse
from storycompare.model import Reason

_PACE = Pace()


@lru_cache(maxsize=16)
def _robots(_web: Web) -> Robots:
    """Return what is remembered of robots.txt under the same settings."""
    return Robots()


def fetch(url: str, web: Web | None = None) -> Fetched:
    """Return the page at ``url``, whatever its status: `gather.answer` says what it is worth.

    Args:
        url: an http or https address; a name and password in it are sent to that host alone.
        web: how pages are fetched.

    Raises:
        NotFetched: it may not be, or could not be, fetched; the message says why and what to do.
        LimitExceeded: it is too large.
    """
    web = web or Web()
    try:
        return _fetched(url, parse(raw(url)), web)
    except OutOfTime as error:
        raise _error(url, str(error), SAVE) from None
    except Trouble as trouble:
        if trouble.too_large:
            raise LimitExceeded(f"{_named(url)} was not fetched", why=trouble.why, fix=trouble.fix) from None
        raise _error(url, trouble.why, trouble.fix) from None


def _fetched(url: str, address: Address, web: Web) -> Fetched:
    visit = Visit(web, Deadline.after(web.seconds), _PACE)
    if address.authorization:
        visit.authorization[address.origin] = address.authorization
    robots = _robots(web)
    final, answer = follow(address, visit, PAGE, (lambda each: robots.permit(each, visit)) if web.robots else None)
    return Fetched(
        url=masked(url),
        final_url=final.url,
        fetched_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        status=answer.status,
        content_type=answer.content_type,
        charset=answer.charset,
        body=answer.body,
        cut=_cut(answer),
    )


def _cut(answer: Answer) -> Reason | None:
    if answer.headers.get("cf-mitigated", "").strip().lower() == "challenge":
        return Reason("robot-check", "a page that checks for robots, not the article; open it in a browser and save the page")
    if answer.status == 206:
        return Reason("truncated", "the server sent a part of the page that was not asked for; nothing is said of what stands after it")
    return answer.cut


def _error(url: str, why: str, fix: str) -> NotFetched:
    return NotFetched(f"{_named(url)} was not fetched", why=why, fix=fix)


def _named(url: str) -> str:
    return shown(masked(url))
