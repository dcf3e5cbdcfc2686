"""Placement: how high each version puts what, and what opens one version and stands low or nowhere in another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storycompare.model import Omission, Opening, Passage, Place, Placement, Ref, Version, Where
from storycompare.story.versions import body
from storycompare.text.tokens import FUNCTION_WORDS, stems, words

LEDE = 2
"""Most sentences of a lede: those of the first paragraph, and of a long one the first two."""
LOW = 0.5
"""The height below which a passage stands low: in the second half."""
NAMED = 0.5
"""Least share of a headline's telling words that a sentence must hold for the headline to name its passage."""


def heights(version: Version) -> dict[int, float]:
    """Return how high each body sentence stands: 0 the first, 1 the last.

    >>> heights(Version.from_sentences(["One.", "Two.", "Three."], outlet="A"))
    {0: 0.0, 1: 0.5, 2: 1.0}
    """
    numbers = body(version)
    return {number: round(rank / max(1, len(numbers) - 1), 4) for rank, number in enumerate(numbers)}


def lede(version: Version) -> tuple[int, ...]:
    """Return the numbers of the body sentences that open a version."""
    numbers = body(version)
    sentences = version.sentences or ()
    first = sentences[numbers[0]].paragraph if numbers else 0
    return tuple(number for number in numbers[:LEDE] if sentences[number].paragraph == first)


def openings(versions: Mapping[str, Version], passages: Sequence[Passage]) -> tuple[Opening, ...]:
    """Return how each version opens: its lede, its headline, and the passages that both name."""
    told = {id: _telling(version.headline or "") for id, version in versions.items()}
    result = []
    for id, version in versions.items():
        first = lede(version)
        own = {ref.sentence: passage.id for passage in reversed(passages) for ref in passage.sentences if ref.version == id}
        elsewhere = {stem for other, named in told.items() if other != id for stem in named}
        named = _headline_names(version, told[id], own)
        only = tuple(word for stem, word in told[id].items() if stem not in elsewhere)
        result.append(Opening(id, first, tuple(dict.fromkeys(own[n] for n in first if n in own)), named, only))
    return tuple(result)


def _telling(text: str) -> dict[str, str]:
    """Return the stems of a text's telling words, each with the word as written."""
    found = [word for word in words(text) if word.key not in FUNCTION_WORDS]
    return {stem: text[word.start : word.end] for stem, word in zip(stems([w.key for w in found]), found, strict=True)}


def _headline_names(version: Version, told: Mapping[str, str], own: Mapping[int, str]) -> tuple[str, ...]:
    """Return the passages of a version whose sentence holds enough of its headline's words."""
    if not told:
        return ()
    sentences = version.sentences or ()
    named = [own[n] for n in sorted(own) if len(told.keys() & _telling(sentences[n].text).keys()) >= NAMED * len(told)]
    return tuple(dict.fromkeys(named))


def placements(versions: Mapping[str, Version], passages: Sequence[Passage], omissions: Sequence[Omission]) -> tuple[Placement, ...]:
    """Return the passages in the lede of one version that stand low in another, or have no counterpart there.

    ``nowhere`` is said only where an omission is `absent`. Where a cut version has a passage, how high it stands is not said.
    """
    high = {id: heights(version) for id, version in versions.items()}
    opens = {id: frozenset(lede(version)) for id, version in versions.items()}
    absent: dict[str, set[str]] = {}
    for omission in omissions:
        if omission.state == "absent" and omission.passage:
            absent.setdefault(omission.passage, set()).add(omission.version)
    result = []
    for passage in passages:
        first: dict[str, Ref] = {}
        for ref in passage.sentences:
            first.setdefault(ref.version, ref)
        places = [_place(ref, high[id], opens[id]) for id, ref in first.items() if versions[id].status == "ok"]
        places += [Place(id, "nowhere", None, None) for id in absent.get(passage.id, ()) if id not in first]
        elsewhere = tuple(sorted((p for p in places if p.where in {"low", "nowhere"}), key=lambda p: p.version))
        if elsewhere:
            ledes = [ref for id, ref in first.items() if ref.sentence in opens[id]]
            result += [Placement(passage.id, ref.version, ref.sentence, elsewhere) for ref in ledes]
    return tuple(sorted(result, key=lambda p: (p.version, p.sentence, p.passage)))


def _place(ref: Ref, high: Mapping[int, float], opens: frozenset[int]) -> Place:
    height = high[ref.sentence]
    where: Where = "lede" if ref.sentence in opens else "low" if height > LOW else "high"
    return Place(ref.version, where, ref.sentence, height)
