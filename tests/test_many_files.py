"""Many drafts: the order kept, Ctrl-C and kill clean, memory flat, any file name told and read."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers_cli import ROOT, RULE_FILE, STORY, run

from linter import cli
from linter.cli.inputs import Draft, Inputs
from linter.cli.options import Given
from linter.cli.parallel import BUNDLE, WAITING, spread
from linter.cli.running import Run, Terms
from linter.rulebook import load_rulebook

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes and process groups")


def _heed_ctrl_c() -> None:
    """Take Ctrl-C as a program at a terminal does: one that a shell starts in the background ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Running:
    """A run over drafts of which the last gives nothing and never ends, once it has printed its first line."""

    def __init__(self, desk: Path, jobs: int, *options: str) -> None:
        names = [f"{number:02}.txt" for number in range(12)]
        for name in names:
            (desk / name).write_text(STORY)
        os.mkfifo(desk / "stuck.txt")
        options = ("--rules", str(RULE_FILE), "--select", "ZZ", "--format", "concise", "--jobs", str(jobs), *options)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "linter", "lint", *options, *names, "stuck.txt"],
            cwd=desk,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=_heed_ctrl_c,
        )
        assert self.process.stdout and self.process.stderr
        if "--output" not in options:
            self.first = self.process.stdout.readline()

    def end(self) -> tuple[int, bytes, bytes]:
        """Return the exit status and what was printed; both pipes close when the last process is gone."""
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    yield tmp_path


@posix
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_every_process_with_one_line(desk: Path, jobs: int) -> None:
    running = Running(desk, jobs)
    os.killpg(running.process.pid, signal.SIGINT)
    status, out, err = running.end()
    assert (status, err) == (130, b"saysso: stopped\n")
    assert running.first.startswith(b"00.txt:3:9: error ZZ101") and (out.endswith(b"\n") or not out)
    with pytest.raises(ProcessLookupError):  # no zombie, no orphan
        os.killpg(running.process.pid, 0)


@posix
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "term"])
def test_a_stopped_run_leaves_the_file_that_was_there(desk: Path, jobs: int, number: int, status: int) -> None:
    (desk / "out.txt").write_text("before")
    running = Running(desk, jobs, "--output", "out.txt")
    with open(desk / "stuck.txt", "wb"):  # opens when it is being read: the run is under way
        running.process.send_signal(number)  # to the first process alone
        assert running.end()[0] == status
    assert (desk / "out.txt").read_text() == "before"
    assert not list(desk.glob("*.part"))


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_first(desk: Path, number: int) -> None:
    running = Running(desk, 2)
    running.process.send_signal(number)
    assert running.end()[0] in (-number, 128 + number)


def test_ctrl_c_while_it_starts_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(argv: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", pressed)
    assert cli.main([]) == 130


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_order_of_the_drafts_is_kept(desk: Path, jobs: int) -> None:
    """Long drafts first: what comes after them is done sooner, and still printed later."""
    names = [f"{number:02}.txt" for number in range(40)]
    for number, name in enumerate(names):
        (desk / name).write_text(STORY * (20 if number % 9 == 0 else 1))
    done = run("lint", "--rules", RULE_FILE, "--select", "ZZ", "--format", "jsonl", "--jobs", jobs, ".")
    paths = [json.loads(line)["path"] for line in done.out.splitlines()]
    assert list(dict.fromkeys(paths)) == [os.path.join(".", name) for name in names]


def test_no_draft_is_kept_once_it_is_done() -> None:
    """Memory stays flat: when a result is handed on, the documents before it are gone."""
    seen: list[weakref.ref[object]] = []

    def task(path: str, report: object) -> str:
        seen.append(weakref.ref(report.document))  # type: ignore[attr-defined]
        return path

    drafts = [Draft(f"{number}.txt", STORY.encode()) for number in range(6)]
    for _ in Run(Inputs(drafts, []), [Terms(load_rulebook())], task, Given(jobs=1)):
        assert gc.isenabled()  # a start runs without it
        gc.collect()
        assert sum(one() is not None for one in seen) <= 1
    assert len(seen) == len(drafts)


class Marking:
    """A task that leaves a file for each draft it has done."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, path: str, report: object) -> str:
        (self.folder / path).touch()
        return path


def test_processes_run_only_so_far_ahead(desk: Path) -> None:
    """Memory stays flat: results wait for whoever prints them, and drafts wait for the results to be taken."""
    drafts = [Draft(f"{number}.txt", STORY.encode()) for number in range(120)]
    outcomes = spread(drafts, [Terms(load_rulebook())], Marking(desk), 2)
    try:
        for taken in range(1, 9):
            next(outcomes)
            assert taken <= len(list(desk.iterdir())) <= 2 * WAITING * BUNDLE
    finally:
        outcomes.close()  # type: ignore[attr-defined]


ODD = [b"new\nline.txt", b"caf\xe9.txt", b"-dash.txt", b"--output.txt", b"a,b:c%.txt", b"esc\x1b[31m.txt", b"a|b.txt"]


@posix
@pytest.mark.parametrize("options", [["--format", "text"], ["--format", "concise"], ["--format", "github"]])
@pytest.mark.parametrize("jobs", [1, 2])
def test_odd_names_are_read_and_disturb_no_line(desk: Path, jobs: int, options: list[str]) -> None:
    made = 0
    for name in ODD:
        try:
            (desk / os.fsdecode(name)).write_text(STORY)
            made += 1
        except OSError:
            continue  # a file system that has no such names
    done = run("lint", "--rules", RULE_FILE, "--select", "ZZ101", "--jobs", jobs, *options, ".")
    assert (done.status, done.err, done.out.count("ZZ101 ")) == (1, "", 2 * made)
    assert "\n" + "line.txt" not in done.out and ("\x1b" not in done.out or "github" in options)
    missing = run("lint", "gone\n\udce9.txt")
    assert (missing.status, missing.err) == (2, "saysso: gone \ufffd.txt: no such file or folder\n")


def test_a_name_that_looks_like_an_option_is_told_how_to_write(desk: Path) -> None:
    (desk / "-draft.txt").write_text(STORY)
    done = run("lint", "-draft.txt")
    assert done.status == 2 and "saysso: '-draft.txt' is a file here: write ./-draft.txt\n" in done.err
    assert run("lint", "--rules", RULE_FILE, "--select", "ZZ", "./-draft.txt").status == 1
    assert run("lint", "--rules", RULE_FILE, "--select", "ZZ", "--", "-draft.txt").status == 1
