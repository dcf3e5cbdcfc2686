"""The laws of every renderer: same comparison, same text; through JSON and back nothing changes; JSON that is wrong is refused by name."""

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from render_samples import hostile, story

from storycompare import render
from storycompare.errors import StoryError
from storycompare.model import Comparison, Failure, Problem, Settings, Version
from storycompare.render.words import web_address

SAMPLES = {"story": story(), "base": story("Courier"), "hostile": hostile()}
SAMPLES["empty"] = replace(SAMPLES["story"], id=None, versions=(), matches=(), passages=(), additions=(), omissions=(), warnings=())

every_sample = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
every_format = pytest.mark.parametrize("format", render.FORMATS)


@every_sample
def test_json_gives_the_comparison_back(sample):
    assert Comparison.from_json(sample.to_json()) == sample
    assert Comparison.from_json(sample.to_json().encode()) == sample


@every_format
@every_sample
def test_a_renderer_shows_only_what_is_in_the_json(sample, format):
    assert render.render(render.parse(sample.to_json()), format) == render.render(sample, format)


@every_sample
def test_json_is_one_strict_line_in_the_order_of_the_contract(sample):
    text = sample.to_json()
    assert len(text.splitlines()) == 1
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    body = json.loads(text, parse_constant=pytest.fail)
    assert list(body) == [
        "schema",
        "storycompare",
        "scorer",
        "settings",
        "id",
        "meta",
        "versions",
        "matches",
        "passages",
        "additions",
        "omissions",
        "conflicts",
        "quotes",
        "coverage",
        "similarity",
        "provenance",
        "warnings",
        "decisions",
    ]
    assert all("warnings" not in version for version in body["versions"])


def test_a_number_that_is_not_finite_never_reaches_the_json():
    assert json.loads(replace(story(), meta=float("nan")).to_json())["meta"] is None


def test_a_lone_surrogate_in_meta_leaves_json_that_can_be_read():
    read = Comparison.from_json(replace(story(), meta={"key\udc00": "a\ud800b"}).to_json())
    assert read.meta == {"key\ufffd": "a\ufffdb"}
    assert replace(read, meta=None) == replace(story(), meta=None)


def test_big_numbers_and_any_text_pass_through_meta():
    meta = {"id": 2**80, "text": "line\u2028end\u0085 \x7f\u202e é \u4e2d"}
    assert Comparison.from_json(replace(story(), meta=meta).to_json()).meta == meta


def test_keys_that_are_not_known_are_passed_over():
    body = json.loads(story().to_json())
    body["later"] = {"anything": 1}
    body["matches"][0]["later"] = body["versions"][0]["later"] = [1]
    assert Comparison.from_json("\ufeff" + json.dumps(body)) == story()


def _damaged(change):
    body = json.loads(story().to_json())
    change(body)
    return json.dumps(body)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "truncated"),
        (story().to_json()[:-20], "truncated"),
        ("not JSON", "malformed"),
        ("[]", "Expected `object`"),
        (b"\xff\xfe", "malformed"),
        (b'{"schema": "\xff"}', "utf-8"),
        ('{"schema": NaN}', "malformed"),
        ("{}", "names no schema"),
        ('{"schema": "storycompare/2"}', "'storycompare/2'"),
        ('{"schema": "storycompare/1"}', "missing required field"),
        (render.failure_line(Failure("x", Problem("bad-story", "it has no versions"))), "it has no versions"),
        ('{"schema": "storycompare/1", "meta": ' + "[" * 100_000, "nested too deep"),
        (_damaged(lambda body: body["matches"][0].update(score="high")), "matches"),
        (_damaged(lambda body: body["matches"][1].update(relation="copied")), "relation"),
        (_damaged(lambda body: body["matches"][2]["a"].update(sentence=99)), "matches[2].a names sentence 99 of 'Courier'"),
        (_damaged(lambda body: body["additions"][0].update(version="Nobody")), "additions[0] names sentence 3 of 'Nobody'"),
        (_damaged(lambda body: body["omissions"][0]["nearest"].update(sentence=-1)), "omissions[0].nearest"),
        (_damaged(lambda body: body["omissions"][1].update(version="Nobody", nearest=None)), "omissions[1] names 'Nobody'"),
        (_damaged(lambda body: body["passages"][0]["sentences"][1].update(version="")), "passages[0]"),
        (_damaged(lambda body: body["versions"][1].update(id="Courier")), "'Courier'"),
    ],
)
def test_wrong_json_is_refused_with_what_and_where(text, said):
    with pytest.raises(StoryError) as caught:
        Comparison.from_json(text)
    assert said in str(caught.value)


