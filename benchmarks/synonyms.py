"""Makes the table of words of like meaning out of WordNet's own files, given by path.

    python benchmarks/synonyms.py DICT [FILE]

DICT is the folder of WordNet 3.1 that holds ``data.noun`` and ``index.sense``. One line a sense: the stems of the words that have it, in
sorted order, where there are two or more. A word counts with its `SENSES` commonest senses, and with what is derived from it
("resign", "resignation"); a word that WordNet's makers never met in their marked texts does not.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from storycompare.text.tokens import stems

SENSES = 4
"""Senses of a word: F1 cross-validated .6187 with 2, .6190 with 4, .6176 with all, where .6147 is without the table."""
MET = 1
"""Times that a word was met: .6203 with every word, at three times the size; .6187 with those met three times."""
TARGET = Path(__file__).parent.parent / "storycompare/data/synonyms.txt"
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
DERIVED = "+"
HEAD = """\
# Words of like meaning, as stems, one sense a line: made by benchmarks/synonyms.py from WordNet 3.1, whose licence is:
#
"""


def rows(file: Path) -> Iterator[list[str]]:
    """Yield the fields of each line but those of the licence at the head, and without the gloss."""
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith(" "):
            yield line.partition("|")[0].split()


def derived(folder: Path) -> dict[tuple[str, str, str], list[tuple[str, str]]]:
    """Return for each word in a sense the senses of the words derived from it."""
    found = defaultdict(list)
    for part, letter in PARTS.items():
        for offset, _, _, count, *fields in rows(folder / f"data.{part}"):
            words = [fields[2 * k].partition("(")[0].lower() for k in range(int(count, 16))]
            pointers, *rest = fields[2 * len(words) :]
            for kind, other, of, ends in zip(*[iter(rest[: 4 * int(pointers)])] * 4, strict=True):
                if kind == DERIVED:
                    found[letter, offset, words[int(ends[:2], 16) - 1]].append((of.replace("s", "a"), other))
    return found


def main(folder: Path, target: Path) -> None:
    met: Counter[str] = Counter()
    for sense, _, _, count in rows(folder / "index.sense"):
        met[sense.partition("%")[0]] += int(count)
    beside = derived(folder)
    meaning = defaultdict(set)
    for part, letter in PARTS.items():
        for word, _, count, *fields in rows(folder / f"index.{part}"):
            if not word.isalpha() or met[word] < MET:
                continue
            (stem,) = stems([word])
            for offset in fields[-int(count) :][:SENSES]:
                for sense in [(letter, offset), *beside.get((letter, offset, word), ())]:
                    meaning[sense].add(stem)
    lines = sorted({" ".join(sorted(words)) for words in meaning.values() if len(words) > 1})
    licence = [line[4:].strip() for line in (folder / "index.verb").read_text("utf-8").splitlines() if line.startswith("  ")]
    target.write_text(HEAD + "".join(f"# {line}".rstrip() + "\n" for line in licence) + "".join(f"{line}\n" for line in lines), "utf-8")
    print(f"{len(lines)} senses of {len(set(' '.join(lines).split()))} stems: {target}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else TARGET)
