"""Is the page an article at all? Kinds told by their words, then by their make; an article that only mentions them must not match."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storycompare.errors import REASONS
from storycompare.gather.blocks import Block
from storycompare.gather.look import FULL, LINKED, LOOKED_AT, TOLD, Look, kinds, length, sentence, wall_line, words
from storycompare.gather.shapes import COUNTER, HOUSE, LISTS, PICTURES, PLAYERS, REPLY, TALK
from storycompare.gather.signs import SIGNS, Sign
from storycompare.gather.telling import addresses, tells
from storycompare.model import Reason

SHORT = 150
"""Words: a page that says more is refused for its title only together with many lines of the kind."""
MOSTLY, PARTLY = 0.5, 0.15
"""The share of words in lines of one kind that makes a page of that kind: alone, and with a title of that kind."""
SERIES = 4
"""So many pictures, numbers or replies are a series of them."""
CAPTION = 100
"""Characters: what stands between the pictures of an essay is longer than a caption on an average."""
_GIVE = "if it is a short article, give its text with text= or as a .txt file"
_ASKING = frozenset({"login", "newsletter"})
"""Kinds that have a field to write into, unless they say next to nothing."""
_LIST_TYPES = frozenset({"CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage"})
_HOUSE_TYPES = frozenset({"Product", "Offer", "AboutPage", "ContactPage"})
_OTHER_TYPES = frozenset({"CheckoutPage", "QAPage", "JobPosting", "Hotel", "LocalBusiness"})
_NUMBERED = re.compile(r"^\W*(?:(?:error|erreur|fehler|errore|fout|erro|http)\W{0,3})?(?:40[34]|410|50[0234])\b")
_PICTURE_TYPES = frozenset({"ImageGallery", "MediaGallery"})
_PLAYER_TYPES = frozenset({"VideoObject", "AudioObject", "PodcastEpisode", "RadioEpisode", "TVEpisode"})


def reason(code: str) -> Reason:
    """Return the reason of ``code`` with what to do about it."""
    return Reason(code, REASONS[code])


def refusal(page: Look) -> Reason | None:
    """Return why the page is no article, None where it is one."""
    said = [(share, sign.code) for sign in SIGNS if (share := _share(sign, page))]
    if said:
        return reason(max(said, key=lambda found: found[0])[1])
    for code, is_one in _MADE:
        if is_one(page):
            return reason(code)
    if page.slight or _is_service(page) or _is_scraps(page) or (not page.prose and not _reads(page)):
        code = next((sign.code for sign in SIGNS if sign.title.search(page.title)), "no-article")
        return Reason(code, f"{REASONS[code]}; {_GIVE}") if code == "no-article" and page.taken else reason(code)
    return None


def _share(sign: Sign, page: Look) -> float:
    """Return which share of the page's words stands in lines of this kind, 0 where they do not make the page."""
    named = sign.title.search(page.title) is not None
    told = len(page.prose)
    if (sign.code == "paywall" and told) or (sign.code in _ASKING and not page.fields and (told or words(page.taken) > SHORT / 3)):
        return 0.0
    seen = [_within(sign, page.taken)]
    if told < (TOLD if named or page.slight else 1):
        seen.append(_within(sign, page.shown))
    for share, size in seen:
        if share >= MOSTLY and (named or size < 2 * SHORT):
            return share
        if named and share >= PARTLY and size < SHORT and told < TOLD and not page.reports:
            return share
    return 0.0


def _within(sign: Sign, blocks: Sequence[Block]) -> tuple[float, int]:
    """Return the share of the words of ``blocks`` in lines of this kind, and how many words there are; links are no words of a page."""
    start = [block for block in blocks[:LOOKED_AT] if block.linked <= LINKED]
    size = words(start)
    return words(block for block in start if sign.code in kinds(block.text)) / max(1, size), size


def _is_talk(page: Look) -> bool:
    """Return whether the text is what readers say: buttons to reply under it, and a title or classes that say so."""
    replies = sum(REPLY.search(block.text[-40:].lower()) is not None for block in page.shown if len(block.text) < 400)
    within = sum("omment" in block.shape.casefold() for block in page.taken)
    return replies >= SERIES and (2 * within > len(page.taken) or (TALK.search(page.title) is not None and 2 * replies >= len(page.prose)))


