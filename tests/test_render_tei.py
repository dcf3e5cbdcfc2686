"""TEI: valid against the Consortium's own schema; less the markup, each witness has its sentences in order; nothing written is markup."""

import gzip
from dataclasses import replace
from pathlib import Path

import golden
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from render_samples import hostile, story

from storycompare import Version, compare
from storycompare.model import Coverage, Passage, Ref, Similarity
from storycompare.render.collation import collate

SCHEMA = Path(__file__).parent.parent / "fixtures/tei/tei_all.rng.gz"
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SAMPLES = {"story": story(), "base": story("Courier"), "hostile": hostile()}
SAMPLES["empty"] = replace(
    story(), id=None, versions=(), matches=(), passages=(), additions=(), omissions=(), coverage=Coverage(), similarity=Similarity()
)
STORIES = [*SAMPLES, *golden.STORIES]


def sample(name):
    return SAMPLES[name] if name in SAMPLES else golden.comparison(name)


@pytest.fixture(scope="module")
def schema():
    with gzip.open(SCHEMA) as file:
        return etree.RelaxNG(etree.parse(file))


def read(comparison):
    return etree.fromstring(comparison.to_tei().encode())


def words_of(element, witness):
    """What a witness has in ``element``: the text, of each apparatus entry the reading that names it."""
    said = element.text or ""
    for child in element:
        if child.tag == f"{TEI}app":
            said += "".join(words_of(rdg, witness) for rdg in child if witness in rdg.get("wit").split())
        else:
            said += words_of(child, witness)
        said += child.tail or ""
    return said


def sentences_of(root, witness):
    """The sentences of a witness, in order: those under a reading that names it."""
    for sentence in root.iter(f"{TEI}s"):
        if witness in sentence.getparent().get("wit").split():
            yield words_of(sentence, witness)


def body(version):
    return [s.text for s in version.sentences or () if s.role == "body" and s.end > s.start]


def legal(text):
    return "".join(
        one
        if one in "\t\n\r" or (one >= " " and not "\ud800" <= one <= "\udfff" and one not in "\ufffe\uffff")
        else one.encode("unicode_escape").decode()
        for one in text
    )


@pytest.mark.parametrize("name", STORIES)
def test_it_is_valid_tei(schema, name):
    assert schema.validate(read(sample(name))), list(schema.error_log)[:3]


def test_the_schema_refuses_what_is_no_tei(schema):
    root = read(story())
    next(root.iter(f"{TEI}app")).tag = f"{TEI}apparatus"
    assert not schema.validate(root)


@pytest.mark.parametrize("name", STORIES)
def test_less_the_markup_each_witness_has_its_sentences_in_order(name):
    comparison = sample(name)
    root = read(comparison)
    witnesses = [witness.get(ID) for witness in root.iter(f"{TEI}witness")]
    assert len(witnesses) == len(comparison.versions)
    for witness, version in zip(witnesses, comparison.versions, strict=True):
        assert list(sentences_of(root, f"#{witness}")) == [legal(text) for text in body(version)]


@pytest.mark.parametrize("name", STORIES)
def test_every_pointer_leads_somewhere_and_every_id_is_there_once(name):
    root = read(sample(name))
    ids = [element.get(ID) for element in root.iter() if element.get(ID)]
    assert len(ids) == len(set(ids))
    pointers = [pointer for element in root.iter() for key in ("wit", "corresp") for pointer in element.get(key, "").split()]
    assert {pointer.removeprefix("#") for pointer in pointers} <= set(ids)


@pytest.mark.parametrize("name", golden.STORIES)
def test_most_shared_sentences_stand_side_by_side_and_the_others_are_pointed_to(name):
    comparison = golden.comparison(name)
    root, rows = read(comparison), list(collate(comparison))
    carried = {(ref.version, ref.sentence) for passage in comparison.passages for ref in passage.sentences}
    beside = {(name, number) for row in rows if row.passage for name, numbers in row.cells.items() for number in numbers}
    assert beside <= carried
    assert len(beside) >= len(carried) * 0.4  # the live page of plant-layoffs tells the story backwards
    assert [ab.get("n") for ab in root.iter(f"{TEI}ab") if ab.get("n")] == [row.passage for row in rows if row.passage]
    alone = [ab.find(f"{TEI}app/{TEI}rdg/{TEI}s") for ab in root.iter(f"{TEI}ab") if ab.get("n") is None]
    assert sum(sentence.get("corresp") is not None for sentence in alone) == len(carried - beside)


