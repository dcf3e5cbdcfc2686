"""What can go wrong, and what to call it: one exception tree and the tables of codes that results carry.

::

    StoryCompareError
    ├── SourceError            a source that cannot be read as versions
    │   ├── SourceNotFound     no file, folder or match of a glob under that name
    │   ├── SourceUnreadable   there, but not text, JSON or HTML that can be read
    │   └── NotFetched         an address that was not, or could not be, fetched
    ├── StoryError             JSON that is not a story, a version or a comparison
    ├── NotEnoughVersions      fewer than two versions that can be compared
    ├── UnknownBase            a base that is none of the versions
    ├── LimitExceeded          more than the program takes on, with the limit named
    ├── OutputError            a result that could not be written
    ├── BadEncoder             no encoder, or one whose vectors cannot be used
    └── MissingExtra           an optional part whose packages are not installed
"""

from __future__ import annotations

from typing import ClassVar


class StoryCompareError(Exception):
    """The root of the tree: what happened, why, and what to do about it, in one sentence each.

    >>> error = SourceNotFound("nothing at 'a.html'", fix="check the name")
    >>> str(error), error.code
    ("nothing at 'a.html'; check the name", 'not-found')
    """

    code: ClassVar[str] = "failed"

    def __init__(self, what: str, *, why: str = "", fix: str = "") -> None:
        self.what, self.why, self.fix = what, why, fix
        super().__init__(what + (f": {why}" if why else "") + (f"; {fix}" if fix else ""))

    def __reduce__(self) -> tuple[object, ...]:
        """Let a worker process hand the error on: keyword arguments are lost by the default."""
        return (_rebuild, (type(self), self.what, self.why, self.fix))


def _rebuild(kind: type[StoryCompareError], what: str, why: str, fix: str) -> StoryCompareError:
    return kind(what, why=why, fix=fix)


class SourceError(StoryCompareError):
    """A source that cannot be read as versions."""

    code = "unreadable"


class SourceNotFound(SourceError):
    """No file, folder or match of a glob under that name: never taken for text."""

    code = "not-found"


class SourceUnreadable(SourceError):
    """There, but not text, JSON or HTML that can be read."""


class NotFetched(SourceError):
    """An address that was not, or could not be, fetched."""

    code = "not-fetched"


class StoryError(StoryCompareError):
    """JSON that is not a story, a version or a comparison."""

    code = "bad-story"


class NotEnoughVersions(StoryCompareError):
    """Fewer than two versions that can be compared."""

    code = "not-enough-versions"


class UnknownBase(StoryCompareError):
    """A base that is none of the versions."""

    code = "unknown-base"


class LimitExceeded(StoryCompareError):
    """More than the program takes on, with the limit named."""

    code = "too-large"


class OutputError(StoryCompareError):
    """A result that could not be written."""

    code = "not-written"


class BadEncoder(StoryCompareError):
    """No encoder of sentences, or one whose vectors cannot be used."""

    code = "bad-encoder"


class MissingExtra(StoryCompareError, ImportError):
    """An optional part whose packages are not installed; the message holds the line that installs them."""

    code = "missing-extra"


CODES: dict[str, str] = {
    "bad-encoder": "no encoder of sentences, or one whose vectors cannot be used; the message says why",
    "bad-json": "the line is not JSON; the message names line and column",
    "bad-story": "the JSON is not a story, a version or a comparison; the message names the part",
    "duplicate-id": "a story of this id stands earlier in the batch",
    "failed": "an unexpected fault in storycompare; the message names it",
    "missing-extra": "an optional part whose packages are not installed",
    "not-enough-versions": "fewer than two versions that can be compared; the message names each other one and why",
    "not-fetched": "an address that was not, or could not be, fetched",
    "not-found": "no file, folder or match of a glob under that name",
    "not-written": "the result could not be written",
    "too-large": "a limit is exceeded; the message names it",
    "unknown-base": "the base is none of the versions",
    "unreadable": "the source is there but cannot be read",
}
"""The codes an error carries, in a batch's error line and in ``StoryCompareError.code``."""

