"""Outputs held against the JSON Schema that ships with the package."""

import json
from importlib.resources import files

from jsonschema import Draft202012Validator

SCHEMA = json.loads((files("storycompare") / "data" / "comparison.schema.json").read_text("utf-8"))
COMPARISON = Draft202012Validator(SCHEMA)
FAILURE = Draft202012Validator({**SCHEMA, "$ref": "#/$defs/Failure"})


def held(line):
    """Return the object in a line of output, a comparison or an error line, once it has been held against the schema."""
    row = json.loads(line)
    (FAILURE if "error" in row else COMPARISON).validate(row)
    return row
