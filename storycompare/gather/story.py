"""Stories and versions out of JSON values: what is given is checked by type, and a bad version never takes the good ones with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from storycompare.errors import StoryError
from storycompare.gather.jsonfile import Repeated
from storycompare.gather.origin import Origin
from storycompare.gather.parser import parse
from storycompare.gather.textfile import read_text
from storycompare.limits import MAX_BYTES
from storycompare.model import Notice, Reason, Story, Version

_LINES = ("id", "outlet", "headline", "byline", "published", "updated", "section", "url")
_BODIES = ("text", "html", "paragraphs")
_SHAPE = 'give {"versions": [{"outlet": ..., "text": ...}, ...]}'


def story_from_mapping(body: object) -> Story:
    """Return the story that a JSON object holds, its bad versions refused by name and the good ones kept.

    >>> story_from_mapping({"id": "s1", "versions": [{"outlet": "A", "text": "It rained."}]}).versions[0].id
    'A'

    Raises:
        StoryError: it is no object with a list of versions, or its id is no string.
    """
    if not isinstance(body, Mapping):
        raise StoryError("not a story", why=f"it is {_kind(body)}, not an object", fix=_SHAPE)
    if not isinstance(versions := body.get("versions"), list):
        why = f"'versions' is {_kind(versions)}, not a list" if "versions" in body else "it has no 'versions'"
        raise StoryError("not a story", why=why, fix=_SHAPE)
    if not isinstance(name := body.get("id"), str | None):
        raise StoryError("not a story", why=f"'id' is {_kind(name)}, not a string", fix="give each story an id of its own")
    made = [version_from_mapping(each, stem=f"version {number}") for number, each in enumerate(versions, 1)]
    if made and (warnings := _repeated(body)):
        made[0] = replace(made[0], warnings=warnings + made[0].warnings)
    return Story(name, tuple(made), body.get("meta"))


def version_from_mapping(body: object, *, stem: str) -> Version:
    """Return the version that a JSON object holds, refused with a reason that names field and type where it is none.

    Only ``text``, ``html`` or ``paragraphs`` are read: a ``url`` or ``path`` never makes anything be opened.
    """
    if not isinstance(body, Mapping):
        return _bad(f"{stem} is {_kind(body)}, not an object", Origin(stem))
    fields = {key: body[key] for key in _LINES if isinstance(body.get(key), str)}
    origin = Origin(stem, {**fields, **({"meta": body["meta"]} if "meta" in body else {})}, warnings=_repeated(body))
    for key in _LINES:
        if not isinstance(body.get(key), str | None):
            return _bad(f"'{key}' is {_kind(body[key])}, not a string", origin)
    given = [key for key in _BODIES if key in body]
    if len(given) != 1:
        why = f"it holds {' and '.join(given)}: give one" if given else "it holds none of text, html, paragraphs; a url is not fetched"
        return _bad(why, origin)
    content = body[given[0]]
    if given[0] == "paragraphs":
        return _paragraphs(content, origin)
    if not isinstance(content, str):
        return _bad(f"'{given[0]}' is {_kind(content)}, not a string", origin)
    origin = replace(origin, sha256=hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest())
    return read_text(content, origin) if given[0] == "text" else parse(content, origin)


def _paragraphs(content: object, origin: Origin) -> Version:
    """Return the version of sentences given one by one, in paragraphs or in one list."""
    if not isinstance(content, list):
        return _bad(f"'paragraphs' is {_kind(content)}, not a list", origin)
    groups = content if all(isinstance(group, list) for group in content) else [content]
    for number, group in enumerate(groups):
        for sentence in group:
            if not isinstance(sentence, str):
                return _bad(f"'paragraphs' holds {_kind(sentence)} in paragraph {number}, not a string", origin)
    if sum(len(sentence) for group in groups for sentence in group) > MAX_BYTES:
        return origin.refused(Reason("too-large", f"over {MAX_BYTES:,} characters of text; give the article alone"))
    if not any(character.isalnum() for group in groups for sentence in group for character in sentence):
        return origin.refused(Reason("empty", "there is no word in it"))
    return origin.sentences(groups)


def _bad(why: str, origin: Origin) -> Version:
    return origin.refused(Reason("bad-json", f"not a version: {why}"))


def _repeated(body: Mapping[str, Any]) -> tuple[Notice, ...]:
    if not isinstance(body, Repeated):
        return ()
    names = ", ".join(repr(name[:40]) for name in body.names[:5])
    return (Notice("duplicate-keys", f"the JSON names {names} twice; the last one counts"),)


def _kind(value: object) -> str:
    """Return what kind of JSON value ``value`` is, in words."""
    kinds = ((bool, "true or false"), (int, "a number"), (float, "a number"), (str, "a string"), (list, "a list"), (dict, "an object"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "null")
