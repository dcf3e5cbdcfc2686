"""Features of candidate pairs: what the scorer weighs, one row of a table each, every one symmetric in the two sentences.

None looks at capitals: an outlet that sets a sentence in capitals reports the same thing.
"""

from __future__ import annotations

from typing import Any

from storycompare.match.candidates import Candidates
from storycompare.match.corpus import Corpus

FEATURES: dict[str, str] = {
    "word": "words in common, rare ones weighing more (TF-IDF cosine of stems)",
    "char": "letter sequences in common (TF-IDF cosine of character 3- to 5-grams)",
    "char2": "the same, squared: very alike sentences count for more",
    "contained": "how much of the shorter sentence's news stands in the other",
    "covered": "how much of the longer sentence's news stands in the other",
    "shared": "the weight of the words in common",
    "token_set": "likeness of the sets of words (rapidfuzz token_set_ratio)",
    "numbers": "numbers in common",
    "place": "how far apart the two stand in their versions",
    "lead": "both open their versions",
    "margin_low": "how far ahead of the next best pairing of the sentence that has one",
    "margin_high": "how far ahead of the next best pairing of the other sentence",
    "beside": "the best likeness among the pairs beside them",
    "before_after": "likeness of the sentences just before and just after both",
    "length": "words that carry news in the shorter sentence (logarithm)",
    "length_long": "words that carry news in the longer sentence (logarithm)",
}
"""Each feature and what it means, in words; the order is the order of the columns and of the coefficients."""


def features(corpus: Corpus, found: Candidates) -> Any:
    """Return one row a candidate, one column a feature, as a numpy array of floats."""
    import numpy as np

    overlap = _overlap(corpus, found)
    margins = _margins(corpus, found)
    columns = {
        "word": found.word,
        "char": found.char,
        "char2": found.char**2,
        **overlap,
        "token_set": _token_set(corpus, found),
        "numbers": _per_pair(corpus, found, lambda a, b: float(len(a.values & b.values))),
        **_places(corpus, found),
        "margin_low": np.minimum(*margins),
        "margin_high": np.maximum(*margins),
        **_neighbours(corpus, found),
    }
    return np.column_stack([columns[name] for name in FEATURES]) if len(found.i) else np.zeros((0, len(FEATURES)))


def _per_pair(corpus: Corpus, found: Candidates, value: Any) -> Any:
    import numpy as np

    entries = corpus.entries
    pairs = zip(found.i.tolist(), found.j.tolist(), strict=True)
    return np.fromiter((value(entries[i], entries[j]) for i, j in pairs), float, len(found.i))


def _overlap(corpus: Corpus, found: Candidates) -> dict[str, Any]:
    """Return the weight of the shared stems, alone and as a share of each sentence's own weight, and the lengths."""
    import numpy as np

    idf = found.idf
    sets = [frozenset(entry.content) for entry in corpus.entries]
    # Sums in sorted order: a set's own order changes with the hash seed, and with it the last digit.
    weight = np.array([max(1e-9, sum(idf[stem] for stem in sorted(stems))) for stems in sets])
    size = np.log1p(np.array([len(stems) for stems in sets]))
    i, j = found.i, found.j
    pairs = zip(i.tolist(), j.tolist(), strict=True)
    shared = np.fromiter((sum(idf[stem] for stem in sorted(sets[a] & sets[b])) for a, b in pairs), float, len(i))
    return {
        "contained": shared / np.minimum(weight[i], weight[j]),
        "covered": shared / np.maximum(weight[i], weight[j]),
        "shared": shared,
        "length": np.minimum(size[i], size[j]),
        "length_long": np.maximum(size[i], size[j]),
    }


def _token_set(corpus: Corpus, found: Candidates) -> Any:
    import numpy as np
    from rapidfuzz import fuzz, process

    joined = [entry.joined for entry in corpus.entries]
    left, right = [joined[i] for i in found.i.tolist()], [joined[j] for j in found.j.tolist()]
    return process.cpdist(left, right, scorer=fuzz.token_set_ratio, dtype=np.float64) / 100.0 if left else np.zeros(0)


def _places(corpus: Corpus, found: Candidates) -> dict[str, Any]:
    import numpy as np

    owner = np.array([entry.version for entry in corpus.entries])
    bounds = np.array(corpus.bounds)
    height = (np.arange(len(owner)) - bounds[owner]) / np.maximum(1, bounds[owner + 1] - bounds[owner] - 1)
    a, b = height[found.i], height[found.j]
    return {"place": np.abs(a - b), "lead": ((a < 0.1) & (b < 0.1)).astype(float)}


def _margins(corpus: Corpus, found: Candidates) -> tuple[Any, Any]:
    """Return how far each pair's character cosine is ahead of the best other candidate of either sentence in that version."""
    import numpy as np

    owner = np.array([entry.version for entry in corpus.entries])
    count = len(corpus.bounds) - 1
    size = len(owner)
    margins = []
    for here, there in ((found.i, found.j), (found.j, found.i)):
        group = here * count + owner[there]
        best = np.zeros(size * count)
        np.maximum.at(best, group, found.char)
        is_best = found.char >= best[group]
        second = np.zeros(size * count)
        first_best = np.full(size * count, -1)
        first_best[group[is_best][::-1]] = np.flatnonzero(is_best)[::-1]
        rest = np.arange(len(group)) != first_best[group]
        np.maximum.at(second, group[rest], found.char[rest])
        margins.append(found.char - np.where(rest, best[group], second[group]))
    return margins[0], margins[1]


def _neighbours(corpus: Corpus, found: Candidates) -> dict[str, Any]:
    """Return the likeness of neighbouring pairs; a pair that is no candidate counts as unlike."""
    import numpy as np

    owner = np.array([entry.version for entry in corpus.entries])
    size = len(owner)
    code = found.i * size + found.j

    def at(di: int, dj: int) -> Any:
        i, j = found.i + di, found.j + dj
        inside = (i >= 0) & (j >= 0) & (i < size) & (j < size)
        inside[inside] = (owner[i[inside]] == owner[found.i[inside]]) & (owner[j[inside]] == owner[found.j[inside]])
        where = np.minimum(np.searchsorted(code, i * size + j), max(0, len(code) - 1))
        hit = inside & (code[where] == i * size + j) if len(code) else inside
        return np.where(hit, found.char[where], 0.0) if len(code) else np.zeros(0)

    before, after = at(-1, -1), at(1, 1)
    beside = np.maximum.reduce([before, after, at(-1, 0), at(1, 0), at(0, -1), at(0, 1)])
    return {"beside": beside, "before_after": before + after}
