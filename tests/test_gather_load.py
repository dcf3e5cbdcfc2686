"""Files, folders, globs, standard input, JSON, encodings: what is read, what is refused, and that nothing is lost."""

import io
import json
import os
import sys

import pytest

from storycompare import errors
from storycompare.gather import load, load_all, load_story
from storycompare.gather.decode import decode
from storycompare.gather.jsonfile import parse_json
from storycompare.gather.story import story_from_mapping
from storycompare.gather.textfile import _markdown

TEXT = "The harbour board voted 5-4 on Monday. Traders learned of it from a notice on the gate."
PAGE = f"<html><head><title>Market</title></head><body><article><h1>Market</h1><p>{TEXT}</p><p>A second vote is due on 4 June.</p></article></body></html>"


def told(versions):
    return [(v.id, v.status, v.reason and v.reason.code) for v in versions]


def test_exactly_one_source():
    for wrong in ({}, {"html": PAGE, "text": TEXT}):
        with pytest.raises(TypeError, match="exactly one"):
            load(**wrong)


@pytest.mark.parametrize("name", ["no-such-file.txt", "", "x" * 5_000, "a\x00b", "The council said so."])
def test_a_missing_path_is_an_error_never_text(name):
    with pytest.raises(errors.SourceNotFound):
        load(name)


@pytest.mark.parametrize("address", ["https://localhost/a", "HTTP://quay.local", "file:///etc/hosts", "javascript:alert(1)"])
def test_an_address_that_may_not_be_fetched(address):
    with pytest.raises(errors.NotFetched, match="was not fetched"):
        load(address)
    assert told(load_all(address))[0][1:] == ("refused", "not-fetched")


def test_an_unknown_outlet_stays_unknown(tmp_path):
    (tmp_path / "gazette.txt").write_text(TEXT)
    version = load(tmp_path / "gazette.txt")
    assert (version.id, version.outlet, version.text) == ("gazette", None, TEXT)
    assert len(version.source.sha256) == 64
    assert version.source.extractor is None


def test_what_is_given_goes_before_what_is_read(tmp_path):
    (tmp_path / "a.html").write_text(PAGE)
    version = load(tmp_path / "a.html", outlet="Given", headline="H", published="2026-01-01", url="https://q.example", meta={"k": 1})
    assert (version.id, version.headline, version.published, version.url, version.meta) == (
        "Given",
        "H",
        "2026-01-01",
        "https://q.example",
        {"k": 1},
    )


def test_a_folder_keeps_the_good_and_names_the_bad(tmp_path):
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.html").write_bytes(b"%PDF-1.7 x")
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "e.html").symlink_to("nowhere")
    os.mkfifo(tmp_path / "f.html")
    (tmp_path / "g.html").symlink_to("/dev/zero")
    (tmp_path / "h.html").mkdir()
    (tmp_path / "i.html").symlink_to("i.html")
    (tmp_path / "j.json").write_text("{")
    (tmp_path / "k.html").write_bytes(b"\x1f\x8b\x08" + b"x" * 50)
    for passed_over in (".hidden.html", "README", "picture.png", "table.csv"):
        (tmp_path / passed_over).write_text("x")
    assert told(load_all(tmp_path)) == [
        ("a", "ok", None),
        ("b", "ok", None),
        ("c", "refused", "binary"),
        ("d", "refused", "empty"),
        ("e", "refused", "unreadable"),
        ("f", "refused", "unreadable"),
        ("g", "refused", "unreadable"),
        ("h", "refused", "unreadable"),
        ("i", "refused", "unreadable"),
        ("j", "refused", "bad-json"),
        ("k", "refused", "binary"),
    ]


def test_a_link_that_leads_out_of_the_folder_is_named_not_read(tmp_path):
    (tmp_path / "secret.txt").write_text("secret words of the house")
    inner = tmp_path / "in"
    inner.mkdir()
    (inner / "a.txt").write_text(TEXT)
    (inner / "b.txt").symlink_to("a.txt")
    (inner / "c.txt").symlink_to("../secret.txt")
    assert told(load_all(inner)) == [("a", "ok", None), ("b", "ok", None), ("c", "refused", "unreadable")]


def test_an_empty_folder_and_one_of_stories(tmp_path):
    (only,) = load_all(tmp_path)
    assert only.reason.code == "not-found"
    assert "no readable versions" in only.reason.message
    (tmp_path / "story").mkdir()
    assert "storycompare batch" in load_all(tmp_path)[0].reason.message


