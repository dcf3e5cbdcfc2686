"""Numbers as news writes them: figures and words, scales, money and percentages, each with its value, unit and place."""

from __future__ import annotations

import re

from msgspec import Struct

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
_SMALL = "|".join(sorted({**_UNITS, **_TENS}, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
# White space or one hyphen or dash, however it was typed.
_DASH = r"\-\u2010-\u2015\u2212"
_GAP = rf"(?:\s+|[{_DASH}])"
_NUMBER = re.compile(
    rf"""(?=[-\u2212$€£¥\d]|\b[aefhnostz])  # at a glance: how a number can begin
    (?P<minus>(?<!\S)[-\u2212](?=[$€£¥\d]))?(?P<money>[$€£¥]\s*)?
    (?:(?P<figure>(?<![\w.,])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|(?<![\w,])(?<!\d\.)\d+(?:\.\d+)?)
       (?:(?P<short>k|mn?|bn|tn)\b|{_GAP}?(?P<scale>{_SCALE})s?\b)?
     |\b(?P<words>(?:half\s+(?=an?\s))?(?:(?:{_SMALL}|an?(?=\s+(?:{_SCALE})\b))(?:{_GAP}(?:{_SMALL}|{_SCALE}|and(?=\s+(?:{_SMALL})\b)))*)(?![\w]))
    )
    (?P<percent>\s*%|{_GAP}?per\s*cent(?:age\s+points?)?\b)?""",
    re.VERBOSE | re.IGNORECASE,
)
# "one" is a pronoun as often as a number: it counts where a thing to count comes after it.
_PRONOUN = re.compile(r"one", re.IGNORECASE)
_THING = re.compile(
    r"[\s-]+(?!(?:of|who|whom|that|which|another|or|and|is|was|has|had|can|could|would|will|may|might|in|on|at|by|to|for|with|as)\b)[^\W\d_]",
    re.IGNORECASE,
)
_UNIT = re.compile(rf"[\s{_DASH}]+(?:(?:of|more|other|additional|new)\s+)?([^\W\d_]+)")
MOST_DIGITS = 18
"""A figure of more digits, and a word number beyond them, is an identifier or noise, no count."""


class Number(Struct, frozen=True, gc=False):
    """A number: its value, its unit (``$``, ``%``, ... or the word after it, or empty), its place, and how finely it was given."""

    value: float
    unit: str
    start: int
    end: int
    step: float

    @property
    def rounded(self) -> float:
        """The value, fit to be compared for equality."""
        return round(self.value, 6)


def numbers(text: str) -> list[Number]:
    """Return the numbers in a text, in order.

    >>> [(n.value, n.unit) for n in numbers("Six people, $4.2 million and twenty-one percent")]
    [(6.0, 'people'), (4200000.0, '$'), (21.0, '%')]
    """
    found = []
    for m in _NUMBER.finditer(text):
        if len(m["figure"] or "") > MOST_DIGITS or len((m["words"] or "").split()) > MOST_DIGITS:
            continue
        value, step = _figure(m) if m["figure"] else _worded(m["words"])
        value = -value if m["minus"] else value
        unit = (m["money"] or "").strip() or ("%" if m["percent"] else _unit_after(text, m.end()))
        if m["words"] and _PRONOUN.fullmatch(m["words"]) and not _THING.match(text, m.end()):
            continue
        found.append(Number(value, unit, m.start(), m.end(), step))
    return found


def _figure(m: re.Match[str]) -> tuple[float, float]:
    plain = m["figure"].replace(",", "")
    short = (m["short"] or "").lower()
    # "5m" is a length unless it is money.
    scale = _SCALES.get((m["scale"] or "").lower()) or (_SHORT[short] if short and (short != "m" or m["money"]) else 1)
    decimals = len(plain.partition(".")[2])
    whole = plain.partition(".")[0]
    zeros = len(whole) - len(whole.rstrip("0")) if not decimals and scale == 1 else 0
    return float(plain) * scale, scale * 10.0 ** (zeros - decimals)


def _worded(phrase: str) -> tuple[float, float]:
    total = current = 0
    last = 1
    for word in re.split(_GAP, phrase.lower()):
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, _TENS.get(word, 0))
            last = 1
        elif word in {"a", "an"}:
            current = 1
        elif word in _SCALES:
            last = _SCALES[word]
            if last > 100:
                total, current = total + max(current, 1) * last, 0
            else:
                current = max(current, 1) * last
    half = 0.5 if phrase[:4].lower() == "half" else 1.0
    return (total + current) * half, last * half


def _unit_after(text: str, end: int) -> str:
    m = _UNIT.match(text, end)
    return m[1].lower() if m else ""
