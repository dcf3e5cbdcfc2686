"""A batch onto a file: the lines, going on after a stop, and what it refuses to touch."""

import json
import sys

import pytest
from cli_helpers import rows_of, story, write_jsonl
from held import held

from storycompare.limits import MAX_STORY_BYTES
from storycompare.model import Comparison

ROWS = [
    story("s1", meta={"desk": [1, None]}),
    "this is not json",
    "",
    json.dumps(story("s2")),
    "[1, 2]",
    json.dumps(story("s1")),
    json.dumps({"versions": story("x")["versions"]}),
    json.dumps({"id": "alone", "versions": [{"outlet": "A", "text": "It rained in Harrow."}]}),
    json.dumps(story("s3")),
]
# id, line, and code of each line of the output; line 3 is blank.
EXPECTED = [
    ("s1", None, None),
    (None, 2, "bad-json"),
    ("s2", None, None),
    (None, 5, "bad-story"),
    ("s1", 6, "duplicate-id"),
    (None, 7, "bad-story"),
    ("alone", 8, "not-enough-versions"),
    ("s3", None, None),
]
SUMMARY = "3 compared, 5 failed -> {}\n"


@pytest.fixture
def stories(tmp_path):
    return write_jsonl(tmp_path / "in.jsonl", ROWS)


@pytest.fixture
def whole(command, stories, tmp_path):
    """The bytes of an undisturbed batch."""
    out = tmp_path / "whole.jsonl"
    assert command("batch", stories, "-o", out).code == 0
    return out.read_bytes()


def names(folder, prefix="out"):
    return sorted(path.name for path in folder.iterdir() if path.name.startswith((prefix, ".")))


def test_every_story_is_a_line_in_the_order_of_the_input(command, stories, tmp_path):
    out = tmp_path / "out.jsonl"
    done = command("batch", stories, "-o", out)
    assert (done.code, done.out, done.err) == (0, b"", SUMMARY.format(out))
    rows = rows_of(out)
    assert [(row["id"], row.get("line"), row.get("error", {}).get("code")) for row in rows] == EXPECTED
    assert {row["schema"] for row in rows} == {"storycompare/1"}
    assert rows[0]["meta"] == {"desk": [1, None]}
    assert "line 2, column 1" in rows[1]["error"]["message"]
    assert names(tmp_path) == ["out.jsonl", "out.jsonl.batch"]


def test_every_line_is_held_by_the_schema(whole):
    assert [held(line).get("error") is None for line in whole.splitlines()].count(False) > 0


def test_a_line_is_what_compare_says_of_the_story_alone(command, whole, tmp_path):
    (tmp_path / "s2.json").write_text(json.dumps(story("s2")), encoding="utf-8")
    assert command("compare", tmp_path / "s2.json", "--format", "json").out == whole.splitlines(keepends=True)[2]


def test_more_jobs_and_standard_input_change_no_byte(command, stories, whole, tmp_path):
    assert command("batch", stories, "-o", tmp_path / "two.jsonl", "--jobs", "2").code == 0
    assert (tmp_path / "two.jsonl").read_bytes() == whole
    assert command("batch", "-", "-o", tmp_path / "piped.jsonl", stdin=stories.read_bytes()).code == 0
    assert (tmp_path / "piped.jsonl").read_bytes() == whole


