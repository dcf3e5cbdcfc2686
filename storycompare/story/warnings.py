"""Warnings of the whole story: a version that tells another one, two with one text or address, one unlike what was fitted on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from storycompare.encoders import Encoder
from storycompare.limits import MAX_SENTENCE_CHARACTERS
from storycompare.match.score import Model
from storycompare.model import Notice, Ref, Version
from storycompare.story.told import Told
from storycompare.story.versions import body
from storycompare.text.tokens import FUNCTION_WORDS, words

ENGLISH = 0.2
"""Least share of English function words in English: `benchmarks/alignment.py english` prints 0.35 as the lowest of 252 versions."""

YEARS = 30
"""Versions published so many years before or after the stories that the scorer was fitted on are not calibrated; nothing older was there
to measure on, and news prose of a generation ago reads much as today's."""

_FORMS = frozenset({"amp", "outputtype", "output", "print", "format"})
"""Parts of an address that ask for another form of one page."""


def warnings(notices: Sequence[Notice], story: Told, model: Model, encoder: Encoder | None = None) -> tuple[Notice, ...]:
    """Return the ``notices`` and those of the story, sorted by version and code; ``model`` and ``encoder`` scored it."""
    found = list(notices)
    if encoder is not None and encoder.digest != model.encoder:
        found.append(Notice("not-calibrated", f"the scorer was fitted with another encoder than {encoder.name!r}", None))
    texts: dict[str, str] = {}
    pages: dict[str, str] = {}
    for id, version in story.versions.items():
        keys = [key for number in body(version) for key in _keys(story, Ref(id, number))]
        if not story.tells(id):
            found.append(Notice("unrelated", "none of its sentences matches another version: it may tell another story", id))
        if sum(map(FUNCTION_WORDS.__contains__, keys)) < ENGLISH * len(keys):
            found.append(
                Notice("mostly-not-english", "the scorer was fitted on English news: its scores are not calibrated for this text", id)
            )
        if why := _unlike(version, model):
            found.append(Notice("not-calibrated", f"scores are not calibrated here: {why}", id))
        if (first := texts.setdefault(version.text, id)) != id:
            found.append(Notice("same-text", f"its text is the same as that of {first!r}", id))
        if (page := _page(version.url)) and (first := pages.setdefault(page, id)) != id:
            found.append(
                Notice("same-page", f"its address is that of {first!r}: one page in two forms or at two times, no second outlet", id)
            )
    return tuple(sorted(found, key=lambda notice: (notice.version or "", notice.code, notice.message)))


def _keys(story: Told, of: Ref) -> Sequence[str]:
    """Return the keys of a sentence's words, as matching read them where it did."""
    reading = story.readings.get(of)
    return reading.keys if reading else [word.key for word in words(story.text(of)[:MAX_SENTENCE_CHARACTERS])]


def _unlike(version: Version, model: Model) -> str:
    """Return in what a version is unlike those that the scorer was fitted on, other than its language."""
    (fewest, most), (first, last) = model.sentences, model.years
    count, year = len(body(version)), (version.published or "")[:4]
    unlike = []
    if not fewest <= count <= most:
        unlike.append(
            f"it has {count:,} {'sentence' if count == 1 else 'sentences'}, and they were measured on versions of {fewest} to {most}"
        )
    if year.isdecimal() and not first - YEARS <= int(year) <= last + YEARS:
        unlike.append(f"it was published in {year}, and they were measured on versions of {first} to {last}")
    return "; ".join(unlike)


def _page(url: str | None) -> str:
    """Return the address of a page less what its forms for telephones and readers (AMP) add to it; nothing where there is none.

    >>> _page("https://amp.quay.example/market/amp/?outputType=amp#top") == _page("http://www.quay.example/market")
    True
    """
    try:
        parts = urlsplit(url or "")
        host = re.sub(r"^(?:www|amp|m|mobile)\.", "", parts.hostname or "")
    except ValueError:
        return ""
    path = re.sub(r"(?<=/)amp(?:/|$)|[./]amp(?=\.html?$|/?$)", "", parts.path).rstrip("/")
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key.casefold() not in _FORMS and not key.startswith("utm_")]
    # The front page is the address of whatever was saved without one of its own.
    return f"{host}{path}?{urlencode(kept)}" if host and (path or kept) else ""
