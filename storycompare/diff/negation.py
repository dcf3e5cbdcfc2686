"""A negation that one of two matched sentences has and the other has not."""

from __future__ import annotations

from collections.abc import Sequence

from storycompare.diff.findings import Finding, Inside, characters, shifted
from storycompare.diff.hunks import Run
from storycompare.text.tokens import stems

SHORT = 3
"""Most words on either side of a changed run for the negation in it to turn round what stands after it on both sides."""
_SCOPE = 3
# Verbs that say no by themselves: "did not comment" and "declined to comment" are one statement.
_DENIALS = frozenset(
    stems(
        "declined refused denied failed rejected lacked ruled dismissed disputed unlikely opposed avoided barred blocked prevented "
        "absent".split()
    )
)


def find(match: Inside) -> list[Finding]:
    """Return the short changed runs that negate on one side only what both sides go on to say."""
    a, b = match.a.negated, match.b.negated
    findings = []
    between = shifted(match) if a or b else ()
    for place, run in enumerate(between):
        left, right = any(run.a <= k < run.a_end for k in a), any(run.b <= k < run.b_end for k in b)
        short = max(run.a_end - run.a, run.b_end - run.b) <= SHORT
        if run.op != "equal" and left != right and short and _goes_on(match, between, place) and not _denied(match, run):
            spans = characters(match.a, run.a, run.a_end), characters(match.b, run.b, run.b_end)
            findings.append(Finding(*spans, conflict=True, case="negation"))
    return findings


def _goes_on(match: Inside, between: Sequence[Run], place: int) -> bool:
    """Return whether both sides go on with the same words after a run, in a partial match with the same news, or end there."""
    following = between[place + 1 : place + 2]
    if not following or match.relation != "partial":
        return match.relation != "partial"
    return bool(match.a.news(following[0].a, min(following[0].a_end, following[0].a + _SCOPE)))


def _denied(match: Inside, run: Run) -> bool:
    """Return whether the side of a run that is not negated says no by its verb."""
    return not _DENIALS.isdisjoint([*match.a.stems[run.a : run.a_end], *match.b.stems[run.b : run.b_end]])
