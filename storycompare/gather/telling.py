"""Does a line tell what happened, or speak to its reader? A report has others for its subject, in the past, with names and figures."""

from __future__ import annotations

import re

from storycompare.gather.offers import REPORTED

TRACES = 2
"""So many traces of a report in a line that speaks to nobody make it one: an own word of a page has one at most (fixtures/not-articles)."""
# A page that speaks to its reader, in the languages whose forms for it are no words of another kind.
_ADDRESS = re.compile(
    r"\b(?:you|yours?|yourself|we|us|our|please|i['\u2019]m|wir|uns|unsere?[nmrs]?|bitte|nous|notre|nos|vous|votre|vos|veuillez|"
    r"usted|tus?|tuyo|"
    r"nosotros|nuestr[oa]s?|noi|nostr[ioae]|tuo?i?|tua|tue|puoi|jouw?|jij|uw|onze|klik|nasz[aeiy]?|nasi|nasz\w{1,3}|twoj\w+|możesz|"
    r"kliknij|"
    r"klikając|vi|våra?|vårt|din|ditt|dina|você|nosso|nossa|escreva|verifique|procura)\b",
    re.IGNORECASE,
)
_FORMAL = re.compile(r"(?<=\w )(?:Sie|Ihnen|Ihr(?:e[nmrs]?)?|Lei)\b")
# What a page says of itself.
_ITSELF = re.compile(
    r"\b(?:this|the|that) (?:requested |web ?)?(?:page|article|site|website|content|link|url|address|resource|document|file|server|"
    r"request|browser|"
    r"session|account|service|owner of this)\b|\b(?:these cookies|this (?:story|report|text)|the rest of)\b|^\W*(?:error|sorry|oops)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|could|needed|[a-z]{3,}(?<!ne)ed|has (?:been )?[a-z]+(?:ed|en|ne)|made|took|gave|lost|found|fell|rose|"
    r"came|went|left|shut|"
    r"cost|paid|sold|built|passed|won|met|sent|stole|shot|hit|held|began|ran)\b(?! (?:cookies|to (?:continue|read)))"
)
_OTHERS = re.compile(
    r"\b(?:he|she|they|their|them|his|her|its|readers|users|customers|people|patients|residents|police|officials)\b", re.IGNORECASE
)
_WHEN = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b"
)
_FIGURE = re.compile(
    r"(?<![#\w])\d[\d,.]*\b(?!\s?(?:partner|vendor|cookie))|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|"
    r"hundred|thousand|million)\b"
)
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )(?:[A-ZÀ-Þ][a-zà-ÿ]+)(?: [A-ZÀ-Þ][a-zà-ÿ]+)?")
_MAKES = re.compile(r"\b(?:Google|Facebook|Apple|Chrome|Firefox|Safari|Edge|Java[Ss]cript|Twitter|Ray|ID)\b")


def addresses(text: str) -> bool:
    """Return whether ``text`` speaks to its reader, or of the one who speaks.

    >>> addresses("Please switch it off."), addresses("The council closed the bridge.")
    (True, False)
    """
    return _ADDRESS.search(text) is not None or _FORMAL.search(text) is not None


def tells(text: str) -> bool:
    """Return whether ``text`` reports: somebody said it, or it has others for its subject and two traces of a report.

    >>> tells("The regulator fined the Gazette 40,000 euros."), tells("We and our 842 partners store cookies.")
    (True, False)
    """
    text = text[:1_000]
    if REPORTED.search(text.lower()):
        return True
    if addresses(text) or _ITSELF.search(text) or not text.rstrip("\"'\u201d\u2019)").endswith((".", "!", "?", "\u3002")):
        return False
    named = _NAME.search(_MAKES.sub("", text)) is not None
    return named + sum(trace.search(text) is not None for trace in (_PAST, _OTHERS, _WHEN, _FIGURE)) >= TRACES
