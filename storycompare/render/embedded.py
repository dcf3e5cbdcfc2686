"""What the report's script reads: who is matched with whom, which words differ, and the decisions so far, as small as it can be written."""

from __future__ import annotations

from typing import Any

from storycompare.model import DECISIONS_SCHEMA, Comparison, Decision, Hunk, Match, Ref, Version, sentence_digest
from storycompare.render import words
from storycompare.render.marks import MOSTLY, quoted

_RELATIONS = ("verbatim", "reworded", "partial")


def embedded(comparison: Comparison) -> dict[str, Any]:
    """Return what the page's script draws two versions side by side from, as values that JSON can hold.

    ``links`` are rows: places of two versions, numbers of two sentences, score in hundredths, relation, moved, why, and the marks of both
    sentences: lengths in UTF-16 units of the text as it is shown, unmarked and marked in turn.
    """
    places = {version.id: place for place, version in enumerate(comparison.versions)}
    versions = {version.id: version for version in comparison.versions}
    return {
        "schema": DECISIONS_SCHEMA,
        "mostly": MOSTLY,
        "versions": [_version(version) for version in comparison.versions],
        "links": [_link(match, places, versions) for match in comparison.matches],
        "only": [[places[found.version], found.sentence] for found in comparison.additions],
        "decisions": [_decision(decision) for decision in comparison.decisions],
    }


def _version(version: Version) -> dict[str, Any]:
    sentences = [sentence_digest(sentence.text) if sentence.text else "" for sentence in version.sentences or ()]
    bodies = [number for number, sentence in enumerate(version.sentences or ()) if sentence.role == "body"]
    return {"id": version.id, "name": words.visible(version.id), "sentences": sentences, "body": bodies, "status": version.status}


def _link(match: Match, places: dict[str, int], versions: dict[str, Version]) -> list[Any]:
    a, b = match.a, match.b
    changed = [hunk for hunk in match.hunks if hunk.op != "equal"]
    because = [words.visible(reason) for reason in match.evidence.because]
    about = [round(100 * match.score), _RELATIONS.index(match.relation), int(match.moved), match.decision or "", because]
    marks = [_marks(versions[ref.version], ref, changed, side) for ref, side in ((a, "a"), (b, "b"))] if changed else []
    return [places[a.version], a.sentence, places[b.version], b.sentence, *about, *marks]


def _marks(version: Version, ref: Ref, changed: list[Hunk], side: str) -> list[int]:
    runs = quoted(version, ref.sentence, [getattr(hunk, side) for hunk in changed]).runs
    lengths = [0] if runs and runs[0].mark else []
    return lengths + [len(words.visible(run.text).encode("utf-16-le")) // 2 for run in runs]


def _decision(decision: Decision) -> dict[str, Any]:
    import msgspec

    written: dict[str, Any] = msgspec.to_builtins(decision)
    return {key: value for key, value in written.items() if value is not None}
