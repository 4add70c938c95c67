"""One report, every format: the same findings, each in its own way."""

from __future__ import annotations

import json
import re

import pytest
from helpers_formats import printed

from linter.findings import Finding, Report, Severity, Status
from linter.readers import read_text
from linter.report import Linted, Setting, Tally, formatter
from linter.report.base import count
from linter.report.github import escape, escape_property
from linter.report.statistics import Statistics
from linter.report.summary import summary

COPY = "Police blame Li\n\nHacker Li stole the files. He claimed it.\nReportedly, 東京 stole\nnothing.\n"
RULES = {
    "stole the files": ("UA101", "unattributed-accusation", Severity.ERROR),
    "claimed": ("AW301", "doubting-verb", Severity.WARNING),
    "Reportedly": ("SQ207", "bare-hearsay", Severity.INFO),
    "stole\nnothing": ("UA101", "unattributed-accusation", Severity.ERROR),
}


def report(copy: str = COPY, rules: dict[str, tuple[str, str, Severity]] | None = None) -> Report:
    document = read_text(copy, "draft.txt")
    findings = tuple(
        Finding(
            *rule,
            f"'{words}': 100% sure, are we?",
            copy.index(words),
            copy.index(words) + len(words),
            "Say who.",
        )
        for words, rule in (RULES if rules is None else rules).items()
    )
    return Report(document, (), (), tuple(Status.NONE for _ in document.sentences), findings)


def read_back(name: str, text: str) -> list[tuple[str, int, int, str, str]]:
    """Return (path, line, column, severity, code) of each finding in what a format printed."""
    if name == "json":
        records = [found for file in json.loads(text)["files"] for found in file["findings"]]
    elif name == "jsonl":
        records = [json.loads(line) for line in text.splitlines()]
    if name in ("json", "jsonl"):
        return [(r["path"], r["line"], r["column"], r["severity"], r["code"]) for r in records]
    if name == "github":
        found = re.findall(r"^::(\w+) file=([^,]*),line=(\d+)(?:,col=(\d+))?,.*?title=(\w+)", text, re.MULTILINE)
        # The column of a finding over lines is left out, as the runner drops it.
        return [
            (path, int(line), int(column or 13), {"notice": "info"}.get(level, level), code)
            for level, path, line, column, code in found
        ]
    found = re.findall(r"^(\S+):(\d+):(\d+): (\w+) ([A-Z]{2}\d{3})", text, re.MULTILINE)
    return [(path, int(line), int(column), level, code) for path, line, column, level, code in found]


EXPECTED = [
    (path, *place)
    for path in ("a.txt", "b.txt")
    for place in [
        (3, 11, "error", "UA101"),
        (3, 31, "warning", "AW301"),
        (4, 1, "info", "SQ207"),
        (4, 16, "error", "UA101"),
    ]
]


@pytest.mark.parametrize("name", ["json", "text", "concise", "jsonl", "github"])
def test_these_formats_tell_the_same_findings(name: str) -> None:
    text = printed(name, [("a.txt", report()), ("b.txt", report())])
    told = read_back(name, text)
    if name == "github":
        told = [(path, line, 16 if column == 13 else column, level, code) for path, line, column, level, code in told]
    assert told == EXPECTED, text


@pytest.mark.parametrize("name", ["json", "text", "concise", "jsonl", "github"])
def test_a_run_without_drafts_still_prints_what_can_be_read(name: str) -> None:
    text = printed(name, [])
    assert read_back(name, text) == []
    if name == "json":
        assert json.loads(text)["files"] == []


def test_text_shows_the_line_with_the_words_underlined() -> None:
    assert printed("text", [("a.txt", report())]) == (
        "a.txt:3:11: error UA101 unattributed-accusation\n"
        "  |\n"
        "3 | Hacker Li stole the files. He claimed it.\n"
        "  |           ^^^^^^^^^^^^^^^\n"
        "  = 'stole the files': 100% sure, are we?\n"
        "  = fix: Say who.\n"
        "\n"
        "a.txt:3:31: warning AW301 doubting-verb\n"
        "  |\n"
        "3 | Hacker Li stole the files. He claimed it.\n"
        "  |                               ^^^^^^^\n"
        "  = 'claimed': 100% sure, are we?\n"
        "  = fix: Say who.\n"
        "\n"
        "a.txt:4:1: info SQ207 bare-hearsay\n"
        "  |\n"
        "4 | Reportedly, 東京 stole\n"
        "  | ^^^^^^^^^^\n"
        "  = 'Reportedly': 100% sure, are we?\n"
        "  = fix: Say who.\n"
        "\n"
        "a.txt:4:16: error UA101 unattributed-accusation\n"
        "  |\n"
        "4 | Reportedly, 東京 stole\n"
        "  |                  ^^^^^\n"
        "  = 'stole nothing': 100% sure, are we?\n"
        "  = fix: Say who.\n"
        "\n"
        "2 errors, 1 warning, 1 info in 1 file\n"
    )


