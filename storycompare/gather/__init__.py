"""The only door: versions from the web, files, folders, globs, standard input and page source; a person's decisions from theirs."""

from storycompare.gather.decisions import load_decisions, parse_decisions
from storycompare.gather.load import load, load_all, load_story
from storycompare.gather.web.settings import Web

__all__ = ["Web", "load", "load_all", "load_decisions", "load_story", "parse_decisions"]
