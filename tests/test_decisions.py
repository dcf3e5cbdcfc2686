"""A person's corrections: read from their file, applied between matching and findings, kept, and shown as theirs."""

import json
from dataclasses import replace
from importlib.resources import files

import pytest
from cli_helpers import COURIER, GAZETTE
from golden import STORIES, comparison
from jsonschema import Draft202012Validator

from storycompare import StoryCompareError, Version, compare
from storycompare.batch.rows import _without_text
from storycompare.core import recompare
from storycompare.errors import SourceNotFound, StoryError
from storycompare.gather import load_decisions, parse_decisions
from storycompare.model import ACTIONS, NEEDS, Comparison, Decision, Notice, Pointed, sentence_digest
from storycompare.render import render
from storycompare.render.share import shared

SCHEMA = Draft202012Validator(json.loads((files("storycompare") / "data/decisions.schema.json").read_text("utf-8")))


def versions():
    a = Version.from_sentences(
        [
            [
                "The council voted 7-2 on Tuesday to close the old bridge.",
                "Repairs will cost $48 million.",
                "A ferry will run in the meantime.",
            ]
        ],
        outlet="Courier",
    )
    b = Version.from_sentences(
        [["On Tuesday the council voted 6-3 to close the old bridge.", "Boats are to carry walkers until then."]], outlet="Gazette"
    )
    return [a, b]


def pointed(version, text):
    return Pointed(version, sentence_digest(text), text)


VOTE = (pointed("Courier", "The council voted 7-2 on Tuesday to close the old bridge."),
        pointed("Gazette", "On Tuesday the council voted 6-3 to close the old bridge."))  # fmt: skip
FERRY = (pointed("Courier", "A ferry will run in the meantime."), pointed("Gazette", "Boats are to carry walkers until then."))


def pairs(result):
    return {(m.a.sentence, m.b.sentence) for m in result.matches}


def gone(result):
    return {(found.version, found.sentence) for found in result.additions}


def test_a_rejected_match_takes_with_it_all_that_hangs_on_it():
    before = compare(versions())
    after = compare(versions(), decisions=[Decision("reject", *VOTE)])
    assert (pairs(before), pairs(after)) == ({(0, 0)}, set())
    assert before.conflicts
    assert not after.conflicts
    assert not after.passages
    assert not after.coverage.passages
    assert gone(after) - gone(before) == {("Courier", 0), ("Gazette", 0)}
    assert [total.matched for total in after.coverage.versions] == [0, 0]
    assert after.decisions == (Decision("reject", *VOTE),)


def test_an_added_match_is_sure_and_makes_a_passage():
    after = compare(versions(), decisions=[Decision("add", *FERRY)])
    match = next(m for m in after.matches if m.decision)
    assert (match.a.sentence, match.b.sentence, match.score, match.decision) == (2, 1, 1.0, "add")
    assert "".join(hunk.b.text for hunk in match.hunks) == FERRY[1].text
    assert len(after.passages) == 2
    assert gone(after) == {("Courier", 1)}
    assert {m.score for m in after.matches if not m.decision} == {m.score for m in compare(versions()).matches}


def test_sentences_that_share_no_word_can_be_linked():
    a, b = versions()
    odd = Version.from_sentences([[*(s.text for s in b.sentences), "Zum Schluss regnete es heftig."]], outlet="Gazette")
    link = Decision("add", pointed("Courier", "Repairs will cost $48 million."), pointed("Gazette", "Zum Schluss regnete es heftig."))
    assert (1, 2) in pairs(compare([a, odd], decisions=[link]))


def test_an_accepted_match_stays_whatever_the_threshold():
    accepted = [Decision("accept", *VOTE)]
    strict = replace(compare(versions()).settings, threshold=1.0)
    assert pairs(compare(versions(), settings=strict)) == set()
    assert pairs(compare(versions(), settings=strict, decisions=accepted)) == {(0, 0)}


def test_of_two_decisions_about_one_pair_the_later_counts():
    assert pairs(compare(versions(), decisions=[Decision("reject", *VOTE), Decision("accept", *VOTE)])) == {(0, 0)}
    assert pairs(compare(versions(), decisions=[Decision("accept", *VOTE), Decision("reject", *reversed(VOTE))])) == set()


def test_a_renamed_outlet_is_called_so_everywhere_and_later_decisions_know_both_names():
    rename = Decision("rename", version="Courier", outlet="The Zephyr")
    after = compare(versions(), base="Courier", decisions=[rename, Decision("reject", *VOTE)])
    assert [(v.id, v.outlet) for v in after.versions] == [("Gazette", "Gazette"), ("The Zephyr", "The Zephyr")]
    assert after.settings.base == "The Zephyr"
    assert not after.matches
    renamed = [replace(p, version="The Zephyr") if p.version == "Courier" else p for p in VOTE]
    assert compare(versions(), decisions=[rename, Decision("reject", *renamed)]).matches == ()
    assert {notice.code for notice in after.warnings} == {"unrelated"}


