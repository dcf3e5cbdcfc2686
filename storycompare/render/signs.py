"""The scorer's features in words for people, and the part each played in a pair's score."""

from __future__ import annotations

from storycompare.model import Match

SIGNS: dict[str, str] = {
    "alike": "words in common, or of like meaning",
    "alone": "the two sentences by themselves",
    "around": "the sentences some way around both",
    "beside": "the pairs beside them",
    "char": "how alike the letters are",
    "char2": "how alike the letters are",
    "context": "words in common, with the sentences around counted in",
    "context_margin": "the same, ahead of the next best pairing",
    "covered2": "words alike in meaning",
    "covered_high": "words alike in meaning",
    "covered_low": "words alike in meaning",
    "covered_margin": "words alike in meaning, ahead of the next best pairing",
    "elsewhere": "how much of it the other versions tell",
    "first_one": "I or we in one of them only",
    "function": "little words in common",
    "length": "how long the shorter sentence is",
    "low": "how far down the texts they stand",
    "margin": "letters alike, ahead of the next best pairing",
    "meaning": "likeness of meaning",
    "meaning2": "likeness of meaning",
    "meaning_margin": "likeness of meaning, ahead of the next best pairing",
    "narrated": "words in common outside quotation marks",
    "numbers": "numbers in common",
    "quotation": "how long the quotations are",
    "quoted": "the same words in quotation marks",
    "rarest": "the rarest word in common",
    "rivals": "other sentences that would do as well",
    "saying": "a verb of saying in both",
    "saying_one": "a verb of saying in one of them only",
    "second_one": "you in one of them only",
    "shared": "words in common, rare ones weighing more",
    "side": "the best of the pairs beside them",
    "sides": "the pairs beside them",
    "size": "how long the texts are",
    "spoken": "how much of both is quotation",
    "spoken_apart": "one is quotation, the other is not",
    "third": "he or she in both",
    "through": "a sentence of a third version that goes with both",
    "weekday": "the same day of the week",
}
"""What a person reads of a feature; a feature and its square are one sign."""


def parts(match: Match) -> list[tuple[str, float]]:
    """Return each sign with what it adds to the log-odds of the score, the weightiest first, less those that come to nothing."""
    weights: dict[str, float] = {}
    for one in match.evidence.contributions:
        said = SIGNS.get(one.feature, one.feature)
        weights[said] = weights.get(said, 0.0) + one.weight
    return sorted(((said, weight) for said, weight in weights.items() if abs(weight) >= 0.005), key=lambda part: (-abs(part[1]), part[0]))
