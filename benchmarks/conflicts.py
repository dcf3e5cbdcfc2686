"""Fits and measures how sure a difference is of being a disagreement, on annotated stories, given by path; only fitted numbers are kept.

    python benchmarks/conflicts.py TASK STORIES GOLD [...]

    cases     what is seen inside matches, and how often the annotation calls the pair a disagreement
    curve     precision and recall of conflicts from every confidence, held out, and the ceiling that matching sets
    fit       refit the shipped weights and write them                                   [FILE]
    crossval  compare every story with scorer and weights fitted on the others           OUT.jsonl
    errors    what is missed and what is called a conflict and is none, so many of each  [COUNT]

    python benchmarks/conflicts.py edits [SEEDS] [STORIES]
              one detail changed in copies of the repository's own articles, or of those given: how often it is found, with its kind

Everything is held out: matches by a scorer, and confidences by weights, fitted on the other five sixths of the stories.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import alignment
import details  # type: ignore[import-not-found]
import edits  # type: ignore[import-not-found]
import variants
from annotated import Told, folds, read, table
from fitting import CUTOFFS, fold_models

from storycompare.core import compare_with
from storycompare.diff import confidence, differences
from storycompare.diff.findings import Finding
from storycompare.diff.hunks import runs
from storycompare.diff.rest import rest
from storycompare.match.features import FEATURES
from storycompare.match.pairs import pair
from storycompare.match.score import model_from
from storycompare.model import Settings
from storycompare.text.reading import Reading

DATA = Path(__file__).parent.parent / "storycompare/data"
RIDGE = 1.0
"""Inverse strength of the penalty on the weights: recall and precision are .494 and .553 at 0.3, .518 and .571 at 1, .512 and .576 at 3."""
COPIES = 1
"""Edits of each kind made of every other story, fitted on beside the stories: what differs between sentences otherwise the same."""
COPIED = 4
"""Every so many stories are."""
SCORE = 0.99
"""The score of a sentence with its edited copy."""
PRIOR, EVEN = 20, 0.02
"""How often something that is no conflict by itself is named in all, and as how many of it that counts beside what is seen of one case."""
TYPES = {"time": "date", "timing": "date"}


class Row(NamedTuple):
    """One difference that could be a conflict: its story, its pair, what is weighed, and whether the annotation calls it one."""

    story: int
    pair: int
    kind: str
    case: str
    traits: dict[str, float]
    true: bool


class Pair(NamedTuple):
    """One match: its sentences, whether the annotation says they disagree ("yes", "no", "unsure"), and on what."""

    story: str
    ends: tuple[str, str]
    a: Reading
    b: Reading
    truth: str
    note: str
    found: list[tuple[str, Finding]]


class Held(NamedTuple):
    """All matches of held-out stories, and the rows of what could be conflicts in them."""

    pairs: list[Pair]
    rows: list[Row]
    gold: int
    matched: int

    def rates(self) -> dict[str, float]:
        """Return how often the annotation names what is no conflict by itself."""
        told = [
            (f.case, one.truth == "yes" and TYPES.get(noted(one), noted(one)) == kind)
            for one in self.pairs
            for kind, f in one.found
            if not f.conflict
        ]
        count, right = Counter(case for case, _ in told), Counter(case for case, true in told if true)
        shares = {case: round((right[case] + PRIOR * EVEN) / (count[case] + PRIOR), 4) for case in sorted(count)}
        return shares | {"": round(EVEN, 4)}


def held(stories: Sequence[Told], models: Sequence[dict[str, Any]]) -> Held:
    """Return what is found inside the matches of every story, by scorers fitted on the others."""
    cut = json.loads((DATA / "scorer.json").read_text("utf-8"))
    pairs: list[Pair] = []
    rows: list[Row] = []
    for fold, layers in zip(folds(len(stories)), models, strict=True):
        scorer = model_from(layers | {key: cut[key] for key in CUTOFFS}, "")
        for number in fold:
            story = stories[number]
            rests = [rest(entry.reading for entry in story.corpus.entries[first:last]) for first, last in pairwise(story.corpus.bounds)]
            for match in pair(story.corpus, scorer, scorer.thresholds["balanced"]).pairs:
                ends = story.pair(match.i, match.j)
                if ends not in story.ignore:
                    a, b = (story.corpus.entries[k].reading for k in (match.i, match.j))
                    link = story.links.get(ends, {"conflict": "no", "note": ""})
                    between = runs(a.keys, b.keys)
                    told_by = [rests[story.corpus.entries[k].version] for k in (match.i, match.j)]
                    found = differences.findings(a, b, between, match.relation, (told_by[0], told_by[1]))
                    pairs.append(Pair(story.id, ends, a, b, link["conflict"], link["note"], found))
                    of_match = confidence.of_match(match.score, differences.alike(a, b, between))
                    rows += _rows(number, len(pairs) - 1, pairs[-1], of_match)
    gold = sum(link["conflict"] == "yes" for story in stories for link in story.links.values())
    return Held(pairs, rows, gold, sum(one.truth == "yes" for one in pairs))


def noted(one: Pair) -> str:
    """Return the kind of difference that the note of a disagreement names, or its first word."""
    return one.note.split(":")[0].split(" ")[0] if one.truth == "yes" else ""


def _rows(story: int, number: int, one: Pair, of_match: dict[str, float]) -> list[Row]:
    if one.truth == "unsure":
        return []
    named = TYPES.get(noted(one), noted(one))
    known = any(kind == named for kind, _ in one.found)
    return [
        # A disagreement is the difference of the kind that the note names; where none is of it, any.
        Row(story, number, kind, f.case, {**dict(f.traits), **of_match}, one.truth == "yes" and (kind == named or not known))
        for kind, f in one.found
        if f.conflict
    ]


def copied(stories: Sequence[Told]) -> list[Row]:
    """Return the rows of one detail changed in sentences of some of the stories: all of them disagree with what they were made of."""
    rows = []
    for number in range(0, len(stories), COPIED):
        texts = [entry.reading.sentence.text for entry in stories[number].corpus.entries]
        for kind in sorted(details.DETAILS.keys() - {"quote"}):  # of those the stories have enough
            for seed in range(COPIES):
                if (made := details.edited(kind, f"{stories[number].id} {seed}", texts)) is None:
                    continue
                a, b = details.reading(texts[made[0]]), details.reading(made[1].text)
                between = runs(a.keys, b.keys)
                of_match = confidence.of_match(SCORE, differences.alike(a, b, between))
                found = differences.findings(a, b, between, "reworded")
                rows += [Row(number, -1, k, f.case, {**dict(f.traits), **of_match}, True) for k, f in found if f.conflict]
    return rows


def weights(rows: Sequence[Row]) -> confidence.Weights:
    """Return a logistic regression on cases and traits; the intercept is part of every case.

    What it is worth that two sentences are otherwise the same is fitted last, the rest held, and on edited copies too: the stories have
    hardly any such, and copies nothing else.
    """
    from sklearn.linear_model import LogisticRegression

    told = [row for row in rows if row.pair >= 0]
    last = differences.OTHERWISE_THE_SAME[0]
    cases, traits = sorted({row.case for row in told}), sorted({name for row in told for name in row.traits} - {last})
    columns = {("case", name): k for k, name in enumerate(cases)} | {("trait", name): len(cases) + k for k, name in enumerate(traits)}
    values = np.zeros((len(told), len(columns)))
    for k, row in enumerate(told):
        values[k, columns["case", row.case]] = 1
        for name in row.traits.keys() - {last}:
            values[k, columns["trait", name]] = row.traits[name]
    fit = LogisticRegression(C=RIDGE, max_iter=5000, tol=1e-8).fit(values, [row.true for row in told])
    base, coefficients = float(fit.intercept_[0]), fit.coef_[0].tolist()
    by = confidence.Weights(
        {name: round(base + coefficients[columns["case", name]], 4) for name in cases} | {"": round(base, 4)},
        {name: round(coefficients[columns["trait", name]], 4) for name in traits},
        {},
    )
    alike = [(sure(row, by), row.true) for row in rows if last in row.traits]
    return by._replace(traits={**by.traits, last: round(_shift(alike), 4)})


def _shift(told: Sequence[tuple[float, bool]]) -> float:
    """Return what to add to the log-odds for as many to be true as are said to be."""
    low, high = 0.0, 10.0
    for _ in range(40):
        middle = (low + high) / 2
        odds = [np.log(max(p, 1e-4) / max(1 - p, 1e-4)) + middle for p, _ in told]
        excess = sum(1 / (1 + np.exp(-o)) - true for o, (_, true) in zip(odds, told, strict=True)) + middle / RIDGE
        low, high = (low, middle) if excess > 0 else (middle, high)
    return (low + high) / 2


def sure(row: Row, by: confidence.Weights) -> float:
    return confidence.confidence(Finding((0, 0), (0, 0), conflict=True, case=row.case), row.traits, by)


def folded(stories: Sequence[Told], rows: Sequence[Row]) -> list[confidence.Weights]:
    """Return for each fold the weights fitted on the others, and on their copies."""
    every = [*rows, *copied(stories)]
    return [weights([row for row in every if row.story not in fold]) for fold in folds(len(stories))]


def held_out(stories: Sequence[Told], found: Held) -> list[float]:
    """Return each row's confidence by weights fitted on the other folds."""
    home = {story: place for place, fold in enumerate(folds(len(stories))) for story in fold}
    models = folded(stories, found.rows)
    return [sure(row, models[home[row.story]]) for row in found.rows]


