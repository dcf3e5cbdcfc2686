"""A negation that one of two matched sentences has and the other has not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from storycompare.diff.findings import Finding, Inside, characters
from storycompare.text.negation import negates
from storycompare.text.tokens import stems

SHORT = 3
"""Most words on either side of a changed run for the negation in it to turn round what stands after it on both sides."""
_SCOPE = 3
# Verbs that say no by themselves: "did not comment" and "declined to comment" are one statement.
_DENIALS = frozenset(stems("declined refused denied failed rejected lacked ruled dismissed disputed unlikely opposed avoided".split()))


def find(match: Inside) -> list[Finding]:
    """Return the short changed runs that negate on one side only what both sides go on to say."""
    a, b = match.a.keys, match.b.keys
    if sum(map(negates, a)) == sum(map(negates, b)):
        return []
    findings = []
    for run, following in pairwise(match.runs):
        left, right = a[run.a : run.a_end], b[run.b : run.b_end]
        turned = run.op != "equal" and any(map(negates, left)) != any(map(negates, right))
        said = match.a.news(following.a, min(following.a_end, following.a + _SCOPE))
        if turned and said and max(len(left), len(right)) <= SHORT and not (_denies(left) or _denies(right)):
            spans = characters(match.a, run.a, run.a_end), characters(match.b, run.b, run.b_end)
            findings.append(Finding(*spans, conflict=True, confidence=0.8 if match.relation != "partial" else 0.5))
    return findings


def _denies(keys: Sequence[str]) -> bool:
    return not any(map(negates, keys)) and not _DENIALS.isdisjoint(stems(keys))
