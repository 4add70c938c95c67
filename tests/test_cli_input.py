"""What cannot be read, understood or written: a clear message, exit status 2, and the rest done."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from helpers_cli import RULE_FILE, RULES, STORY, run, spawn

from linter.cli import parallel, running

SLOW = r"""
  - code: ZZ901
    name: test-endless
    severity: error
    catches: Nothing, for ever.
    message: "'{match}'"
    why: Because a test needs it.
    fix: Wait.
    based_on: nobody
    patterns:
      - {regex: 'spam (?:a|aa)+b\b', needs: [spam]}
    zones: [body]
    examples: {fail: ["It was [spam aaaab]{match} again."], pass: ["It was not."]}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the test rules and a good draft."""
    (tmp_path / "rules.yml").write_text(RULES)
    (tmp_path / "good.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


BAD_DRAFTS = [
    # PATH, its bytes (None: there is no such file), a part of the message
    ("missing.txt", None, "no such file or folder"),
    ("mis*.txt", None, "no file matches"),
    ("a\0b.txt", None, "no such file or folder"),
    ("empty.txt", b"", "is empty: there is nothing to lint"),
    ("blank.txt", b" \n\t\r\n", "is empty: there is nothing to lint"),
    ("mark.txt", b"\xef\xbb\xbf", "is empty: there is nothing to lint"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(90), "looks like a PNG image"),
    ("program.txt", bytes(range(256)) * 9, "looks like a binary file"),
    (
        "wide.txt",
        "The man stole the files.".encode("utf-16-le"),
        "looks like UTF-16 without a byte order mark",
    ),
    ("paper.pdf", b"%PDF-1.7", "export its text first"),
    ("line.txt", b"a" * 50_000_000, "is larger than 10 MB, the most that saysso reads"),
]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("name", "data", "message"), BAD_DRAFTS)
def test_a_draft_that_cannot_be_read_is_named_and_the_rest_is_done(
    desk: Path, name: str, data: bytes | None, message: str, jobs: int
) -> None:
    if data is not None:
        (desk / name).write_bytes(data)
    (desk / "last.txt").write_text(STORY)
    done = run(
        "lint",
        "--rules",
        "rules.yml",
        "--select",
        "ZZ",
        "--format",
        "concise",
        "--jobs",
        jobs,
        "good.txt",
        name,
        "last.txt",
    )
    assert done.status == 2
    shown = name.replace("\0", "\ufffd")
    assert done.err.startswith(f"saysso: {shown}: ") and message in done.err and done.err.count("\n") == 1
    assert [line.split(":")[0] for line in done.out.splitlines()] == ["good.txt"] * 4 + ["last.txt"] * 4


@pytest.mark.parametrize("options", [["--exit-zero"], ["--fail-level", "never"], ["--format", "json"], ["-q"]])
def test_nothing_makes_an_unread_draft_a_success(desk: Path, options: list[str]) -> None:
    done = run("lint", *options, "good.txt", "missing.txt")
    assert done.status == 2 and "missing.txt: no such file" in done.err


@pytest.mark.parametrize("command", ["analyze", "report"])
def test_the_other_commands_name_unread_drafts_too(desk: Path, command: str) -> None:
    done = run(command, "missing.txt", "good.txt")
    assert done.status == 2 and done.err == "saysso: missing.txt: no such file or folder\n"
    assert "good.txt" in done.out


def test_json_names_unread_drafts(desk: Path) -> None:
    whole = json.loads(run("lint", "--format", "json", "missing.txt", "good.txt").out)
    assert whole["not_read"] == [{"path": "missing.txt", "message": "no such file or folder"}]
    assert whole["summary"]["files_not_read"] == 1 and whole["summary"]["files"] == 1


def test_a_folder_without_text_is_an_error(desk: Path) -> None:
    (desk / "empty/deeper").mkdir(parents=True)
    (desk / "empty/picture.png").write_bytes(b"")
    done = run("lint", "empty", "good.txt")
    assert done.status == 2 and "saysso: empty: no text in this folder" in done.err
    assert done.out.endswith("in 1 file; 1 file could not be read\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_a_folder_does_not_keep_the_run_waiting(desk: Path) -> None:
    os.mkfifo(desk / "pipe.txt")
    assert run("lint", "--select", "ZZ", "--rules", "rules.yml", ".").out.endswith("in 1 file\n")


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs /dev/zero")
def test_an_endless_file_ends(desk: Path) -> None:
    assert "is larger than 10 MB" in run("lint", "/dev/zero").err


BAD_RULES = [
    # the rule file, parts of the message
    (
        RULES.replace("severity: error", "severty: error"),
        ["rules.yml:4:", "severty", "did you mean 'severity'"],
    ),
    (RULES.replace("severity: error", "severity: eror"), ["rules.yml:4:", "eror"]),
    (RULES.replace("ZZ201", "ZZ101"), ["rules.yml:", "ZZ101"]),
    (RULES.replace("[stole]\n", "[{regex: '(stole', needs: [stole]}]\n"), ["rules.yml:10:", "missing )"]),
    ("rules: [", ["rules.yml:"]),
    ("- just a list", ["rules.yml:"]),
]


@pytest.mark.parametrize(("text", "parts"), BAD_RULES)
@pytest.mark.parametrize("command", [["lint", "good.txt"], ["analyze", "good.txt"], ["rules"], ["test-rules"]])
def test_a_broken_rule_file_is_told_with_its_place(desk: Path, text: str, parts: list[str], command: list[str]) -> None:
    (desk / "rules.yml").write_text(text)
    done = run(*command, "--rules", "rules.yml")
    assert done.status == 2 and done.out == "" and done.err.startswith("saysso: ")
    for part in parts:
        assert part in done.err
    assert "Traceback" not in done.err


BAD_USAGE = [
    (["lint"], "name a draft, a folder, or '-' for standard input"),
    (["report"], "name a draft, a folder, or '-' for standard input"),
    (["analyze"], "name a draft, a folder, or '-' for standard input"),
    (["lint", "--select", "UA1O1", "good.txt"], "did you mean 'UA1"),
    (["lint", "--ignore", "vague-colective", "good.txt"], "did you mean 'vague-collective'?"),
    (["lint", "--profile", "stritc", "good.txt"], "no profile 'stritc'"),
    (["lint", "--rules", "none.yml", "good.txt"], "none.yml: cannot be read"),
    (["lint", "--fail-level", "high", "good.txt"], "'high'"),
    (["lint", "--jobs", "-1", "good.txt"], "-1"),
    (["lint", "--formt", "json", "good.txt"], "--format"),
    (["lnit", "good.txt"], "did you mean 'lint'?"),
    (["good.txt"], "did you mean 'saysso lint good.txt'?"),
    (["explain", "UA1O1"], "did you mean 'UA1"),
    (["test-rules", "rules.yml"], "--rules rules.yml"),
    (["lint", "--profil", "ap", "good.txt"], "No such option '--profil'. Did you mean '--profile'?\n"),
    (["lint", "--selct=UA", "good.txt"], "No such option '--selct'. Did you mean '--select'?\n"),
    (["report", "--formt", "json", "good.txt"], "No such option '--formt'. Did you mean '--format'?\n"),
    (["lint", "--zzzz", "good.txt"], "No such option '--zzzz'.\n"),
    (["lint", "-j", "x", "good.txt"], "'x' is not a valid number"),
]


@pytest.mark.parametrize(("args", "message"), BAD_USAGE)
def test_a_slip_on_the_command_line_is_told(desk: Path, args: list[str], message: str) -> None:
    done = run(*args)
    assert (done.status, done.out) == (2, "") and message in done.err


def test_a_pattern_that_tries_for_ever_is_stopped_and_named(desk: Path) -> None:
    (desk / "slow.yml").write_text(RULES + SLOW)
    (desk / "slow.txt").write_text("It was a long day.\n\nIt was spam " + "a" * 4000 + "c, but he stole it.\n")
    done = run("lint", "--rules", "slow.yml", "--select", "ZZ", "--format", "concise", "slow.txt", "good.txt")
    assert done.status == 2 and "saysso: slow.txt: " in done.err and "ZZ901" in done.err
    assert done.out.count("ZZ101") == 3


BAD_OUTPUTS = [
    ("nowhere/out.txt", "no such file or directory"),
    (".", "is a directory"),
    ("good.txt/out", ""),
]


@pytest.mark.parametrize(("output", "message"), BAD_OUTPUTS)
def test_an_output_that_cannot_be_written_is_told(desk: Path, output: str, message: str) -> None:
    before = sorted(desk.iterdir())
    done = run("lint", "--output", output, "good.txt")
    assert done.status == 2 and f"saysso: {output}: cannot be written: {message}" in done.err
    assert sorted(desk.iterdir()) == before


@pytest.mark.parametrize("command", ["lint", "analyze", "report"])
@pytest.mark.parametrize("output", ["good.txt", "./link.txt"], ids=["the draft", "a link to it"])
def test_the_output_is_never_written_over_a_draft(desk: Path, command: str, output: str) -> None:
    before = (desk / "good.txt").read_text()
    (desk / "link.txt").symlink_to("good.txt")
    done = run(command, "--output", output, "good.txt")
    assert (done.status, done.out) == (2, "")
    assert done.err == f"saysso: {output}: is one of the drafts, and --output would write over it: name another file\n"
    assert (desk / "good.txt").read_text() == before


def test_the_output_of_the_last_run_is_no_draft_of_the_folder(desk: Path) -> None:
    options = ["lint", "--rules", "rules.yml", "--select", "ZZ", "--output", "told.txt", "."]
    run(*options)
    first = (desk / "told.txt").read_text()
    assert run(*options).err == "" and (desk / "told.txt").read_text() == first != ""


def test_output_keeps_what_was_there_when_the_run_breaks_off(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "out.txt").write_text("before")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "work", stop)
    done = run("lint", "--output", "out.txt", "good.txt")
    assert done.status == 130 and done.err.endswith("saysso: stopped\n")
    assert (desk / "out.txt").read_text() == "before"
    assert sorted(path.name for path in desk.iterdir()) == ["good.txt", "out.txt", "rules.yml"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_told(desk: Path) -> None:
    done = run("lint", "--output", "/dev/full", "good.txt")
    assert done.status == 2 and "cannot be written: no space left on device" in done.err
    assert os.path.exists("/dev/full")


def _fails(path: str, report: object) -> str:
    """Stand in for a task: die on one draft, stumble on another."""
    if path == "killer.txt":
        os._exit(9)
    if path == "stumble.txt":
        raise KeyError("oops")
    return path


def test_a_process_that_dies_costs_no_draft_but_its_own(desk: Path) -> None:
    from linter.cli.inputs import Draft
    from linter.rulebook import load_rulebook

    names = [f"{number}.txt" for number in range(20)]
    names[7], names[11] = "killer.txt", "stumble.txt"
    drafts = [Draft(name, STORY.encode()) for name in names]
    outcomes = list(parallel.spread(drafts, [running.Terms(load_rulebook())], _fails, 2))
    assert [outcome.path for outcome in outcomes] == names
    for outcome in outcomes:
        if outcome.path == "killer.txt":
            assert "was killed" in outcome.error
        elif outcome.path == "stumble.txt":
            assert "KeyError: 'oops' at test_cli_input.py:" in outcome.error
        else:
            assert (outcome.result, outcome.error) == (outcome.path, "")


CLOSED = [
    # redirections, exit status, standard error
    ("<&-", 2, "saysso: -: standard input is closed\n"),
    (">&-", 2, "saysso: standard output: cannot be written: it is closed\n"),
    ("2>&-", 1, ""),
]


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(("shell", "status", "told"), CLOSED)
def test_a_closed_stream_is_no_reason_to_break(desk: Path, shell: str, status: int, told: str) -> None:
    done = spawn("lint", "--rules", RULE_FILE, "--select", "ZZ", "-", stdin=STORY.encode(), shell=shell)
    assert (done.status, done.err) == (status, told)


def test_any_locale_prints_any_copy(desk: Path) -> None:
    text = STORY.replace("The man", "Der Täter „東京“ 😀")
    (desk / "ü.txt").write_text(text)
    done = spawn(
        "lint",
        "--rules",
        RULE_FILE,
        "--select",
        "ZZ",
        desk / "ü.txt",
        LC_ALL="C",
        PYTHONCOERCECLOCALE="0",
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )
    assert done.status == 1 and "Traceback" not in done.err
    assert done.out.count("ZZ101") == 2 and "\\u6771" in done.out
