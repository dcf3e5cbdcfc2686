"""The nouns of where a text came from: quotations and who carries them, credits and the chains they make, origins, and placement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storycompare.model.findings import PassageCoverage, Ref, Span, VersionCoverage

QuoteForm = Literal["whole", "trimmed", "altered", "split", "joined", "indirect"]
CreditKind = Literal["republication", "wire", "contribution", "report", "interview"]
Where = Literal["lede", "high", "low", "nowhere"]


@dataclass(frozen=True, slots=True)
class Change:
    """Words that differ between two forms of one quotation: ``a`` in the form the ledger shows, ``b`` in the carrier's."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Carried:
    """One version's form of a quotation.

    ``speaker`` is who says it, as this version names them; ``credited_to_outlet`` the outlet, where the words are an outlet's own prose.
    ``spans`` are the words inside the quotation marks (of an indirect form, the sentence). ``marked`` says that the outlet itself shows
    every change, by brackets or an ellipsis.
    """

    version: str
    sentence: int
    form: QuoteForm
    speaker: str | None
    credited_to_outlet: str | None
    spans: tuple[Span, ...]
    changes: tuple[Change, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """One direct quotation and who carries it; ``text`` is its fullest form, that of ``of``."""

    id: str
    text: str
    speaker: str | None
    of: Ref
    carried: tuple[Carried, ...]
    credited_to_outlet: str | None
    perhaps_translated: bool

    @property
    def altered(self) -> bool:
        """Whether some version's words differ in a way that the outlet does not show itself."""
        return any(row.form == "altered" and not row.marked for row in self.carried)


@dataclass(frozen=True, slots=True)
class Crediting:
    """A credit: which version gives it, in which sentence and words (None where the line is not in the text), and to whom.

    ``loaded`` is the version that is this outlet's; None where it is not among those compared: credited, not loaded.
    """

    version: str
    sentence: int | None
    outlet: str
    role: CreditKind
    span: Span | None
    loaded: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A link of a credit chain: the outlet, its version where it was loaded, and the credit of the step before that leads here."""

    outlet: str
    version: str | None
    role: CreditKind | None


@dataclass(frozen=True, slots=True)
class Chain:
    """Where a version says its text came from, step by step; the first step is the version itself."""

    version: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin of the story: its name, its version where it was loaded, and the versions that rest on it."""

    name: str
    version: str | None
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """Versions with long shared runs, each group once.

    ``credited_to`` are the outlets they say their text is from; ``shared`` the words of the longest run that two of them share outside
    quotation marks. ``published`` are their dates, in the order of ``versions``: a date alone says nothing of direction.
    """

    versions: tuple[str, ...]
    credited_to: tuple[str, ...]
    near_copy: bool
    shared: int
    published: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Credits, long shared runs, credit chains, and the origins that the story rests on as far as the credits say."""

    credits: tuple[Crediting, ...] = ()
    copies: tuple[Copies, ...] = ()
    origins: tuple[Origin, ...] = ()
    chains: tuple[Chain, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a version puts a passage: its sentence and height, 0 the first body sentence and 1 the last; ``nowhere`` has neither."""

    version: str
    where: Where
    sentence: int | None
    height: float | None


@dataclass(frozen=True, slots=True)
class Placement:
    """A passage in the lede of ``version`` that stands low, or has no counterpart, in another."""

    passage: str
    version: str
    sentence: int
    elsewhere: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """How a version opens: its lede, the passages there, those its headline names, and the headline's words in no other headline."""

    version: str
    lede: tuple[int, ...]
    lede_passages: tuple[str, ...]
    headline_passages: tuple[str, ...]
    headline_only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Passages by versions, each version's totals, how each opens, and what opens one and stands low or nowhere in another."""

    passages: tuple[PassageCoverage, ...] = ()
    versions: tuple[VersionCoverage, ...] = ()
    openings: tuple[Opening, ...] = ()
    placements: tuple[Placement, ...] = ()
