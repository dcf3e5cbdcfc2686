"""Evidence: why two sentences were paired, in words a reporter can check against the two sentences."""

from __future__ import annotations

from collections.abc import Mapping

from storycompare.match.corpus import Entry

_MOST = 5


def because(a: Entry, b: Entry, run: str, weight: Mapping[str, float]) -> tuple[str, ...]:
    """Return the reasons, the most telling first; words are given as the first sentence writes them.

    Args:
        a: the first sentence.
        b: the second.
        run: the longest run of words in common, as the first writes it, or nothing where it is not worth telling.
        weight: how rare each stem is in the story.
    """
    if a.joined == b.joined:
        return ("the same words",)
    written = _written(a)
    shared = sorted((set(a.content) & set(b.content)) - {stem for stem in a.content if stem[:1].isdigit()}, key=lambda s: (-weight[s], s))
    names = [written[stem] for stem in shared if stem in a.names & b.names]
    others = [written[stem] for stem in shared if stem not in a.names & b.names]
    figures = [a.reading.sentence.text[n.start : n.end] for n in a.reading.numbers if n.rounded in b.values]
    reasons = (
        (f"the same run of words: “{run}”", run),
        ("names in common: " + ", ".join(names[:_MOST]), names),
        ("numbers in common: " + ", ".join(figures[:_MOST]), figures),
        ("words in common: " + ", ".join(others[:_MOST]), others),
    )
    return tuple(text for text, found in reasons if found) or ("alike in letters and in their place",)


def _written(entry: Entry) -> dict[str, str]:
    """Return how the sentence writes each of its stems, the first time."""
    text = entry.reading.sentence.text
    return {stem: text[word.start : word.end] for stem, word in reversed(list(zip(entry.reading.stems, entry.reading.words, strict=True)))}
