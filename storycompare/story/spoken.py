"""What a version quotes: each direct quotation with its words, its speaker and, where it is an outlet's own prose, the outlet."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storycompare.model import Sentence, Span, Version
from storycompare.text.crediting import Credited
from storycompare.text.outlets import mentions
from storycompare.text.persons import is_pronoun, may_be, meant, names_anyone, names_someone
from storycompare.text.quotations import quotations
from storycompare.text.saying import PARTICIPLES, SAYING_VERBS
from storycompare.text.speech import speaker
from storycompare.text.subjects import OTHER, OWN
from storycompare.text.tokens import Word, words

SHORT = 3
"""Most words of a scare quote, a title or a name: a stretch so short is a quotation only where it is all that a speaker says in its
sentence, or where another version has it inside a longer one."""
AROUND = 600
"""Characters before and after a quotation among which its speaker is looked for: a longer sentence is seldom one."""
LOOK_BACK = 4
"""Sentences before a pronoun among which its name is looked for."""
_WORKS = re.compile(
    r"\b(?:titled|entitled|headlined|book|novel|memoir|film|movie|song|album|show|series|documentary|podcast|essay|op-ed|column|play|episode|slogan|"
    r"hashtag|exhibition|painting|poem|hymn)s?,?\s*$",
    re.IGNORECASE,
)
_SAME = {"he": re.compile(r"\b(?:he|his|him)\b", re.IGNORECASE), "she": re.compile(r"\b(?:she|hers?)\b", re.IGNORECASE)}
_OUTLET = re.compile(
    r"^(?:an?|the|its)\s(?:\w+\s){0,3}(?:report|network|newspaper|paper|outlet|magazine|broadcaster|channel|station|site|website|article|story|editorial|agency)\b|^it$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One quotation of one version: the sentence it begins in, its stretches, their words (places in the version's text), and who speaks.

    ``around`` are the words outside it in its sentences, and ``short`` marks what is a quotation only if another version has more of it.
    """

    version: str
    sentence: int
    last: int
    spans: tuple[Span, ...]
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    speaker: str | None
    outlet: str | None
    around: str
    short: bool

    @property
    def text(self) -> str:
        """The quotation as written, its stretches joined by a space."""
        return " ".join(span.text.strip() for span in self.spans)


MOST = 1_000
"""Quotations of a version that are looked at, the first ones: an article has a hundred, a flood of marks has no speakers."""


class _Stretch(NamedTuple):
    pieces: tuple[tuple[int, int], ...]
    first: int
    last: int


def spoken(version: Version, credits: Mapping[int, Credited]) -> list[Utterance]:
    """Return the quotations of a version's body, in order; ``credits`` are its sentences' credits, with the outlets that they mean."""
    sentences = version.sentences or ()
    starts = [sentence.start for sentence in sentences]
    quoted = quotations(version.text, sentences)[:MOST]
    stretches = _merged(version, [_Stretch(q.pieces, *_numbers(starts, q.pieces)) for q in quoted])
    found: list[Utterance] = []
    for place, stretch in enumerate(stretches):
        if sentences[stretch.first].role != "body":
            continue
        around = _around(version, stretches, place)
        who = speaker(around) or _goes_on(version, stretches, place, found, around)
        outlet = _outlet(who, credits.get(stretch.first) or credits.get(stretch.last))
        spans = tuple(Span(a, b, version.text[a:b]) for a, b in stretch.pieces)
        said = tuple(Word(word.key, word.start + a, word.end + a) for a, b in stretch.pieces for word in words(version.text[a:b]))
        if not said or _WORKS.search(version.text[max(0, spans[0].start - 30) : spans[0].start - 1]):
            continue
        named = _named(who, version, stretch.first, around, found) if who and outlet is None else who
        short = len(said) <= SHORT and not (who and _alone(around))
        keys = tuple(word.key for word in said)
        found.append(Utterance(version.id, stretch.first, stretch.last, spans, said, keys, named, outlet, around, short))
    return found


