"""Pages are read in a child process: the same versions, and a page that hangs, bloats or breaks it costs no other page."""

import os
import select
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storycompare import compare_many, load
from storycompare.gather import parser
from storycompare.gather.child import SIZE, SIZES
from storycompare.gather.origin import Origin
from storycompare.gather.page import read_page
from storycompare.gather.parser import Parser, parse
from storycompare.model import Notice

FIXTURES = Path(__file__).parent.parent / "fixtures"
BODY = [f"The board of harbour number {i} voted on Monday to move its market by the spring." for i in range(8)]
GOOD = "<html><body><article>" + "".join(f"<p>{text}</p>" for text in BODY) + "</article></body></html>"


def slow(paragraphs=19_900):
    """A page within every limit that takes seconds to read, where a good one takes milliseconds."""
    told = "".join(f"<p>Paragraph number {i} says the thing {i} in words enough to be one of an article.</p>" for i in range(paragraphs))
    return f"<html><body><article>{told}</article></body></html>"


def wide(characters=9_000_000):
    """A page within every limit that takes much memory to read: four bytes a character, and several copies of them."""
    return "<html><body><article><p>" + "The c\u00f6uncil voted \U0001f600 to close the bridge. " * (characters // 47) + f"</p>{GOOD}"


@pytest.fixture
def quick():
    """A parser whose child is ended after a fifth of a second of work."""
    made = Parser(seconds=0.2)
    yield made
    made.close()


@pytest.mark.parametrize("path", sorted(FIXTURES.rglob("*.html")), ids=lambda path: path.stem)
def test_a_page_is_read_as_it_would_be_in_this_process(path):
    html = path.read_text("utf-8")
    origin = Origin("stem", {"outlet": "Gazette", "meta": {"any": [1, None]}}, "digest", (Notice("bytes-lost", "two"),))
    assert parse(html, origin) == read_page(html, origin)


@pytest.mark.parametrize(
    "html", ["", " ", "no tags", "<rss><channel></channel></rss>", "<p>\ud800</p>", f"\ufeff{GOOD}", GOOD + "\ud800\x00"]
)
def test_what_is_no_page_is_told_as_in_this_process(html):
    assert parse(html, Origin("stem")) == read_page(html, Origin("stem"))


def test_what_is_given_may_hold_anything():
    meta = {("a", 1): object(), "b": "\ud800"}
    version = parse(GOOD, Origin("stem", {"outlet": "Out\ud800let", "meta": meta}))
    assert (version.id, version.meta is meta) == ("Outlet", True)


def test_a_lone_surrogate_in_what_a_page_says_is_no_end_of_it():
    told = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A\\ud800 B", "url": "https://a.example/\\ud800"}</script>'
    )
    assert parse(GOOD.replace("<body>", f"<body>{told}"), Origin("stem")).headline == "A B"


def test_one_child_reads_every_page(quick):
    children = {(quick.parse(GOOD, Origin(str(i))).status, quick.child.pid) for i in range(3)}
    assert len(children) == 1


def test_a_page_that_takes_too_long_is_refused_and_the_next_one_is_read(quick):
    refused = quick.parse(slow(), Origin("slow", {"outlet": "Slow"}))
    assert (refused.id, refused.status, refused.reason.code, refused.text) == ("Slow", "refused", "too-slow", "")
    assert refused.reason.message == "reading its markup took over 0.2 seconds; copy the article's text into a .txt file"
    assert quick.parse(GOOD, Origin("good")).status == "ok"


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes cannot be halted here")
def test_a_child_that_does_nothing_is_not_waited_for_for_ever(quick):
    quick.parse(GOOD, Origin("first"))
    os.kill(quick.child.pid, signal.SIGSTOP)
    assert quick.parse(GOOD, Origin("second")).reason.code == "too-slow"
    assert quick.parse(GOOD, Origin("third")).status == "ok"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to the limit of memory")
def test_a_page_that_takes_too_much_memory_is_refused_and_the_next_one_is_read():
    small = Parser(memory=300_000_000)
    try:
        refused = small.parse(wide(), Origin("wide"))
        assert (refused.status, refused.reason.code) == ("refused", "too-large")
        assert "memory" in refused.reason.message
        assert small.parse(GOOD, Origin("good")).status == "ok"
    finally:
        small.close()


def test_a_child_killed_between_two_pages_is_replaced(quick):
    for number in range(3):
        assert quick.parse(GOOD, Origin(str(number))).status == "ok"
        quick.child.kill()


def test_a_child_that_ends_over_a_page_is_replaced_once(quick, monkeypatch):
    started = []
    real = parser._started

    def doomed(*limits):
        child = real(*limits)
        started.append(child.pid)
        if len(started) <= 2:
            child.kill()
        return child

    monkeypatch.setattr(parser, "_started", doomed)
    refused = quick.parse(GOOD, Origin("stem"))
    assert (refused.status, refused.reason.code, len(started)) == ("refused", "unreadable", 2)
    assert "ended the process" in refused.reason.message
    assert quick.parse(GOOD, Origin("stem")).status == "ok"


