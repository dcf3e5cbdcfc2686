"""What the tests of the command share: small invented stories, the command in this process, and the command in a process of its own."""

import io
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from storycompare.cli.run import run

GAZETTE = """The council voted 7-2 on Tuesday to close the Harrow bridge for repairs.

Engineers found 48 cracked rivets under the eastern span in March.

"We could not wait any longer," said Mayor Ines Calloway.

The ferry will run every twenty minutes until the bridge opens again.
"""
COURIER = """On Tuesday the council voted 7-2 to close the Harrow bridge.

Engineers found 47 cracked rivets under the eastern span in March, a report says.

Shopkeepers on Dock Street fear for their trade this summer.
"""
GOOD = {"NO_COLOR": "1", "PATH": os.environ.get("PATH", "")}


def story(name, **more):
    """A story in the form of a batch line."""
    texts = {"Gazette": GAZETTE, "Courier": COURIER}
    versions = [{"outlet": outlet, "text": text.replace("Harrow", f"Harrow {name}")} for outlet, text in texts.items()]
    return {"id": name, "versions": versions, **more}


def write_jsonl(path, rows):
    """The rows as lines, a string as it is."""
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), encoding="utf-8")
    return path


def rows_of(path):
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


@dataclass(frozen=True)
class Done:
    code: int
    out: bytes
    err: str


class Command:
    """``storycompare ARGS`` in this process: quick, because the imports are paid for once."""

    def __init__(self, capture, monkeypatch):
        self.capture, self.monkeypatch = capture, monkeypatch

    def __call__(self, *arguments, stdin=b""):
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run([str(argument) for argument in arguments])
        out, err = self.capture.readouterr()
        return Done(code, out, err.decode())


def child(*arguments, env=None, **options):
    """``storycompare ARGS`` in a process of its own, whose end the caller sees to."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    command = [sys.executable, "-m", "storycompare", *map(str, arguments)]
    return subprocess.Popen(command, env={**os.environ, **GOOD, **(env or {})}, **pipes)


def finished(*arguments, **options):
    """``storycompare ARGS`` in a process of its own, when it has ended."""
    with child(*arguments, **options) as process:
        out, err = process.communicate(timeout=120)
    return Done(process.returncode, out, (err or b"").decode())


def read_terminal(handle):
    """All that is written to a terminal until its other side is closed, as whoever looks at it gets it."""
    shown = b""
    try:
        while piece := os.read(handle, 65536):
            shown += piece
    except OSError:  # so Linux says that it was closed
        pass
    os.close(handle)
    return shown


def wait_for(process, ready):
    """Return when ``ready()`` is true; fail when the process ends before it is, or a minute has passed."""
    pause = threading.Event()
    for _ in range(6000):
        if ready():
            return
        assert process.poll() is None, f"it ended with {process.returncode} before it was ready"
        pause.wait(0.01)
    raise AssertionError("it was never ready")
