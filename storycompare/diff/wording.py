"""Words of one sentence that stand for other words in the other, or for none."""

from __future__ import annotations

from collections.abc import Sequence

from storycompare.diff.findings import Finding, Inside, characters
from storycompare.diff.hunks import Run
from storycompare.text.negation import NEGATORS
from storycompare.text.reading import Reading
from storycompare.text.spelling import british
from storycompare.text.tokens import TRIVIAL, bare, stems

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
    findings = []
    same = _given_by(match.a, match.b), _given_by(match.b, match.a)
    for run in match.changed:
        if run.op == "replace":
            told = _news(match.a, run.a, run.a_end, same[0]) != _news(match.b, run.b, run.b_end, same[1])
        else:
            told = _dropped(match.a, run.a, run.a_end, match.b) or _dropped(match.b, run.b, run.b_end, match.a)
        if told and not _spelt_alike(match, run):
            spans = characters(match.a, run.a, run.a_end), characters(match.b, run.b, run.b_end)
            findings.append(Finding(*spans, conflict=False, case="wording replaced" if run.op == "replace" else "wording dropped"))
    return findings


def _given_by(side: Reading, other: Reading) -> list[tuple[int, int]]:
    """Return where a sentence gives a number or a date that the other gives too: "six" is "6"."""
    values, days = {n.rounded for n in other.numbers}, {day.key for day in other.dates}
    numbers = [(n.start, n.end) for n in side.numbers if n.rounded in values]
    return numbers + [(day.start, day.end) for day in side.dates if day.key in days]


def _spelt_alike(match: Inside, run: Run) -> bool:
    """Return whether a run is the same words in British and American spelling."""
    return list(map(british, match.a.keys[run.a : run.a_end])) == list(map(british, match.b.keys[run.b : run.b_end]))


def _news(side: Reading, first: int, last: int, same: Sequence[tuple[int, int]]) -> list[str]:
    """Return the stems of the run's telling words, those at the places ``same`` left out."""
    inside = [k for k in range(first, last) if not any(start <= side.words[k].start < end for start, end in same)]
    return [stem for k in inside for stem in side.news(k, k + 1, less=TRIVIAL)]


def _dropped(side: Reading, first: int, last: int, other: Reading) -> bool:
    """Return whether a short run holds news that the other sentence has nowhere.

    Numbers and negations are other kinds' business, and a name of which the other has a part is only longer.
    """
    if not 0 < last - first <= SHORT:
        return False
    able = [
        k
        for k in range(first, last)
        if not any(n.start <= side.words[k].start < n.end for n in side.numbers) and side.words[k].key not in NEGATORS
    ]
    news = [k for k in able if not {*other.stems, *_MONEY}.issuperset(side.news(k, k + 1))]
    return bool(news) and not all(_of_a_known_name(side, k, other) for k in news)


def _of_a_known_name(side: Reading, place: int, other: Reading) -> bool:
    """Return whether a word is part of a name of which the other sentence has another part: "Odile Marchetti" / "Marchetti"."""
    return any(name.first <= place < name.last and not other.bare.isdisjoint(map(bare, name.keys)) for name in side.names)
