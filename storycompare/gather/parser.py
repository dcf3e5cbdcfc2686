"""Pages read in a child process that can be ended: markup made to hang or to eat memory costs its own page and no other."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
import weakref
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from storycompare.gather.child import READY, SIZE, SIZES
from storycompare.gather.markup import MAX_RAW_BYTES
from storycompare.gather.origin import Origin
from storycompare.limits import MAX_BYTES, MAX_PARSE_MEMORY, MAX_PARSE_SECONDS
from storycompare.model import Notice, Reason, Version, clean

if TYPE_CHECKING:
    from subprocess import Popen

WAITED = 3
"""Times its processor time that a page is waited for by the clock: a busy machine does not refuse what an idle one reads."""
START_SECONDS = 60
"""Seconds that the child may take to import what reads a page: about one on an idle machine."""
END_SECONDS = 5
"""Seconds in which an idle child ends by itself, milliseconds on an idle machine, before it is killed."""
TICKS = 20
"""Parts in which time is counted by the clock. A program that was suspended meanwhile finds one of them gone, however long it slept."""
START = "import sys; from storycompare.gather.child import main; main(float(sys.argv[1]), int(sys.argv[2]))"
"""What the child runs: not the module itself, of which the package has imported another copy by then, with a warning."""
MAX_ANSWER = 8 * MAX_BYTES
"""Bytes of an answer: a text of `MAX_BYTES` characters with room for what JSON escapes."""
_PARSERS: weakref.WeakSet[Parser] = weakref.WeakSet()


def parse(html: str, origin: Origin) -> Version:
    """Return the version that the page ``html`` holds, as `page.read_page` does, refused where reading it takes too much.

    >>> parse("<html><body><p>The council voted to close the bridge for repairs in June.</p></body></html>", Origin("a")).text
    'The council voted to close the bridge for repairs in June.'
    """
    return _SHARED.parse(html, origin)


def end_all() -> None:
    """End the children that read pages, for good: the program ends."""
    for parser in tuple(_PARSERS):
        parser.close()


class Parser:
    """One child that reads one page at a time, started for the first page and again after it was ended.

    One for all threads: reading is Python, so in one process threads never read two pages at once; processes do, each with a child.
    """

    def __init__(self, seconds: float = MAX_PARSE_SECONDS, memory: int = MAX_PARSE_MEMORY) -> None:
        self.seconds, self.memory = seconds, memory
        self.child: Popen[bytes] | None = None
        self.closed = False
        self.lock = threading.Lock()
        _PARSERS.add(self)

    def parse(self, html: str, origin: Origin) -> Version:
        """Return the version that ``html`` holds; a page that ends the child is refused with the reason."""
        import msgspec

        page = html[: MAX_RAW_BYTES + 1].encode("utf-8", "surrogatepass")
        # What is given may hold anything: lone surrogates are no JSON, and `meta` is never looked at.
        given = {key: clean(value) if isinstance(value, str) else value for key, value in origin.given.items() if key != "meta"}
        sent = msgspec.json.encode(replace(origin, given=given))
        with self.lock:
            answer = self._answer(SIZES.pack(len(sent), len(page)) + sent + page)
        if isinstance(answer, OSError):
            return _unguarded(html, origin, answer)
        if isinstance(answer, Reason):
            return origin.refused(answer)
        version = msgspec.json.decode(answer, type=Version)
        return replace(version, meta=origin.given.get("meta"))

    def close(self) -> None:
        """End the child for good: idle, it goes by itself without anything to read; over a page, it is not waited for."""
        from subprocess import SubprocessError

        self.closed = True
        if self.lock.acquire(blocking=False):
            try:
                if self.child is not None:
                    with suppress(OSError, SubprocessError):
                        self.child.communicate(timeout=END_SECONDS)
                    self._drop()
            finally:
                self.lock.release()
        elif (child := self.child) is not None:
            child.kill()
            child.wait()

    def _answer(self, request: bytes) -> bytes | Reason | OSError:
        """Return what the child answers, why there is no answer, or why there is no child; ended from outside, it is asked again."""
        code = 0
        for _ in range(2):
            if self.closed:
                return Reason("unreadable", "the program ended before it was read")
            try:
                if self.child is None or self.child.poll() is not None:
                    self._drop()
                    self.child = _started(self.seconds, self.memory)
                with _watched(self.child, WAITED * self.seconds) as watch:
                    answer = _exchanged(self.child, request)
            except OSError as error:
                return error
            except BaseException:  # Ctrl-C: what the child answers now is no answer to the next page
                self._drop()
                raise
            if answer is not None:
                return answer
            code = self._drop()
            if watch.late or code == -getattr(signal, "SIGPROF", 0):
                why = f"reading its markup took over {self.seconds:g} seconds; copy the article's text into a .txt file"
                return Reason("too-slow", why)
        return Reason("unreadable", f"reading it ended the process that read it (status {code}); copy the article's text into a .txt file")

    def _drop(self) -> int:
        """End the child, whatever it is doing, and return its status."""
        child, self.child = self.child, None
        return 0 if child is None else _ended(child)


def _ended(child: Popen[bytes]) -> int:
    """End ``child``, whatever it is doing, and return its status."""
    child.kill()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    return child.wait()


def _started(seconds: float, memory: int) -> Popen[bytes]:
    """Return a child that is ready to read.

    Raises:
        OSError: this system or program can have none.
    """
    from multiprocessing.spawn import get_executable
    from subprocess import DEVNULL, PIPE, Popen

    if getattr(sys, "frozen", False) or not (python := get_executable()):
        raise OSError("there is no Python to start")
    # -P: nothing from the folder it happens to stand in. Nobody sees its warnings: asked to be errors, they would only end it.
    arguments = [python, "-P", "-W", "ignore", "-c", START, str(seconds), str(memory)]
    child = Popen(arguments, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={**os.environ, "PYTHONPATH": _paths()})  # noqa: S603 - our own
    try:
        with _watched(child, START_SECONDS):
            said = child.stdout.read(len(READY)) if child.stdout else b""
    except BaseException:  # Ctrl-C: nobody else knows of it
        _ended(child)
        raise
    if said != READY:
        raise OSError(f"it ended at once (status {_ended(child)})")
    return child


def _paths() -> str:
    """Return where the child imports from: where the parent does, less what is relative to a folder that is gone."""
    try:
        return os.pathsep.join(map(os.path.abspath, sys.path))
    except OSError:
        return os.pathsep.join(filter(os.path.isabs, sys.path))


def _exchanged(child: Popen[bytes], request: bytes) -> bytes | None:
    """Return the child's answer to ``request``; None where it ends, or is ended, before."""
    assert child.stdin
    assert child.stdout
    try:
        child.stdin.write(request)
        child.stdin.flush()
        head = child.stdout.read(SIZE.size)
        size = SIZE.unpack(head)[0] if len(head) == SIZE.size else MAX_ANSWER + 1
        answer = child.stdout.read(size) if size <= MAX_ANSWER else b""
    except OSError:
        return None
    return answer if len(answer) == size else None


