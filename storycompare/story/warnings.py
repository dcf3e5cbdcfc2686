"""Warnings that only the whole story can give: a version that tells another one, two with one text, a language that is not English."""

from __future__ import annotations

from collections.abc import Sequence

from storycompare.limits import MAX_SENTENCE_CHARACTERS
from storycompare.model import Notice
from storycompare.story.told import Told
from storycompare.story.versions import body
from storycompare.text.tokens import FUNCTION_WORDS, words

ENGLISH = 0.2
"""Least share of English function words in English: `benchmarks/alignment.py english` prints 0.35 as the lowest of 252 versions."""


def warnings(notices: Sequence[Notice], story: Told) -> tuple[Notice, ...]:
    """Return the ``notices`` and those of the story, sorted by version and code."""
    found = list(notices)
    texts: dict[str, str] = {}
    for id, version in story.versions.items():
        keys = [word.key for number in body(version) for word in words((version.sentences or ())[number].text[:MAX_SENTENCE_CHARACTERS])]
        if not story.tells(id):
            found.append(Notice("unrelated", "none of its sentences matches another version: it may tell another story", id))
        if sum(key in FUNCTION_WORDS for key in keys) < ENGLISH * len(keys):
            found.append(
                Notice("mostly-not-english", "the scorer was fitted on English news: its scores are not calibrated for this text", id)
            )
        if (first := texts.setdefault(version.text, id)) != id:
            found.append(Notice("same-text", f"its text is the same as that of {first!r}", id))
    return tuple(sorted(found, key=lambda notice: (notice.version or "", notice.code, notice.message)))
