"""Features of candidate pairs: what the scorer weighs, one row of a table each, every one symmetric in the two sentences.

None looks at capitals: an outlet that sets a sentence in capitals reports the same thing. None looks at a sentence that shares no stem
with another version: places and lengths are counted among those that do.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import count
from typing import Any

from storycompare.match.candidates import Candidates
from storycompare.match.corpus import Corpus
from storycompare.match.meaning import Meaning
from storycompare.match.pairwise import beside, covered, in_common, margins, most_in_common, products, shared, sizes
from storycompare.text.synonyms import synonyms
from storycompare.text.tokens import FIRST_PERSON, FUNCTION_WORDS, SAYING, SECOND_PERSON, THIRD_PERSON, WEEKDAYS

FEATURES: dict[str, str] = {
    "char": "letter sequences in common (TF-IDF cosine of character 3- to 5-grams)",
    "char2": "the same, squared: very alike sentences count for more",
    "shared": "the weight of the words in common, rare ones weighing more",
    "rarest": "the weight of the rarest word in common",
    "alike": "how much of a sentence the other has in the same words or in words of like meaning, of the more covered one",
    "function": "little words in common, as a share of the sentence that has fewer",
    "numbers": "numbers in common",
    "weekday": "the same weekday in both",
    "quoted": "how much of the shorter quotation's words stands in the other's",
    "narrated": "the weight of the words in common outside quotation marks",
    "spoken": "the least share of a sentence that stands in quotation marks",
    "spoken_apart": "one is quotation where the other is not",
    "quotation": "words quoted in the sentence that quotes fewer (logarithm)",
    "saying": "a verb of saying in both",
    "saying_one": "a verb of saying in one of them only",
    "first_one": "one of them only speaks of I or we",
    "second_one": "one of them only speaks to you",
    "third": "both speak of him or her",
    "margin": "how far ahead of the next best pairing of the sentence that has one",
    "beside": "the best likeness among the pairs beside them",
    "context": "words in common with the sentences around them counted in",
    "context_margin": "the same, ahead of the next best pairing",
    "length": "words that carry news in the shorter sentence (logarithm)",
    "low": "how far down the one stands that stands lower (logarithm)",
    "size": "sentences of the shorter version (logarithm)",
}
"""Each feature and what it means, in words; the scorer's coefficients go by these names."""

MEANT: dict[str, str] = {
    "meaning": "likeness of the two sentence vectors",
    "meaning2": "the same, squared",
    "meaning_margin": "the same, ahead of the next best pairing",
    "covered_low": "how much of the one sentence, word by word, the other comes near in meaning: the less covered one",
    "covered_high": "the more covered one",
    "covered2": "the more covered one, squared",
    "covered_margin": "the mean of the two, ahead of the next best pairing",
}
"""What a sentence encoder adds; `meaning` needs vectors of sentences, `covered` vectors of their words."""

AROUND = ((-2, 0.25), (-1, 0.5), (1, 0.3))
"""Weight of the sentences around one when they are counted in."""


def features(corpus: Corpus, found: Candidates, meaning: Meaning | None = None) -> dict[str, Any]:
    """Return one column a feature, a row a candidate, as numpy arrays of floats."""
    import numpy as np

    columns = {
        "char": found.char,
        "char2": found.char**2,
        **_words(corpus, found),
        **_speech(corpus, found),
        **_places(corpus, found),
        "margin": margins(corpus, found, found.char)[0],
        "beside": np.maximum.reduce(beside(corpus, found, found.char)),
        **_context(corpus, found),
    }
    return columns | _meant(corpus, found, meaning)


