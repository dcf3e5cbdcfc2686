"""Candidates: the sentence pairs of two versions that share enough words or letters to be looked at.

Stemmed-word and character n-gram TF-IDF over the story's own sentences; the sparse products are taken in blocks of rows, so that memory
stays bounded, and no dense linear algebra is on the way: the same bytes with any number of threads. Sentences of the same words are held
against the others once: a text that says one thing ten thousand times costs little more than one that says it once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

from storycompare.match.corpus import Corpus, Entry

FLOOR = 0.1
"""Cosine, of words or of characters, under which a pair is not looked at: `benchmarks/alignment.py candidates` sweeps it."""
PER_SENTENCE = 12
"""At most so many candidates of a sentence in each other version, the best by the larger cosine: the same sweep."""
MOST = 1_000_000
"""Candidates of a whole story: with many long versions a sentence has fewer in each, so that memory stays bounded."""
GRAMS = (3, 4, 5)
"""Lengths of the letter sequences."""
_BLOCK_CELLS = 2_000_000
_LETTER_BITS = 21
_SPREAD_ROWS = 96


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

    kinds: dict[tuple[str, tuple[str, ...]], int] = {}
    kind = np.array([kinds.setdefault((entry.joined, entry.content), len(kinds)) for entry in corpus.entries])
    _, firsts = np.unique(kind, return_index=True)
    distinct = [corpus.entries[number] for number in firsts.tolist()]
    word, char = _words(distinct, corpus.idf), _characters(distinct, kind)
    size, order = len(kind), np.argsort(kind, kind="stable")
    step = max(1, _BLOCK_CELLS // size)
    most = max(1, min(PER_SENTENCE, MOST // (size * max(1, len(corpus.bounds) - 2))))
    wanted = np.array(always, dtype=np.int64).reshape(-1, 2)
    parts = [_block(word, char, corpus.bounds, kind, order[first : first + step], wanted, most) for first in range(0, size, step)]
    i, j, words, characters = (np.concatenate(column) for column in zip(*parts, strict=True))
    # A pair is kept when either of its sentences has it among its best, so it can be there twice.
    _, once = np.unique(np.minimum(i, j) * size + np.maximum(i, j), return_index=True)
    return Candidates(np.minimum(i, j)[once], np.maximum(i, j)[once], words[once], characters[once], word[kind])


def _table(bags: Sequence[Sequence[str]], places: Mapping[str, int]) -> Any:
    """Return how often each bag holds each thing, the columns as ``places`` numbers them."""
    import numpy as np
    from scipy.sparse import csr_matrix

    lengths, width = [len(bag) for bag in bags], len(places)
    things = np.fromiter(map(places.__getitem__, chain.from_iterable(bags)), np.int64, sum(lengths))
    held, times = np.unique(np.repeat(np.arange(len(bags)) * width, lengths) + things, return_counts=True)
    ends = np.searchsorted(held, np.arange(len(bags) + 1) * width)
    return csr_matrix((times.astype(float), held % width, ends), shape=(len(bags), width))


def _words(sentences: Sequence[Entry], idf: Mapping[str, float]) -> Any:
    """Return the TF-IDF of each sentence's terms, the columns in the order of ``idf``."""
    import numpy as np
    from sklearn.utils.sparsefuncs_fast import inplace_csr_row_normalize_l2

    places = {term: number for number, term in enumerate(idf)}
    counts = _table([sentence.terms for sentence in sentences], places)
    counts.data *= np.array(list(idf.values()))[counts.indices]
    inplace_csr_row_normalize_l2(counts)
    return counts


def _characters(sentences: Sequence[Entry], kind: Any) -> Any:
    """Return the TF-IDF of each sentence's letter sequences, within words and their edges, where the story's sentences are of ``kind``.

    What scikit-learn's analyzer ``char_wb`` counts, but each distinct word is taken apart once for the whole story.
    """
    from sklearn import config_context
    from sklearn.feature_extraction.text import TfidfTransformer

    told = [sentence.joined.split(" ") for sentence in sentences]
    words = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(told)))}
    counts = (_table(told, words).tocsc() @ _spelt(words)).tocsr()
    with config_context(assume_finite=True, skip_parameter_validation=True):  # of a small story the checks take half the time
        return TfidfTransformer(sublinear_tf=True).fit(counts[kind]).transform(counts, copy=False)


