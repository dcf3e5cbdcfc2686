"""The words people read in every report, and how an outlet's own text is made safe to look at."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# The program says what it read, not what an outlet meant: no word here judges, and no side of a difference is the error.
ONLY_HERE = "Only in this version"
NOT_IN_BASE = "Not in {base}"
ONLY_HERE_NOTE = "Sentences that we matched with none of the text we read of {others}."
CUT_BASE_NOTE = "{base} was not read whole, so nothing is said of what is not in it."
NO_COUNTERPART = "No counterpart found in the text we read"
NO_COUNTERPART_OF_BASE = "In {base}, with no counterpart found in the text we read"
WORDED_DIFFERENTLY = "Worded differently"
COULD_NOT_TELL = "Could not tell"
SAME_WORDS = "also, in the same words"
CONFLICT = "these differ: one may be rounded, translated, updated or wrong"
YOUR_DECISION = "your decision"
SCORE = "how sure we are that these two sentences report the same thing"
SHARED_RUNS = "long shared runs, credited to {credit}"
SHARED_RUNS_UNCREDITED = "long shared runs, no credit found in the text we read"

QUOTATIONS = "Quotations"
QUOTATIONS_ONCE = "In one version only"
ORIGINS = "Where the texts say they are from"
PLACEMENT = "In the first lines of one version, not of another"
NOT_LOADED = "credited, not loaded"
OUTLETS_OWN = "the words of {outlet} itself"
DIFFERS = "words that differ"
MARKED = "words that differ, as the outlet shows by brackets or dots,"
TRANSLATED = "perhaps two translations of one quotation"
LOW = "sentence {number} of {count}"
PRONOUNS = frozenset("he she they it i we you".split())
"""Speakers of whom nobody is told who they are: "said by she" is said of none."""
HALVES = "A shared point, of which one side tells more"
ONLY_IN = "told only in {version}"
FORMS = {
    "whole": "whole",
    "joined": "in one piece",
    "split": "in pieces",
    "trimmed": "shortened",
    "altered": "in other words",
    "indirect": "without quotation marks",
}

STATUS = {"ok": "ok", "partial": "cut", "refused": "not compared"}
RELATIONS = {
    "verbatim": "the same words",
    "reworded": "the same information in other words",
    "partial": "a shared point; at least one side says more",
}
# In the order a reader needs them; `wording` is what the marks in the two sentences show already.
KINDS = {
    "number": "number",
    "negation": "negation",
    "date": "date",
    "name": "name",
    "title": "title",
    "quote": "quotation",
    "place": "place",
    "attribution": "attribution",
    "hedge": "hedge",
    "wording": "wording",
}
RANK = {kind: rank for rank, kind in enumerate(KINDS)}

_LINE_ENDS = re.compile("[\t\n\r\v\f\x85\u2028\u2029]+")
_MARKS = re.compile("[\u061c\u200e\u200f]")
# C0, DEL, C1, the embeddings, overrides and isolates of bidirectional text, and lone surrogates.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Return ``text`` on one line, with what would steer a terminal or turn text round shown as a visible escape.

    >>> visible("\x1b[31mred\u202e\nnext")
    '\\x1b[31mred\\u202e next'
    """
    line = _MARKS.sub("", _LINE_ENDS.sub(" ", text))
    return _STEERING.sub(lambda match: match.group().encode("unicode_escape").decode(), line)


def web_address(url: str | None) -> str | None:
    """Return ``url`` fit to be a link, every unsafe character as %XX; None when it is not a plain http(s) address.

    >>> web_address("https://example.org/a b"), web_address("javascript:alert(1)")
    ('https://example.org/a%20b', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return None
    return quote(parts.geturl(), safe="/:?#@!$&*+,;=%~-._[]", errors="replace")


def sure(score: float) -> str:
    """Return a score as people read it: short of certain unless it is.

    >>> sure(0.83333), sure(0.9988), sure(1.0)
    ('0.83', '0.99', '1.00')
    """
    return f"{score if score == 1 else min(score, 0.99):.2f}"


def share(part: int | None, whole: int | None) -> str:
    """Return ``part`` of ``whole`` in per cent, and a dash where there is nothing to share.

    >>> share(3, 4), share(0, 0)
    ('75%', '—')
    """
    return "—" if part is None or not whole else f"{100 * part / whole:.0f}%"


def counted(number: int, noun: str) -> str:
    """Return ``number`` with its noun.

    >>> counted(1, "sentence"), counted(2, "sentence")
    ('1 sentence', '2 sentences')
    """
    return f"{number} {noun}" + ("" if number == 1 else "s")
