"""The rule report and the explanation of a rule, for people and for programs."""

from __future__ import annotations

import re

import pytest

from linter.findings import Severity
from linter.report.explain import explain
from linter.report.rules import severity, table
from linter.rulebook.model import Rule, Where


def rule(**changes: object) -> Rule:
    values: dict[str, object] = {
        "code": "UA101", "name": "unattributed-accusation", "severity": Severity.ERROR, "default": Severity.ERROR,
        "catches": "wrongdoing in our own voice", "message": "'{match}': who says so?",
        "why": "First reason " * 12 + "\n\nSecond reason.", "fix": "Name the accuser.", "based_on": "AP | Reuters",
        "fails": ("Hacker [Li stole]{match} it.",), "passes": ("One line.\n\nAnother line.",),
        "finds": "patterns", "patterns": (), "where": Where(), "unless": ("quoted", "accusation-told"),
        "zones": frozenset(), "limit": 1, "once": False, "path": "claims/accusations.yml", "line": 7, **changes,
    }  # fmt: skip
    return Rule(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_table_keeps_to_the_width_by_wrapping_the_last_columns(width: int) -> None:
    rows = [[f"UA{number}", "unattributed-accusation", "error", "some words " * 20, "AP " * 30] for number in range(3)]
    text = table(rows, ("code", "name", "severity", "catches", "based on"), width=width, running=2)
    assert max(map(len, text.splitlines())) <= width
    assert text.count("some") == 60
    assert text.count("AP") == 90


def test_a_markdown_table_keeps_bars_and_line_ends_in_their_cell() -> None:
    text = table([["a | b", "c\nd", 1200]], ("x", "y", "n"), "markdown")
    assert text.splitlines()[-1] == "| a \\| b | c d | 1,200 |"


def test_a_rule_that_is_off_says_so() -> None:
    assert (severity(rule()), severity(rule(severity=None))) == ("error", "off")
    assert explain(rule(severity=None)).startswith("UA101 unattributed-accusation (off, error where it is on)\n")


def test_an_explanation_has_everything_an_editor_asks_for() -> None:
    text = explain(rule(), width=60)
    assert max(map(len, text.splitlines())) <= 60
    for words in (
        "What it catches\n  wrongdoing in our own voice\n",
        "What it says\n  '{match}': who says so?\n",
        "Why\n  First reason First reason",
        "reason\n\n  Second reason.\n",
        "What to do\n  Name the accuser.\n",
        "Silent when\n  quoted, accusation told\n",
        "Comes from\n  AP | Reuters\n",
        "Flagged\n  - Hacker [Li stole]{match} it.\n",
        "Left alone\n  - One line.\n\n    Another line.\n",
        "Written in\n  claims/accusations.yml:7\n",
    ):
        assert words in text, f"{words!r} not in\n{text}"


def test_colour_marks_the_words_of_an_example() -> None:
    text = explain(rule(), color=True)
    assert "\x1b[1;4m[Li stole]\x1b[0m" in text
    assert re.sub(r"\x1b\[[\d;]*m", "", text) == explain(rule())
