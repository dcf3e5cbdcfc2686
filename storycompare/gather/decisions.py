"""A file of decisions into decisions: what a person corrected, as the report wrote it or as they wrote it by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storycompare.errors import SourceNotFound, SourceUnreadable, StoryError
from storycompare.gather.jsonfile import parse_json
from storycompare.limits import MAX_BYTES
from storycompare.model import ACTIONS, DECISIONS_SCHEMA, NEEDS, Decision, Pointed, clean, sentence_digest


def load_decisions(path: str | Path) -> tuple[Decision, ...]:
    """Return the decisions in a file, in their order.

    Raises:
        SourceNotFound: there is no such file.
        SourceUnreadable: it cannot be read, or is over the limit.
        StoryError: it holds no decisions; the message names the one that is wrong.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise SourceNotFound(f"no file {str(path)!r}", fix="check the name") from error
    except OSError as error:
        raise SourceUnreadable(f"{str(path)!r} cannot be read", why=error.strerror or str(error), fix="check the file") from error
    if len(data) > MAX_BYTES:
        raise SourceUnreadable(
            f"{str(path)!r} is too large", why=f"a file of decisions has at most {MAX_BYTES:,} bytes", fix="check the file"
        )
    return parse_decisions(data)


def parse_decisions(data: bytes | str) -> tuple[Decision, ...]:
    """Return the decisions that a JSON text holds.

    >>> file = '{"schema": "storycompare-decisions/1", "decisions": [{"action": "rename", "version": "page", "outlet": "The Post"}]}'
    >>> parse_decisions(file)[0].outlet
    'The Post'

    Raises:
        StoryError: it holds none; the message names the one that is wrong.
    """
    value = parse_json(data)
    if not isinstance(value, dict) or value.get("schema") != DECISIONS_SCHEMA or not isinstance(value.get("decisions"), list):
        raise StoryError(
            "not a file of decisions", why=f'it is not {{"schema": {DECISIONS_SCHEMA!r}, "decisions": [...]}}', fix="see docs/report.md"
        )
    return tuple(_decision(number, row) for number, row in enumerate(value["decisions"], 1))


def _decision(number: int, row: Any) -> Decision:
    if not isinstance(row, dict) or row.get("action") not in ACTIONS:
        raise _wrong(number, f"its action is none of {', '.join(ACTIONS)}")
    given: dict[str, Any] = {
        key: _pointed(number, key, row[key]) if key in {"a", "b"} else _name(number, key, row[key]) for key in _KEYS if key in row
    }
    if missing := [key for key in NEEDS[row["action"]] if given.get(key) is None]:
        raise _wrong(number, f"{row['action']!r} takes {missing[0]!r}")
    return Decision(action=row["action"], **given)


_KEYS = ("a", "b", "version", "outlet", "into", "note")


def _pointed(number: int, key: str, value: Any) -> Pointed:
    """Return the sentence pointed at: by the digest of its text, or by the text itself."""
    if not isinstance(value, Mapping):
        raise _wrong(number, f"its {key!r} is no object with 'version' and 'text'")
    version, text, named = (_name(number, part, value.get(part)) for part in ("version", "text", "sentence"))
    if not version or not (text or named):
        raise _wrong(number, f"its {key!r} lacks 'version', or both 'text' and 'sentence'")
    return Pointed(version, named or sentence_digest(text or ""), text or "")


def _name(number: int, key: str, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise _wrong(number, f"its {key!r} is no text")
    return None if value is None else clean(value).strip() or None


def _wrong(number: int, why: str) -> StoryError:
    return StoryError(f"decision {number} cannot be read", why=why, fix="see docs/report.md")
