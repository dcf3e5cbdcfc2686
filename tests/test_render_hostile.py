"""Hostile outlets, headlines, addresses and texts in every renderer of the table: read as text, and the structure is that of a harmless story.

A format without a row in ``READERS`` is read as plain text, so that a new renderer is covered from its first day.
"""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from render_samples import ATTACKS, comparison, match

from storycompare import Comparison
from storycompare.model import Addition, Nearest, Omission, Ref, Version, digest
from storycompare.render import FORMATS, build, render, screen
from storycompare.render.words import visible

MORE = (
    "<svg/onload=alert(1)>",
    "'-alert(1)-'\"><iframe srcdoc='<script>alert(1)</script>'>",
    "]]><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>&e;",
    "<app><rdg wit='#A'>words</rdg></app>",
    "</script><script>alert(1)//",
    "<!--><b>bold",
    "\u200b=1+1",
    "\u2060\ufeff@SUM(A1)",
    "\uff1d1+1 and \ufe66",
    "  \u00ad-3",
    "\x1b]8;;https://example.org\x07link\x1b]8;;\x07",
    "\x1b[2J\x1b[1;1H\x08\x08wiped",
    "\r\nerror: a line of our own",
    "a\u2066 never closed \u2067 \u202d",
    "tag\U000e0041\U000e007f characters",
    "e\u0301 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "@everyone see #1 and www.example.org",
    "</details></blockquote> <summary>",
    "![x](data:text/html,x) [y]: https://example.org",
    "| a | b |\n|---|---|\n",
    "{%- for x in y -%}{{ config }}{#",
    "\\N{BELL} %s %n {0} ${HOME} `id`",
)
HOSTILE = [*ATTACKS, *MORE]
HARMLESS = [f"Harmless words number {place} of an outlet." for place in range(len(HOSTILE))]
STEERING = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
SCHEMES = re.compile(r"(https?://|#|mailto:|data:(image/svg|font)|$)")


def made(texts):
    """A comparison in which all that an outlet can write is one of ``texts``: every kind of finding has them."""
    everyone = []
    for place, said in enumerate(texts):
        version = Version.from_sentences(
            [list(texts)], outlet=said, headline=said, byline=said, published=said, url=f"https://example.org/{said}"
        )
        everyone.append(Version(**{**{name: getattr(version, name) for name in version.__slots__}, "id": f"{said} {place}"}))
    a, b, c = everyone[:3]
    size = len(texts)
    matches = tuple(
        match(a, place, b, (place + 1) % size, 0.5, "partial", ("number", place % 2 == 0, texts[place], texts[(place + 1) % size]))
        for place in range(size)
        if a.sentences[place].text and b.sentences[(place + 1) % size].text
    )
    additions = tuple(Addition(digest("a", place), c.id, place, None) for place in range(size))
    omissions = tuple(
        Omission(digest("o", place), b.id, Ref(a.id, place), None, (a.id, c.id), None, "absent", Nearest(place, 0.01))
        for place in range(size)
    )
    return comparison(tuple(everyone), matches, additions, omissions, id=" ".join(texts))


class Page(HTMLParser):
    """The structure of a page, its addresses, and what is read on it."""

    def __init__(self, text):
        super().__init__()
        self.structure, self.text, self.silent = set(), "", ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.silent = tag if tag in {"script", "style"} else self.silent
        self.structure |= {(tag, name) for name, _ in attributes} | {tag}
        for name, value in attributes:
            if name in {"href", "src", "action", "data"}:
                assert SCHEMES.match(value or ""), value

    def handle_endtag(self, tag):
        self.silent = "" if tag == self.silent else self.silent

    def handle_decl(self, decl):
        self.structure.add(decl)

    def handle_data(self, data):
        self.text += "" if self.silent else data


def html(text):
    page = Page(text)
    return page.structure, page.text


def markdown(text):
    return html(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))


def tei(text):
    root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    assert root.getroottree().docinfo.internalDTD is None
    found = {(element.tag, name) for element in root.iter() for name in element.attrib} | {element.tag for element in root.iter()}
    return found, " ".join(root.itertext())


def cells(text):
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        for cell in row:
            seen = re.sub("^[\\s\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]+", "", cell)
            assert seen[:1] not in tuple("=+-@＝＋－＠﹢﹣﹦﹫\t\r\n") or not seen, cell
    return {len(row) for row in rows}, " ".join(cell for row in rows for cell in row)


def strings(value, path=""):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, f"{path}[]")
    else:
        yield path, str(value)


def members(text):
    found = list(strings(json.loads(text)))
    return {path for path, _ in found} | {len(text.splitlines())}, " ".join(said for _, said in found)


def plain(text):
    return set(), text


READERS = {"csv": cells, "html": html, "json": members, "markdown": markdown, "notebook": html, "tei": tei}
MAKERS = {name: lambda found, name=name: render(found, name) for name in FORMATS}
MAKERS |= {"notebook": lambda found: build(found, "notebook"), "screen": screen.render}

every_renderer = pytest.mark.parametrize("name", MAKERS)


@pytest.fixture(scope="module")
def hostile():
    return made(HOSTILE)


def squeezed(text):
    """Letters, digits and signs in their order: wrapping, marks between words, and escapes of what cannot be seen set aside."""
    return re.sub(r"\s+|\[-|-\]|\{\+|\+\}|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}", "", visible(text))


@every_renderer
def test_nothing_steers_a_terminal_or_turns_the_text_round(hostile, name):
    said = MAKERS[name](hostile)
    assert not STEERING.search(said), STEERING.search(said)


@every_renderer
def test_the_structure_is_that_of_a_harmless_story(hostile, name):
    read = READERS.get(name, plain)
    wild, tame = read(MAKERS[name](hostile))[0], read(MAKERS[name](made(HARMLESS)))[0]
    assert wild - tame <= {"b"}, wild - tame  # bold beside a mark of punctuation


@pytest.mark.parametrize("name", [name for name in MAKERS if name not in {"notebook", "screen"}])
def test_what_was_written_is_read(hostile, name):
    shown = squeezed(READERS.get(name, plain)(MAKERS[name](hostile))[1])
    told = Comparison.from_json(hostile.to_json()).versions[2].sentences
    assert [sentence.text for sentence in told if squeezed(sentence.text) not in shown] == []


def test_a_renderer_that_lets_text_through_is_caught():
    careless = f"<p>{HOSTILE[0]}</p>"
    assert html(careless)[0] - html(f"<p>{HARMLESS[0]}</p>")[0] == {"script"}
    assert STEERING.search(HOSTILE[2])
    with pytest.raises(AssertionError):
        cells("a,\u200b=1+1\r\n")