def test_an_error_nobody_foresaw_is_a_refused_page():
    child = "import storycompare.gather.page as page\npage.read_page = lambda *_: 1 / 0\n"
    done = subprocess.run(
        [sys.executable, "-c", child + "from storycompare.gather.child import answer\nprint(answer(b'{\"stem\":\"a\"}', b'').decode())"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert '"code":"unreadable","message":"unexpected ZeroDivisionError' in done.stdout


@pytest.mark.parametrize("why", ["no executable", "no process", "no package"])
def test_where_there_can_be_no_child_the_page_is_read_here_with_a_warning(why, monkeypatch, tmp_path):
    executable = {"no executable": None, "no process": tmp_path / "none", "no package": "/bin/false"}[why]
    monkeypatch.setattr("multiprocessing.spawn._python_exe", executable and str(executable))
    version = Parser().parse(GOOD, Origin("stem"))
    assert (version.status, [warning.code for warning in version.warnings]) == ("ok", ["read-unguarded"])
    assert "no process could be started" in version.warnings[0].message


def test_eight_threads_each_get_the_version_of_their_own_page():
    pages = {f"n{i}": GOOD.replace("harbour", f"haven{i}") for i in range(40)}
    barrier = threading.Barrier(8)

    def read(name):
        if int(name[1:]) < 8:
            barrier.wait()
        return parse(pages[name], Origin(name))

    with ThreadPoolExecutor(8) as pool:
        for name, version in zip(pages, pool.map(read, pages), strict=True):
            assert (version.id, f"haven{name[1:]} number 7" in version.text) == (name, True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_has_a_child_of_its_own(quick):
    quick.parse(GOOD, Origin("parent"))
    before, (out, into) = quick.child.pid, os.pipe()
    quick.lock.acquire()  # as another thread would hold it at the moment of the fork
    if not (pid := os.fork()):
        status = quick.parse(GOOD, Origin("fork")).status
        os.write(into, f"{status} {quick.child.pid != before}".encode())
        quick.close()
        os._exit(0)
    quick.lock.release()
    os.waitpid(pid, 0)
    os.close(into)
    with os.fdopen(out) as told:
        assert told.read() == "ok True"
    assert (quick.parse(GOOD, Origin("parent")).status, quick.child.pid) == ("ok", before)


PARENT = """
import sys
from storycompare.gather.origin import Origin
from storycompare.gather.parser import Parser
parser = Parser(seconds=60)
parser.parse("<p>One sentence stands here, long enough for a page.</p>", Origin("a"))
print(parser.child.pid, flush=True)
"""
# Once all is written, all but what a pipe holds has been read.
SENT = """
from storycompare.gather.child import SIZES
parser.child.stdin.write(SIZES.pack(11, len(page)) + b'{"stem":""}' + page.encode())
parser.child.stdin.flush()
print("sent", flush=True)
sys.stdin.read()
"""


def gone(pid):
    """A handle that can be read once the process has ended."""
    return os.pidfd_open(pid)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs pidfd_open")
@pytest.mark.parametrize("busy", [False, True])
def test_no_child_outlives_a_parent_that_was_killed(busy):
    then = f"page = {slow(200)[:-30]!r} + '<p>And on it goes, as long as an article.</p>' * 19_000\n{SENT}" if busy else "sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", PARENT + then], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        handle = gone(int(parent.stdout.readline()))
        assert not busy or parent.stdout.readline() == b"sent\n"
        parent.kill()
        assert select.select([handle], [], [], 30)[0]
        os.close(handle)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs pidfd_open")
def test_the_child_ends_with_its_parent_and_says_nothing():
    done = subprocess.run([sys.executable, "-X", "dev", "-W", "error", "-c", PARENT], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups here")
def test_an_interrupt_from_the_terminal_reaches_the_child_and_does_nothing_to_it():
    then = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint('up', flush=True)\nsys.stdin.read(1)\nprint(parser.parse('<p>Another sentence stands here, long enough, the mayor said.</p>', Origin('b')).status, parser.child.pid)"
    with subprocess.Popen(
        [sys.executable, "-c", PARENT + then], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as parent:
        child = int(parent.stdout.readline())
        assert parent.stdout.readline() == b"up\n"
        os.killpg(parent.pid, signal.SIGINT)
        out, errors = parent.communicate(b".", timeout=60)
    assert (out.split(), errors) == ([b"ok", str(child).encode()], b"")


def test_an_interrupt_while_a_page_is_read_leaves_no_answer_behind(quick, monkeypatch):
    quick.parse(GOOD, Origin("first"))

    def interrupted(child, request):
        child.stdin.write(request)
        child.stdin.flush()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(parser, "_exchanged", interrupted)
        with pytest.raises(KeyboardInterrupt):
            quick.parse(GOOD.replace("harbour", "wrong"), Origin("second"))
    assert "wrong" not in quick.parse(GOOD, Origin("third")).text


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs pidfd_open")
def test_an_interrupt_while_the_child_starts_leaves_none_behind(monkeypatch):
    started = []

    class Interrupted(parser._watched):
        def __enter__(self):
            started.append(gone(self.child.pid))
            raise KeyboardInterrupt

    monkeypatch.setattr(parser, "_watched", Interrupted)
    made = Parser()
    with pytest.raises(KeyboardInterrupt):
        made.parse(GOOD, Origin("stem"))
    assert made.child is None
    assert select.select(started, [], [], 0)[0] == started
    os.close(*started)


SAYS = """
from storycompare import load
page = load(html="<p>One sentence stands here, long enough for a page.</p>")
print(page.status, [warning.code for warning in page.warnings])
"""
BEFORE = {
    "warnings are errors": "",
    "the package has the child's module": "import storycompare.gather.child",
    "its folder is gone": "import os, tempfile\nwith tempfile.TemporaryDirectory() as folder:\n    os.chdir(folder)",
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_pages_stay_guarded_when(before, tmp_path):
    environment = {**os.environ, "PYTHONWARNINGS": "error", "PYTHONPATH": str(FIXTURES.parent)}
    # A relative path to import from, as `python -c` and a terminal have one.
    code = f"import sys\nsys.path.insert(0, '')\n{before}\n{SAYS}"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("ok []\n", "")


def test_a_program_that_slept_finds_one_tick_of_the_clock_gone():
    """Each wait of the watch is over at once, as after a suspension: one such wait ends nothing, all of them do."""
    killed = []

    class Child:
        def kill(self):
            killed.append(True)

    def slept(times):
        watch, over = parser._watched(Child(), 60), iter([False] * times + [True] * parser.TICKS)
        watch.over.wait = lambda _seconds: next(over)
        watch._watch()
        return watch.late, len(killed)

    assert slept(1) == (False, 0)
    assert slept(parser.TICKS - 1) == (False, 0)
    assert slept(parser.TICKS) == (True, 1)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs pidfd_open")
def test_the_end_of_a_program_does_not_wait_for_a_page():
    """A thread that nobody waits for reads a page of a minute and more; the program ends over it, and its child with it."""
    code = f"{PARENT}\nimport os, threading\nfrom storycompare.gather import parser as module\npage = {slow(200)[:-30]!r} + '<p>And on it goes, as long as an article.</p>' * 19_000\n"
    code += """
real = module._exchanged
begun = threading.Event()
def told(child, request):
    begun.set()
    return real(child, request)
module._exchanged = told
threading.Thread(target=parser.parse, args=(page, Origin("b")), daemon=True).start()
begun.wait()
os.kill(parser.child.pid, __import__("signal").SIGSTOP)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_a_closed_parser_starts_no_child():
    made = Parser()
    made.close()
    refused = made.parse(GOOD, Origin("stem"))
    assert (refused.status, refused.reason.code, made.child) == ("refused", "unreadable", None)


def test_what_a_child_prints_or_claims_is_no_answer():
    """A request written by hand: the answer is one length and one object, whatever else is printed."""
    code = "import storycompare.gather.page as page\nreal = page.read_page\n"
    code += "def loud(*a):\n    print('loud')\n    return real(*a)\npage.read_page = loud\n"
    code += "from storycompare.gather.child import main\nmain(60, 10**9)"
    origin = b'{"stem":"a"}'
    request = SIZES.pack(len(origin), len(GOOD)) + origin + GOOD.encode()
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout.read(1) == b"+"
        for _ in range(2):
            child.stdin.write(request)
            child.stdin.flush()
            (size,) = SIZE.unpack(child.stdout.read(SIZE.size))
            assert child.stdout.read(size).startswith(b'{"id":"a",')
        assert child.communicate()[0] == b""


def test_stories_of_pages_come_out_the_same_from_two_processes():
    stories = [
        {"id": f"s{i}", "versions": [{"outlet": name, "html": GOOD.replace("harbour", f"haven{i}")} for name in "AB"]} for i in range(6)
    ]
    alone, together = ([done.to_json() for done in compare_many(stories, jobs=jobs)] for jobs in (1, 2))
    assert together == alone
    assert '"status":"ok"' in alone[0]


def test_reading_a_page_loads_no_parser_here():
    code = (
        "import sys\nfrom storycompare import load\nload(html='<p>A sentence that is long enough to stand for an article.</p>')\n"
        "print([name for name in ('trafilatura', 'bs4', 'lxml') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_load_reads_pages_through_the_child(monkeypatch, tmp_path):
    monkeypatch.setattr(parser, "_SHARED", Parser(seconds=0.2))
    (tmp_path / "slow.html").write_text(slow(), encoding="utf-8")
    assert load(tmp_path / "slow.html").reason.code == "too-slow"
    assert load(html=slow()).reason.code == "too-slow"
    assert load(html=GOOD).status == "ok"
    parser._SHARED.close()
