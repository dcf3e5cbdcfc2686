"""Matches as the result shows them: each scored pair with its evidence, hunks and differences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from storycompare.diff.differences import differences
from storycompare.diff.hunks import Run, hunks, runs
from storycompare.diff.rest import Rest, rest
from storycompare.match.corpus import Corpus
from storycompare.match.evidence import because
from storycompare.match.pairs import Pair, Pairing
from storycompare.model import Evidence, Match, Ref
from storycompare.model.findings import hashed, joined
from storycompare.story.halves import lacking
from storycompare.text.reading import Reading
from storycompare.text.tokens import FUNCTION_WORDS

_TELLING_RUN = 4


def matches(corpus: Corpus, refs: Sequence[Ref], found: Pairing) -> tuple[Match, ...]:
    """Return the pairs as matches, in the order of the versions and their sentences; ``refs`` name the corpus's entries."""
    rests = [rest(entry.reading for entry in corpus.entries[first:last]) for first, last in pairwise(corpus.bounds)]
    ends = [joined(ref, entry.reading.sentence.text) for ref, entry in zip(refs, corpus.entries, strict=True)]
    names = ["m-" + hashed(ends[pair.i] + "\x1f" + ends[pair.j]) for pair in found.pairs]
    return tuple([_match(name, corpus, refs, pair, rests) for name, pair in zip(names, found.pairs, strict=True)])


def _match(name: str, corpus: Corpus, refs: Sequence[Ref], pair: Pair, rests: Sequence[Rest]) -> Match:
    one, other = corpus.entries[pair.i], corpus.entries[pair.j]
    a, b = one.reading, other.reading
    between = runs(a.keys, b.keys)
    only_a, only_b = lacking(a, b, between) if pair.relation == "partial" else ((), ())
    return Match(
        id=name,
        a=refs[pair.i],
        b=refs[pair.j],
        score=pair.score,
        relation=pair.relation,
        moved=pair.moved,
        evidence=Evidence(because(one, other, _telling_run(a, between), corpus.idf, pair.contributions), pair.contributions),
        hunks=hunks(a, b, between),
        differences=differences(name, a, b, between, pair.relation, pair.score, (rests[one.version], rests[other.version])),
        decision=pair.decision,
        only_a=only_a,
        only_b=only_b,
    )


def _telling_run(a: Reading, between: Sequence[Run]) -> str:
    """Return the longest run of words in common as ``a`` writes it, or nothing where it is short or of function words alone."""
    long = [run for run in between if run.op == "equal" and run.a_end - run.a >= _TELLING_RUN]
    longest = max(long, key=lambda run: run.a_end - run.a, default=None)
    if longest is None or FUNCTION_WORDS.issuperset(a.keys[longest.a : longest.a_end]):
        return ""
    return a.sentence.text[a.words[longest.a].start : a.words[longest.a_end - 1].end]
