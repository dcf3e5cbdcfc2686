"""Sentence boundaries of news text, one paragraph at a time, with exact offsets.

Rules, not a model: measured against five libraries on four corpora, a short list of rules with a news abbreviation list did best, and
what it does can be read. `benchmarks/sentences.py` scores it on the hand-made boundaries in ``fixtures/sentences``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from storycompare.text.abbreviations import DAYS, OPENERS, ORDINALS, OTHERS, PARTICLES, SPEECH, STATES, STREETS, TITLES, WORDS_TOO

_STOP = re.compile(
    r"(?P<stop>\.(?:\s?\.){2,}|\[(?:\.{3}|…)\]|[.!?…‽]+|[。！？｡]+|[؟۔।॥]+)"
    r"(?P<close>(?:[\"”’'»›)\]}」』*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]|[\s\u00a0]»|\s?\[(?:\d+|\.{3}|…)\]|\s?[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?)*)"
    r"(?P<space>[\s\u200b]*)"
)
_OPEN = "[\"“‘'«‹(\\[{¿¡„「『\u200b\ufeff\u00a0 •*–—-]*"
_NEXT = re.compile(rf"(?P<open>{_OPEN})(?P<word>[^\W_]{{1,60}}(?:[.'’-][^\W_]{{1,60}}){{0,9}}\.?|[$€£¥#@%]?)")
_WORD_BEFORE = re.compile(r"(?:[^\W_]+[.&-])*[^\s\W_]+[\u0900-\u0903\u093a-\u094f]*$")
_DATELINE = re.compile(
    r"[\s\u200b]*(?:[A-Z][A-Z'’./\s-]{2,}(?:,\s[^—–()]{2,40}?)?(?:\s?\([^()]{2,40}\))?|[A-Z][\w'’.\s-]{2,30}(?:,\s[^—–()]{2,30}?)?\s\([A-Z][^()]{1,40}\))"
    r"\s?(?:—|–|--|(?<=[\s)])-(?=\s))\s*(?=\S)"  # a lone hyphen stands between spaces: "COVID-19" and "NATO-led" open a sentence
)
_SPEAKER = re.compile(rf"(?:[A-Z][\w.’'-]*\s){{1,5}}(?:{SPEECH})\b")
_MARKER = re.compile(r"[\s\"“(]*(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})$")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_RUN_ON = re.compile(r"[“\"‘]?[A-Z](?:[a-z]{1,60}|(?=\s))\S{0,60}")
_ADDRESS = re.compile(r"[/@\\]|^www|^http|\.\w+\.", re.IGNORECASE)

# How far back from a stop is looked, for a bracket and for a word: the time stays linear on text that is nothing but stops.
_LOOK_BACK = 400
_WORD_LENGTH = 60


def segment(paragraph: str) -> list[tuple[int, int]]:
    """Return the start and end of each sentence of one paragraph; the white space between them belongs to none.

    >>> text = '“Why now?” asked Gen. J. D. Orr. “We tried. We failed,” he said at 5 p.m. The U.S. Senate voted.'
    >>> [text[a:b] for a, b in segment(text)]
    ['“Why now?” asked Gen. J. D. Orr.', '“We tried.', 'We failed,” he said at 5 p.m.', 'The U.S. Senate voted.']

    A dateline that opens the paragraph is a sentence of its own.
    """
    bounds = []
    start = 0
    for end in [*_ends(paragraph), len(paragraph)]:
        piece = paragraph[start:end]
        left = start + len(piece) - len(piece.lstrip(_BLANK))
        right = start + len(piece.rstrip(_BLANK))
        if left < right:
            bounds.append((left, right))
        start = max(start, end)
    return bounds


_BLANK = (
    " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)


def _ends(text: str) -> Iterator[int]:
    dateline = _DATELINE.match(text)
    start = 0
    if dateline:
        start = dateline.end()
        yield start
    for m in _STOP.finditer(text, start):
        if m.end() < len(text) and _ends_here(text, start, m):
            start = m.end()
            yield m.end("close")


def _ends_here(text: str, start: int, m: re.Match[str]) -> bool:
    """Return whether the stop ``m`` ends the sentence that began at ``start``."""
    stop, close = m["stop"], m["close"]
    after = _NEXT.match(text, m.end())
    before = text[max(start, m.start() - _LOOK_BACK) : m.start()]
    if stop[0] in "。！？｡":
        return not close.strip("*") or close[-1] not in "”」』’\"'" or text[m.end() : m.end() + 1] in "「『“"
    if not m["space"]:
        return _space_missing(text, m, before)
    if not before.strip() or _MARKER.fullmatch(before) or (_in_bracket(before) and ")" not in close):
        return False
    if after is None or not after["word"]:
        return stop != "…" and not stop.startswith(("..", "["))
    word = after["word"]
    if not _opens(word, after["open"]):
        return False
    if stop.startswith("[") or stop[0] in "؟۔।॥":
        return True
    if set(stop) - {"."} or len(stop) > 1:
        return not (set(close) & set("\"”’'»") and not after["open"] and _speaks(text, m.end(), word))
    return _full_stop(m, before, word)


def _opens(word: str, marks: str) -> bool:
    """Return whether a word can open a sentence: a capital, a figure, a script without case, a name's particle, a brand like ``eVolt``."""
    first = word[0]
    if not first.isalpha():
        return first.isdigit() or first in "$€£¥#@" or bool(marks.strip())
    if first.islower():
        return word.lower() in PARTICLES - {"la", "le", "de", "da", "di", "du", "el", "al"} or (word[1:2].isupper() and not marks.strip())
    return True


