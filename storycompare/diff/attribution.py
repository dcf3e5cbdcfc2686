"""Who is said to have said it, and how, where two matched sentences differ: said here, admitted there; a name here, officials there."""

from __future__ import annotations

from storycompare.diff.findings import Finding, Inside, characters
from storycompare.diff.hunks import Run
from storycompare.text.names import ROLES
from storycompare.text.reading import Reading
from storycompare.text.tokens import FUNCTION_WORDS

LONGEST = 5
"""Most words of a run in which one speaker stands for another."""
NEUTRAL = frozenset("said say says saying told tell tells stated state states added add adds wrote write writes explained noted".split())
"""Verbs that report what was said and no more."""
LOADED = {
    verb: group.split()[0]
    for group in (
        "admit admits admitted admitting concede concedes conceded acknowledge acknowledges acknowledged confess confessed",
        "claim claims claimed claiming allege alleges alleged assert asserts asserted maintain maintains maintained",
        "deny denies denied denying reject rejects rejected",
        "insist insists insisted vow vows vowed promise promises promised pledge pledged",
        "warn warns warned threaten threatens threatened",
        "suggest suggests suggested imply implies implied hint hints hinted",
        "confirm confirms confirmed reveal reveals revealed disclose disclosed",
        "boast boasts boasted brag bragged",
        "accuse accuses accused blame blames blamed",
        "deem deemed lament lamented complain complains complained",
    )
    for verb in group.split()
}
"""Verbs that say more than that it was said, by what they say more."""
UNNAMED = frozenset(
    "officials official sources source authorities aides aide police prosecutors investigators insiders critics lawyers "
    "residents witnesses spokesman spokeswoman spokesperson people someone somebody anonymous analysts experts".split()
)
"""Speakers without a name."""
_VERBS = NEUTRAL | LOADED.keys()


def find(match: Inside) -> list[Finding]:
    """Return the verbs of saying that say more or other than those they stand for, and the speakers put for each other."""
    verbs = not (_VERBS.isdisjoint(match.left) or _VERBS.isdisjoint(match.right))
    if not verbs and UNNAMED.isdisjoint(match.left) and UNNAMED.isdisjoint(match.right):
        return []
    findings = []
    for place, run in enumerate(match.runs):
        if run.op != "replace" or max(run.a_end - run.a, run.b_end - run.b) > LONGEST:
            continue
        one, other = _verb(match.a, run.a, run.a_end), _verb(match.b, run.b, run.b_end)
        if one and other and one[1] != other[1]:
            spans = characters(match.a, one[0], one[0] + 1), characters(match.b, other[0], other[0] + 1)
            findings.append(Finding(*spans, conflict="deny" in {one[1], other[1]}, case="attribution verb"))
        elif _said_of(match, place) and (case := _speakers(match, run)):
            spans = characters(match.a, run.a, run.a_end), characters(match.b, run.b, run.b_end)
            findings.append(Finding(*spans, conflict=case == "attribution other speaker", case=case))
    return findings


def _verb(side: Reading, first: int, last: int) -> tuple[int, str] | None:
    """Return the verb of saying in a run, and what it says; None where there is none, or two."""
    found = [(k, LOADED.get(side.keys[k], "")) for k in range(first, last) if side.keys[k] in LOADED or side.keys[k] in NEUTRAL]
    return found[0] if len(found) == 1 else None


def _said_of(match: Inside, place: int) -> bool:
    """Return whether a verb of saying stands right after, or right before, a run on both sides."""
    before, after = match.runs[place - 1 : place] if place else [], match.runs[place + 1 : place + 2]
    words = [match.a.keys[run.a_end - 1] for run in before] + [match.a.keys[run.a] for run in after if run.a < run.a_end]
    return any(word in NEUTRAL or word in LOADED or (word == "to" and "according" in match.a.keys) for word in words)


def _speakers(match: Inside, run: Run) -> str:
    """Return how the speakers that a run puts for each other differ: both without a name, or one of them."""
    x, y = {*match.a.keys[run.a : run.a_end]} - FUNCTION_WORDS, {*match.b.keys[run.b : run.b_end]} - FUNCTION_WORDS
    named = [
        any(n.first < last and first < n.last for n in side.names)
        for side, first, last in ((match.a, run.a, run.a_end), (match.b, run.b, run.b_end))
    ]
    unnamed = [not UNNAMED.isdisjoint(words) and not has for words, has in ((x, named[0]), (y, named[1]))]
    if all(unnamed):
        return "attribution other speaker" if not x & y and ROLES.isdisjoint(x | y) else "attribution speaker"
    return "attribution named" if any(unnamed) and any(named) else ""
