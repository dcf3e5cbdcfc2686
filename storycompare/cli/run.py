"""One run of the command: what happened becomes an exit status, and at most one line on standard error."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from storycompare.batch.file import OutputExists
from storycompare.cli.commands import storycompare
from storycompare.cli.output import say, settle
from storycompare.cli.stop import LAST_WORDS, Stopped
from storycompare.errors import StoryCompareError, UnknownBase

WRONG_USAGE = (OutputExists, UnknownBase)
"""Errors that the arguments are to blame for: exit status 2, as for an option that does not exist."""


def run(arguments: Sequence[str]) -> int:
    """Return the exit status of the command with ``arguments``.

    >>> run(["batch", "stories.jsonl"])
    2
    """
    try:
        return int(storycompare.main(arguments, "storycompare", standalone_mode=False) or 0)
    except Stopped as stopped:
        for words in LAST_WORDS:
            say("", words)
        return 128 + int(stopped.args[0])
    except click.ClickException as error:
        say("error", error.format_message().rstrip(".") + _where_help_is(error))
        return error.exit_code
    except StoryCompareError as error:
        say("error", str(error))
        return 2 if isinstance(error, WRONG_USAGE) else 1
    except OSError as error:
        say("error", f"{error.filename or 'the command'} failed: {error.strerror or error}")
        return 1
    except Exception as error:
        if os.environ.get("STORYCOMPARE_DEBUG"):
            raise
        say("error", f"unexpected {type(error).__name__}: {error}; please report it (STORYCOMPARE_DEBUG=1 shows where it happened)")
        return 1
    finally:
        settle()


def _where_help_is(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"; see '{context.command_path} --help'" if context else ""
