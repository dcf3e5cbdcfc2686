"""Fits and measures the relation of matched sentences: STORIES.jsonl in the batch form, GOLD.jsonl with every linked sentence pair.

python benchmarks/relations.py fit       STORIES GOLD [OUT.jsonl]    # WEIGHTS and BIAS of storycompare/match/relation.py; sweeps of its REWORDED and SHORTER
python benchmarks/relations.py confusion STORIES GOLD [OUT.jsonl]    # annotated against given, over all links, and over those matched in OUT.jsonl
python benchmarks/relations.py wrong     STORIES GOLD WANT GOT [N]   # N links annotated WANT and called GOT
python benchmarks/relations.py speed     STORIES GOLD                # microseconds a link

OUT.jsonl is what `storycompare batch` or `alignment.py crossval` writes. "Held out": by weights fitted on the other stories, in six folds.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from storycompare.match import relation as rule
from storycompare.match.corpus import Corpus, corpus
from storycompare.match.relation import BIAS, REWORDED, SHARED, SHORTER, WEIGHTS, relations, shape, traits, verbatim
from storycompare.model import Version
from storycompare.story.versions import ready

FOLDS = 6
RIDGE = 1.0
"""Inverse strength of the penalty on the weights: from 0.1 to 10 nothing moves by more than chance."""
KINDS = ("verbatim", "reworded", "partial")
CUTS = (-0.8, -0.9, -1.0, -1.1, -1.2, -1.3, -1.4)
SHARES = (0.0, 0.45, 0.5, 0.55, 0.6)


class Link(NamedTuple):
    """An annotated link: its story, the names of its ends, its relation, and the places of both sentences in the story's corpus."""

    story: int
    id: str
    ends: tuple[str, str]
    want: str
    i: int
    j: int


class Read(NamedTuple):
    """The stories' sentences, the links whose ends both are body sentences, and how many there are in all."""

    corpora: list[Corpus]
    links: list[Link]
    total: int


def read(stories: str, gold: str) -> Read:
    annotated = {row["id"]: row for row in map(json.loads, Path(gold).read_text("utf-8").splitlines())}
    corpora, links, total = [], [], 0
    for number, row in enumerate(map(json.loads, Path(stories).read_text("utf-8").splitlines())):
        versions, _ = ready(
            [Version.from_sentences(v["paragraphs"], outlet=v.get("outlet"), headline=v.get("headline")) for v in row["versions"]]
        )
        found = corpus(versions)
        places = {f"{versions[entry.version].id}:{entry.sentence}": place for place, entry in enumerate(found.entries)}
        for link in annotated[row["id"]]["links"]:
            total += 1
            ends = tuple(sorted((link["a"], link["b"])))
            if set(ends) <= set(places):
                links.append(Link(number, row["id"], ends, link["rel"], places[link["a"]], places[link["b"]]))
        corpora.append(found)
    return Read(corpora, links, total)


class Table(NamedTuple):
    """Of each link: its traits, the news words of the shorter for each of the longer, whether it is called verbatim, as what it is annotated, its fold."""

    values: Any
    shorter: Any
    verbatim: Any
    want: Any
    fold: Any


def table(data: Read) -> Table:
    pairs = [(shape(data.corpora[link.story].entries[link.i]), shape(data.corpora[link.story].entries[link.j])) for link in data.links]
    values = np.array([traits(a, b) for a, b in pairs], float)
    fold = np.array([link.story % FOLDS for link in data.links])
    # Those with too few words in common are partial whatever their lengths.
    shorter = np.array([_shorter(a, b) for a, b in pairs])
    return Table(values, shorter, np.array([verbatim(a, b) for a, b in pairs]), np.array([link.want for link in data.links]), fold)


def _shorter(a: Any, b: Any) -> float:
    short, long = sorted((len(a.news), len(b.news)))
    return short / max(1, long) if len(a.news & b.news) >= SHARED * short else 0.0


def fitted(rows: Table, chosen: Any) -> tuple[Any, float]:
    """Return weights and bias fitted on the chosen links, of those that are not called verbatim and not annotated so."""
    from sklearn.linear_model import LogisticRegression

    chosen = chosen & ~rows.verbatim & (rows.want != "verbatim")
    values = rows.values[chosen]
    mean, scale = values.mean(axis=0), values.std(axis=0)
    model = LogisticRegression(C=RIDGE, max_iter=5000, tol=1e-8).fit((values - mean) / scale, rows.want[chosen] == "reworded")
    weights = (model.coef_[0] / scale).round(4)
    return weights, round(float(model.intercept_[0] - (model.coef_[0] * mean / scale).sum()), 4)