def test_a_batch_without_one_comparison_says_so(command, tmp_path):
    stories, out = write_jsonl(tmp_path / "in.jsonl", ["not json"]), tmp_path / "out.jsonl"
    done = command("batch", stories, "-o", out)
    assert (done.code, done.err) == (1, f"0 compared, 1 failed -> {out}\n")
    assert len(rows_of(out)) == 1


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_input_without_stories_writes_nothing(command, tmp_path, content):
    (tmp_path / "in.jsonl").write_bytes(content)
    done = command("batch", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    assert (done.code, names(tmp_path)) == (1, [])
    assert "no stories" in done.err


def test_line_ends_and_byte_order_mark_are_no_content(command, stories, whole, tmp_path):
    windows = tmp_path / "windows.jsonl"
    windows.write_bytes(b"\xef\xbb\xbf" + stories.read_bytes().replace(b"\n", b"\r\n").rstrip())
    assert command("batch", windows, "-o", tmp_path / "out.jsonl").code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == whole


def test_a_line_over_the_limit_is_its_own_failure(command, tmp_path, monkeypatch):
    monkeypatch.setattr("storycompare.batch.stories.MAX_STORY_BYTES", 3000)
    stories = write_jsonl(tmp_path / "in.jsonl", [story("s1"), story("x" * 9000), story("s2")])
    assert command("batch", stories, "-o", tmp_path / "out.jsonl").code == 0
    rows = rows_of(tmp_path / "out.jsonl")
    assert [row.get("error", {}).get("code") for row in rows] == [None, "too-large", None]
    assert "3,000 bytes" in rows[1]["error"]["message"]
    assert MAX_STORY_BYTES > 3000


def test_a_folder_holds_stories_as_folders_and_json_files(command, tmp_path):
    folder = tmp_path / "stories"
    for name in ("s10", "s9", ".hidden", "one page only"):
        (folder / name).mkdir(parents=True)
        for version in story(name)["versions"][: 1 if "one" in name else 2]:
            (folder / name / f"{version['outlet']}.txt").write_text(version["text"], encoding="utf-8")
    (folder / "named.json").write_text(json.dumps(story("a name of its own")), encoding="utf-8")
    (folder / "unnamed.json").write_text(json.dumps({"versions": story("u")["versions"]}), encoding="utf-8")
    (folder / "bad.json").write_text("{", encoding="utf-8")
    (folder / "notes.txt").write_text("not a story", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert command("batch", folder, "-o", out).code == 0
    found = [(row["id"], row.get("error", {}).get("code")) for row in rows_of(out)]
    assert found == [
        ("bad", "bad-json"),
        ("a name of its own", None),
        ("one page only", "not-enough-versions"),
        ("s10", None),
        ("s9", None),
        ("unnamed", None),
    ]
    again = command("batch", folder, "-o", out, "--resume")
    assert (again.code, again.err) == (0, f"4 compared, 2 failed -> {out}\n")
    (folder / "s9" / "Gazette.txt").write_text("Another text.", encoding="utf-8")
    assert "made with other input" in command("batch", folder, "-o", out, "--resume").err


def test_fields_keep_the_named_keys_beside_schema_and_id(command, stories, whole, tmp_path):
    out = tmp_path / "out.jsonl"
    assert command("batch", stories, "-o", out, "--fields", "omissions, matches,").code == 0
    for row, full in zip(rows_of(out), map(json.loads, whole.splitlines()), strict=True):
        wanted = full if "error" in full else {key: full[key] for key in ("schema", "id", "matches", "omissions")}
        assert row == wanted
        assert list(row) == list(wanted)


def texts(value, key=None):
    """Every ``text`` in a value, but in what ``meta`` holds."""
    if isinstance(value, dict):
        return [text for name, each in value.items() if name != "meta" for text in texts(each, name)]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [value] if key == "text" else []


def test_no_text_empties_every_text_and_nothing_else(command, tmp_path, stories, whole):
    meta = {"text": "the user's own"}
    write_jsonl(stories, [story("s1", meta=meta)])
    for name, more in (("full.jsonl", []), ("bare.jsonl", ["--no-text"])):
        assert command("batch", stories, "-o", tmp_path / name, *more).code == 0
    full, bare = rows_of(tmp_path / "full.jsonl")[0], rows_of(tmp_path / "bare.jsonl")[0]
    assert len(texts(full)) == len(texts(bare)) > 10
    assert any(texts(full))
    assert not any(texts(bare))
    assert bare["meta"] == meta
    spans = [(s["start"], s["end"]) for s in full["versions"][0]["sentences"]]
    assert spans == [(s["start"], s["end"]) for s in bare["versions"][0]["sentences"]]
    assert Comparison.from_json((tmp_path / "bare.jsonl").read_bytes()).id == "s1"


def part_way(folder, whole, lines, torn=b""):
    """Make ``out.jsonl`` of a finished batch look as if the batch had been killed after so many lines."""
    out, part = folder / "out.jsonl", folder / "out.jsonl.part"
    out.unlink()
    part.write_bytes(b"".join(whole.splitlines(keepends=True)[:lines]) + torn)
    return out, part


STOPS = {
    "before the first line": (0, b""),
    "in the first line": (0, b'{"schema":"storycompare/1","id":"s1"'),
    "between lines": (4, b""),
    "in a line": (4, b'{"schema":"storycompare/1","id":"s1","line":6'),
    "at the end of a line's JSON": (1, b'{"schema":"storycompare/1","id":null,"line":2,"error":{"code":"bad-json","message":""}}'),
    "with noise at the end": (3, b"\x00" * 4096),
    "with a line of another story": (2, b'{"schema":"storycompare/1","id":"s3","matches":[]}\n'),
    "with an error line of another line": (3, b'{"schema":"storycompare/1","id":null,"line":2,"error":{"code":"bad-json","message":""}}\n'),
    "after the last line": (8, b""),
    "after a line too many": (8, b'{"schema":"storycompare/1","id":"s3","matches":[]}\n'),
}


@pytest.mark.parametrize(("lines", "torn"), STOPS.values(), ids=STOPS)
def test_a_stopped_batch_goes_on_to_the_same_bytes(command, stories, whole, tmp_path, lines, torn):
    assert command("batch", stories, "-o", tmp_path / "out.jsonl").code == 0
    out, _ = part_way(tmp_path, whole, lines, torn)
    done = command("batch", stories, "-o", out, "--resume")
    assert (done.code, done.err) == (0, SUMMARY.format(out))
    assert out.read_bytes() == whole
    assert names(tmp_path) == ["out.jsonl", "out.jsonl.batch"]


def test_going_on_compares_only_what_is_missing(command, stories, whole, tmp_path, monkeypatch):
    assert command("batch", stories, "-o", tmp_path / "out.jsonl").code == 0
    out, _ = part_way(tmp_path, whole, 7)
    compared = []
    from storycompare.batch import rows

    before = rows.compare_one
    monkeypatch.setattr(rows, "compare_one", lambda item, *rest: compared.append(item["id"]) or before(item, *rest))
    assert command("batch", stories, "-o", out, "--resume").code == 0
    assert compared == ["s3"]
    assert command("batch", stories, "-o", out, "--resume").code == 0
    assert compared == ["s3"]


def refused(command, arguments, code, said, folder):
    """Run what must be refused and must not change a byte."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = command(*arguments)
    assert (done.code, done.out) == (code, b"")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_is_there_is_not_overwritten(command, stories, whole, tmp_path):
    arguments = ["batch", stories, "-o", tmp_path / "out.jsonl"]
    (tmp_path / "out.jsonl").write_bytes(b"something dear\n")
    refused(command, arguments, 2, "--resume", tmp_path)
    refused(command, [*arguments, "--resume"], 2, "missing or damaged", tmp_path)
    (tmp_path / "out.jsonl").unlink()
    assert command(*arguments).code == 0
    refused(command, arguments, 2, "--resume", tmp_path)
    part_way(tmp_path, whole, 3)
    refused(command, arguments, 2, "--resume", tmp_path)


OTHERS = {
    "another input": ([], True, "made with other input"),
    "other fields": (["--fields", "matches"], False, "made with other options"),
    "no text": (["--no-text"], False, "made with other options"),
}


@pytest.mark.parametrize("stopped", [False, True])
@pytest.mark.parametrize(("more", "change", "said"), OTHERS.values(), ids=OTHERS)
def test_another_batch_is_not_gone_on_with(command, stories, whole, tmp_path, more, change, said, stopped):
    out = tmp_path / "out.jsonl"
    assert command("batch", stories, "-o", out).code == 0
    if stopped:
        part_way(tmp_path, whole, 3)
    if change:
        write_jsonl(stories, [*ROWS, story("s4")])
    refused(command, ["batch", stories, "-o", out, "--resume", *more], 2, said, tmp_path)


DAMAGES = {
    "empty": lambda _: b"",
    "cut": lambda data: data[: len(data) // 2],
    "noise": lambda _: bytes(range(256)),
    "a digit": lambda data: data.replace(b"7-2", b"7-3", 1),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_result_is_not_taken_for_whole(command, stories, tmp_path, damage):
    out = tmp_path / "out.jsonl"
    assert command("batch", stories, "-o", out).code == 0
    out.write_bytes(damage(out.read_bytes()))
    refused(command, ["batch", stories, "-o", out, "--resume"], 1, "damaged or edited", tmp_path)


@pytest.mark.parametrize("record", [b"", b"{", b"[]", b"null", b'{"input": 3}'])
def test_without_its_record_a_part_is_not_gone_on_with(command, stories, whole, tmp_path, record):
    assert command("batch", stories, "-o", tmp_path / "out.jsonl").code == 0
    out, _ = part_way(tmp_path, whole, 3)
    (tmp_path / "out.jsonl.batch").write_bytes(record)
    refused(command, ["batch", stories, "-o", out, "--resume"], 2, "missing or damaged", tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")
def test_a_second_batch_onto_one_file_is_refused(command, stories, whole, tmp_path):
    import fcntl

    assert command("batch", stories, "-o", tmp_path / "out.jsonl").code == 0
    out, part = part_way(tmp_path, whole, 3)
    with part.open("rb") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        for more in ([], ["--resume"]):
            refused(command, ["batch", stories, "-o", out, *more], 1, "another batch", tmp_path)
    assert command("batch", stories, "-o", out, "--resume").code == 0
    assert out.read_bytes() == whole


def test_the_output_folder_must_be_there(command, stories, tmp_path):
    done = command("batch", stories, "-o", tmp_path / "no" / "out.jsonl")
    assert done.code == 1
    assert "could not be written: No such file or directory" in done.err
