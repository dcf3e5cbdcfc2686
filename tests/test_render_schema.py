"""The shipped JSON Schema is what the command prints, and it holds for every comparison and error line."""

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from held import COMPARISON, FAILURE, SCHEMA
from jsonschema import Draft202012Validator, ValidationError
from render_samples import hostile, story

import storycompare
from storycompare.model import Failure, Problem
from storycompare.render import failure_line


def test_the_shipped_schema_is_the_one_the_command_prints():
    place = Path(storycompare.__file__).parents[1]
    command = [sys.executable, "-m", "storycompare.render.schema"]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(place)})
    assert done.stdout.decode() == (files("storycompare") / "data" / "comparison.schema.json").read_text("utf-8")


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("sample", [story(), story("Courier"), hostile()])
def test_comparisons_hold_to_it(sample):
    COMPARISON.validate(json.loads(sample.to_json()))


@pytest.mark.parametrize("line", [None, 3])
def test_error_lines_hold_to_their_part_of_it(line):
    FAILURE.validate(json.loads(failure_line(Failure(None, Problem("bad-json", "no value"), line=line))))


WRONG = {
    "a score over one": lambda body: body["matches"][0].update(score=1.5),
    "a start before the text": lambda body: body["versions"][0]["sentences"][0].update(start=-1),
    "a relation that is none": lambda body: body["matches"][0].update(relation="similar"),
    "a kind that is none": lambda body: body["matches"][0]["differences"][0].update(kind="tone"),
    "a reason that is not documented": lambda body: body["versions"][2]["reason"].update(code="other"),
    "a warning that is not documented": lambda body: body["warnings"][0].update(code="other"),
    "another schema": lambda body: body.update(schema="storycompare/2"),
    "a key that is missing": lambda body: body.pop("quotes"),
    "no sentences": lambda body: body["versions"][0].update(sentences=None),
    "a row with one sentence": lambda body: body["passages"][0]["sentences"].pop(),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_what_breaks_the_contract_breaks_the_schema(change):
    body = json.loads(story().to_json())
    change(body)
    with pytest.raises(ValidationError):
        COMPARISON.validate(body)


def test_a_key_may_be_added():
    body = json.loads(story().to_json())
    body["later"] = body["matches"][0]["later"] = 1
    COMPARISON.validate(body)
