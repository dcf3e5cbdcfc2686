"""Pairs as a person decided: those they link are matches whatever their score, those they part are none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from storycompare.match.corpus import Corpus, corpus
from storycompare.match.joint import UNIT
from storycompare.match.pairs import Code, Pair, Pairing, crossing
from storycompare.match.relation import relations
from storycompare.model import Linking, Ref, Version

Linked = Mapping[frozenset[Ref], Linking]
Parted = Collection[frozenset[Ref]]


def decided(versions: Sequence[Version], matched: Corpus, found: Pairing, linked: Linked, parted: Parted) -> tuple[Corpus, Pairing]:
    """Return the pairs with those of ``linked`` among them, sure, and without those of ``parted``, whose score counts for nothing.

    The corpus they are of holds the linked sentences too, whatever they share; the scores of all other pairs are what they were.
    """
    import numpy as np

    if not linked and not parted:
        return matched, found
    whole, found = _wider(versions, matched, found, linked)
    places = {Ref(versions[entry.version].id, entry.sentence): number for number, entry in enumerate(whole.entries)}
    joined = {_code(places, pair): how for pair, how in linked.items()}
    apart = {_code(places, pair) for pair in parted if all(ref in places for ref in pair)}
    known = {(pair.i, pair.j): pair for pair in found.pairs}
    chosen = sorted((known.keys() | joined.keys()) - apart)
    missing = [code for code in chosen if code not in known]
    new = dict(zip(missing, relations(whole.entries, missing), strict=True))
    pairs = [known.get(code) or Pair(*code, score=1.0, relation=new[code], moved=False, contributions=()) for code in chosen]
    pairs = [structs.replace(p, score=1.0, decision=joined[p.i, p.j]) if (p.i, p.j) in joined else p for p in pairs]
    moved = crossing(whole, [(p.i, p.j, round(p.score * UNIT)) for p in pairs])
    out = np.array([code in apart for code in zip(found.i.tolist(), found.j.tolist(), strict=True)], bool)
    shown = tuple(structs.replace(p, moved=crosses) for p, crosses in zip(pairs, moved, strict=True))
    return whole, Pairing(shown, found.i, found.j, np.where(out, 0, found.score))


def _wider(versions: Sequence[Version], matched: Corpus, found: Pairing, linked: Linked) -> tuple[Corpus, Pairing]:
    """Return the corpus with the linked sentences in it, and the pairs by their numbers there."""
    import numpy as np

    whole = corpus(versions, [(ref.version, ref.sentence) for pair in linked for ref in pair])
    numbers = {(entry.version, entry.sentence): number for number, entry in enumerate(whole.entries)}
    now = [numbers[entry.version, entry.sentence] for entry in matched.entries]
    pairs = tuple(structs.replace(pair, i=now[pair.i], j=now[pair.j]) for pair in found.pairs)
    table = np.array(now, np.int64)
    return replace(whole, idf={**whole.idf, **matched.idf}), Pairing(pairs, table[found.i], table[found.j], found.score)


def _code(places: Mapping[Ref, int], pair: frozenset[Ref]) -> Code:
    low, high = sorted(places[ref] for ref in pair)
    return low, high
