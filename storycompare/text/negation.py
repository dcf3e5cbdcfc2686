"""Negations: the words that turn a statement round."""

NEGATORS = frozenset("not no never none nobody nothing nowhere neither nor without cannot unable".split())
_CONTRACTED = frozenset(
    "cant dont wont isnt arent wasnt werent didnt doesnt hasnt havent hadnt shouldnt wouldnt couldnt mustnt neednt aint shant".split()
)


def negates(key: str) -> bool:
    """Return whether a word's key is a negation.

    >>> [negates(k) for k in ("not", "didnt", "note")]
    [True, True, False]
    """
    return key in NEGATORS or key in _CONTRACTED
