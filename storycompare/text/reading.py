"""A sentence, read once: its words with their stems, and its numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from storycompare.limits import MAX_SENTENCE_CHARACTERS
from storycompare.model import Sentence, Span
from storycompare.text.dates import Day, dates
from storycompare.text.names import Name, names
from storycompare.text.negation import NEGATORS, negations
from storycompare.text.numbers import Number, numbers
from storycompare.text.tokens import FUNCTION_WORDS, Word, bare, stems, words

NEAR = 4
"""Words on either side of a date in which two sentences share what the date is said of."""


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

    @cached_property
    def spoken(self) -> tuple[tuple[int, int], ...]:
        """Each stretch within quotation marks, as the words it holds: from the first to before the last."""
        starts = [word.start for word in self.words]
        places = [(bisect_left(starts, left), bisect_left(starts, right)) for left, right in self.inside]
        return tuple((first, last) for first, last in places if first < last)

    @cached_property
    def dates(self) -> tuple[Day, ...]:
        """The dates and times of day."""
        return tuple(dates(self.sentence.text[:MAX_SENTENCE_CHARACTERS], self.published))

    @cached_property
    def near_dates(self) -> tuple[frozenset[str], ...]:
        """What carries news in the few words on either side of each of the dates."""
        return tuple(
            [frozenset([*self.news(max(0, first - NEAR), first), *self.news(last, last + NEAR)]) for first, last in self.date_words]
        )

    @cached_property
    def date_words(self) -> tuple[tuple[int, int], ...]:
        """The words of each date: from the first to before the last."""
        starts, ends = [word.start for word in self.words], [word.end for word in self.words]
        return tuple([(bisect_right(ends, day.start), bisect_left(starts, day.end)) for day in self.dates])

    @cached_property
    def bare_keys(self) -> tuple[str, ...]:
        """The keys, each without the s of a possessive or a plural."""
        return tuple([bare(key) if key[-1:] == "s" else key for key in self.keys])

    @cached_property
    def bare(self) -> frozenset[str]:
        """Those, each once."""
        return frozenset(self.bare_keys)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names."""
        return tuple(names(self.sentence.text, self.words))

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The stems, each once."""
        return frozenset(self.stems)

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