def cases(found: Held) -> None:
    count: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in found.pairs:
        for case in {f"{f.case}{'' if f.conflict else ' (none)'}" for _, f in one.found}:
            count[case] += 1
            right[case] += one.truth == "yes"
    for case in sorted(count):
        print(f"{case:44} {count[case]:5} pairs, {right[case]:3} annotated as disagreeing")
    reached = sum(one.truth == "yes" and any(f.conflict for _, f in one.found) for one in found.pairs)
    print(f"{found.gold} disagreements, {found.matched} in pairs that are matched, {reached} of those with a difference that could be one")


def curve(stories: Sequence[Told], found: Held) -> None:
    scores = held_out(stories, found)
    best: dict[int, float] = {}
    for row, score in zip(found.rows, scores, strict=True):
        best[row.pair] = max(best.get(row.pair, 0.0), score)
    print(f"{found.gold} disagreements, {found.matched} in pairs that are matched: recall can be {found.matched / found.gold:.3f} at most")
    for least in (0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1):
        chosen = [number for number, score in best.items() if score >= least]
        right = sum(found.pairs[number].truth == "yes" for number in chosen)
        print(
            f"from {least:.2f}: {len(chosen):4} pairs, precision {right / max(1, len(chosen)):.3f}, recall {right / found.gold:.3f}, of the matched {right / found.matched:.3f}"
        )
    for low in np.arange(0, 1, 0.1):
        inside = [(row.true, s) for row, s in zip(found.rows, scores, strict=True) if low <= s < low + 0.1]
        if inside:
            print(
                f"{low:.1f} to {low + 0.1:.1f}: {len(inside):4} differences, mean confidence {np.mean([s for _, s in inside]):.3f}, right {np.mean([t for t, _ in inside]):.3f}"
            )


