"""A story in one long line, or one that repeats itself, takes as many steps as its length: not as its square."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

import linter

CRITICS = ("Critics say the plan number {number} will fail.",)
MIXED = (
    *CRITICS,
    "Mara Ellis of Ward {number}, a lawyer, said the road was closed.",
    "It is believed that {number} percent of firms fell because of the strike.",
    "The mayor's shameful retreat seems to have rattled her party {number} times.",
)
THEFTS = ("The minister stole the money of fund {number} and",)
#: Three times the copy may take this many times the steps: three is linear, nine is its square.
MOST = 4.0


def steps(lines: tuple[str, ...], length: int, between: str, *, least: float = 1 / 8) -> int:
    """Return how many lines of code are run for a story of `length` sentences: a count, the same on any machine."""
    copy = between.join(lines[number % len(lines)].format(number=number) for number in range(length))
    count = 0

    def trace(_frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        report = linter.lint_text(copy)
    finally:
        sys.settrace(before)
    assert len(report.findings) >= length * least
    return count


@pytest.mark.parametrize(
    ("lines", "between"),
    [(CRITICS, " "), (MIXED, " "), (MIXED, "\n\n"), (THEFTS, " ")],
    ids=["one crowd in one line", "all kinds in one line", "the same words in many paragraphs", "one sentence"],
)
def test_three_times_the_copy_takes_about_three_times_the_steps(lines: tuple[str, ...], between: str) -> None:
    steps(lines, 20, between)  # what is loaded once
    assert steps(lines, 600, between) < MOST * steps(lines, 200, between)


def test_a_line_of_quotation_marks_alone_takes_as_many_steps_as_its_length() -> None:
    marks = ('"',)
    steps(marks, 20, "", least=0)
    assert steps(marks, 6000, "", least=0) < MOST * steps(marks, 2000, "", least=0)
