"""Additions and omissions: what stands in one version only, and what has no counterpart in another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from storycompare.match.score import Model
from storycompare.model import Addition, Nearest, Omission, Ref, State, Version, digest
from storycompare.story.told import Near, Told
from storycompare.story.versions import body


def additions(told: Told, base: str | None) -> tuple[Addition, ...]:
    """Return the body sentences with no match in the base, or, without one, in any other version.

    A cut version makes no one's sentence unique: there must be a whole one that could have carried it.
    """
    result = []
    for id, version in told.versions.items():
        others = [base] if base else [other for other in told.versions if other != id]
        if id == base or not any(told.versions[other].status == "ok" for other in others):
            continue
        for number in body(version):
            of = Ref(id, number)
            if not any(told.has(other, of) for other in others):
                result.append(Addition("a-" + digest(id, number, told.text(of), base), id, number, base))
    return tuple(result)


def omissions(told: Told, base: str | None, scorer: Model) -> tuple[Omission, ...]:
    """Return what has no counterpart: of the base's sentences, or, without one, of the passages that two origins or more carry."""
    found = _against(told, base, scorer) if base else _of_passages(told, scorer)
    return tuple(sorted(found, key=lambda o: (o.version, o.of.version, o.of.sentence, o.id)))


def _against(told: Told, base: str, scorer: Model) -> list[Omission]:
    homes = {ref: passage.id for passage in reversed(told.passages) for ref in passage.sentences}
    result = []
    for number in body(told.versions[base]):
        of = Ref(base, number)
        carriers = told.origins.firsts([*told.matched.get(of, ())])
        for version in told.versions:
            if version != base and not told.has(version, of) and not _after_its_end(told, version, [of]):
                near = told.nearest.get((of, version))
                known = [base, *(other.version for other in told.matched.get(of, ()))]
                sure = near.none if near else 1.0
                state = _state(told, version, sure, known, scorer.absent)
                result.append(_omission(told, version, of, homes.get(of), carriers, base, state, near, sure))
    return result


def _of_passages(told: Told, scorer: Model) -> list[Omission]:
    best: dict[tuple[str, Ref], Omission] = {}
    for passage in told.passages:
        here = sorted({ref.version for ref in passage.sentences})
        carriers = told.origins.firsts(passage.sentences)
        matched = {*here, *(other.version for ref in passage.sentences for other in told.matched[ref])}
        for version in told.versions if len(carriers) > 1 else ():
            if version in matched or _after_its_end(told, version, passage.sentences):
                continue
            found = [near for ref in passage.sentences if (near := told.nearest.get((ref, version)))]
            near = max(found, key=lambda near: (near.score, -near.sentence), default=None)
            # The others carry it, and none of their sentences has a counterpart here.
            sure = told.firmness[passage.id] * min((near.none for near in found), default=1.0)
            state = _state(told, version, sure, here, scorer.absent)
            omission = _omission(told, version, passage.sentences[0], passage.id, carriers, None, state, near, sure)
            # Two rows can open with one sentence: the one that more versions carry speaks for both.
            known = best.get((version, omission.of))
            if known is None or (len(known.carried_by), known.confidence or 0) < (len(carriers), omission.confidence or 0):
                best[version, omission.of] = omission
    return list(best.values())


def _omission(
    told: Told,
    version: str,
    of: Ref,
    passage: str | None,
    carriers: tuple[str, ...],
    base: str | None,
    state: State,
    near: Near | None,
    sure: float,
) -> Omission:
    name = "o-" + digest(version, of.version, of.sentence, told.text(of), base)
    nearest = Nearest(near.sentence, near.score) if near else None
    return Omission(name, version, of, passage, carriers, base, state, nearest, round(sure, 4))


def _state(told: Told, version: str, sure: float, carriers: Sequence[str], least: float) -> State:
    """Return ``absent`` only where it is ``least`` likely or more, the version tells this story, and it could have known."""
    likely = round(sure, 4) >= least and told.tells(version)
    return "absent" if likely and _could_know(told.versions[version], [told.versions[id] for id in carriers]) else "unclear"


def _could_know(version: Version, carriers: Sequence[Version]) -> bool:
    """Return whether a version came out no earlier than the first that carries a point, as far as the dates tell."""
    own, others = _when(version.published), [_when(carrier.published) for carrier in carriers]
    if own is None:
        return True
    return any(other is None or not _earlier(own, other) for other in others)


def _when(published: str | None) -> tuple[date, datetime | None] | None:
    """Return the day of an ISO 8601 string, with the moment where it names one in a time zone; None where it is no date."""
    try:
        moment = datetime.fromisoformat((published or "").strip())
    except ValueError:
        return None
    return moment.date(), moment if moment.tzinfo else None


def _earlier(one: tuple[date, datetime | None], other: tuple[date, datetime | None]) -> bool:
    if one[1] and other[1]:
        return one[1] < other[1]
    return one[0] < other[0]


def _after_its_end(told: Told, version: str, of: Sequence[Ref]) -> bool:
    """Return whether a cut version may have gone on to tell this: elsewhere it stands after what the version tells last."""
    if told.versions[version].status == "ok":
        return False
    return any(ref.sentence > told.reached.get((version, ref.version), -1) for ref in of)