def test_words_in_common_stand_once_and_variants_beside_them():
    one = Version.from_text("The council voted 7-2 on Tuesday to close the “old” bridge.", outlet="Courier")
    two = Version.from_text('The council voted 6-3 on Tuesday to close the "old" bridge.', outlet="Gazette")
    (sentence,) = read(compare([one, two])).iter(f"{TEI}s")
    variants = [[(rdg.get("wit"), rdg.text) for rdg in app] for app in sentence.iter(f"{TEI}app")]
    assert variants == [[("#A", "7-2"), ("#B", "6-3")], [("#A", "“"), ("#B", '"')], [("#A", "”"), ("#B", '"')]]
    assert sentence.text == "The council voted "


def test_the_witnesses_say_what_is_known_of_a_version():
    courier, gazette, _, refused = read(story()).iter(f"{TEI}witness")
    assert [(child.tag.removeprefix(TEI), child.text) for child in courier[0]][:3] == [
        ("title", "Harrow bridge to close after 7-2 vote"),
        ("author", "Lee Marsh"),
        ("publisher", "Courier"),
    ]
    assert courier[0].find(f"{TEI}date").get("when") == "2026-03-04T09:30:00+00:00"
    assert courier[0].find(f"{TEI}ref").get("target").startswith("https://courier.example/harrow")
    assert gazette[0].find(f"{TEI}ref") is None  # its address is a script
    assert "a consent page" in refused.find(f"{TEI}note").text


@given(st.text(st.sampled_from("ab1:/?#[]@!$&'()*+,;=%~-._ é\"<>\\^`{|}"), max_size=12))
@settings(max_examples=150, deadline=None)
def test_whatever_the_address_it_is_valid(schema, rest):
    versions = (
        Version.from_text("", outlet="A", url=f"https://example.org{rest}"),
        Version.from_text("", outlet="B", url=f"http://{rest}"),
    )
    assert schema.validate(read(replace(SAMPLES["empty"], versions=versions))), (list(schema.error_log)[:3], rest)


def crossing(sizes, cells):
    """A comparison of versions of so many sentences, with these passages."""
    versions = [
        Version.from_sentences([f"Sentence {number} of {name}." for number in range(size)], outlet=name) for name, size in sizes.items()
    ]
    passages = tuple(Passage(f"p{place}", tuple(Ref(name, number) for name, number in row)) for place, row in enumerate(cells))
    return replace(SAMPLES["empty"], versions=tuple(versions), passages=passages)


def test_what_moved_far_is_taken_out_and_the_rest_stays_together():
    cells = [[("A", 0), ("B", 0), ("C", 4)], [("A", 1), ("B", 1), ("C", 0)], [("A", 2), ("B", 2), ("C", 1)]]
    rows = [(row.passage, row.cells) for row in collate(crossing({"A": 3, "B": 3, "C": 5}, cells))]
    assert rows[0] == ("p0", {"A": (0,), "B": (0,)})
    assert rows[1:3] == [("p1", {"A": (1,), "B": (1,), "C": (0,)}), ("p2", {"A": (2,), "B": (2,), "C": (1,)})]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_crosses_every_sentence_stands_once_in_the_order_of_its_text(data):
    sizes = {name: data.draw(st.integers(0, 6)) for name in "ABCD"}
    places = [(name, number) for name, size in sizes.items() for number in range(size)]
    cells = data.draw(st.lists(st.lists(st.sampled_from(places), min_size=2, max_size=6, unique=True), max_size=8)) if places else []
    comparison = crossing(sizes, cells)
    rows = list(collate(comparison))
    for name, size in sizes.items():
        assert [number for row in rows for number in row.cells.get(name, ())] == list(range(size))
    assert len({row.passage for row in rows if row.passage}) == sum(row.passage is not None for row in rows)
    root = read(comparison)
    for siglum, version in zip("ABCD", comparison.versions, strict=True):
        assert list(sentences_of(root, f"#{siglum}")) == body(version)


WORDS = st.lists(
    st.sampled_from(["seven", "Seven", "men", "“left”", '"left"', "the", "bridge", "on", "7-2", "6-3", "—", "council"]),
    min_size=3,
    max_size=9,
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=2, max_size=4))
@settings(max_examples=40, deadline=None)
def test_real_matches_of_any_words_come_back_as_written(texts):
    versions = [Version.from_sentences([" ".join(one) for one in text], outlet=name) for name, text in zip("ABCD", texts, strict=False)]
    comparison = compare(versions)
    root = read(comparison)
    for siglum, version in zip("ABCD", comparison.versions, strict=False):
        assert list(sentences_of(root, f"#{siglum}")) == body(version)
