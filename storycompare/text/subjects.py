"""Who a verb of saying belongs to: the noun phrase before it, after it, or at the head of its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from storycompare.text.saying import AUXILIARY, CLAUSE, DAYS, ENDS, LEADS, PARTICIPLES, PASSIVE, PRONOUNS, SAYING_VERBS

OWN = "\ue000"
"""Stands for the quotation asked about in the words around it, so that they can be read without it."""
OTHER = "\ue001"
"""Stands for any other quotation."""

_TOKEN = re.compile(r"[^\W_](?:[\w’'.&-]*[\w’'])?|[A-Z]\.|[^\w\s]|[\ue000\ue001]")
_TIME = re.compile(
    r"^(?:(?:on|in|at|by|earlier|late|last|early|during|after|since)\s(?:\S+\s){0,4}?(?:monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|january|"
    r"february|march|april|may|june|july|august|september|october|november|december|statement|week|month|year|morning|evening|night|interview|\d{4})\s)",
    re.IGNORECASE,
)
_VERBISH = re.compile(
    r"\w{2,}(?:ed)$|^(?:is|was|are|were|has|had|have|will|would|made|went|took|gave|came|held|left|met|sent|kept|did|does|took)$"
)
_BEFORE_THE_CLAUSE = frozenset("in on at during after when as while before earlier last".split())
_AFTER_SUBJECT = SAYING_VERBS | ENDS | AUXILIARY | PASSIVE
_IN_NAMES = frozenset("of for the de van von al".split())
_UNFINISHED = frozenset("their his her its the a an of and or to for this these those that".split())
_DETERMINERS = frozenset("the a an its his her their this that".split())
_TIMES = DAYS | frozenset(
    "a an the one two day days week weeks month months year years hour hours minutes moment later earlier last next ago".split()
)
MOST_NAME = 14
"""Most words of a speaker's name and office: a longer run before a verb of saying is a clause."""


_BRACKETS = re.compile(r"\([^()\ue000\ue001]{0,80}\)")


class Token(NamedTuple):
    """A word or a mark around a quotation, as written and in lower case."""

    text: str
    low: str
    start: int
    end: int

    @property
    def word(self) -> bool:
        """Whether it is a word."""
        return self.text[0].isalnum()


Run = tuple[int, int]
"""The first and last-but-one token of a phrase."""


