"""The commands and their arguments; ``storycompare COMMAND --help`` is their manual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from storycompare.batch.rows import FIELDS, Options
from storycompare.cli.completion import SHELLS, files, keys, script, story_ids
from storycompare.cli.output import deliver, format_of, on_terminal, say
from storycompare.cli.progress import doing, watched
from storycompare.cli.web import web_options, web_settings
from storycompare.model import PRESETS, Comparison, Decision, Preset, Settings, Story
from storycompare.render import FORMATS
from storycompare.render.words import counted
from storycompare.version import __version__

Command = TypeVar("Command", bound=Callable[..., Any])


def _examples(*lines: str) -> str:
    """Return the end of a help page: each example on a line of its own, as it is typed."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _result_options(command: Command) -> Command:
    """Add ``--format``, ``-o``, ``--share`` and ``--verbose``, which every command that shows a comparison has."""
    output = click.option(
        "-o", "--output", metavar="FILE", shell_complete=files, help="Write to FILE, whole or not at all, instead of standard output."
    )
    share = click.option("--share", is_flag=True, help="Keep only the sentences of findings, and the addresses of the pages.")
    verbose = click.option("-v", "--verbose", is_flag=True, help="On a terminal, show all of it and not a summary of one screen.")
    named = click.option("--format", type=click.Choice(list(FORMATS)), help="Default: what the name of FILE asks for, else text.")
    return named(output(share(verbose(command))))


def _decisions_option(command: Command) -> Command:
    """Add ``--decisions``: a person's corrections."""
    named = click.option(
        "--decisions", metavar="FILE", shell_complete=files, help="Replay the corrections in FILE, which the HTML report writes."
    )
    return named(command)


def _matching_options(command: Command) -> Command:
    """Add ``--preset`` and ``--encoder``, which every command that compares has."""
    preset = click.option(
        "--preset",
        type=click.Choice(PRESETS),
        default="balanced",
        show_default=True,
        help="How sure a match must be: precise has few wrong ones, thorough misses fewer.",
    )
    encoder = click.option(
        "--encoder", metavar="MODEL", help="Match by meaning too, with this sentence-transformers model, or its folder (extra semantic)."
    )
    return preset(encoder(command))


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_examples(
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


def _outlet_and_source(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    for value in values:
        if not all(value.partition("=")):
            raise click.BadParameter(f"{value!r} is not OUTLET=SOURCE", context, parameter)
    return tuple((outlet, source) for outlet, _, source in (value.partition("=") for value in values))


@storycompare.command(
    short_help="Compare the versions of one story.",
    epilog=_examples(
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
    callback=_outlet_and_source,
    shell_complete=files,
    help="A source, and the outlet it is of.",
)
@click.option("--base", metavar="ID", help="Hold every other version against the version with this id.")
@click.option("--id", metavar="ID", help="What to call the story in the result.")
@click.option("--keep-pages", metavar="DIR", help="Keep the bytes of every page from the web in DIR, with address, time and digest.")
@web_options
@_decisions_option
@_matching_options
@_result_options
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


@storycompare.command(
    short_help="Compare a story that comes with the program.", epilog=_examples("storycompare demo", "storycompare demo -o demo.html")
)
@_matching_options
@_result_options
def demo(preset: Preset, encoder: str | None, format: str | None, output: str | None, share: bool, verbose: bool) -> None:
    """Compare a story that comes with the program: five invented outlets report on unmanned boats."""
    from storycompare.cli.sources import bundled_story

    chosen = format_of(format, output)
    _deliver(_compared(bundled_story(), Settings(preset=preset), encoder), chosen, output, verbose=verbose, share=share)


@storycompare.command(
    short_help="Show a result that was written as JSON.",
    epilog=_examples(
        "storycompare show result.json --format text",
        "storycompare show results.jsonl --id story-17 -o story-17.html",
        "storycompare compare story/ --format json | storycompare show - --format csv",
    ),
)
@click.argument("result", metavar="RESULT", shell_complete=files)
@click.option("--id", metavar="ID", shell_complete=story_ids, help="Which story, where RESULT holds many.")
@_decisions_option
@_result_options
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


@storycompare.command(
    short_help="Keep pages from the web as files.",
    epilog=_examples(
        "storycompare fetch https://gazette.example/a https://courier.example/b -o pages/",
        "storycompare compare pages/",
    ),
)
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="DIR", required=True, help="The folder to keep them in; it is made, or added to.")
@web_options
def fetch(urls: tuple[str, ...], output: str, **web: Any) -> int:
    """Keep the pages at one or more addresses in a folder, byte for byte, with a line about each in its pages.jsonl.

    The file of each page is named on standard output. Exit status: 0 at least one page was kept; 1 none was.
    """
    from storycompare.cli.sources import keep_pages

    kept = keep_pages(urls, output, web_settings(**web), say)
    for path in kept:
        click.echo(str(path))
    return 0 if kept else 1


def _fields(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    names = None if value is None else tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    if unknown := [name for name in names or () if name not in FIELDS]:
        raise click.BadParameter(f"no key {unknown[0]!r} in a result: the keys are {', '.join(FIELDS)}", context, parameter)
    return names


@storycompare.command(
    short_help="Compare many stories, a line each.",
    epilog=_examples(
        "storycompare batch stories.jsonl -o results.jsonl --jobs 4",
        "storycompare batch stories.jsonl -o results.jsonl --jobs 4 --resume",
        "storycompare batch stories/ -o results.jsonl --fields matches,omissions --no-text",
        "zcat stories.jsonl.gz | storycompare batch - -o results.jsonl",
    ),
)
@click.argument("source", metavar="IN", shell_complete=files)
@click.option("-o", "--output", metavar="OUT.jsonl", required=True, shell_complete=files, help="One line a story, in the order of IN.")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="How many processes compare.")
@click.option("--resume", is_flag=True, help="Go on with the batch that was stopped; the result has the same bytes.")
@click.option(
    "--fields",
    metavar="A,B,...",
    callback=_fields,
    shell_complete=lambda *at: keys(FIELDS, at[2]),
    help="Keep only these keys of a result, beside schema and id.",
)
@click.option("--no-text", is_flag=True, help="Leave every text of an article empty; offsets and headlines stay.")
@_matching_options
def batch(
    source: str,
    output: str,
    jobs: int,
    resume: bool,
    fields: tuple[str, ...] | None,
    no_text: bool,
    preset: Preset,
    encoder: str | None,
) -> int:
    """Compare many stories: IN is a JSONL file, `-`, or a folder whose subfolders (and .json files) are stories.

    A story that cannot be compared is a line with an `error`. While it runs, the batch writes OUT.jsonl.part; OUT.jsonl.batch records
    what it was made from, so that --resume goes on with the same batch and no other.
    """
    from storycompare.cli.many import run_batch

    options = Options(Settings(preset=preset), encoder, fields, no_text)
    tally = run_batch(source, Path(output), options, jobs=jobs, resume=resume)
    say("", f"{tally.compared} compared, {tally.failed} failed -> {output}")
    return 0 if tally.compared else 1


@storycompare.command(
    short_help="Let the shell complete commands, options and files.",
    epilog=_examples(
        "storycompare completion bash | tee -a ~/.bashrc",
        "storycompare completion zsh | tee -a ~/.zshrc",
        "storycompare completion fish | source",
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the lines that turn completion on in a shell."""
    click.echo(script(storycompare, shell))
