"""Lines that stand in an article's column without being its text, and credit lines that must never be lost: tables of patterns."""

from __future__ import annotations

import re

from storycompare.gather.offers import any_of
from storycompare.text.credits import credit
from storycompare.text.roles import is_correction

_MONTH = r"(?:(?:jan|febr?)(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|(?:sept?|oct|nov|dec)(?:(?:em|o)?ber)?)"

# Short lines of the page's own: each must be the whole line, or its beginning where the pattern ends in `.*`.
_JUNK = any_of(
    r"advertise?ment|anzeige|publicité|sponsored(?: content)?|ad(?: feedback)?|promoted",
    r"(?:read|see|watch|listen|learn|find out) (?:more|also|next|now)\b.{0,200}",
    r"(?:read|hear|watch) (?:the |our )?(?:full|whole|original) .{0,80}",
    r"(?:related|recommended|also read|more on this|more from|most read|up next|don['\u2019]t miss)\b.{0,60}",
    r"(?:you may also like|explore more)\b.{0,60}",
    r"continue reading(?: below)?|story continues(?: below)?(?: advertisement)?|article continues (?:below|after).{0,40}",
    r"(?:scroll|skip) (?:down|past|to|for)\b.{0,60}",
    r"(?:share|save|print|email|post|tweet|copy)(?: this)?(?: (?:article|story|link|page|the link))?",
    r"(?:sign|log) (?:up|in)\b.{0,140}",
    r"(?:subscribe|follow us|follow|join us|join our|get our|get the|download our|support (?:us|our|local|independent)|donate)\b.{0,140}",
    r"(?:photo|photograph|picture|image|credit|illustration|video|audio|foto|bild)s?(?: credit| by)?\s?:.{0,160}",
    r"(?:\d+ comments?|no comments|(?:leave a|view|show|add a|post a|see all) comments?)(?: (?:yet|here|below|so far)|\W{1,3}\d*)?|"
    r"comments?(?: \(?\d+\)?)?",
    r"(?:estimated |est\. )?(?:reading|read) time:? .{0,30}|\d+[- ]min(?:ute)?s?(?: read)?(?: listen)?",
    r"(?:topics?|tags?|filed under|tagged|categor(?:y|ies)|in this article)\s?:.{0,300}",
    r"lesen sie auch\b.{0,200}|mehr zum thema\b.{0,60}|lire aussi\b.{0,200}|lea también\b.{0,200}|اقرأ أيضا.{0,100}",
    r".{0,30}(?:会員に?登録|ログイン)(?:する|して|いただく|の上).{0,40}(?:ご利用|お読み|ご覧).{0,30}|.{0,40}無断転載.{0,20}禁じ.{0,10}|"
    r"【関連記事】.{0,100}|関連記事.{0,60}",
    r"listen to (?:this|the (?:article|story|episode|podcast|audio|full|show)) .{0,60}",
    r"listen to this|loading\W{0,3}|copy link|link copied\W?|back to top|play video|open image.{0,40}",
    r".{1,60} \(@\w{1,30}\).{0,60}",
    r"we (?:want|would love|['\u2019]d love) to hear from you.{0,200}",
    r"(?:do you )?(?:have|got) (?:an?y?|you got an?y?) (?:tip|story|news|question)s?\b.{0,200}",
    r"(?:enjoy|lik|lov)(?:e|ing|ed)? (?:this|our|what you|your) .{0,40}\?.{0,200}",
    r"(?:get|have|receive|want) .{0,120}\b(?:in|to|into) your inbox.{0,160}",
)
# After a date stand a time of day, a zone, a place or a name: a word in small letters begins to tell something.
_AFTER_DATE = (
    r"(?:[\W\d_]|(?-i:[A-Z]\w*)|\b(?:at|on|by|in|and|[ap]\.?m|h|hrs?|uhr|min(?:ute)?s?|read|listen|time|ago|st|nd|rd|th|"
    r"(?:first |last )?(?:published|updated|posted|modified|created|edited))\b)"
)
_STAMP = re.compile(
    rf"(?:by [^.!?]{{3,80}} )?"
    rf"(?:(?:first |originally |last )?(?:published|updated|posted|modified|created|edited)(?: (?:on|at))?\W{{0,3}})?"
    rf"(?:\d{{1,2}}[:.]\d{{2}} ?(?:[ap]\.?m\.?)? ?(?-i:[A-Z]{{2,5}})?[, ]{{1,3}})?"
    rf"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\W{{1,2}})?"
    rf"(?:{_MONTH}\W{{1,2}}\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\W{_MONTH})\W{{1,2}}\d{{4}}(?!\d){_AFTER_DATE}{{0,40}}",
    re.IGNORECASE,
)
_STAMP_ELSEWHERE = re.compile(
    r"(?:publié|mis à jour|modifié)e?s? (?:le|à|hier|aujourd)\b[^.!?]{0,100}|(?:veröffentlicht|aktualisiert|"
    r"stand)(?: am)?: \d[^!?]{0,60}|"
    r"(?:publicado|actualizado) (?:el|a)\b[^.!?]{0,60}|über dieses thema berichteten? [^!?]{0,120}|"
    r"(?:pubblicato|aggiornato) (?:il|alle)\b[^.!?]{0,60}",
    re.IGNORECASE,
)
_EDGES = " \t\xa0\u2022\xb7|\xbb\u203a\u2192-\u2013\u2014*[]()\"'\u201d\u2019"
"""What stands around a line."""
_QUOTED = re.compile("[\"\u201c\u201e\xab\u2018\u300c'].{3,}[\"\u201d\u201c\xbb\u2019\u300d'.,!?]")
# What asks the reader for something: such a line is a sentence of the story where it goes on with a verb, or is said by somebody.
_ASKS = re.compile(
    r"(?:(?:sign|log) (?:up|in)|subscribe|follow(?: us)?|join (?:us|our)|get (?:our|the)|download our|"
    r"support (?:us|our|local|independent)|donate|"
    r"(?:read|see|watch|listen|learn|find out|hear|scroll|skip|share|save|print|have|got|do you|enjoy\w*|lik\w+|lov\w+|we)\b)",
    re.IGNORECASE,
)
_TO_READER = re.compile(r"\b(?:you|yours?|us|our)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:related|recommended|read|also read|more|most read|up next|topics?|tags?|filed under|categor(?:y|"
    r"ies))[^:.,]{0,20}:",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|had|have|do|does|did|will|would|can|could|may|might|must|shall|should|[a-z]{2,}ed|began|ran|"
    r"rose|fell|came|"
    r"went|took|gave|got|made|met|won|lost|held|kept|left|led|paid|sent|sold|set|put|cut|cost|hit|shot|broke|brought|bought|built|caught|"
    r"drew|drove|ate|fought|flew|grew|knew|saw|sank|spoke|spent|stood|stole|swore|taught|thought|threw|wore|wrote|became|fails?|remains?|"
    r"costs|takes|begins|ends|runs|comes|goes|needs|means|shows)\b"
)
_SAYING = re.compile(r"[,!?]\W{0,3} ?(?:\w+[\w.'\u2019-]* ){0,6}?(?:said|says|told|asked|wrote|\w{3,}ed)\b", re.IGNORECASE)
_RIGHTS = re.compile(r"\s*(?:\(c\)|©|copyright)", re.IGNORECASE)
_NOTICE = re.compile(r"(?:\(c\)|©|copyright (?:\(c\)|©|\d{4})|all (?:rights reserved|contents (?:copyright|©)))", re.IGNORECASE)
# An agency's rights in the text say where it came from; the page's own say nothing of the story.
_AGENCY = re.compile(r"associated press|reuters|agence france|\bafp\b|\bdpa\b|press association|bloomberg|\bupi\b", re.IGNORECASE)
_AGO = re.compile(r"(?:(?:last )?(?:published|updated|posted|modified):? )?\d+ (?:minute|hour|day|week|month|min|hr)s? ago", re.IGNORECASE)


