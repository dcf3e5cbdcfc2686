"""The story that the command line names: sources into versions."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from glob import has_magic
from importlib.resources import as_file, files

from storycompare.errors import StoryCompareError, StoryError
from storycompare.gather import load, load_all, load_story
from storycompare.model import Reason, Story, Version


def read_story(sources: Sequence[str], named: Sequence[tuple[str, str]]) -> Story:
    """Return the story that ``sources`` and the (outlet, source) pairs of ``named`` tell; a lone .json file has its own id and meta."""
    if len(sources) == 1 and not named and sources[0].lower().endswith(".json") and not has_magic(sources[0]):
        return load_story(sources[0])
    return Story(None, (*load_all(*sources), *(_of(outlet, source) for outlet, source in named)))


def _of(outlet: str, source: str) -> Version:
    """Return the version in ``source``, or one that says why there is none: the others are compared all the same."""
    try:
        return load(source, outlet=outlet)
    except StoryCompareError as error:
        code = "bad-json" if isinstance(error, StoryError) else error.code
        return Version(id=outlet, outlet=outlet, status="refused", reason=Reason(code, str(error)))


def bundled_story() -> Story:
    """Return the story that comes with the package."""
    with ExitStack() as stack:
        pages = sorted(files("storycompare").joinpath("data", "demo").iterdir(), key=lambda page: page.name)
        return Story("demo", tuple(load_all(*(stack.enter_context(as_file(page)) for page in pages))))