def test_two_names_that_are_merged_are_one_outlet_told_twice():
    after = compare(versions(), decisions=[Decision("merge", outlet="Gazette", into="Courier")])
    assert [(v.id, v.outlet) for v in after.versions] == [("Courier", "Courier"), ("Courier (2)", "Courier")]
    assert pairs(after)


def test_a_name_that_is_merged_is_the_outlet_in_the_running_text_too():
    wire = Version.from_text("Engineers found cracks in the old bridge on Monday. A ferry will run from June.", outlet="Northern Wire")
    retold = Version.from_text(
        "Engineers found cracks in the old bridge, NorWi reported. The ferry runs from June, the NorWi report said.", outlet="Courier"
    )
    before = compare([wire, retold]).provenance
    after = compare([wire, retold], decisions=[Decision("merge", outlet="NorWi", into="Northern Wire")])
    assert [credit.outlet for credit in before.credits] == []
    assert [(credit.outlet, credit.loaded, credit.span.text) for credit in after.provenance.credits] == [
        ("Northern Wire", "Northern Wire", "NorWi"),
        ("Northern Wire", "Northern Wire", "NorWi"),
    ]
    assert after.coverage.passages[0].independent == 1
    assert "unknown-decision" not in {notice.code for notice in after.warnings}
    assert recompare(after, after.decisions) == after


def test_a_version_marked_as_cut_is_said_to_lack_nothing_after_its_end():
    before = compare(versions(), base="Courier")
    after = compare(versions(), base="Courier", decisions=[Decision("partial", version="Gazette", note="the page ends in an advert")])
    gazette = next(v for v in after.versions if v.id == "Gazette")
    assert (gazette.status, gazette.reason.code, gazette.reason.message) == ("partial", "decision", "the page ends in an advert")
    assert {o.of.sentence for o in before.omissions} == {1, 2}
    assert not after.omissions
    assert any(notice.code == "partial-version" for notice in after.warnings)


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (Decision("reject", VOTE[0], pointed("Gazette", "No such sentence.")), "'Gazette' has no sentence 'No such sentence.'"),
        (Decision("accept", VOTE[0], pointed("Post", "Any.")), "there is no 'Post' here"),
        (Decision("add", VOTE[0], FERRY[0]), "both sentences are of one version"),
        (Decision("rename", version="Post", outlet="The Post"), "there is no 'Post' here"),
        (Decision("partial", version="Post"), "there is no 'Post' here"),
        (Decision("merge", outlet="Post", into="The Post"), "there is no 'Post' here"),
    ],
    ids=lambda value: getattr(value, "action", None),
)
def test_what_is_not_here_is_named_and_kept(decision, why):
    plain, after = compare(versions()), compare(versions(), decisions=[decision])
    message = f"decision 1 ({decision.action}) changed nothing: {why}; it is kept"
    assert after.warnings == (*plain.warnings, Notice("unknown-decision", message))
    assert after.decisions == (decision,)
    assert replace(after, decisions=(), warnings=()) == replace(plain, warnings=())


@pytest.mark.parametrize("story", STORIES)
def test_a_result_that_is_worked_out_anew_is_the_same(story):
    result = comparison(story)
    assert recompare(result, ()) == result
    m = result.matches[0]
    texts = {v.id: v.sentences for v in result.versions}
    sides = [pointed(ref.version, texts[ref.version][ref.sentence].text) for ref in (m.a, m.b)]
    decisions = [Decision("reject", *sides), Decision("rename", version=m.a.version, outlet="Zz")]
    once = recompare(result, decisions)
    assert m.id not in {match.id for match in once.matches}
    assert recompare(Comparison.from_json(once.to_json()), decisions) == once


def test_a_result_without_texts_or_with_an_encoder_is_not_worked_out_anew():
    result = compare(versions())
    for bare in (_without_text(result), shared(result)):
        with pytest.raises(StoryError, match="its texts were taken out"):
            recompare(bare, ())
    with pytest.raises(StoryError, match="it was made with an encoder"):
        recompare(replace(result, scorer=replace(result.scorer, encoder="letters")), ())


