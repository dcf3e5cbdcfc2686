"""The commands about one story: compare, demo and show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from storycompare.cli.completion import files, story_ids
from storycompare.cli.options import decisions_option, examples, matching_options, outlet_and_source, result_options
from storycompare.cli.output import deliver, format_of, on_terminal, say
from storycompare.cli.progress import doing, watched
from storycompare.cli.web import web_options, web_settings
from storycompare.model import Comparison, Decision, Preset, Settings, Story
from storycompare.render.words import counted


@click.command(
    short_help="Compare the versions of one story.",
    epilog=examples(
        "storycompare compare gazette.html courier.html",
        "storycompare compare story/ --base gazette -o report.html",
        "storycompare compare 'pages/*.html' --format json",
        "storycompare compare story.json --format markdown",
        "storycompare compare --as 'The Gazette=a.txt' --as 'The Courier=b.txt'",
        "storycompare compare gazette.html - < courier.html",
        "storycompare compare https://gazette.example/a courier.html --keep-pages pages/",
    ),
)
@click.argument("sources", metavar="SOURCE...", nargs=-1, shell_complete=files)
@click.option(
    "--as",
    "named",
    metavar="OUTLET=SOURCE",
    multiple=True,
    callback=outlet_and_source,
    shell_complete=files,
    help="A source, and the outlet it is of.",
)
@click.option("--base", metavar="ID", help="Hold every other version against the version with this id.")
@click.option("--id", metavar="ID", help="What to call the story in the result.")
@click.option("--keep-pages", metavar="DIR", help="Keep the bytes of every page from the web in DIR, with address, time and digest.")
@web_options
@decisions_option
@matching_options
@result_options
def compare(
    sources: tuple[str, ...],
    named: tuple[tuple[str, str], ...],
    base: str | None,
    id: str | None,
    decisions: str | None,
    preset: Preset,
    encoder: str | None,
    format: str | None,
    output: str | None,
    share: bool,
    verbose: bool,
    **web: Any,
) -> None:
    """Compare the versions of one story.

    A SOURCE is an http or https address, an HTML or text file, a folder or a glob of them, `-` for standard input, or a .json file: a
    story with `versions`, or one version with `text`, `html` or `paragraphs`.
    """
    from storycompare.cli.sources import read_story

    chosen = format_of(format, output)
    if not sources and not named:
        raise click.UsageError("nothing to compare: name two sources or more, or a folder")
    corrections = _read_decisions(decisions)
    with doing(f"reading {counted(len(sources) + len(named), 'source')}"):
        story = read_story(sources, named, web_settings(**web))
    settings = Settings(base=base, preset=preset)
    comparison = _compared(replace(story, id=id or story.id), settings, encoder, corrections)
    _deliver(comparison, chosen, output, verbose=verbose, share=share)


def _compared(story: Story, settings: Settings, encoder: str | None, decisions: Sequence[Decision] = ()) -> Comparison:
    with doing(f"comparing {counted(len(story.versions), 'version')}"):
        from storycompare.core import compare

        return compare(story.versions, settings=settings, id=story.id, meta=story.meta, encoder=encoder, decisions=decisions)


def _deliver(comparison: Comparison, format: str, output: str | None, *, verbose: bool, share: bool) -> None:
    """Say what is to be known before the result is believed, and write it."""
    for notice in () if on_terminal(format, output) and watched() else comparison.warnings:  # the summary has them as notes
        say("warning", f"{notice.version}: {notice.message}" if notice.version else notice.message)
    deliver(comparison, format, output, verbose=verbose, share=share)


def _read_decisions(file: str | None) -> tuple[Decision, ...]:
    from storycompare.gather import load_decisions

    return () if file is None else load_decisions(file)


@click.command(
    short_help="Compare a story that comes with the program.", epilog=examples("storycompare demo", "storycompare demo -o demo.html")
)
@matching_options
@result_options
def demo(preset: Preset, encoder: str | None, format: str | None, output: str | None, share: bool, verbose: bool) -> None:
    """Compare a story that comes with the program: five invented outlets report on unmanned boats."""
    from storycompare.cli.sources import bundled_story

    chosen = format_of(format, output)
    _deliver(_compared(bundled_story(), Settings(preset=preset), encoder), chosen, output, verbose=verbose, share=share)


@click.command(
    short_help="Show a result that was written as JSON.",
    epilog=examples(
        "storycompare show result.json --format text",
        "storycompare show results.jsonl --id story-17 -o story-17.html",
        "storycompare compare story/ --format json | storycompare show - --format csv",
    ),
)
@click.argument("result", metavar="RESULT", shell_complete=files)
@click.option("--id", metavar="ID", shell_complete=story_ids, help="Which story, where RESULT holds many.")
@decisions_option
@result_options
def show(result: str, id: str | None, decisions: str | None, format: str | None, output: str | None, share: bool, verbose: bool) -> None:
    """Show a comparison that was written as JSON: RESULT is such a file, the output of a batch, or `-` for standard input."""
    from storycompare.cli.results import read_result

    chosen = format_of(format, output)
    comparison = read_result(result, id)
    if decisions is not None:
        from storycompare.core import recompare

        comparison = recompare(comparison, _read_decisions(decisions))
        for notice in comparison.warnings:
            if notice.code == "unknown-decision":
                say("warning", notice.message)
    deliver(comparison, chosen, output, verbose=verbose, share=share)
