"""The JSON Schema of a comparison and of an error line, made from the dataclasses: ``python -m storycompare.render.schema``."""

from __future__ import annotations

import inspect
import json
from typing import Any

from storycompare.errors import CODES, REASONS, WARNINGS
from storycompare.model import SCHEMA, Comparison, Failure

_SHARE: dict[str, Any] = {"minimum": 0, "maximum": 1}
_COUNT: dict[str, Any] = {"minimum": 0}
_DIGEST: dict[str, Any] = {"pattern": "^([a-z]+-)?[0-9a-f]{12}$"}

# What the types do not say: definition, property, and the keywords to add.
CONSTRAINTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Addition", "id", _DIGEST),
    ("Addition", "sentence", _COUNT),
    ("Comparison", "schema", {"const": SCHEMA}),
    ("Conflict", "confidence", _SHARE),
    ("Conflict", "id", _DIGEST),
    ("Conflict", "sides", {"minItems": 2}),
    ("Difference", "confidence", _SHARE),
    ("Difference", "id", _DIGEST),
    ("Failure", "line", _COUNT),
    ("Failure", "schema", {"const": SCHEMA}),
    ("Match", "id", _DIGEST),
    ("Match", "score", _SHARE),
    ("Nearest", "score", _SHARE),
    ("Nearest", "sentence", _COUNT),
    ("Notice", "code", {"enum": sorted(WARNINGS)}),
    ("Omission", "id", _DIGEST),
    ("PairSimilarity", "a_matched", _SHARE),
    ("PairSimilarity", "a_verbatim", _SHARE),
    ("PairSimilarity", "b_matched", _SHARE),
    ("PairSimilarity", "b_verbatim", _SHARE),
    ("Passage", "id", _DIGEST),
    ("Passage", "sentences", {"minItems": 2}),
    ("PassageCoverage", "heights", {"items": {"type": "number", **_SHARE}}),
    ("PassageCoverage", "independent", _COUNT),
    ("PlacedSpan", "end", _COUNT),
    ("PlacedSpan", "sentence", _COUNT),
    ("PlacedSpan", "start", _COUNT),
    ("Problem", "code", {"enum": sorted(CODES)}),
    ("Reason", "code", {"enum": sorted(REASONS)}),
    ("Carried", "sentence", _COUNT),
    ("Copies", "shared", _COUNT),
    ("Copies", "versions", {"minItems": 2}),
    ("Crediting", "sentence", _COUNT),
    ("Place", "height", _SHARE),
    ("Place", "sentence", _COUNT),
    ("Placement", "sentence", _COUNT),
    ("Quotation", "id", _DIGEST),
    ("Ref", "sentence", _COUNT),
    ("Sentence", "end", _COUNT),
    ("Sentence", "paragraph", _COUNT),
    ("Sentence", "start", _COUNT),
    ("Side", "spans", {"minItems": 1}),
    ("Side", "versions", {"minItems": 1}),
    ("Span", "end", _COUNT),
    ("Span", "start", _COUNT),
    ("Version", "id", {"minLength": 1}),
    ("VersionCoverage", "body", _COUNT),
    ("VersionCoverage", "matched", _COUNT),
    ("VersionCoverage", "only_here", _COUNT),
    ("VersionCoverage", "passages", _COUNT),
)


def schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of a comparison; an error line's is its ``$defs/Failure``.

    >>> schema()["$ref"]
    '#/$defs/Comparison'
    """
    import msgspec

    _, parts = msgspec.json.schema_components((Comparison, Failure), ref_template="#/$defs/{name}")
    for part in parts.values():
        _settle(part)
    for name, key, extra in CONSTRAINTS:
        _bounded(parts[name]["properties"][key]).update(extra)
    del parts["Version"]["properties"]["warnings"]  # they stand in the comparison's own `warnings`
    parts["Version"]["properties"]["sentences"] = {"type": "array", "items": {"$ref": "#/$defs/Sentence"}}
    parts["Version"]["required"].remove("warnings")
    parts["Failure"]["required"].remove("line")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "$ref": "#/$defs/Comparison",
        "$defs": dict(sorted(parts.items())),
    }


def _settle(part: dict[str, Any]) -> None:
    """Make every key of one definition required, as the contract has it, and its description plain lines."""
    part["required"] = list(part["properties"])
    part["description"] = inspect.cleandoc(part["description"]).replace("``", "`")
    for value in part["properties"].values():
        value.pop("default", None)


def _bounded(value: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a property's schema that a constraint is about: the one beside null, where it may be null."""
    choices: list[dict[str, Any]] = value.get("anyOf", [value])
    return next(choice for choice in choices if choice.get("type") != "null")


def main() -> None:
    """Print the schema as it is shipped."""
    print(json.dumps(schema(), indent=2, ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    main()