# What an author does or is, in the line about them under a text.
_DOES = re.compile(
    r" \([^()]{3,80}\)$|,? (?:who )?(?:covers|reports|writes|edits|joined|has (?:been|covered|reported|written)|can be reached|"
    r"(?:is|was) (?:an?|the|our|based)\b|ist|est|es (?:una?|la|el)\b)"
)


def is_junk(text: str) -> bool:
    """Return whether the whole line is the page's own: a label, a share or sign-up line, a date.

    >>> is_junk("Advertisement"), is_junk("Read more: the ferry"), is_junk("Subscribers to the fund voted on Tuesday.")
    (True, True, False)
    """
    if len(text) > 320:
        return False
    line = text.strip(_EDGES)
    own = _NOTICE.match(line) is not None and _AGENCY.search(line) is None
    stamp = any(pattern.fullmatch(line) for pattern in (_STAMP, _STAMP_ELSEWHERE, _AGO))
    return (own or stamp or (_JUNK.fullmatch(line) is not None and not _sentence(text.strip(), line))) and not is_notice(text)


def _sentence(text: str, line: str) -> bool:
    """Return whether ``line``, ``text`` less its edges, reads as a sentence of a story: a label's first words may begin one."""
    stops = line.rstrip(_EDGES).endswith((".", "!", "?"))
    if _QUOTED.match(text) and (stops or _SAYING.search(text)):
        return True
    if not stops or _LABEL.match(line):
        return False
    asks = _ASKS.match(line)
    if asks is None:
        return len(line) > 60 or _VERB.search(line, len(line.split(maxsplit=1)[0])) is not None
    goes_on = _VERB.match(line, asks.end() + 1) is not None and _TO_READER.search(line) is None
    return goes_on or _SAYING.search(line) is not None


def is_bio(text: str, authors: str | None) -> bool:
    """Return whether ``text`` says who one of the ``authors`` is, or what they do.

    >>> is_bio("Ada Pym covers the river.", "Hal Orr and Ada Pym"), is_bio("Ada Pym fell in the river.", "Hal Orr and Ada Pym")
    (True, False)
    """
    named = re.split(r",? and |, ", authors or "")
    return any(name and text.startswith(name) and _DOES.match(text, len(name)) is not None for name in named)


def is_credit(text: str) -> bool:
    """Return whether ``text`` is a line that says where the story came from, and not the page's own notice of its rights.

    >>> is_credit("This story was originally published by the Harbour Desk."), is_credit("© 2031 Harbour Gazette. All rights reserved.")
    (True, False)
    """
    return credit(text) is not None and not _RIGHTS.match(text)


def is_notice(text: str) -> bool:
    """Return whether ``text`` is a line that must not be lost: a credit, or that something was corrected."""
    return is_credit(text) or is_correction(text)
