"""Titles and roles that differ between two matched sentences: a deputy director here, the director there."""

from __future__ import annotations

from storycompare.diff.findings import Finding, Inside, characters
from storycompare.diff.hunks import Run
from storycompare.text.names import ROLES, SHORT_ROLES
from storycompare.text.reading import Reading

LONGEST = 4
"""Most words of a run in which one title stands for another."""
RANKS = frozenset("acting assistant associate deputy former interim junior senior vice ex incoming outgoing".split())
"""Words that make another office of an office."""
# Titles that are one office under several names.
_SAME = {
    name: group[0]
    for group in (
        "spokesman spokeswoman spokesperson".split(),
        "chairman chair chairwoman chairperson".split(),
        "congressman congresswoman representative lawmaker".split(),
        "councillor councilman councilwoman".split(),
        "adviser advisor".split(),
        "attorney lawyer".split(),
        "leader head chief".split(),
        "doctor surgeon".split(),
    )
    for name in group
}

_WORDS = RANKS | ROLES | SHORT_ROLES.keys() | {f"{role}s" for role in ROLES}


def find(match: Inside) -> list[Finding]:
    """Return the titles put for each other, and the ranks that one side has alone before a title both have."""
    if _WORDS.isdisjoint(match.left) and _WORDS.isdisjoint(match.right):
        return []
    findings = []
    for place, run in enumerate(match.runs):
        if run.op == "equal" or max(run.a_end - run.a, run.b_end - run.b) > LONGEST:
            continue
        x, y = _titles(match.a, run.a, run.a_end), _titles(match.b, run.b, run.b_end)
        if run.op == "replace" and len(x) == len(y) == 1 and _office(match.a, x[0]) != _office(match.b, y[0]):
            spans = characters(match.a, x[0], x[0] + 1), characters(match.b, y[0], y[0] + 1)
            findings.append(Finding(*spans, conflict=True, case="title put for another"))
        elif (found := _ranked(match, run, place)) is not None:
            findings.append(found)
    return findings


def _titles(side: Reading, first: int, last: int) -> list[int]:
    return [k for k in range(first, last) if _role(side.keys[k]) is not None]


def _role(key: str) -> str | None:
    """Return the office that a word names; None where it names none."""
    name = SHORT_ROLES.get(key, key)
    name = name if name in ROLES else name.removesuffix("s")
    return _SAME.get(name, name) if name in ROLES else None


def _office(side: Reading, place: int) -> str | None:
    return _role(side.keys[place])


def _ranked(match: Inside, run: Run, place: int) -> Finding | None:
    """Return a run that holds ranks alone on a side and nothing or other ranks on the other, before a title that both have."""
    ranks = [{*side.keys[first:last]} for side, first, last in ((match.a, run.a, run.a_end), (match.b, run.b, run.b_end))]
    following = match.runs[place + 1 : place + 2]
    if ranks[0] == ranks[1] or not all(found <= RANKS for found in ranks) or not following:
        return None
    if not _titles(match.a, following[0].a, min(following[0].a_end, following[0].a + LONGEST)):
        return None
    spans = characters(match.a, run.a, run.a_end), characters(match.b, run.b, run.b_end)
    return Finding(*spans, conflict=True, case="title of another rank")