def tokens_of(frame: str) -> list[Token]:
    """Return the words and marks around a quotation; what stands in brackets is passed over.

    >>> [token.text for token in tokens_of("Ann Orr (47), the mayor")]
    ['Ann', 'Orr', ',', 'the', 'mayor']
    """
    plain = _BRACKETS.sub(lambda m: " " * len(m.group()), frame)
    return [Token(m.group(), m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(plain)]


def is_passive(tokens: Sequence[Token], verb: int) -> bool:
    """Return whether a verb of saying is a passive: who "was called" something does not speak."""
    return verb > 0 and tokens[verb - 1].low in PASSIVE and tokens[verb].low != "spoke"


def before_verb(tokens: Sequence[Token], verb: int, start: int) -> Run | None:
    """Return the subject that stands before a verb, an apposition between commas left out."""
    end = verb
    while end > start and (tokens[end - 1].low in AUXILIARY or (tokens[end - 1].low.endswith("ly") and tokens[end - 1].word)):
        end -= 1
    if end > start and tokens[end - 1].low == "who":
        return _named_before(tokens, end - 1, start)
    if end > start and tokens[end - 1].text == ",":
        commas = [k for k in range(end - 2, max(start, end - 40), -1) if tokens[k].text == ","]
        found = [subject for comma in commas if (subject := _phrase(tokens, comma, start)) and _names(tokens, subject)]
        # Of several appositions the name is the one that opens the clause; else the nearest to the verb.
        return next((run for run in found if run[0] == start or tokens[run[0] - 1].text in {OWN, OTHER}), found[0] if found else None)
    return _phrase(tokens, end, start)


def _named_before(tokens: Sequence[Token], end: int, start: int) -> Run | None:
    """Return the name that a relative clause is about: "Orr, who said"."""
    end -= tokens[end - 1].text == ","
    first = end
    while first > start and (tokens[first - 1].text[0].isupper() or _abbreviates(tokens, first - 1)):
        first -= 1
    return (first, end) if first < end else None


def _names(tokens: Sequence[Token], run: Run) -> bool:
    first = tokens[run[0]]
    if first.low in SAYING_VERBS | PARTICIPLES or (run[0] == 0 and first.low.endswith("ing")):
        return False
    return any(token.text[0].isupper() for token in tokens[run[0] : run[1]]) or first.low in {"the", "a", "an", "one", *PRONOUNS}


def _phrase(tokens: Sequence[Token], end: int, start: int) -> Run | None:
    """Return the noun phrase that ends before ``end``: back to a mark, a word that opens a clause, or a phrase of time."""
    first = end
    while first > start and end - first < MOST_NAME + 8:
        token = tokens[first - 1]
        if (not token.word and token.text not in {"’", "'", ".", "&"}) or token.low in CLAUSE:
            break
        if token.low == "and" and not (
            first < end and tokens[first].text[0].isupper() and first - 2 >= start and tokens[first - 2].text[0].isupper()
        ):
            break
        if token.low in DAYS or token.low in SAYING_VERBS:
            break
        first -= 1
    while first < end and (tokens[first].low in LEADS or not tokens[first].word):
        first += 1
    written = " ".join(token.low for token in tokens[first:end]) + " "
    if m := _TIME.match(written):
        first += m.group().count(" ")
    if first < end and tokens[first].low in {"in", "on", "at", "to", "for", "of", "with", "by"}:
        return None
    return (first, end) if 0 < end - first <= MOST_NAME and _subject(tokens, first, end) else None


def _subject(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Return whether a run of words can be who speaks: it holds no finite verb before its last word."""
    return not any(_VERBISH.search(token.low) and token.text[0].islower() for token in tokens[first : end - 1] if token.word)


def after_verb(tokens: Sequence[Token], start: int) -> Run | None:
    """Return the noun phrase that begins at ``start``."""
    end = start
    while end < len(tokens) and end - start < MOST_NAME:
        token = tokens[end]
        if (not token.word and token.text not in {"’", "'", "&"} and not _abbreviates(tokens, end)) or (token.low in ENDS and end > start):
            break
        if token.low in SAYING_VERBS and end > start:
            break
        end += 1
    while end > start and not tokens[end - 1].word and tokens[end - 1].text != ".":
        end -= 1
    if start < end and tokens[start].low in ENDS - {"this"}:
        return None
    return (start, end) if start < end else None


def _after_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Return whether a name of two words or more is over: a word in lower case that does not belong to names follows."""
    here, before = tokens[end], tokens[end - 1]
    return here.text[0].islower() and before.text[0].isupper() and here.low not in _IN_NAMES and end - start > 1


def _abbreviates(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a stop is that of an abbreviation inside a name: "Mr. Orr"."""
    return (
        tokens[place].text == "."
        and 0 < place < len(tokens) - 1
        and len(tokens[place - 1].text) <= 4
        and tokens[place - 1].text[0].isupper()
        and tokens[place + 1].text[0].isupper()
    )


def of_the_clause(tokens: Sequence[Token], verb: int) -> Run | None:
    """Return the subject of the main clause, for a participle: "Orr left early, saying ..."."""
    start = 0
    while start < verb and (tokens[start].low in LEADS | DAYS or not tokens[start].word):
        start += 1
    if start < verb and (tokens[start].low in _BEFORE_THE_CLAUSE or tokens[start].low.endswith("ing")):
        runs = [_run(tokens, k + 1, verb) for k in range(start, verb) if tokens[k].text == ","]
        # "The Harrow army defended it": a name alone would end before the word that says what it is.
        runs += [(first, last + 1) for first, last in runs if tokens[first].low in _DETERMINERS and tokens[last].word]
        able = [(first, last) for first, last in runs if first < last < verb and _finite(tokens, last)]
        return next((run for run in [*able, *runs[:1]] if _fits(tokens, run)), None)
    run = _run(tokens, start, verb)
    return run if _fits(tokens, run) else None


def _run(tokens: Sequence[Token], start: int, verb: int) -> Run:
    """Return the words from ``start`` to where a subject ends."""
    end = start
    while end < verb and (tokens[end].word or _abbreviates(tokens, end)):
        token = tokens[end]
        if end > start and (_VERBISH.search(token.low) or token.low in _AFTER_SUBJECT or _after_name(tokens, start, end)):
            break
        end += 1
    return start, end


def _finite(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a verb stands at a place."""
    low = tokens[place].low
    return bool(_VERBISH.search(low)) or low in SAYING_VERBS or low in PASSIVE


def _fits(tokens: Sequence[Token], run: Run) -> bool:
    return 0 < run[1] - run[0] <= MOST_NAME and _names(tokens, run)


def sound(tokens: Sequence[Token], run: Run) -> Run | None:
    """Return a run that can be a speaker, of one that ends in a pronoun that alone; None of a time, or of half a phrase."""
    words = [token.low for token in tokens[run[0] : run[1]] if token.word]
    if len(words) > 1 and words[-1] in PRONOUNS:
        return (run[0], run[1] - 1) if words[-1] == "who" else (run[1] - 1, run[1])
    if not words or words[-1] in _UNFINISHED or (words[0].endswith("ing") and tokens[run[0]].text[0].islower()):
        return None
    return None if _TIMES.issuperset(words) else run
