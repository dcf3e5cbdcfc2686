"""Evidence: why two sentences were paired, in words a reporter can check against the two sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from storycompare.match.corpus import Entry
from storycompare.model import Contribution
from storycompare.text.synonyms import synonyms

_MOST = 5
BESIDES: dict[str, tuple[str, float]] = {
    "around": ("sentences around them go together too", 0.5),
    "context": ("alike with the sentences around them counted in", 0.3),
    "covered_high": ("alike in meaning, to the encoder", 0.5),
    "covered_low": ("alike in meaning, to the encoder", 0.5),
    "covered_margin": ("no other sentence is as alike in meaning", 0.01),
    "margin": ("no other sentence is as alike in letters", 0.01),
    "meaning": ("alike in meaning, to the encoder", 0.5),
    "meaning_margin": ("no other sentence is as alike in meaning", 0.01),
    "quoted": ("the same words in quotation marks", 0.8),
    "side": ("one of them goes with a sentence beside the other too", 0.5),
    "through": ("a sentence of a third version goes with both", 0.5),
    "weekday": ("the same day of the week", 1.0),
}
"""What to say of a feature, beside words and numbers in common, that spoke for the pair, and the least value that bears it out."""
_NOTHING = ("", math.inf)
TELLS = 0.25
"""Least share of the log-odds worth a word: odds a quarter higher."""


def because(a: Entry, b: Entry, run: str, weight: Mapping[str, float], parts: Sequence[Contribution]) -> tuple[str, ...]:
    """Return the reasons, what can be seen in the two sentences first; words are given as the first sentence writes them.

    Args:
        a: the first sentence.
        b: the second.
        run: the longest run of words in common, as the first writes it, or nothing where it is not worth telling.
        weight: how rare each stem is in the story.
        parts: what moved the score the most, the largest first.
    """
    if a.joined == b.joined:
        return ("the same words",)
    shared = sorted([(-weight[stem], stem) for stem in {*a.content}.intersection(b.content) if not stem[:1].isdigit()])
    named = a.names & b.names
    written = a.reading.written
    names = list(map(written, [stem for _, stem in shared if stem in named][:_MOST]))
    others = list(map(written, [stem for _, stem in shared if stem not in named][:_MOST]))
    figures = [a.reading.sentence.text[n.start : n.end] for n in a.reading.numbers if n.rounded in b.values][:_MOST]
    spoke = [part for part in parts if part.weight >= TELLS]
    like = _like(a, b) if "alike" in [part.feature for part in spoke] else []
    reasons = (
        (f"the same run of words: “{run}”", run),
        ("names in common: " + ", ".join(names), names),
        ("numbers in common: " + ", ".join(figures), figures),
        ("words in common: " + ", ".join(others), others),
        ("words of like meaning: " + ", ".join(like), like),
    )
    seen = [text for text, found in reasons if found]
    besides = dict.fromkeys([BESIDES[part.feature][0] for part in spoke if part.value >= BESIDES.get(part.feature, _NOTHING)[1]])
    return (*seen, *besides) or ("alike in letters and in their place",)


def _like(a: Entry, b: Entry) -> list[str]:
    """Return the words that one of two sentences has where the other has one of like meaning, each as its sentence writes it."""
    mine, theirs = {*a.content}.difference(b.content), {*b.content}.difference(a.content)
    alike = synonyms(mine | theirs)
    pairs = [(stem, min(alike[stem] & theirs)) for stem in sorted(mine & alike.keys()) if alike[stem] & theirs]
    return [f"{a.reading.written(stem)} / {b.reading.written(other)}" for stem, other in pairs[:_MOST]]
