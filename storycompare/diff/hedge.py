"""How sure a statement is said to be, where two matched sentences differ: may here, will there; alleged on one side alone."""

from __future__ import annotations

from storycompare.diff.findings import Finding, Inside, characters
from storycompare.diff.hunks import Run
from storycompare.text.reading import Reading
from storycompare.text.tokens import FUNCTION_WORDS

SHORT = 3
"""Most words of a run for a hedge in it to be what it changes."""
STRENGTH = {
    **dict.fromkeys("may might could can possibly perhaps maybe potentially".split(), 1),
    **dict.fromkeys("likely probably expected should appears appeared seems seemed apparently appear seem".split(), 2),
    **dict.fromkeys("would planned plans intends aims".split(), 3),
    **dict.fromkeys("will shall must certainly definitely clearly is are was were has have did does".split(), 4),
}
"""Words by how sure they leave a statement, the least first."""
HEARSAY = frozenset(
    "alleged allegedly reportedly reported purported purportedly supposed supposedly apparently suspected accused believed thought".split()
)
"""Words that leave it to others whether a statement is so."""
_SAID_BY = frozenset({"reported", "believed", "thought", "accused", "suspected"})
_PLAIN = 4
_WORDS = HEARSAY | STRENGTH.keys()


def find(match: Inside) -> list[Finding]:
    """Return the short runs in which one side is less sure than the other, or leaves to others what that states."""
    if _WORDS.isdisjoint(match.left) and _WORDS.isdisjoint(match.right):
        return []
    findings = []
    for run in match.changed:
        if max(run.a_end - run.a, run.b_end - run.b) > SHORT:
            continue
        a, b = match.a.keys[run.a : run.a_end], match.b.keys[run.b : run.b_end]
        hearsay = _hearsay(match.a, run.a, run.a_end), _hearsay(match.b, run.b, run.b_end)
        if (hedged := hearsay[0] != hearsay[1]) or _stronger(run, a, b):
            spans = characters(match.a, run.a, run.a_end), characters(match.b, run.b, run.b_end)
            findings.append(Finding(*spans, conflict=False, case="hedge hearsay" if hedged else "hedge modal"))
    return findings


def _hearsay(side: Reading, first: int, last: int) -> bool:
    """Return whether a run leaves it to others whether a statement is so; who reported it by name says so himself."""
    return any(
        side.keys[k] in HEARSAY and not (side.keys[k] in _SAID_BY and any(name.last == k for name in side.names))
        for k in range(first, last)
    )


def _stronger(run: Run, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether two runs leave a statement unlike sure and say nothing else; a plain "is" alone is no hedge."""
    one, other = _least(a), _least(b)
    if run.op != "replace" or one == other or min(one, other) == _PLAIN:
        return False
    telling = {*a, *b} - FUNCTION_WORDS - STRENGTH.keys()
    return len(telling) <= 1 and bool(one and other)


def _least(keys: tuple[str, ...]) -> int:
    return min((STRENGTH[key] for key in keys if key in STRENGTH), default=0)
