"""Words with offsets, and the normalised key that matching sees beside the form the outlet wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Zero-width, bidirectional and soft-hyphen characters: they stay in the text and leave the keys."""

# What ends a word: white space, and punctuation and symbols of every script in the news. Listed, because Python's \w
# leaves out the combining marks that decomposed Latin and all of Devanagari need.
_BREAK = (
    r"\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7"
    r"\u02c2-\u02c5\u037e\u0387\u055a-\u055f\u0589\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061e\u061f\u066a-\u066d\u06d4"
    r"\u0964\u0965\u2010-\u2027\u2028\u2029\u202f-\u205f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030"
    r"\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"  # scripts without spaces: a character is a word
    rf"|\d+(?:[.,]\d+)+(?![^{_BREAK}])"  # 4,200  7.5
    rf"|(?<![^{_BREAK}])(?:[^\W\d_]\.){{2,}}"  # U.S.  a.m.
    rf"|[^{_BREAK}\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+(?:['\u2019\u02bc\uff07][^{_BREAK}\u3040-\u30ff\u3400-\u9fff]+)*"
    r"|[$\u20ac\u00a3\u00a5%]"
)


_PLAIN = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\uff07", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r", " ")
)


def plain(text: str) -> str:
    """Return a text with typed quotation marks, dashes and spaces for typographic ones, each character in its place.

    >>> plain("“It is over” — he said")
    '"It is over" - he said'
    """
    return text.translate(_PLAIN)


def small(text: str) -> str:
    """Return a text in small letters, each in its place: an expression that need not pass over capitals reads it twice as fast.

    >>> small("On FRIDAY"), small("İzmir")
    ('on friday', 'İzmir')
    """
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join([letter.lower() if len(letter.lower()) == 1 else letter for letter in text])


class Word(Struct, frozen=True, gc=False):
    """A word: its key, and where it stands in its sentence."""

    key: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words of a text with their offsets; punctuation is no word, currency and percent signs are.

    >>> [w.key for w in words("The U.S. said “4,200 people’s” homes…")]
    ['the', 'us', 'said', '4200', 'peoples', 'homes']
    """
    return [Word(k, start, end) for start, end in map(re.Match.span, _WORD.finditer(text)) if (k := key(text[start:end]))]


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """Return the normalised key of a word: NFKC, case folded, without apostrophes, dots and grouping commas.

    >>> key("O’Neill") == key("O'NEILL") == 'oneill'
    True
    """
    if word.isascii() and word.isalnum():  # as most are: nothing to normalise, nothing to leave out
        return word.lower()
    form = unicodedata.normalize("NFKC", HIDDEN.sub("", word)).casefold()
    if form[:1].isdigit():
        return re.sub(r",(?=\d{3}(?:\D|$))", "", form)
    return re.sub("['\u2019\u02bc.]", "", form)


FUNCTION_WORDS = frozenset(
    "a about after all also am an and any are as at be because been before being but by can could did do does doing during each for "
    "from further had has have having he her here hers herself him himself his how i if in into is it its itself just me more most my "
    "of off on once only or other our out over own s same she should so some such t than that the their theirs them themselves then "
    "there these they this those through to too under until up very was we were what when where which while who whom why will with "
    "would you your yours yourself said says say told according mr mrs ms hes shes its theyre weve im ive youre thats".split()
)
"""English words that carry no news: never what a match is made of. Negations and number words are not among them."""

TELLING = frozenset(
    "after all because before could during each he her hers him his if more most off only other out over own same "
    "she should some such through under until up very would can will".split()
)
"""Function words that change what is said: nothing to match by, but two sentences that differ in one are not the same words."""
TRIVIAL = FUNCTION_WORDS - TELLING
"""Function words that a copy may change and stay a copy."""

FIRST_PERSON = frozenset("i me my mine we us our ours im ive weve".split())
SECOND_PERSON = frozenset("you your yours youre".split())
THIRD_PERSON = frozenset("he him his she her hers".split())
SAYING = frozenset(
    "said say says told tell added wrote announced asked argued claimed called tweeted insisted acknowledged denied warned noted "
    "explained declared statement spokesman spokeswoman according suggested admitted replied stated accused criticized".split()
)
"""Verbs of saying and what stands in for them: the sentence reports what someone said."""
FUSED = {
    short: whole
    for whole, shorts in {
        "i am": "im",
        "you are": "youre",
        "they are": "theyre",
        "it is": "its",
        "that is": "thats",
        "he is": "hes",
        "she is": "shes",
        "there is": "theres",
        "what is": "whats",
        "let us": "lets",
        "i have": "ive",
        "we have": "weve",
        "you have": "youve",
        "they have": "theyve",
        "i would": "id",
        "we would": "wed",
        "you would": "youd",
        "they would": "theyd",
        "he would": "hed",
        "she would": "shed",
        "i will": "ill",
        "we will": "well",
        "you will": "youll",
        "they will": "theyll",
        "he will": "hell",
        "it will": "itll",
        "do not": "dont",
        "does not": "doesnt",
        "did not": "didnt",
        "is not": "isnt",
        "are not": "arent",
        "was not": "wasnt",
        "were not": "werent",
        "has not": "hasnt",
        "have not": "havent",
        "had not": "hadnt",
        "will not": "wont",
        "would not": "wouldnt",
        "could not": "couldnt",
        "should not": "shouldnt",
        "cannot": "cant",
    }.items()
    for short in shorts.split()
}
"""Two words written as one, by the key of the one."""
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def bare(key: str) -> str:
    """Return a key without the s of a possessive or a plural.

    >>> bare("calloways"), bare("us")
    ('calloway', 'us')
    """
    return key[:-1] if len(key) > 3 and key[-1] == "s" else key


def stems(keys: Sequence[str]) -> list[str]:
    """Return the English stem of each key (Snowball's Porter 2).

    >>> stems(["voted", "closures"])
    ['vote', 'closur']
    """
    return list(map(_stem, keys))


@lru_cache(maxsize=65536)
def _stem(key: str) -> str:
    return _stemmer().stemWord(key)  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]  # noqa: ANN202
    import Stemmer

    return Stemmer.Stemmer("english")
