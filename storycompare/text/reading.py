"""A sentence, read once: its words with their stems, and its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from storycompare.limits import MAX_SENTENCE_CHARACTERS
from storycompare.model import Sentence, Span
from storycompare.text.numbers import Number, numbers
from storycompare.text.tokens import FUNCTION_WORDS, Word, stems, words


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence and what every later step looks at; places count characters from the sentence's start."""

    sentence: Sentence
    words: tuple[Word, ...]
    stems: tuple[str, ...]
    numbers: tuple[Number, ...]

    @property
    def keys(self) -> list[str]:
        """The normalised key of each word."""
        return [word.key for word in self.words]

    def news(self, first: int = 0, last: int | None = None, *, less: frozenset[str] = FUNCTION_WORDS) -> list[str]:
        """Return the stems of the words from ``first`` to ``last`` that carry news: all but the words of ``less``."""
        pairs = zip(self.words[first:last], self.stems[first:last], strict=True)
        return [stem for word, stem in pairs if word.key not in less]


def read(sentence: Sentence) -> Reading:
    """Return the reading of a sentence, of one over the limit by its beginning.

    >>> read(Sentence("The ministers voted 7-2.", 0, 24, 0)).news()
    ['minist', 'vote', '7', '2']
    """
    text = sentence.text[:MAX_SENTENCE_CHARACTERS]
    found = words(text)
    return Reading(sentence, tuple(found), tuple(stems([word.key for word in found])), tuple(numbers(text)))


def span(reading: Reading, place: tuple[int, int]) -> Span:
    """Return a stretch of a sentence as a span of its version's text."""
    start, end = place
    return Span(reading.sentence.start + start, reading.sentence.start + end, reading.sentence.text[start:end])
