"""The process that reads pages for its parent: a length and a page in, a length and a version out, until the parent is gone."""

from __future__ import annotations

import os
import signal
import struct
import sys
import threading
from contextlib import suppress
from queue import SimpleQueue
from typing import BinaryIO

from storycompare.gather.origin import Origin
from storycompare.model import Reason, Version

SIZES = struct.Struct(">II")
"""What a request begins with: how many bytes of JSON say where the page comes from, and how many the page has."""
SIZE = struct.Struct(">I")
"""What an answer begins with: how many bytes of JSON the version takes."""
READY = b"+"
"""What says that all is imported and the limits stand."""

TOO_LARGE = Reason("too-large", "it takes more memory to read than any article does; copy the article's text into a .txt file")

Request = tuple[bytes, bytes]


def main(seconds: float, memory: int) -> None:
    """Answer requests on standard input, each within ``seconds`` of processor time, all within ``memory`` bytes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at a terminal reaches every process; the parent is the one to answer it
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody's print may stand between the answers
    answer(b'{"stem":""}', b"<p>The first page pays for what is imported and compiled when it is needed.</p>")
    _cap(memory)
    answers.write(READY)
    answers.flush()
    requests: SimpleQueue[Request | None] = SimpleQueue()
    idle = threading.Event()
    idle.set()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests, idle), daemon=True).start()
    while (request := requests.get()) is not None:
        _allow(seconds)
        version = answer(*request)
        _allow(0)
        idle.set()
        answers.write(SIZE.pack(len(version)) + version)
        answers.flush()


def answer(origin: bytes, page: bytes) -> bytes:
    """Return the version of ``page`` as JSON; whatever goes wrong in reading it is a version that says so."""
    import msgspec

    from storycompare.gather.page import read_page

    where = msgspec.json.decode(origin, type=Origin)
    try:
        return msgspec.json.encode(read_page(page.decode("utf-8", "surrogatepass"), where))
    except MemoryError:
        version: Version = where.refused(TOO_LARGE)
    except Exception as error:  # noqa: BLE001 - one page must not end the reading of the others
        why = f"unexpected {type(error).__name__} in reading it; please report it with the page"
        version = where.refused(Reason("unreadable", why))
    return msgspec.json.encode(version)


def _listen(stream: BinaryIO, requests: SimpleQueue[Request | None], idle: threading.Event) -> None:
    """Pass on the requests; when the parent is gone, end, at once where a page is being read that nobody waits for any more."""
    while len(sizes := stream.read(SIZES.size)) == SIZES.size:
        origin, page = (stream.read(size) for size in SIZES.unpack(sizes))
        idle.clear()
        requests.put((origin, page))
    if not idle.is_set():
        os._exit(0)
    requests.put(None)


def _cap(memory: int) -> None:
    """Let no more memory be asked for, where the system can keep to it."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard))


def _allow(seconds: float) -> None:
    """Let the system end this process after so much processor time (0: never), whatever code it is in then."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
