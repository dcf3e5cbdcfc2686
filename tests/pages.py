"""The gold pages of ``fixtures/pages`` and how a reading of one is scored: words, paragraphs, noise, metadata, roles."""

import hashlib
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import NamedTuple

from storycompare.story.versions import ready

PAGES = Path(__file__).parent.parent / "fixtures" / "pages"
FIELDS = ("headline", "byline", "published", "updated", "url", "outlet", "section")
WORD = re.compile(r"[^\W_]")


class Score(NamedTuple):
    """How well a text was taken out of a page; paragraphs exact counts those found exactly, beside the more of given and found."""

    words_right: int
    words_found: int
    words_gold: int
    paragraphs_exact: int
    paragraphs_all: int
    noise: tuple[str, ...]

    @property
    def f1(self):
        return 2 * self.words_right / max(1, self.words_found + self.words_gold)

    @property
    def exact(self):
        return self.paragraphs_exact / self.paragraphs_all


def pages(folder=PAGES):
    """The gold pages: name, source, gold."""
    for path in sorted(Path(folder).glob("*.html")):
        yield path.stem, path.read_text(encoding="utf-8"), json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def digest(folder=PAGES):
    """What the floors were measured on."""
    data = b"".join(path.read_bytes() for path in sorted(Path(folder).iterdir()) if path.suffix in {".html", ".json"})
    return hashlib.sha256(data).hexdigest()[:16]


def folded(text):
    return " ".join(text.split())


def units(text):
    """Words, and each character of a script without spaces."""
    return Counter(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+", text.casefold()))


def plain(html):
    """A page's source as its words: entities resolved, tags out."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def scored(paragraphs, gold):
    """The score of the paragraphs taken out of a page."""
    found, told = [folded(p) for p in paragraphs], [folded(p["text"]) for p in gold["paragraphs"]]
    words, given = (units(" ".join(texts)) for texts in (found, told))
    exact = (Counter(found) & Counter(told)).total()
    noise = [line for line in gold["noise"] if _lets_in(folded(line), found, told)]
    return Score((words & given).total(), words.total(), given.total(), exact, max(len(found), len(told)), tuple(noise))


def _lets_in(line, found, told):
    """Whether a line that must not appear does: as a paragraph, or within one that is none of the article's."""
    return any(line == text or (len(line) > 20 and line in text and text not in told) for text in found)


def roles(version):
    """The version's paragraphs, each with the role of its sentences where all but a dateline have one."""
    ((made,), _) = ready([version])
    grouped = {}
    for sentence in made.sentences:
        if sentence.role != "dateline":
            grouped.setdefault(sentence.paragraph, []).append(sentence.role)
    return [kinds[0] if len(set(kinds)) == 1 else "/".join(kinds) for kinds in grouped.values()], made
