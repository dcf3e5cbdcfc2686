"""How pages are fetched: the settings a person may change. The defaults are the careful ones."""

from __future__ import annotations

from dataclasses import dataclass

from storycompare.gather.web.url import endpoint
from storycompare.version import __version__

AGENT = f"storycompare/{__version__}"
"""What requests call themselves, and whom robots.txt is asked about."""


@dataclass(frozen=True, slots=True)
class Web:
    """How pages are fetched.

    >>> Web(allow_hosts=("127.0.0.1:8000",), pause=0).robots
    True
    >>> Web(allow_hosts=("127.0.0.1",))
    Traceback (most recent call last):
    ValueError: '127.0.0.1' is not HOST:PORT

    Args:
        allow_hosts: ``HOST:PORT`` pairs that may be dialled whatever their address and port: an intranet, a test server. Exactly as
            named: allowing ``127.0.0.1:8000`` allows neither ``localhost:8000`` nor another port.
        robots: whether robots.txt is asked and obeyed.
        pause: seconds between two requests to one host, the one for robots.txt counted.
        seconds: what one page may take in all, name look-up, robots.txt, pauses, redirects and further tries included.
        connect_seconds: what one connection may take.
        read_seconds: how long a server may be silent.
        trust_environment: whether proxies (``HTTPS_PROXY`` and the like) and a bundle of certificates (``REQUESTS_CA_BUNDLE``) are
            taken from the environment.
        user_agent: what requests call themselves.
        keep_pages: a folder in which the bytes of every page are kept, with a line about each in ``pages.jsonl``; None for nowhere.
    """

    allow_hosts: tuple[str, ...] = ()
    robots: bool = True
    pause: float = 1.0
    seconds: float = 30.0
    connect_seconds: float = 5.0
    read_seconds: float = 10.0
    trust_environment: bool = False
    user_agent: str = AGENT
    keep_pages: str | None = None

    def __post_init__(self) -> None:
        for text in self.allow_hosts:
            endpoint(text)
        if not (self.user_agent.isascii() and self.user_agent.isprintable() and self.user_agent.strip()):
            raise ValueError("user_agent must be printable ASCII")
        if not 0 <= self.pause < float("inf") or min(self.seconds, self.connect_seconds, self.read_seconds) <= 0:
            raise ValueError("pause must not be negative, the time limits must be over 0")

    def allows(self, host: str, port: int) -> bool:
        """Return whether this very host and port may be dialled whatever they are."""
        return (host, port) in map(endpoint, self.allow_hosts)
