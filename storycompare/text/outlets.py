"""Outlets: names of news outlets as text writes them, and when two of them are the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_KNOWN = (
    "ABC News|ABC|AFP|Agence France-Presse|Al Jazeera|Al Arabiya|AP|Associated Press|Axios|BBC News|BBC|Bloomberg News|Bloomberg|"
    "Breitbart News|Breitbart|BuzzFeed News|BuzzFeed|CBC News|CBC|CBS News|CBS|CNBC|CNN|C-SPAN|Daily Beast|Daily Caller|Der Spiegel|"
    "Spiegel|Deutsche Welle|dpa|Economist|Forbes|Fox News|Fox Business|Guardian|Haaretz|HuffPost|Huffington Post|Interfax|IRNA|"
    "ITV News|Kyodo News|Kyodo|Le Monde|McClatchy|MSNBC|NBC News|NBC|Newsmax|Newsweek|New Yorker|NPR|Politico|ProPublica|Reuters|"
    "RIA Novosti|Semafor|Sky News|Slate|TASS|Tass|Telemundo|The Atlantic|The Hill|The Intercept|TIME magazine|Time magazine|Univision|"
    "UPI|USA Today|Vice News|Vox|Wikinews|WND|Xinhua|Yahoo News"
)
_SHAPES = (
    "Times|Post|News|News Center|Journal|Herald|Tribune|Gazette|Chronicle|Courier|Telegraph|Observer|Press|Dispatch|Examiner|Bulletin|"
    "Register|Globe|Inquirer|Sentinel|Beacon|Ledger|Wire|Newswire|Radio|TV|Television|Broadcasting|Magazine|Weekly|Reporter|Mirror|"
    "Mail|Trumpet|Standard|Independent|Sun|Star|Record|Review|Today|Daily|Argus|Echo|Advertiser|Tidings|Messenger|Voice"
)
_CAPITAL = r"[A-Z][\w&’'-]*"
_MENTION = re.compile(
    rf"\b(?:[Tt]he\s)?(?:(?:{_KNOWN})(?!\w)|(?:{_CAPITAL}\s(?:of\s|and\s)?){{0,4}}?(?:{_SHAPES})(?!\w))(?:\s(?:{_SHAPES}|Center|"
    rf"Service|Live))*(?!\w)"
)
_FIRST = re.compile(rf"\b(?=[A-Zd])(?:{_KNOWN.replace('The ', '')}|{_SHAPES})(?!\w)")
_NO_NAME = frozenset("the this that in on at a an and but of for to from".split())
# Words that end an outlet's name and, alone, are none: "in a TV interview".
_NEVER_ALONE = frozenset(
    "TV Radio Television Press News Wire Newswire Today Daily Weekly Review Record Star Sun Standard Voice Reporter Magazine "
    "Broadcasting Messenger Echo Advertiser Register Ledger Bulletin Dispatch Beacon".split()
)
# Left out when two names are held against each other.
_FILLER = frozenset("the news center com network online media org net www agency magazine newspaper service tv co uk".split())
_ALIASES = {
    "associated press": "ap",
    "agence france presse": "afp",
    "new york times": "nyt",
    "nytimes": "nyt",
    "washington post": "wapo",
    "washingtonpost": "wapo",
    "wall street journal": "wsj",
    "huffpost": "hpo",
    "huffington post": "hpo",
    "huffingtonpost": "hpo",
    "foxnews": "fox",
    "cbsnews": "cbs",
    "abcnews go": "abc",
    "abcnews": "abc",
    "los angeles times": "lat",
    "latimes": "lat",
    "al jazeera": "aljazeera",
    "english aljazeera": "aljazeera",
    "voice of america": "voa",
    "voanews": "voa",
}


_SPELLED = {short: long for long, short in reversed(_ALIASES.items()) if " " in long}
_SURNAMES = frozenset({"Bloomberg", "Forbes"})
_HOST = re.compile(r"^(?:https?://)?(?:www\.)?([\w.-]+?)\.(?:com|org|net|info|tv|co\.\w\w|[a-z]{2})(?:\.[a-z]{2})?/?$")


class Mention(NamedTuple):
    """An outlet's name in a text, and where it stands."""

    name: str
    start: int
    end: int


def mentions(text: str, names: re.Pattern[str] | None = None) -> Iterator[Mention]:
    """Yield the outlets that a text names, by a table of names and by the words that end an outlet's name; first those of ``names``.

    >>> [m.name for m in mentions("A report at NBC explains what the Harrow Beacon asked the Times.")]
    ['NBC', 'Harrow Beacon', 'Times']
    """
    if names is not None:
        yield from (Mention(m.group(), m.start(), m.end()) for m in names.finditer(text))
    if not _FIRST.search(text):
        return
    for m in _MENTION.finditer(text):
        name = re.sub(r"^[Tt]he\s", "", m.group())
        start = m.end() - len(name)
        while (first := name.partition(" "))[0].lower() in _NO_NAME and first[2]:
            name, start = first[2], start + len(first[0]) + 1
        if name not in _NEVER_ALONE:
            yield Mention(name.removesuffix("’s").removesuffix("'s"), start, m.end())


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """Return what two ways to write an outlet's name have in common.

    >>> outlet_key("NBC News") == outlet_key("nbc"), outlet_key("The New York Times") == outlet_key("nytimes.com")
    (True, True)
    """
    # Of a host the last labels are the country's.
    words = re.findall(r"[^\W_]+", _HOST.sub(r"\1", name.casefold()))
    plain = " ".join(word for word in words if word not in {"the", "www", "com", "org", "net", "co", "uk"})
    if plain in _ALIASES:
        return _ALIASES[plain]
    kept = " ".join(word for word in words if word not in _FILLER)
    return _ALIASES.get(kept, kept or plain or name.casefold())


@lru_cache(maxsize=4096)
def same_outlet(one: str, other: str) -> bool:
    """Return whether two names may be one outlet's: the same, or the last word of the longer name alone ("The Times").

    >>> same_outlet("The Times", "New Harbour Times"), same_outlet("Times", "Harbour Gazette")
    (True, False)
    """
    a, b = outlet_key(one), outlet_key(other)
    if a == b:
        return True
    short, long = sorted((_spelled_out(one), _spelled_out(other)), key=len)
    return short.split() == long.split()[-1:]


def _spelled_out(name: str) -> str:
    """Return a name's words in lower case, an abbreviation spelled out."""
    words = [word for word in re.findall(r"[^\W_]+", name.casefold()) if word != "the"]
    return _SPELLED.get(" ".join(words), " ".join(words))


def persons(text: str) -> frozenset[str]:
    """Return the outlets' names that are a person's in a text: a first name or a title stands before them there.

    >>> persons("Michael Bloomberg spoke.") == {"Bloomberg"}, persons("Bloomberg reported it.") == set()
    (True, True)
    """
    return frozenset(
        name for name in _SURNAMES if name in text and re.search(rf"(?:[A-Z][a-z]+|[A-Z]\.|Mr\.|Ms\.)\s{name}\b(?!\sNews)", text)
    )
