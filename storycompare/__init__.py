"""Several outlets tell one story: what does each add, leave out and word differently, and where do they disagree?

>>> from storycompare import Version, compare
>>> comparison = compare([
...     Version.from_text("The council voted 7-2 on Tuesday to close the bridge. Repairs start in June.", outlet="Gazette"),
...     Version.from_text("On Tuesday the council voted 7-2 to close the bridge.", outlet="Courier"),
... ])
>>> [(m.a.version, m.b.version, m.relation) for m in comparison.matches]
[('Courier', 'Gazette', 'reworded')]

Importing this loads next to nothing: each name comes from its home when it is first used, and numpy, scikit-learn, lxml and the rest
come where they are needed; `warm_up` pays for them ahead.
"""

import importlib

from storycompare.version import __version__

# The name is all that type checkers look at; typing itself would cost more than the rest of this file.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from storycompare.batch import compare_many
    from storycompare.core import compare, warm_up
    from storycompare.errors import StoryCompareError
    from storycompare.gather import Web, load, load_all
    from storycompare.model import Comparison, Failure, Settings, Story, Version

__all__ = [
    "Comparison",
    "Failure",
    "Settings",
    "Story",
    "StoryCompareError",
    "Version",
    "Web",
    "__version__",
    "compare",
    "compare_many",
    "load",
    "load_all",
    "warm_up",
]

_HOMES = {
    "batch": ["compare_many"],
    "core": ["compare", "warm_up"],
    "errors": ["StoryCompareError"],
    "gather": ["Web", "load", "load_all"],
    "model": ["Comparison", "Failure", "Settings", "Story", "Version"],
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(f"storycompare.{home}"), name)
    raise AttributeError(f"module 'storycompare' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