GOOD = {
    "accept": {"a": {"version": "Courier", "text": VOTE[0].text}, "b": {"version": "Gazette", "sentence": VOTE[1].sentence}},
    "add": {"a": {"version": "Courier", "text": FERRY[0].text}, "b": {"version": "Gazette", "text": FERRY[1].text}, "note": "same boats"},
    "merge": {"outlet": "NBC", "into": "NBC News"},
    "partial": {"version": "Courier"},
    "reject": {
        "a": {"version": "Courier", "text": " The council  voted 7-2 on Tuesday to close the old bridge."},
        "b": {"version": "G", "text": "x"},
    },
    "rename": {"version": "page", "outlet": "The Post"},
}


def test_every_action_has_a_case():
    assert set(GOOD) == set(ACTIONS) == set(NEEDS)


@pytest.mark.parametrize("action", GOOD)
def test_a_file_by_hand_is_read_and_fits_the_schema(action, tmp_path):
    body = {"schema": "storycompare-decisions/1", "decisions": [{"action": action, **GOOD[action]}]}
    SCHEMA.validate(body)
    (tmp_path / "decisions.json").write_text(json.dumps(body), encoding="utf-8")
    (decision,) = load_decisions(tmp_path / "decisions.json")
    assert decision.action == action
    if decision.a:
        assert decision.a.sentence in {VOTE[0].sentence, FERRY[0].sentence}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ([], "not a file of decisions"),
        ({"schema": "other", "decisions": []}, "not a file of decisions"),
        ({"schema": "storycompare-decisions/1"}, "not a file of decisions"),
        ([{"action": "forget"}], "its action is none of accept, add"),
        ([{"action": "rename", "version": "a"}], "'rename' takes 'outlet'"),
        ([{"action": "rename", "version": "a", "outlet": " "}], "'rename' takes 'outlet'"),
        ([{"action": "reject", "a": "text", "b": {}}], "its 'a' is no object"),
        ([{"action": "reject", "a": {"version": "x"}, "b": {}}], "its 'a' lacks 'version'"),
        ([{"action": "partial", "version": 3}], "its 'version' is no text"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_decision_named(body, said):
    whole = body if isinstance(body, dict) or not body else {"schema": "storycompare-decisions/1", "decisions": body}
    assert not SCHEMA.is_valid(whole)
    with pytest.raises(StoryError) as caught:
        parse_decisions(json.dumps(whole))
    assert said in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SourceNotFound):
        load_decisions(tmp_path / "none.json")
    with pytest.raises(StoryCompareError):
        load_decisions(tmp_path)


@pytest.mark.parametrize("format", ["text", "markdown", "html", "csv"])
def test_every_report_shows_decisions_as_the_persons(format):
    decisions = [Decision("accept", *VOTE), Decision("reject", *FERRY, note="other boats")]
    said = " ".join(render(compare(versions(), decisions=decisions), format).split())
    assert "your decision" in said
    assert "other boats" in said
    assert "your decision" not in render(compare(versions()), format).split("<script")[0]


@pytest.fixture
def folder(tmp_path):
    """Two pages, and decisions about them: a wrong pair, a name, and a version that is not there."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    (tmp_path / "pages" / "courier.txt").write_text(COURIER, encoding="utf-8")
    wrong = {
        "a": {"version": "gazette", "text": "Engineers found 48 cracked rivets under the eastern span in March."},
        "b": {"version": "courier", "text": "Engineers found 47 cracked rivets under the eastern span in March, a report says."},
    }
    rows = [
        {"action": "reject", **wrong},
        {"action": "rename", "version": "gazette", "outlet": "The Gazette"},
        {"action": "partial", "version": "x"},
    ]
    body = {"schema": "storycompare-decisions/1", "decisions": rows}
    (tmp_path / "decisions.json").write_text(json.dumps(body), encoding="utf-8")
    return tmp_path


def test_the_command_replays_a_file(command, folder):
    pages, file = str(folder / "pages"), str(folder / "decisions.json")
    plain = command("compare", pages, "--format", "json")
    done = command("compare", pages, "--decisions", file, "--format", "json")
    assert done.code == 0
    assert "decision 3 (partial) changed nothing: there is no 'x' here; it is kept" in done.err
    before, after = Comparison.from_json(plain.out), Comparison.from_json(done.out)
    assert [v.id for v in after.versions] == ["The Gazette", "courier"]
    assert (len(before.conflicts), len(after.conflicts)) == (1, 0)
    (folder / "result.json").write_bytes(plain.out)
    shown = command("show", str(folder / "result.json"), "--decisions", file, "--format", "json")
    assert "decision 3" in shown.err
    assert shown.out == done.out


def test_a_report_to_share_comes_from_the_command(command, folder):
    done = command("compare", str(folder / "pages"), "--share", "--format", "html")
    assert b"only the sentences of its findings" in done.out


def test_a_file_that_is_none_is_an_error_with_exit_status_1(command, folder):
    assert command("compare", str(folder / "pages"), "--decisions", str(folder / "none.json")).code == 1
