"""Versions made ready: their ids, their limits, and what is warned of."""

import pickle
from itertools import permutations

import pytest
from hypothesis import given
from strategies import text

from storycompare import Version, compare
from storycompare.errors import REASONS, WARNINGS, LimitExceeded, NotEnoughVersions, UnknownBase
from storycompare.match.score import model
from storycompare.model import Notice, Reason, Sentence
from storycompare.story import versions as ready_module
from storycompare.story.versions import body, ready, usable

BRIDGE = "The Harrow bridge will close on Monday for six months of repairs. The council voted 7-2 for it."
FERRY = "A ferry will run every twenty minutes from Port Ellis. Shops on Dock Street fear for their trade."


def codes(comparison, id=None):
    return [notice.code for notice in comparison.warnings if id is None or notice.version == id]


def of_calibration(*versions):
    return {notice.version: notice.message for notice in compare(versions).warnings if notice.code == "not-calibrated"}


def ids(*versions):
    return [version.id for version in ready(versions)[0]]


# Ids


@pytest.mark.parametrize(
    ("fields", "id"),
    [
        ({"outlet": "The Harrow GAZETTE"}, "The Harrow GAZETTE"),
        ({"outlet": "Gazette", "url": "https://courier.example/a"}, "Gazette"),
        ({"url": "https://www.courier.example:8080/a"}, "www.courier.example"),
        ({"url": "https://[broken", "outlet": ""}, "version"),
        ({"outlet": "Gazette", "id": "g"}, "g"),
        ({"outlet": "two\nlines"}, "two lines"),
        ({}, "version"),
    ],
)
def test_the_id_is_the_outlet_else_the_host(fields, id):
    assert Version.from_text(BRIDGE, **fields).id == id
    assert Version.from_sentences([BRIDGE], **fields).id == id


def test_an_outlet_that_is_not_known_is_none():
    assert Version.from_text(BRIDGE, url="https://courier.example/a").outlet is None


def test_repeats_are_numbered_the_same_whatever_their_order():
    same = [Version.from_text(t, outlet="X") for t in (BRIDGE, FERRY, BRIDGE + FERRY)]
    texts = {tuple((v.id, v.text) for v in ready(order)[0]) for order in permutations(same)}
    assert len(texts) == 1
    assert ids(*same) == ["X", "X (2)", "X (3)"]


def test_a_number_that_is_taken_is_passed_over():
    assert ids(*(Version.from_text(t, id=id) for t, id in ((BRIDGE, "X"), (FERRY, "X"), (BRIDGE, "X (2)")))) == ["X", "X (2)", "X (3)"]


# Text, sentences, limits


def test_given_sentences_are_kept_and_empty_ones_keep_their_number():
    comparison = compare(
        [Version.from_sentences([["It rained. It poured.", "", "Nobody came."]], id="a"), Version.from_text(BRIDGE, id="b")]
    )
    sentences = comparison.versions[0].sentences
    assert [s.text for s in sentences] == ["It rained. It poured.", "", "Nobody came."]
    assert sentences[1].start == sentences[1].end
    assert [x.sentence for x in comparison.additions if x.version == "a"] == [0, 2]


@given(text)
def test_what_is_no_text_is_dropped(written):
    kept = Version.from_text(written).text
    assert not set(kept) & {"\ufeff", "\x00", "\r", "\x1b", *map(chr, range(0xD800, 0xE000))}


def test_too_many_sentences_are_cut_and_the_version_is_partial(monkeypatch):
    monkeypatch.setattr(ready_module, "MAX_SENTENCES", 3)
    comparison = compare(
        [Version.from_text("The one fell. The two fell. The three fell. The four fell.", id="a"), Version.from_text(BRIDGE, id="b")]
    )
    cut = comparison.versions[0]
    assert (cut.status, cut.reason.code, len(cut.sentences)) == ("partial", "truncated", 3)
    assert "3 of its 4" in cut.reason.message
    assert codes(comparison, "a") == ["partial-version", "unrelated"]


