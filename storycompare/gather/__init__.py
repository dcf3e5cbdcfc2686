"""The only door: versions from files, folders, globs, standard input and page source."""

from storycompare.gather.load import load, load_all, load_story

__all__ = ["load", "load_all", "load_story"]