def _words(corpus: Corpus, found: Candidates) -> dict[str, Any]:
    import numpy as np

    entries, idf = corpus.entries, corpus.idf
    values = sorted({value for entry in entries for value in entry.values})
    table = shared(
        ([entry.content for entry in entries], idf),
        ([entry.spoken for entry in entries], idf),
        ([entry.narrated for entry in entries], idf),
        ([entry.keys & FUNCTION_WORDS for entry in entries], dict.fromkeys(sorted(FUNCTION_WORDS), 1.0)),
        ([entry.keys & WEEKDAYS for entry in entries], dict.fromkeys(sorted(WEEKDAYS), 1.0)),
        ([entry.values for entry in entries], dict.fromkeys(values, 1.0)),
    )
    place = dict(zip(idf, count(), strict=False))
    alike = [(place[stem], place[other]) for stem, others in synonyms(idf).items() for other in others]
    news, quoted, narrated, little, days, figures = in_common(found, table)
    length, i, j = np.log1p(table.count[0]), found.i, found.j
    _, spoken, _, small, *_ = table.own
    return {
        "shared": news,
        "rarest": most_in_common(found, table),
        "alike": np.maximum(*covered(found, table, alike)),
        "function": little / np.maximum(1.0, np.minimum(small[i], small[j])),
        "numbers": figures,
        "quoted": quoted / np.maximum(1e-9, np.minimum(spoken[i], spoken[j])),
        "narrated": narrated,
        "weekday": np.minimum(1.0, days),
        "length": np.minimum(length[i], length[j]),
    }


def _speech(corpus: Corpus, found: Candidates) -> dict[str, Any]:
    """Return what is quotation and what is told, and who is spoken of."""
    import numpy as np

    i, j = found.i, found.j
    words = [len(entry.content) for entry in corpus.entries]
    quoted = np.array([len(entry.spoken) for entry in corpus.entries])
    share = quoted / np.maximum(1, words)

    def has(keys: Collection[str]) -> Any:
        return np.array([not entry.keys.isdisjoint(keys) for entry in corpus.entries], float)

    saying, first, second, third = (has(keys) for keys in (SAYING, FIRST_PERSON, SECOND_PERSON, THIRD_PERSON))
    return {
        "spoken": np.minimum(share[i], share[j]),
        "spoken_apart": np.abs(share[i] - share[j]),
        "quotation": np.log1p(np.minimum(quoted[i], quoted[j])),
        "saying": saying[i] * saying[j],
        "saying_one": np.abs(saying[i] - saying[j]),
        "first_one": np.abs(first[i] - first[j]),
        "second_one": np.abs(second[i] - second[j]),
        "third": third[i] * third[j],
    }


def _places(corpus: Corpus, found: Candidates) -> dict[str, Any]:
    import numpy as np

    size, place = sizes(corpus)
    return {
        "low": np.log1p(np.maximum(place[found.i], place[found.j])),
        "size": np.log(np.minimum(size[found.i], size[found.j])),
    }


def _context(corpus: Corpus, found: Candidates) -> dict[str, Any]:
    """Return the TF-IDF cosine of stems with the sentences around each counted in by `AROUND`."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.utils.sparsefuncs_fast import inplace_csr_row_normalize_l2

    size, place = sizes(corpus)
    here = np.arange(len(size))
    rows, columns, weights = [here], [here], [np.ones(len(size))]
    for step, weight in AROUND:
        inside = here[(place + step >= 0) & (place + step < size)]
        rows.append(inside)
        columns.append(inside + step)
        weights.append(np.full(len(inside), weight))
    window = csr_matrix((np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))), shape=(len(size), len(size)))
    around = window @ found.vectors
    inplace_csr_row_normalize_l2(around)
    (likeness,) = products(found, around, around)
    return {"context": likeness, "context_margin": margins(corpus, found, likeness)[1]}


def _meant(corpus: Corpus, found: Candidates, meaning: Meaning | None) -> dict[str, Any]:
    import numpy as np

    columns: dict[str, Any] = {}
    if meaning is not None and meaning.sentence is not None:
        likeness = meaning.sentence[found.i, found.j]
        columns |= {"meaning": likeness, "meaning2": likeness**2, "meaning_margin": margins(corpus, found, likeness)[0]}
    if meaning is not None and meaning.covered is not None:
        one, other = meaning.covered[found.i, found.j], meaning.covered[found.j, found.i]
        low, high = np.minimum(one, other), np.maximum(one, other)
        columns |= {"covered_low": low, "covered_high": high, "covered2": high**2}
        columns |= {"covered_margin": margins(corpus, found, (low + high) / 2)[0]}
    return columns
