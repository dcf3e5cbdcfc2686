"""The only door: versions from the web, files, folders, globs, standard input and page source."""

from storycompare.gather.load import load, load_all, load_story
from storycompare.gather.web.settings import Web

__all__ = ["Web", "load", "load_all", "load_story"]
