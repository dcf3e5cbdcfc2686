"""Conflicts: the points on which versions differ and cannot both be right, each told once over all versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from storycompare.model import Conflict, Difference, Match, Passage, PlacedSpan, Ref, Side, Span, digest
from storycompare.text.reading import Reading


class Found(NamedTuple):
    """A difference that is a conflict, and the two sentences it stands in."""

    difference: Difference
    a: Ref
    b: Ref


def conflicts(matches: Sequence[Match], passages: Sequence[Passage], readings: Mapping[Ref, Reading]) -> tuple[Conflict, ...]:
    """Return the points in conflict, the surest first: three versions say 47, one says 48, and that is one point.

    Differences that touch the same words of a version are about one point. A version that says the same as one side, in a sentence of the
    same passage, stands on that side too, though its sentence is not matched with the one that differs. A version that repeats a sentence
    does not contradict it, whatever another of its sentences says.
    """
    same = [match for match in matches if match.relation == "verbatim"]
    repeats = {end for match in same for end in ((match.a, match.b.version), (match.b, match.a.version))}
    found = [
        Found(d, match.a, match.b)
        for match in matches
        if repeats.isdisjoint(((match.a, match.b.version), (match.b, match.a.version)))
        for d in match.differences
        if d.conflict
    ]
    rows: dict[Ref, list[Passage]] = defaultdict(list)
    for passage in passages if found else ():
        for ref in passage.sentences:
            rows[ref].append(passage)
    points = (_point(group, rows, readings) for group in _groups(found))
    kept = [point for point in points if len(point.sides) > 1]
    return tuple(sorted(kept, key=lambda point: (-point.confidence, point.kind, point.id)))


def _groups(found: Sequence[Found]) -> list[list[Found]]:
    """Return the differences by the point they are about."""
    home = list(range(len(found)))
    at: dict[Ref, list[tuple[int, Span]]] = defaultdict(list)
    for number, one in enumerate(found):
        at[one.a].append((number, one.difference.a))
        at[one.b].append((number, one.difference.b))
    for here in at.values():
        for (first, span), (second, beside) in combinations(here, 2):
            if _touch(span, beside) and _alike(found[first], found[second]):
                low, high = sorted((_root(home, first), _root(home, second)))
                home[high] = low
    groups: dict[int, list[Found]] = defaultdict(list)
    for number, one in enumerate(found):
        groups[_root(home, number)].append(one)
    return list(groups.values())


def _root(home: list[int], number: int) -> int:
    while home[number] != number:
        number = home[number]
    return number


def _touch(one: Span, other: Span) -> bool:
    """Return whether two stretches of a version share a character; an empty one, whether it stands in the other."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _alike(one: Found, other: Found) -> bool:
    """Return whether two differences that touch are of one kind, or in the same two sentences: a number in a quotation is both."""
    return one.difference.kind == other.difference.kind or (one.a, one.b) == (other.a, other.b)


def _point(group: Sequence[Found], rows: Mapping[Ref, Sequence[Passage]], readings: Mapping[Ref, Reading]) -> Conflict:
    best = min(group, key=lambda one: (-one.difference.confidence, one.difference.kind == "quote", one.difference.kind)).difference
    # Of a number altered inside a quotation the number is told: where two kinds name one point, one of them stands for it.
    sides, sure = _sides([one for one in group if one.difference.kind == best.kind], readings)
    for value, places in list(sides.items()):
        for place in _elsewhere(value, places, sides, rows, readings):
            places[place] = None
    shown = [_side(places) for places in sides.values()]
    ordered = tuple(sorted(shown, key=lambda side: (-len(side.versions), side.value, side.versions)))
    name = "c-" + digest(best.kind, *((place.version, place.start, place.text) for side in ordered for place in side.spans))
    return Conflict(name, best.kind, ordered, sure)


def _sides(told: Sequence[Found], readings: Mapping[Ref, Reading]) -> tuple[dict[str, dict[PlacedSpan, None]], float]:
    """Return what is said on a point, with the places, and the confidence of the surest difference about it.

    A version stands on the side where its surest difference puts it. Two that say both things do not disagree.
    """
    rows = []
    for one in told:
        ends = [(one.a, one.difference.a), (one.b, one.difference.b)]
        rows.append((one.difference.confidence, ends, [(ref.version, _value(readings[ref], span)) for ref, span in ends]))
    said = {end for _, _, both in rows for end in both}
    # The same order whichever version comes first.
    rows.sort(key=lambda row: (-row[0], sorted((ref.sentence, span.start, span.text) for ref, span in row[1])))
    sides: dict[str, dict[PlacedSpan, None]] = defaultdict(dict)
    stands: dict[str, str] = {}
    sure = 0.0
    for confidence, ends, ((a, value), (b, rival)) in rows:
        both = {(a, rival), (b, value)} <= said
        if not both and stands.get(a, value) == value and stands.get(b, rival) == rival:
            stands |= {a: value, b: rival}
            sure = max(sure, confidence)
            for name, (ref, span) in zip((value, rival), ends, strict=True):
                sides[name][_place(ref, span)] = None
    return sides, sure


def _place(ref: Ref, span: Span) -> PlacedSpan:
    return PlacedSpan(ref.version, ref.sentence, span.start, span.end, span.text)


def _side(places: Iterable[PlacedSpan]) -> Side:
    ordered = sorted(places, key=lambda place: (place.version, place.start, place.end))
    return Side(ordered[0].text, tuple(sorted({place.version for place in ordered})), tuple(ordered))


def _value(reading: Reading, span: Span) -> str:
    """Return what a stretch says, the same for all ways to write it."""
    start, end = span.start - reading.sentence.start, span.end - reading.sentence.start
    number = next((n for n in reading.numbers if (n.start, n.end) == (start, end)), None)
    if number is not None:
        return f"{number.rounded} {number.unit if number.unit in '$€£¥%' else ''}".strip()
    return " ".join(reading.keys[slice(*reading.beginning(start, end))])


def _elsewhere(
    value: str,
    places: Iterable[PlacedSpan],
    sides: Mapping[str, Iterable[PlacedSpan]],
    rows: Mapping[Ref, Sequence[Passage]],
    readings: Mapping[Ref, Reading],
) -> list[PlacedSpan]:
    """Return where versions that are on no side yet say the same, in the passages of those that are on this one."""
    taken = {place.version for side in sides.values() for place in side}
    found = []
    for passage in {id(p): p for place in places for p in rows.get(Ref(place.version, place.sentence), ())}.values():
        for ref in passage.sentences:
            if ref.version not in taken and (span := _said(readings[ref], value)) is not None:
                found.append(_place(ref, span))
                taken.add(ref.version)
    return found


def _said(reading: Reading, value: str) -> Span | None:
    """Return where a sentence says a value: a number of it, or its words in a row; None where it does not, or more than once."""
    zero, text = reading.sentence.start, reading.sentence.text
    keys = tuple(value.split())
    found = [(n.start, n.end) for n in reading.numbers if _value(reading, Span(zero + n.start, zero + n.end, "")) == value]
    if not found and keys:
        size = len(keys)
        runs = [k for k in range(len(reading.keys) - size + 1) if reading.keys[k : k + size] == keys]
        found = [(reading.words[k].start, reading.words[k + size - 1].end) for k in runs]
    if len(found) != 1:
        return None
    start, end = found[0]
    return Span(zero + start, zero + end, text[start:end])
