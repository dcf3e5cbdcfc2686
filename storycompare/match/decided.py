"""Pairs as a person decided: those they link are matches whatever their score, those they part are none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from storycompare.match.corpus import Corpus
from storycompare.match.joint import UNIT
from storycompare.match.pairs import Code, Pair, Pairing, crossing
from storycompare.match.relation import relations
from storycompare.model import Linking, Ref


def decided(
    corpus: Corpus, refs: Sequence[Ref], found: Pairing, linking: Mapping[frozenset[Ref], Linking], parting: Collection[frozenset[Ref]]
) -> Pairing:
    """Return the pairs with those of ``linked`` among them, sure, and without those of ``parted``, whose score counts for nothing.

    ``refs`` name the corpus's entries, in which the two sets of pairs are put.
    """
    import numpy as np

    if not linking and not parting:
        return found
    places = {ref: number for number, ref in enumerate(refs)}
    linked = {_code(places, pair): how for pair, how in linking.items()}
    parted = {_code(places, pair) for pair in parting if all(ref in places for ref in pair)}
    known = {(pair.i, pair.j): pair for pair in found.pairs}
    chosen = sorted((known.keys() | linked.keys()) - parted)
    missing = [code for code in chosen if code not in known]
    new = dict(zip(missing, relations(corpus.entries, missing), strict=True))
    pairs = [known[code] if code in known else Pair(*code, score=1.0, relation=new[code], moved=False, contributions=()) for code in chosen]
    pairs = [replace(p, score=1.0, decision=linked[p.i, p.j]) if (p.i, p.j) in linked else p for p in pairs]
    moved = crossing(corpus, [(p.i, p.j, round(p.score * UNIT)) for p in pairs])
    out = np.array([code in parted for code in zip(found.i.tolist(), found.j.tolist(), strict=True)], bool)
    return Pairing(tuple(replace(p, moved=m) for p, m in zip(pairs, moved, strict=True)), found.i, found.j, np.where(out, 0, found.score))


def _code(places: Mapping[Ref, int], pair: frozenset[Ref]) -> Code:
    low, high = sorted(places[ref] for ref in pair)
    return low, high
