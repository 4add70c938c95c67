"""What a finding is known by stays the same when the story around it changes, and differs when it does."""

from __future__ import annotations

import pytest

from linter.findings import Finding, Severity
from linter.fingerprint import Key, keys, normalise
from linter.readers import read_text

ALIKE = [
    # two ways in which one sentence is stored
    ("He  stole\n the files.", "He stole the files."),
    ("\u201cHe stole,\u201d she said.", '"He stole," she said.'),
    ("It\u2019s theirs \u2014 all.", "It's theirs - all."),
    ("co\u00adoperate", "cooperate"),
    ("THE FILES", "the files"),
    ("caf\u00e9", "cafe\u0301"),
    ("and so on\u2026", "and so on..."),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_an_editing_program_swaps_makes_no_difference(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("He stole it.", "He stole them."), ("He stole it.", "Did he steal it?")])
def test_other_words_make_another_sentence(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def found(copy: str, *rules: tuple[str, str]) -> list[Key]:
    """Return the keys of findings, each given as a code and the words it marks (the next such words in the copy)."""
    document, at, findings = read_text(copy, "a.txt"), 0, []
    for code, words in rules:
        at = document.text.index(words, at)
        findings.append(Finding(code, "x", Severity.ERROR, "x", at, at + len(words)))
    return list(keys(document, findings))


SENTENCE = "The man stole the files from the hall."


def test_edits_elsewhere_change_no_key() -> None:
    before = found(f"Files gone from the hall\n\n{SENTENCE}\n", ("UA101", "stole"))
    after = found(f"Files gone, again\n\nIt rained in the north.\n\nSo. {SENTENCE} More.\n", ("UA101", "stole"))
    assert before == after == [Key("UA101", "the man stole the files from the hall.", 0)]


def test_the_same_again_is_counted_and_other_rules_are_not() -> None:
    copy = f"Files gone from the hall\n\n{SENTENCE}\n\n{SENTENCE}\n"
    assert [key.number for key in found(copy, ("UA101", "stole"), ("UA102", "files"), ("UA101", "stole"))] == [0, 0, 1]
