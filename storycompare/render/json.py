"""The comparison as one line of strict JSON (schema ``storycompare/1``), and back again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import msgspec

from storycompare.errors import StoryError
from storycompare.model import SCHEMA, Comparison, Failure, Version

# Characters that JSON allows as they are but that end a line to some readers (U+0085, U+2028) or steer a terminal (C1, bidi controls):
# written as \uXXXX they mean the same. Bytes of UTF-8 with a fixed first byte each, because the search for one byte is the fast one.
_STEERING = tuple(
    re.compile(pattern)
    for pattern in (rb"\x7f", rb"\xc2[\x80-\x9f]", rb"\xd8\x9c", rb"\xe2\x80[\x8e\x8f\xa8-\xae]", rb"\xe2\x81[\xa6-\xa9]")
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_VERSION_KEYS = tuple(field.name for field in fields(Version) if field.name != "warnings")
_NO_COMPARISON = "not a comparison that can be read"


def render(comparison: Comparison) -> str:
    """Return ``comparison`` as one line of strict JSON: keys in the order of the fields, numbers that are not finite as null.

    ``Version.warnings`` is left to ``Comparison.warnings``, so that a version in the JSON is what the contract says.
    """
    body = {field.name: getattr(comparison, field.name) for field in fields(comparison)}
    body["versions"] = [{key: getattr(version, key) for key in _VERSION_KEYS} for version in comparison.versions]
    return _encode(body)


def failure_line(failure: Failure) -> str:
    """Return ``failure`` as one line of JSON, without ``line`` where the failure has none."""
    body: dict[str, Any] = {"schema": failure.schema, "id": failure.id}
    if failure.line is not None:
        body["line"] = failure.line
    return _encode({**body, "error": failure.error})


def _encode(body: dict[str, Any]) -> str:
    try:
        encoded = msgspec.json.encode(body)
    except UnicodeEncodeError:  # a lone surrogate in somebody's meta: no JSON reader agrees on those
        written = json.dumps(msgspec.to_builtins(body), ensure_ascii=False, separators=(",", ":"))
        encoded = _SURROGATE.sub("\ufffd", written).encode()
    for pattern in _STEERING:
        encoded = pattern.sub(_escape, encoded)
    return encoded.decode()


def _escape(match: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(match.group().decode())


def parse(text: str | bytes) -> Comparison:
    """Return the comparison in ``text``; keys that are not known are passed over.

    Raises:
        StoryError: what is wrong, and where in the JSON.
    """
    text = text.removeprefix("\ufeff") if isinstance(text, str) else text.removeprefix(b"\xef\xbb\xbf")
    try:
        head = msgspec.json.decode(text, type=_Head)
        if head.schema != SCHEMA or head.error is not None:
            raise _refusal(head)
        comparison = _decoder().decode(text)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise StoryError(_NO_COMPARISON, why=str(error), fix="give JSON that storycompare wrote, whole (no --fields)") from error
    except RecursionError as error:
        raise StoryError(_NO_COMPARISON, why="it is nested too deep", fix="give the JSON that storycompare wrote") from error
    _check(comparison)
    return comparison


@dataclass(frozen=True, slots=True)
class _Head:
    """What tells a comparison from an error line and from another schema."""

    schema: Any = None
    error: Any = None


def _refusal(head: _Head) -> StoryError:
    if head.error is not None:
        said = head.error.get("message", "") if isinstance(head.error, dict) else head.error
        return StoryError("a story that could not be compared, so there is nothing to show", why=str(said))
    named = f"its schema is {head.schema!r}" if head.schema is not None else "it names no schema"
    return StoryError(_NO_COMPARISON, why=named, fix=f"this version reads {SCHEMA!r}")


@cache
def _decoder() -> msgspec.json.Decoder[Comparison]:
    return msgspec.json.Decoder(Comparison)


def _check(comparison: Comparison) -> None:
    """Raise StoryError where the comparison names a version or a sentence that it does not hold."""
    counts: dict[str, int] = {}
    for version in comparison.versions:
        if version.id in counts:
            raise StoryError(_NO_COMPARISON, why=f"two of its versions have the id {version.id!r}")
        counts[version.id] = len(version.sentences or ())
    for i, omission in enumerate(comparison.omissions):
        if omission.version not in counts:
            raise StoryError(_NO_COMPARISON, why=f"omissions[{i}] names {omission.version!r}, which is none of its versions")
    for where, name, sentence in _named(comparison):
        if name not in counts or not 0 <= sentence < counts[name]:
            raise StoryError(_NO_COMPARISON, why=f"{where} names sentence {sentence} of {name!r}, which is not in it")


def _named(comparison: Comparison) -> Iterator[tuple[str, str, int]]:
    """Yield every sentence the findings name, with the place in the JSON that names it."""
    for i, match in enumerate(comparison.matches):
        yield f"matches[{i}].a", match.a.version, match.a.sentence
        yield f"matches[{i}].b", match.b.version, match.b.sentence
    for i, passage in enumerate(comparison.passages):
        for ref in passage.sentences:
            yield f"passages[{i}]", ref.version, ref.sentence
    for i, conflict in enumerate(comparison.conflicts):
        for span in (span for side in conflict.sides for span in side.spans):
            yield f"conflicts[{i}]", span.version, span.sentence
    for i, addition in enumerate(comparison.additions):
        yield f"additions[{i}]", addition.version, addition.sentence
    for i, omission in enumerate(comparison.omissions):
        yield f"omissions[{i}].of", omission.of.version, omission.of.sentence
        if omission.nearest:
            yield f"omissions[{i}].nearest", omission.version, omission.nearest.sentence
    for i, quotation in enumerate(comparison.quotes):
        yield f"quotes[{i}].of", quotation.of.version, quotation.of.sentence
        for row in quotation.carried:
            yield f"quotes[{i}].carried", row.version, row.sentence
    for i, placement in enumerate(comparison.coverage.placements):
        yield f"coverage.placements[{i}]", placement.version, placement.sentence
        for place in placement.elsewhere:
            if place.sentence is not None:
                yield f"coverage.placements[{i}].elsewhere", place.version, place.sentence
