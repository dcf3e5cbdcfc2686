"""One detail changed in copies of the repository's own articles is found, with its kind, and nothing else is; the number of copies is small
here and larger in ``benchmarks/conflicts.py edits``."""

import details
import edits
import pytest

SEEDS = 3
FOUND = 0.98
TEXTS = edits.fixtures()


@pytest.mark.parametrize("kind", details.DETAILS)
def test_a_changed_detail_is_found_with_its_kind(kind):
    told = [one for name, text in TEXTS.items() for seed in range(SEEDS) if (one := details.seen(kind, f"{name} {seed}", text))]
    missed = [(one.before, one.after) for one in told if not one.kinds & {kind, *details.AS_WELL.get(kind, ())}]
    assert len(told) > len(TEXTS)
    assert len(missed) <= (1 - FOUND) * len(told), missed
    assert [one.elsewhere for one in told if one.elsewhere] == []


@pytest.mark.parametrize("kind", details.DETAILS)
def test_it_is_a_conflict(kind):
    told = [one for name, text in TEXTS.items() if (one := details.seen(kind, name, text))]
    assert sum(one.conflict for one in told) >= FOUND * len(told) - 1


@pytest.mark.parametrize("kind", details.SENTENCES)
def test_a_sentence_dropped_added_or_moved_is_found(kind):
    told = [details.sentence(kind, f"{name} {seed}", text) for name, text in TEXTS.items() for seed in range(SEEDS)]
    assert sum(told) >= FOUND * len(told)


def test_nothing_is_found_where_nothing_was_changed():
    for text in TEXTS.values():
        comparison = details.compared(text, text)
        assert [d for m in comparison.matches if m.a.sentence == m.b.sentence for d in m.differences] == []
        assert comparison.conflicts == ()
