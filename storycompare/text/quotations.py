"""Quotations of a whole text: where each begins and ends, over sentences and paragraphs, whatever the marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from storycompare.model import Sentence

_MARK = re.compile("[\"“”„‟«»『』「」‹›'‘’‚＂]")
_DOUBLE = frozenset('"“”„‟«»『』「」‹›＂')
# What closes what, where it is certain; a typed mark closes itself, and “ closes „.
_CLOSERS = {
    "“": '”"“',
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "‹": "›",
    "›": "‹",
    "”": "”",
    '"': '"”',
    "＂": "＂",
}
_ONLY_OPENS = frozenset("„「『")
_ONLY_CLOSES = frozenset("」』")
_OPENS_AFTER = re.compile(r"[\s(\[{—–\-:;,/…]")
_PLURAL = re.compile(r"\ws['’]\s+[a-z]")

MOST_SINGLE = 2000
"""Characters after a single opening mark among which the closing one is looked for: apostrophes without end cost no time without end."""


class Quoted(NamedTuple):
    """One stretch inside quotation marks: its pieces in the text (more than one where each paragraph opens anew)."""

    pieces: tuple[tuple[int, int], ...]


def quotations(text: str, sentences: Sequence[Sentence]) -> list[Quoted]:
    r"""Return the stretches inside quotation marks of a version's sentences, marks and marks nested in them excluded.

    A mark that opens again at the head of a paragraph goes on with the quotation left open before it. One never closed ends with its
    sentence; one never opened begins with it.

    >>> text = "“We lost,” she said. “We\n\n“will not give up.”"
    >>> lines = [Sentence(text[:20], 0, 20, 0), Sentence(text[21:24], 21, 24, 0), Sentence(text[26:], 26, 45, 1)]
    >>> [[text[a:b] for a, b in found.pieces] for found in quotations(text, lines)]
    [['We lost,'], ['We', 'will not give up.']]
    """
    found: list[Quoted] = []
    open_: list[tuple[int, int]] = []
    for _, group in groupby((s for s in sentences if s.end > s.start), key=lambda s: s.paragraph):
        paragraph = list(group)
        start, end = paragraph[0].start, paragraph[-1].end
        if not open_ and not _MARK.search(text, start, end):
            continue
        if open_ and text[start] not in _DOUBLE:
            found.append(_cut(open_, sentences))
            open_ = []
        for pieces, closed in _paragraph(text, paragraph, open_):
            open_ = [] if closed else pieces
            if closed:
                found.append(Quoted(tuple(pieces)))
    if open_:
        found.append(_cut(open_, sentences))
    return [quoted for quoted in found if all(a < b for a, b in quoted.pieces)]


def _cut(pieces: list[tuple[int, int]], sentences: Sequence[Sentence]) -> Quoted:
    """Return a quotation that nothing closes, its last piece cut at the end of the sentence it begins in."""
    start, end = pieces[-1]
    own = next((s.end for s in sentences if s.start <= start < s.end), end)
    return Quoted((*pieces[:-1], (start, min(own, end))))


def _paragraph(text: str, paragraph: Sequence[Sentence], before: list[tuple[int, int]]) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """Yield the quotations of one paragraph as pieces, and whether each was closed; ``before`` is one left open by the last paragraph."""
    bounds = [sentence.start for sentence in paragraph]
    end = paragraph[-1].end
    opened: tuple[int, str] | None = None
    place = bounds[0]
    if before:
        opened, place = (bounds[0] + 1, text[bounds[0]]), bounds[0] + 1
    pieces = list(before)
    free = bounds[0]  # nothing before it is spoken for
    while m := _MARK.search(text, place, end):
        at, mark = m.start(), m.group()
        place = at + 1
        if opened is None:
            if mark in "'‘’‚":
                if mark != "’" and (close := _single_end(text, at, end, bounds[0])):
                    yield [(at + 1, close)], True
                    place = free = close + 1
            elif _opens(text, at, mark, bounds[0], end):
                opened = (at + 1, mark)
            elif _lost_opening(text, at, mark):
                first = max(free, bounds[bisect_right(bounds, at) - 1])
                yield [(first, at)], True
                free = at + 1
        elif mark in _DOUBLE:
            if _closes(text, at, opened[1], mark, end):
                yield [*pieces, (opened[0], at)], True
                pieces, opened, free = [], None, at + 1
            elif mark == opened[1] and _opens(text, at, mark, bounds[0], end):
                # Opened twice: the same quotation goes on, or the mark that should have closed it is lost.
                yield [*pieces, (opened[0], _before(text, opened[0], at, bounds))], True
                pieces, opened = [], (at + 1, mark)
    if opened is not None:
        yield [*pieces, (opened[0], end)], False


def _before(text: str, start: int, at: int, bounds: Sequence[int]) -> int:
    """Return where a quotation ends whose closing mark is lost: with its sentence, before the next mark."""
    following = bisect_right(bounds, start)
    end = min(at, bounds[following]) if following < len(bounds) else at
    return start + len(text[start:end].rstrip())


def _opens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    if mark in _ONLY_OPENS:
        return True
    if mark in _ONLY_CLOSES or at + 1 >= end:
        return False
    before, after = text[at - 1] if at > start else " ", text[at + 1]
    spaced = bool(_OPENS_AFTER.match(before)) or before in "'‘"
    if mark in "«‹“":
        return spaced or not after.isspace()
    return spaced and not after.isspace() and not (after in ",.;:!?" and not text.startswith("...", at + 1))


def _closes(text: str, at: int, opener: str, mark: str, end: int) -> bool:
    if mark not in _CLOSERS.get(opener, mark):
        return False
    if opener in _ONLY_OPENS or mark != opener or opener in "«»‹›":
        return True
    # The same mark opens and closes: it closes where a word or a stop stands before it.
    return not text[at - 1].isspace() or (at + 1 >= end or text[at + 1].isspace() or text[at + 1] in ",.;:")


def _lost_opening(text: str, at: int, mark: str) -> bool:
    """Return whether a mark closes what nothing opened: a stop or comma stands before it and no word after."""
    return mark in '"”»＂' and at > 0 and text[at - 1] in ",.!?…" and not text[at + 1 : at + 2].isalnum()


def _single_end(text: str, at: int, end: int, start: int) -> int | None:
    """Return where the single quotation mark closes that opens ``at``; an apostrophe opens and closes nothing."""
    if (at > start and (text[at - 1].isalnum() or text[at - 1] in "'‘’")) or not text[at + 1 : at + 2].isalnum():
        return None
    closers = [
        m.start()
        for m in re.compile("['’‘]").finditer(text, at + 1, min(end, at + MOST_SINGLE))
        if not text[m.start() - 1].isspace() and not text[m.start() + 1 : m.start() + 2].isalnum()
    ]
    # A plural's apostrophe is one only where a better mark follows.
    sure = [place for place in closers if not _PLURAL.match(text, place - 2)]
    return next(iter(sure or ([] if text[at + 1].isdigit() else closers)), None)