REASONS: dict[str, str] = {
    "bad-json": "a JSON source that could not be read as a version; the message names the part",
    "binary": "not text: an image, a PDF, an archive or noise; save the page as HTML or its text as .txt",
    "comments": "what readers say of an article, not the article; save the page of the article itself",
    "consent": "a page that asks for consent to cookies, not the article; answer it in a browser and save the page again",
    "decision": "marked as cut by a person's decision",
    "empty": "no text at all; save the page again",
    "error-page": "a page that says the article was not found or not handed out; check the address and save the page again",
    "feed": "a feed of articles, not one; save the page of the article itself",
    "gallery": "a series of pictures with their captions, not an article; save the page of the article itself",
    "index": "a list of links or cards, not one article; save the page of the article itself",
    "login": "a page that asks to log in, not the article; log in with a browser and save the page again",
    "maintenance": "a page that says the site is being worked on or too busy; save the page again later",
    "media": "a film or a recording with hardly a word beside it; pass a transcript of it as .txt",
    "missing-extra": "an optional part whose packages are not installed; the message holds the line that installs them",
    "moved": "a page that says the article stands elsewhere now; open the address it names and save that page",
    "newsletter": "a page that offers letters by e-mail, not an article; save the page of the article itself",
    "no-article": "a page with no article text; check that the page was saved whole",
    "not-fetched": "an address that was not, or could not be, fetched; save the page in your browser and pass the file",
    "not-found": "no file under that name; check the name",
    "own-report": "a report that storycompare wrote, not an article; name the pages alone",
    "paywall": "the beginning of an article or none of it, the rest for subscribers; nothing is said of what stands after it",
    "region": "a page that is not shown in the country it was opened from; save it where it is shown",
    "robot-check": "a page that checks for robots, not the article; open it in a browser and save the page again",
    "script-only": "a page that shows nothing without JavaScript; save it from a browser as a complete page, or copy its text",
    "too-large": "over a size limit; the message names it",
    "too-slow": "a page whose markup takes far longer to read than any article; copy the article's text into a .txt file",
    "truncated": "the text stops in the middle, or at a limit; nothing is said of what stands after it",
    "unreadable": "the file is there but could not be read; the message says why",
}
"""The codes a version's ``reason`` carries when its status is ``partial`` or ``refused``: what it is, and what to do about it."""

WARNINGS: dict[str, str] = {
    "bytes-lost": "some bytes could not be decoded and were replaced",
    "charset-guessed": "nothing says in which charset the text is; it was guessed",
    "duplicate-keys": "a JSON object names a key twice; the last one counts",
    "hidden-characters": "zero-width, bidirectional or soft-hyphen characters: kept in the text, passed over in matching",
    "live-page": "a live page: its entries are compared as one text; the message says whether the newest stands first",
    "long-sentence": "a sentence over the limit is matched by its first part only",
    "mostly-not-english": "most words are unlike the English the scorer was fitted on, so its scores are not calibrated here",
    "not-calibrated": "longer, shorter, older or newer than what was measured, or another encoder; the message says which",
    "partial-version": "the version is cut: nothing is said of what stands after its end",
    "read-unguarded": "no process could be started to read the page in, so it was read without limits of time and memory",
    "refused-version": "the version is not compared; the message says why",
    "same-page": "two versions have one address: a page and its AMP form, or one page at two times, not two outlets",
    "same-text": "two versions have the same text",
    "unknown-decision": "a decision names a version or a sentence that is not here: it is kept and changes nothing",
    "unrelated": "no sentence matches any other version: it may tell another story",
    "wrong-type": "the server calls the page something that it is not; it was read as what it is",
}
"""The codes a comparison's ``warnings`` carry."""

FROM_COMPARING = frozenset(
    {
        "hidden-characters",
        "long-sentence",
        "mostly-not-english",
        "not-calibrated",
        "partial-version",
        "refused-version",
        "same-page",
        "same-text",
        "unknown-decision",
        "unrelated",
    }
)
"""Those of `WARNINGS` that comparing finds by itself, and finds again; the others come from reading a source."""
