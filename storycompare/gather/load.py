"""`load` and `load_all`: addresses, paths, folders, globs, standard input, page source or text to versions."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from storycompare.errors import LimitExceeded, MissingExtra, SourceError, SourceUnreadable, StoryError
from storycompare.gather.answer import read_answer, read_kept, told_cut
from storycompare.gather.decode import binary_kind, decode
from storycompare.gather.files import Found, find, is_address, is_folder, read, read_stdin, shown
from storycompare.gather.jsonfile import parse_json
from storycompare.gather.origin import Origin
from storycompare.gather.own import is_own, is_report
from storycompare.gather.parser import parse
from storycompare.gather.story import story_from_mapping, version_from_mapping
from storycompare.gather.textfile import read_text
from storycompare.gather.web.keep import told_of
from storycompare.gather.web.response import Fetched
from storycompare.gather.web.settings import Web
from storycompare.gather.web.url import masked
from storycompare.model import Reason, Story, Version

AnyPath = str | os.PathLike[str]
_HTML = re.compile(r"\s*<(?:!doctype|!--|\?xml|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)


def load(
    x: AnyPath | None = None,
    *,
    html: str | bytes | None = None,
    text: str | None = None,
    outlet: str | None = None,
    headline: str | None = None,
    published: str | None = None,
    url: str | None = None,
    id: str | None = None,
    meta: Any = None,
    web: Web | None = None,
) -> Version:
    """Return the version in the file or at the address ``x``, in the page source ``html`` or in ``text``: exactly one of the three.

    >>> load(text="The vote was 7-2.", outlet="Gazette").id
    'Gazette'

    Args:
        x: an http or https address, or a path: ``.txt``, ``.md``, ``.json`` (one version), a saved ``.html`` page, a ``.warc`` of one
            page; ``-`` is standard input.
        html: the source of a page.
        text: an article's text.
        outlet: the outlet's name; like the next ones it goes before what the page says, and nothing is guessed.
        headline: the headline.
        published: when it was published, ISO 8601.
        url: its address.
        id: what to call the version in results.
        meta: anything JSON can hold; passed through.
        web: how a page is fetched.

    Returns:
        The version; one that is no article has status ``refused`` and a reason.

    Raises:
        SourceNotFound: there is no such file; it is never taken for text.
        SourceUnreadable: it is no regular file, or cannot be read.
        NotFetched: the address may not be, or could not be, fetched.
        LimitExceeded: it is too large to be read.
        StoryError: it is JSON that holds no version.
    """
    if sum(value is not None for value in (x, html, text)) != 1:
        raise TypeError("load() takes exactly one of a path or address, html= or text=")
    given = {"outlet": outlet, "headline": headline, "published": published, "url": url, "id": id, "meta": meta}
    given = {key: value for key, value in given.items() if value is not None}
    if text is not None:
        return read_text(text, Origin("version", given))
    if isinstance(html, str):
        sha256 = hashlib.sha256(html.encode("utf-8", "surrogatepass")).hexdigest()
        return parse(html, Origin("version", given, sha256))
    if html is not None:
        return _bytes(html, "html", Origin("version", given))[0]
    if is_address(source := os.fsdecode(x or "")):
        (page,) = _fetched([source], web)
        if isinstance(page, Fetched):
            return _answered(page, given)
        raise page
    versions = _one(source, given)
    if len(versions) != 1:
        raise StoryError(f"{shown(source)} holds {len(versions)} versions, not one", fix="use load_all")
    return versions[0]


def load_all(*x: AnyPath, web: Web | None = None) -> list[Version]:
    """Return the versions at addresses, in files, folders, globs and, for ``-``, on standard input; of a story in JSON, its versions.

    Reports, results and decisions of this program that lie in a folder are passed over. Nothing else is lost: what cannot be read is a
    version too, with status ``refused`` and the reason, so that the others go on.
    """
    sources = [os.fsdecode(source) for source in x]
    addresses = [source for source in sources if is_address(source)]
    pages = dict(zip(addresses, _fetched(addresses, web), strict=True))
    versions: list[Version] = []
    for source in sources:
        if source in pages:
            versions.append(_page(source, pages[source]))
            continue
        try:
            found = [Found(Path("stdin"))] if source == "-" else find(source)
        except SourceError as error:
            found = [Found(Path(masked(source)), error)]
        for each in found:
            try:
                versions += _stdin({}) if source == "-" else _file(each, {}, among=each.path != Path(source))
            except (SourceError, StoryError, LimitExceeded, MissingExtra) as error:
                code = "bad-json" if isinstance(error, StoryError) else error.code
                versions.append(Origin(each.stem).refused(Reason(code, str(error))))
    return versions


def load_story(x: AnyPath, *, web: Web | None = None) -> Story:
    """Return the story in a folder, its versions the files in it, in a ``.json`` file, or of the one page at an address."""
    if is_address(os.fsdecode(x)):
        return Story(None, tuple(load_all(x, web=web)))
    if is_folder(path := os.fsdecode(x)):
        return Story(Found(Path(path)).stem, tuple(load_all(path)))
    return story_from_mapping(parse_json(read(Path(path))))


def _fetched(urls: list[str], web: Web | None) -> list[Fetched | SourceError | LimitExceeded]:
    if not urls:
        return []
    from storycompare.gather.web.many import fetch_all

    return [*fetch_all(urls, web)]


def _page(url: str, page: Fetched | SourceError | LimitExceeded) -> Version:
    """Return the version in what came from ``url``, or one that says why nothing did."""
    if isinstance(page, Fetched):
        return _answered(page, {})
    return replace(Version.from_text("", url=masked(url)), status="refused", reason=Reason(page.code, str(page)))


def _answered(page: Fetched, given: dict[str, Any]) -> Version:
    return read_answer(page, given, _only)


def _only(data: bytes, kind: str, origin: Origin) -> Version:
    return _bytes(data, kind, origin)[0]


def _one(path: str, given: Mapping[str, Any]) -> list[Version]:
    """Return the versions in the one file that ``path`` means."""
    if path == "-":
        return _stdin(given)
    if is_folder(path):
        raise SourceUnreadable(f"{shown(path)} is a folder", fix="use load_all")
    found = find(path)
    if len(found) != 1:
        raise SourceUnreadable(f"{shown(path)} matches {len(found)} files", fix="use load_all")
    return _file(found[0], given)


def _file(found: Found, given: Mapping[str, Any], *, among: bool = False) -> list[Version]:
    """Return the versions in a file; ``among`` says that nobody named it: it stands in a folder, or fits a pattern."""
    if found.error is not None:
        raise found.error
    data = read(found.path)
    if among and is_own(data):
        return []
    if found.kind == "warc":
        return _archived(data, Origin(found.stem, given))
    if kept := told_of(found.path, hashlib.sha256(data).hexdigest()):
        return [read_kept(data, found.kind, Origin(found.stem, given, **kept), _only)]
    return _bytes(data, found.kind, Origin(found.stem, given))


def _archived(data: bytes, origin: Origin) -> list[Version]:
    """Return the versions of the pages in an archive; a page it holds the beginning of is partial."""
    from storycompare.gather.warc import pages

    versions: list[Version] = []
    for kept in pages(data, origin):
        version = kept.origin.refused(kept.refused) if kept.refused else _bytes(kept.body, "html", kept.origin)[0]
        versions.append(told_cut(version, kept.cut) if kept.cut else version)
    return versions


def _stdin(given: Mapping[str, Any]) -> list[Version]:
    return _bytes(read_stdin(), "", Origin("stdin", given))


def _bytes(data: bytes, kind: str, origin: Origin) -> list[Version]:
    """Return the versions in ``data``, read as ``kind`` or, where that is empty, as what it looks like."""
    origin = replace(origin, sha256=hashlib.sha256(data).hexdigest())
    if binary := binary_kind(data):
        return [origin.refused(Reason("binary", f"it is {binary}, not text or a page; save the page as HTML or its text as .txt"))]
    if not data.strip():
        return [origin.refused(Reason("empty", "it is empty"))]
    if is_report(data):
        return [origin.refused(Reason("own-report", "a report that storycompare wrote, not an article; name the pages alone"))]
    text, warnings = decode(data, page=kind in {"html", ""}, charset=origin.charset)
    kind = kind or _looks_like(text)
    if kind == "json":
        return [replace(version, warnings=version.warnings + warnings) for version in _json(parse_json(text), origin)]
    origin = replace(origin, warnings=origin.warnings + warnings)
    return [parse(text, origin) if kind == "html" else read_text(text, origin, markdown=kind == "markdown")]


def _looks_like(text: str) -> str:
    """Return what a text without a telling suffix is: an object in braces is JSON, a tag first is a page."""
    if text.lstrip("\ufeff \t\r\n")[:1] == "{":
        return "json"
    return "html" if _HTML.match(text.lstrip("\ufeff")) else "text"


def _json(body: Any, origin: Origin) -> list[Version]:
    """Return the versions of a story, or the one version; what is given goes before what one version says."""
    if isinstance(body, dict) and "versions" not in body and any(key in body for key in ("text", "html", "paragraphs")):
        body.update(origin.given)
        return [version_from_mapping(body, stem=origin.stem)]
    story = story_from_mapping(body)
    if not story.versions:
        raise StoryError("the story has no versions", fix="give two or more")
    if origin.given:
        raise StoryError("a story takes no outlet or other field of its own", fix="name them in each version")
    return list(story.versions)
