"""The relation of two matched sentences: verbatim, reworded or partial, judged from the two sentences alone.

Nothing of the rest of the story plays a part, so that a sentence added elsewhere never changes it. The cut-offs are those of
`benchmarks/alignment.py relations`.
"""

from __future__ import annotations

from storycompare.match.corpus import Entry
from storycompare.model import Relation

SAME = 0.8
"""Least likeness (2 x words in common in order, over all words) of news words that are the same but for some dropped at an end."""
TAIL = 8
"""Most news words outside the quotation for two sentences to be the same quotation with another attribution."""
SPOKEN = 0.4
"""Least share of a sentence's news words inside its quotation for the quotation to be what the sentence is about."""
REWORDED = 0.5
"""Least share of the longer sentence's distinct news words that the other has too."""


def relation(a: Entry, b: Entry) -> Relation:
    """Return how two matched sentences relate, the same for (a, b) and (b, a)."""
    if a.joined == b.joined:
        return "verbatim"
    if a.values == b.values and a.negations == b.negations and (_same(a.content, b.content) or _same_quotation(a, b)):
        return "verbatim"
    left, right = set(a.content), set(b.content)
    return "reworded" if len(left & right) >= REWORDED * max(len(left), len(right), 1) else "partial"


def _same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether the shorter run of words stands whole in the longer, and nearly all of the longer is it."""
    short, long = sorted((a, b), key=len)
    whole = bool(short) and any(long[k : k + len(short)] == short for k in range(len(long) - len(short) + 1))
    return whole and 2 * len(short) >= SAME * (len(short) + len(long))


def _same_quotation(a: Entry, b: Entry) -> bool:
    outside = max(len(a.content) - len(a.quoted), len(b.content) - len(b.quoted))
    inside = min(len(entry.quoted) / max(1, len(entry.content)) for entry in (a, b))
    return min(len(a.quoted), len(b.quoted)) > 1 and outside <= TAIL and inside >= SPOKEN and _same(a.quoted, b.quoted)
