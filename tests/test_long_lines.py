"""A story in one long line, or one that repeats itself, takes as long as its length: not as its square."""

from __future__ import annotations

from time import process_time

import pytest

import linter

CRITICS = ("Critics say the plan number {number} will fail.",)
MIXED = (
    *CRITICS,
    "Mara Ellis of Ward {number}, a lawyer, said the road was closed.",
    "It is believed that {number} percent of firms fell because of the strike.",
    "The mayor's shameful retreat seems to have rattled her party {number} times.",
)
#: Four times the copy may take this many times as long: four is linear, sixteen is its square.
MOST = 6.5


def seconds(lines: tuple[str, ...], length: int, between: str) -> float:
    """Return the processor seconds that a story of `length` sentences takes."""
    copy = between.join(lines[number % len(lines)].format(number=number) for number in range(length))
    begun = process_time()
    assert len(linter.lint_text(copy).findings) > length / 8
    return process_time() - begun


@pytest.mark.parametrize(
    ("lines", "between"),
    [(CRITICS, " "), (MIXED, " "), (MIXED, "\n\n")],
    ids=["one crowd in one line", "all kinds in one line", "the same words in many paragraphs"],
)
def test_four_times_the_copy_takes_about_four_times_as_long(lines: tuple[str, ...], between: str) -> None:
    seconds(lines, 50, between)  # what is loaded once
    short = min(seconds(lines, 1000, between) for _ in range(2))
    assert seconds(lines, 4000, between) < MOST * short
