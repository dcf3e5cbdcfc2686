"""Candidates: the sentence pairs of two versions that share enough words or letters to be looked at.

Stemmed-word and character n-gram TF-IDF over the story's own sentences; the sparse products are taken in blocks of rows, so that memory
stays bounded, and no dense linear algebra is on the way: the same bytes with any number of threads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from storycompare.match.corpus import Corpus

FLOOR = 0.1
"""Cosine, of words or of characters, under which a pair is not looked at: `benchmarks/alignment.py candidates` sweeps it."""
PER_SENTENCE = 12
"""At most so many candidates of a sentence in each other version, the best by the larger cosine: the same sweep."""
MOST = 1_000_000
"""Candidates of a whole story: with many long versions a sentence has fewer in each, so that memory stays bounded."""
GRAMS = (3, 4, 5)
"""Lengths of the letter sequences."""
_BLOCK_CELLS = 2_000_000


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs ``i[k] < j[k]`` of entry numbers in ascending order, their two cosines, and the word vectors."""

    i: Any
    j: Any
    word: Any
    char: Any
    vectors: Any


def candidates(corpus: Corpus, always: Sequence[tuple[int, int]] = ()) -> Candidates:
    """Return the candidate pairs of a story, those of ``always`` among them however alike they look."""
    import numpy as np

    word = _words(corpus)
    char = _characters(corpus)
    size = len(corpus.entries)
    wanted = np.array(always, dtype=np.int64).reshape(-1, 2)
    step = max(1, _BLOCK_CELLS // size)
    most = max(1, min(PER_SENTENCE, MOST // (size * max(1, len(corpus.bounds) - 2))))
    parts = [_block(word, char, corpus, first, min(first + step, size), wanted, most) for first in range(0, size, step)]
    i, j, words, characters = (np.concatenate(column) for column in zip(*parts, strict=True))
    # A pair is kept when either of its sentences has it among its best, so it can be there twice.
    _, once = np.unique(np.minimum(i, j) * size + np.maximum(i, j), return_index=True)
    return Candidates(np.minimum(i, j)[once], np.maximum(i, j)[once], words[once], characters[once], word)


def _words(corpus: Corpus) -> Any:
    """Return the TF-IDF of each sentence's terms, the columns in the order of the corpus's ``idf``."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.preprocessing import normalize

    places = {term: number for number, term in enumerate(corpus.idf)}
    counts = [sorted(Counter(places[term] for term in entry.terms).items()) for entry in corpus.entries]
    columns = np.array([place for row in counts for place, _ in row], np.int64)
    weight = np.array([float(times) for row in counts for _, times in row]) * np.array(list(corpus.idf.values()))[columns]
    ends = np.r_[0, np.cumsum([len(row) for row in counts])]
    return normalize(csr_matrix((weight, columns, ends), shape=(len(counts), len(places))))


def _characters(corpus: Corpus) -> Any:
    """Return the TF-IDF of each sentence's letter sequences, three to five long, within words and their edges.

    What scikit-learn's analyzer ``char_wb`` counts, but each distinct word is taken apart once for the whole story.
    """
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfTransformer

    sentences = [entry.joined.split(" ") for entry in corpus.entries]
    words = {word: number for number, word in enumerate(sorted({word for sentence in sentences for word in sentence}))}
    grams: defaultdict[str, int] = defaultdict()
    grams.default_factory = grams.__len__  # a new one has the next number

    def matrix(rows: Iterable[Iterable[int]], width: int) -> Any:
        columns: list[int] = []
        ends = [0]
        for row in rows:
            columns += row
            ends.append(len(columns))
        return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, width))

    spelt = [list(map(grams.__getitem__, _grams(word))) for word in words]
    counts = matrix(([words[word] for word in sentence] for sentence in sentences), len(words)) @ matrix(spelt, len(grams))
    counts.sort_indices()
    return TfidfTransformer(sublinear_tf=True).fit_transform(counts)


def _grams(word: str) -> list[str]:
    edged = f" {word} "
    return [edged[place : place + size] for size in GRAMS for place in range(len(edged) - size + 1)]


def _block(word: Any, char: Any, corpus: Corpus, first: int, last: int, wanted: Any, most: int) -> tuple[Any, ...]:
    """Return the candidates of the sentences ``first`` to ``last``: the best of each in every other version."""
    import numpy as np

    # Rounded, so that equals are equal; sorted stably, so that which of them come first is the same on every machine.
    w = (word[first:last] @ word.T).toarray().round(9)
    c = (char[first:last] @ char.T).toarray().round(9)
    best = np.maximum(w, c)
    # No stem in common, no match: so a sentence that shares no word of substance with any other stays alone, whatever stands beside it.
    keep = (best >= FLOOR) & (w > 0)
    for left, right in pairwise(corpus.bounds):
        there = keep[:, left:right]
        there[max(0, left - first) : max(0, right - first)] = False  # a version is not compared with itself
        # Of a sentence with too many in one version the best few: stably sorted, so that of equals the first ones stay.
        crowded = np.flatnonzero(np.count_nonzero(there, axis=1) > most)
        order = np.argsort(-np.where(there[crowded], best[crowded, left:right], 0.0), axis=1, kind="stable")
        there[crowded[:, None], order[:, most:]] = False
    rows, columns = np.nonzero(keep)
    here = wanted[(wanted[:, 0] >= first) & (wanted[:, 0] < last)]
    rows, columns = np.r_[rows, here[:, 0] - first], np.r_[columns, here[:, 1]]
    return rows + first, columns, w[rows, columns], c[rows, columns]
