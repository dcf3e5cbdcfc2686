"""Presets: how sure a match must be, in Python and on the command line."""

import json
from pathlib import Path

import pytest
from cli_helpers import rows_of, story, write_jsonl
from golden import comparison

from storycompare import Settings, compare
from storycompare.match.score import model
from storycompare.model import PRESETS


def matched(settings):
    found = compare(comparison("unmanned-boats").versions, settings=settings)
    return {(m.a, m.b) for m in found.matches}, found.settings


def test_a_surer_preset_has_fewer_matches():
    (precise, _), (balanced, _), (thorough, _) = (matched(Settings(preset=preset)) for preset in PRESETS)
    assert precise < balanced < thorough


def test_the_result_names_the_preset_and_its_threshold():
    for preset in PRESETS:
        assert matched(Settings(preset=preset))[1] == Settings(preset=preset, threshold=model().thresholds[preset])


def test_a_threshold_outranks_a_preset():
    assert matched(Settings(preset="thorough", threshold=0.4))[0] == matched(Settings(threshold=0.4))[0]


def test_a_preset_that_is_none():
    with pytest.raises(ValueError, match="preset is 'sharp': it is one of precise, balanced, thorough"):
        Settings(preset="sharp")


def test_on_the_command_line(command):
    settings = {p: json.loads(command("demo", "--preset", p, "--format", "json").out)["settings"] for p in PRESETS}
    assert settings == {p: {"base": None, "threshold": model().thresholds[p], "preset": p} for p in PRESETS}
    assert command("demo", "--preset", "sharp").code == 2


def test_a_batch_has_the_preset_in_each_line_and_in_its_record(command, tmp_path):
    source, out = write_jsonl(tmp_path / "in.jsonl", [story("s")]), tmp_path / "out.jsonl"
    assert command("batch", source, "-o", out, "--preset", "precise").code == 0
    assert rows_of(out)[0]["settings"]["preset"] == "precise"
    assert json.loads(Path(f"{out}.batch").read_text())["options"]["settings"]["preset"] == "precise"


def test_an_encoder_that_is_not_there_is_an_error(command, tmp_path):
    source, out = write_jsonl(tmp_path / "in.jsonl", [story("s")]), tmp_path / "out.jsonl"
    for arguments in (["demo"], ["batch", source, "-o", out]):
        found = command(*arguments, "--encoder", tmp_path / "no-such-model")
        assert found.code == 1
        assert "no-such-model" in found.err
    assert not out.exists()
