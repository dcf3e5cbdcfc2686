"""British and American spelling: one word, two ways to write it."""

from __future__ import annotations

import re
from functools import lru_cache

_IZE = re.compile(r"is(?=(?:e|ed|es|ing|ation)$)")
_METRE = re.compile(r"(?<=met|lit)re(?=s?$)")
_OR = re.compile(r"our(?=s?$|ed$|ing$|able$)")


@lru_cache(maxsize=65536)
def british(word: str) -> str:
    """Return a word as it is the same in British and American spelling.

    >>> british("neighbours"), british("organised"), british("metres")
    ('neighbors', 'organized', 'meters')
    """
    word = _METRE.sub("er", word) if "re" in word else word
    return _IZE.sub("iz", _OR.sub("or", word))
