"""JSON to values, strictly: no NaN, no name given twice without a word, no depth or number that breaks the reader."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from storycompare.errors import StoryError
from storycompare.gather.decode import decode


class Repeated(dict[str, Any]):
    """A JSON object that names a key twice: the last value counts, ``names`` says which."""

    names: tuple[str, ...] = ()


def parse_json(data: bytes | str) -> Any:
    """Return the value that ``data`` holds.

    >>> parse_json('{"versions": []}')
    {'versions': []}

    Raises:
        StoryError: it is no JSON; the message names line and column.
    """
    text = data if isinstance(data, str) else decode(data)[0]
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise StoryError("not JSON", why="it is empty", fix='give {"versions": [...]}')
    try:
        return json.loads(text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise StoryError(
            "not JSON", why=f"{error.msg} (line {error.lineno}, column {error.colno})", fix="check that the file is whole"
        ) from None
    except RecursionError:
        raise StoryError("not JSON that can be read", why="lists or objects stand too deep in one another", fix="check the file") from None
    except ValueError as error:
        raise StoryError("not JSON that can be read", why=str(error).partition(";")[0], fix="check the file") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


def _finite(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise ValueError(f"the number {digits[:40]} is too large")
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    seen: set[str] = set()
    repeated = Repeated(pairs)
    repeated.names = tuple(dict.fromkeys(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return repeated
