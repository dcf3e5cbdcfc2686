"""Where a version comes from: the fields it was given, what to call it when nothing else is known, digest and warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from storycompare.gather.snapshot import Snapshot, of_archive, snapshot
from storycompare.gather.web.url import masked
from storycompare.model import Notice, Reason, Source, Version


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known before the text is: ``stem`` names a version that has neither outlet nor address; nothing is guessed from it.

    Of a page from the web also where and when it was fetched, the charset its server names, and why it is cut.
    """

    stem: str
    given: Mapping[str, Any] = field(default_factory=dict)
    sha256: str | None = None
    warnings: tuple[Notice, ...] = ()
    extractor: str | None = None
    final_url: str | None = None
    fetched_at: str | None = None
    captured_at: str | None = None
    charset: str | None = None
    cut: Reason | None = None

    def told(self, **fields: str | None) -> Origin:
        """Return the origin with what the text says about itself; what was given goes before it."""
        known = {key: value for key, value in fields.items() if value}
        if self.live and snapshot(known.get("url") or ""):
            del known["url"]
        return replace(self, given={**known, **{key: value for key, value in self.given.items() if value is not None}})

    def captured(self, capture: Snapshot | None) -> Origin:
        """Return the origin with what is said of its capture by an archive; what is known of that goes before it."""
        if capture is None or self.live:
            return self
        return replace(self.told(url=capture.url), captured_at=self.captured_at or capture.captured_at)

    @property
    def live(self) -> bool:
        """Return whether it came from a host that is no archive's: such a page cannot be an archived one, whatever it says."""
        return self.final_url is not None and not of_archive(self.final_url)

    def version(self, text: str, *, reason: Reason | None = None, status: Any = None) -> Version:
        """Return the version of ``text``; ``partial`` where there is a reason for it."""
        return Version.from_text(text, **self._fields(reason, status))

    def sentences(self, paragraphs: list[list[str]]) -> Version:
        """Return the version of sentences given one by one."""
        return Version.from_sentences(paragraphs, **self._fields(None, None))

    def refused(self, reason: Reason) -> Version:
        """Return a version that is not compared, and why."""
        return self.version("", reason=reason, status="refused")

    def _fields(self, reason: Reason | None, status: Any) -> dict[str, Any]:
        named = any(self.given.get(key) for key in ("id", "outlet", "url"))
        kept = snapshot(str(self.given.get("url") or ""))
        captured_at = self.captured_at or (kept.captured_at if kept else None)
        url = kept.url if kept else self.given.get("url")
        return {
            **self.given,
            **({"url": masked(url)} if url else {}),
            "id": self.given.get("id") if named else self.stem,
            "status": status or ("partial" if reason else "ok"),
            "reason": reason,
            "source": Source(self.final_url, self.fetched_at, self.sha256, self.extractor, captured_at),
            "warnings": self.warnings,
        }
