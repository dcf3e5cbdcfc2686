"""A person's decisions as every report says them: what they linked, parted, renamed and marked."""

from __future__ import annotations

from collections.abc import Iterator

from storycompare.model import Comparison, Pointed
from storycompare.render import words

_SAID = {
    "accept": "{a} and {b} report the same thing",
    "add": "{a} and {b} report the same thing; the program had not paired them",
    "merge": "{outlet} is another name of {into}",
    "partial": "{version} was not read whole",
    "reject": "{a} and {b} do not report the same thing",
    "rename": "{version} is called {outlet}",
}


def decided(comparison: Comparison) -> Iterator[str]:
    """Yield each decision of a person in a line of words, marked as theirs."""
    for decision in comparison.decisions:
        said = _SAID[decision.action].format(
            a=_sentence(decision.a), b=_sentence(decision.b), version=decision.version, outlet=decision.outlet, into=decision.into
        )
        yield f"{words.YOUR_DECISION}: {said}{f' ({decision.note})' if decision.note else ''}"


def _sentence(pointed: Pointed | None) -> str:
    return f"{pointed.version}, “{pointed.text or pointed.sentence}”," if pointed else ""
