"""The story that the command line names: sources into versions; and pages into files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from glob import has_magic
from importlib.resources import as_file, files
from pathlib import Path

from storycompare.errors import StoryCompareError, StoryError
from storycompare.gather import Web, load, load_all, load_story
from storycompare.gather.files import is_address
from storycompare.gather.web.response import Fetched
from storycompare.gather.web.url import masked
from storycompare.model import Reason, Story, Version


def read_story(sources: Sequence[str], named: Sequence[tuple[str, str]], web: Web) -> Story:
    """Return the story that ``sources`` and the (outlet, source) pairs of ``named`` tell; a lone .json file has its own id and meta."""
    alone = len(sources) == 1 and not named and not is_address(sources[0])
    if alone and sources[0].lower().endswith(".json") and not has_magic(sources[0]):
        return load_story(sources[0])
    return Story(None, (*load_all(*sources, web=web), *(_of(outlet, source, web) for outlet, source in named)))


def _of(outlet: str, source: str, web: Web) -> Version:
    """Return the version in ``source``, or one that says why there is none: the others are compared all the same."""
    try:
        return load(source, outlet=outlet, web=web)
    except StoryCompareError as error:
        code = "bad-json" if isinstance(error, StoryError) else error.code
        url = masked(source) if is_address(source) else None
        return Version(id=outlet, outlet=outlet, url=url, status="refused", reason=Reason(code, str(error)))


def keep_pages(urls: Sequence[str], folder: str, web: Web, say: Callable[[str, str], None]) -> list[Path]:
    """Return the files that the pages at ``urls`` were kept in; what did not come is said."""
    from storycompare.gather.web.keep import keep, ready
    from storycompare.gather.web.many import fetch_all

    ready(folder)
    came = fetch_all(urls, web)
    pages = [page for page in dict.fromkeys(came) if isinstance(page, Fetched)]
    for page in came:
        if not isinstance(page, Fetched):
            say("warning", str(page))
        elif not page.good:
            say("warning", f"{page.url} was not kept: the server answered {page.status} and no page")
        elif page.cut:
            say("warning", f"{page.url}: {page.cut.message}")
    return keep(pages, folder)


def bundled_story() -> Story:
    """Return the story that comes with the package."""
    with ExitStack() as stack:
        pages = sorted(files("storycompare").joinpath("data", "demo").iterdir(), key=lambda page: page.name)
        return Story("demo", tuple(load_all(*(stack.enter_context(as_file(page)) for page in pages))))