def _numbers(starts: Sequence[int], pieces: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the numbers of the first and the last sentence of a stretch."""
    return bisect_right(starts, pieces[0][0]) - 1, bisect_right(starts, max(pieces[-1][0], pieces[-1][1] - 1)) - 1


def _merged(version: Version, stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Return the stretches, those together that one attribution interrupts: "We lost," she said, "and we go on"."""
    result: list[_Stretch] = []
    for stretch in stretches:
        before = result[-1] if result else None
        if (
            before is not None
            and before.last == stretch.first
            and version.text[before.pieces[-1][1] - 1] == ","
            and _interrupts(version.text[before.pieces[-1][1] : stretch.pieces[0][0] - 1])
        ):
            result[-1] = _Stretch((*before.pieces, *stretch.pieces), before.first, stretch.last)
        else:
            result.append(stretch)
    return result


def _interrupts(between: str) -> bool:
    """Return whether what stands between two stretches says once who speaks: said twice, they are two quotations."""
    said = [word for word in re.findall(r"[a-z]+", between.lower()) if word in SAYING_VERBS or word in PARTICIPLES]
    return between.rstrip().endswith(",") and len(said) < 2


def _around(version: Version, stretches: Sequence[_Stretch], place: int) -> str:
    """Return the sentences of a quotation with a mark in the place of each quotation."""
    sentences = version.sentences or ()
    own = stretches[place]
    start = max(sentences[own.first].start, own.pieces[0][0] - AROUND)
    end = min(sentences[own.last].end, own.pieces[-1][1] + AROUND)
    holes: list[tuple[int, int, str]] = []
    for other in stretches[max(0, place - 12) : place + 12]:
        for number, (a, b) in enumerate(other.pieces):
            if start <= b and a <= end:
                holes.append((a, b, (OWN if number == 0 else "") if other is own else OTHER))
    text, at = "", start
    for a, b, mark in sorted(holes):
        text += version.text[at : max(at, a - 1)] + mark
        at = max(at, b + 1)
    return text + version.text[at : max(at, end)]


def _alone(around: str) -> bool:
    """Return whether a short stretch is all that is said: it opens its sentence, or follows the comma or colon of a verb of saying."""
    before = around[: around.index(OWN)].rstrip()
    return not before or before[-1] in ",:"


def _goes_on(version: Version, stretches: Sequence[_Stretch], place: int, found: Sequence[Utterance], around: str) -> str | None:
    """Return the speaker of a quotation that its own sentences do not name."""
    sentences = version.sentences or ()
    own, before = stretches[place], found[-1] if found else None
    paragraph = sentences[own.first].paragraph
    bare = not any(map(str.isalnum, around))
    if own.first and sentences[own.first - 1].text.rstrip().endswith(":"):
        return speaker(f"{sentences[own.first - 1].text} {OWN}")
    if before is not None and before.outlet is None and own.first - before.last <= 1:
        same = sentences[before.last].paragraph == paragraph
        if same or (bare and sentences[before.last].paragraph == paragraph - 1):
            return before.speaker
    following = own.last + 1
    if bare and following < len(sentences) and sentences[following].paragraph == paragraph:
        return (
            speaker(f"{OWN} {sentences[following].text}")
            if not any(s.first == following for s in stretches[place + 1 : place + 2])
            else None
        )
    return None


def _outlet(who: str | None, credit: Credited | None) -> str | None:
    """Return the outlet whose own words a quotation is: the speaker is its name, its report, or "it" for the one credited here."""
    if who is None:
        return None
    if credit is not None and credit.outlet and credit.kind != "interview" and _OUTLET.match(who):
        return credit.outlet
    bare = re.sub(r"^the\s", "", who, flags=re.IGNORECASE)
    return next((name for name, *_ in mentions(who) if name == bare), None)


def _named(who: str, version: Version, number: int, around: str, found: Sequence[Utterance]) -> str:
    """Return the name that a pronoun stands for, or the speaker as written: the name in the sentence, or the last before it."""
    if who.lower() not in {"he", "she"}:
        return who
    pronoun, sentences = who.lower(), version.sentences or ()
    before = around[: m.start()] if (m := re.search(rf"\b{who}\b", around)) else ""
    plain = before.replace(OWN, " ").replace(OTHER, " ")
    if name := meant(pronoun, plain, version.text):
        return name
    if names_someone(plain, version.text):  # "sent to Orr, he said": who he is, another clause tells
        return who
    for earlier in range(number - 1, max(-1, number - 1 - LOOK_BACK), -1):
        for utterance in reversed(found[-6:]):
            speaker_then = utterance.speaker if utterance.last == earlier and utterance.outlet is None else None
            if speaker_then and not is_pronoun(speaker_then):
                if may_be(pronoun, speaker_then, version.text):
                    return speaker_then
                break
        narrated = _narrated(sentences[earlier], earlier, found)
        if name := meant(pronoun, narrated, version.text):
            return name
        # Over a sentence that is about another one a pronoun does not reach.
        if names_anyone(narrated) and not _SAME[pronoun].search(narrated):
            break
    return who


def _narrated(sentence: Sentence, number: int, found: Sequence[Utterance]) -> str:
    """Return the beginning of a sentence with blanks for what is quoted in it."""
    text = sentence.text[:AROUND]
    for span in (span for u in found[-6:] if u.sentence <= number <= u.last for span in u.spans):
        a, b = max(0, span.start - sentence.start), max(0, span.end - sentence.start)
        text = text[:a] + " " * (min(b, len(text)) - a) + text[b:]
    return text
