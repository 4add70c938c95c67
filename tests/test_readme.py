"""The README is held to what it says: its outputs are real, its commands run, its rule file works.

`python tests/test_readme.py` writes the outputs anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from helpers_cli import ROOT, run

from linter.report.rules import weight
from linter.rulebook import load_rulebook, profile_names

README = ROOT / "README.md"
TEXT = README.read_text("utf-8")

#: `<!-- saysso … -->`, its output, `<!-- end -->`.
OUTPUT = re.compile(r"<!-- saysso (?P<command>[^\n]*) -->\n(?P<output>.*?)<!-- end -->", re.DOTALL)
#: `<!-- file: NAME -->` and the block that the reader is to put into that file.
FILE = re.compile(r"<!-- file: (?P<name>\S+) -->\n```\w+\n(?P<content>.*?)```", re.DOTALL)
#: Where the table of rules stands.
RULES = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- end rules -->)", re.DOTALL)
SHELL = re.compile(r"^```sh\n(?P<lines>.*?)^```", re.DOTALL | re.MULTILINE)

OUTPUTS = {match["command"]: match["output"] for match in OUTPUT.finditer(TEXT)}
SETUPS = re.findall(r"^python3 -m venv \.venv && .*$", TEXT, re.MULTILINE)


@contextmanager
def desk() -> Iterator[None]:
    """Work in a folder with the samples, the README's files and some drafts, at a hundred columns."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ):
        os.environ.pop("COLUMNS", None)
        os.environ.pop("FORCE_COLOR", None)
        shutil.copytree(ROOT / "samples", Path(folder, "samples"))
        for match in FILE.finditer(TEXT):
            Path(folder, match["name"]).write_text(match["content"], encoding="utf-8")
        for name in ("drafts/ferry.txt", "wire/ferry.md"):
            Path(folder, name).parent.mkdir()
            Path(folder, name).write_text("The ferry will close in May, the council said.\n", encoding="utf-8")
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def commands() -> list[str]:
    """Return the arguments of every `saysso` in the README's shell blocks."""
    lines = [line for match in SHELL.finditer(TEXT) for line in match["lines"].splitlines()]
    parts = [part.strip() for line in lines for part in re.split(r"&&|\|", line.split(" #")[0])]
    return [part.partition("saysso ")[2] for part in parts if re.match(r"(\S*/)?saysso ", part)]


def shown(command: str) -> str:
    """Return a command's output as the README shows it."""
    with desk():
        output = run(*shlex.split(command)).out.strip("\n")
    return f"```text\n{output}\n```\n"


@pytest.mark.parametrize("command", OUTPUTS)
def test_output_is_real(command: str) -> None:
    assert OUTPUTS[command] == shown(command), "README.md is behind: python tests/test_readme.py"


@pytest.mark.parametrize("command", commands())
def test_command_runs(command: str) -> None:
    with desk():
        done = run(*shlex.split(command), stdin=b"The ferry will close in May, the council said.\n")
    assert (done.status in (0, 1), done.err) == (True, "")


def test_there_are_commands_to_hold_it_to() -> None:
    assert len(commands()) >= 12
    assert len(OUTPUTS) == 3


def test_one_command_sets_up_and_lints_and_one_tests() -> None:
    lint, test = SETUPS
    assert lint.endswith(".venv/bin/saysso lint samples/indian-story.txt")
    assert test.endswith(".venv/bin/python -m pytest")
    extras = "|".join(re.findall(r"-e '\.\[([a-z,]+)\]'", lint + test))
    assert extras == "markdown|test"


def test_the_first_command_ends_well() -> None:
    """Whoever tries it sees findings and no failure: the story has warnings, and no error."""
    with desk():
        assert run("lint", "samples/indian-story.txt").status == 0


def test_the_rule_file_proves_itself_and_finds_what_it_should() -> None:
    with desk():
        tested = run("test-rules", "--rules", "our-rules.yml")
        assert (tested.status, tested.err) == (0, "")
        linted = run("lint", "--rules", "our-rules.yml", "--format", "concise", "draft.txt")
        assert re.findall(r"(error|warning|info) ([A-Z]+\d+)", linted.out) == [
            ("error", "SQ206"),
            ("warning", "SE101"),
            ("error", "AW301"),
        ]
        # Its cue is at work: without it, nobody would be seen to answer for the ferry.
        assert "minuted" in run("analyze", "--rules", "our-rules.yml", "draft.txt").out
        assert "minuted" not in run("analyze", "draft.txt").out


def test_the_configuration_is_in_force() -> None:
    block = re.search(r"^## Configuration.*?```yaml\n(?P<text>.*?)```", TEXT, re.DOTALL | re.MULTILINE)
    assert block
    with desk():
        Path(".saysso.yml").write_text(block["text"], "utf-8")
        shown = run("config", "opinion/column.txt")
        assert (shown.status, shown.err) == (0, "") and re.search(r"^genre +opinion ", shown.out, re.MULTILINE)
        assert "error SQ206" in run("lint", "--format", "concise", "draft.txt").out


def test_it_names_every_profile() -> None:
    table = TEXT[TEXT.index("| profile | for |") : TEXT.index("## A rule in five minutes")]
    named = set(re.findall(r"`(\w+)`", table))
    assert named == set(profile_names())


def test_it_tells_what_each_family_of_rules_asks() -> None:
    table = TEXT[TEXT.index("| family | asks |") : TEXT.index("## How it works")]
    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == {rule.code[:2] for rule in load_rulebook().rules}


def rule_table() -> str:
    """Return the table of rules as the README shows it, with the weight each has if nothing is said."""
    rows = [f"| {rule.code} | {rule.name} | {weight(rule)} | {rule.catches} |" for rule in load_rulebook().rules]
    return "\n".join(["| code | name | weight | catches |", "|---|---|---|---|", *rows]) + "\n"


def test_it_lists_every_rule() -> None:
    found = RULES.search(TEXT)
    assert found and found[0] == rule_table(), "README.md is behind: python tests/test_readme.py"


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", TEXT))
def test_link_leads_somewhere(link: str) -> None:
    assert link.startswith("https://") or (ROOT / link).exists()


if __name__ == "__main__":
    written = OUTPUT.sub(lambda m: f"<!-- saysso {m['command']} -->\n{shown(m['command'])}<!-- end -->", TEXT)
    README.write_text(RULES.sub(lambda _: rule_table(), written), "utf-8")