def test_names_of_any_bytes(tmp_path):
    for name in (b"a\nb.txt", b"bad\xff.txt", b"q\"'<b>.txt", b"=1+1.txt", b"x" * 250 + b".txt"):
        with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:  # noqa: PTH123
            file.write(TEXT.encode())
    versions = load_all(tmp_path)
    assert [v.status for v in versions] == ["ok"] * 5
    for version in versions:
        assert "\n" not in version.id
        version.id.encode("utf-8")


def test_globs_files_and_what_is_missing_in_one_call(tmp_path):
    for name in "ba":
        (tmp_path / f"{name}.txt").write_text(TEXT)
    assert told(load_all(str(tmp_path / "*.txt"), tmp_path / "none.txt", str(tmp_path / "*.md"))) == [
        ("a", "ok", None),
        ("b", "ok", None),
        ("none", "refused", "not-found"),
        ("*", "refused", "not-found"),
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT, [("stdin", "ok", None)]),
        (PAGE, [("stdin", "ok", None)]),
        (json.dumps({"versions": [{"outlet": "A", "text": TEXT}, {"outlet": "B", "text": TEXT}]}), [("A", "ok", None), ("B", "ok", None)]),
        ("", [("stdin", "refused", "empty")]),
    ],
)
def test_standard_input_is_what_it_looks_like(monkeypatch, data, expected):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    assert told(load_all("-")) == expected


def test_a_file_without_a_telling_suffix_is_what_it_looks_like(tmp_path):
    (tmp_path / "page").write_text(PAGE)
    assert load(tmp_path / "page").headline == "Market"


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "big.html").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(errors.LimitExceeded, match="30,000,000"):
        load(tmp_path / "big.html")
    assert told(load_all(tmp_path)) == [("big", "refused", "too-large")]


def test_a_story_in_json_and_one_version(tmp_path):
    (tmp_path / "s.json").write_text(
        json.dumps({"id": "s", "versions": [{"outlet": "A", "text": TEXT}, {"url": "https://b.example/x", "html": PAGE}]})
    )
    assert told(load_all(tmp_path / "s.json")) == [("A", "ok", None), ("b.example", "ok", None)]
    with pytest.raises(errors.StoryError, match="holds 2 versions"):
        load(tmp_path / "s.json")
    (tmp_path / "v.json").write_text(json.dumps({"outlet": "A", "paragraphs": [["One.", "Two."], ["Three."]]}))
    version = load(tmp_path / "v.json", outlet="B")
    assert (version.id, version.text, len(version.sentences)) == ("B", "One. Two.\n\nThree.", 3)
    assert load_story(tmp_path / "s.json").id == "s"


@pytest.mark.parametrize(
    ("version", "says"),
    [
        ({"text": None}, "'text' is null"),
        ({"text": 5}, "'text' is a number"),
        ({"text": ["a"]}, "'text' is a list"),
        ({"html": {}}, "'html' is an object"),
        ({"text": "x", "url": 7}, "'url' is a number"),
        ({"text": "x", "headline": []}, "'headline' is a list"),
        ({"text": "x", "id": True}, "'id' is true or false"),
        ({"text": "x", "html": "<p>"}, "text and html"),
        ({"url": "file:///etc/hosts"}, "a url is not fetched"),
        ({"path": "/etc/hosts"}, "none of text, html, paragraphs"),
        ({"paragraphs": "x"}, "'paragraphs' is a string"),
        ({"paragraphs": [["x", 3]]}, "a number in paragraph 0"),
        ("x", "version 1 is a string"),
    ],
)
def test_a_bad_version_is_named_and_the_good_ones_are_kept(version, says):
    story = story_from_mapping({"versions": [version, {"outlet": "A", "text": TEXT}]})
    assert [v.status for v in story.versions] == ["refused", "ok"]
    assert story.versions[0].reason.code == "bad-json"
    assert says in story.versions[0].reason.message


@pytest.mark.parametrize("body", [None, 5, "x", [1], {}, {"versions": {}}, {"versions": [], "id": 5}])
def test_what_is_no_story(body):
    with pytest.raises(errors.StoryError, match="not a story"):
        story_from_mapping(body)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it is empty"),
        ("nope", r"line 1, column 1"),
        ('{\n "a": 1,\n}', r"line 3, column 1"),
        ('{"a": NaN}', "NaN"),
        ('{"a": -Infinity}', "Infinity"),
        ('{"a": 1e999}', "too large"),
        ("[" * 100_000, "too deep"),
        ('{"a":' * 50_000, "too deep"),
        ("9" * 5_000, "limit"),
    ],
)
def test_bad_json_is_said_not_guessed(text, says):
    with pytest.raises(errors.StoryError, match=says):
        parse_json(text)


