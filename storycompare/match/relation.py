"""The relation of two matched sentences: verbatim, reworded or partial, judged from the two sentences alone.

Nothing of the rest of the story plays a part, so that a sentence added elsewhere never changes it. The cut-offs are those of
`benchmarks/alignment.py relations`.
"""

from __future__ import annotations

import re

from storycompare.match.corpus import Entry
from storycompare.model import Relation
from storycompare.text.tokens import TRIVIAL

SAME = 0.8
"""Least likeness (2 x words in common, over all words) of two quotations of which one is trimmed at an end."""
TAIL = 8
"""Most telling words outside the quotation for two sentences to be the same quotation with another attribution."""
SPOKEN = 0.4
"""Least share of a sentence's telling words inside its quotation for the quotation to be what the sentence is about."""
REWORDED = 0.5
"""Least share of the longer sentence's distinct news words that the other has too."""
_SAID = r"(?:said|says|told|added|wrote|announced|reported|confirmed)"
# ", police said on Friday." and ", according to the ministry."; "officials said" without a comma too.
_ATTRIBUTION = re.compile(
    rf"(?:,?\s+(?:[^\s,.;:\"“”]+\s){{1,6}}{_SAID}\b|,?\s+(?:{_SAID}|according\sto)\b)[^,;:\"“”]{{0,60}}$", re.IGNORECASE
)


def relation(a: Entry, b: Entry) -> Relation:
    """Return how two matched sentences relate, the same for (a, b) and (b, a)."""
    if a.joined == b.joined:
        return "verbatim"
    if a.values == b.values and a.negations == b.negations and (a.said == b.said or _same_trunk(a, b) or _same_quotation(a, b)):
        return "verbatim"
    left, right = set(a.content), set(b.content)
    return "reworded" if len(left & right) >= REWORDED * max(len(left), len(right), 1) else "partial"


def _same_trunk(a: Entry, b: Entry) -> bool:
    """Return whether two sentences are the same but for an attribution at the end."""
    trunks = {entry.said[: _told_before(entry)] for entry in (a, b)}
    return len(trunks) == 1 and all(len(trunk) > 1 for trunk in trunks)


def _told_before(entry: Entry) -> int:
    """Return how many telling words stand before the attribution that ends a sentence."""
    tail = _ATTRIBUTION.search(entry.reading.sentence.text)
    return len(entry.said) if tail is None else sum(word.key not in TRIVIAL for word in entry.reading.words if word.start < tail.start())


def _same_quotation(a: Entry, b: Entry) -> bool:
    outside = max(len(a.said) - len(a.quoted), len(b.said) - len(b.quoted))
    inside = min(len(entry.quoted) / max(1, len(entry.said)) for entry in (a, b))
    return min(len(a.quoted), len(b.quoted)) > 1 and outside <= TAIL and inside >= SPOKEN and _trimmed(a.quoted, b.quoted)


def _trimmed(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether the shorter run of words stands whole in the longer, and nearly all of the longer is it."""
    short, long = sorted((a, b), key=len)
    whole = any(long[k : k + len(short)] == short for k in range(len(long) - len(short) + 1))
    return whole and 2 * len(short) >= SAME * (len(short) + len(long))
