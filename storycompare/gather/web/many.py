"""Several pages: hosts side by side, the pages of one host one after the other, results in the order asked."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from storycompare.errors import LimitExceeded, NotFetched
from storycompare.gather.web.fetch import fetch
from storycompare.gather.web.keep import keep, ready
from storycompare.gather.web.response import Fetched
from storycompare.gather.web.settings import Web
from storycompare.gather.web.trouble import Trouble
from storycompare.gather.web.url import parse

AT_ONCE = 8
"""Hosts that are asked at the same time: more than the versions of most stories."""


def fetch_all(urls: Sequence[str], web: Web | None = None) -> list[Fetched | NotFetched | LimitExceeded]:
    """Return what came of each of ``urls``, in their order: the page, or the error that says why there is none.

    An address that is named twice is fetched once. Where ``web.keep_pages`` names a folder, the pages lie there afterwards.

    Raises:
        OutputError: that folder cannot be written.
    """
    web = web or Web()
    if web.keep_pages is not None:
        ready(web.keep_pages)
    hosts: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        hosts.setdefault(_host(url), []).append(url)
    came: dict[str, Fetched | NotFetched | LimitExceeded] = {}
    if len(hosts) > 1:
        with ThreadPoolExecutor(min(AT_ONCE, len(hosts)), thread_name_prefix="fetch") as pool:
            for found in pool.map(lambda group: _one_after_another(group, web), hosts.values()):
                came.update(found)
    else:
        came = _one_after_another([url for group in hosts.values() for url in group], web)
    results = [came[url] for url in urls]
    if web.keep_pages is not None:
        keep(dict.fromkeys(page for page in results if isinstance(page, Fetched)), web.keep_pages)
    return results


def _one_after_another(urls: Sequence[str], web: Web) -> dict[str, Fetched | NotFetched | LimitExceeded]:
    came: dict[str, Fetched | NotFetched | LimitExceeded] = {}
    for url in urls:
        try:
            came[url] = fetch(url, web)
        except (NotFetched, LimitExceeded) as error:
            came[url] = error
    return came


def _host(url: str) -> str:
    try:
        return parse(url).host
    except Trouble:
        return ""
