"""`compare` from end to end: what it is given and what it gives back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace

import golden
import pytest

from storycompare import Comparison, Settings, Version, __version__, compare, warm_up
from storycompare.core import compare_with
from storycompare.match.candidates import candidates
from storycompare.match.corpus import corpus
from storycompare.match.features import FEATURES
from storycompare.match.pairs import twins
from storycompare.match.score import EXACT, model
from storycompare.model import SCHEMA, Ref

GAZETTE = """The Harrow council voted 7-2 on Tuesday to close the river bridge.

Engineers found 48 cracked rivets under the eastern span in March. Repairs start in June.

“We could not wait any longer,” said Mayor Ines Calloway.
"""
COURIER = """On Tuesday the council voted 6-3 to close the Harrow river bridge.

“We could not wait any longer,” Calloway told reporters.

In March engineers had found 48 cracked rivets. Shopkeepers on Dock Street fear for their trade.
"""


def versions():
    return [Version.from_text(GAZETTE, outlet="Gazette", headline="Bridge to close"), Version.from_text(COURIER, outlet="Courier")]


@pytest.fixture(scope="module")
def comparison():
    return compare(versions(), id="bridge", meta={"desk": ["local", None]})


def test_what_stands_on_the_result(comparison):
    assert (comparison.schema, comparison.storycompare, comparison.id) == (SCHEMA, __version__, "bridge")
    assert comparison.meta == {"desk": ["local", None]}
    assert comparison.settings == Settings(base=None, threshold=model().thresholds["balanced"])
    assert comparison.scorer == model().card
    assert {conflict.kind for conflict in comparison.conflicts} == {"number"}
    assert [version.id for version in comparison.versions] == ["Courier", "Gazette"]


def test_the_matches(comparison):
    found = {
        (m.a.sentence, m.b.sentence): (m.relation, m.moved, [(d.kind, d.conflict, d.a.text, d.b.text) for d in m.differences])
        for m in comparison.matches
    }
    votes = [("number", True, "6", "7"), ("number", True, "3", "2")]
    assert found == {(0, 0): ("reworded", False, votes), (1, 3): ("verbatim", True, []), (2, 1): ("reworded", False, [])}
    assert all(m.a == Ref("Courier", m.a.sentence) and m.b == Ref("Gazette", m.b.sentence) for m in comparison.matches)


def test_the_evidence_names_what_is_shared(comparison):
    said = {(m.a.sentence, m.b.sentence): m.evidence.because for m in comparison.matches}
    assert said[1, 3][0] == "the same run of words: “We could not wait any longer”"
    assert "names in common: Harrow, Tuesday" in said[0, 0]
    assert "numbers in common: 48" in said[2, 1]
    assert any(reason.startswith("words in common: ") and "rivets" in reason for reason in said[2, 1])


def test_the_contributions_are_the_largest_of_the_features(comparison):
    for match in comparison.matches:
        shares = [abs(part.weight) for part in match.evidence.contributions]
        assert len(shares) == 5
        assert shares == sorted(shares, reverse=True)
        assert {part.feature for part in match.evidence.contributions} <= set(FEATURES)


def test_a_sentence_with_the_same_words_says_so_and_scores_high():
    (match,) = compare([Version.from_text("The bridge will close.", id="a"), Version.from_text("THE BRIDGE WILL CLOSE!", id="b")]).matches
    assert match.evidence.because == ("the same words",)
    assert match.score >= EXACT


def test_scores_are_rounded_and_held_to_the_threshold(comparison):
    for threshold in (0.0, 0.5, 0.97):
        found = compare(versions(), settings=Settings(threshold=threshold))
        assert found.settings.threshold == threshold
        assert all(m.score == round(m.score, 4) >= threshold for m in found.matches)


def test_the_same_words_are_a_match_whatever_the_threshold():
    same = [Version.from_text("The bridge will close.", id=id) for id in "ab"]
    assert [m.relation for m in compare(same, settings=Settings(threshold=1.0)).matches] == ["verbatim"]


def test_another_scorer_is_named_in_the_result():
    scorer = replace(model(), card=replace(model().card, name="other"), thresholds={"balanced": 1.0})
    found = compare_with(scorer, versions(), Settings())
    assert (found.scorer.name, found.settings.threshold, found.matches) == ("other", 1.0, ())


def test_sentences_without_a_word_in_common_are_no_match():
    apart = [Version.from_text("Quokkas juggle turnips.", id="a"), Version.from_text("Repairs start in June.", id="b")]
    assert compare(apart, settings=Settings(threshold=0.0)).matches == ()


def test_a_headline_is_never_a_sentence(comparison):
    assert all("Bridge to close" not in s.text for s in comparison.versions[1].sentences)


def test_what_was_given_stays_as_it_was():
    given = versions()
    before = list(given)
    compare(given)
    assert given == before
    with pytest.raises(FrozenInstanceError):
        given[0].text = ""


def test_any_sequence_of_versions_will_do(comparison):
    assert compare(tuple(versions()), id="bridge", meta=comparison.meta) == comparison


def test_threads_do_not_meet(comparison):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: compare(versions(), id="bridge", meta=comparison.meta).to_json(), range(12)))
    assert set(found) == {comparison.to_json()}


def test_every_to_method_renders_the_comparison(comparison):
    assert Comparison.from_json(comparison.to_json()) == comparison
    for text in (comparison.to_text(), comparison.to_markdown(), comparison.to_html(), comparison.to_csv()):
        assert "rivets" in text or "Shopkeepers" in text
    assert len(comparison.to_frame()) == comparison.to_csv().count("\r\n") - 1


def test_fifty_versions_and_a_short_story():
    found = compare([Version.from_text(f"The bridge will close on day {n}.", id=f"v{n:02}") for n in range(50)])
    assert len(found.similarity.pairs) == 50 * 49 / 2


def test_warming_up_compares():
    warm_up()


def test_evidence_says_nothing_of_rivals_that_is_not_so():
    """No other sentence is as alike in letters: then each other pair of one of the two in these versions is less so."""
    compared = golden.comparison("unmanned-boats")
    told = corpus(compared.versions)
    found = candidates(told, sorted(twins(told)))
    ids = [v.id for v in compared.versions]
    names = [(ids[e.version], e.sentence) for e in told.entries]
    alike = {
        frozenset((names[i], names[j])): char for i, j, char in zip(found.i.tolist(), found.j.tolist(), found.char.tolist(), strict=True)
    }
    said = [m for m in compared.matches if "no other sentence is as alike in letters" in m.evidence.because]
    assert len(said) > 10
    for m in said:
        a, b = (m.a.version, m.a.sentence), (m.b.version, m.b.sentence)
        rivals = [char for pair, char in alike.items() if len(pair & {a, b}) == 1 and {version for version, _ in pair} == {a[0], b[0]}]
        assert alike[frozenset((a, b))] > max(rivals, default=0)
