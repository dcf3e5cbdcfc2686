"""What the rest of a version says: what it gives elsewhere as the other version has it is no disagreement between the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from storycompare.text.reading import Reading


class Rest(Struct, frozen=True, gc=False):
    """All that a version says: the keys of its words as one string, and its numbers."""

    keys: str
    values: frozenset[float]

    def has(self, keys: Sequence[str]) -> bool:
        """Return whether it has these words in a row."""
        return f" {' '.join(keys)} " in self.keys


NOTHING = Rest("", frozenset())
"""The rest of a sentence that stands alone."""


def rest(readings: Iterable[Reading]) -> Rest:
    """Return what the sentences of a version say.

    >>> from storycompare.model import Sentence
    >>> from storycompare.text.reading import read
    >>> said = rest([read(Sentence("Six men left.", 0, 13, 0)), read(Sentence("Two stayed.", 14, 25, 0))])
    >>> said.has(["left", "two"]), sorted(said.values)
    (True, [2.0, 6.0])
    """
    told = list(readings)
    return Rest(f" {' '.join([key for one in told for key in one.keys])} ", frozenset([n.rounded for one in told for n in one.numbers]))
