"""A story's body sentences as matching sees them: one flat list over all versions, with stems, quotations, names and numbers."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress, groupby
from operator import not_

from storycompare.limits import MAX_SENTENCE_CHARACTERS
from storycompare.model import Sentence, Version
from storycompare.text.dates import day_of
from storycompare.text.quotes import carried, quoted
from storycompare.text.reading import Reading, read
from storycompare.text.tokens import TELLING, TRIVIAL, Word


@dataclass(frozen=True, slots=True)
class Entry:
    """One body sentence: where it stands, what it says, and what matching compares.

    ``joined`` holds the keys as one string: two sentences with the same one have the same words, or neither has any. ``content`` are the
    stems that carry news, ``said`` those and the function words that change what is said, ``quoted`` those of ``said`` inside the
    sentence's own quotation marks. ``spoken`` are the stems of ``content`` inside a quotation, one opened by a sentence before it included,
    and ``narrated`` the rest of them.
    """

    version: int
    sentence: int
    reading: Reading
    joined: str
    content: tuple[str, ...]
    said: tuple[str, ...]
    quoted: tuple[str, ...]
    spoken: tuple[str, ...]
    narrated: tuple[str, ...]
    names: frozenset[str]
    values: frozenset[float]
    keys: frozenset[str]

    @property
    def terms(self) -> tuple[str, ...]:
        """What it can be matched by: its stems that carry news; of a sentence without one, all its words as one."""
        return self.content or (f"\x00{self.joined}",)

    @property
    def negations(self) -> int:
        """How many of the words are negations."""
        return len(self.reading.negated)


@dataclass(frozen=True, slots=True)
class Corpus:
    """All entries, those of one version in a run; ``bounds[v]`` to ``bounds[v + 1]`` are those of version ``v``.

    ``idf`` says how rare each term is in the story: the logarithm of sentences over sentences that hold it, both one more, and one.
    """

    entries: tuple[Entry, ...]
    bounds: tuple[int, ...]
    idf: Mapping[str, float]


def corpus(versions: Sequence[Version], also: Collection[tuple[str, int]] = ()) -> Corpus:
    """Return the body sentences that share a stem with another version, in order: the others match nothing and weigh on nothing.

    Those of ``also`` (version and number) are there whatever they share: a person has linked them.
    """
    entries = [
        _entry(number, place, read(sentence, inside, published), inside)
        for number, (version, published) in enumerate((version, day_of(version.published)) for version in versions)
        for place, sentence, inside in _spoken(version)
        if sentence.role == "body" and sentence.text
    ]
    told: dict[int, set[str]] = defaultdict(set)
    for entry in entries:
        told[entry.version].update(entry.terms)
    known = {term for term, homes in Counter(chain.from_iterable(told.values())).items() if homes > 1}
    wanted = {(number, place) for number, version in enumerate(versions) for id, place in also if id == version.id}
    kept = [e for e in entries if not known.isdisjoint(e.terms) or (e.version, e.sentence) in wanted]
    sizes = Counter(entry.version for entry in kept)
    return Corpus(tuple(kept), (0, *accumulate(sizes[number] for number in range(len(versions)))), _idf(kept))


def _idf(entries: Sequence[Entry]) -> dict[str, float]:
    held = Counter(chain.from_iterable({*entry.terms} for entry in entries))
    return {term: math.log((1 + len(entries)) / (1 + count)) + 1 for term, count in sorted(held.items())}


def _spoken(version: Version) -> Iterator[tuple[int, Sentence, list[tuple[int, int]]]]:
    """Yield each sentence with its number and the stretches of it inside quotation marks, paragraph by paragraph."""
    for _, paragraph in groupby(enumerate(version.sentences or ()), key=lambda item: item[1].paragraph):
        numbered = list(paragraph)
        inside = carried(sentence.text[:MAX_SENTENCE_CHARACTERS] for _, sentence in numbered)
        yield from ((number, sentence, found) for (number, sentence), found in zip(numbered, inside, strict=True))


def _entry(version: int, number: int, reading: Reading, inside: Sequence[tuple[int, int]]) -> Entry:
    text, keys, stems, words = reading.sentence.text, reading.keys, reading.stems, reading.words
    told = [place for place, key in enumerate(keys) if key not in TRIVIAL]
    news = [place for place in told if keys[place] not in TELLING]
    content = tuple([stems[place] for place in news])
    own = quoted(text[:MAX_SENTENCE_CHARACTERS])
    spoken = [_within(words[place], inside) for place in news] if inside else []
    # A capital inside the sentence makes a name; the first word has one whatever it is.
    names = frozenset([stems[place] for place in news if place and text[words[place].start].isupper()])
    return Entry(
        version=version,
        sentence=number,
        reading=reading,
        joined=" ".join(keys) or "\x00",
        content=content,
        said=tuple([stems[place] for place in told]),
        quoted=tuple([stems[place] for place in told if _within(words[place], own)]) if own else (),
        spoken=tuple(compress(content, spoken)),
        narrated=tuple(compress(content, map(not_, spoken))) if inside else content,
        names=names,
        values=frozenset([figure.rounded for figure in reading.numbers]),
        keys=frozenset(keys),
    )


def _within(word: Word, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(left <= word.start < right for left, right in stretches)
