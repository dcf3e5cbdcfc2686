"""The differences inside a match: the table of kinds, and the walk over it. A further kind is one file and one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from storycompare.diff import attribution, date, hedge, name, negation, number, place, quote, title, wording
from storycompare.diff.confidence import confidence, of_match, shipped
from storycompare.diff.findings import Finding, Inside, within
from storycompare.diff.hunks import Run
from storycompare.model import Difference, Kind, Relation
from storycompare.model.findings import hashed
from storycompare.text.reading import Reading, span
from storycompare.text.tokens import TRIVIAL

KINDS: dict[Kind, Callable[[Inside], list[Finding]]] = {
    "date": date.find,
    "number": number.find,
    "negation": negation.find,
    "title": title.find,
    "place": place.find,
    "name": name.find,
    "attribution": attribution.find,
    "hedge": hedge.find,
    "quote": quote.find,
    "wording": wording.find,
}
"""Each kind and what finds it, the more telling first: a stretch that a row has named is not named again by a later one."""
ALWAYS = frozenset({"quote"})
"""Kinds that are named whatever else a stretch is: a number altered inside a quotation is an altered quotation too."""
BESIDE = 0.2
"""Most words that may differ besides a difference, for each of the longer sentence, for the two to be otherwise the same."""
OTHERWISE_THE_SAME = ("otherwise the same", 1.0)
"""The trait of a difference between two sentences that are the same besides."""
DOUBTFUL = frozenset({"date", "name", "place", "title"})
TOLD = 0.15
"""Least confidence of a date, a name, a place or a title to be told of two sentences that share a point alone: of less, one in twelve
is a disagreement, and the others are two days, or two people, of one story."""
ONE_QUOTATION = 0.6
"""Least share of the shorter quotation's words, in the order of the other's, for the two to be surely one: any word that differs in its
middle is a conflict then, however likely. Of 0.5 to 0.9, the sweep's best sum of recall and precision on the development stories."""
LIKELY = 0.33
"""Least confidence of a difference to be called a conflict: of those held out, half are right (`benchmarks/conflicts.py curve`)."""


def differences(match_id: str, a: Reading, b: Reading, found: Sequence[Run], relation: Relation, score: float) -> tuple[Difference, ...]:
    """Return the typed differences of a match, in the order of the text."""
    told = findings(a, b, found, relation)
    if not told:
        return ()
    weights, result = shipped(), []
    match = of_match(score, alike(a, b, found))
    for kind, finding in told:
        left, right = span(a, finding.a), span(b, finding.b)
        # What `digest` makes of the match's id, the kind and the four places, written out: a story has thousands of these.
        places = f"int:{left.start}\x1fint:{left.end}\x1fint:{right.start}\x1fint:{right.end}"
        identity = "d-" + hashed(f"str:{match_id}\x1fstr:{kind}\x1f{places}")
        sure = confidence(finding, match, weights)
        if relation == "partial" and kind in DOUBTFUL and finding.conflict and sure < TOLD:
            continue
        result.append(Difference(identity, kind, finding.conflict and (sure >= LIKELY or _same_quotation(finding)), sure, left, right))
    return tuple(result)


def findings(a: Reading, b: Reading, found: Sequence[Run], relation: Relation) -> list[tuple[Kind, Finding]]:
    """Return what differs between two matched sentences, in the order of the text, before it is weighed."""
    changed = [run for run in found if run.op != "equal"]
    if not changed:
        return []
    left = frozenset(chain.from_iterable([a.keys[run.a : run.a_end] for run in changed]))
    right = frozenset(chain.from_iterable([b.keys[run.b : run.b_end] for run in changed]))
    inside = Inside(a, b, found, changed, relation, left, right)
    named: list[tuple[Kind, Finding]] = []
    for kind, find in KINDS.items():
        if told := find(inside):  # mostly there is nothing
            named += [(kind, one) for one in told if kind in ALWAYS or not _is_named(one, named)]
    named = [
        (kind, one.marked(OTHERWISE_THE_SAME) if one.conflict and kind not in ALWAYS and _same_otherwise(inside, one) else one)
        for kind, one in named
    ]
    return sorted(named, key=lambda row: (row[1].a, row[1].b, row[0]))


def alike(a: Reading, b: Reading, found: Sequence[Run]) -> float:
    """Return the share of the shorter sentence's words that stand in the other in the same order."""
    return sum([run.a_end - run.a for run in found if run.op == "equal"]) / max(1, min(len(a.words), len(b.words)))


def _same_otherwise(match: Inside, one: Finding) -> bool:
    """Return whether two sentences are the same besides a finding."""
    most = BESIDE * max(len(match.a.words), len(match.b.words))
    # So many characters hold half as many words at most: where that leaves too many others, none need be looked at.
    if len(match.left - TRIVIAL) + len(match.right - TRIVIAL) - (one.a[1] - one.a[0] + one.b[1] - one.b[0] + 2) / 2 > most:
        return False
    a = [word for run in match.changed for word in match.a.words[run.a : run.a_end]]
    b = [word for run in match.changed for word in match.b.words[run.b : run.b_end]]
    telling = [(word, stretch) for words, stretch in ((a, one.a), (b, one.b)) for word in words if word.key not in TRIVIAL]
    return sum(not within((word.start, word.end), stretch) for word, stretch in telling) <= most


def _is_named(one: Finding, named: Sequence[tuple[Kind, Finding]]) -> bool:
    """Return whether a finding is about the same stretch on both sides as one of those named."""
    # Written out: every finding is held against all before it.
    (a, a_end), (b, b_end) = one.a, one.b
    for _, other in named:
        (x, x_end), (y, y_end) = other.a, other.b
        if ((x <= a and a_end <= x_end) or (a <= x and x_end <= a_end)) and ((y <= b and b_end <= y_end) or (b <= y and y_end <= b_end)):
            return True
    return False


def _same_quotation(finding: Finding) -> bool:
    """Return whether words differ in the middle of two quotations that are surely one."""
    return finding.case in {"quote altered", "quote dropped"} and dict(finding.traits)["quote share"] >= ONE_QUOTATION
