"""Names of people in running text: what a later "she" may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from storycompare.text.names import ROLES
from storycompare.text.outlets import mentions, persons
from storycompare.text.saying import PRONOUNS, SAYING_VERBS


def is_pronoun(name: str) -> bool:
    """Return whether a speaker's name is a pronoun, whose name stands earlier in the text."""
    return name.lower() in PRONOUNS


def are_two(one: str | None, other: str | None) -> bool:
    """Return whether two speakers are surely two people: both have a first name and a last one, and they are not the same.

    >>> are_two("Mary Orr", "Mayor Lee Orr"), are_two("Mike Orr", "Michael Orr"), are_two("Mayor Orr", "Lee Orr"), are_two("she", "Lee Orr")
    (True, False, False, False)
    """
    first, second = _full_name(one), _full_name(other)
    if first is None or second is None or first[1] in (other or "") or second[1] in (one or ""):
        return bool(first and second and first[1] == second[1] and first[0][0] != second[0][0])
    return True


def _full_name(name: str | None) -> tuple[str, str] | None:
    """Return the first and the last name of a speaker; None of who is named otherwise."""
    parts = (name or "").split()
    if (
        len(parts) < 2
        or parts[0].lower() in {"the", "a", "an"}
        or not all(re.fullmatch(r"[A-Z][a-z’'-]+[A-Za-z-]*", part) for part in parts[-2:])
    ):
        return None
    return None if parts[-2].lower() in _OFFICES else (parts[-2], parts[-1])


_OFFICES = ROLES | frozenset("mr mrs ms miss dr sir lady house senate white supreme state party congress".split())
_ABBREVIATED = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Reps|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Prof|St|Jr|[A-Z])\."
_NAME = re.compile(rf"\b(?:{_ABBREVIATED}|[A-Z][\w’'-]*)(?:\s(?:{_ABBREVIATED}|[A-Z][\w’'-]*|(?:de|del|van|von|al|bin|der)\b(?=\s[A-Z])))*")
_NOBODY = frozenset(
    "the a an this that it he she they we i in on at but and if when while as after before there his her their its our my some many "
    "most no not monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december house senate congress america american americans republican republicans democrat democrats democratic "
    "gop washington white united states u.s supreme court department china russia israel iran mexico u.n federal state city council "
    "both what who how why one two three for with from to by of nobody everyone everybody anyone someone somebody despite although "
    "though several another those these such even only perhaps yet still like unlike since once also then now here according during "
    "among between under over within without because asked speaking earlier later last next until so or nor each every all few other "
    "others rather instead meanwhile however both".split()
)
_BODIES = frozenset(
    "party college university committee commission board department agency coalition center centre association union base building "
    "office bureau conference foundation institute club company court army police ministry bank council campaign states kingdom "
    "nations street avenue county".split()
)


_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Reps|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Prof)\b\.?|President|Senator|Representative|Governor|Mayor|Secretary|"
    r"Chancellor|Premier|Minister|Judge|Justice|Congress(?:wo)?man|Attorney General|General|Professor|Speaker|Leader|Director|"
    r"Chair(?:wo)?man|Commissioner|[Cc]andidate|Pope|King|Queen|Prince|Princess|Sheriff|Ambassador|[Ss]poke(?:swo|s)man"
)
_TITLED = re.compile(rf"\b(?:{_TITLE})\s(?:[A-Z][\w’'.-]*\s){{0,2}}?([A-Z][\w-]+)\b(?!\s[A-Z])")
_SAYS = "|".join(sorted(SAYING_VERBS))
_SPEAKS = re.compile(
    rf"\b([A-Z][\w-]+)(?:,|\s[io]n\s[A-Z]\w+)?\s(?:(?:has|had|also|later|then)\s)?(?:{_SAYS})\b|\s([A-Z][\w-]+),?\s\(?[RDI]-[A-Z]"
    r"|\b(?:said|says|added|wrote)\s(?:(?:[a-z]+\s){0,3}[A-Z][\w.-]*\s){0,3}([A-Z][\w-]+)\b"
)
_HEADED = re.compile(
    r"^(?:(?:But|And|Still|Meanwhile|However|Later|Earlier),?\s)?(?:[Tt]he|[Aa]n?)\s((?:[\w-]+\s){0,3}?)([a-z]+)\b(?=,|\s)"
)
_PEOPLE = ROLES | frozenset(
    "candidate congressman congresswoman man woman author actor actress singer player governor lawmaker republican democrat billionaire "
    "businessman businesswoman premier nominee host star veteran politician chancellor pope king queen mother father".split()
)
# Before a name that is not what its sentence is about: "met with Orr", "Orr's plan", "her deputy, Orr".
_ASIDE = re.compile(
    r"\b(?:of|at|with|to|by|for|from|against|about|over|like|than|on|in|into|under|near|between|including|whose?|whom|called?|urg\w+|"
    r"told|tell\w*|met|back\w+|endors\w+|support\w+|rang|phon\w+|thank\w+|accus\w+|ask\w+)\s(?:the\s|both\s)?$|(?-i:[A-Z])[\w.-]*\sand\s$|\bto\s\w+\s$",
    re.IGNORECASE,
)
_THEIRS = frozenset(
    "wife husband daughter son sister brother father friend ally rival opponent successor predecessor colleague mate counterpart partner "
    "boss challenger running-mate".split()
)
_OF = {
    pronoun: re.compile(rf"\b{whose}\s(?:[\w-]+\s){{0,2}}(?:{'|'.join(sorted(_PEOPLE | _THEIRS))}),?\s$", re.IGNORECASE)
    for pronoun, whose in (("he", "his"), ("she", "her"))
}
_ITS = re.compile(r"^[’'](?:s\b|(?!\w))")
_OTHER_SEX = {
    "he": r"(?:Mrs\.?|Ms\.?|Miss|[Ss]pokeswoman|[Cc]hairwoman|[Cc]ongresswoman|[Aa]ctress|[Qq]ueen),?",
    "she": r"(?:Mr\.?|[Ss]pokesman|[Cc]hairman|[Cc]ongressman|[Kk]ing),?",
}


