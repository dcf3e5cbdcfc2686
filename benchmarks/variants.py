"""Stories made of annotated ones: near-copies, of which real independent coverage has too few to learn from, and excerpts.

A near-copy: one version is put beside an edited copy of itself (sentences dropped, moved and added, words changed) and one that another outlet wrote.
A copied sentence is linked to its origin, and to what its origin is linked to; two sentences of one text that are linked to the same
sentence of the other outlet may well report the same thing, so such pairs do not count, for or against; all other pairs are no links.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from annotated import Told

from storycompare.match.corpus import corpus
from storycompare.model import Version
from storycompare.story.versions import ready

DROPPED, ADDED, CHANGED, MOVED = 0.3, 0.1, 0.4, 0.1
"""Shares of the sentences that are dropped, added, changed in a word or two, and moved."""

BRIEF = (2, 8)
"""Sentences of a version of an excerpt, from and to."""


def copied(story: Told, rng: random.Random) -> Told:
    """Return a story of an edited copy of one version, that version, and another one."""
    origin, other, spare = rng.sample(story.versions, 3)
    words = [word for sentence in spare.sentences or () for word in sentence.text.split() if word.isalpha() and len(word) > 4]
    kept = [(number, s.text) for number, s in enumerate(origin.sentences or ()) if rng.random() >= DROPPED]
    told = [(number, _changed(text, words, rng) if rng.random() < CHANGED else text) for number, text in kept]
    for _ in range(int(MOVED * len(told))):
        told.insert(rng.randrange(len(told)), told.pop(rng.randrange(len(told))))
    for sentence in rng.sample(spare.sentences or (), min(len(spare.sentences or ()), int(ADDED * len(told)))):
        told.insert(rng.randrange(len(told) + 1), (-1, sentence.text))
    return _story(story, origin, other, told)


def _changed(text: str, words: list[str], rng: random.Random) -> str:
    parts = text.split()
    for place in rng.sample(range(len(parts)), min(len(parts), rng.randint(1, 2))):
        parts[place] = rng.choice(words)
    return " ".join(parts)


def _story(story: Told, origin: Version, other: Version, told: list[tuple[int, str]]) -> Told:
    copy = Version.from_sentences([[text] for _, text in told], outlet=f"{origin.id} copied", headline=origin.headline)
    versions, _ = ready([replace(v, warnings=()) for v in (origin, other, copy)])
    (copy,) = [v for v in versions if v.id.endswith(" copied")]
    places = {number: f"{copy.id}:{place}" for place, (number, _) in enumerate(told) if number >= 0}
    links: dict[tuple[str, str], dict[str, Any]] = {}
    partners: dict[str, set[str]] = {}
    for a, b in story.links:
        for here, there in ((a, b), (b, a)):
            if here.startswith(f"{origin.id}:") and there.startswith(f"{other.id}:"):
                partners.setdefault(here, set()).add(there)
                links[_pair(here, there)] = {}
                if (place := places.get(int(here.rpartition(":")[2]))) is not None:
                    links[_pair(place, there)] = {}
    links |= {_pair(f"{origin.id}:{number}", place): {} for number, place in places.items()}
    unsure = {
        _pair(f"{origin.id}:{k}", places[number])
        for number in places
        for k in range(len(origin.sentences or ()))
        if k != number and partners.get(f"{origin.id}:{k}", set()) & partners.get(f"{origin.id}:{number}", set())
    }
    added = {
        _pair(f"{copy.id}:{place}", f"{v.id}:{k}")
        for place, (number, _) in enumerate(told)
        if number < 0
        for v in versions
        for k in range(len(v.sentences or ()))
    }
    unsure |= {_pair(*pair) for pair in story.ignore} | added
    return Told(story.id, versions, corpus(versions), links, unsure)


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def excerpt(story: Told, rng: random.Random) -> Told:
    """Return a story of the first sentences of each version, `BRIEF` of them: what a brief or a tiny example is like."""
    versions = tuple(replace(v, sentences=(v.sentences or ())[: rng.randint(*BRIEF)]) for v in story.versions)
    kept = {f"{v.id}:{place}" for v in versions for place in range(len(v.sentences or ()))}
    return Told(story.id, versions, corpus(versions), {pair: link for pair, link in story.links.items() if set(pair) <= kept}, story.ignore)
