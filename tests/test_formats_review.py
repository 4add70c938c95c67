"""What forges and review tools take in: GitHub's annotations, GitLab's code quality report, reviewdog's format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from helpers_cli import STORY
from helpers_formats import ODD, flagged, lint, make_desk, printed, strict_json, unescape_command

from linter.findings import Severity


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- GitHub

ORDERS = [
    "100% sure",
    "%0A already",
    "line\r\nline",
    "::set-output name=x::y",
    "##[add-matcher]x.json",
    "a, b: c",
    "\u2028 and \x85 and \x0b are no line ends here",
]


@pytest.mark.parametrize("text", ORDERS)
def test_no_words_of_a_draft_give_a_runner_orders(text: str) -> None:
    out = printed("github", [(f"{text}.txt", flagged((Severity.ERROR, text)))])
    assert out.count("\n") == 1 and out.startswith("::error file=")
    properties, _, message = out.removeprefix("::error ").rstrip("\n").partition("::")
    assert unescape_command(message) == text
    assert unescape_command(dict(one.split("=", 1) for one in properties.split(","))["file"]) == f"{text}.txt"


def test_beyond_the_limits_no_words_give_a_runner_orders_either() -> None:
    for text in ORDERS:
        many = flagged(*[(Severity.ERROR, text)] * 12)
        lines = printed("github", [("::a.txt", many)]).split("\n")
        assert [line.startswith("::error ") for line in lines] == [True] * 10 + [False] * 4
        assert not any("##[" in line or line.lstrip().startswith("::") for line in lines[10:12])
        assert lines[12:] == [
            "::notice title=saysso::2 more than GitHub shows beside the lines: see the log of this step.",
            "",
        ]


def test_as_many_as_github_shows_need_no_notice() -> None:
    ten = [(severity, "x") for severity in (Severity.ERROR, Severity.WARNING) for _ in range(10)]
    lines = printed("github", [("a.txt", flagged(*ten))]).splitlines()
    assert len(lines) == 20 and "more than GitHub shows" not in lines[-1]


def test_an_unread_draft_is_an_error_on_its_file() -> None:
    assert printed("github", [], [("a,b.txt", "is empty")]) == "::error file=a%2Cb.txt,title=not read::is empty\n"


# --- GitLab

# From the fields that GitLab documents for its code quality report.
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1, "pattern": "^[^\\n]*$"},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {name: {"type": "integer", "minimum": 1} for name in ("begin", "end")},
                    },
                },
            },
        },
    },
}


def issues(*paths: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = strict_json(lint(*paths, format="gitlab").out)
    jsonschema.validate(found, CODE_QUALITY)
    return found


def test_gitlab_gets_the_fields_that_it_documents(desk: Path) -> None:
    found = issues("./plain.txt", desk / "drafts", "missing.txt")
    assert [one["severity"] for one in found] == ["major", "minor", "major", "info"] * 2 + ["blocker"]
    assert found[0] == {
        "description": "ZZ101: 'stole' accuses somebody: who says so? Name who says so.",
        "check_name": "ZZ101",
        "fingerprint": found[0]["fingerprint"],
        "severity": "major",
        "location": {"path": "plain.txt", "lines": {"begin": 3, "end": 3}},
    }
    assert found[-1]["location"] == {"path": "missing.txt", "lines": {"begin": 1}}


def test_gitlab_tells_one_issue_from_another_over_time_and_drafts(desk: Path) -> None:
    before = [one["fingerprint"] for one in issues("plain.txt", "=1+1.txt", "missing.txt", "gone.txt")]
    assert len(set(before)) == len(before) == 10
    Path("plain.txt").write_text(STORY.replace("\n\n", "\n\nIt rained all day.\n\n", 1))
    assert [one["fingerprint"] for one in issues("plain.txt")] == before[:4]


@pytest.mark.parametrize("paths", [[], ["clean.txt"], ["missing.txt"], ["clean.txt", "missing.txt", "plain.txt"]])
def test_gitlab_gets_an_array_whatever_there_is(desk: Path, paths: list[str]) -> None:
    assert len(issues("clean.txt", *paths)) == 4 * ("plain.txt" in paths) + ("missing.txt" in paths)


# --- reviewdog

POSITION = {
    "type": "object",
    "required": ["line", "column"],
    "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
# From the messages of reviewdog.rdf (Diagnostic and what it is made of), less what we never write.
DIAGNOSTIC = {
    "type": "object",
    "required": ["message", "location", "severity", "source", "code"],
    "additionalProperties": False,
    "properties": {
        "message": {"type": "string", "minLength": 1},
        "location": {
            "type": "object",
            "required": ["path"],
            "additionalProperties": False,
            "properties": {
                "path": {"type": "string"},
                "range": {
                    "type": "object",
                    "required": ["start", "end"],
                    "additionalProperties": False,
                    "properties": {"start": POSITION, "end": POSITION},
                },
            },
        },
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "source": {"const": {"name": "saysso"}},
        "code": {"type": "object", "required": ["value"], "properties": {"value": {"type": "string"}}},
    },
}


def diagnostics(*paths: object) -> list[dict[str, Any]]:
    whole = strict_json(lint(*paths, format="rdjson").out)
    assert set(whole) == {"source", "diagnostics"} and whole["source"] == {"name": "saysso"}
    for one in whole["diagnostics"]:
        jsonschema.validate(one, DIAGNOSTIC)
    found: list[dict[str, Any]] = whole["diagnostics"]
    return found


def test_reviewdog_s_columns_count_bytes_and_leave_out_the_end(desk: Path) -> None:
    found = diagnostics("drafts/deep/story.txt")
    lines, words = ODD.encode().split(b"\r\n"), []
    for one in found:
        start, end = one["location"]["range"]["start"], one["location"]["range"]["end"]
        assert start["line"] == end["line"]
        words.append(lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1].decode())
    assert words == ["stole", "doubtfully", "stole", "maybe"]
    assert [one["severity"] for one in found] == ["ERROR", "WARNING", "ERROR", "INFO"]
    assert [one["code"]["value"] for one in found] == ["ZZ101", "ZZ201", "ZZ101", "ZZ301"]


def test_an_unread_draft_is_a_diagnostic_without_a_range(desk: Path) -> None:
    *_, last = diagnostics("plain.txt", "missing.txt")
    assert last == {
        "message": "no such file or folder",
        "location": {"path": "missing.txt"},
        "severity": "ERROR",
        "source": {"name": "saysso"},
        "code": {"value": "not-read"},
    }


@pytest.mark.parametrize("paths", [["clean.txt"], ["missing.txt"], ["plain.txt", "missing.txt"]])
def test_a_line_each_is_the_same_as_one_document(desk: Path, paths: list[str]) -> None:
    lines = [json.loads(line) for line in lint(*paths, format="rdjsonl").out.splitlines()]
    assert lines == diagnostics(*paths)
