"""Words of one sentence that stand for other words in the other, or for none."""

from __future__ import annotations

from storycompare.diff.findings import Finding, Inside, characters
from storycompare.text.negation import NEGATORS
from storycompare.text.reading import Reading
from storycompare.text.tokens import TRIVIAL, stems

SHORT = 3
"""Most words of a run that one side has alone for it to be a word dropped, "alleged" or "former", and not something more that is told."""
_MONEY = frozenset(stems(["dollars", "euros", "pounds", "yen"]))


def find(match: Inside) -> list[Finding]:
    """Return the runs replaced, added or dropped where the two sentences say the same in other words.

    A partial match says too much else, and a verbatim one differs in no more than who is said to have said it. What stands elsewhere in
    the other sentence has only changed places.
    """
    if match.relation != "reworded":
        return []
    values = _values(match.a) & _values(match.b)
    findings = []
    for run in match.changed:
        if run.op == "replace":
            told = _news(match.a, run.a, run.a_end, values) != _news(match.b, run.b, run.b_end, values)
        else:
            told = _dropped(match.a, run.a, run.a_end, match.b) or _dropped(match.b, run.b, run.b_end, match.a)
        if told:
            spans = characters(match.a, run.a, run.a_end), characters(match.b, run.b, run.b_end)
            findings.append(Finding(*spans, conflict=False, case="wording replaced" if run.op == "replace" else "wording dropped"))
    return findings


def _values(side: Reading) -> frozenset[float]:
    return frozenset(number.rounded for number in side.numbers)


def _news(side: Reading, first: int, last: int, values: frozenset[float]) -> list[str]:
    """Return the stems of the run's telling words, less numbers that both sides give: "six" and "6" are no difference."""
    start, end = characters(side, first, last)
    same = [n for n in side.numbers if n.start < end and start < n.end and n.rounded in values]
    if not same:
        return side.news(first, last, less=TRIVIAL)
    inside = [k for k in range(first, last) if not any(n.start <= side.words[k].start < n.end for n in same)]
    return [stem for k in inside for stem in side.news(k, k + 1, less=TRIVIAL)]


def _dropped(side: Reading, first: int, last: int, other: Reading) -> bool:
    """Return whether a short run holds news that the other sentence has nowhere; numbers and negations are other kinds' business."""
    if not 0 < last - first <= SHORT:
        return False
    news = {
        stem
        for k in range(first, last)
        if not any(n.start <= side.words[k].start < n.end for n in side.numbers) and side.words[k].key not in NEGATORS
        for stem in side.news(k, k + 1)
    }
    return not news <= {*other.stems, *_MONEY}
