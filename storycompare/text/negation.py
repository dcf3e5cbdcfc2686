"""Negations: the words that turn a statement round."""

from __future__ import annotations

from collections.abc import Sequence

NEGATORS = frozenset(
    "not no never none nobody nothing nowhere neither nor without cannot unable cant dont wont isnt arent wasnt werent didnt doesnt hasnt "
    "havent hadnt shouldnt wouldnt couldnt mustnt neednt aint shant mightnt hardly".split()
)
_ADDS = frozenset("only just merely simply".split())
_REACH = 6


def negations(keys: Sequence[str]) -> list[bool]:
    """Return for each word's key whether it turns the statement round; "not only", "not ... until" and "No. 4" do not.

    >>> negations(["it", "didnt", "open"]), negations(["not", "only", "late"])
    ([False, True, False], [False, False, False])
    """
    return [
        key in NEGATORS
        and _ADDS.isdisjoint(keys[place + 1 : place + 2])
        and not (key == "no" and "".join(keys[place + 1 : place + 2]).isdecimal())
        and not (key[-1] == "t" and "until" in keys[place + 1 : place + 1 + _REACH])
        for place, key in enumerate(keys)
    ]
