"""A person's corrections applied: to the versions before they are matched, to the matches before anything is drawn from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from storycompare.model import Decision, Linking, Notice, Pointed, Reason, Ref, Version, sentence_digest
from storycompare.story.versions import body, ready, usable

_WAS = "was"
_CUT = "marked as cut by a person; nothing is said of what stands after its end"


@dataclass(frozen=True, slots=True)
class Corrected:
    """The versions as a person named and marked them, what there is to warn of, the pairs they link (how) or part, and names merged."""

    versions: tuple[Version, ...]
    notices: tuple[Notice, ...]
    names: Mapping[str, str]
    linked: Mapping[frozenset[Ref], Linking]
    parted: frozenset[frozenset[Ref]]
    merged: Mapping[str, str]

    def name(self, id: str | None) -> str | None:
        """Return the id that a version has now, given that or an earlier one."""
        return id if id is None or any(version.id == id for version in self.versions) else self.names.get(id, id)


def corrected(versions: Sequence[Version], decisions: Sequence[Decision]) -> Corrected:
    """Return the versions made ready with the ``decisions`` applied, in their order; of two about one thing the later counts.

    What a decision names and the story does not hold is warned of, and the decision is kept for the next run.
    """
    named, notices = ready(versions)
    changed, lost = _changed(named, decisions)
    names = {version.id: version.id for version in named}
    if changed != list(named):
        # Each version goes through once more with what was said of it, its old id among that: the order of ids is another one.
        said = (
            replace(new, warnings=(*(n for n in notices if n.version == old.id), Notice(_WAS, old.id)))
            for old, new in zip(named, changed, strict=True)
        )
        named, again = ready(tuple(said))
        names = {notice.message: notice.version for notice in again if notice.code == _WAS and notice.version}
        notices = tuple(dict.fromkeys(notice for notice in again if notice.code != _WAS))
    former = {d.version: d.outlet for d in decisions if d.action == "rename" and d.version and d.outlet}
    names = {**{old: names.get(new, new) for old, new in former.items()}, **names}
    result = Corrected(named, notices, names, {}, frozenset(), _merges(decisions))
    return _judged(result, decisions, lost)


def _merges(decisions: Sequence[Decision]) -> dict[str, str]:
    """Return each name of an outlet that is another's, and what that one is called in the end.

    >>> _merges([Decision("merge", outlet="NW", into="North Wire"), Decision("merge", outlet="North Wire", into="Northern Wire")])
    {'NW': 'Northern Wire', 'North Wire': 'Northern Wire'}
    """
    found: dict[str, str] = {}
    for decision in decisions:
        if decision.action == "merge" and decision.outlet and decision.into:
            found = {name: decision.into if outlet == decision.outlet else outlet for name, outlet in found.items()}
            found[decision.outlet] = decision.into
    return found


def _changed(named: Sequence[Version], decisions: Sequence[Decision]) -> tuple[list[Version], list[Notice]]:
    """Return the versions renamed and marked, and the decisions that are about none of them."""
    result, lost = list(named), []
    for number, decision in enumerate(decisions, 1):
        change = _CHANGES.get(decision.action)
        if change is None:
            continue
        after = [change(old, version, decision) for old, version in zip(named, result, strict=True)]
        if after == result and not any(_already(version, decision) for version in result):
            lost.append(_lost(number, decision, f"there is no {decision.version or decision.outlet!r} here"))
        result = after
    return result, lost


def _renamed(old: Version, version: Version, decision: Decision) -> Version:
    if decision.version not in {old.id, version.id} or not decision.outlet:
        return version
    return replace(version, id=decision.outlet, outlet=decision.outlet)


def _cut(old: Version, version: Version, decision: Decision) -> Version:
    if decision.version not in {old.id, version.id} or version.status != "ok":
        return version
    return replace(version, status="partial", reason=Reason("decision", decision.note or _CUT))


def _merged(_: Version, version: Version, decision: Decision) -> Version:
    """Return a version with one name of an outlet put for the other: its own, and in what it credits."""
    names = {decision.outlet: decision.into}
    credits = tuple(replace(credit, outlet=names.get(credit.outlet, credit.outlet)) for credit in version.credits)
    version = replace(version, credits=credits)
    if decision.into and decision.outlet in {version.outlet, version.id}:
        return replace(version, id=decision.into, outlet=decision.into)
    return version


_CHANGES = {"rename": _renamed, "partial": _cut, "merge": _merged}


def _already(version: Version, decision: Decision) -> bool:
    """Return whether a version is as the decision wants it, or names in its text what is merged.

    A result that is shown again has its names already.
    """
    if decision.action == "partial":
        return version.id == decision.version
    if decision.action == "merge" and decision.outlet and decision.outlet in version.text:
        return True
    return version.outlet is not None and version.outlet in {decision.outlet, decision.into} - {None}


def _judged(story: Corrected, decisions: Sequence[Decision], lost: list[Notice]) -> Corrected:
    """Return the story with the pairs that the decisions link and part."""
    linked: dict[frozenset[Ref], Linking] = {}
    parted: set[frozenset[Ref]] = set()
    for number, decision in enumerate(decisions, 1):
        if decision.a is None or decision.b is None:
            continue
        one, other = (_places(story, pointed) for pointed in (decision.a, decision.b))
        if not one or not other or one[0].version == other[0].version:
            lost.append(_lost(number, decision, _why(story, decision, one, other)))
        elif decision.action == "reject":
            pairs = {frozenset((a, b)) for a in one for b in other}
            parted |= pairs
            linked = {pair: how for pair, how in linked.items() if pair not in pairs}
        elif decision.action in {"accept", "add"}:
            pair = frozenset((one[0], other[0]))
            linked[pair] = "add" if decision.action == "add" else "accept"
            parted.discard(pair)
    return replace(story, notices=(*story.notices, *lost), linked=linked, parted=frozenset(parted))


def _places(story: Corrected, pointed: Pointed) -> list[Ref]:
    """Return the body sentences with the words that are pointed at: one, or several where a version repeats itself."""
    name = story.name(pointed.version)
    found = (version for version in story.versions if version.id == name and usable(version))
    return [Ref(v.id, n) for v in found for n in body(v) if sentence_digest((v.sentences or ())[n].text) == pointed.sentence]


def _why(story: Corrected, decision: Decision, one: list[Ref], other: list[Ref]) -> str:
    for pointed, found in ((decision.a, one), (decision.b, other)):
        if pointed and not found:
            known = any(version.id == story.name(pointed.version) for version in story.versions)
            what = pointed.text or pointed.sentence
            return f"{pointed.version!r} has no sentence {what[:80]!r}" if known else f"there is no {pointed.version!r} here"
    return "both sentences are of one version"


def _lost(number: int, decision: Decision, why: str) -> Notice:
    return Notice("unknown-decision", f"decision {number} ({decision.action}) changed nothing: {why}; it is kept")