def _speaks(text: str, place: int, word: str) -> bool:
    return word.lower() not in OPENERS and bool(_SPEAKER.match(text, place))


def _space_missing(text: str, m: re.Match[str], before: str) -> bool:
    """Return whether a stop with no space after it ends a sentence all the same: ``the vote.The mayor``."""
    tail = before[-_WORD_LENGTH:].split()
    rest = _RUN_ON.match(text, m.end())
    if not tail or before[-1].isspace() or not rest or m["stop"] in {"…", "..."} or len(m["stop"]) > 2:
        return False
    last = re.sub(r"\W+", "", tail[-1])
    return (
        len(last) > 1
        and (last[-2:].islower() or last.isdigit())
        and not _ADDRESS.search(tail[-1] + m["stop"] + rest.group())
        and last.lower() not in TITLES | OTHERS | STATES
    )


def _in_bracket(before: str) -> bool:
    """Return whether a bracket that opened inside the sentence is still open; one that opens the sentence holds whole sentences."""
    opened = before.rfind("(")
    return opened > before.rfind(")") and bool(before[:opened].strip())


def _full_stop(m: re.Match[str], before: str, word: str) -> bool:
    """Return whether a single full stop before a word that could open a sentence is an end and not an abbreviation's."""
    before = before[-_WORD_LENGTH:]
    last = _WORD_BEFORE.search(before)
    if last is None or set(m["close"]) & set('"”»)]}'):
        return True
    name, following = last.group(), word.lower().rstrip(".")
    plain = name.lower()
    opener = following in OPENERS and not word.endswith(".")
    if len(name) == 1 and name.isalpha():
        return opener if name.isupper() else not name.isascii() or opener
    if name.isdigit():
        return following not in ORDINALS or following in OPENERS
    if plain in WORDS_TOO and name.islower():
        return not word[0].isdigit()
    if plain in STREETS:
        return opener and before[: last.start()].rstrip().rpartition(" ")[2][:1].isupper()
    if plain in TITLES:
        return False
    if plain in STATES and before[: last.start()].rstrip().endswith(","):
        return True
    if plain in {"a.m", "p.m"}:
        return following not in DAYS and not word[0].isdigit()
    if plain in OTHERS or plain in STATES or _ACRONYM.fullmatch(name):
        return opener
    return True
