"""The commands about many pages and many stories: fetch and batch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from storycompare.batch.rows import FIELDS, Options
from storycompare.cli.completion import files, keys
from storycompare.cli.options import examples, fields_of, matching_options
from storycompare.cli.output import say
from storycompare.cli.web import web_options, web_settings
from storycompare.model import Preset, Settings


@click.command(
    short_help="Keep pages from the web as files.",
    epilog=examples(
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


@click.command(
    short_help="Compare many stories, a line each.",
    epilog=examples(
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
    callback=fields_of,
    shell_complete=lambda *at: keys(FIELDS, at[2]),
    help="Keep only these keys of a result, beside schema and id.",
)
@click.option("--no-text", is_flag=True, help="Leave every text of an article empty; offsets and headlines stay.")
@matching_options
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
