"""Provenance: credits, long shared runs, the chain of credits of each version, and the origins that a story rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from storycompare.model import Chain, Copies, Crediting, Match, Origin, Provenance, Similarity, Span, Step, Version
from storycompare.story.credits import Credits, copy_groups
from storycompare.story.spoken import Utterance
from storycompare.text.outlets import outlet_key

LONG_RUN = 12
"""Words in a row, outside quotation marks, that two texts do not have in common by chance."""
LONG_RUNS = 3
"""Least number of sentences with such a run for two versions that are no near-copies to be said to have long shared runs."""
_LEAST_CHARACTERS = 3 * LONG_RUN


def provenance(credits: Credits, alike: Similarity, matches: Sequence[Match], quoted: Mapping[str, Sequence[Utterance]]) -> Provenance:
    """Return where the versions say they are from, and what they share."""
    chains = tuple(Chain(id, _steps(id, credits)) for id in credits.versions)
    return Provenance(
        credits=tuple(_credits(credits)),
        copies=_copies(credits, alike, matches, quoted),
        origins=_origins(credits, alike, chains),
        chains=tuple(chain for chain in chains if len(chain.steps) > 1),
    )


def _credits(credits: Credits) -> Iterator[Crediting]:
    for id, version in credits.versions.items():
        for line in version.credits:
            if line.outlet:
                number = next((n for n, s in enumerate(version.sentences or ()) if " ".join(s.text.split()) == line.text), None)
                span = None if number is None else _span(version, number, line.outlet)
                yield Crediting(id, number, line.outlet, line.role, span, credits.version_of(line.outlet))
        for number, found in sorted(credits.inside[id].items()):
            if found.outlet:
                start = (version.sentences or ())[number].start
                span = Span(start + found.start, start + found.end, version.text[start + found.start : start + found.end])
                loaded = id if credits.own(id, found.outlet) else credits.version_of(found.outlet)
                yield Crediting(id, number, found.outlet, found.kind, span, loaded)


def _span(version: Version, number: int, name: str) -> Span | None:
    sentence = (version.sentences or ())[number]
    place = sentence.text.find(name)
    return None if place < 0 else Span(sentence.start + place, sentence.start + place + len(name), name)


def _steps(version: str, credits: Credits) -> tuple[Step, ...]:
    """Return the chain of credits that starts at a version, as far as the texts read give it."""
    steps = [Step(credits.versions[version].outlet or version, version, None)]
    seen = {version}
    here = version
    while found := credits.whole.get(here):
        outlet, role = found
        following = credits.version_of(outlet)
        if following in seen:
            return tuple(steps)
        steps.append(Step(outlet, following, role))
        if following is None:
            break
        seen.add(following)
        here = following
    retold = credits.retold(here)
    # What it retells must be another than the outlets already in the chain.
    if retold and outlet_key(retold) not in {outlet_key(step.outlet) for step in steps}:
        steps.append(Step(retold, credits.version_of(retold), "report"))
    return tuple(steps)


def _copies(credits: Credits, alike: Similarity, matches: Sequence[Match], quoted: Mapping[str, Sequence[Utterance]]) -> tuple[Copies, ...]:
    """Return the groups of versions with long shared runs, near-copies first: each group once."""
    shared, count = _runs(matches, quoted)
    groups: dict[str, list[str]] = defaultdict(list)
    for id, first in copy_groups(credits.versions, alike).items():
        groups[first].append(id)
    found = [(tuple(group), True) for group in groups.values() if len(group) > 1]
    together = {frozenset((a, b)) for group, _ in found for a in group for b in group}
    found += [(pair, False) for pair in sorted(count) if count[pair] >= LONG_RUNS and frozenset(pair) not in together]
    result = []
    for ids, near in found:
        # "AP" here and "The Associated Press" there are one outlet.
        said = {outlet_key(name): name for name in sorted((n for id in ids for n in _said_to_be_from(id, ids, credits)), key=len)}
        longest = max((words for (a, b), words in shared.items() if a in ids and b in ids), default=0)
        dates = tuple(credits.versions[id].published for id in ids)
        result.append(Copies(ids, tuple(sorted(said.values())), near, longest, dates))
    return tuple(result)


def _said_to_be_from(version: str, group: Sequence[str], credits: Credits) -> Iterator[str]:
    """Yield the outlets that a version says its text is from, those of its group that it credits in the running text included."""
    if whole := credits.whole.get(version):
        yield whole[0]
    if retold := credits.retold(version):
        loaded = credits.version_of(retold)
        if loaded in group:
            yield retold


def _runs(
    matches: Sequence[Match], quoted: Mapping[str, Sequence[Utterance]]
) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    """Return for two versions the words of their longest run in common outside quotation marks, and the sentences with a long one."""
    inside = {id: [(span.start, span.end) for u in found for span in u.spans] for id, found in quoted.items()}
    longest: dict[tuple[str, str], int] = {}
    sentences: dict[tuple[str, str], set[int]] = defaultdict(set)
    for match in matches:
        pair = (match.a.version, match.b.version)
        for hunk in match.hunks:
            if hunk.op == "equal" and len(hunk.a.text) >= _LEAST_CHARACTERS and (size := _told(hunk.a, inside.get(match.a.version, ()))):
                longest[pair] = max(size, longest.get(pair, 0))
                if size >= LONG_RUN:
                    sentences[pair].add(match.a.sentence)
    return longest, {pair: len(found) for pair, found in sentences.items()}


def _told(span: Span, inside: Sequence[tuple[int, int]]) -> int:
    """Return the words of the longest stretch of a span that stands outside quotation marks."""
    place, most = span.start, 0
    for start, end in [*((a, b) for a, b in inside if a < span.end and span.start < b), (span.end, span.end)]:
        most = max(most, len(span.text[place - span.start : max(place, start) - span.start].split()))
        place = max(place, end)
    return most


def _origins(credits: Credits, alike: Similarity, chains: Sequence[Chain]) -> tuple[Origin, ...]:
    """Return the origins of the story: where the chains end, near-copies once, and every version with interviews of its own."""
    group = copy_groups(credits.versions, alike)
    ends = {group[chain.version]: chain.steps[-1] for chain in reversed(chains) if len(chain.steps) > 1}
    credited: dict[str, set[str]] = defaultdict(set)  # of a group, the versions that chains end at
    names: dict[tuple[str, str], str] = {}
    rests: dict[tuple[str, str], set[str]] = defaultdict(set)
    for chain in chains:
        if len(chain.steps) > 1 and (home := chain.steps[-1].version):
            credited[group[home]].add(home)
    for id in credits.versions:
        step = ends.get(group[id])
        key = (
            ("group", group[id])
            if step is None
            else ("outlet", outlet_key(step.outlet))
            if step.version is None
            else ("group", group[step.version])
        )
        names.setdefault(key, step.outlet if step else "")
        rests[key].add(id)
        if step is not None and credits.interviews(id):
            rests["own", id].add(id)
    found = []
    for (kind, name), ids in rests.items():
        if kind == "outlet":
            found.append(Origin(names[kind, name], None, tuple(sorted(ids))))
        elif kind == "own":
            found.append(Origin(credits.versions[name].outlet or name, name, (name,)))
        else:
            found.append(_home(credits, [id for id in group if group[id] == name] or [name], credited[name], ids))
    return tuple(sorted(found, key=lambda origin: (origin.versions, origin.name)))


def _home(credits: Credits, group: Sequence[str], credited: Collection[str], ids: Collection[str]) -> Origin:
    """Return the origin that is a version, or a group of near-copies; of a group the one that credits name, or none is said to be first."""
    alone = [*credited] if len(credited) == 1 else group
    version = alone[0] if len(alone) == 1 else None
    return Origin(" / ".join(credits.versions[id].outlet or id for id in sorted(alone)), version, tuple(sorted(ids)))
