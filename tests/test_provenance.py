"""Provenance: credits, chains, long shared runs, and how many origins a story and each of its passages rest on."""

import pytest
from cases import table
from origins import running_credits

from storycompare import Version, compare


@pytest.mark.parametrize("case", table("credits"))
def test_credits_in_the_running_text(case):
    assert running_credits(case["text"], case["outlet"]) == case["credits"]


def compared(case):
    return compare(
        [Version.from_text(v["text"], outlet=v["outlet"], **{k: v[k] for k in ("published", "byline") if k in v}) for v in case["versions"]]
    )


@pytest.mark.parametrize("case", table("provenance"))
def test_chains_origins_and_copies(case):
    found = compared(case)
    chains = {chain.version: [step.outlet for step in chain.steps[1:]] for chain in found.provenance.chains}
    assert chains == case.get("chains", {})
    assert [[origin.name, list(origin.versions)] for origin in found.provenance.origins] == case["origins"]
    copies = [[list(group.versions), list(group.credited_to)] for group in found.provenance.copies]
    assert copies == case.get("copies", [])


@pytest.mark.parametrize("case", [row for row in table("provenance") if "independent" in row.values[0]])
def test_passages_count_origins(case):
    found = compared(case)
    first = found.versions[0]
    wanted = {}
    for row, passage in zip(found.coverage.passages, found.passages, strict=True):
        for ref in passage.sentences:
            text = next(v for v in found.versions if v.id == ref.version).sentences[ref.sentence].text
            wanted.setdefault(text, row.independent)
    assert first.sentences
    assert {text: wanted.get(text) for text in case["independent"]} == case["independent"]


@pytest.mark.parametrize("case", table("provenance"))
def test_the_order_of_versions_changes_no_byte(case):
    turned = {**case, "versions": case["versions"][::-1]}
    assert compared(case).to_json() == compared(turned).to_json()
