"""What robots.txt allows, read by protego: asked once an hour of each host, over the same guarded way as a page."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from storycompare.gather.decode import decode
from storycompare.gather.web.body import Cap
from storycompare.gather.web.exchange import Visit, follow
from storycompare.gather.web.response import Answer
from storycompare.gather.web.trouble import SAVE, Trouble
from storycompare.gather.web.url import Address

ROBOTS = Cap(512_000, whole=False)
"""How much of a robots.txt is read: RFC 9309 asks for at least 500 KiB."""
MAX_DELAY = 10.0
"""Seconds of a Crawl-delay that are kept to: a reader asks for one page, and it has to come within the time limit."""
HOUR = 3_600.0
_REMEMBERED = 500
_AGENT_LINE = re.compile(r"\s*user[- ]?agent\b[\s:]*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host's robots.txt says, or why it could not be asked."""

    parser: Any = None
    refusal: str | None = None
    until: float = field(default=0.0, compare=False)


class Robots:
    """The robots.txt of each host, remembered for an hour."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: dict[tuple[str, str, int], Rules] = {}

    def permit(self, address: Address, visit: Visit) -> None:
        """Return when ``address`` may be fetched; a Crawl-delay is noted in ``visit``.

        Raises:
            Trouble: it may not, or the host would not say.
        """
        rules = self._known(address) or self._learn(address, visit)
        agent = visit.web.user_agent
        fix = f"{SAVE}; --ignore-robots asks all the same, if you may"
        if rules.refusal:
            raise Trouble(rules.refusal, fix=fix)
        if rules.parser is None:
            return
        if not rules.parser.can_fetch(address.url, agent):
            raise Trouble(f"the robots.txt of {address.host} asks programs not to read it", fix=fix)
        visit.pauses[address.host] = min(MAX_DELAY, rules.parser.crawl_delay(agent) or 0.0)

    def _known(self, address: Address) -> Rules | None:
        with self._lock:
            rules = self._rules.get(address.origin)
        return rules if rules and rules.until > time.monotonic() else None

    def _learn(self, address: Address, visit: Visit) -> Rules:
        answer = _asked(Address(address.scheme, address.host, address.port, "/robots.txt"), visit)
        rules = _rules(answer, address, visit.web.user_agent)
        with self._lock:
            self._rules.pop(address.origin, None)
            self._rules[address.origin] = rules
            if len(self._rules) > _REMEMBERED:
                del self._rules[next(iter(self._rules))]
        return rules


def _asked(address: Address, visit: Visit) -> Answer | None:
    """Return the answer for robots.txt, None for redirects without an end: RFC 9309 takes them for a host that has none."""
    try:
        return follow(address, visit, ROBOTS)[1]
    except Trouble as trouble:
        if trouble.endless:
            return None
        if (address.host, address.port) in visit.checked:  # else it is the address itself that leads nowhere
            trouble.why = f"its robots.txt could not be asked: {trouble.why}"
        raise


def _rules(answer: Answer | None, address: Address, agent: str) -> Rules:
    """Return what the answer means: the rules, none for what is not there (4xx), a refusal where the server could not say."""
    from protego import Protego

    until = time.monotonic() + HOUR
    if answer is None or (400 <= answer.status < 500 and answer.status != 429):
        return Rules(until=until)
    if not 200 <= answer.status < 300:
        return Rules(refusal=f"the server of {address.host} answered {answer.status} for its robots.txt, so what it allows is not known")
    if answer.cut:
        return Rules(refusal=f"the robots.txt of {address.host} broke off, so what it allows is not known")
    return Rules(Protego.parse(_readable(answer.body, agent)), until=until)


def _readable(body: bytes, agent: str) -> str:
    r"""Return the text of a robots.txt, the line that the limit cut off, and every name of another program made one.

    >>> _readable(b"User-agent: Abot\nUser-agent: *\nDisallow: /x\n", "storycompare/1")
    'User-agent: other\nUser-agent: *\nDisallow: /x'

    The parser takes minutes for a file that names 25,000 programs; which of them it is matters only where it may be this one.
    """
    body = body[: body.rfind(b"\n")] if len(body) >= ROBOTS.bytes else body
    return "\n".join(_line(line, agent.lower()) for line in decode(body)[0].splitlines())


def _line(line: str, agent: str) -> str:
    if not (found := _AGENT_LINE.match(line)):
        return line
    name = found[1].partition("#")[0].strip().lower()
    return line if "*" in name or (name and name in agent) else "User-agent: other"
