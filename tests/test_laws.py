"""The laws of the contract, held over invented stories."""

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from held import held
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import telling, text, version

from storycompare import Comparison, Settings, Version, compare
from storycompare.errors import NotEnoughVersions
from storycompare.story.versions import ready

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
    a, _ = comparison.versions
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


def rows(comparison, names):
    return {frozenset((names[r.version], r.sentence) for r in p.sentences) for p in comparison.passages}


def both_ways(one, other, threshold=None):
    straight = compared(version(one, "a"), version(other, "b"), threshold=threshold)
    swapped = compared(version(one, "b"), version(other, "a"), threshold=threshold)
    assert mirrored(straight, {"a": 1, "b": 2}) == mirrored(swapped, {"b": 1, "a": 2})
    assert rows(straight, {"a": 1, "b": 2}) == rows(swapped, {"b": 1, "a": 2})


@given(telling(), telling(), THRESHOLDS)
def test_swapping_the_ids_mirrors_every_finding(one, other, threshold):
    both_ways(one, other, threshold)


@settings(max_examples=15)
@given(telling(least=8, most=14), telling(most=14))
def test_swapping_the_ids_of_long_versions_mirrors_every_finding(one, other):
    """Of a long version's sentences only the best few are looked at for each of the other's."""
    both_ways(one, other)


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
    matched = {
        (one.version, one.sentence) for m in comparison.matches for one, other in ((m.a, m.b), (m.b, m.a)) if base in (None, other.version)
    }
    able = [v.id for v in comparison.versions if v.status == "ok" and body(comparison, v.id) and v.id != base]
    expected = {(id, n) for id in able for n in body(comparison, id)} - matched
    assert {(x.version, x.sentence) for x in comparison.additions} == expected
    assert {x.relative_to for x in comparison.additions} <= {base}


STRANGE = ["Quokkas juggle turnips.", "Zebras hum.", "It was she who would.", "Zygotic plankton, 8,731 kelvins!"]


@given(telling(), telling(), st.sampled_from(STRANGE), st.data())
def test_a_strange_sentence_is_one_addition_and_changes_no_relation(one, other, strange, data):
    """Whether a doubtful pair is matched turns on how rare its words are in the story, so on every sentence; how it relates does not."""
    place = data.draw(st.integers(0, len(one)))
    number = sum(map(len, one[:place]))
    before = compared(version(one, "a"), version(other, "b"))
    after = compared(version([*one[:place], [strange], *one[place:]], "a"), version(other, "b"))
    assert [x.sentence for x in after.additions if x.version == "a"].count(number) == 1
    assert number not in {m.a.sentence for m in after.matches}
    known = {(m.a.sentence + (m.a.sentence >= number), m.b.sentence): m for m in before.matches}
    for match in after.matches:
        if earlier := known.pop((match.a.sentence, match.b.sentence), None):
            assert match.relation == earlier.relation
            assert kinds(match) == kinds(earlier)


def kinds(match):
    return sorted((d.kind, d.conflict, d.a.text, d.b.text) for d in match.differences)


# Written forms


def findings(comparison):
    return {
        (m.a.sentence, m.b.sentence): (m.score, m.relation, sorted((d.kind, d.conflict) for d in m.differences)) for m in comparison.matches
    }


def curled(text):
    return re.sub(r'(^|[\s—(])"', r"\1“", text).replace('"', "”").replace("'", "’")


def forms(name):
    return lambda text: unicodedata.normalize(name, text)


def swapped(old, new):
    return lambda text: text.replace(old, new)


LAYOUT = {
    "NFC": forms("NFC"),
    "NFD": forms("NFD"),
    "NFKC": forms("NFKC"),
    "typed quotes": lambda text: text.translate(str.maketrans("“”‘’", "\"\"''")),
    "typographic quotes": curled,
    "no-break spaces": swapped(" ", "\u00a0"),
    "thin spaces": swapped(" ", "\u2009"),
    "two spaces": swapped(" ", "  "),
    "en dashes": swapped("—", "–"),
    "typed dashes": swapped("—", "--"),
    "real hyphens": swapped("-", "\u2010"),
    "no-break hyphens": swapped("-", "\u2011"),
    "en dashes for hyphens": swapped("-", "–"),
    "minus signs": swapped("-", "\u2212"),
}
CAPITALS = {"upper case": str.upper, "lower case": str.lower, "capitals": str.title}


