"""Who speaks: the speaker of a quotation, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from storycompare.text.outlets import mentions

OWN = "\ue000"
"""Stands for the quotation asked about in the words around it, so that they can be read without it."""
OTHER = "\ue001"
"""Stands for any other quotation."""

_SAYING = frozenset(
    "said says say tells told asked asks added adds wrote writes tweeted posted announced argued argues claimed claims called calls insisted insists "
    "acknowledged acknowledges denied warned warns noted notes explained explains declared declares suggested suggests admitted replied stated states "
    "accused criticized criticised described describes testified recalled recalls remarked joked quipped shouted concluded continued continues promised "
    "vowed urged urges predicted complained conceded confirmed confirms contended contends countered cautioned demanded emphasized stressed exclaimed "
    "expressed maintained maintains mused observed pledged proclaimed read reads reiterated responded retorted reported reports revealed referred dismissed "
    "defended blasted slammed labeled labelled lamented praised deemed dubbed asserted boasted began opined wondered thinks pointed condemned denounced "
    "characterized ordered instructed apologized swore spoke concurred agreed echoed summed yelled screamed cried whispered".split()
)
_PARTICIPLES = frozenset(
    "saying adding calling arguing insisting noting warning writing claiming telling describing citing stating declaring promising explaining tweeting "
    "asking vowing suggesting denouncing blasting accusing urging labeling dismissing quoting referring".split()
)
_AUXILIARY = frozenset(
    "has have had also later then previously once recently earlier again further simply first just even still repeatedly would did does will never "
    "often quickly publicly famously already only sometimes since reportedly".split()
)
_PASSIVE = frozenset("was were been be is are being get got".split())
_CLAUSE = frozenset(
    "but that what how why when while as because which who whom if although though after before where whether than so yet then since until or".split()
)
_LEADS = frozenset(
    "and but still however later meanwhile also yet so then instead indeed now earlier previously separately finally thursday".split()
)
_ENDS = frozenset(
    "in on at during after before as to about when while who whom whose which that with from by via early late last this of-course told since through "
    "over following outside inside monday tuesday wednesday thursday friday saturday sunday yesterday today tuesday's and but recently earlier".split()
)
_PRONOUNS = frozenset("he she they it i we who you".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_TIME = re.compile(
    r"^(?:(?:on|in|at|by|earlier|late|last|early|during|after|since)\s(?:\S+\s){0,4}?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|"
    r"february|march|april|may|june|july|august|september|october|november|december|statement|week|month|year|morning|evening|night|interview|\d{4})\s)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_](?:[\w’'.&-]*[\w’'])?|[A-Z]\.|[^\w\s]|[\ue000\ue001]")
_VERBISH = re.compile(
    r"\w{2,}(?:ed)$|^(?:is|was|are|were|has|had|have|will|would|made|went|took|gave|came|held|left|met|sent|kept|did|does|took)$"
)
_BRACKETS = re.compile(r"\([^()\ue000\ue001]{0,80}\)")
MOST_NAME = 14
"""Most words of a speaker's name and office: a longer run before a verb of saying is a clause."""


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


