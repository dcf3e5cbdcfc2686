"""The stories of ``fixtures/`` compared: what the golden texts were written from. ``python tests/golden.py --write`` writes them anew."""

import json
import sys
from functools import cache
from pathlib import Path

from storycompare import compare, load

FIXTURES = Path(__file__).parent.parent / "fixtures"
GOLDEN = FIXTURES / "golden"
STORIES = sorted(path.parent.name for path in FIXTURES.glob("*/expected.json"))


def expected(story):
    return json.loads((FIXTURES / story / "expected.json").read_text(encoding="utf-8"))


@cache
def comparison(story):
    versions = [load(FIXTURES / story / version["file"]) for version in expected(story)["versions"].values()]
    return compare(versions, id=story)


def written(story):
    return GOLDEN / f"{story}.txt"


def main(arguments):
    if arguments != ["--write"]:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    for story in STORIES:
        written(story).write_bytes(comparison(story).to_text().encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
