"""A sentence as it is quoted: its runs of words, each marked as the same, changed, or in conflict with the other side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from storycompare.model import Span, Version

SAME, CHANGED, IN_CONFLICT = 0, 1, 2
"""How a run of a quoted sentence is marked."""

MOSTLY = 0.6
"""Share of a sentence's characters that may be marked as changed: chosen by eye on the demo, where fuller marks hide what is shared."""

# What a mark becomes where a span of either kind lies over it: changed words are marked, and only changed words can clash.
_CHANGE = bytes([CHANGED]) * 256
_CLASH = bytes([SAME]) + bytes([IN_CONFLICT]) * 255
_ONE_MARK = re.compile(rb"(?s)(.)\1*")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence that is marked in one way: `SAME`, `CHANGED` or `IN_CONFLICT`."""

    text: str
    mark: int = SAME


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence as it is shown: whose it is, its number in the JSON, and its marked runs."""

    version: str
    sentence: int
    text: str
    runs: tuple[Run, ...]

    @property
    def number(self) -> int:
        """The number people read: they count from one."""
        return self.sentence + 1

    @property
    def mostly_changed(self) -> bool:
        """Whether so much is marked that the words in common tell more: a page then shows those."""
        return sum(len(run.text) for run in self.runs if run.mark) > MOSTLY * len(self.text)

    def stands_out(self, run: Run) -> bool:
        """Return whether a page without colours marks a run: of a sentence that is mostly changed what is in conflict alone."""
        return run.mark > (CHANGED if self.mostly_changed else SAME)

    @property
    def place(self) -> tuple[str, int]:
        """Version and sentence, to tell quotes apart and to sort them."""
        return self.version, self.sentence


def quoted(version: Version, number: int, changed: Iterable[Span] = (), clashing: Iterable[Span] = ()) -> Quote:
    """Return sentence ``number`` of ``version`` with the spans of ``changed`` marked, and what of them is in ``clashing`` marked more."""
    sentence = (version.sentences or ())[number]
    marks = bytearray(len(sentence.text))
    for spans, paint in ((changed, _CHANGE), (clashing, _CLASH)):
        for span in spans:
            start, end = (min(max(place - sentence.start, 0), len(marks)) for place in (span.start, span.end))
            marks[start:end] = marks[start:end].translate(paint)
    # A space takes the mark of its two neighbours: no mark begins or ends with one, and changed words that follow each other are one run.
    for gap in re.finditer(r"\s+", sentence.text):
        before = marks[gap.start() - 1] if gap.start() else SAME
        after = marks[gap.end()] if gap.end() < len(marks) else SAME
        marks[gap.start() : gap.end()] = bytes([before if before == after else SAME]) * (gap.end() - gap.start())
    stretches = _ONE_MARK.finditer(marks)
    runs = tuple(Run(sentence.text[same.start() : same.end()], marks[same.start()]) for same in stretches)
    return Quote(version.id, number, sentence.text, runs)