def test_a_reason_that_was_given_stays_when_sentences_are_cut(monkeypatch):
    monkeypatch.setattr(ready_module, "MAX_SENTENCES", 1)
    (cut,), _ = ready([Version.from_text(BRIDGE, status="partial", reason=Reason("paywall", "the rest is for subscribers"))])
    assert cut.reason.code == "paywall"


def test_a_long_sentence_is_matched_by_its_beginning(monkeypatch):
    long = "The Harrow bridge will close on Monday " + "and on Tuesday " * 500
    comparison = compare([Version.from_sentences([long + "for repairs."], id="a"), Version.from_sentences([long + "for good."], id="b")])
    assert codes(comparison) == ["long-sentence", "not-calibrated"] * 2
    (match,) = comparison.matches
    assert "".join(hunk.a.text for hunk in match.hunks) == long + "for repairs."


def test_more_versions_than_are_taken_on(monkeypatch):
    monkeypatch.setattr("storycompare.core.MAX_VERSIONS", 2)
    with pytest.raises(LimitExceeded, match="3 versions: at most 2 are compared; compare fewer at a time"):
        compare([Version.from_text(BRIDGE)] * 3)


def test_more_sentences_than_are_taken_on(monkeypatch):
    monkeypatch.setattr("storycompare.core.MAX_STORY_SENTENCES", 3)
    with pytest.raises(LimitExceeded, match="4 sentences in one story: at most 3 are compared"):
        compare([Version.from_text(BRIDGE, id="a"), Version.from_text(FERRY, id="b")])


# Refused and too few


def refused(id="cookie.example"):
    return Version(id=id, status="refused", reason=Reason("consent", "it asks for consent to cookies"), text="We value your privacy.")


def test_a_refused_version_is_kept_named_and_says_nothing():
    comparison = compare([Version.from_text(BRIDGE, id="a"), Version.from_text(BRIDGE, id="b"), refused()])
    kept = comparison.versions[-1]
    assert (kept.id, kept.sentences, kept.text) == ("cookie.example", (), "We value your privacy.")
    (notice,) = [n for n in comparison.warnings if n.code == "refused-version"]
    assert notice == Notice("refused-version", "not compared: it asks for consent to cookies", "cookie.example")
    found = (*comparison.additions, *comparison.omissions, *comparison.coverage.versions)
    assert "cookie.example" not in {x.version for x in found}


def test_a_refused_version_without_a_reason_says_so():
    comparison = compare([Version.from_text(BRIDGE, id="a"), Version.from_text(BRIDGE, id="b"), Version(id="c", status="refused")])
    assert [n.message for n in comparison.warnings if n.version == "c"] == ["not compared: no reason was given"]


def test_a_version_without_text_is_refused():
    comparison = compare([Version.from_text(BRIDGE, id="a"), Version.from_text(BRIDGE, id="b"), Version.from_text(" \n ", id="c")])
    assert (comparison.versions[2].status, comparison.versions[2].reason.code) == ("refused", "empty")


def test_too_few_names_each_other_one_and_why():
    with pytest.raises(NotEnoughVersions) as caught:
        compare(
            [Version.from_text(BRIDGE, id="a"), refused(), Version.from_text("", id="b"), Version.from_text("Photo: Ana Okoro", id="c")]
        )
    said = str(caught.value)
    assert "'cookie.example': it asks for consent to cookies" in said
    assert "'b': there is no text in it" in said
    assert "'c': it has no body sentence" in said
    assert "'a'" not in said
    assert caught.value.code == "not-enough-versions"


@pytest.mark.parametrize("versions", [[], [Version.from_text(BRIDGE)]], ids=["none", "one"])
def test_too_few_versions(versions):
    with pytest.raises(NotEnoughVersions, match=f"it takes two versions with text: {len(versions)} given; give two or more"):
        compare(versions)


def test_an_unknown_base_names_the_ids():
    versions = [Version.from_text(BRIDGE, id="a"), Version.from_text(FERRY, id="b"), refused()]
    with pytest.raises(UnknownBase, match="no version to compare has the id 'c'; the ids are 'a', 'b'"):
        compare(versions, base="c")
    with pytest.raises(UnknownBase, match=r"'cookie.example'"):
        compare(versions, base="cookie.example")
    with pytest.raises(UnknownBase, match="the ids are none"):
        compare([refused()], base="a")