def unnamed(differences):
    """Differences less those that turn on what is a name: a text in capitals, or without any, does not tell."""
    return [(kind, conflict) for kind, conflict in differences if kind not in {"name", "place", "attribution", "wording"}]


@pytest.mark.parametrize("form", LAYOUT | CAPITALS)
@settings(max_examples=20)
@given(one=telling(most=5), other=telling(most=5), both=st.booleans())
def test_how_it_is_written_changes_nothing(form, one, other, both):
    write = (LAYOUT | CAPITALS)[form]

    def written(paragraphs):
        return [[write(text) for text in paragraph] for paragraph in paragraphs]

    plain = findings(compared(version(one, "a"), version(other, "b"), threshold=0.1))
    other = written(other) if both else other
    rewritten = findings(compared(version(written(one), "a"), version(other, "b"), threshold=0.1))
    if form in CAPITALS:
        assert {pair for pair, (_, _, found) in rewritten.items() if found} <= {pair for pair, (_, _, found) in plain.items() if found}
        plain, rewritten = ({pair: (*known, unnamed(found)) for pair, (*known, found) in side.items()} for side in (plain, rewritten))
    assert rewritten == plain


FURNITURE = [
    ["The council voted on Tuesday."],
    ["PORT ELLIS (Northwire) — ", "The bridge will close."],
    ["This story was originally published by the Harrow Beacon."],
    ["Additional reporting by Lee Marsh."],
    ["Editor’s note: the vote was 7-2."],
    ["What happens next"],
    ["Photo: Ana Okoro"],
    ["The bridge on Monday. (Lee Marsh/Getty Images)"],
    ["Updated 14:05"],
    ["Council votes: bridge will close!"],
    ["• the ferry"],
]


@pytest.mark.parametrize("form", LAYOUT | CAPITALS)
def test_how_it_is_written_changes_no_role(form):
    write = (LAYOUT | CAPITALS)[form]

    def roles(paragraphs):
        ((version_,), _) = ready([version(paragraphs, "a", headline="Council votes — bridge will close")])
        return [sentence.role for sentence in version_.sentences]

    assert roles([[write(text) for text in paragraph] for paragraph in FURNITURE]) == roles(FURNITURE)


# JSON


@given(st.lists(st.one_of(telling(most=3), text), min_size=2, max_size=3), text, THRESHOLDS)
def test_json_gives_the_comparison_back(tellings, line, threshold):
    versions = [Version.from_text(t, outlet=line, headline=line) if isinstance(t, str) else version(t, "x", byline=line) for t in tellings]
    comparison = compared(*versions, threshold=threshold, meta={"line": [1, 2.5, None]})
    held(comparison.to_json())
    again = Comparison.from_json(comparison.to_json())
    assert again == comparison
    assert again.to_json() == comparison.to_json()


# The same bytes


COMPARED = """
import hashlib, sys
from storycompare import compare, load_all
comparison = compare(load_all("fixtures/river-flood"), id="river", meta={"x": [1, 2.5]})
texts = comparison.to_json() + comparison.to_text() + comparison.to_html() + comparison.to_csv()
print(hashlib.sha256(texts.encode()).hexdigest())
"""
SETTINGS = {
    "PYTHONHASHSEED": ("0", "1", "271828"),
    "OMP_NUM_THREADS": ("1", "2", "2"),
    "OPENBLAS_NUM_THREADS": ("1", "2", "2"),
    "LC_ALL": ("C", "C.UTF-8", "tr_TR.UTF-8"),
    "TZ": ("UTC", "Asia/Kathmandu", "America/St_Johns"),
}


def test_the_same_bytes_whatever_surrounds_the_process():
    root = Path(__file__).parent.parent
    kinds = [dict(zip(SETTINGS, values, strict=True)) for values in zip(*SETTINGS.values(), strict=True)]
    children = [
        subprocess.Popen(
            [sys.executable, "-c", COMPARED], env=os.environ | kind | {"PYTHONPATH": str(root)}, cwd=root, stdout=subprocess.PIPE, text=True
        )
        for kind in kinds
    ]
    digests = [child.communicate(timeout=120)[0] for child in children]
    assert [child.returncode for child in children] == [0, 0, 0]
    assert len(set(digests)) == 1
