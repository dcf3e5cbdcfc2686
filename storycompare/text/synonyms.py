"""Words of like meaning: stems that share a sense in WordNet, of those senses that its makers met in text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files


def synonyms(stems: Iterable[str]) -> dict[str, set[str]]:
    """Return for each of the stems that has any, those of the others that can mean the same.

    >>> words = synonyms(["sack", "fire", "river"])
    >>> sorted(words), words["sack"]
    (['fire', 'sack'], {'fire'})

    The table is ``data/synonyms.txt``, one sense a line, made by ``benchmarks/synonyms.py``. Source: WordNet 3.1 (Fellbaum, 1998).
    """
    senses, found = _senses(), defaultdict(set)
    meant: defaultdict[int, list[str]] = defaultdict(list)
    for stem in set(stems):
        for sense in senses.get(stem, ()):
            meant[sense].append(stem)
    for words in meant.values():
        if len(words) > 1:
            for word in words:
                found[word].update(words)
    for word, others in found.items():
        others.discard(word)
    return dict(found)


@lru_cache(maxsize=1)
def _senses() -> dict[str, list[int]]:
    """Return for each stem the numbers of the senses that it shares with another."""
    text = files("storycompare").joinpath("data/synonyms.txt").read_text("utf-8")
    senses: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(text.splitlines()):
        if not line.startswith("#"):
            for stem in line.split():
                senses[stem].append(number)
    return dict(senses)
