"""The body texts as TEI P5 in parallel segmentation: a witness a version, an apparatus entry a passage, variant words inside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from string import ascii_uppercase
from typing import TYPE_CHECKING

from storycompare.model import Comparison, Version
from storycompare.render import words
from storycompare.render.collation import collate
from storycompare.render.variants import Place, Stretch, groups, pieces, shared_runs

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TEI = "http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Legal, but they would steer a terminal or turn the source round: the same characters by number.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_ABOUT = (
    "Each ab holds one passage of the story, or a sentence that stands in none; for a witness that it does not name there is no "
    "counterpart found in the text we read. The sentences of a witness stand in the order of its text; @corresp leads to the "
    "counterparts of a sentence that the order of the texts keeps apart from them. "
    "Headlines, headings, captions and credits are not transcribed."
)


def render(comparison: Comparison) -> str:
    """Return the body sentences of every version as one TEI document: less the markup, each witness has its sentences in order."""
    from lxml import etree

    sigla = {version.id: _siglum(place) for place, version in enumerate(comparison.versions)}
    root = etree.Element(f"{{{_TEI}}}TEI", nsmap={None: _TEI})  # type: ignore[dict-item]
    _header(root, comparison, sigla)
    body = _add(_add(root, "text"), "body")
    _Body(comparison, sigla).write(body)
    if not len(body):
        _add(body, "ab")
    for parent in root.iter(f"{{{_TEI}}}listWit", f"{{{_TEI}}}body"):  # a line for each, where a line end is not the text's own
        parent.text = "\n"
        for child in parent:
            child.tail = "\n"
    text = etree.tostring(root, encoding="unicode")
    written = _STEERING.sub(lambda match: f"&#x{ord(match.group()):X};", text)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _siglum(place: int) -> str:
    """Return the letter, or letters, of a witness.

    >>> _siglum(0), _siglum(25), _siglum(26)
    ('A', 'Z', 'AA')
    """
    before, last = divmod(place, 26)
    return (_siglum(before - 1) if before else "") + ascii_uppercase[last]


def _add(parent: Element, name: str, said: str | None = None, **attributes: str) -> Element:
    from lxml import etree

    child = etree.SubElement(parent, f"{{{_TEI}}}{name}", {key: _legal(value) for key, value in attributes.items()})
    if said is not None:
        child.text = _legal(said)
    return child


def _legal(text: str) -> str:
    """Return ``text`` with what XML cannot hold as a visible escape."""
    return _NOT_XML.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


def _header(root: Element, comparison: Comparison, sigla: dict[str, str]) -> None:
    header = _add(root, "teiHeader")
    file = _add(header, "fileDesc")
    _add(_add(file, "titleStmt"), "title", words.visible(comparison.id or f"{len(sigla)} versions of one story"))
    _add(_add(file, "publicationStmt"), "p", f"Written by storycompare {comparison.storycompare}.")
    source = _add(file, "sourceDesc")
    witnesses = _add(source, "listWit") if sigla else _add(source, "p", "No version.")
    for version in comparison.versions:
        _witness(_add(witnesses, "witness", **{_ID: sigla[version.id], "n": words.visible(version.id)}), version)
    encoding = _add(header, "encodingDesc")
    _add(_add(encoding, "editorialDecl"), "p", _ABOUT)
    _add(encoding, "variantEncoding", method="parallel-segmentation", location="internal")


def _witness(witness: Element, version: Version) -> None:
    """Add what is known of a version."""
    bibl = _add(witness, "bibl")
    for name, value in (("title", version.headline), ("author", version.byline), ("publisher", version.outlet)):
        if value:
            _add(bibl, name, words.visible(value))
    if version.published:
        _add(bibl, "date", words.visible(version.published), **_when(version.published))
    if address := words.web_address(version.url or version.source.final_url):
        _add(bibl, "ref", address, **_target(address))
    if not len(bibl):
        bibl.text = _legal(words.visible(version.id))
    if version.status != "ok":
        _add(witness, "note", words.STATUS[version.status] + (f": {words.visible(version.reason.message)}" if version.reason else ""))


def _target(address: str) -> dict[str, str]:
    """Return the attribute that leads to an address, as the schema's ``anyURI`` has it; none where its host or port is odd.

    >>> _target("https://example.org/100%/[a]#b#c"), _target("https://example.org:x/")
    ({'target': 'https://example.org/100%25/%5Ba%5D#b%23c'}, {})
    """
    if not re.match(r"https?://[\w.-]+(:\d{1,5})?([/?#]|$)", address, re.ASCII):
        return {}
    whole, mark, fragment = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address).replace("[", "%5B").replace("]", "%5D").partition("#")
    return {"target": whole + mark + fragment.replace("#", "%23")}


def _when(published: str) -> dict[str, str]:
    """Return the attribute that says a date to programs, where it is one.

    >>> _when("2026-03-04T09:30Z"), _when("2026-03-04"), _when("last week")
    ({'when': '2026-03-04T09:30:00+00:00'}, {'when': '2026-03-04'}, {})
    """
    try:
        return {"when": published if re.fullmatch(r"\d{4}-\d\d-\d\d", published) else datetime.fromisoformat(published).isoformat()}
    except ValueError:
        return {}


class _Body:
    """What the rows of one comparison are written with."""

    def __init__(self, comparison: Comparison, sigla: dict[str, str]) -> None:
        self.sigla = sigla
        self.rows = list(collate(comparison))
        self.runs = shared_runs(comparison)
        self.texts = {(v.id, number): s.text for v in comparison.versions for number, s in enumerate(v.sentences or ())}
        self.ids = {row.passage: f"passage-{place}" for place, row in enumerate((row for row in self.rows if row.passage), 1)}
        self.home = {
            (name, number): self.ids[row.passage] if row.passage else f"{sigla[name]}.{number + 1}"
            for row in self.rows
            for name, numbers in row.cells.items()
            for number in numbers
        }
        self.kin: dict[Place, list[Place]] = {}
        for passage in comparison.passages:
            places = [(ref.version, ref.sentence) for ref in passage.sentences]
            for place in places:
                self.kin.setdefault(place, []).extend(places)

    def write(self, body: Element) -> None:
        """Add every row to ``body``: an apparatus entry with a reading for each group of versions that share words."""
        for row in self.rows:
            known = {_ID: self.ids[row.passage], "n": words.visible(row.passage)} if row.passage else {}
            entry = _add(_add(body, "ab", **known), "app")
            whole = [(name, numbers[0]) for name, numbers in row.cells.items() if len(numbers) == 1]
            for group, common in groups(whole, self.texts, self.runs):
                self._reading(entry, group, common)
            for name, numbers in row.cells.items():
                if len(numbers) > 1:
                    rdg = _add(entry, "rdg", wit=self._wit([name]))
                    for number in numbers:
                        self._sentence(rdg, (name, number)).text = _legal(self.texts[name, number])

    def _reading(self, entry: Element, group: list[Place], common: list[Stretch]) -> None:
        rdg = _add(entry, "rdg", wit=self._wit(name for name, _ in group))
        if len(group) == 1:
            self._sentence(rdg, group[0]).text = _legal(self.texts[group[0]])
            return
        sentence = _add(rdg, "s")
        for piece in pieces(group, self.texts, common):
            if isinstance(piece, str):
                _append(sentence, piece)
                continue
            variants = _add(sentence, "app")
            for text, names in piece.items():
                _add(variants, "rdg", text or None, wit=self._wit(names))

    def _sentence(self, rdg: Element, place: Place) -> Element:
        """Add the sentence of one version: with an id where its row has none, and what it corresponds to where it stands apart."""
        here = self.home[place]
        own = {_ID: here} if here.startswith(f"{self.sigla[place[0]]}.") else {}
        there = dict.fromkeys(self.home[kin] for kin in self.kin.get(place, ()) if self.home.get(kin, here) != here)
        return _add(rdg, "s", **own, **({"corresp": " ".join(f"#{home}" for home in there)} if there else {}))

    def _wit(self, names: Iterable[str]) -> str:
        return " ".join(f"#{siglum}" for siglum in sorted((self.sigla[name] for name in names), key=lambda siglum: (len(siglum), siglum)))


def _append(element: Element, text: str) -> None:
    """Add ``text`` after what ``element`` holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + _legal(text)
    else:
        element.text = (element.text or "") + _legal(text)
