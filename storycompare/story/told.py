"""What is known of a story once its sentences are matched: the ground that every finding is drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec import Struct

from storycompare.match.corpus import Corpus
from storycompare.match.joint import UNIT
from storycompare.match.pairs import Pair, Pairing
from storycompare.match.passages import rows
from storycompare.model import Match, Passage, Ref, Similarity, Version, digest
from storycompare.story.coverage import similarity
from storycompare.story.credits import Credits, Origins, origins
from storycompare.story.placement import heights
from storycompare.text.reading import Reading


class Near(Struct, frozen=True, gc=False):
    """The sentence of a version that scored highest with a given one, and how likely it is that none there is a counterpart.

    The latter takes each score as a probability of its own.
    """

    sentence: int
    score: float
    none: float


@dataclass(frozen=True, slots=True)
class Told:
    """Usable versions by id, in order; who is matched with whom; what came nearest; the passages and how firm each is; who repeats whom.

    ``readings`` are those of the sentences that share a stem with another version. ``nearest`` holds, for a sentence and another version,
    what came nearest there; ``reached``, for two versions, the first sentence of the second that the last matched sentence of the first has
    come to.
    """

    versions: Mapping[str, Version]
    readings: Mapping[Ref, Reading]
    matched: Mapping[Ref, frozenset[Ref]]
    nearest: Mapping[tuple[Ref, str], Near]
    passages: tuple[Passage, ...]
    firmness: Mapping[str, float]
    reached: Mapping[tuple[str, str], int]
    alike: Similarity
    origins: Origins

    def has(self, version: str, of: Ref) -> bool:
        """Return whether a version has a match of a sentence."""
        return any(other.version == version for other in self.matched.get(of, ()))

    def tells(self, version: str) -> bool:
        """Return whether any sentence of a version is matched."""
        return any(ref.version == version for ref in self.matched)

    def text(self, of: Ref) -> str:
        """Return a sentence as written."""
        return (self.versions[of.version].sentences or ())[of.sentence].text


def told(
    versions: Mapping[str, Version], corpus: Corpus, refs: Sequence[Ref], found: Pairing, matches: Sequence[Match], credits: Credits
) -> Told:
    """Return what is known of a story; ``refs`` name the corpus's entries."""
    matched: dict[Ref, set[Ref]] = defaultdict(set)
    for match in matches:
        matched[match.a].add(match.b)
        matched[match.b].add(match.a)
    passages, firmness = _passages(versions, corpus, refs, found)
    alike = similarity(versions, matches)
    return Told(
        versions=versions,
        readings={ref: entry.reading for ref, entry in zip(refs, corpus.entries, strict=True)},
        matched={ref: frozenset(others) for ref, others in matched.items()},
        nearest=_nearest(list(versions), corpus, refs, found),
        passages=passages,
        firmness=firmness,
        reached=_reached(matched),
        alike=alike,
        origins=origins(credits, alike),
    )


def _reached(matched: Mapping[Ref, Iterable[Ref]]) -> dict[tuple[str, str], int]:
    last: dict[tuple[str, str], tuple[int, int]] = {}
    for ref, others in matched.items():
        for other in others:
            # Of several counterparts the first counts: a weak one far below must not say that all between was read.
            versions, place = (ref.version, other.version), (ref.sentence, -other.sentence)
            last[versions] = max(last.get(versions, place), place)
    return {versions: -reached for versions, (_, reached) in last.items()}


def _nearest(ids: Sequence[str], corpus: Corpus, refs: Sequence[Ref], found: Pairing) -> dict[tuple[Ref, str], Near]:
    """Return, for a sentence and another version, what came nearest there, of equals the first."""
    import numpy as np

    owner = np.array([entry.version for entry in corpus.entries], np.int64)
    # Both ways round; a pair without a score, said twice and matched elsewhere, is no counterpart and no near one.
    scored = found.score > 0
    of, other = np.r_[found.i[scored], found.j[scored]], np.r_[found.j[scored], found.i[scored]]
    score = np.r_[found.score[scored], found.score[scored]]
    group = of * max(1, len(ids)) + owner[other]
    # One number for each pair, and no two alike: by sentence and version, then by score, the highest first, then in order.
    order = np.argsort((group * (UNIT + 1) + UNIT - score) * max(1, len(owner)) + other)
    leads = order[np.r_[True, group[order][1:] != group[order][:-1]]] if len(order) else order
    starts = np.flatnonzero(np.r_[True, group[order][1:] != group[order][:-1]]) if len(order) else order
    free = np.multiply.reduceat(1.0 - score[order] / UNIT, starts) if len(order) else score
    keys = [(refs[a], ids[v]) for a, v in zip(of[leads].tolist(), owner[other[leads]].tolist(), strict=True)]
    near = map(Near, [refs[b].sentence for b in other[leads].tolist()], (score[leads] / UNIT).tolist(), free.tolist())
    return dict(zip(keys, near, strict=True))


def _of_one_point(pairs: Sequence[Pair], owner: Sequence[int]) -> list[Pair]:
    """Return the pairs without those that are partial where one of the two has its very words elsewhere in the other version.

    What it shares with a further sentence there is another point: a copy's sentences would else chain into one row.
    """
    copied = {(i, owner[j]) for pair in pairs if pair.relation == "verbatim" for i, j in ((pair.i, pair.j), (pair.j, pair.i))}
    return [p for p in pairs if p.relation != "partial" or ((p.i, owner[p.j]) not in copied and (p.j, owner[p.i]) not in copied)]


def _surest(rows: Sequence[Sequence[int]], pairs: Iterable[Pair]) -> list[float]:
    """Return the score of the surest match inside each row."""
    homes: dict[int, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for entry in row:
            homes[entry].add(number)
    sure = [0.0] * len(rows)
    for pair in pairs:
        for number in homes[pair.i] & homes[pair.j]:
            sure[number] = max(sure[number], pair.score)
    return sure


def _passages(
    versions: Mapping[str, Version], corpus: Corpus, refs: Sequence[Ref], found: Pairing
) -> tuple[tuple[Passage, ...], dict[str, float]]:
    """Return the passages in the order of the story, and the score of the surest match inside each."""
    order = [(entry.sentence, entry.joined) for entry in corpus.entries]
    high = {id: heights(version) for id, version in versions.items()}
    found_rows = []
    owner = [entry.version for entry in corpus.entries]
    told = rows(_of_one_point(found.pairs, owner), owner, order)
    for row, sure in zip(told, _surest(told, found.pairs), strict=True):
        places = [high[refs[k].version][refs[k].sentence] for k in row]
        name = "p-" + digest(*((refs[k], corpus.entries[k].reading.sentence.text) for k in row))
        found_rows.append((round(sum(places) / len(places), 6), Passage(name, tuple(refs[k] for k in row)), sure))
    found_rows.sort(key=lambda row: (row[0], row[1].id))
    return tuple(passage for _, passage, _ in found_rows), {passage.id: sure for _, passage, sure in found_rows}
