"""Numbers as news writes them: figures and words, scales, money and percentages, each with its value, unit and place."""

from __future__ import annotations

import re

from msgspec import Struct

from storycompare.text.tokens import small

_UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_SMALL = "|".join(sorted({**_UNITS, **_TENS}, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
# White space or one hyphen or dash, however it was typed.
_DASH = r"\-\u2010-\u2015\u2212"
_GAP = rf"(?:\s+|[{_DASH}])"
_AND_A_HALF = r"and\s+a\s+half(?!\w)"
# "Three-quarters", "two thirds of", "a fifth of"; "the first three quarters of the year" counts quarters, "a quarter of an hour" measures.
_FRACTION = (
    rf"(?:an?\s+(?=\w+\s+of\b)|(?:{'|'.join(list(_UNITS)[1:10])})(?:[{_DASH}]|\s+(?=\w+\s+of\b)))"
    rf"(?:{'|'.join(_PARTS)})s?(?!\w|\s+of\s+an?\b)"
)
_NUMBER = re.compile(
    rf"""(?=[-\u2212$€£¥\d]|\b[aefhnostz](?:n?\s|alf\s|e[nrv]|h(?:irt|r)|i[fgnvx]|lev|ne|o[ru]|w))  # at a glance: how a number can begin
    (?P<minus>(?<!\S)[-\u2212](?=[$€£¥\d]))?(?P<money>[$€£¥]\s*)?
    (?:(?P<figure>(?<![\w.,])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|(?<![\w,])(?<!\d\.)\d+(?:\.\d+)?)
       (?:(?P<short>k|mn?|bn|tn)\b|{_GAP}?(?P<scale>{_SCALE})s?\b)?
     |(?<!first\s)(?<!last\s)(?<!past\s)(?<!next\s)\b(?P<fraction>{_FRACTION})
     |\b(?P<words>(?:half\s+(?=an?\s))?(?:(?:{_SMALL}|an?(?=\s+(?:{_SCALE})\b))(?:{_GAP}(?:{_SMALL}|{_SCALE}|and(?=\s+(?:{_SMALL})\b)|{_AND_A_HALF}))*)(?![\w]))
    )
    (?P<percent>\s*%|{_GAP}?per\s*cent(?:age\s+points?)?\b)?""",
    re.VERBOSE,
)
"""Read on small letters."""
# "one" is a pronoun as often as a number: it counts where a thing to count comes after it.
_THING = re.compile(
    r"[\s-]+(?!(?:of|who|whom|that|which|another|or|and|is|was|has|had|can|could|would|will|may|might|in|on|at|by|to|for|with|as)\b)[^\W\d_]",
    re.IGNORECASE,
)
_UNIT = re.compile(rf"[\s{_DASH}]+(?:(?:of|more|other|additional|new)\s+)?([^\W\d_]+)")
MOST_DIGITS = 18
"""A figure of more digits, and a word number beyond them, is an identifier or noise, no count."""


SHARE_STEP = 5.0
"""How finely a fraction is given, in points of a percentage: "two-thirds" may be 65 or 68 of a hundred, not 60."""


class Number(Struct, frozen=True, gc=False):
    """A number: its value, its unit (``$``, ``%``, ... or the word after it, or empty), its place, and how finely it was given.

    ``rounded`` is the value, fit to be compared for equality.
    """

    value: float
    unit: str
    start: int
    end: int
    step: float
    rounded: float


def numbers(text: str) -> list[Number]:
    """Return the numbers in a text, in order.

    >>> [(n.value, n.unit) for n in numbers("Six people, $4.2 million and twenty-one percent")]
    [(6.0, 'people'), (4200000.0, '$'), (21.0, '%')]
    """
    found = []
    for m in _NUMBER.finditer(small(text)):
        if len(m["figure"] or "") > MOST_DIGITS or len((m["words"] or "").split()) > MOST_DIGITS:
            continue
        value, step = _figure(m) if m["figure"] else _share(m["fraction"]) if m["fraction"] else _worded(m["words"])
        value = -value if m["minus"] else value
        unit = (m["money"] or "").strip() or ("%" if m["percent"] or m["fraction"] else _unit_after(text, m.end()))
        if m["words"] == "one" and not _THING.match(text, m.end()):
            continue
        found.append(Number(value, unit, *m.span(), step, round(value, 6)))
    return found


def _figure(m: re.Match[str]) -> tuple[float, float]:
    plain = m["figure"].replace(",", "")
    short = m["short"]
    # "5m" is a length unless it is money.
    scale = _SCALES.get(m["scale"]) or (_SHORT[short] if short and (short != "m" or m["money"]) else 1)
    decimals = len(plain.partition(".")[2])
    whole = plain.partition(".")[0]
    zeros = len(whole) - len(whole.rstrip("0")) if not decimals and scale == 1 else 0
    return float(plain) * scale, scale * 10.0 ** (zeros - decimals)


def _share(phrase: str) -> tuple[float, float]:
    """Return a fraction as the percentage it is."""
    count, part = re.split(_GAP, phrase)
    return 100 * _UNITS.get(count, 1) / _PARTS[part.removesuffix("s")], SHARE_STEP


def _worded(phrase: str) -> tuple[float, float]:
    total = current = 0.0
    last = 1.0
    for word in re.split(_GAP, re.sub(_AND_A_HALF, "half", phrase)):
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, _TENS.get(word, 0))
            last = 1
        elif word in {"a", "an"}:
            current = 1
        elif word == "half" and (total or current):
            # "Two and a half", "a million and a half": half of what the words before it count by.
            last /= 2
            total, current = (total, current + last) if current else (total + last, 0)
        elif word in _SCALES:
            last = _SCALES[word] * min(last, 1)
            if _SCALES[word] > 100:
                total, current = total + max(current, 1) * _SCALES[word], 0
            else:
                current = max(current, 1) * _SCALES[word]
    half = 0.5 if phrase[:4] == "half" else 1.0
    return (total + current) * half, last * half


def _unit_after(text: str, end: int) -> str:
    m = _UNIT.match(text, end)
    return m[1].lower() if m else ""
