"""A story's body sentences as matching sees them: one flat list over all versions, with stems, names and numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from storycompare.limits import MAX_SENTENCE_CHARACTERS
from storycompare.model import Version
from storycompare.text.negation import negations
from storycompare.text.quotes import quoted
from storycompare.text.reading import Reading, read
from storycompare.text.tokens import TELLING, TRIVIAL


@dataclass(frozen=True, slots=True)
class Entry:
    """One body sentence: where it stands, what it says, and what matching compares.

    ``joined`` holds the keys as one string: two sentences with the same one have the same words, or neither has any. ``content`` are the
    stems that carry news, ``said`` those and the function words that change what is said, ``quoted`` those of ``said`` inside quotation
    marks.
    """

    version: int
    sentence: int
    reading: Reading
    joined: str
    content: tuple[str, ...]
    said: tuple[str, ...]
    quoted: tuple[str, ...]
    names: frozenset[str]
    values: frozenset[float]

    @property
    def terms(self) -> tuple[str, ...]:
        """What it can be matched by: its stems that carry news; of a sentence without one, all its words as one."""
        return self.content or (f"\x00{self.joined}",)

    @property
    def negations(self) -> int:
        """How many of the words are negations."""
        return sum(negations(self.reading.keys))


@dataclass(frozen=True, slots=True)
class Corpus:
    """All entries, those of one version in a run; ``bounds[v]`` to ``bounds[v + 1]`` are those of version ``v``."""

    entries: tuple[Entry, ...]
    bounds: tuple[int, ...]


def corpus(versions: Sequence[Version]) -> Corpus:
    """Return the body sentences that share a stem with another version, in order: the others match nothing and weigh on nothing."""
    entries = [
        _entry(number, place, read(sentence))
        for number, version in enumerate(versions)
        for place, sentence in enumerate(version.sentences or ())
        if sentence.role == "body" and sentence.text
    ]
    homes: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for term in entry.terms:
            homes[term].add(entry.version)
    kept = [entry for entry in entries if any(len(homes[term]) > 1 for term in entry.terms)]
    sizes = Counter(entry.version for entry in kept)
    return Corpus(tuple(kept), (0, *accumulate(sizes[number] for number in range(len(versions)))))


def _entry(version: int, place: int, reading: Reading) -> Entry:
    text = reading.sentence.text
    told = [(stem, word) for stem, word in zip(reading.stems, reading.words, strict=True) if word.key not in TRIVIAL]
    content = [(stem, word) for stem, word in told if word.key not in TELLING]
    inside = quoted(text[:MAX_SENTENCE_CHARACTERS])
    said = tuple(stem for stem, _ in told)
    spoken = tuple(stem for stem, word in told if any(left <= word.start < right for left, right in inside))
    # A capital inside the sentence makes a name; the first word has one whatever it is.
    names = frozenset(stem for stem, word in content if text[word.start].isupper() and word.start > reading.words[0].start)
    values = frozenset(number.rounded for number in reading.numbers)
    return Entry(version, place, reading, " ".join(reading.keys) or "\x00", tuple(stem for stem, _ in content), said, spoken, names, values)
