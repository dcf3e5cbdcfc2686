"""Names of people in running text: what a later "she" may mean."""

from __future__ import annotations

import re

from storycompare.text.outlets import mentions
from storycompare.text.saying import PRONOUNS


def is_pronoun(name: str) -> bool:
    """Return whether a speaker's name is a pronoun, whose name stands earlier in the text."""
    return name.lower() in PRONOUNS


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
