"""Names: the words that an outlet writes with a capital where the language asks for none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from storycompare.text.tokens import FUNCTION_WORDS, Word

_DATED = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
ROLES = frozenset(
    "adviser advisor aide ambassador analyst architect attorney captain chair chairman chairperson chairwoman chancellor "
    "chief coach colonel columnist commander commissioner congressman congresswoman coordinator councillor councilman "
    "councilwoman counsel deputy detective director doctor economist editor engineer executive founder general governor head "
    "historian inspector judge justice lawmaker lawyer leader lieutenant manager mayor member minister nominee nurse officer "
    "official owner president principal professor prosecutor representative researcher scientist secretary senator sergeant "
    "sheriff speaker spokesman spokesperson spokeswoman superintendent surgeon teacher treasurer trustee vicar".split()
)
"""Words for what a person is or does."""
SHORT_ROLES = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "dr": "doctor",
    "prof": "professor",
    "lt": "lieutenant",
    "capt": "captain",
    "sgt": "sergeant",
    "col": "colonel",
    "pres": "president",
}
"""How newspapers shorten some of them."""
_HONORIFICS = frozenset("mr mrs ms miss sir lady lord dame".split())
_NO_MORE = FUNCTION_WORDS | _DATED
_NO_NAMES = FUNCTION_WORDS | _DATED | _HONORIFICS | ROLES | SHORT_ROLES.keys()
_JOINING = re.compile(r"[ \u00a0\u2009]+|[-\u2010-\u2015]|\. ")
_STOPS = re.compile(r"[.!?:\u2026][\"'\u201d\u2019)]*\s+[\"'\u201c\u2018(]*$|^[\"'\u201c\u2018(\s]*$|[\"\u201c\u2018]$")


class Name(Struct, frozen=True, gc=False):
    """A name: the words it is made of, from ``first`` to before ``last``, and their keys."""

    first: int
    last: int
    keys: tuple[str, ...]


def names(text: str, words: Sequence[Word]) -> list[Name]:
    """Return the names in a sentence, in order: titles, honorifics, weekdays and months are no part of them.

    A sentence in capitals, or with a capital on every word, tells none.

    >>> from storycompare.text.tokens import words
    >>> text = "Mayor Ines Calloway met the board of Tolvane Shipping on Friday."
    >>> [n.keys for n in names(text, words(text))]
    [('ines', 'calloway'), ('tolvane', 'shipping')]
    """
    capital = [place for place, word in enumerate(words) if text[word.start].isupper()]
    if not capital or _all_capitals(text, words, len(capital)):
        return []
    found: list[tuple[int, int]] = []
    for place in capital:
        if not _part(text, words, place):
            continue
        if found and found[-1][1] == place and _JOINING.fullmatch(text, words[place - 1].end, words[place].start):
            found[-1] = found[-1][0], place + 1
        else:
            found.append((place, place + 1))
    return [Name(first, last, tuple([word.key for word in words[first:last]])) for first, last in found]


def _all_capitals(text: str, words: Sequence[Word], capital: int) -> bool:
    """Return whether nearly every word has a capital, as in a headline: so many have one."""
    for word in words:  # most sentences show it by their first words
        first = text[word.start]
        if first.islower() and first.isalpha() and word.key not in FUNCTION_WORDS:
            return False
    return capital * 2 > sum(text[word.start].isalpha() for word in words) + 2


def _part(text: str, words: Sequence[Word], place: int) -> bool:
    """Return whether a word with a capital is part of a name, and has it not only for standing first."""
    word = words[place]
    if word.key in _NO_NAMES:
        return False
    before = text[max(0, word.start - 6) : word.start]
    if (before[-1:] == " " and before[-2:-1].isalnum()) or not _STOPS.search(before):  # mostly a word stands before it
        return True
    # The first word of a sentence has a capital whatever it is: part of a name where the next word goes on with one.
    following = words[place + 1] if place + 1 < len(words) else None
    goes_on = following is not None and text[following.start].isupper() and following.key not in _NO_MORE
    return bool(goes_on and following and text[word.end : following.start].isspace())
