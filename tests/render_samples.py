"""Comparisons made by hand, for the tests of the renderers: every kind of finding, invented outlets, and texts that attack the page."""

from __future__ import annotations

import difflib
import itertools
import re
from dataclasses import replace

from storycompare.model import (
    SCHEMA,
    Addition,
    Carried,
    Chain,
    Change,
    Comparison,
    Conflict,
    Contribution,
    Copies,
    Coverage,
    Credit,
    Crediting,
    Decision,
    Difference,
    Evidence,
    Hunk,
    Match,
    Nearest,
    Notice,
    Omission,
    Origin,
    PairSimilarity,
    Passage,
    PassageCoverage,
    PlacedSpan,
    Pointed,
    Provenance,
    Quotation,
    Reason,
    Ref,
    Scorer,
    Sentence,
    Settings,
    Side,
    Similarity,
    Span,
    Step,
    Version,
    VersionCoverage,
    digest,
    sentence_digest,
)

# Titles and sentences that would do something if a renderer let them.
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\x1b[31mred\x1b[0m \x9b2J \x07",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "+1",
    "[click](javascript:alert(1)) ![pixel](https://example.org/p.png)",
    "\u202egnp.exe\u2066 \u200fturned",
    "[red]rich[/red] [link=https://example.org]here[/link] :smile:",
    "{{ 7 * 7 }} {% raw %}",
    "# heading | cell `code` **bold** ~~gone~~ $x$",
    "one\r\ntwo\u2028three\u0085four",
    "</style></title><!-- --><details open>",
    "&lt;b&gt; &amp; &#60;",
)


def span(version: Version, number: int, words: str = "") -> Span:
    """Return the place of ``words`` in a sentence; an empty span at its start where they are not in it."""
    sentence = version.sentences[number]
    at = sentence.text.find(words) if words else 0
    start = sentence.start + max(at, 0)
    return Span(start, start + len(words), words) if at >= 0 else Span(start, start, "")


def hunks(a: Version, i: int, b: Version, j: int) -> tuple[Hunk, ...]:
    """Return the word-level changes between two sentences: concatenated they give both."""
    left, right = a.sentences[i], b.sentences[j]
    one, two = re.findall(r"\s+|\w+|[^\w\s]", left.text), re.findall(r"\s+|\w+|[^\w\s]", right.text)

    def stretch(sentence: Sentence, tokens: list[str], start: int, end: int) -> Span:
        at = sentence.start + sum(map(len, tokens[:start]))
        text = "".join(tokens[start:end])
        return Span(at, at + len(text), text)

    codes = difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return tuple(Hunk(op, stretch(left, one, *place[:2]), stretch(right, two, *place[2:])) for op, *place in codes)


def match(a: Version, i: int, b: Version, j: int, score: float, relation: str, *kinds: tuple, moved: bool = False) -> Match:
    """Return a match with a difference for each ``(kind, conflict, words of a, words of b)``."""
    differences = tuple(
        Difference(digest("difference", a.id, i, b.id, j, kind, x, y), kind, conflict, 0.9, span(a, i, x), span(b, j, y))
        for kind, conflict, x, y in kinds
    )
    evidence = Evidence(("both say “council” & <voted>", "the same number"), (Contribution("shared terms", 0.5, 1.25),))
    name = digest("match", a.id, i, b.id, j)
    return Match(name, Ref(a.id, i), Ref(b.id, j), score, relation, moved, evidence, hunks(a, i, b, j), differences)


def versions() -> tuple[Version, ...]:
    """Return three tellings of one invented story and a page that was no article."""
    courier = Version.from_sentences(
        [
            ["The council voted 7-2 on Tuesday to close the Harrow bridge.", "Repairs will cost $48 million and start in June."],
            ["“We were told nothing,” said Ana Okoro, who runs a bakery beside it.", "A ferry will run every twenty minutes."],
            ["The mayor declined to comment."],
        ],
        outlet="Courier",
        headline="Harrow bridge to close after 7-2 vote",
        byline="Lee Marsh",
        published="2026-03-04T09:30:00+00:00",
        url="https://courier.example/harrow?a=1&b=(2)",
    )
    gazette = Version.from_sentences(
        [
            ["On Tuesday the council voted 6-3 to shut the Harrow bridge, ending months of argument."],
            ["The work is expected to cost $48 million.", "The mayor did not comment.", "Divers found the cracks in January."],
        ],
        outlet="Gazette",
        headline="Council shuts Harrow bridge",
        published="2026-03-04",
        url="javascript:alert(1)",
        credits=(Credit("wire", "Northern Wire", "By Northern Wire"),),
    )
    post = Version.from_sentences(
        [["The Harrow bridge will close.", "“We were told something,” said Okoro, a baker.", "Boats will run every 20 minutes."]],
        outlet="Post",
        status="partial",
        reason=Reason("paywall", "the page holds the beginning only; save the whole article and give the file"),
    )
    refused = Version(
        id="weekly.example", status="refused", reason=Reason("consent", "a consent page; save the article itself"), sentences=()
    )
    return courier, gazette, post, refused


def story(base: str | None = None) -> Comparison:
    """Return a comparison with every kind of finding."""
    courier, gazette, post, _ = everyone = versions()
    matches = (
        match(courier, 0, gazette, 0, 0.9731, "partial", ("number", True, "7-2", "6-3"), ("wording", False, "close", "shut")),
        match(courier, 0, post, 0, 0.8011, "partial", ("wording", False, "The council voted 7-2 on Tuesday to", "will")),
        match(courier, 1, gazette, 1, 0.7702, "partial", ("wording", False, "Repairs will", "The work is expected to")),
        match(courier, 2, post, 1, 0.88, "reworded", ("quote", True, "nothing", "something"), ("title", False, "", "a baker")),
        match(courier, 3, post, 2, 0.6543, "reworded", ("number", False, "twenty", "20"), moved=True),
        match(courier, 4, gazette, 2, 0.5, "reworded", ("negation", False, "declined to", "did not")),
    )
    relative = base
    additions = (Addition(digest("addition", "Gazette", 3), "Gazette", 3, relative),)
    passage = digest("passage", 1)
    omissions = (
        Omission(digest("o", 1), "Gazette", Ref("Courier", 3), passage, ("Courier", "Post"), relative, "absent", Nearest(1, 0.0312)),
        Omission(digest("o", 2), "Post", Ref("Courier", 4), None, ("Courier", "Gazette"), relative, "unclear", Nearest(2, 0.31)),
    )
    return comparison(
        everyone,
        matches,
        additions,
        omissions,
        (Passage(passage, (Ref("Courier", 3), Ref("Post", 2))),),
        settings=Settings(base=base, threshold=0.41),
    )


def comparison(everyone, matches=(), additions=(), omissions=(), passages=(), *, settings=Settings(), id="bridge-1") -> Comparison:  # noqa: B008
    """Return the comparison that holds these findings."""
    read = [version for version in everyone if version.status != "refused"]
    linked = {(ref.version, ref.sentence) for m in matches for ref in (m.a, m.b)}
    totals = tuple(VersionCoverage(v.id, len(v.sentences), sum(name == v.id for name, _ in linked), 0, 1) for v in read)
    rows = tuple(PassageCoverage(p.id, tuple(ref.version for ref in p.sentences), 2, (0.75, 1.0)) for p in passages)
    pairs = tuple(PairSimilarity(a.id, b.id, 0.5, 0.5, 0.2, 0.2, near_copy=True) for a, b in itertools.pairwise(read))
    return Comparison(
        schema=SCHEMA,
        storycompare="0.1.0",
        scorer=Scorer("lexical", digest("scorer"), "84 stories by three outlets, annotated by a language model"),
        settings=settings,
        id=id,
        meta={"desk": ["politics", 3, None, 0.5]},
        versions=tuple(everyone),
        matches=matches,
        passages=passages,
        additions=additions,
        omissions=omissions,
        coverage=Coverage(rows, totals),
        similarity=Similarity(pairs),
        provenance=Provenance(copies=tuple(Copies((p.a, p.b), ("Northern Wire",), True, 30, (None, None)) for p in pairs)),
        warnings=(
            Notice("hidden-characters", "3 hidden characters in the text", "Courier"),
            Notice("refused-version", "not compared: a consent page", "weekly.example"),
            Notice("unrelated", "no sentence matches any other version"),
        ),
    )


def hostile() -> Comparison:
    """Return a comparison in which everything an outlet writes is an attack."""
    everyone = tuple(
        Version(
            id=f"{ATTACKS[shift]} {shift}",
            outlet=ATTACKS[shift],
            headline=ATTACKS[shift],
            byline=ATTACKS[shift - 1],
            published=ATTACKS[shift],
            url=f"https://example.org/{ATTACKS[shift]}" if shift % 2 else f"javascript:{ATTACKS[shift]}",
            meta={"key": ATTACKS[shift]},
            text=" ".join(ATTACKS),
            sentences=tuple(
                Sentence(text, start, start + len(text), 0)
                for number, text in enumerate(ATTACKS)
                for start in [sum(len(attack) + 1 for attack in ATTACKS[:number])]
            ),
        )
        for shift in range(len(ATTACKS))
    )
    a, b = everyone[0], everyone[1]
    matches = tuple(
        match(a, i, b, (i + 1) % len(ATTACKS), 0.5, "partial", ("wording", i % 2 == 0, ATTACKS[i], ATTACKS[(i + 1) % len(ATTACKS)]))
        for i in range(len(ATTACKS))
    )
    additions = tuple(Addition(digest("a", v.id, i), v.id, i, None) for v in everyone[2:4] for i in range(len(ATTACKS)))
    omissions = tuple(
        Omission(digest("o", i), b.id, Ref(a.id, i), None, tuple(v.id for v in everyone), None, "absent", Nearest(i, 0.01))
        for i in range(len(ATTACKS))
    )
    passages = tuple(Passage(digest("p", i), (m.a, m.b)) for i, m in enumerate(matches))
    said = [PlacedSpan(v.id, n, v.sentences[n].start, v.sentences[n].end, ATTACKS[n]) for n, v in enumerate((a, b))]
    sides = tuple(Side(place.text, (place.version,), (place,)) for place in said)
    spans = [Span(place.start, place.end, place.text) for place in said]
    carried = (
        Carried(a.id, 0, "whole", ATTACKS[2], None, (spans[0],), (), marked=False),
        Carried(b.id, 1, "altered", ATTACKS[8], None, (spans[1],), (Change(spans[0], spans[1]),), marked=False),
    )
    credits = tuple(Crediting(v.id, 0, ATTACKS[n], "report", None, None) for n, v in enumerate(everyone[:4]))
    chain = Chain(a.id, (Step(ATTACKS[0], a.id, None), Step(ATTACKS[2], None, "report")))
    pointed = [Pointed(v.id, sentence_digest(ATTACKS[n]), ATTACKS[n]) for n, v in enumerate((a, b))]
    return replace(
        comparison(everyone, matches, additions, omissions, passages, id=" ".join(ATTACKS)),
        conflicts=(Conflict(digest("c"), "quote", sides, 0.9), Conflict(digest("c", 2), "number", sides, 0.2)),
        quotes=(Quotation(digest("q"), ATTACKS[0], ATTACKS[8], Ref(a.id, 0), carried, None, perhaps_translated=False),),
        provenance=Provenance(credits, (), (Origin(ATTACKS[2], None, (a.id, b.id)),), (chain,)),
        decisions=(
            Decision("reject", *pointed, note=ATTACKS[2]),
            Decision("rename", version=ATTACKS[8], outlet=ATTACKS[0]),
            Decision("merge", outlet=ATTACKS[2], into=ATTACKS[13]),
        ),
    )
