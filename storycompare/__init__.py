"""Several outlets tell one story: what does each add, leave out and word differently, and where do they disagree?

>>> from storycompare import Version, compare
>>> comparison = compare([
...     Version.from_text("The council voted 7-2 on Tuesday to close the bridge. Repairs start in June.", outlet="Gazette"),
...     Version.from_text("On Tuesday the council voted 7-2 to close the bridge.", outlet="Courier"),
... ])
>>> [(m.a.version, m.b.version, m.relation) for m in comparison.matches]
[('Courier', 'Gazette', 'reworded')]

Importing this loads nothing heavy: numpy, scikit-learn, lxml and the rest are imported where they are first used; `warm_up` pays
for them ahead.
"""

from storycompare.batch import compare_many
from storycompare.compare import compare, warm_up
from storycompare.errors import StoryCompareError
from storycompare.gather import load, load_all
from storycompare.model import Comparison, Failure, Settings, Story, Version
from storycompare.version import __version__

__all__ = [
    "Comparison",
    "Failure",
    "Settings",
    "Story",
    "StoryCompareError",
    "Version",
    "__version__",
    "compare",
    "compare_many",
    "load",
    "load_all",
    "warm_up",
]