def test_an_unknown_format_is_named():
    with pytest.raises(ValueError, match="no format 'pdf': it is one of csv, html, json"):
        render.render(story(), "pdf")


def test_a_failure_is_a_line_of_its_own():
    assert json.loads(render.failure_line(Failure(None, Problem("bad-json", "line 3, column 1: no value"), line=3))) == {
        "schema": "storycompare/1",
        "id": None,
        "line": 3,
        "error": {"code": "bad-json", "message": "line 3, column 1: no value"},
    }


PROGRAM = """
import hashlib, sys
from render_samples import hostile, story
from storycompare import render
for sample in (story(), story("Courier"), hostile()):
    for format in render.FORMATS:
        print(format, hashlib.sha256(render.render(sample, format).encode()).hexdigest())
"""


def test_the_same_bytes_whatever_the_hash_seed_and_the_terminal():
    def printed(**environment):
        path = os.pathsep.join((str(Path(__file__).parent), str(Path(render.__file__).parents[2])))
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], capture_output=True, check=True, env={**os.environ, "PYTHONPATH": path, **environment}
        )
        return done.stdout

    here = "".join(
        f"{format} {hashlib.sha256(render.render(SAMPLES[name], format).encode()).hexdigest()}\n"
        for name in ("story", "base", "hostile")
        for format in render.FORMATS
    )
    assert printed(PYTHONHASHSEED="1", COLUMNS="33", FORCE_COLOR="1", TERM="dumb", TZ="Asia/Tokyo", LC_ALL="C").decode() == here
    assert printed(PYTHONHASHSEED="2", NO_COLOR="1", COLORTERM="truecolor", TTY_COMPATIBLE="1").decode() == here


def test_a_base_that_is_no_version_and_a_comparison_of_nothing_are_still_shown():
    for format in render.FORMATS:
        assert render.render(replace(SAMPLES["empty"], settings=Settings(base="gone")), format)


def test_a_version_that_was_never_split_is_still_shown():
    odd = replace(SAMPLES["empty"], versions=(Version.from_text("Unsplit.", outlet="A"),))
    for format in render.FORMATS:
        assert render.render(odd, format)
    assert Comparison.from_json(odd.to_json()) == odd


@every_format
def test_a_result_whose_texts_were_taken_out_is_still_shown(format):
    bare = render.parse(re.sub(r'"text":"(?:[^"\\]|\\.)*"', '"text":""', story().to_json()))
    assert not any(sentence.text for version in bare.versions for sentence in version.sentences)
    said = render.render(bare, format)
    assert "Courier" in said
    assert "Harrow bridge." not in said


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("HTTP://example.org/a b\"<>'()`|\\", "http://example.org/a%20b%22%3C%3E%27%28%29%60%7C%5C"),
        ("https://example.org/\u202e\x1b", "https://example.org/%E2%80%AE%1B"),
        ("https://user:word@example.org/", None),
        ("javascript:alert(1)", None),
        ("data:text/html,hello", None),
        ("//example.org", None),
        ("https:///path", None),
        ("https://[::1", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_plain_web_address_becomes_a_link(url, address):
    assert web_address(url) == address
