"""What this program wrote itself: a report, a result or decisions that lie among the pages they are about are no versions of the story."""

from __future__ import annotations

import re

_REPORT = re.compile(
    rb"\s*(?:(?i:<!doctype html>)(?s:.{0,2000}?)<meta name=\"generator\" content=\"storycompare\">"
    rb"|# storycompare: [^\n]*\n\n\d+ versions? compared[,;]"
    rb"|[^\n]*\n\d+ versions? compared[,;])"
)
_DATA = re.compile(rb"\s*\{\s*\"schema\"\s*:\s*\"storycompare(?:-decisions)?/")


def is_report(data: bytes) -> bool:
    r"""Return whether ``data`` is a report: HTML, Markdown or text.

    >>> is_report(b"bridge\n2 versions compared; 3 sentences only in one version."), is_report(b"Two versions were compared.")
    (True, False)
    """
    return _REPORT.match(data.removeprefix(b"\xef\xbb\xbf")) is not None


def is_own(data: bytes) -> bool:
    """Return whether ``data`` is a report, a result or a file of decisions.

    >>> is_own(b'{"schema":"storycompare/1","storycompare":"0.1.0"}'), is_own(b'{"versions": []}')
    (True, False)
    """
    return is_report(data) or _DATA.match(data.removeprefix(b"\xef\xbb\xbf")) is not None
