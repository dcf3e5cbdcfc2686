"""What is known of a story once its sentences are matched: the ground that every finding is drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from storycompare.match.corpus import Corpus
from storycompare.match.pairs import Pairing
from storycompare.match.passages import rows
from storycompare.model import Match, Nearest, Passage, Ref, Similarity, Version, digest
from storycompare.story.coverage import origins, similarity


@dataclass(frozen=True, slots=True)
class Told:
    """Usable versions by id, in order; who is matched with whom; what came nearest; the passages and how firm each is; who repeats whom.

    ``reached`` holds, for two versions, the sentence of the second that the last matched sentence of the first has come to.
    """

    versions: Mapping[str, Version]
    matched: Mapping[Ref, frozenset[Ref]]
    nearest: Mapping[tuple[Ref, str], Nearest]
    passages: tuple[Passage, ...]
    firmness: Mapping[str, float]
    reached: Mapping[tuple[str, str], int]
    alike: Similarity
    origin: Mapping[str, str]

    def has(self, version: str, of: Ref) -> bool:
        """Return whether a version has a match of a sentence."""
        return any(other.version == version for other in self.matched.get(of, ()))

    def tells(self, version: str) -> bool:
        """Return whether any sentence of a version is matched."""
        return any(ref.version == version for ref in self.matched)

    def text(self, of: Ref) -> str:
        """Return a sentence as written."""
        return (self.versions[of.version].sentences or ())[of.sentence].text


def told(versions: Mapping[str, Version], corpus: Corpus, refs: Sequence[Ref], found: Pairing, matches: Sequence[Match]) -> Told:
    """Return what is known of a story; ``refs`` name the corpus's entries."""
    matched: dict[Ref, set[Ref]] = defaultdict(set)
    for match in matches:
        matched[match.a].add(match.b)
        matched[match.b].add(match.a)
    passages, firmness = _passages(versions, corpus, refs, found)
    alike = similarity(versions, matches)
    return Told(
        versions=versions,
        matched={ref: frozenset(others) for ref, others in matched.items()},
        nearest=_nearest(refs, found),
        passages=passages,
        firmness=firmness,
        reached=_reached(matched),
        alike=alike,
        origin=origins(versions, alike),
    )


def _reached(matched: Mapping[Ref, Iterable[Ref]]) -> dict[tuple[str, str], int]:
    reached: dict[tuple[str, str], int] = {}
    for ref in sorted(matched, key=lambda ref: ref.sentence):
        for version in {other.version for other in matched[ref]}:
            reached[ref.version, version] = max(other.sentence for other in matched[ref] if other.version == version)
    return reached


def _nearest(refs: Sequence[Ref], found: Pairing) -> dict[tuple[Ref, str], Nearest]:
    """Return, for a sentence and another version, the sentence there that scored highest; of equals the first."""
    near: dict[tuple[Ref, str], Nearest] = {}
    for (i, j), score in found.scores.items():
        for of, other in ((refs[i], refs[j]), (refs[j], refs[i])):
            known = near.get((of, other.version))
            if known is None or (-score, other.sentence) < (-known.score, known.sentence):
                near[of, other.version] = Nearest(other.sentence, score)
    return near


def _passages(
    versions: Mapping[str, Version], corpus: Corpus, refs: Sequence[Ref], found: Pairing
) -> tuple[tuple[Passage, ...], dict[str, float]]:
    """Return the passages in the order of the story, and the score of the surest match inside each."""
    score = {(pair.i, pair.j): pair.score for pair in found.pairs}
    order = [(entry.sentence, entry.joined) for entry in corpus.entries]
    found_rows = []
    for row in rows(found.pairs, [entry.version for entry in corpus.entries], order):
        places = [refs[k].sentence / max(1, len(versions[refs[k].version].sentences or ()) - 1) for k in row]
        name = "p-" + digest(*((refs[k], corpus.entries[k].reading.sentence.text) for k in row))
        sure = max(score[code] for code in combinations(row, 2) if code in score)
        found_rows.append((round(sum(places) / len(places), 6), Passage(name, tuple(refs[k] for k in row)), sure))
    found_rows.sort(key=lambda row: (row[0], row[1].id))
    return tuple(passage for _, passage, _ in found_rows), {passage.id: sure for _, passage, sure in found_rows}
