"""Work shared out to processes: the results come in the order of the items, and few items are under way at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from storycompare.errors import StoryCompareError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")

WINDOW = 4
"""Items under way for each job: enough that no process waits for a slow neighbour, few enough that memory stays small."""


def in_order(function: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[Result]:
    """Return ``function`` of each item, in the order of ``items``, with ``jobs`` processes at work (1: this one).

    >>> list(in_order(str.upper, "ab", jobs=1))
    ['A', 'B']
    """
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}: it is the number of processes, 1 or more")
    return map(function, items) if jobs == 1 else _in_processes(function, items, jobs)


def _in_processes(function: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[Result]:
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("spawn")  # a fork would copy locks that other threads hold, and files that are locked
    alive, parent = context.Pipe(duplex=False)
    with alive, parent, ProcessPoolExecutor(jobs, context, _leave_with_parent, (alive,)) as pool:
        under_way: deque[Future[Result]] = deque()
        try:
            for item in items:
                with _no_interrupt():
                    under_way.append(pool.submit(function, item))
                if len(under_way) >= WINDOW * jobs:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BrokenProcessPool as error:
            raise StoryCompareError(
                "a process that compares stories ended before its time",
                why="it ran out of memory, was killed, or the script that started it has no guard `if __name__ == '__main__':`",
                fix="use fewer jobs, or add the guard",
            ) from error
        except BaseException:  # Ctrl-C, or the reader wants no more: whatever is under way stops now
            parent.close()
            raise


def _leave_with_parent(alive: Connection) -> None:
    """Make this process end when its parent closes its end of the pipe, as it does even when it is killed."""

    def watch() -> None:
        alive.poll(None)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Keep Ctrl-C from the processes started inside, which inherit the mask: only the parent is to answer it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