class _watched:  # noqa: N801 - a `with` reads as a verb
    """Ends ``child`` after ``seconds`` from another thread, which ends what waits for it here, be it in writing or in reading."""

    def __init__(self, child: Popen[bytes], seconds: float) -> None:
        self.child, self.tick = child, seconds / TICKS
        self.over, self.late = threading.Event(), False

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, name="watch", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()

    def _watch(self) -> None:
        for _ in range(TICKS):
            if self.over.wait(self.tick):
                return
        self.late = True
        self.child.kill()


def _unguarded(html: str, origin: Origin, error: OSError) -> Version:
    """Return the version read in this process, with a warning: no page is lost where there can be no processes."""
    from storycompare.gather.page import read_page

    message = f"read without limits of time and memory: no process could be started for it ({error.strerror or error})"
    return read_page(html, replace(origin, warnings=(*origin.warnings, Notice("read-unguarded", message))))


def _forget() -> None:
    """Make a forked process start children of its own: those of its parent answer the parent."""
    null = os.open(os.devnull, os.O_RDWR)
    for parser in tuple(_PARSERS):
        child, parser.child, parser.lock = parser.child, None, threading.Lock()
        if child is not None:
            child.returncode = 0  # nothing to wait for
            for stream in (child.stdin, child.stdout):
                if stream is not None and not stream.closed:
                    os.dup2(null, stream.fileno())  # so that the child sees the end of its parent, not of every fork of it
    os.close(null)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
atexit.register(end_all)
_SHARED = Parser()