def speaker(frame: str) -> str | None:
    """Return who is said to say the quotation that `OWN` stands for, as the words around it name them; None where they do not say.

    >>> speaker(f"{OWN} said Mayor Ann Orr, who voted no.")
    'Mayor Ann Orr'
    >>> speaker(f"Lee Marsh, the clerk, later called it {OWN} and left.")
    'Lee Marsh'
    >>> speaker(f"It was {OWN}, according to a spokesman for the port.")
    'a spokesman for the port'
    """
    plain = _BRACKETS.sub(lambda m: " " * len(m.group()), frame)
    tokens = [Token(m.group(), m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(plain)]
    own = next((place for place, token in enumerate(tokens) if token.text == OWN), None)
    if own is None:
        return None
    after = _after(tokens, own)
    for found in (after[0], _before(tokens, own), _according(tokens, own), after[1], _colon(tokens, own)):
        if found:
            first, last = found
            while last - first > 1 and (tokens[last - 1].low.endswith("ly") and tokens[last - 1].text[0].islower()):
                last -= 1
            return frame[tokens[first].start : tokens[last - 1].end]
    return None


Run = tuple[int, int]


def _after(tokens: Sequence[Token], own: int) -> tuple[Run | None, Run | None]:
    """Return the speaker that stands directly behind the quotation, and one named further on in the sentence."""
    place = own + 1
    while place < len(tokens) and tokens[place].text in ",.;":
        place += 1
    # `"...," said Orr` and `"...," Orr said`.
    if place < len(tokens) and tokens[place].low in _SAYING:
        return _right(tokens, place + 1), None
    for verb in range(place, len(tokens)):
        if tokens[verb].text in {OWN, OTHER}:
            break
        if tokens[verb].low in _SAYING and not _passive(tokens, verb) and (subject := _left(tokens, verb, place)):
            if subject[0] == place:
                return subject, None
            if tokens[subject[0] - 1].text in {",", "—", "–"} or subject[0] - place < 2:
                return None, subject
    return None, None


def _before(tokens: Sequence[Token], own: int) -> Run | None:
    """Return the speaker of the last verb of saying before the quotation."""
    for verb in range(own - 1, -1, -1):
        if tokens[verb].text == ";":
            return None
        if tokens[verb].low in _PARTICIPLES:
            return _opening(tokens, verb)
        if tokens[verb].low in _SAYING and not _passive(tokens, verb) and (subject := _left(tokens, verb, 0)):
            return subject
    return None


def _according(tokens: Sequence[Token], own: int) -> Run | None:
    for place in range(len(tokens) - 2):
        if tokens[place].low == "according" and tokens[place + 1].low == "to":
            return _right(tokens, place + 2)
    return None


def _colon(tokens: Sequence[Token], own: int) -> Run | None:
    """Return the name that a colon puts before the quotation, as in a transcript."""
    if own > 1 and tokens[own - 1].text == ":" and own <= MOST_NAME // 2 and all(t.word and t.text[0].isupper() for t in tokens[: own - 1]):
        return 0, own - 1
    return None


def _passive(tokens: Sequence[Token], verb: int) -> bool:
    return verb > 0 and tokens[verb - 1].low in _PASSIVE and tokens[verb].low not in {"spoke"}


def _left(tokens: Sequence[Token], verb: int, start: int) -> Run | None:
    """Return the subject that stands before a verb, an apposition between commas left out."""
    end = verb
    while end > start and (tokens[end - 1].low in _AUXILIARY or (tokens[end - 1].low.endswith("ly") and tokens[end - 1].word)):
        end -= 1
    if end > start and tokens[end - 1].text == ",":
        commas = [k for k in range(end - 2, max(start, end - 40), -1) if tokens[k].text == ","]
        found = [subject for comma in commas if (subject := _phrase(tokens, comma, start)) and _names(tokens, subject)]
        # Of several appositions the name is the one that opens the clause; else the nearest to the verb.
        return next((run for run in found if run[0] == start or tokens[run[0] - 1].text in {OWN, OTHER}), found[0] if found else None)
    return _phrase(tokens, end, start)


def _names(tokens: Sequence[Token], run: Run) -> bool:
    first = tokens[run[0]]
    if first.low in _SAYING | _PARTICIPLES or (run[0] == 0 and first.low.endswith("ing")):
        return False
    return any(token.text[0].isupper() for token in tokens[run[0] : run[1]]) or first.low in {"the", "a", "an", "one", *_PRONOUNS}


def _phrase(tokens: Sequence[Token], end: int, start: int) -> Run | None:
    """Return the noun phrase that ends before ``end``: back to a mark, a word that opens a clause, or a phrase of time."""
    first = end
    while first > start and end - first < MOST_NAME + 8:
        token = tokens[first - 1]
        if (not token.word and token.text not in {"’", "'", ".", "&"}) or token.low in _CLAUSE:
            break
        if token.low == "and" and not (
            first < end and tokens[first].text[0].isupper() and first - 2 >= start and tokens[first - 2].text[0].isupper()
        ):
            break
        if token.low in _DAYS or token.low in _SAYING:
            break
        first -= 1
    while first < end and (tokens[first].low in _LEADS or not tokens[first].word):
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


def _right(tokens: Sequence[Token], start: int) -> Run | None:
    """Return the noun phrase that begins at ``start``."""
    end = start
    while end < len(tokens) and end - start < MOST_NAME:
        token = tokens[end]
        if (not token.word and token.text not in {"’", "'", "&"} and not _abbreviates(tokens, end)) or (token.low in _ENDS and end > start):
            break
        if token.low in _SAYING and end > start:
            break
        end += 1
    while end > start and not tokens[end - 1].word and tokens[end - 1].text != ".":
        end -= 1
    if start < end and tokens[start].low in _ENDS - {"this"}:
        return None
    return (start, end) if start < end else None


def _abbreviates(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a stop is that of an abbreviation inside a name: "Mr. Orr"."""
    return (
        tokens[place].text == "."
        and 0 < place < len(tokens) - 1
        and len(tokens[place - 1].text) <= 4
        and tokens[place - 1].text[0].isupper()
        and tokens[place + 1].text[0].isupper()
    )


def _opening(tokens: Sequence[Token], verb: int) -> Run | None:
    """Return the subject of the main clause, for a participle: "Orr left early, saying ..."."""
    start = 0
    while start < verb and (tokens[start].low in _LEADS or not tokens[start].word):
        start += 1
    if (
        start < verb
        and tokens[start].low.endswith("ing")
        or tokens[start].low in {"in", "on", "at", "during", "after", "when", "as", "while", "before", "earlier", "last"}
    ):
        commas = [k for k in range(start, verb) if tokens[k].text == ","]
        if not commas:
            return None
        start = commas[0] + 1
    end = start
    while end < verb and (tokens[end].word or _abbreviates(tokens, end)):
        token = tokens[end]
        if end > start and (
            _VERBISH.search(token.low) or token.low in _SAYING or token.low in _ENDS or token.low in _AUXILIARY or token.low in _PASSIVE
        ):
            break
        if (
            end > start
            and token.text[0].islower()
            and tokens[end - 1].text[0].isupper()
            and token.low not in {"of", "for", "the", "de", "van", "von", "al"}
            and end - start > 1
        ):
            break
        end += 1
    return (start, end) if start < end and end - start <= MOST_NAME and _names(tokens, (start, end)) else None


def is_pronoun(name: str) -> bool:
    """Return whether a speaker's name is a pronoun, whose name stands earlier in the text."""
    return name.lower() in _PRONOUNS


_ABBREVIATED = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Reps|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Prof|St|Jr|[A-Z])\."
_NAME = re.compile(rf"\b(?:{_ABBREVIATED}|[A-Z][\w’'-]*)(?:\s(?:{_ABBREVIATED}|[A-Z][\w’'-]*|(?:de|del|van|von|al|bin|der)\b(?=\s[A-Z])))*")
_NOBODY = frozenset(
    "the a an this that it he she they we i in on at but and if when while as after before there his her their its our my some many most no not "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "house senate congress america american americans republican republicans democrat democrats democratic gop washington white united states u.s supreme "
    "court department china russia israel iran mexico u.n federal state city council both what who how why one two three for with from to by of despite although though several another those these such even only perhaps yet still like unlike "
    "since once also then now here according during among between under over within without because asked speaking earlier later last next until "
    "so or nor each every all few other others rather instead meanwhile however both".split()
)
_BODIES = frozenset(
    "party college university committee commission board department agency coalition center centre association union base building office bureau "
    "conference foundation institute club company court army police ministry bank council campaign states kingdom nations street avenue county".split()
)


def last_name(text: str) -> str | None:
    """Return the person that a stretch of text names first of all it names, as far as capitals tell: what a later "she" may mean.

    >>> last_name("On Monday Ann Orr met the council.")
    'Ann Orr'
    """
    for m in _NAME.finditer(text):
        words = m.group().split()
        while words and (
            words[0].lower().strip(".’'") in _NOBODY or (m.start() == 0 and words[0].endswith(("ing", "ly")) and len(words) < 3)
        ):
            words = words[1:]
        name = re.sub(r"['’]s?$", "", " ".join(words))
        if len(name) > 2 and name.rpartition(" ")[2].lower() not in _BODIES and not any(mentions(name)):
            return name
    return None