def test_text_is_the_same_with_colour_but_for_the_colour() -> None:
    plain, coloured = (
        formatter("text", Setting(color=color)).file(Linted("a.txt", report())) for color in (False, True)
    )
    assert "\x1b[" not in plain and "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_text_shows_one_line_whatever_ends_it(ending: str) -> None:
    copy = COPY.replace("\n", ending)
    text = printed("text", [("a.txt", report(copy, {"claimed": RULES["claimed"]}))])
    assert "3 | Hacker Li stole the files. He claimed it.\n" in text and "\r" not in text


def test_a_message_cannot_drive_the_terminal_or_break_the_line() -> None:
    copy = "He \x1b[31mstole\nit."
    one = report(copy, {"\x1b[31mstole\nit": RULES["claimed"]})
    for name in ("text", "concise"):
        assert "\x1b" not in printed(name, [("a.txt", one)])
    assert printed("concise", [("a.txt", one)]).count("\n") == 1


def test_json_has_offsets_of_the_file_and_is_plain_ascii() -> None:
    text = printed("json", [("ü.txt", report())])
    assert text.isascii()
    whole = json.loads(text)
    assert whole["schema"] == 1
    assert whole["summary"] == {
        "files": 1,
        "files_with_findings": 1,
        "files_not_read": 0,
        "findings": 4,
        "suppressed": 0,
        "error": 2,
        "warning": 1,
        "info": 1,
    }
    first = whole["files"][0]["findings"][0]
    assert COPY[first["start"] : first["end"]] == "stole the files"
    assert first == {
        "path": "ü.txt",
        "code": "UA101",
        "name": "unattributed-accusation",
        "severity": "error",
        "message": "'stole the files': 100% sure, are we?",
        "fix": "Say who.",
        "start": 27,
        "end": 42,
        "line": 3,
        "column": 11,
        "end_line": 3,
        "end_column": 26,
    }


def test_offsets_of_marked_up_copy_are_those_of_the_file() -> None:
    pytest.importorskip("markdown_it")
    copy = "# Head\n\nThe *ministry* **claimed** it.\n"
    document = read_text(copy, "a.md")
    at = document.text.index("claimed")
    finding = Finding("AW301", "doubting-verb", Severity.WARNING, "x", at, at + 7)
    one = Report(document, (), (), tuple(Status.NONE for _ in document.sentences), (finding,))
    record = json.loads(printed("jsonl", [("a.md", one)]))
    assert copy[record["start"] : record["end"]] == "claimed"
    assert (record["line"], record["column"]) == (3, 18)
    assert "  |                  ^^^^^^^\n" in printed("text", [("a.md", one)])


def test_github_escapes_what_its_runner_would_take_for_its_own() -> None:
    assert escape("100%\r\nsure: a, b") == "100%25%0D%0Asure: a, b"
    assert escape_property("a:b,c%\n") == "a%3Ab%2Cc%25%0A"
    line = printed("github", [("a,b:c.txt", report())]).splitlines()[0]
    assert line == (
        "::error file=a%2Cb%3Ac.txt,line=3,col=11,endLine=3,endColumn=26,title=UA101 unattributed-accusation"
        "::'stole the files': 100%25 sure, are we?%0ASay who."
    )


def test_github_gives_lines_only_when_a_finding_runs_over_them() -> None:
    line = printed("github", [("a.txt", report())]).splitlines()[-1]
    assert line.startswith("::error file=a.txt,line=4,endLine=5,title=UA101")


def test_statistics_count_by_rule_the_most_frequent_first() -> None:
    tally = Tally()
    for _ in range(2):
        tally.add(count(report()))
    tally.unread.append(("c.txt", "is empty"))
    assert Statistics().finish(tally) == (
        "  count  code    name                     severity\n"
        "-------  ------  -----------------------  ----------\n"
        "      4  UA101   unattributed-accusation  error\n"
        "      2  AW301   doubting-verb            warning\n"
        "      2  SQ207   bare-hearsay             info\n"
        "\n"
        "4 errors, 2 warnings, 2 infos in 2 files; 1 file could not be read\n"
    )
    assert json.loads(Statistics("json").finish(tally))["statistics"][0]["count"] == 4
    lines = Statistics("jsonl").finish(tally).splitlines()
    assert [json.loads(line)["code"] for line in lines] == ["UA101", "AW301", "SQ207"]


def test_the_summary_says_when_there_is_nothing() -> None:
    tally = Tally()
    tally.add({})
    assert summary(tally) == "nothing to flag in 1 file"
    assert formatter("text", Setting(summary=False)).finish(tally) == ""
