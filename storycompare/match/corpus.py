"""A story's body sentences as matching sees them: one flat list over all versions, with stems, names and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storycompare.model import Version
from storycompare.text.negation import negates
from storycompare.text.quotes import quoted
from storycompare.text.reading import Reading, read
from storycompare.text.tokens import FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class Entry:
    """One body sentence: where it stands, what it says, and what matching compares.

    ``joined`` holds the keys as one string: two sentences with the same one have the same words, or neither has any. ``content`` are the
    stems that carry news, ``quoted`` those of them inside quotation marks.
    """

    version: int
    sentence: int
    reading: Reading
    joined: str
    content: tuple[str, ...]
    quoted: tuple[str, ...]
    names: frozenset[str]
    values: frozenset[float]

    @property
    def negations(self) -> int:
        """How many of the words are negations."""
        return sum(map(negates, self.reading.keys))


@dataclass(frozen=True, slots=True)
class Corpus:
    """All entries, those of one version in a run; ``bounds[v]`` to ``bounds[v + 1]`` are those of version ``v``."""

    entries: tuple[Entry, ...]
    bounds: tuple[int, ...]


def corpus(versions: Sequence[Version]) -> Corpus:
    """Return the body sentences of the versions, in order, ready to be compared; a sentence without a word has empty keys."""
    entries: list[Entry] = []
    bounds = [0]
    for number, version in enumerate(versions):
        for place, sentence in enumerate(version.sentences or ()):
            if sentence.role == "body" and sentence.text:
                entries.append(_entry(number, place, read(sentence)))
        bounds.append(len(entries))
    return Corpus(tuple(entries), tuple(bounds))


def _entry(version: int, place: int, reading: Reading) -> Entry:
    text = reading.sentence.text
    content = [(s, word) for s, word in zip(reading.stems, reading.words, strict=True) if word.key not in FUNCTION_WORDS]
    inside = quoted(text)
    spoken = tuple(stem for stem, word in content if any(left <= word.start < right for left, right in inside))
    # A capital inside the sentence makes a name; the first word has one whatever it is.
    names = frozenset(stem for stem, word in content if text[word.start].isupper() and word.start > reading.words[0].start)
    values = frozenset(number.rounded for number in reading.numbers)
    return Entry(version, place, reading, " ".join(reading.keys) or "\x00", tuple(stem for stem, _ in content), spoken, names, values)
