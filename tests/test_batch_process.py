"""A batch as a process: killed, interrupted, out of disk, and twice at once."""

import os
import resource
import signal
import sys

import pytest
from cli_helpers import child, finished, read_terminal, rows_of, story, wait_for, write_jsonl

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
STORIES = 150


@pytest.fixture(scope="module")
def stories(tmp_path_factory):
    rows = [story(f"s{number}") if number % 50 != 49 else "not json" for number in range(STORIES)]
    return write_jsonl(tmp_path_factory.mktemp("input") / "in.jsonl", rows)


@pytest.fixture(scope="module")
def whole(stories):
    out = stories.with_name("whole.jsonl")
    done = finished("batch", stories, "-o", out)
    assert (done.code, done.err) == (0, f"{STORIES - 3} compared, 3 failed -> {out}\n")
    return out.read_bytes()


def part_way(out, process):
    """Wait until the batch has written a few of its lines, and not all."""
    part = out.with_name("out.jsonl.part")
    wait_for(process, lambda: part.exists() and part.stat().st_size > 20_000)
    return part


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_batch_killed_twice_goes_on_to_the_same_bytes(stories, whole, tmp_path, jobs):
    out = tmp_path / "out.jsonl"
    for more in ([], ["--resume"]):
        with child("batch", stories, "-o", out, "--jobs", jobs, *more, stderr=None) as process:
            part = part_way(out, process)
            before = part.stat().st_size
            wait_for(process, lambda part=part, before=before: part.stat().st_size > before)
            process.kill()
        assert process.returncode == -signal.SIGKILL
        assert part.exists()
        assert not out.exists()
    assert finished("batch", stories, "-o", out, "--jobs", jobs, "--resume").code == 0
    assert out.read_bytes() == whole


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_whole_group_ends_it_at_once_and_says_how_to_go_on(stories, tmp_path, jobs, number):
    out = tmp_path / "out.jsonl"
    with child("batch", stories, "-o", out, "--jobs", jobs, start_new_session=True) as process:
        part = part_way(out, process)
        os.killpg(process.pid, number)
        process.wait(timeout=20)
        said = process.stderr.read()  # ends when the last process of the batch has closed it
    assert process.returncode == 128 + number
    assert said == b"stopped: the same command with --resume goes on from here\n"
    assert part.exists()
    assert not out.exists()


def test_no_process_outlives_a_batch_that_was_killed(stories, tmp_path):
    out = tmp_path / "out.jsonl"
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    with child("batch", stories, "-o", out, "--jobs", "2", pass_fds=[], stdout=writer, stderr=None) as process:
        os.close(writer)
        part_way(out, process)
        process.kill()
    with os.fdopen(reader, "rb") as standard_output:
        assert standard_output.read() == b""  # ends when the last process that holds it is gone


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk_is_an_error_and_the_batch_goes_on_from_there(stories, whole, tmp_path, jobs):
    out = tmp_path / "out.jsonl"

    def small_disk():
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = finished("batch", stories, "-o", out, "--jobs", jobs, preexec_fn=small_disk)
    assert done.code == 1
    assert done.err.startswith("error: ")
    assert "out.jsonl.part' could not be written: File too large" in done.err
    assert not out.exists()
    assert finished("batch", stories, "-o", out, "--jobs", jobs, "--resume").code == 0
    assert out.read_bytes() == whole


def test_of_two_batches_at_once_onto_one_file_one_is_refused(stories, whole, tmp_path):
    out = tmp_path / "out.jsonl"
    with child("batch", stories, "-o", out) as first:
        part_way(out, first)
        second = finished("batch", stories, "-o", out)
        assert (second.code, second.err.count("\n")) == (1, 1)
        assert "another batch" in second.err
        _, said = first.communicate(timeout=120)
    assert first.returncode == 0, said
    assert out.read_bytes() == whole
    assert len(rows_of(out)) == STORIES


@pytest.mark.parametrize("stopped", [False, True])
def test_a_terminal_sees_how_far_it_is_and_gets_its_cursor_back(stories, tmp_path, stopped):
    import pty

    out = tmp_path / "out.jsonl"
    main, terminal = pty.openpty()
    with child("batch", stories, "-o", out, stderr=terminal, env={"TERM": "xterm"}) as process:
        os.close(terminal)
        if stopped:
            part_way(out, process)
            process.send_signal(signal.SIGINT)
        shown = read_terminal(main).decode()
    assert process.returncode == (130 if stopped else 0)
    assert f"/{STORIES}" in shown
    assert " a second, " in shown
    assert (f"{STORIES}/{STORIES}" in shown) is not stopped
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")
    assert shown.rstrip().endswith("goes on from here" if stopped else f"3 failed -> {out}")
