"""Credits in the running text: which outlet a sentence says its news is from."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from storycompare.text.outlets import mentions

Kind = Literal["report", "interview", "wire"]

_SAID = (
    r"(?:reports?|reported|says|said|writes|wrote|explains|explained|notes|noted|reveals|revealed|disclosed|published|quotes|quoted|cites|cited|"
    r"found|learned|described|added|asserted|broke|confirmed|was\sfirst\sto\sreport|first\sto\sreport)"
)
_PIECE = r"(?:report|story|article|investigation|exclusive|piece|dispatch)"
_THE = r"(?:the\s|The\s|its\s)?"
# What stands before the outlet's name, and what it then is.
_BEFORE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("interview", re.compile(rf"\b(?:told|tells|telling|confirmed\sto)\s{_THE}$")),
    (
        "interview",
        re.compile(rf"\b(?:said|says|saying|asked|argued|added)\s(?:\w+day\s|last\s\w+\s|\w+\s(?:morning|night)\s)?on\s{_THE}[“\"]?$"),
    ),
    (
        "interview",
        re.compile(
            rf"\b(?:interview(?:s|ed)?|spoke|speaking|speaks|conversation|appear(?:ance|ed|ing)|statement|e-?mail)\s(?:\w+\s)?(?:with|to|on|by|in)\s{_THE}$",
            re.IGNORECASE,
        ),
    ),
    (
        "report",
        re.compile(
            rf"\b(?:according\sto|citing|cited\sby|quoted\s(?:by|in|on))\s(?:an?\s\w*\s?{_PIECE}\s(?:by|in|from|at|on)\s)?{_THE}$",
            re.IGNORECASE,
        ),
    ),
    (
        "report",
        re.compile(
            rf"\b(?:reported|obtained|published|reviewed|seen|revealed|disclosed|broken|printed|aired)\s(?:\w+\s)?(?:by|in|on)\s{_THE}$",
            re.IGNORECASE,
        ),
    ),
    ("report", re.compile(rf"\b{_PIECE}s?\s(?:\w+\s)?(?:by|in|from|at|on)\s{_THE}$", re.IGNORECASE)),
    ("report", re.compile(rf",[”\"]?\s(?:reported|wrote|said|reports|writes)\s{_THE}$")),
    ("wire", re.compile(r"\((?:via\s)?$")),
)
# What stands after it. "CNN said it would" is news about the outlet, not from it.
_ABOUT = r"(?!\s(?:(?:on\s\w+\s)?(?:that\s)?(?:it|they|its|their)\b(?!\shad\s(?:obtained|seen|learned|reviewed|spoken))|in\sa\sstatement))"
_AFTER: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("interview", re.compile(r"(?:['’]s?)?\s(?:\w+\s)?interview\b")),
    ("report", re.compile(rf"(?:['’]s?)?\s(?:\w+\s)?{_PIECE}\b")),
    ("report", re.compile(rf",?\s(?:(?:has|had|also|first|previously|later|earlier|separately|then)\s)*{_SAID}\b{_ABOUT}")),
    ("report", re.compile(rf"['’]s\s(?:[A-Z][\w.’'-]*\s){{1,3}}(?:(?:has|had|also|first)\s)*{_SAID}\b{_ABOUT}")),
    ("wire", re.compile(r"\)")),
)
_AGAIN = re.compile(
    r"\b(?:[Tt]he\s(?:report|network|newspaper|paper|outlet|magazine|broadcaster|news\sagency|news\sorganization|channel|station|site|wire\sservice|article|story)"
    rf"(?:['’]s\s\w+)?\s(?:(?:has|had|also|first|previously|later|then)\s)*{_SAID}\b"
    r"|told\sthe\s(?:network|newspaper|paper|outlet|magazine|broadcaster|news\sagency|channel|station|site)\b"
    r"|[Tt]he\sreport[’']s\s\w+\s(?:said|told|explained))"
)
_IT = re.compile(rf"^(?:But\s|And\s|Still,?\s)?[Ii]t\s(?:(?:has|had|also|then|further)\s)*{_SAID}\b")
_SOURCES = re.compile(r"\b[Tt]he\s(?:\w+\s)?(?:sources|officials)\s(?:\w+ly\s|also\s)?(?:said|told|reported|explained|added|noted)\b")
_OTHER_REPORT = re.compile(rf"\b{_PIECE}\s(?:by|from|of)\s(?:the\s)?[A-Z]")
_GLANCE = re.compile(r"\b(?:[Tt]he\s(?:\w+\s){1,2}|told\sthe\s\w+|It\s|it\s)")


class Credited(NamedTuple):
    """A credit inside a sentence: the outlet (None: the one named last), its kind and place."""

    outlet: str | None
    kind: Kind
    start: int
    end: int


def credited(text: str, names: re.Pattern[str] | None = None) -> Credited | None:
    """Return the outlet that a sentence credits by name, or None; ``names`` finds the outlets of the story at hand.

    >>> credited("A report at NBC explains the plan.")[:2]
    ('NBC', 'report')
    >>> credited("She told the Harrow Beacon that it would close.")[:2]
    ('Harrow Beacon', 'interview')
    >>> credited("CNN said it would host the debate.") is None
    True
    """
    for name, start, end in mentions(text, names):
        before, after = text[max(0, start - 80) : start], text[end : end + 80]
        kinds = [kind for kind, pattern in _BEFORE if pattern.search(before)]
        follows = [kind for kind, pattern in _AFTER if pattern.match(after)]
        if ("wire" in kinds) != ("wire" in follows):
            kinds, follows = [k for k in kinds if k != "wire"], [k for k in follows if k != "wire"]
        if found := kinds or follows:
            return Credited(name, found[0], start, end)
    return None


def goes_on(text: str, *, directly: bool, sources: bool) -> Credited | None:
    """Return the credit of a sentence that means the outlet named last: "the network said", "told the newspaper".

    Args:
        text: the sentence.
        directly: whether the sentence before it credits the outlet, so that "it said" is the outlet.
        sources: whether the outlet's own sources were named, so that "the sources said" are they.
    """
    if not _GLANCE.search(text):
        return None
    found = _AGAIN.search(text) or (_IT.match(text) if directly else None) or (_SOURCES.search(text) if sources else None)
    if found is None:
        return None
    kind: Kind = "interview" if found.group().startswith("told the") else "report"
    return Credited(None, kind, found.start(), found.end())


def other_report(text: str) -> bool:
    """Return whether a sentence brings in a report that is no outlet's, so that "the report said" is that one from here on."""
    return bool(_OTHER_REPORT.search(text))
