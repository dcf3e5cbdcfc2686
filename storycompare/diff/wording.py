"""Words of one sentence that stand for other words in the other, or for none."""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq

from storycompare.diff.findings import Finding, Inside, characters
from storycompare.diff.hunks import Run
from storycompare.text.negation import NEGATORS
from storycompare.text.reading import Reading
from storycompare.text.spelling import british
from storycompare.text.tokens import FUNCTION_WORDS, bare, stems

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
    mine, theirs = _news(match.a, match.b), _news(match.b, match.a)
    for run in match.changed:
        if run.op == "replace":
            one, other = list(filter(None, mine[run.a : run.a_end])), list(filter(None, theirs[run.b : run.b_end]))
            told = one != other and not _spelt_alike(match, run)
        else:
            told = _dropped(match.a, run.a, run.a_end, match.b) or _dropped(match.b, run.b, run.b_end, match.a)
        if told:
            spans = characters(match.a, run.a, run.a_end), characters(match.b, run.b, run.b_end)
            findings.append(Finding(*spans, conflict=False, case="wording replaced" if run.op == "replace" else "wording dropped"))
    return findings


def _news(side: Reading, other: Reading) -> Sequence[str]:
    """Return the stems of a sentence's telling words, with nothing for the others, nor for what gives a number or a date of both."""
    if side.amounts.isdisjoint(other.amounts):
        return side.telling
    given = {place for said, words in side.given if said in other.amounts for place in words}  # "six" is "6"
    return [stem if place not in given else "" for place, stem in enumerate(side.telling)]


def _spelt_alike(match: Inside, run: Run) -> bool:
    """Return whether a run is the same words in British and American spelling."""
    a, b = match.a.keys[run.a : run.a_end], match.b.keys[run.b : run.b_end]
    return len(a) == len(b) and all(map(eq, map(british, a), map(british, b)))


def _dropped(side: Reading, first: int, last: int, other: Reading) -> bool:
    """Return whether a short run holds news that the other sentence has nowhere.

    Numbers and negations are other kinds' business, and a name of which the other has a part is only longer.
    """
    if not 0 < last - first <= SHORT:
        return False
    news = [
        k
        for k in range(first, last)
        if side.keys[k] not in FUNCTION_WORDS
        and side.stems[k] not in other.distinct
        and side.stems[k] not in _MONEY
        and side.keys[k] not in NEGATORS
        and not any(n.start <= side.words[k].start < n.end for n in side.numbers)
    ]
    return bool(news) and not all(_of_a_known_name(side, k, other) for k in news)


def _of_a_known_name(side: Reading, place: int, other: Reading) -> bool:
    """Return whether a word is part of a name of which the other sentence has another part: "Odile Marchetti" / "Marchetti"."""
    return any(name.first <= place < name.last and not other.bare.isdisjoint(map(bare, name.keys)) for name in side.names)