# Warnings


def test_the_warnings_of_loading_are_handed_on():
    lossy = Version.from_text(BRIDGE, id="a", warnings=(Notice("bytes-lost", "3 bytes were replaced"),))
    comparison = compare([lossy, Version.from_text(BRIDGE, id="b")])
    assert Notice("bytes-lost", "3 bytes were replaced", "a") in comparison.warnings
    assert all(version.warnings == () for version in comparison.versions)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (BRIDGE, FERRY, {"unrelated"}),
        (BRIDGE, BRIDGE, {"same-text"}),
        (BRIDGE, BRIDGE.replace("bridge", "bri\u00addge"), {"hidden-characters"}),
        (BRIDGE, BRIDGE.replace(" ", " \u202e", 1), {"hidden-characters"}),
        (BRIDGE, BRIDGE + " Nobody came.", set()),
        ("Мост закрыт в понедельник на шесть месяцев.", "Мост закрыт в понедельник.", {"mostly-not-english", "not-calibrated"}),
        (
            "Die Brücke wird am Montag gesperrt, sagte Bürgermeisterin Ines Calloway.",
            BRIDGE,
            {"mostly-not-english", "not-calibrated", "unrelated"},
        ),
    ],
    ids=["unrelated", "same-text", "soft-hyphen", "bidi", "none", "russian", "german"],
)
def test_what_is_warned_of(first, second, expected):
    comparison = compare([Version.from_text(first, id="a"), Version.from_text(second, id="b")])
    assert set(codes(comparison)) == expected


def test_same_text_names_the_other():
    comparison = compare([Version.from_text(BRIDGE, id=id) for id in "abc"])
    same = [(n.version, n.message) for n in comparison.warnings if n.code == "same-text"]
    assert same == [(id, "its text is the same as that of 'a'") for id in "bc"]


def test_versions_unlike_those_fitted_on_are_named():
    fewest, most = model().sentences
    line = "The council voted on item {} of the budget."
    sized = {n: Version.from_sentences([line.format(k) for k in range(n)], id=str(n)) for n in (fewest - 1, fewest, most, most + 1)}
    found = of_calibration(*sized.values())
    assert set(found) == {str(fewest - 1), str(most + 1)}
    measured = f"and they were measured on versions of {fewest} to {most}"
    assert found[str(most + 1)] == f"scores are not calibrated here: it has {most + 1} sentences, {measured}"


@pytest.mark.parametrize(
    ("published", "said"), [("1897-02-11", True), ("2026-11-22", False), (None, False), ("last week", False), ("2090-01-01", True)]
)
def test_versions_of_another_age_are_named(published, said):
    text = " ".join(f"The council voted on item {k} of the budget." for k in range(model().sentences[0]))
    found = of_calibration(Version.from_text(text, id="a", published=published), Version.from_text(text, id="b"))
    assert (set(found) == {"a"}) is said
    assert not said or found["a"].startswith(f"scores are not calibrated here: it was published in {published[:4]}, ")


def test_every_code_is_in_its_table():
    assert list(WARNINGS) == sorted(WARNINGS)
    assert list(REASONS) == sorted(REASONS)


def test_an_error_crosses_processes_whole():
    """A worker of a batch hands its errors on."""
    for error in (UnknownBase("no such id", why="there is none", fix="name another"), NotEnoughVersions("too few")):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), again.what, again.why, again.fix) == (type(error), str(error), error.what, error.why, error.fix)


def test_usable_takes_a_body_sentence():
    credit = Sentence("Tradewire contributed to this report.", 0, 37, 0, "credit")
    assert not usable(Version(id="a", text=credit.text, sentences=(credit,)))
    assert usable(Version(id="a", text="So.", sentences=(Sentence("So.", 0, 3, 0),)))
    assert body(Version(id="a")) == []
