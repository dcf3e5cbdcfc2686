"""Signs that a quotation was translated: someone says so, or it was spoken where English is not."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SAID_SO = re.compile(
    r"\b(?:(?:said|spoke|speaking|told|wrote|posted|tweeted|interview|statement|address|speech)\b[^.]{0,40}\sin\s(?:Spanish|French|German|Italian|Portuguese|"
    r"Russian|Ukrainian|Arabic|Hebrew|Farsi|Persian|Turkish|Chinese|Mandarin|Cantonese|Japanese|Korean|Hindi|Urdu|Polish|Dutch|Greek|Swedish|Norwegian|"
    r"Danish|Finnish|Hungarian|Czech|Romanian|Serbian|Swahili|Tagalog|Vietnamese|Thai|Pashto|Kurdish|Creole)"
    r"|through\s(?:an?|the|his|her|their)\s(?:interpreter|translator)|translat(?:ed|ion|or)|in\s(?:his|her|their)\snative\s\w+)\b",
    re.IGNORECASE,
)
_PLACES = (
    "Afghan Argentin Austria Belarus Belgi Berlin Beijing Brazil Bulgaria Cairo Chile China Chinese Colombia Cuba "
    "Czech Damascus Danish Denmark Ecuador Egypt Finland Finnish France French German Gree(?:k|ce) Guatemala Haiti "
    "Hamas Hezbollah Hondura Hungar Indonesia Iran Iraq Israel Italian Italy Japan Jordanian Kabul Kremlin Kurd "
    "Kyiv Lebanon Lebanese Libya Madrid Mexic Morocc Moscow Netherlands Dutch Norw North\\sKorea South\\sKorea "
    "Korean Pakistan Palestin Paris Peru Poland Polish Portug Pyongyang Romania Rome Russia Saudi Serbia Seoul "
    "Spain Spanish Sweden Swedish Syria Taiwan Taliban Tehran Thai Tokyo Tunisia Turk Ukrain Vatican Venezuela "
    "Vietnam Yemen Xinhua IRNA Tass"
)
_PLACE = re.compile(rf"\b(?:{'|'.join(_PLACES.split())})")

_AGENCY = re.compile(
    r"\b(?:Xinhua|IRNA|ISNA|Fars|T(?:ass|ASS)|Interfax|RIA\sNovosti|Kyodo|Yonhap|KCNA|SANA|Anadolu|WAFA|ANSA|EFE)\b|\bstate(?:-run)?\s"
    r"(?:news\sagency|media|television|TV|radio)\b"
)
_NEAR = 6
"""Words after a country's name among which the speaker's stands: "Mexico's foreign minister, Ann Orr"."""


def said_so(texts: Iterable[str]) -> bool:
    """Return whether the words around a quotation say that it was spoken in another language or translated.

    >>> said_so(["she said in Spanish"]), said_so(["she said in Spain"])
    (True, False)
    """
    return any(_SAID_SO.search(text) for text in texts)


def by_place(speaker: str | None, around: str) -> bool:
    """Return whether a speaker is named with a country, people or capital, or quoted by an agency, where English is not the first language.

    >>> by_place("Mexico's president", ""), by_place("Orr", "Orr said of Mexico"), by_place("Lam", "French minister Ann Lam said")
    (True, False, True)
    >>> by_place("Lam", "Lam said, according to Xinhua")
    True
    """
    if not speaker:
        return False
    if _AGENCY.search(around):
        return True
    if _PLACE.search(speaker):
        return True
    last = speaker.split()[-1]
    return any(last in re.findall(r"[\w’'-]+", around[m.end() : m.end() + 80])[:_NEAR] for m in _PLACE.finditer(around))


def same_speaker(one: str | None, around: str, other: str | None, beside: str) -> bool:
    """Return whether two speakers are one person by name: the last names are the same, or one stands in the words around the other.

    >>> same_speaker("Ann Lam", "Ann Lam said", "the French minister", "the French minister, Lam, said")
    True
    """
    pairs = ((one, other, beside), (other, one, around))
    return any(
        name
        and name.split()[-1][:1].isupper()
        and (name.split()[-1] == (rival or "").rpartition(" ")[2] or name.split()[-1] in _words(text))
        for name, rival, text in pairs
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text))
