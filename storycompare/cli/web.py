"""The options for pages from the web, and the settings that they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from storycompare.gather import Web

Command = TypeVar("Command", bound=Callable[..., Any])


def web_options(command: Command) -> Command:
    """Add the options of every command that fetches pages; `web_settings` reads them."""
    for option in (
        click.option(
            "--trust-environment", is_flag=True, help="Take proxies and certificates from the environment (HTTPS_PROXY and the like)."
        ),
        click.option("--ignore-robots", is_flag=True, help="Fetch pages whatever robots.txt says: for pages that you may fetch."),
        click.option(
            "--pause",
            type=click.FloatRange(0, 10),
            metavar="SECONDS",
            default=Web().pause,
            show_default=True,
            help="Wait so long between two requests to one host.",
        ),
        click.option(
            "--allow-host",
            "allow_hosts",
            metavar="HOST:PORT",
            multiple=True,
            callback=_hosts,
            help="Fetch from this host and port whatever its address: an intranet, a test server.",
        ),
    ):
        command = option(command)
    return command


def _hosts(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return Web(allow_hosts=values).allow_hosts
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from None


def web_settings(
    allow_hosts: tuple[str, ...], pause: float, ignore_robots: bool, trust_environment: bool, keep_pages: str | None = None
) -> Web:
    """Return how pages are fetched."""
    return Web(allow_hosts=allow_hosts, robots=not ignore_robots, pause=pause, trust_environment=trust_environment, keep_pages=keep_pages)
