"""JUnit as junitparser reads it and Checkstyle as diff-cover does; XML that holds whatever copy holds."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import junitparser
import pytest
from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver
from helpers_formats import NAMES, lint, make_desk

from linter.report.xml import element, printed


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def suites(*args: object) -> list[junitparser.TestSuite]:
    return list(junitparser.JUnitXml.fromstring(lint(*args, format="junit").out.encode()))


def outcome(case: junitparser.TestCase) -> str:
    return case.result[0]._tag if case.result else "passed"


LEVELS = [
    # options, what becomes of ZZ101 (error), ZZ201 (warning), ZZ101, ZZ301 (info)
    ([], ["failure", "passed", "failure", "passed"]),
    (["--fail-level", "warning"], ["failure", "failure", "failure", "passed"]),
    (["--fail-level", "info"], ["failure"] * 4),
    (["--fail-level", "never"], ["passed"] * 4),
    (["--exit-zero"], ["passed"] * 4),
]


@pytest.mark.parametrize(("options", "outcomes"), LEVELS)
def test_a_case_fails_where_the_run_does(options: list[str], outcomes: list[str]) -> None:
    (suite,) = suites("plain.txt", *options)
    assert (suite.name, [outcome(case) for case in suite]) == ("plain.txt", outcomes)
    assert (suite.tests, suite.failures, suite.errors) == (4, outcomes.count("failure"), 0)


def test_a_failed_case_says_where_what_and_what_to_do() -> None:
    (suite,) = suites("plain.txt")
    first, second = list(suite)[:2]
    assert (first.name, first.classname) == ("ZZ101 test-theft (line 3, column 9)", "plain.txt")
    (failure,) = first.result
    assert isinstance(failure, junitparser.Failure)
    assert (failure.type, failure.message) == ("error", "'stole' accuses somebody: who says so?")
    assert failure.text == (
        "plain.txt:3:9: error ZZ101 test-theft\n'stole' accuses somebody: who says so? Name who says so.\n"
    )
    assert "plain.txt:5:14: warning ZZ201 test-doubt" in second.system_out


def test_a_clean_draft_passes_and_an_unread_one_is_an_error() -> None:
    clean, missing = suites("clean.txt", "missing.txt")
    assert [(case.name, outcome(case)) for case in clean] == [("nothing to flag", "passed")]
    (case,) = missing
    (error,) = case.result
    assert isinstance(error, junitparser.Error) and error.message == "no such file or folder"
    assert (missing.name, missing.errors, missing.failures) == ("missing.txt", 1, 0)


def test_what_somebody_let_pass_is_skipped_with_its_reason() -> None:
    pytest.importorskip("markdown_it")
    Path("a.md").write_text("# Files gone\n\n<!-- saysso: disable-next-line ZZ101 -- she said so -->\nHe stole it.\n")
    ((case,),) = suites("a.md")
    (skipped,) = case.result
    assert isinstance(skipped, junitparser.Skipped) and skipped.message == "let pass by the comment: she said so"


def test_checkstyle_is_what_a_reviewer_s_tool_reads(desk: Path) -> None:
    found = CheckstyleXmlDriver().parse_reports(
        [lint("plain.txt", "clean.txt", "missing.txt", format="checkstyle").out]
    )
    assert sorted((one.line, one.message) for one in found["plain.txt"]) == [
        (3, "error: 'stole' accuses somebody: who says so? Name who says so."),
        (5, "error: 'stole' accuses somebody: who says so? Name who says so."),
        (5, "warning: 'doubtfully' casts doubt. Write said."),
        (7, "info: 'maybe' is a hint. Find out."),
    ]
    assert [(one.line, one.message) for one in found["missing.txt"]] == [(1, "error: no such file or folder")]
    assert "clean.txt" not in found or not found["clean.txt"]


def test_checkstyle_has_the_attributes_that_checkstyle_writes() -> None:
    root = ElementTree.fromstring(lint("plain.txt", "clean.txt", format="checkstyle").out)
    assert (root.tag, [file.attrib["name"] for file in root]) == ("checkstyle", ["plain.txt", "clean.txt"])
    assert root[0][0].attrib == {
        "line": "3",
        "column": "9",
        "severity": "error",
        "message": "'stole' accuses somebody: who says so? Name who says so.",
        "source": "saysso.ZZ101",
    }


TEXTS = [
    # text, as it is read back
    ("plain", "plain"),
    ("a & <b> \"c\" 'd' ]]>", "a & <b> \"c\" 'd' ]]>"),
    ("tab\tline\nend", "tab\tline\nend"),
    ("emoji 🗞️ é “q”", "emoji 🗞️ é “q”"),
    ("nul\0 bell\x07 escape\x1b[1m", "nul\ufffd bell\ufffd escape\ufffd[1m"),
    ("half \ud83d, \udce9, \ufffe", "half \ufffd, \ufffd, \ufffd"),
]


@pytest.mark.parametrize(("text", "read"), TEXTS)
def test_xml_holds_any_text(text: str, read: str) -> None:
    written = printed(element("a", text, b=text))
    assert written.isascii()
    back = ElementTree.fromstring(written)
    assert (back.text, back.attrib) == (read, {"b": read})


@pytest.mark.parametrize("format", ["junit", "checkstyle"])
def test_awkward_copy_and_names_make_no_broken_document(format: str) -> None:
    done = lint(*NAMES, "missing & <gone>\x01.txt", format=format)
    assert done.out.isascii() and done.out.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    assert "missing & <gone>\ufffd.txt" in {one.attrib["name"] for one in ElementTree.fromstring(done.out)}
