"""saysso from Python: docs/api.md is run, and the arguments and errors are held to what they say."""

from __future__ import annotations

import doctest
import inspect
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers_cli import ROOT, RULE_FILE, RULES, STORY, run

import linter
from linter import api

PAGE = (ROOT / "docs/api.md").read_text("utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the files that the page speaks of."""
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"<!-- file: our-rules\.yml -->\n```yaml\n(.*?)```", readme, re.DOTALL)
    assert found
    (tmp_path / "our-rules.yml").write_text(found[1], "utf-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/ferry.md").write_text("# Ferry closes\n\nThe ferry will close in May, *the council* said.\n")
    (tmp_path / "story.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(text: str, name: str) -> str:
    """Run examples and return what went otherwise."""
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    assert test.examples
    report: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=report.append)
    return "".join(report)


def test_the_page_s_examples_come_true(desk: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert told("\n".join(blocks), "docs/api.md") == ""


def test_the_package_s_own_example_comes_true() -> None:
    assert linter.__doc__ and told(linter.__doc__, "linter") == ""


def test_all_that_is_offered_is_there_and_documented() -> None:
    assert set(linter.__all__) == {*api.__all__, "__version__"} <= set(dir(linter))
    for name in api.__all__:
        assert getattr(linter, name) is getattr(api, name)
        assert inspect.getdoc(getattr(api, name)), name
    with pytest.raises(AttributeError, match="no attribute 'lint_txt'"):
        linter.lint_txt  # noqa: B018


def test_the_package_imports_nothing_before_it_is_asked() -> None:
    code = "import sys, linter; print([name for name in sys.modules if name.startswith(('linter.', 'regex', 'yaml'))])"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "[]\n"


def test_a_type_checker_sees_the_types(tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text(
        "import linter\n"
        "report: linter.Report = linter.lint_text('x', select='SQ', rules=['a.yml'])\n"
        "line: int = report.place(report.findings[0]).line\n"
        "wrong: int = linter.lint_file('x')\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(tmp_path / "use.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert [line.split(":")[1] for line in done.stdout.splitlines() if ": error:" in line] == ["4"], done.stdout


CHOICES = [
    # arguments, the codes found
    ({}, ["ZZ101", "ZZ201", "ZZ101", "ZZ301"]),
    ({"select": "ZZ1,test-hint"}, ["ZZ101", "ZZ101", "ZZ301"]),
    ({"select": ["ZZ1", "ZZ3"], "ignore": "ZZ301"}, ["ZZ101", "ZZ101"]),
    ({"ignore": ("test-theft", "ZZ2")}, ["ZZ301"]),
]


@pytest.mark.parametrize(("choice", "codes"), CHOICES)
def test_rules_are_chosen_as_on_the_command_line(desk: Path, choice: dict[str, str], codes: list[str]) -> None:
    (desk / "own.yml").write_text(RULES)
    for rules in ("own.yml", [Path("own.yml")], [RULE_FILE]):
        report = linter.lint_file("story.txt", rules=rules, **choice)
        assert [found.code for found in report.findings if found.code.startswith("ZZ")] == codes
    rulebook = linter.load_rulebook(rules=RULE_FILE, **choice)
    assert linter.lint_text(STORY, rulebook=rulebook).findings == report.findings
    shown = run("lint", "--rules", RULE_FILE, "--format", "concise", "story.txt")
    places = [f"story.txt:{place.line}:{place.column}:" for place in map(report.place, report.findings)]
    assert set(places) <= {line.split(" ")[0] for line in shown.out.splitlines()}


def test_the_name_tells_the_format_and_format_overrules_it() -> None:
    copy = "# Ferry closes\n\nThe ferry *will* close, the council said.\n"
    assert linter.lint_text(copy).document.format == "text"
    assert linter.lint_text(copy, "ferry.md").document.format == "markdown"
    assert linter.lint_text(copy, Path("ferry.txt"), format="markdown").document.format == "markdown"


UNREADABLE = [
    # the file, its bytes, the message
    ("gone.txt", None, "cannot be read: no such file or directory"),
    ("nul\0.txt", None, "cannot be read: embedded null byte"),
    (".", None, "cannot be read: is a directory"),
    ("empty.txt", b" \n", "is empty: there is nothing to lint"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(90), "looks like a PNG image"),
    ("long.txt", b"a " * 6_000_000, "is larger than 10 MB"),
]


@pytest.mark.parametrize(("name", "data", "message"), UNREADABLE)
def test_what_cannot_be_read_is_one_error(desk: Path, name: str, data: bytes | None, message: str) -> None:
    if data is not None:
        (desk / name).write_bytes(data)
    with pytest.raises(linter.UnreadableError, match=re.escape(message)):
        linter.lint_file(name)


def test_copy_that_takes_too_long_is_unreadable_too(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(api, "lint", slow)
    with pytest.raises(linter.UnreadableError, match="takes an attribution pattern too long"):
        linter.lint_file("story.txt")


def test_what_cannot_be_used_is_told_with_its_place(desk: Path) -> None:
    (desk / "broken.yml").write_text(RULES.replace("severity: error", "severty: error"))
    with pytest.raises(linter.RuleFileError, match="did you mean 'severity'") as caught:
        linter.lint_text(STORY, rules="broken.yml")
    assert (caught.value.path, caught.value.line) == ("broken.yml", 4)
    with pytest.raises(linter.RuleFileError, match="no rule 'XX'"):
        linter.lint_text(STORY, select="XX")
    with pytest.raises(TypeError, match="give load_rulebook the profile"):
        linter.lint_text(STORY, rulebook=linter.load_rulebook(), ignore="SQ")


def test_a_rule_file_that_changed_is_read_again(desk: Path) -> None:
    shutil.copy(RULE_FILE, desk / "own.yml")
    before = linter.lint_text(STORY, rules="own.yml", select="ZZ2")
    (desk / "own.yml").write_text(RULES.replace("severity: warning", "severity: error"))
    after = linter.lint_text(STORY, rules="own.yml", select="ZZ2")
    assert [(one.findings[0].severity.label) for one in (before, after)] == ["warning", "error"]
