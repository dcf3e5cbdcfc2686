"""Words of one sentence that stand for other words in the other."""

from __future__ import annotations

from storycompare.diff.findings import Finding, Inside, characters
from storycompare.text.reading import Reading


def find(match: Inside) -> list[Finding]:
    """Return the runs replaced by other words where the two sentences say the same in other words.

    A partial match says too much else, and a verbatim one differs in no more than who is said to have said it.
    """
    if match.relation != "reworded":
        return []
    values = _values(match.a) & _values(match.b)
    findings = []
    for run in match.changed:
        if run.op == "replace" and _news(match.a, run.a, run.a_end, values) != _news(match.b, run.b, run.b_end, values):
            spans = characters(match.a, run.a, run.a_end), characters(match.b, run.b, run.b_end)
            findings.append(Finding(*spans, conflict=False, confidence=0.7))
    return findings


def _values(side: Reading) -> frozenset[float]:
    return frozenset(number.rounded for number in side.numbers)


def _news(side: Reading, first: int, last: int, values: frozenset[float]) -> list[str]:
    """Return the stems of the run's words that carry news, less numbers that both sides give: "six" and "6" are no difference."""
    start, end = characters(side, first, last)
    same = [n for n in side.numbers if start < n.end and n.start < end and n.rounded in values]
    inside = [k for k in range(first, last) if not any(n.start <= side.words[k].start < n.end for n in same)]
    return [stem for k in inside for stem in side.news(k, k + 1)]
