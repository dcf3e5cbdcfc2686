"""Which outlets the versions credit, sentence by sentence and as a whole, and on which origin each sentence rests by that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storycompare.model import CreditKind, Ref, Similarity, Version
from storycompare.text.crediting import Credited, credited, goes_on, other_report
from storycompare.text.outlets import outlet_key, persons, same_outlet

RETELLING = 0.25
"""Least share of a version's body sentences that credit one outlet's report for the version to be a retelling of it as a whole."""
RETELLING_SENTENCES = 3
"""Least number of them: one credit in a brief item makes no retelling of all of it."""
_ROLES: dict[str, CreditKind] = {"report": "report", "interview": "interview", "wire": "wire"}


@dataclass(frozen=True, slots=True)
class Credits:
    """What the versions credit.

    ``inside`` holds each version's sentences that credit an outlet, named as in the text. ``whole`` names the outlet that a version says
    all its text is from, and how it says so; ``loaded`` the version of an outlet, by `outlet_key`.
    """

    versions: Mapping[str, Version]
    inside: Mapping[str, Mapping[int, Credited]]
    whole: Mapping[str, tuple[str, CreditKind]]
    loaded: Mapping[str, str]

    def version_of(self, outlet: str) -> str | None:
        """Return the version that is an outlet's, where it was loaded."""
        found = self.loaded.get(outlet_key(outlet))
        if found is None and " " not in outlet:  # "The Times": the one Times among the versions
            alike = [id for id, version in self.versions.items() if own_name(version, outlet)]
            found = alike[0] if len(alike) == 1 else None
        return found

    def own(self, version: str, outlet: str) -> bool:
        """Return whether an outlet is the version's own."""
        return self.version_of(outlet) == version or own_name(self.versions[version], outlet)

    def retold(self, version: str) -> str | None:
        """Return the other outlet whose report or interviews a version retells: the one that enough of its sentences credit."""
        found = Counter(outlet_key(c.outlet) for c in self.inside[version].values() if c.outlet and not self.own(version, c.outlet))
        size = sum(sentence.role == "body" for sentence in self.versions[version].sentences or ())
        for key, count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
            if count >= max(RETELLING_SENTENCES, RETELLING * size):
                return next(c.outlet for c in self.inside[version].values() if c.outlet and outlet_key(c.outlet) == key)
        return None

    def interviews(self, version: str) -> bool:
        """Return whether a version has interviews of its own."""
        return any(c.outlet and c.kind == "interview" and self.own(version, c.outlet) for c in self.inside[version].values())


def read_credits(versions: Mapping[str, Version], merged: Mapping[str, str] | None = None) -> Credits:
    """Return what the versions credit; ``versions`` are the usable ones by id, in order, ``merged`` a person's other names of outlets."""
    loaded: dict[str, str] = {}
    for id, version in versions.items():
        loaded.setdefault(outlet_key(version.outlet or id), id)
    merged = merged or {}
    names = _names(versions, merged)
    aliases = {outlet_key(name): outlet for name, outlet in merged.items()}
    inside = {id: _inside(version, names, aliases) for id, version in versions.items()}
    return Credits(versions, inside, {id: found for id, version in versions.items() if (found := _whole(version, inside[id]))}, loaded)


def _names(versions: Mapping[str, Version], merged: Mapping[str, str]) -> re.Pattern[str] | None:
    """Return what finds the story's own outlets in a text; names of two capitals or more, so that "fox" finds no animal."""
    own = {v.outlet for v in versions.values() if v.outlet and re.match(r"[A-Z].*[A-Z]", v.outlet)}
    named = sorted({*own, *merged}, key=lambda n: (-len(n), n))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, named))})(?!\w)") if named else None


def own_name(version: Version, outlet: str) -> bool:
    """Return whether a name in a version's text is its own outlet's, as "The Times" is in the New Harbour Times."""
    return same_outlet(outlet, version.outlet or version.id)


def _inside(version: Version, names: re.Pattern[str] | None, aliases: Mapping[str, str]) -> dict[int, Credited]:
    """Return the credits of a version's body sentences, those that mean the outlet named last with its name."""
    found: dict[int, Credited] = {}
    people, known = persons(version.text), dict[str, str]()
    last: str | None = None
    sources = False
    for number, sentence in enumerate(version.sentences or ()):
        if sentence.role != "body":
            continue
        text = sentence.text
        credit = credited(text, names)
        if credit is not None and credit.outlet in people:
            continue
        if credit is not None and credit.outlet is not None:
            credit = credit._replace(outlet=_full(aliases.get(outlet_key(credit.outlet), credit.outlet), version, known))
            for name in (outlet_key(credit.outlet or ""), (credit.outlet or "").casefold().split()[-1]):
                known[name] = max(known.get(name, ""), credit.outlet or "", key=len)
        elif last is not None and (credit := goes_on(text, directly=number - 1 in found, sources=sources)):
            credit = credit._replace(outlet=last)
        if credit is not None:
            found[number] = credit
            if not own_name(version, credit.outlet or "") and credit.kind != "wire":
                last, sources = credit.outlet, sources or bool(re.search(r"\b(?:sources|officials)\b", text))
        elif other_report(text):
            last, sources = None, False
    return found


