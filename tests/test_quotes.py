"""Quotations: who says them, and the ledger of who carries them and how."""

import unicodedata

import pytest
from cases import table
from origins import forms, story, utterances


@pytest.mark.parametrize("case", table("speakers"))
def test_who_speaks(case):
    assert [[u.speaker, u.outlet] for u in utterances(case["text"])] == case["said"]


@pytest.mark.parametrize("case", table("quotes"))
def test_the_ledger(case):
    comparison = story(a=case["a"], b=case["b"])
    found = []
    for quotation in comparison.quotes:
        carried = forms(quotation)
        changes = [[c.a.text, c.b.text] for row in quotation.carried for c in row.changes]
        found.append({"a": " ".join(carried.get("a", ())) or None, "b": " ".join(carried.get("b", ())) or None, "changes": changes})
    assert found == case["quotes"]


@pytest.mark.parametrize("case", table("translated"))
def test_two_renderings_of_one_quotation_are_said_to_be_perhaps_that(case):
    for a, b in ((case["a"], case["b"]), (case["b"], case["a"])):
        found = story(a=a, b=b)
        assert any(quotation.perhaps_translated for quotation in found.quotes) == case["translated"]
        assert ("perhaps two translations of one quotation" in found.to_text()) == case["translated"]


@pytest.mark.parametrize("case", table("quotes"))
def test_swapped_it_is_the_same_ledger(case):
    straight, swapped = story(a=case["a"], b=case["b"]), story(a=case["b"], b=case["a"])
    turned = {"a": "b", "b": "a"}
    assert sorted((q.text, sorted((turned[v], f) for v, f in forms(q).items())) for q in straight.quotes) == sorted(
        (q.text, sorted(forms(q).items())) for q in swapped.quotes
    )


@pytest.mark.parametrize("case", table("quotes"))
def test_equal_texts_give_no_altered_quotation(case):
    for text in (case["a"], case["b"]):
        for quotation in story(a=text, b=text).quotes:
            assert {row.form for row in quotation.carried} == {"whole"}
            assert {row.version for row in quotation.carried} == {"a", "b"}


@pytest.mark.parametrize("case", table("quotes"))
def test_every_span_slices_its_text(case):
    comparison = story(a=case["a"], b=case["b"])
    texts = {version.id: version.text for version in comparison.versions}
    for quotation in comparison.quotes:
        for row in quotation.carried:
            for span in (*row.spans, *(change.b for change in row.changes)):
                assert texts[row.version][span.start : span.end] == span.text
            for change in row.changes:
                assert texts[quotation.of.version][change.a.start : change.a.end] == change.a.text


WRITTEN = {
    "typed": lambda text: text.translate(str.maketrans("“”‘’", "\"\"''")),
    "upper": str.upper,
    "lower": str.lower,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
}


def _written(form):
    """The cases that can be written in this form: the low mark has no typed twin, and names are told by their capitals."""
    rows = [row for row in table("quotes") if form != "typed" or "low-marks" not in row.id]
    rows = [row for row in rows if form not in {"upper", "lower"} or "capitals" not in row.values[0]]
    return [pytest.param(*row.values, form, id=f"{row.id}-{form}", marks=row.marks) for row in rows]


@pytest.mark.parametrize(("case", "form"), [case for form in WRITTEN for case in _written(form)])
def test_how_it_is_written_changes_no_form(case, form):
    write = WRITTEN[form]
    plain, written = story(a=case["a"], b=case["b"]), story(a=write(case["a"]), b=write(case["b"]))
    assert sorted((len(q.carried), sorted(forms(q).items())) for q in written.quotes) == sorted(
        (len(q.carried), sorted(forms(q).items())) for q in plain.quotes
    )
