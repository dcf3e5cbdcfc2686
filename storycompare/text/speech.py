"""Who speaks: the speaker of a quotation, from the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from storycompare.text.saying import PARTICIPLES, SAYING_VERBS
from storycompare.text.subjects import (
    MOST_NAME,
    OTHER,
    OWN,
    Run,
    Token,
    after_verb,
    before_verb,
    is_passive,
    of_the_clause,
    sound,
    tokens_of,
)


def speaker(frame: str) -> str | None:
    """Return who is said to say the quotation that `OWN` stands for, as the words around it name them; None where they do not say.

    >>> speaker(f"{OWN} said Mayor Ann Orr, who voted no.")
    'Mayor Ann Orr'
    >>> speaker(f"Lee Marsh, the clerk, later called it {OWN} and left.")
    'Lee Marsh'
    >>> speaker(f"It was {OWN}, according to a spokesman for the port.")
    'a spokesman for the port'
    """
    tokens = tokens_of(frame)
    own = next((place for place, token in enumerate(tokens) if token.text == OWN), None)
    if own is None:
        return None
    after = _after(tokens, own)
    for found in (after[0], _before(tokens, own), _according(tokens), after[1], _colon(tokens, own)):
        if found and (found := sound(tokens, found)):
            first, last = found
            while last - first > 1 and (tokens[last - 1].low.endswith("ly") and tokens[last - 1].text[0].islower()):
                last -= 1
            return frame[tokens[first].start : tokens[last - 1].end]
    return None


def _after(tokens: Sequence[Token], own: int) -> tuple[Run | None, Run | None]:
    """Return the speaker that stands directly behind the quotation, and one named further on in the sentence."""
    place = own + 1
    while place < len(tokens) and tokens[place].text in ",.;":
        place += 1
    # `"...," said Orr` and `"...," Orr said`.
    if place < len(tokens) and tokens[place].low in SAYING_VERBS:
        return after_verb(tokens, place + 1), None
    for verb in range(place, len(tokens)):
        if tokens[verb].text in {OWN, OTHER}:
            break
        if tokens[verb].low in SAYING_VERBS and not is_passive(tokens, verb) and (subject := before_verb(tokens, verb, place)):
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
        if tokens[verb].low in PARTICIPLES:
            return of_the_clause(tokens, verb)
        if tokens[verb].low in SAYING_VERBS and not is_passive(tokens, verb) and (subject := before_verb(tokens, verb, 0)):
            return subject
    return None


def _according(tokens: Sequence[Token]) -> Run | None:
    for place in range(len(tokens) - 2):
        if tokens[place].low == "according" and tokens[place + 1].low == "to":
            return after_verb(tokens, place + 2)
    return None


def _colon(tokens: Sequence[Token], own: int) -> Run | None:
    """Return the name that a colon puts before the quotation, as in a transcript."""
    if own > 1 and tokens[own - 1].text == ":" and own <= MOST_NAME // 2 and all(t.word and t.text[0].isupper() for t in tokens[: own - 1]):
        return 0, own - 1
    return None
