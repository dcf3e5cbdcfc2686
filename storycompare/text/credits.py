"""Credit lines: what says that the text came from somewhere else, and from where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storycompare.model import Credit, CreditRole, Sentence

MOST_CHARACTERS = 400
MOST_WORDS = 60
"""A credit is a line: a longer one tells something else too."""

_PIECE = r"(?:story|article|report|piece|post|column|essay|investigation|interview|analysis|content)"
_WAYS = r"(?:published|appeared|posted|printed|reported|written|produced|released|aired|broadcast|ran|featured|distributed)"
_THIS = rf"this {_PIECE}\b.{{0,60}}?\b(?:re-?|co-?)?{_WAYS}"
_AGAIN = r"(?:republished|reprinted|reproduced|syndicated|cross-?posted)"
# A day after "on", "in" or "by" is a date line, not a credit.
_NO_DAY = (
    r"(?!\d|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)"
)
_NAME = r"(?P<outlet>[^.,;:(]{2,80}?)"
_END = r"(?: (?:on|and|under|with|from|as)\b[^.]{0,120})?\.?\)?"
# A line that is an agency's name and no more, or a byline that ends in one, says whose text it is.
_AGENCIES = (
    r"(?:(?-i:AP|AFP|UPI|EFE|DPA|dpa|ANSA|TASS|IRNA|PA)|Associated Press|(?:Thomson )?Reuters|Agence France[- ]Presse|Bloomberg News|"
    r"Interfax|Xinhua|Kyodo(?: News)?|Yonhap|PA Media|Press Association|Canadian Press|RIA Novosti|"
    r"United Press International|Tribune News Service)"
)
_BYLINE = rf"(?:(?:by|from|via|source:?|(?:story|report) by) )?(?:[^\d.;:]{{2,60}}, )?(?:the )?(?P<outlet>{_AGENCIES})"
_TABLE: tuple[tuple[CreditRole, str], ...] = (
    ("republication", rf"{_THIS}(?: here)?(?: with permission)?\s(?:by|in|on|at|with|from)\s{_NO_DAY}{_NAME}{_END}"),
    ("republication", rf"(?:originally|first|previously|also)\s{_WAYS}\s(?:by|in|on|at)\s{_NO_DAY}{_NAME}{_END}"),
    ("republication", rf"{_AGAIN}(?: here)?(?: by| with)?(?: permission)?(?: from| of| by) {_NAME}{_END}"),
    ("republication", rf"this {_PIECE} (?:originally|first|also) (?:appeared|ran)\b.{{0,80}}"),
    ("wire", r"\(?(?:additional )?(?:reporting|writing|compiled|edited) by .{3,120}?;? (?:writing|editing|edited) by [^.]{3,80}\)?\.?"),
    ("wire", r"(?-i:SOURCE) (?P<outlet>[^.:,]{2,60}(?:\.|, inc\.?)?)"),
    ("wire", r"sources?: (?P<outlet>[^.:,]{2,60}?)(?: and)? (?:agenc(?:y|ies)|wires?|wire services?)\.?"),
    ("wire", rf"\W{{0,3}}{_BYLINE}\)?\.?"),
    ("wire", rf"(?:\(c\)|©|copyright)\s(?:© )?(?:\d{{4}},? )?(?:by )?(?:the )?(?P<outlet>{_AGENCIES})\b.{{0,120}}"),
    ("wire", r"(?:\(c\)|©|copyright)\s.{2,120}|all rights reserved\.?|this material may not be .{2,160}"),
    ("contribution", r"\W?(?:additional )?reporting (?:was contributed )?by (?P<outlet>.{2,120}?)\.?"),
    ("contribution", r"\W{0,3}with (?:additional )?(?:reporting|files|material) (?:from|by) (?P<outlet>.{2,120}?)\.?"),
    ("contribution", r"(?P<outlet>.{2,160}?) contributed (?:to this (?:report|story|article)|(?:additional )?reporting)\b[^.]{0,80}\.?"),
)
_CREDITS = [(role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _TABLE]
_SIGNED = re.compile(_BYLINE, re.IGNORECASE)
_AGENCY = re.compile(r"\((?P<outlet>[^()]{2,40})\)")


def credit(text: str) -> Credit | None:
    """Return what a line credits, or None where it is no credit line.

    >>> credit("Tradewire contributed to this report.")
    Credit(role='contribution', outlet='Tradewire', text='Tradewire contributed to this report.')
    >>> credit("The report was first published by the board in March, and the mayor read it aloud.") is None
    True
    """
    line = " ".join(text.split())
    if len(line) > MOST_CHARACTERS or len(line.split()) > MOST_WORDS:
        return None
    for role, pattern in _CREDITS:
        if m := pattern.fullmatch(line):
            named = m.groupdict().get("outlet")
            return Credit(role, re.sub(r"^the (?=[A-Z])", "", named.strip()) if named else None, line)
    return None


def credits_of(sentences: Sequence[Sentence], outlet: str | None = None, byline: str | None = None) -> tuple[Credit, ...]:
    """Return what the credit lines, the datelines' agencies and an agency's byline say, in order.

    ``outlet`` in a dateline or byline of its own is no credit.
    """
    own = (outlet or "").casefold().split()
    found = []
    for sentence in sentences:
        if sentence.role == "credit" and (line := credit(sentence.text)):
            found.append(line)
        elif sentence.role == "dateline" and (agency := _AGENCY.search(sentence.text)) and not _within(agency["outlet"], own):
            found.append(Credit("wire", agency["outlet"], sentence.text))
    if byline and (agency := _SIGNED.fullmatch(" ".join(byline.split()))) and not _within(agency["outlet"], own):
        found.append(Credit("wire", agency["outlet"], byline))
    return tuple(found)


def _within(name: str, words: Sequence[str]) -> bool:
    return all(word in words for word in name.casefold().split())
