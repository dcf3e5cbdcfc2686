"""What the report's script reads: who is matched with whom, which words differ, and the decisions so far, as small as it can be written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from storycompare.model import DECISIONS_SCHEMA, Comparison, Decision, Match, Version, sentence_digest
from storycompare.render import words
from storycompare.render.marks import MOSTLY

_RELATIONS = ("verbatim", "reworded", "partial")


def embedded(comparison: Comparison) -> dict[str, Any]:
    """Return what the page's script draws two versions side by side from, as values that JSON can hold.

    ``links`` are rows: places of two versions, numbers of two sentences, score in hundredths, relation, moved, decision, why (places in
    ``reasons``), and the marks of both sentences: lengths in UTF-16 units of the text as it is shown, unmarked and marked in turn.
    """
    places = {version.id: place for place, version in enumerate(comparison.versions)}
    reasons: dict[str, int] = {}
    links = [_link(match, places, reasons) for match in comparison.matches]
    return {
        "schema": DECISIONS_SCHEMA,
        "mostly": MOSTLY,
        "versions": [_version(version) for version in comparison.versions],
        "links": links,
        "reasons": list(reasons),
        "decisions": [_decision(decision) for decision in comparison.decisions],
    }


def _version(version: Version) -> dict[str, Any]:
    sentences = [sentence_digest(sentence.text) if sentence.text else "" for sentence in version.sentences or ()]
    bodies = [number for number, sentence in enumerate(version.sentences or ()) if sentence.role == "body"]
    return {"id": version.id, "name": words.visible(version.id), "sentences": sentences, "body": bodies, "status": version.status}


def _link(match: Match, places: dict[str, int], reasons: dict[str, int]) -> list[Any]:
    a, b = match.a, match.b
    because = [reasons.setdefault(words.visible(reason), len(reasons)) for reason in match.evidence.because]
    about = [round(100 * match.score), _RELATIONS.index(match.relation), int(match.moved), match.decision or "", because]
    changed = any(hunk.op != "equal" for hunk in match.hunks)
    marks = [_marks((hunk.op, hunk.a.text) for hunk in match.hunks), _marks((hunk.op, hunk.b.text) for hunk in match.hunks)]
    return [places[a.version], a.sentence, places[b.version], b.sentence, *about, *(marks if changed else [])]


def _marks(hunks: Iterable[tuple[str, str]]) -> list[int]:
    """Return the lengths of a sentence's runs, what is unmarked and what is marked in turn, beginning with the unmarked."""
    lengths = [0]
    for op, text in hunks:
        shown = words.visible(text)
        length = len(shown) if shown.isascii() else len(shown.encode("utf-16-le")) // 2
        if len(lengths) % 2 == (op != "equal"):
            lengths.append(0)
        lengths[-1] += length
    return lengths


def _decision(decision: Decision) -> dict[str, Any]:
    import msgspec

    written: dict[str, Any] = msgspec.to_builtins(decision)
    return {key: value for key, value in written.items() if value is not None}
