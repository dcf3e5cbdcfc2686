"""The command and its commands; ``storycompare COMMAND --help`` is their manual."""

from __future__ import annotations

import click

from storycompare.cli.completion import SHELLS, script
from storycompare.cli.many_stories import batch, fetch
from storycompare.cli.one_story import compare, demo, show
from storycompare.cli.options import examples
from storycompare.version import __version__


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "storycompare demo",
        "storycompare compare gazette.html courier.html",
        "storycompare compare https://gazette.example/a https://courier.example/b",
        "storycompare compare story/ -o report.html",
        "storycompare batch stories.jsonl -o results.jsonl --jobs 4",
    ),
)
@click.version_option(__version__, prog_name="storycompare", message="%(prog)s %(version)s")
@click.pass_context
def storycompare(context: click.Context) -> None:
    """One story, several outlets: what does each version add, leave out and word differently, and where do they disagree?

    Exit status: 0 compared; 1 nothing could be compared, or the result could not be written; 2 wrong usage.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@storycompare.command(
    short_help="Let the shell complete commands, options and files.",
    epilog=examples(
        "storycompare completion bash | tee -a ~/.bashrc",
        "storycompare completion zsh | tee -a ~/.zshrc",
        "storycompare completion fish | source",
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the lines that turn completion on in a shell."""
    click.echo(script(storycompare, shell))


for _command in (batch, compare, demo, fetch, show):
    storycompare.add_command(_command)