@lru_cache(maxsize=16)
def known(text: str) -> frozenset[str]:
    """Return the last names of those who are people in a text: they speak, or have a title."""
    return frozenset(m.group(m.lastindex) for pattern in (_TITLED, _SPEAKS) for m in pattern.finditer(text) if m.lastindex)


def meant(pronoun: str, sentence: str, text: str) -> str | None:
    """Return the person that a later "he" or "she" means by a sentence: the one that it is about; None where it tells none.

    ``text`` is all of the version's: who has a title or speaks anywhere in it is a person, and "Mrs." there makes no "he".

    >>> meant("she", "On Monday Ann Orr met Lee Marsh.", "Ann Orr said no.")
    'Ann Orr'
    >>> meant("she", "Her deputy Lee Marsh will take over.", "Lee Marsh said no.") is None
    True
    >>> meant("he", "The candidate, who was late, rang Mr. Orr.", "Mr. Orr said no.")
    'The candidate'
    """
    if (head := _HEADED.match(sentence)) and head[2] in _PEOPLE and not re.match(r",?\s(?:of\s)?[A-Z]", sentence[head.end() :]):
        return re.sub(r"^(?:(?:But|And|Still|Meanwhile|However|Later|Earlier),?\s)", "", head.group())
    people, outlets = known(text), persons(text)
    for name, start, end in _names_in(sentence):
        last = name.rpartition(" ")[2]
        before = sentence[max(0, start - 40) : start]
        if last not in people and ("-" in last or not _is_subject(sentence, start, end)):
            continue
        if any(found.name not in outlets for found in mentions(name)):
            continue
        if _ASIDE.search(before) or _OF[pronoun].search(before) or _ITS.match(sentence[end : end + 2]) or not may_be(pronoun, last, text):
            continue
        return name
    return None


def names_someone(sentence: str, text: str) -> bool:
    """Return whether a stretch names one of the people of a text, whatever is said of them."""
    return any(name.rpartition(" ")[2] in known(text) and not _ITS.match(sentence[end : end + 2]) for name, _, end in _names_in(sentence))


def names_anyone(sentence: str) -> bool:
    """Return whether a stretch names someone, or speaks of a person by what they are."""
    return any(_names_in(sentence)) or not _PEOPLE.isdisjoint(re.findall(r"[a-z]+", sentence))


def _is_subject(sentence: str, start: int, end: int) -> bool:
    """Return whether a name opens a sentence, or its main clause, and a verb or an apposition comes after it."""
    if " " not in sentence[start:end]:
        return start == 0 and sentence.startswith(", who ", end)
    opens = (
        start == 0
        or sentence[:start].rstrip()[-1:] == ","
        or re.search(r"^(?:\S+\s){1,2}$|\b[a-z]+(?:er|or|ist|man|ant|st)\s$", sentence[:start])
    )
    return bool(opens and _GOES_ON.match(sentence, end))


def may_be(pronoun: str, name: str, text: str) -> bool:
    """Return whether a pronoun can mean a name: not where the text calls that name what the other pronoun means alone.

    >>> may_be("he", "Ann Orr", "Ms. Orr said no."), may_be("he", "Ann Orr", "Orr said no.")
    (False, True)
    """
    last = name.rpartition(" ")[2]
    return last not in _called(_OTHER_SEX[pronoun], text) or last in _called(_OTHER_SEX[_OPPOSITE[pronoun]], text)


@lru_cache(maxsize=32)
def _called(titles: str, text: str) -> frozenset[str]:
    """Return the names that stand after some titles anywhere in a text."""
    return frozenset(word for m in re.finditer(rf"\b{titles}\s((?:[A-Z][\w-]*\.?\s?){{1,3}})", text) for word in m[1].split())


_GOES_ON = re.compile(
    r",\s(?:the|an?|who|whose|\d\d|[a-z]+(?:ed|t|d)|\w+\s(?:of|for|at|from))\b|\s(?!(?:of|in|at|and|or|to|for|on|by|with|from|over|after|while)\b)[a-z]+\b"
)
_OPPOSITE = {"he": "she", "she": "he"}


def _names_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the names of a stretch of text, as far as capitals tell, with their places; what only opens a sentence is no part of one."""
    for m in _NAME.finditer(text):
        words = m.group().split()
        while words and (
            words[0].lower().strip(".’'") in _NOBODY or (m.start() == 0 and words[0].endswith(("ing", "ly")) and len(words) < 3)
        ):
            words = words[1:]
        name = re.sub(r"['’]s?$", "", " ".join(words))
        if len(name) > 2 and name.rpartition(" ")[2].lower() not in _BODIES:
            start = m.end() - len(" ".join(words))
            yield name, start, start + len(name)
