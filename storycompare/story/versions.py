"""Versions made ready: named apart, split into sentences, given roles, held to the limits."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from storycompare.limits import MAX_SENTENCE_CHARACTERS, MAX_SENTENCES
from storycompare.model import Notice, Reason, Sentence, Version
from storycompare.text.credits import credits_of
from storycompare.text.paragraphs import paragraphs
from storycompare.text.roles import with_roles
from storycompare.text.segment import segment
from storycompare.text.tokens import HIDDEN


def ready(versions: Sequence[Version]) -> tuple[tuple[Version, ...], tuple[Notice, ...]]:
    """Return the versions in the order of their ids, each with sentences and roles, and what there is to warn of.

    The order in which they came plays no part. A refused version keeps its text and has no sentences; one without text is refused.
    """
    named = sorted(_named_apart([_split(version) for version in versions]), key=lambda version: version.id)
    notices = [notice for version in named for notice in _notices(version)]
    return tuple(replace(version, warnings=()) for version in named), tuple(notices)


def usable(version: Version) -> bool:
    """Return whether a version can be compared: not refused, and with a body sentence."""
    return version.status != "refused" and bool(body(version))


def body(version: Version) -> list[int]:
    """Return the numbers of a version's body sentences that hold anything."""
    return [number for number, s in enumerate(version.sentences or ()) if s.role == "body" and s.text]


def _split(version: Version) -> Version:
    if version.status == "refused":
        return replace(version, sentences=())
    if not version.text.strip():
        return replace(version, status="refused", reason=Reason("empty", "there is no text in it"), sentences=())
    sentences = version.sentences if version.sentences is not None else _sentences(version.text)
    if len(sentences) > MAX_SENTENCES:
        cut = f"only the first {MAX_SENTENCES:,} of its {len(sentences):,} sentences were read"
        version = replace(version, status="partial", reason=version.reason or Reason("truncated", cut))
        sentences = sentences[:MAX_SENTENCES]
    told = with_roles(sentences, version.headline)
    return replace(version, sentences=told, credits=version.credits or credits_of(told, version.outlet, version.byline))


def _sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(text[start + left : start + right], start + left, start + right, number)
        for number, (start, end) in enumerate(paragraphs(text))
        for left, right in segment(text[start:end])
    )


def _named_apart(versions: Sequence[Version]) -> list[Version]:
    """Return the versions with repeated ids numbered, in the order of a digest of what each holds."""
    groups: dict[str, list[Version]] = defaultdict(list)
    for version in versions:
        groups[version.id].append(version)
    taken = set(groups)
    result = []
    for id in sorted(groups):
        first, *rest = sorted(groups[id], key=_fingerprint) if len(groups[id]) > 1 else groups[id]
        result.append(first)
        number = 2
        for version in rest:
            while f"{id} ({number})" in taken:
                number += 1
            taken.add(f"{id} ({number})")
            result.append(replace(version, id=f"{id} ({number})"))
    return result


def _fingerprint(version: Version) -> str:
    return hashlib.sha256(repr(replace(version, warnings=())).encode("utf-8", "surrogatepass")).hexdigest()


def _notices(version: Version) -> list[Notice]:
    notices = [replace(notice, version=version.id) for notice in version.warnings]
    if version.status != "ok":
        kind = "refused-version" if version.status == "refused" else "partial-version"
        why = version.reason.message if version.reason else "no reason was given"
        said = "not compared" if version.status == "refused" else "not whole"
        notices.append(Notice(kind, f"{said}: {_where(version, why)}{why}", version.id))
    if HIDDEN.search(version.text):
        notices.append(
            Notice(
                "hidden-characters",
                "its text holds zero-width, bidirectional or soft-hyphen characters; matching passes over them",
                version.id,
            )
        )
    if any(len(sentence.text) > MAX_SENTENCE_CHARACTERS for sentence in version.sentences or ()):
        notices.append(
            Notice("long-sentence", f"a sentence of over {MAX_SENTENCE_CHARACTERS:,} characters is matched by its beginning", version.id)
        )
    return notices


def _where(version: Version, why: str) -> str:
    """Return the address that a version came from, for what is said of it: of five on one host, the ids tell none from another."""
    where = (version.source.final_url or version.url or "")[:300]
    return f"{where}: " if where and where not in why else ""