def fit(stories: Sequence[Told], found: Held, target: Path) -> None:
    by = weights([*found.rows, *copied(stories)])._replace(rates=found.rates())
    told = f"{found.matched} annotated disagreements among {len(found.pairs)} matches in {len(stories)} English news stories, held out of the scorer that matched them"
    target.write_text(json.dumps({"fitted_on": told, **by._asdict()}, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {target}")


def crossval(stories: Sequence[Told], models: Sequence[dict[str, Any]], found: Held, target: Path) -> None:
    cut, lines = json.loads((DATA / "scorer.json").read_text("utf-8")), {}
    for fold, layers, by in zip(folds(len(stories)), models, folded(stories, found.rows), strict=True):
        scorer = model_from(layers | {key: cut[key] for key in CUTOFFS}, "")
        fitted = by._replace(rates=found.rates())
        differences.shipped = lambda fitted=fitted: fitted  # type: ignore[attr-defined]
        for k in fold:
            lines[k] = compare_with(scorer, stories[k].versions, Settings(), id=stories[k].id).to_json()
    target.write_text("".join(lines[k].rstrip("\n") + "\n" for k in sorted(lines)), encoding="utf-8")
    print(f"wrote {target}")


def errors(stories: Sequence[Told], found: Held, count: int) -> None:
    best: dict[int, tuple[float, Row]] = {}
    for row, score in zip(found.rows, held_out(stories, found), strict=True):
        best[row.pair] = max(best.get(row.pair, (0.0, row)), (score, row), key=lambda one: one[0])
    told = {number: one for number, one in best.items() if one[0] >= differences.LIKELY}
    missed = [n for n, one in enumerate(found.pairs) if one.truth == "yes" and n not in told]
    false = [n for n in told if found.pairs[n].truth == "no"]
    for name, numbers in (("missed", missed), ("no disagreement by the annotation", false)):
        print(f"{name}: {len(numbers)}")
        for number in sorted(Random(7).sample(numbers, min(count, len(numbers)))):
            one, by = found.pairs[number], best.get(number)
            print(
                f"  {one.story} {one.ends} {one.note} [{f'{by[0]:.2f} {by[1].case}' if by else '-'}]\n    {one.a.sentence.text}\n    {one.b.sentence.text}"
            )


def edited(seeds: int, paths: Sequence[str]) -> None:
    """Print of each kind how many edits were found, with its kind, and what was found where nothing was changed."""
    texts = edits.fixtures()
    for path in paths:
        for line in Path(path).read_text("utf-8").splitlines():
            row = json.loads(line)
            texts |= {f"{row['id']} {k}": [s for p in v["paragraphs"] for s in p if s] for k, v in enumerate(row["versions"])}
    print(f"{len(texts)} texts, {seeds} copies of each kind")
    for kind in details.DETAILS:
        told = [one for label, text in texts.items() for seed in range(seeds) if (one := details.seen(kind, f"{label} {seed}", text))]
        right = sum(bool(one.kinds & {kind, *details.AS_WELL.get(kind, ())}) for one in told)
        print(
            f"{kind:10} {len(told):5} edits, found {right / max(1, len(told)):.4f}, called a conflict {sum(one.conflict for one in told) / max(1, len(told)):.4f}, "
            f"differences elsewhere {sum(len(one.elsewhere) for one in told)}"
        )
    for kind in details.SENTENCES:
        told = [
            [details.sentence(kind, f"{label} {seed}", text, strict=strict) for label, text in texts.items() for seed in range(seeds)]
            for strict in (False, True)
        ]
        print(
            f"{kind:10} {len(told[0]):5} edits, found {sum(told[0]) / len(told[0]):.4f}, and matched with nothing in part either {sum(told[1]) / len(told[1]):.4f}"
        )


def main(arguments: list[str]) -> int:
    task, *rest = arguments or ["--help"]
    if task == "edits":
        edited(int(rest[0]) if rest else 3, rest[1:])
        return 0
    if task not in {"cases", "curve", "fit", "crossval", "errors"} or len(rest) < 2:
        print(__doc__)
        return 2
    stories = read(*rest[:2])
    tables = [table(story) for story in stories]
    for k in range(0, len(stories), alignment.COPIED):  # as the shipped scorer is fitted
        tables[k] = tables[k]._replace(copy=table(variants.copied(stories[k], Random(stories[k].id))))
    models = fold_models(tables, list(FEATURES))
    found = held(stories, models)
    target = Path(rest[2]) if len(rest) > 2 and task != "errors" else DATA / "conflicts.json"
    {
        "cases": lambda: cases(found),
        "curve": lambda: curve(stories, found),
        "fit": lambda: fit(stories, found, target),
        "crossval": lambda: crossval(stories, models, found, target),
        "errors": lambda: errors(stories, found, int(rest[2]) if len(rest) > 2 else 20),
    }[task]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
