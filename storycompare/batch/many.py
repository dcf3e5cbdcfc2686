"""Many stories over the same pure core: results in the order of the stories, a failed story is a row, memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from storycompare.batch.pool import in_order
from storycompare.core import compare
from storycompare.encoders import AnyEncoder
from storycompare.encoders import encoder as resolved
from storycompare.errors import StoryCompareError
from storycompare.model import Comparison, Failure, Problem, Settings, Story


def compare_many(
    stories: Iterable[Story | Mapping[str, Any]], *, jobs: int = 1, settings: Settings | None = None, encoder: AnyEncoder | None = None
) -> Iterator[Comparison | Failure]:
    """Return a comparison, or the failure, of each story, in the order of ``stories``, whatever the jobs.

    >>> one = {"id": "s1", "versions": [{"outlet": "Gazette", "text": "It rained."}]}
    >>> [failure.error.code for failure in compare_many([one])]
    ['not-enough-versions']

    Args:
        stories: stories, or mappings in the form of a batch line; read as they are needed.
        jobs: how many processes compare at once. With more than one, a script needs the guard ``if __name__ == "__main__":``,
            because each process reads the script again.
        settings: as `compare`.
        encoder: as `compare`; with more than one job each process loads its own, so a name or a folder serves best.

    Raises:
        ValueError: ``jobs`` is less than one.
        BadEncoder: the encoder is none.
        MissingExtra: a model is named and the extra ``semantic`` is not installed.
        StoryCompareError: a process ended before its time. A story that cannot be compared is no exception but a `Failure`.
    """
    if encoder is not None:
        resolved(encoder)  # what is wrong with it is said once, not of each story
    return in_order(partial(compare_one, settings=settings, encoder=encoder), stories, jobs)


def compare_one(
    story: Story | Mapping[str, Any], settings: Settings | None = None, encoder: AnyEncoder | None = None
) -> Comparison | Failure:
    """Return the comparison of ``story``, or its failure: whatever is wrong with one story is a row, never an exception."""
    name = story.get("id") if isinstance(story, Mapping) else getattr(story, "id", None)
    try:
        if not isinstance(story, Story):
            from storycompare.gather.story import story_from_mapping

            story = story_from_mapping(story)
        return compare(story.versions, settings=settings, id=story.id, meta=story.meta, encoder=encoder)
    except Exception as error:  # noqa: BLE001 - one story must not end a batch of a million
        return Failure(name if isinstance(name, str) else None, problem(error))


def problem(error: Exception) -> Problem:
    """Return ``error`` as a row of a batch carries it: a fault that nobody foresaw is ``failed``.

    >>> problem(KeyError("x"))
    Problem(code='failed', message="unexpected KeyError: 'x'; please report it with the story")
    """
    if isinstance(error, StoryCompareError):
        return Problem(error.code, str(error))
    return Problem("failed", f"unexpected {type(error).__name__}: {error}; please report it with the story")