def _full(name: str, version: Version, before: Mapping[str, str]) -> str:
    """Return the full name that a text gave an outlet before: "The Times" after "the New Harbour Times"."""
    if own_name(version, name):
        return version.outlet or version.id
    return max(before.get(outlet_key(name), name), before.get(name.casefold(), name), key=len)


def _whole(version: Version, inside: Mapping[int, Credited]) -> tuple[str, CreditKind] | None:
    """Return the outlet that a version says its whole text is from: by a republication or wire line, or a dateline's agency."""
    for credit in sorted(version.credits, key=lambda credit: credit.role != "republication"):
        if credit.role in {"republication", "wire"} and credit.outlet and not own_name(version, credit.outlet):
            return credit.outlet, credit.role
    first = next((n for n, s in enumerate(version.sentences or ()) if s.role == "body"), 0)
    opening = inside.get(first)
    if opening and opening.kind == "wire" and opening.outlet and not own_name(version, opening.outlet):
        return opening.outlet, "wire"
    return None


@dataclass(frozen=True, slots=True)
class Origins:
    """On which origin each version rests, and each sentence that credits another; equal names are one origin."""

    whole: Mapping[str, str]
    credited: Mapping[Ref, str]

    def of(self, ref: Ref) -> str:
        """Return the origin of a sentence."""
        return self.credited.get(ref, self.whole[ref.version])

    def firsts(self, refs: Sequence[Ref]) -> tuple[str, ...]:
        """Return the versions that carry a point, of those that rest on one origin there the first only.

        A version that tells it on its own in any of its sentences is an origin, whatever the others credit; of versions that are one text,
        the credit that any of them gives there is that of all.
        """
        versions = sorted({ref.version for ref in refs})
        named: dict[str, str] = {}
        for version in versions if not self.credited.keys().isdisjoint(refs) else ():
            found = {self.of(ref) for ref in refs if ref.version == version}
            if self.whole[version] not in found:
                named.setdefault(self.whole[version], min(found))
        firsts: dict[str, str] = {}
        for version in versions:
            firsts.setdefault(named.get(self.whole[version], self.whole[version]), version)
        return tuple(firsts.values())


def origins(credits: Credits, alike: Similarity) -> Origins:
    """Return the origin of every version and of the sentences that credit an outlet.

    Near-copies rest on one origin, and a version on the outlet that it says all its text is from. A sentence that credits an outlet rests
    on that one, so that interviews of a version's own are an origin even where the rest is another's.
    """
    group = copy_groups(credits.versions, alike)
    from_outside = {id: _followed(id, credits) for id in credits.versions}
    named: dict[str, str] = {}
    for id in sorted(from_outside):
        if from_outside[id] != id:
            named.setdefault(group[id], from_outside[id])
    whole = {id: named.get(first, first) for id, first in group.items()}
    # A step to a loaded version ends on that version's own group.
    whole = {id: whole.get(origin, origin) for id, origin in whole.items()}

    def outlet(name: str) -> str:
        version = credits.version_of(name)
        if version is None:
            return "outlet " + outlet_key(name)
        return whole[version] if version not in credits.whole else "own " + version

    return Origins(
        whole,
        {
            Ref(id, n): outlet(c.outlet)
            for id, inside in credits.inside.items()
            for n, c in inside.items()
            if c.outlet and _counts(credits, id, c)
        },
    )


def _counts(credits: Credits, version: str, credit: Credited) -> bool:
    """Return whether a sentence's credit says where its news is from; a version's own name matters where the rest is another's."""
    return credit.outlet is not None and (version in credits.whole or not credits.own(version, credit.outlet))


def copy_groups(versions: Mapping[str, Version], alike: Similarity) -> dict[str, str]:
    """Return for each version the first of those it is a near-copy of, directly or through others; itself where there is none."""
    origin = {id: id for id in versions}
    for pair in alike.pairs:
        if pair.near_copy:
            low, high = sorted((origin[pair.a], origin[pair.b]))
            origin = {id: low if first == high else first for id, first in origin.items()}
    return origin


def _followed(version: str, credits: Credits) -> str:
    """Return what a version's whole-text credits lead to: a version, or an outlet that was not loaded."""
    seen = {version}
    while found := credits.whole.get(version):
        following = credits.version_of(found[0])
        if following is None:
            return "outlet " + outlet_key(found[0])
        if following in seen:
            return min(seen)
        seen.add(following)
        version = following
    return version
