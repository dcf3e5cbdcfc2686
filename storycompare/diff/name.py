"""Names that differ between two matched sentences: another person or body, or another spelling; a shorter form is no other name."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from storycompare.diff.findings import Finding, Inside, characters, touches, within
from storycompare.diff.hunks import Run
from storycompare.text.names import ROLES, SHORT_ROLES
from storycompare.text.reading import Reading
from storycompare.text.tokens import FUNCTION_WORDS, bare

SPELT = 5
"""Least letters of two names that are one in another spelling: of shorter ones, one or two letters are most of it."""
APART = 2
"""Most letters changed, added, dropped or put the other way round between two spellings of a name."""
SPELT_OTHERWISE = "spelt otherwise"
SHORT = 5
"""Most words of a run in which one name stands for another."""
_Stretch = tuple[int, int]
_NOT_NAMES = FUNCTION_WORDS | ROLES | SHORT_ROLES.keys()
_INTO = frozenset("in at near outside toward towards across around into inside beyond via".split())
_PLACED = frozenset("city county town village province state district island islands river valley lake street avenue beach".split())


class Other(Struct, frozen=True, gc=False):
    """Two names of which one stands where the other would: their words, what says so, and whether both are places."""

    a: tuple[int, int]
    b: tuple[int, int]
    case: str
    place: bool


def find(match: Inside) -> list[Finding]:
    """Return the names that stand for each other and are not the same, places left out."""
    return [_finding(match, "name", other) for other in others(match) if not other.place]


def places(match: Inside) -> list[Finding]:
    """Return the places among them."""
    return [_finding(match, "place", other) for other in others(match) if other.place]


def _finding(match: Inside, what: str, other: Other) -> Finding:
    a, b = characters(match.a, *other.a), characters(match.b, *other.b)
    # A place and a person are spelt alike: what is known of one holds for the other.
    return Finding(a, b, conflict=True, case=f"{what if other.case != SPELT_OTHERWISE else 'name'} {other.case}")


@lru_cache(maxsize=8)  # names and places both ask
def others(match: Inside) -> list[Other]:
    """Return the names of one sentence for which the other has another one."""
    if not (match.a.names or match.b.names):
        return []
    left, right = _strange(match.a, match.b), _strange(match.b, match.a)
    if not (left or right):
        return []
    found = [(x, y, SPELT_OTHERWISE) for x in left for y in right if _spelt(_key(match.a, x), _key(match.b, y))]
    one, other = _words(left), _words(right)
    for run in match.changed:
        short = run.op == "replace" and run.a_end - run.a <= SHORT and run.b_end - run.b <= SHORT
        if short and not (one.isdisjoint(range(run.a, run.a_end)) and other.isdisjoint(range(run.b, run.b_end))):
            found += _put(match, run, left, right)
    kept: list[Other] = []
    for a, b, case in found:
        if not any(touches(a, known.a) or touches(b, known.b) for known in kept):
            kept.append(Other(a, b, case, _is_place(match.a, *a) and _is_place(match.b, *b)))
    return kept


def _strange(side: Reading, other: Reading) -> list[tuple[int, int]]:
    """Return the stretches of names whose words the other sentence has nowhere: of a name it has in part, the rest."""
    found = []
    for name in side.names:
        start = name.first
        for place in range(name.first, name.last + 1):
            if place == name.last or side.bare_keys[place] in other.bare:
                if start < place:
                    found.append((start, place))
                start = place + 1
    return found


def _key(side: Reading, place: tuple[int, int]) -> str:
    return "".join(side.keys[slice(*place)])


def _unaccented(key: str) -> str:
    return key if key.isascii() else "".join(letter for letter in unicodedata.normalize("NFD", key) if not unicodedata.combining(letter))


def _spelt(x: str, y: str) -> bool:
    """Return whether two names are one in two spellings."""
    if x[0] != y[0] or min(len(x), len(y)) < SPELT:
        return False
    x, y = bare(_unaccented(x)), bare(_unaccented(y))
    if min(len(x), len(y)) < SPELT or not (x + y).isalpha():
        return False
    if x[-1] != y[-1] and x[: min(len(x), len(y)) - 1] == y[: min(len(x), len(y)) - 1]:  # Mexico, Mexican
        return False
    from rapidfuzz.distance import OSA

    return 0 < OSA.distance(x, y, score_cutoff=APART) <= (APART if min(len(x), len(y)) > SPELT else 1)


def _words(places: Sequence[_Stretch]) -> set[int]:
    """Return the words in some stretches."""
    return {word for place in places for word in range(*place)}


def _put(match: Inside, run: Run, left: Sequence[_Stretch], right: Sequence[_Stretch]) -> list[tuple[_Stretch, _Stretch, str]]:
    """Return the names that a run puts for each other, where there is one on each side and nothing else of weight."""
    one, other = _core(match.a, run.a, run.a_end), _core(match.b, run.b, run.b_end)
    if one is None or other is None or not (_named(match.a, one) and _named(match.b, other)):
        return []
    strange = any(within(place, one) for place in left) or any(within(place, other) for place in right)
    if not strange or _shorter(match.a, one, match.b, other):
        return []
    beside = _same_name_beside(match, run)
    return [(one, other, "beside the same name" if beside else "put for another")]


def _named(side: Reading, place: tuple[int, int]) -> bool:
    return not side.named.isdisjoint(range(*place))


def _core(side: Reading, first: int, last: int) -> tuple[int, int] | None:
    """Return a run less the little words, titles and honorifics at its start; nothing where no word is left, or other little words."""
    while first < last and side.keys[first] in _NOT_NAMES:
        first += 1
    return (first, last) if first < last and FUNCTION_WORDS.isdisjoint(side.keys[first:last]) else None


def _shorter(a: Reading, x: tuple[int, int], b: Reading, y: tuple[int, int]) -> bool:
    """Return whether two names share a word, one is the other's initials, or one the beginning of the other."""
    if not {*a.keys[slice(*x)]}.isdisjoint(b.keys[slice(*y)]):
        return True
    one, other = _unaccented(_key(a, x)), _unaccented(_key(b, y))
    return one.startswith(other) or other.startswith(one) or one == _initials(b, y) or other == _initials(a, x)


def _initials(side: Reading, place: tuple[int, int]) -> str:
    return "".join([key[0] for key in side.keys[slice(*place)]])


def _same_name_beside(match: Inside, run: Run) -> bool:
    """Return whether a word of a name that both sides have stands right beside a run."""
    a, b = match.a.named, match.b.named
    return (run.a - 1 in a or run.a_end in a) and (run.b - 1 in b or run.b_end in b)


def _is_place(side: Reading, first: int, last: int) -> bool:
    """Return whether a name stands after "in", "near" and the like, or is called a city, a county, a river."""
    return not (
        _INTO.isdisjoint(side.keys[max(0, first - 1) : first])
        and _PLACED.isdisjoint(side.keys[last : last + 1])
        and _PLACED.isdisjoint(side.keys[last - 1 : last])
    )
