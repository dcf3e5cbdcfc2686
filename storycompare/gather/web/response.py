"""The nouns of a fetch: one answer of a server, and the page that came in the end."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from storycompare.model import Notice, Reason

_CHARSET = re.compile(r";\s{0,9}charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def charset_of(content_type: str) -> str | None:
    """Return the charset that a Content-Type names.

    >>> charset_of('text/html; charset="iso-8859-1"')
    'iso-8859-1'
    """
    found = _CHARSET.search(content_type[:4_000])
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one request: ``cut`` says why its body is not all of it."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    cut: Reason | None = None

    @property
    def content_type(self) -> str:
        """Return the media type, in lower case, nothing where the header is missing or none."""
        found = re.match(r"\s{0,9}([\w.+-]{1,80}/[\w.+-]{1,80})\s{0,9}(?:;|$)", self.headers.get("Content-Type", ""))
        return found[1].lower() if found else ""

    @property
    def charset(self) -> str | None:
        """Return the charset that the header names."""
        return charset_of(self.headers.get("Content-Type", ""))


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came from the web.

    ``url`` is what was asked for and ``final_url`` where the redirects ended, both without credentials; ``fetched_at`` is ISO 8601 in
    UTC; ``body`` is decoded from its transfer and content encodings, and ``sha256`` is of those bytes; ``cut`` says why the body is
    not a whole page: code ``truncated`` where it is the beginning of one, another code where it is none.
    """

    url: str
    final_url: str
    fetched_at: str
    status: int
    content_type: str
    charset: str | None
    body: bytes = field(repr=False)
    cut: Reason | None = None
    warnings: tuple[Notice, ...] = ()

    @property
    def good(self) -> bool:
        """Return whether the server meant to send a page, and bytes of it came."""
        return 200 <= self.status < 300 and bool(self.body)

    @property
    def sha256(self) -> str:
        """Return the digest of the body."""
        return hashlib.sha256(self.body).hexdigest()
