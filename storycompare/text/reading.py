"""A sentence, read once: its words with their stems, and its numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from storycompare.limits import MAX_SENTENCE_CHARACTERS
from storycompare.model import Sentence, Span
from storycompare.text.dates import Day, dates
from storycompare.text.names import Name, names
from storycompare.text.negation import NEGATORS, negations
from storycompare.text.numbers import Number, numbers
from storycompare.text.once import once
from storycompare.text.tokens import FUNCTION_WORDS, TRIVIAL, Word, bare, stems, words

NEAR = 4
"""Words on either side of a date or a number in which two sentences share what the date is said of."""

_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True)  # no slots: what few sentences are asked for is read when it is, once
class Reading:
    """A sentence and what every later step looks at; places count characters from the sentence's start.

    ``keys`` and ``stems`` are those of the words, one each, and ``negated`` the numbers of the words that are negations. ``inside`` are
    the stretches within quotation marks, one opened by a sentence before it included; ``published`` is the day its version came out.
    """

    sentence: Sentence
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    stems: tuple[str, ...]
    numbers: tuple[Number, ...]
    negated: tuple[int, ...]
    inside: tuple[tuple[int, int], ...] = ()
    published: date | None = None

    @once
    def spoken(self) -> tuple[tuple[int, int], ...]:
        """Each stretch within quotation marks, as the words it holds: from the first to before the last."""
        places = [self.beginning(*stretch) for stretch in self.inside]
        return tuple((first, last) for first, last in places if first < last)

    @once
    def dates(self) -> tuple[Day, ...]:
        """The dates and times of day."""
        return tuple(dates(self.sentence.text[:MAX_SENTENCE_CHARACTERS], self.published))

    @once
    def near_dates(self) -> tuple[frozenset[str], ...]:
        """What carries news in the few words on either side of each of the dates."""
        return tuple([frozenset(self.around(day.start, day.end)) for day in self.dates])

    @once
    def near_numbers(self) -> dict[int, frozenset[str]]:
        """What carries news in the few words on either side of each of the numbers, by where it starts; its own unit is left out."""
        return {n.start: frozenset(self.around(n.start, n.end)).difference(stems([n.unit])) for n in self.numbers}

    @once
    def undated(self) -> tuple[Number, ...]:
        """The numbers that are no part of a date or a time."""
        days = [day for day in self.dates if day.grain in {"day", "time"}] if any(n.value < 32 for n in self.numbers) else []
        return tuple([n for n in self.numbers if not any(day.start < n.end and n.start < day.end for day in days)])

    @once
    def given(self) -> tuple[tuple[float | str, range], ...]:
        """What each number and each date says, with the words that begin in it."""
        told: list[tuple[float | str, int, int]] = [(n.rounded, n.start, n.end) for n in self.numbers]
        told += [(day.key, day.start, day.end) for day in self.dates]
        return tuple([(said, range(*self.beginning(start, end))) for said, start, end in told])

    @once
    def amounts(self) -> frozenset[float | str]:
        """What they say, each once."""
        return frozenset([said for said, _ in self.given])

    @once
    def bare_keys(self) -> tuple[str, ...]:
        """The keys, each without the s of a possessive or a plural."""
        return tuple([bare(key) if key[-1:] == "s" else key for key in self.keys])

    @once
    def bare(self) -> frozenset[str]:
        """Those, each once."""
        return frozenset(self.bare_keys)

    @once
    def names(self) -> tuple[Name, ...]:
        """The names."""
        return tuple(names(self.sentence.text, self.words))

    @once
    def named(self) -> frozenset[int]:
        """The words that are part of a name, by their numbers."""
        return frozenset([place for name in self.names for place in range(name.first, name.last)])

    @once
    def telling(self) -> tuple[str, ...]:
        """The stems, with nothing for those of words that a copy may change."""
        return tuple(["" if key in TRIVIAL else stem for key, stem in zip(self.keys, self.stems, strict=True)])

    @once
    def firsts(self) -> dict[str, Word]:
        """The first word of each stem."""
        return dict(zip(reversed(self.stems), reversed(self.words), strict=True))

    @once
    def distinct(self) -> frozenset[str]:
        """The stems, each once."""
        return frozenset(self.stems)

    def written(self, stem: str) -> str:
        """Return how the sentence writes a stem, the first time."""
        word = self.firsts[stem]
        return self.sentence.text[word.start : word.end]

    def beginning(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and last-but-one of the words that begin in a stretch."""
        return bisect_left(self.words, start, key=_START), bisect_left(self.words, end, key=_START)

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and last-but-one of the words of which a part stands in a stretch."""
        return bisect_right(self.words, start, key=_END), bisect_left(self.words, end, key=_START)

    def around(self, start: int, end: int) -> list[str]:
        """Return what carries news in the few words on either side of a stretch."""
        first, last = self.covered(start, end)
        return [*self.news(max(0, first - NEAR), first), *self.news(last, last + NEAR)]

    def news(self, first: int = 0, last: int | None = None, *, less: frozenset[str] = FUNCTION_WORDS) -> list[str]:
        """Return the stems of the words from ``first`` to ``last`` that carry news: all but the words of ``less``."""
        return [stem for key, stem in zip(self.keys[first:last], self.stems[first:last], strict=True) if key not in less]


def read(sentence: Sentence, inside: Sequence[tuple[int, int]] = (), published: date | None = None) -> Reading:
    """Return the reading of a sentence, of one over the limit by its beginning.

    >>> read(Sentence("The ministers voted 7-2.", 0, 24, 0)).news()
    ['minist', 'vote', '7', '2']
    """
    text = sentence.text[:MAX_SENTENCE_CHARACTERS]
    found = words(text)
    keys = tuple([word.key for word in found])
    negated = () if NEGATORS.isdisjoint(keys) else tuple(place for place, turns in enumerate(negations(keys)) if turns)
    return Reading(sentence, tuple(found), keys, tuple(stems(keys)), tuple(numbers(text)), negated, tuple(inside), published)


def span(reading: Reading, place: tuple[int, int]) -> Span:
    """Return a stretch of a sentence as a span of its version's text."""
    start, end = place
    sentence = reading.sentence
    return Span(sentence.start + start, sentence.start + end, sentence.text[start:end])
