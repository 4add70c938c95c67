"""Every format tells the same findings of the same run, whatever the drafts are called and whatever is in them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from helpers_cli import ROOT, RULE_FILE, run, spawn
from helpers_formats import NAMES, READERS, Told, as_told, from_github, from_json, lint, make_desk

from linter.report import FORMATS


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_format_has_a_reader() -> None:
    assert set(READERS) == set(FORMATS)


def expected(format: str, found: list[Told]) -> list[Told]:
    return sorted(as_told(one, format) for one in found)


@pytest.mark.parametrize("format", READERS)
def test_every_format_tells_the_same_findings(desk: Path, format: str) -> None:
    paths = (*NAMES, "clean.txt", "missing.txt")
    whole = lint(*paths, format="json")
    found = list(from_json(whole.out))
    assert len(found) == 4 * len(NAMES) and {one.path for one in found} == set(NAMES)
    done = lint(*paths, format=format)
    assert sorted(READERS[format](done.out)) == expected(format, found), done.out
    assert (done.status, done.err) == (2, whole.err)


@pytest.mark.parametrize("format", READERS)
def test_our_own_samples_come_out_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    """The rules we ship and the samples beside them, three of our own rules' codes each."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    options = ("--rules", RULE_FILE, "--select", "ZZ", "samples", "--format")
    for name in os.listdir("samples"):
        if name.endswith((".txt", ".md")):
            with open(f"samples/{name}", "a") as file:
                file.write("\n\nMaybe — as they “said” — he stole it.\n")
    found = list(from_json(run("lint", *options, "json").out))
    assert len(found) > 5
    assert sorted(READERS[format](run("lint", *options, format).out)) == expected(format, found)


@pytest.mark.parametrize("format", READERS)
def test_a_run_with_nothing_to_flag_can_be_read(desk: Path, format: str) -> None:
    done = lint("clean.txt", format=format)
    assert (list(READERS[format](done.out)), done.status, done.err) == ([], 0, "")


#: Formats in which a draft that was not read has a place.
UNREAD = [name for name in READERS if name not in ("text", "concise", "jsonl")]


@pytest.mark.parametrize("format", UNREAD)
@pytest.mark.parametrize("with_others", [True, False], ids=["among others", "alone"])
def test_what_could_not_be_read_is_told(desk: Path, format: str, with_others: bool) -> None:
    others = ["plain.txt"] if with_others else []
    done = lint(*others, "missing.txt", format=format)
    assert "missing.txt" in done.out and "no such file or folder" in done.out
    assert len(list(READERS[format](done.out))) == 4 * with_others
    assert done.status == 2


STATUSES = [
    # options, exit status
    (["plain.txt"], 1),
    (["plain.txt", "--fail-level", "never"], 0),
    (["plain.txt", "--exit-zero"], 0),
    (["plain.txt", "--ignore", "ZZ101"], 0),
    (["plain.txt", "--ignore", "ZZ101", "--fail-level", "warning"], 1),
    (["clean.txt"], 0),
    (["clean.txt", "missing.txt", "--exit-zero"], 2),
]


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize(("options", "status"), STATUSES)
def test_no_format_changes_the_exit_status(desk: Path, format: str, options: list[str], status: int) -> None:
    assert lint(*options, format=format).status == status


@pytest.mark.parametrize("format", READERS)
def test_several_processes_print_what_one_does(desk: Path, format: str) -> None:
    one, two = (lint(*NAMES, "clean.txt", "--jobs", jobs, format=format) for jobs in (1, 2))
    assert one == two


PATHS = [
    # PATH, how programs that start from this folder name it
    ("plain.txt", "plain.txt"),
    ("./plain.txt", "plain.txt"),
    ("drafts//deep/../deep/story.txt", "drafts/deep/story.txt"),
    ("{here}/plain.txt", "plain.txt"),
    ("drafts", "drafts/deep/story.txt"),
]
#: Formats whose readers look the file up in the repository.
FORGES = ["github", "gitlab", "sarif", "junit", "checkstyle", "rdjson", "rdjsonl", "csv", "markdown"]


@pytest.mark.parametrize("format", FORGES)
@pytest.mark.parametrize(("path", "named"), PATHS)
def test_paths_are_counted_from_the_folder_of_the_run(desk: Path, format: str, path: str, named: str) -> None:
    done = lint(path.format(here=desk), format=format)
    assert {told.path for told in READERS[format](done.out)} == {named}


@pytest.mark.skipif(os.name != "posix", reason="names are bytes only on POSIX")
@pytest.mark.parametrize("format", READERS)
def test_a_name_that_is_no_text_spoils_no_format(desk: Path, format: str) -> None:
    try:
        shutil.copy(b"plain.txt", b"caf\xe9.txt")
    except OSError:
        pytest.skip("this file system takes no such name")
    done = lint("plain.txt", os.fsdecode(b"caf\xe9.txt"), format=format)
    assert done.status == 1
    assert "Traceback" not in done.err
    done.out.encode()


def test_shells_complete_the_formats() -> None:
    words = {"COMP_WORDS": "saysso lint --format j", "COMP_CWORD": "3", "_SAYSSO_COMPLETE": "bash_complete"}
    assert spawn(**words).out.split() == ["plain,json", "plain,jsonl", "plain,junit"]


def test_the_help_lists_every_format() -> None:
    told = " ".join(run("lint", "--help").out.split())
    assert f"How to print findings: {', '.join(FORMATS)}." in told


def test_statistics_refuse_a_format_that_has_no_place_for_them(desk: Path) -> None:
    done = lint("plain.txt", "--statistics", format="sarif")
    assert done.status == 2 and "--statistics prints as text, json or jsonl" in done.err


def test_a_suffix_chooses_no_format(desk: Path) -> None:
    run("lint", "--rules", RULE_FILE, "--select", "ZZ", "plain.txt", "--output", "found.sarif")
    assert "plain.txt:3:9: error ZZ101 test-theft" in (desk / "found.sarif").read_text()


def test_github_shows_the_first_of_each_level_and_tells_of_the_rest(desk: Path) -> None:
    done = lint(*NAMES, format="github")
    lines = done.out.splitlines()
    levels = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert {level: levels.count(level) for level in levels} == {"::error": 10, "::warning": 10, "::notice": 10}
    assert len(list(from_github(done.out))) == 40
    assert lines[-1] == "::notice title=saysso::11 more than GitHub shows beside the lines: see the log of this step."
    plain = [line for line in lines if not line.startswith("::")]
    assert len(plain) == 11 and not any("##[" in line or line.lstrip().startswith("::") for line in plain)
