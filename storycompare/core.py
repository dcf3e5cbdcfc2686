"""The pure core: versions in, a comparison out. No network, no files, no clock, no state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from storycompare.encoders import AnyEncoder
from storycompare.encoders import encoder as resolved
from storycompare.errors import FROM_COMPARING, LimitExceeded, NotEnoughVersions, StoryError, UnknownBase
from storycompare.limits import MAX_ENCODED_SENTENCES, MAX_STORY_SENTENCES, MAX_VERSIONS
from storycompare.match.corpus import corpus
from storycompare.match.decided import decided
from storycompare.match.pairs import pair, understood
from storycompare.match.score import Model, model_for
from storycompare.model import SCHEMA, Comparison, Decision, Ref, Settings, Version
from storycompare.story.conflicts import conflicts
from storycompare.story.coverage import coverage
from storycompare.story.credits import read_credits
from storycompare.story.decisions import corrected
from storycompare.story.findings import additions, omissions
from storycompare.story.matches import matches
from storycompare.story.provenance import provenance
from storycompare.story.quotes import ledger
from storycompare.story.spoken import spoken
from storycompare.story.told import told
from storycompare.story.versions import body, usable
from storycompare.story.warnings import warnings
from storycompare.version import __version__


def compare(
    versions: Sequence[Version],
    *,
    base: str | None = None,
    settings: Settings | None = None,
    id: str | None = None,
    meta: Any = None,
    encoder: AnyEncoder | None = None,
    decisions: Sequence[Decision] = (),
) -> Comparison:
    """Return what each version adds, has no counterpart for and words differently.

    >>> from storycompare import Version, compare
    >>> a = Version.from_text("The bridge will close for six months. Shops protested.", outlet="A")
    >>> b = Version.from_text("The bridge will close for nine months.", outlet="B")
    >>> comparison = compare([a, b])
    >>> [(d.kind, d.a.text, d.b.text) for d in comparison.matches[0].differences]
    [('number', 'six', 'nine')]
    >>> [comparison.versions[0].sentences[x.sentence].text for x in comparison.additions]
    ['Shops protested.']

    Args:
        versions: two or more; their order plays no part. Refused ones stay in the result and nothing is said of what they hold.
        base: the id of the yardstick version, to which additions and omissions are then relative.
        settings: preset, threshold and base; an explicit ``base`` outranks the one in it.
        id: the story's id.
        meta: passed through untouched.
        encoder: what tells likeness of meaning beside that of words: an object with ``encode`` or ``encode_tokens``, a
            sentence-transformers model, or the name or folder of one (extra ``semantic``). None for words alone.
        decisions: a person's corrections, replayed in their order: everything that hangs on them is worked out anew.

    Raises:
        NotEnoughVersions: fewer than two versions can be compared.
        UnknownBase: ``base`` is none of the versions that can be.
        LimitExceeded: more versions or sentences than are taken on.
        BadEncoder: the encoder is none, or gives something that cannot be used.
        MissingExtra: a model is named and the extra ``semantic`` is not installed.
    """
    asked = settings or Settings()
    return compare_with(None, versions, replace(asked, base=base if base is not None else asked.base), id, meta, encoder, decisions)


def compare_with(
    scorer: Model | None,
    versions: Sequence[Version],
    asked: Settings,
    id: str | None = None,
    meta: Any = None,
    encoder: AnyEncoder | None = None,
    decisions: Sequence[Decision] = (),
) -> Comparison:
    """Return what `compare` returns, with the scores of ``scorer``; of the shipped one that fits the encoder where it is None."""
    reader = None if encoder is None else resolved(encoder)
    if len(versions) > MAX_VERSIONS:
        raise LimitExceeded(f"{len(versions)} versions", why=f"at most {MAX_VERSIONS} are compared", fix="compare fewer at a time")
    corrections = corrected(versions, decisions)
    named, asked = corrections.versions, replace(asked, base=corrections.name(asked.base))
    able = {version.id: version for version in named if usable(version)}
    _check(named, able, asked.base, MAX_STORY_SENTENCES if reader is None else MAX_ENCODED_SENTENCES)
    told_by = list(able.values())
    sentences = corpus(told_by)
    meaning = None if reader is None or not sentences.entries else understood(sentences, reader)
    scorer = scorer or model_for(meaning)
    threshold = scorer.thresholds[asked.preset] if asked.threshold is None else asked.threshold
    ids = list(able)
    found = pair(sentences, scorer, threshold, meaning)
    sentences, found = decided(told_by, sentences, found, corrections.linked, corrections.parted)
    refs = [Ref(ids[entry.version], entry.sentence) for entry in sentences.entries]
    matched = matches(sentences, refs, found)
    credits = read_credits(able, corrections.merged)
    story = told(able, sentences, refs, found, matched, credits)
    quoted = {name: spoken(version, credits.inside[name]) for name, version in able.items()}
    lacking = omissions(story, asked.base, scorer)
    return Comparison(
        schema=SCHEMA,
        storycompare=__version__,
        scorer=replace(scorer.card, encoder=None if reader is None else f"{reader.name} {reader.digest}".strip()),
        settings=replace(asked, threshold=threshold),
        id=id,
        meta=meta,
        versions=named,
        matches=matched,
        passages=story.passages,
        additions=additions(story, asked.base),
        omissions=lacking,
        conflicts=conflicts(matched, story.passages, story.readings),
        quotes=ledger(story, quoted),
        coverage=coverage(able, story.passages, story.matched, story.origins.firsts, lacking),
        similarity=story.alike,
        provenance=provenance(credits, story.alike, matched, quoted),
        warnings=warnings(corrections.notices, story, scorer, reader),
        decisions=tuple(decisions),
    )


def recompare(comparison: Comparison, decisions: Sequence[Decision]) -> Comparison:
    """Return a finished comparison with ``decisions`` in place of its own, worked out anew from the versions that it holds.

    Raises:
        StoryError: it holds no texts, or was made with an encoder, which is not at hand.
    """
    if comparison.scorer.encoder is not None:
        raise StoryError("decisions cannot be applied to this result", why="it was made with an encoder", fix="give them to `compare`")
    if any(version.sentences and not version.text for version in comparison.versions):
        raise StoryError("decisions cannot be applied to this result", why="its texts were taken out", fix="give them to `compare`")
    said = [notice for notice in comparison.warnings if notice.code not in FROM_COMPARING]
    versions = [replace(version, warnings=tuple(n for n in said if n.version == version.id)) for version in comparison.versions]
    return compare(versions, settings=comparison.settings, id=comparison.id, meta=comparison.meta, decisions=decisions)


def warm_up() -> None:
    """Pay for the imports ahead, so that the first comparison is as fast as the next ones."""
    compare([Version.from_text("One sentence to warm up.", outlet="a"), Version.from_text("Another sentence to warm up.", outlet="b")])


def _check(named: Sequence[Version], able: Mapping[str, Version], base: str | None, most: int) -> None:
    if base is not None and base not in able:
        known = ", ".join(repr(id) for id in able) or "none"
        raise UnknownBase(f"no version to compare has the id {base!r}", fix=f"the ids are {known}")
    if len(able) < 2:
        refused = [f"{v.id!r}: {v.reason.message if v.reason else 'it has no body sentence'}" for v in named if v.id not in able]
        why = "; ".join(refused) or f"{len(named)} given"
        raise NotEnoughVersions(
            "nothing to compare: it takes two versions with text", why=why, fix="give two or more articles of one story"
        )
    count = sum(len(body(version)) for version in able.values())
    if count > most:
        encoded = " with an encoder" if most == MAX_ENCODED_SENTENCES else ""
        why = f"at most {most:,} are compared{encoded}"
        raise LimitExceeded(
            f"{count:,} sentences in one story", why=why, fix=f"compare fewer versions{', or without it' if encoded else ''}"
        )
