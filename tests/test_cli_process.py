"""The command as a process: streams, locales, signals and full disks, with real children."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import COURIER, GAZETTE, child, finished, read_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    (folder / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    (folder / "courier.txt").write_text(COURIER.replace("Dock Street", "Quai de l’Épée"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(pages):
    """What the command prints when nothing is odd."""
    done = finished("compare", pages)
    assert (done.code, done.err) == (0, "")
    assert "Épée".encode() in done.out
    return done.out


ENVIRONMENTS = {
    "the C locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "an ASCII encoding and a narrow dumb terminal": {"PYTHONIOENCODING": "ascii", "COLUMNS": "1", "TERM": "dumb"},
    "a wide terminal that forces colour": {"COLUMNS": "200", "FORCE_COLOR": "1", "NO_COLOR": "", "TERM": "xterm-256color"},
    "no home, no temporary folder, another zone and seed": {
        "HOME": "/proc",
        "TMPDIR": "/nonexistent",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "99",
    },
}


@pytest.mark.parametrize("env", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_piped_bytes_do_not_depend_on_the_environment(pages, plain, env):
    done = finished("compare", pages, env=env)
    assert (done.code, done.err) == (0, "")
    assert done.out == plain


def test_a_pipe_that_is_closed_ends_it_quietly(pages):
    reader, writer = os.pipe()
    os.close(reader)
    done = finished("compare", pages, stdout=writer)
    os.close(writer)
    assert (done.code, done.err) == (0, "")


def test_a_full_disk_behind_standard_output_is_an_error(pages):
    with Path("/dev/full").open("wb") as full:
        done = finished("compare", pages, stdout=full)
    assert done.code == 1
    assert done.err.startswith("error: standard output could not be written: No space left")
    assert done.err.count("\n") == 1


def test_help_onto_a_full_disk_is_an_error_too():
    with Path("/dev/full").open("wb") as full:
        done = finished("--help", stdout=full)
    assert done.code == 1
    assert "No space left" in done.err
    assert "Traceback" not in done.err


def test_a_closed_standard_output_is_an_error(pages):
    command = f'"{sys.executable}" -m storycompare compare "{pages}" >&-'
    done = subprocess.run(command, shell=True, capture_output=True, timeout=120, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"error: the result could not be written: standard output is closed")


@pytest.mark.parametrize("size", [1, 700])
def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_beside_it(pages, tmp_path, size):
    report = tmp_path / "report.html"
    report.write_bytes(b"OLD")
    done = finished("compare", pages, "-o", report, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    assert done.code == 1
    assert "could not be written: File too large" in done.err
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("report.html", b"OLD")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_at_once_without_a_traceback(pages, number):
    with child("compare", pages, "-", stdin=subprocess.PIPE, env={"PYTHONPROFILEIMPORTTIME": "1"}) as process:
        while not process.stderr.readline().rstrip().endswith(b"storycompare.cli.sources"):
            assert process.poll() is None
        process.send_signal(number)  # it waits for standard input, which stays open
        process.wait(timeout=20)
        said, printed = process.stderr.read(), process.stdout.read()
    assert process.returncode == 128 + number
    assert printed == b""
    assert b"Traceback" not in said


STOPPED_WHILE_WRITING = """
import os, pathlib, signal, sys
from storycompare.cli.stop import answer, stop_now
from storycompare import files
answer(stop_now)
os.fsync = lambda handle: (print("writing", flush=True), signal.pause())
files.write_whole(sys.argv[1], b"NEW")
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_a_file_is_written_leaves_the_old_file_and_nothing_beside_it(tmp_path, number):
    report = tmp_path / "report.html"
    report.write_bytes(b"OLD")
    command = [sys.executable, "-c", STOPPED_WHILE_WRITING, str(report)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"writing\n"
        assert len(list(tmp_path.iterdir())) == 2
        process.send_signal(number)
        assert process.stderr.read() == b""
    assert process.returncode == 128 + number
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("report.html", b"OLD")]


def test_a_device_is_written_as_it_is_and_stays_one(pages):
    done = finished("compare", pages, "--format", "csv", "-o", "/dev/stdout")
    assert done.code == 0
    assert done.out.startswith(b"finding,")


def test_a_link_stays_and_what_it_leads_to_is_written_with_its_rights(pages, tmp_path):
    there = tmp_path / "there.csv"
    there.write_bytes(b"OLD")
    there.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(there)
    assert finished("compare", pages, "-o", link).code == 0
    assert link.is_symlink()
    assert there.read_bytes().startswith(b"finding,")
    assert there.stat().st_mode & 0o777 == 0o640


def test_a_terminal_gets_its_width_and_pipes_get_eighty_columns(pages, plain):
    import pty
    import struct
    from fcntl import ioctl
    from termios import TIOCSWINSZ

    main, terminal = pty.openpty()
    ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
    with child("compare", pages, stdout=terminal, env={"NO_COLOR": "", "TERM": "xterm", "COLUMNS": ""}) as process:
        os.close(terminal)
        shown = read_terminal(main)
    assert process.returncode == 0
    assert b"\x1b[" in shown
    assert b"\x1b" not in plain
    assert max(map(len, plain.decode().splitlines())) <= 80
