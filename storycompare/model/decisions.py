"""The nouns of a person's corrections: decisions about matches, names and versions, kept in a file and replayed on every run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from storycompare.model.findings import digest

DECISIONS_SCHEMA = "storycompare-decisions/1"
Action = Literal["accept", "add", "merge", "partial", "reject", "rename"]
ACTIONS: tuple[Action, ...] = get_args(Action)
Linking = Literal["accept", "add"]

NEEDS: dict[Action, tuple[str, ...]] = {
    "accept": ("a", "b"),
    "add": ("a", "b"),
    "merge": ("outlet", "into"),
    "partial": ("version",),
    "reject": ("a", "b"),
    "rename": ("version", "outlet"),
}
"""What each action is about: the keys it cannot do without."""


def sentence_digest(text: str) -> str:
    r"""Return the twelve digits that name a sentence in a decision: its words as written, however they are spaced.

    >>> sentence_digest("The vote\n was 7-2.") == sentence_digest("The vote was 7-2.")
    True
    """
    return digest(" ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Pointed:
    """A sentence that a decision is about: its version, `sentence_digest` of its text, and the text for people to read."""

    version: str
    sentence: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One correction by a person.

    ``accept``, ``add`` and ``reject`` are about the pair ``a``, ``b``; ``rename`` gives ``version`` the name ``outlet``; ``partial`` says
    that ``version`` was not read whole; ``merge`` says that ``outlet`` is another name of ``into``. ``note`` is the person's own.
    """

    action: Action
    a: Pointed | None = None
    b: Pointed | None = None
    version: str | None = None
    outlet: str | None = None
    into: str | None = None
    note: str | None = None
