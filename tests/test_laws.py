"""The laws of the contract, held over invented stories."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import sentence, telling, text, version

from storycompare import Comparison, Settings, Version, compare
from storycompare.errors import NotEnoughVersions

# Low enough for Hypothesis's short sentences to be paired often, far from the shipped one too.
THRESHOLDS = st.sampled_from([None, 0.05, 0.5])


def compared(*versions, threshold=None, **more):
    """The comparison, or no example where the versions hold nothing to compare."""
    try:
        return compare(versions, settings=Settings(threshold=threshold), **more)
    except NotEnoughVersions:
        assume(False)


def body(comparison, id):
    (found,) = [v for v in comparison.versions if v.id == id]
    return [n for n, s in enumerate(found.sentences) if s.role == "body" and s.text]


# Offsets and hunks


@given(text, text)
def test_offsets_slice_to_the_text(one, other):
    comparison = compared(Version.from_text(one, id="a"), Version.from_text(other, id="b"), threshold=0.01)
    texts = {v.id: v.text for v in comparison.versions}
    for v in comparison.versions:
        for s in v.sentences:
            assert v.text[s.start : s.end] == s.text
    for match in comparison.matches:
        for part in (*match.hunks, *match.differences):
            for name, span in ((match.a.version, part.a), (match.b.version, part.b)):
                assert texts[name][span.start : span.end] == span.text


@given(telling(), telling(), THRESHOLDS)
def test_hunks_put_together_give_both_sentences(one, other, threshold):
    comparison = compared(version(one, "a"), version(other, "b"), threshold=threshold)
    hunks_concatenate(comparison)


@given(text, text)
def test_hunks_of_any_text_put_together_give_both_sentences(one, other):
    hunks_concatenate(compared(Version.from_text(one, id="a"), Version.from_text(other, id="b"), threshold=0.01))


def hunks_concatenate(comparison):
    sentences = {v.id: v.sentences for v in comparison.versions}
    for match in comparison.matches:
        for side in "ab":
            ref = getattr(match, side)
            spans = [getattr(hunk, side) for hunk in match.hunks]
            whole = sentences[ref.version][ref.sentence]
            assert "".join(span.text for span in spans) == whole.text
            places = [p for span in spans for p in (span.start, span.end)]
            assert [whole.start, *places[1::2]] == [*places[::2], whole.end]
        for hunk in match.hunks:
            assert (hunk.op == "insert") <= (hunk.a.text == "")
            assert (hunk.op == "delete") <= (hunk.b.text == "")


# Equal texts


def twins_only(comparison):
    a, b = comparison.versions
    verbatim = {(m.a.sentence, m.b.sentence) for m in comparison.matches if m.relation == "verbatim"}
    for number in body(comparison, a.id):
        assert (number, number) in verbatim
    for match in comparison.matches:
        if match.a.sentence == match.b.sentence:
            assert not match.differences
            assert all(hunk.op == "equal" for hunk in match.hunks)
    assert comparison.additions == ()
    assert comparison.omissions == ()


@given(telling(), THRESHOLDS)
def test_equal_sentences_are_twins(paragraphs, threshold):
    twins_only(compared(version(paragraphs, "a"), version(paragraphs, "b"), threshold=threshold))
    twins_only(compared(version(paragraphs, "a"), version(paragraphs, "b"), threshold=threshold, base="b"))


@given(text)
def test_equal_texts_are_twins(written):
    twins_only(compared(Version.from_text(written, id="a"), Version.from_text(written, id="b")))


# Swapping, order


def mirrored(comparison, names):
    """What a comparison finds, written so that two versions that changed ids give the same."""

    def pair(x, y, a, b):
        return tuple(sorted([(names[a.version], x), (names[b.version], y)]))

    flip = {"insert": "delete", "delete": "insert"}
    found = set()
    for m in comparison.matches:
        turned = names[m.a.version] > names[m.b.version]
        ref = pair(m.a.sentence, m.b.sentence, m.a, m.b)
        hunks = tuple((flip.get(h.op, h.op) if turned else h.op, pair(h.a.text, h.b.text, m.a, m.b)) for h in m.hunks)
        differences = frozenset((d.kind, d.conflict, d.confidence, pair(d.a, d.b, m.a, m.b)) for d in m.differences)
        contributions = m.evidence.contributions
        found.add((ref, m.score, m.relation, m.moved, hunks, differences, contributions))
    additions = {(names[x.version], x.sentence) for x in comparison.additions}
    return found, additions


@given(telling(), telling(), THRESHOLDS)
def test_swapping_the_ids_mirrors_every_finding(one, other, threshold):
    straight = compared(version(one, "a"), version(other, "b"), threshold=threshold)
    swapped = compared(version(one, "b"), version(other, "a"), threshold=threshold)
    assert mirrored(straight, {"a": 1, "b": 2}) == mirrored(swapped, {"b": 1, "a": 2})


def rows(comparison, names):
    return {frozenset((names[r.version], r.sentence) for r in p.sentences) for p in comparison.passages}


@given(telling(least=12, most=20), telling(least=1, most=20))
def test_swapping_long(one, other):
    straight = compared(version(one, "a"), version(other, "b"))
    swapped = compared(version(one, "b"), version(other, "a"))
    assert mirrored(straight, {"a": 1, "b": 2}) == mirrored(swapped, {"b": 1, "a": 2})


@given(telling(), telling(), THRESHOLDS)
def test_swapping_the_ids_mirrors_the_passages(one, other, threshold):
    straight = compared(version(one, "a"), version(other, "b"), threshold=threshold)
    swapped = compared(version(one, "b"), version(other, "a"), threshold=threshold)
    assert rows(straight, {"a": 1, "b": 2}) == rows(swapped, {"b": 1, "a": 2})


@given(st.lists(telling(most=4), min_size=2, max_size=4), st.randoms(use_true_random=False), st.sampled_from([None, "x"]))
def test_the_order_of_versions_changes_no_byte(tellings, random, base):
    versions = [version(t, "x" if n == 0 else "y") for n, t in enumerate(tellings)]
    first = compared(*versions, base=base).to_json()
    random.shuffle(versions)
    assert compared(*versions, base=base).to_json() == first


# Additions


@given(st.lists(telling(most=4), min_size=2, max_size=3), THRESHOLDS, st.sampled_from([None, "v0"]))
def test_additions_are_exactly_the_unmatched_body_sentences(tellings, threshold, base):
    comparison = compared(*(version(t, f"v{n}") for n, t in enumerate(tellings)), threshold=threshold, base=base)
    matched = {(one.version, one.sentence) for m in comparison.matches for one, other in ((m.a, m.b), (m.b, m.a)) if base in (None, other.version)}
    able = [v.id for v in comparison.versions if v.status == "ok" and body(comparison, v.id) and v.id != base]
    expected = {(id, n) for id in able for n in body(comparison, id)} - matched
    assert {(x.version, x.sentence) for x in comparison.additions} == expected
    assert {x.relative_to for x in comparison.additions} <= {base}


STRANGE = ["Quokkas juggle turnips.", "Zebras hum.", "It was she who would.", "Zygotic plankton, 8,731 kelvins!"]


@given(telling(), telling(), st.sampled_from(STRANGE), st.data())
def test_a_strange_sentence_is_one_addition_and_changes_no_relation(one, other, strange, data):
    before = compared(version(one, "a"), version(other, "b"))
    place = data.draw(st.integers(0, len(one)))
    longer = [*one[:place], [strange], *one[place:]]
    after = compared(version(longer, "a"), version(other, "b"))
    number = sum(map(len, one[:place]))
    added = [x.sentence for x in after.additions if x.version == "a"]
    assert number in added
    def relations(comparison, skip):
        return {(m.a.sentence - (skip and m.a.sentence > number), m.b.sentence): m.relation for m in comparison.matches}
    left, right = relations(before, False), relations(after, True)
    assert left == right
    assert len(after.additions) == len(before.additions) + 1


# Written forms


def findings(comparison):
    sentences = {v.id: v.sentences for v in comparison.versions}
    return {(m.a.sentence, m.b.sentence): (m.relation, sorted((d.kind, d.conflict) for d in m.differences)) for m in comparison.matches}


TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
def curled(text):
    text = re.sub(r'(^|[\s—(])"', r"\1“", text).replace('"', "”")
    return text.replace("'", "’")

WRITTEN = {
    "NFC": lambda t: unicodedata.normalize("NFC", t),
    "NFD": lambda t: unicodedata.normalize("NFD", t),
    "NFKC": lambda t: unicodedata.normalize("NFKC", t),
    "straight quotes": lambda t: t.translate(TYPED),
    "typographic quotes": curled,
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "thin spaces": lambda t: t.replace(" ", "\u2009"),
    "wide spaces": lambda t: t.replace(" ", "  "),
    "en dashes": lambda t: t.replace("—", "–"),
    "hyphen": lambda t: t.replace("-", "\u2010"),
    "no-break hyphen": lambda t: t.replace("-", "\u2011"),
    "en dash for hyphen": lambda t: t.replace("-", "–"),
    "minus": lambda t: t.replace("-", "\u2212"),
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
}


@pytest.mark.parametrize("form", WRITTEN)
@given(one=telling(), other=telling())
def test_written_forms(form, one, other):
    write = WRITTEN[form]
    plain = compared(version(one, "a"), version(other, "b"))
    assert findings(compared(version([[write(s) for s in p] for p in one], "a"), version(other, "b"))) == findings(plain)
    both = compared(version([[write(s) for s in p] for p in one], "a"), version([[write(s) for s in p] for p in other], "b"))
    assert findings(both) == findings(plain)


# JSON


@given(st.lists(st.one_of(telling(most=3), text), min_size=2, max_size=3), text, THRESHOLDS)
def test_json_gives_the_comparison_back(tellings, line, threshold):
    versions = [Version.from_text(t, outlet=line, headline=line) if isinstance(t, str) else version(t, "x", byline=line) for t in tellings]
    comparison = compared(*versions, threshold=threshold, meta={"line": [1, 2.5, None]})
    again = Comparison.from_json(comparison.to_json())
    assert again == comparison
    assert again.to_json() == comparison.to_json()
