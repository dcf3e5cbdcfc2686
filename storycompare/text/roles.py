"""Roles: which sentences tell the story, and which are headings, captions, datelines, credits or corrections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from storycompare.model import Role, Sentence
from storycompare.text.credits import credit
from storycompare.text.tokens import words

HEADING_WORDS = 15
"""Most words of a heading: in the development stories no longer line without a stop was furniture, and two longer ones were linked."""
_ITEM_WORDS = 6
_STOP = re.compile(r"[.!?…:;,。！？।॥؟][\"”’'»)\]」』*]*\s*$")
_CLOCK = re.compile(r"(?:updated\s)?\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]\w*\.?){0,3}", re.IGNORECASE)
_BULLET = re.compile(r"\s*[•*▪●‣–—-]\s")
# What `segment` cuts off as a dateline; in whatever case, since here the cut is made.
_DATELINE = re.compile(r"[^\W\d_][^\"“”]{2,100}(?:—|–|--?)\s*")
_CORRECTION = re.compile(
    r"(?:correction|clarification|corrections and clarifications|editor['’]s note|amendment|korrektur|anmerkung der redaktion)\b"
    r"[^:—–]{0,40}[:—–]"
    r"|an? (?:correction|clarification) was made\b"
    r"|(?:an?|the) (?:earlier|previous) version of this (?:story|article|report)"
    r"|this (?:story|article|report) (?:has been|was) (?:corrected|amended|updated|clarified)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\(?(?:photo(?:graph)?|image|picture|illustration|credit|caption|file photo|video)s?(?: credit| by| courtesy(?: of)?)?\s?[:/]"
    r"|.*[(\[][^()\[\]]*"
    r"(?:getty images|photo by|photo:|file photo|via ap|/ap|/reuters|/afp)[^()\[\]]*[)\]]\.?$",
    re.IGNORECASE | re.DOTALL,
)


def is_correction(text: str) -> bool:
    """Return whether ``text`` begins as a notice that something was corrected.

    >>> is_correction("An earlier version of this story misstated the height."), is_correction("The correction was small.")
    (True, False)
    """
    return _CORRECTION.match(text) is not None


def with_roles(sentences: Sequence[Sentence], headline: str | None) -> tuple[Sentence, ...]:
    """Return the sentences, each with its role; those that came with another role than ``body`` keep it.

    >>> line = Sentence("This story was originally published by the Beacon.", 0, 50, 0)
    >>> with_roles([line], None)[0].role
    'credit'
    """
    title = [word.key for word in words(headline or "")]
    result: list[Sentence] = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = list(group)
        correcting = False
        for sentence in paragraph:
            text = " ".join(sentence.text.split())
            correcting = correcting or is_correction(text)
            role = "correction" if correcting else _role(text, title, first=sentence is paragraph[0], alone=len(paragraph) == 1)
            result.append(replace(sentence, role=role) if sentence.role == "body" != role else sentence)
    return _settle_headings(result, title)


def _role(text: str, title: list[str], *, first: bool, alone: bool) -> Role:
    if text and not any(map(str.isalnum, text)):
        return "heading"  # a rule, a row of stars
    if credit(text):
        return "credit"
    if first and len(text) < 120 and _DATELINE.fullmatch(text):
        return "dateline"
    if _CAPTION.match(text) and (alone or not first):
        return "caption"
    if title and len(text) < 2 * sum(map(len, title)) + 40 and [word.key for word in words(text)] == title:
        return "heading"
    clock = _CLOCK.fullmatch(text.strip())
    return "heading" if alone and (clock or _like_heading(text)) else "body"


def _like_heading(text: str) -> bool:
    return bool(text.strip()) and not _STOP.search(text) and not _BULLET.match(text) and len(text.split()) <= HEADING_WORDS


def _settle_headings(sentences: list[Sentence], title: list[str]) -> tuple[Sentence, ...]:
    """Return the sentences with longer lines that stand together as the list they are, and none a heading where most would be one."""
    found = [s.role == "heading" and _like_heading(s.text) and [word.key for word in words(s.text)] not in ([], title) for s in sentences]
    bare = sum(len(s.text) for hit, s in zip(found, sentences, strict=True) if hit) * 2 > sum(len(s.text) for s in sentences)
    items = [hit and len(s.text.split()) > _ITEM_WORDS for hit, s in zip(found, sentences, strict=True)]
    listed = [hit and any(items[max(0, k - 1) : k] + items[k + 1 : k + 2]) for k, hit in enumerate(items)]
    return tuple(replace(s, role="body") if (bare and hit) or item else s for s, hit, item in zip(sentences, found, listed, strict=True))
