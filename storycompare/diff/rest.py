"""What the rest of a version says: what it gives elsewhere as the other version has it is no disagreement between the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from storycompare.text.numbers import Number
from storycompare.text.reading import Reading
from storycompare.text.tokens import FUNCTION_WORDS, stems


class Rest(Struct, frozen=True, gc=False):
    """All that a version says: the keys of its words as one string, and its numbers with the stem of what they count."""

    keys: str
    counts: frozenset[tuple[float, str]]

    def has(self, keys: Sequence[str]) -> bool:
        """Return whether it has these words in a row."""
        return f" {' '.join(keys)} " in self.keys

    def counted(self, number: Number) -> bool:
        """Return whether it has a number, of the same thing or of one left unsaid."""
        return (number.rounded, _thing(number)) in self.counts or (number.rounded, "") in self.counts


NOTHING = Rest("", frozenset())
"""The rest of a sentence that stands alone."""


def rest(readings: Iterable[Reading]) -> Rest:
    """Return what the sentences of a version say.

    >>> from storycompare.model import Sentence
    >>> from storycompare.text.reading import read
    >>> said = rest([read(Sentence("Six men left.", 0, 13, 0)), read(Sentence("Two stayed.", 14, 25, 0))])
    >>> said.has(["left", "two"]), sorted(said.counts)
    (True, [(2.0, 'stay'), (6.0, 'men')])
    """
    told = list(readings)
    return Rest(
        f" {' '.join([key for one in told for key in one.keys])} ", frozenset([(n.rounded, _thing(n)) for one in told for n in one.numbers])
    )


def _thing(number: Number) -> str:
    return "" if number.unit in FUNCTION_WORDS else stems([number.unit])[0]
