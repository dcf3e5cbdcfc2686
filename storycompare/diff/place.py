"""Places that differ between two matched sentences: Norwich here, Norwood there."""

from __future__ import annotations

from storycompare.diff import name
from storycompare.diff.findings import Finding, Inside


def find(match: Inside) -> list[Finding]:
    """Return the places that stand for each other and are not the same; which names are places `diff.name` says."""
    return name.places(match)
