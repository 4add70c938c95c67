"""The line around a finding: what of it is shown, and whether the marks stand under the words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.excerpt import Excerpt, columns, excerpt

WIDTH = 60


def marked(line: str, words: str, width: int = WIDTH) -> Excerpt:
    start = line.index(words)
    return excerpt(line, start, start + len(words), width)


ALIGNED = [
    # line, words, the line below
    ("Li stole it.", "stole", "   ^^^^^"),
    ("Li stole it.", "Li", "^^"),
    ("He\tstole it.", "stole", "  \t^^^^^"),  # a tab stays a tab, so that both lines jump alike
    ("He stole\tit all.", "stole\tit", "   ^^^^^\t^^"),
    ("東京 stole it.", "stole", "     ^^^^^"),  # wide characters take two columns
    ("In 東京 he stole.", "東京", "   ^^^^"),
    ("Jose\u0301 stole it.", "stole", "     ^^^^^"),  # an accent of its own takes none
    ("He sto\u0301le it.", "sto\u0301le", "   ^^^^^"),
    ("“Li” ‘stole’ it…", "stole", "      ^^^^^"),  # curly quotation marks take one
    ("ＦＵＬＬ stole", "stole", "         ^^^^^"),
    ("न\u094d stole", "stole", "  ^^^^^"),
    ("a\u200bb stole", "stole", "   ^^^^^"),  # a zero-width space
    ("한국 stole", "stole", "     ^^^^^"),
    ("😀 stole", "stole", "   ^^^^^"),
]


@pytest.mark.parametrize(("line", "words", "below"), ALIGNED)
def test_marks_stand_under_the_words(line: str, words: str, below: str) -> None:
    shown = marked(line, words)
    assert shown.line == line
    assert shown.pad + shown.marks == below, f"\n{shown.line}\n{shown.pad}{shown.marks}"


def test_a_long_line_is_cut_on_both_sides_between_words() -> None:
    line = "before and " * 30 + "he stole it " + "after that " * 30
    shown = marked(line, "stole")
    assert shown.line.startswith("…") and shown.line.endswith("…")
    assert columns(shown.line) <= WIDTH
    assert {*shown.line.strip("…").split()} <= {"before", "and", "he", "stole", "it", "after", "that"}
    assert shown.line[len(shown.pad) : len(shown.pad) + 5] == "stole" and shown.marks == "^^^^^"


@pytest.mark.parametrize("words", ["first", "last"])
def test_a_cut_line_uses_the_room_on_the_side_it_has(words: str) -> None:
    line = "first " + "and then some " * 30 + "last"
    shown = marked(line, words)
    assert shown.line.startswith("…") == (words == "last")
    assert shown.line.endswith("…") == (words == "first")
    assert WIDTH - 20 <= columns(shown.line) <= WIDTH


def test_words_wider_than_the_line_show_their_beginning() -> None:
    line = "He said nothing. " + "word " * 60 + "end."
    shown = excerpt(line, 17, len(line), WIDTH)
    assert shown.line.startswith("…word word") and shown.line.endswith("…")
    assert columns(shown.line) <= WIDTH
    assert set(shown.marks) == {"^"} and len(shown.pad + shown.marks) <= len(shown.line)


def test_a_paragraph_of_megabytes_costs_no_more_than_its_window() -> None:
    line = "x" * 2_000_000 + " stole " + "東" * 2_000_000
    shown = marked(line, "stole")
    assert columns(shown.line) <= WIDTH
    assert shown.line[len(shown.pad) :].startswith("stole")


def test_an_empty_finding_has_one_mark() -> None:
    assert excerpt("Photo:", 6, 6, WIDTH) == Excerpt("Photo:", "      ", "^")
    assert excerpt("", 0, 0, WIDTH) == Excerpt("", "", "^")


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\ud800", "\x0c"])
def test_what_would_disturb_a_terminal_is_not_printed(character: str) -> None:
    shown = marked(f"He {character} stole it", "stole")
    assert shown.line == "He \ufffd stole it"
    assert shown.pad == "     "


@given(
    st.text(st.sampled_from("ab \t東é\u0301😀“"), max_size=400),
    st.integers(0, 400),
    st.integers(0, 60),
    st.integers(20, 120),
)
def test_the_marks_begin_where_the_words_do(line: str, start: int, length: int, width: int) -> None:
    start = min(start, len(line))
    end = min(start + length, len(line))
    shown = excerpt(line, start, end, width)
    assert columns(shown.line) <= max(width, columns(shown.line) if columns(line) <= width else 0)
    head = shown.line.removeprefix("…")
    tail = head.removesuffix("…")
    assert tail in line
    # The pad is as wide as what stands before the words, tab for tab.
    at = next(
        at
        for at in range(len(shown.line) + 1)
        if columns(shown.line[:at]) == columns(shown.pad) and shown.line[:at].count("\t") == shown.pad.count("\t")
    )
    first = line[start : start + 1]
    if first and unicodedata.combining(first) == 0 and end > start:
        rest = shown.line[at:].lstrip("\u0301")
        assert rest[:1] == first