def _is_gallery(page: Look) -> bool:
    """Return whether the page is a series of pictures: more of them than paragraphs, and a name, a type or numbers that say so."""
    numbers = sum(COUNTER.match(block.text[:40].lower()) is not None for block in page.shown)
    brief = sum(len(block.text) for block in page.prose) < CAPTION * len(page.prose)
    titled = PICTURES.search(page.title) is not None and (brief or not page.prose)
    called = titled or bool(page.types & _PICTURE_TYPES) or numbers >= SERIES
    pictures = max(page.images, page.captions, numbers)
    return (called and pictures >= max(SERIES, len(page.prose))) or (page.captions > SERIES and len(page.prose) < TOLD - 1)


def _is_player(page: Look) -> bool:
    """Return whether there is a film or a recording and hardly a word beside it."""
    called = PLAYERS.search(page.title) is not None or (bool(page.types & _PLAYER_TYPES) and not page.article)
    return called and page.players > 0 and len(page.prose) < TOLD and words(page.prose) < SHORT / 2


def _is_list(page: Look) -> bool:
    """Return whether the text is the teasers of a list: nearly each stands right under a line that is a link."""
    teasers = sum(block in page.teasers for block in page.taken)
    called = LISTS.search(page.title) is not None or (bool(page.types & _LIST_TYPES) and not page.article)
    if len(page.teasers) > SERIES and teasers >= 1.5 * len(page.prose):
        return True
    if called and len(page.prose) < TOLD:
        return page.links >= SERIES
    if len(page.teasers) > SERIES and len(page.prose) == 1 and not (page.article or page.authored or "article" in page.prose[0].zones):
        return words(page.prose) < words(page.teasers)
    linked = sum(block.linked * len(block.text.split()) for block in page.shown)
    return not page.prose and page.links >= 10 and linked >= 0.3 * words(page.shown)


def _is_login(page: Look) -> bool:
    return page.slight and page.passwords > 0


def _is_choice(page: Look) -> bool:
    """Return whether there is hardly more than buttons of a choice."""
    return page.slight and page.choices > 1


def _is_numbered(page: Look) -> bool:
    """Return whether the page is called by the number of an error and says little, in whatever language."""
    return _NUMBERED.match(page.title) is not None and not (page.marked or page.reports) and words(page.taken) < SHORT


def _is_other_thing(page: Look) -> bool:
    """Return whether the page says of itself that it is a thing to buy, what a house tells of itself, a place or a job, and no article.

    A house's page and a shop's have authors, dates and article elements too: of a company, of what buyers say, of a template.
    """
    house = bool(page.types & _HOUSE_TYPES) or HOUSE.search(page.title) is not None
    other = (bool(page.types & _OTHER_TYPES) and not page.marked) or (page.baskets > 0 and not page.signed)
    return (house or other) and not page.article


def _is_service(page: Look) -> bool:
    """Return whether a short page without date, author or element of an article speaks to its reader throughout and reports nothing."""
    piece = not (page.title.partition("\n")[0] or page.links)
    said = [block.text for block in page.taken if sentence(block)]
    spoken = sum(addresses(text) for text in said)
    return not (piece or page.marked or page.article) and 2 * spoken > len(said) and not any(map(tells, said)) and words(page.taken) < SHORT


def _is_scraps(page: Look) -> bool:
    """Return whether labels outnumber short sentences, on a page without date, author or element of an article that reports nothing."""
    said = [length(block) for block in page.taken if sentence(block)]
    return 0 < 2 * len(said) < len(page.taken) and max(said) < FULL and not (page.marked or page.article or page.reports)


def _is_shell(page: Look) -> bool:
    """Return whether a script would have to fill the page."""
    asks = not page.taken and re.search("javascript", page.unseen, re.IGNORECASE) is not None
    return not page.prose and (asks or (page.empty_root and words(page.shown) < SHORT / 3))


def _is_robot_check(page: Look) -> bool:
    return page.walled and words(page.shown) < SHORT and not (page.prose and (page.marked or page.article))


_MADE = (
    ("robot-check", _is_robot_check),
    ("login", _is_login),
    ("consent", _is_choice),
    ("comments", _is_talk),
    ("gallery", _is_gallery),
    ("media", _is_player),
    ("index", _is_list),
    ("error-page", _is_numbered),
    ("no-article", _is_other_thing),
    ("script-only", _is_shell),
)
"""The kinds told by how the page is made, in the order in which they are tried."""


def _reads(page: Look) -> bool:
    """Return whether anything that was taken reads like a text: an article may say nothing but what a page of another kind would."""
    return any(sentence(block) and not wall_line(block.text) for block in page.taken)
