"""The lines of a batch: each story's result, or its error, as bytes that depend on nothing but the story and the options."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from storycompare.batch.many import compare_one, problem
from storycompare.batch.stories import Entry, Line, read_story
from storycompare.model import Comparison, Failure, Problem, Settings
from storycompare.render import failure_line, render

FIELDS = tuple(field.name for field in fields(Comparison))
"""The keys of a result that `Options.fields` can name."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a line of the output holds.

    ``fields`` keeps only the named keys, beside ``schema`` and ``id``. ``no_text`` empties every ``text`` that comes from an article
    (versions, sentences, credits, hunks, differences) and the reasons in ``evidence``; offsets and headlines stay. ``encoder`` names a
    sentence encoder, as in `compare`.
    """

    settings: Settings | None = None
    encoder: str | None = None
    fields: tuple[str, ...] | None = None
    no_text: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the output: the story's id and line, where it has them, and the bytes."""

    id: str | None
    line: int | None
    data: bytes
    compared: bool


def make_row(entry: Entry, options: Options) -> Row:
    """Return the line of one story; whatever is wrong with it, it is a line."""
    line, name = (entry.number, None) if isinstance(entry, Line) else (None, entry.name)
    try:
        outcome = compare_one(read_story(entry), options.settings, options.encoder)
        if isinstance(outcome, Comparison):
            return Row(outcome.id, line, _result(outcome, options), compared=True)
    except Exception as error:  # noqa: BLE001 - one story must not end a batch of a million
        outcome = Failure(name, problem(error))
    return _failed(replace(outcome, line=line))


def second(row: Row) -> Row:
    """Return the error line of a story whose id stands earlier in the batch."""
    message = "a story of this id stands earlier in the batch; give each story an id of its own"
    return _failed(Failure(row.id, Problem("duplicate-id", message), row.line))


def _failed(failure: Failure) -> Row:
    return Row(failure.id, failure.line, failure_line(failure).encode() + b"\n", compared=False)


def _result(comparison: Comparison, options: Options) -> bytes:
    import msgspec

    line = render(_without_text(comparison) if options.no_text else comparison, "json").encode()
    if options.fields is not None:
        kept = {"schema", "id", *options.fields}
        every = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
        line = msgspec.json.encode({key: value for key, value in every.items() if key in kept})
    return line + b"\n"


_EMPTY: dict[str, Any] = {"text": "", "because": ()}
"""What holds an article's words: a reason can quote a whole run of them."""


def _without_text(value: Any) -> Any:
    """Return ``value`` with every ``text`` empty; ``meta`` is the user's own and stays."""
    if isinstance(value, tuple):
        return tuple(_without_text(each) for each in value)
    # The names by which a class is matched: what dataclasses and the smaller nouns, msgspec structs, both have.
    names: tuple[str, ...] = getattr(type(value), "__match_args__", ())
    if not names:
        return value
    return type(value)(**{n: _kept(n, getattr(value, n)) for n in names})


def _kept(name: str, value: Any) -> Any:
    return value if name == "meta" else _EMPTY.get(name, _without_text(value))