def _spelt(words: Collection[str]) -> Any:
    """Return how often each word holds each letter sequence, a blank on either side of it."""
    import numpy as np
    from scipy.sparse import csc_matrix

    letters = np.frombuffer(f" {'  '.join(words)} ".encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    lengths = np.array([len(word) + 2 for word in words])
    owner = np.repeat(np.arange(len(words)), lengths)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(letters))
    number, rows, columns, known = letters.copy(), [], [], 0
    number[:-1] = letters[:-1] << _LETTER_BITS | letters[1:]
    for size in GRAMS:  # a sequence is two letters or the number of the one a letter shorter, and a letter
        here = np.flatnonzero(left >= size)
        distinct, found = np.unique(number[here] << _LETTER_BITS | letters[here + size - 1], return_inverse=True)
        number = np.zeros_like(letters)
        number[here] = found
        rows.append(owner[here])
        columns.append(found + known)
        known += len(distinct)
    where = np.concatenate(rows), np.concatenate(columns)
    return csc_matrix((np.ones(len(where[0])), where), shape=(len(words), known))


def _block(word: Any, char: Any, bounds: Sequence[int], kind: Any, numbers: Any, wanted: Any, most: int) -> tuple[Any, ...]:
    """Return the candidates of the sentences of ``numbers``, in the order of their kinds: the best of each in every other version."""
    import numpy as np

    first, last = kind[numbers[0]], kind[numbers[-1]] + 1
    row = kind[numbers] - first
    # Rounded, so that equals are equal, and which of them come first is the same on every machine.
    w, c = (_products(table, first, last).round(9) for table in (word, char))
    best = np.maximum(w, c)
    # No stem in common, no match: so a sentence that shares no word of substance with any other stays alone, whatever stands beside it.
    keep = ((best >= FLOOR) & (w > 0)).take(row, 0).take(kind, 1)
    points = np.rint(best * 1e9).astype(np.int64) * len(kind)
    for left, right in pairwise(bounds):
        there = keep[:, left:right]
        there[(numbers >= left) & (numbers < right)] = False  # a version is not compared with itself
        # Of a sentence with too many in one version the best few; no two rank alike, so that of equals the first ones stay.
        crowded = np.flatnonzero(np.count_nonzero(there, axis=1) > most)
        if len(crowded):
            rank = np.where(there[crowded], points[row[crowded, None], kind[left:right]] - np.arange(right - left), 0)
            there[crowded] = rank >= np.partition(rank, -most, axis=1)[:, -most, None]
    rows, columns = np.nonzero(keep)
    here = wanted[np.isin(wanted[:, 0], numbers)]
    i, j = np.r_[numbers[rows], here[:, 0]], np.r_[columns, here[:, 1]]
    cells = kind[i] - first, kind[j]
    return i, j, w[cells], c[cells]


def _products(table: Any, first: int, last: int) -> Any:
    """Return the products of the rows ``first`` to ``last`` with all rows.

    Letter sequences are so many that a product of two sparse tables is slower than one with some rows spread out, and that sums as it does.
    """
    import numpy as np

    result = np.empty((last - first, table.shape[0]))
    for at in range(first, last, _SPREAD_ROWS):
        end = min(at + _SPREAD_ROWS, last)
        spread = table[at:end].T.tocsr().toarray()
        # The product of two rows is the same either way: what earlier rows have with these is known.
        rest = table[at:] @ spread
        result[at - first : end - first, at:] = rest.T
        result[at - first :, at:end] = rest[: last - at]
        if first:
            result[at - first : end - first, :first] = (table[:first] @ spread).T
    return result