def test_json_in_other_encodings_and_keys_given_twice():
    text = '{"outlet": "Ä", "text": "a b c", "text": "Zwei Wörter."}'
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        (version,) = story_from_mapping(parse_json(f'{{"versions": [{text}]}}'.encode(encoding))).versions
        assert (version.id, version.text) == ("Ä", "Zwei Wörter.")
        assert [(w.code, "'text'" in w.message) for w in version.warnings] == [("duplicate-keys", True)]


FRENCH = "Le maire a déclaré que l’hôtel de ville coûterait 4 millions d’euros à la région."


@pytest.mark.parametrize(
    ("data", "text", "lost"),
    [
        (FRENCH.encode(), FRENCH, False),
        (FRENCH.encode("cp1252"), FRENCH, False),
        (FRENCH.encode("utf-16"), FRENCH, False),
        (FRENCH.encode("utf-16-le"), FRENCH, False),
        (FRENCH.encode("utf-16-be"), FRENCH, False),
        (FRENCH.encode("utf-8-sig"), FRENCH, False),
        (b'<meta charset="iso-8859-1">' + FRENCH.encode("cp1252"), '<meta charset="iso-8859-1">' + FRENCH, False),
        (b"<meta charset=utf-7>+ADw-script+AD4-", "<meta charset=utf-7>+ADw-script+AD4-", False),
        (b"<meta charset=nonsense>caf\xe9", "<meta charset=nonsense>café", False),
        (FRENCH.encode() + b"\xe9t\xe9", FRENCH + "\ufffdt\ufffd", True),
        (
            '<meta charset="shift_jis">市議会は火曜日に可決した。'.encode("shift_jis"),
            '<meta charset="shift_jis">市議会は火曜日に可決した。',
            False,
        ),
        ('<meta charset="iso-2022-jp">市議会'.encode("iso2022_jp"), '<meta charset="iso-2022-jp">市議会', False),
    ],
)
def test_decode(data, text, lost):
    decoded, notices = decode(data, page=True)
    assert decoded == text
    assert [notice.code for notice in notices if notice.code != "charset-guessed"] == ["bytes-lost"] * lost


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Two** _words_ and `code`", "Two words and code"),
        ("A [link](https://a.example/x_(y)) and ![image](x.png) more", "A link and more"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("One line\nruns on.\n\n> A quote\n> goes on.", "One line runs on.\n\nA quote goes on."),
        ("* Six\n* Nine", "• Six\n\n• Nine"),
        ("## Under\n\nText.\n\n---\n\nEnd.", "Under\n\nText.\n\nEnd."),
        (r"Costs \$4 \*now\*", r"Costs \$4 *now*"),
    ],
)
def test_markdown_is_what_its_reader_reads(source, text):
    assert _markdown(source)[1] == text


def test_front_matter(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        '---\ntitle: "Market to move"\noutlet: The Quay\nauthor: Ana Roth\ndate: 2026-03-03\nurl: https://q.example/a\ntags: [x]\n---\n# Market to move\n\nText of it.\n'
    )
    version = load(path)
    assert (version.id, version.headline, version.byline, version.published, version.url) == (
        "The Quay",
        "Market to move",
        "Ana Roth",
        "2026-03-03",
        "https://q.example/a",
    )
    assert version.text == "Market to move\n\nText of it."


def test_a_text_that_breaks_off_is_partial(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT + "\nThe city has asked the...\nRead the full story\n")
    version = load(tmp_path / "a.txt")
    assert (version.status, version.reason.code) == ("partial", "truncated")
    assert version.text.endswith("has asked the...")


@pytest.mark.parametrize(
    ("source", "fix"),
    [
        *[(source, "add https:// if it is an address on the web") for source in ("www.gazette.example/a", "WWW.gazette.example", "gazette.example/2026/a", "gazette.example:8080/a", "localhost:8000")],
        *[(source, "check the name; text itself is passed as text=...") for source in ("gazette.html", "pages/gazette.example", "a sentence. Another/", "12:30 o'clock", "./a.b/c")],
    ],
)  # fmt: skip
def test_what_looks_like_an_address_is_told_from_a_file_that_is_not_there(source, fix):
    with pytest.raises(errors.SourceNotFound) as error:
        load(source)
    assert error.value.fix == fix
