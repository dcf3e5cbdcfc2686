"""What the documentation's console blocks show, run for real; after a change of wording or matching ``python tests/documented.py --write`` writes
their outputs anew: what was left out with ``...`` stays left out. Read them afterwards, and the words around them."""

import difflib
import functools
import http.server
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import chdir, contextmanager
from pathlib import Path

from storycompare import compare
from storycompare.cli.sources import bundled_story
from storycompare.render.screen import render

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
CONSOLE = [page for page in PAGES if "```console" in page.read_text("utf-8")]
STORIES = {"bridge": "bridge-closure", "stories/bridge": "bridge-closure", "stories/flood": "river-flood"}


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def lay_out(folder):
    """Put into ``folder`` the pages that the documentation names."""
    for place, story in STORIES.items():
        shutil.copytree(ROOT / "fixtures" / story, folder / place, ignore=shutil.ignore_patterns("expected.json"))


@contextmanager
def served(folder):
    """The port of a server of the folder's pages: what `python -m http.server 8000` would be."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder / "bridge")) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield str(server.server_port)
        server.shutdown()
        thread.join()


def run(line, port):
    """Return what a command of the documentation prints: warnings come before the result."""
    arguments = [sys.executable, "-m", *shlex.split(line.replace("127.0.0.1:8000", f"127.0.0.1:{port}"))]
    env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}  # --trust-environment would ask it
    done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", check=False, env=env)
    return (done.stderr + done.stdout).replace("python -m storycompare", "storycompare").replace(f":{port}", ":8000")


def steps(page, folder, port):
    """Yield each command of a page, what the page says that it prints, and what it prints, run in their order in ``folder``."""
    for written in blocks(page, "json"):
        if "storycompare-decisions/1" in written:
            (folder / "decisions.json").write_text(written, "utf-8")
    printed = functools.cache(run)
    for block in blocks(page, "console"):
        assert block.startswith("$ storycompare ")
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, expected = step.split("\n", 1)
            yield line, expected, (run if " -o " in line else printed)(line, port)


def pattern(expected):
    """A console block's output; a line `...` stands for any lines, and `...` within a line for anything on it."""
    lines = [re.escape(line).replace(r"\.\.\.", ".*") for line in expected.splitlines()]
    return re.compile("\n".join("(?:.*\n)*?.*" if line == ".*" else line for line in lines) + r"\s*")


def renewed(expected, output):
    """Return ``expected`` with its lines as they are in ``output``: for each run of lines between `...` the one most like it, in their order."""
    lines, found, at = output.splitlines(), [], 0
    runs = re.split(r"^\.\.\.\n", expected, flags=re.MULTILINE)
    for place, run_of_lines in enumerate(runs):
        old = run_of_lines.splitlines()
        if old:
            start = at if place == 0 else max(range(at, max(at, len(lines) - len(old)) + 1), key=lambda n: alike(old, lines[n:]))
            found.append([*map(shown, old, lines[start : start + len(old)])])
            at = start + len(old)
        else:
            found.append([])
    return "...\n".join("".join(f"{line}\n" for line in run_of_lines) for run_of_lines in found)


def alike(old, new):
    return sum(difflib.SequenceMatcher(None, one, other).ratio() for one, other in zip(old, new, strict=False))


def shown(old, new):
    """A line as it is now, with what was left out of it left out still, where that holds."""
    return old if pattern(old).fullmatch(new) else new


def screen():
    return render(compare(bundled_story().versions, id="demo"), width=80, height=24)


def main(arguments):
    if arguments != ["--write"]:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    for page in CONSOLE:
        with tempfile.TemporaryDirectory() as name, chdir(name):
            lay_out(Path(name))
            text = page.read_text("utf-8")
            with served(Path(name)) as port:
                for line, expected, output in steps(page, Path(name), port):
                    if not pattern(expected).fullmatch(output):
                        text = text.replace(f"$ {line}\n{expected}", f"$ {line}\n{renewed(expected, output)}")
            page.write_text(text, "utf-8")
    terminal = ROOT / "docs/terminal.md"
    terminal.write_text(terminal.read_text("utf-8").replace(blocks(terminal, "")[0], screen()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