def held_out(rows: Table) -> Any:
    """Return each link's log-odds of reworded by weights fitted on the other folds."""
    odds = np.zeros(len(rows.want))
    for fold in range(FOLDS):
        weights, bias = fitted(rows, rows.fold != fold)
        odds[rows.fold == fold] = rows.values[rows.fold == fold] @ weights + bias
    return odds


def called(rows: Table, odds: Any, cut: float = REWORDED, shorter: float = SHORTER) -> Any:
    return np.where(rows.verbatim, "verbatim", np.where((odds >= cut) & (rows.shorter >= shorter), "reworded", "partial"))


def measured(want: Any, got: Any) -> str:
    recalls = [(got[want == kind] == kind).mean() for kind in KINDS]
    told = "  ".join(f"{kind} {recall:.3f}" for kind, recall in zip(KINDS, recalls, strict=True))
    return f"right {(want == got).mean():.3f}  recall {told}  mean {np.mean(recalls):.3f}"


def matrix(name: str, want: Any, got: Any) -> None:
    counts = Counter(zip(want.tolist(), got.tolist(), strict=True))
    print(f"{name}: {len(want)} links, {measured(want, got)}")
    print("    annotated \\ given " + "".join(f"{kind:>10}" for kind in KINDS))
    for kind in KINDS:
        print(f"    {kind:17} " + "".join(f"{counts[kind, other]:10}" for other in KINDS))


def matched(data: Read, path: str) -> Any:
    found = set()
    for row in map(json.loads, Path(path).read_text("utf-8").splitlines()):
        for match in row["matches"]:
            found.add((row["id"], tuple(sorted(f"{match[side]['version']}:{match[side]['sentence']}" for side in "ab"))))
    return np.array([(link.id, link.ends) in found for link in data.links])


def fit(data: Read, out: str | None = None) -> None:
    rows = table(data)
    odds = held_out(rows)
    which = matched(data, out) if out else np.ones(len(rows.want), bool)
    for cut, shorter in [(cut, SHORTER) for cut in CUTS] + [(REWORDED, shorter) for shorter in SHARES]:
        print(f"held out, from {cut:4}, shorter {shorter:4}: {measured(rows.want[which], called(rows, odds, cut, shorter)[which])}")
    weights, bias = fitted(rows, np.ones(len(rows.want), bool))
    written = dict(zip(WEIGHTS, weights.tolist(), strict=True))
    for name, weight in written.items():
        print(f'    "{name}": {weight},')
    print(f"BIAS = {bias}\nthe shipped ones: {'the same' if (written, bias) == (WEIGHTS, BIAS) else 'others'}")


def confusion(data: Read, out: str | None = None) -> None:
    rows = table(data)
    odds = held_out(rows)
    shipped = given(data)
    everything = np.ones(len(rows.want), bool)
    for name, which in {"all links": everything, **({"links matched": matched(data, out)} if out else {})}.items():
        for kind, got in (("as shipped", shipped), ("held out", called(rows, odds))):
            matrix(f"{name}, {kind}", rows.want[which], got[which])
    print(
        f"{data.total - len(rows.want)} links of sentences that are no body sentences, or share no word with another version, are left out"
    )


def given(data: Read) -> Any:
    return np.array([relations(data.corpora[link.story].entries, [(link.i, link.j)])[0] for link in data.links])


def wrong(data: Read, want: str, got: str, most: str = "15") -> None:
    shown = [link for link, told in zip(data.links, given(data), strict=True) if (link.want, told) == (want, got)]
    for link in shown[:: max(1, len(shown) // int(most))]:
        entries = data.corpora[link.story].entries
        print(f"{link.id} {link.ends}\n    {entries[link.i].reading.sentence.text}\n    {entries[link.j].reading.sentence.text}")


def speed(data: Read) -> None:
    rounds = []
    for _ in range(5):
        begun = time.process_time()
        for number, found in enumerate(data.corpora):
            rule.relations(found.entries, [(link.i, link.j) for link in data.links if link.story == number])
        rounds.append(time.process_time() - begun)
    print(f"{min(rounds) / len(data.links) * 1e6:.1f} microseconds a link, its sentences' shapes included")


def main(arguments: list[str]) -> int:
    tasks: dict[str, Any] = {"fit": fit, "confusion": confusion, "wrong": wrong, "speed": speed}
    if len(arguments) < 3 or arguments[0] not in tasks:
        print(__doc__)
        return 2
    tasks[arguments[0]](read(arguments[1], arguments[2]), *arguments[3:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
