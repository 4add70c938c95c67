"""Stories in which nobody who speaks has a name (ST403)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers_cli import run

LEAD = "The ferry line will buy a second boat in May, according to two people briefed on the talks."
LATER = "The fare will stay the same. The boat was built in 1998. It will carry 90 people. The council meets in June."

FLAGGED = [
    (LEAD, "two people briefed on the talks", "one source"),
    (LEAD + ' "It is a good boat," one of the people said.', "two people briefed on the talks", "who is quoted"),
    ("The line will buy a boat, officials said. It is a good boat, an insider said.", "an insider", "beside officials"),
    (
        LEAD + ' "It is a good boat," one of the people said. It cost £2m, according to the register of ships.',
        "two people briefed on the talks",
        "beside a paper, more often",
    ),
    (LEAD + " Residents said they had not been asked.", "two people briefed on the talks", "beside a crowd"),
    (
        LEAD + " Ann Oak wants a third boat.",
        "two people briefed on the talks",
        "somebody named wants, and says nothing",
    ),
]
SILENT = [
    (LEAD + ' "Nobody asked for it," said Ann Oak.', "somebody with a name"),
    (LEAD + " Ann Oak leads the council. She said it had not been asked.", "a pronoun for somebody with a name"),
    (LEAD + " The mayor said it was a good boat.", "known by post"),
    (LEAD + " A spokesman for the line said it was a good boat.", "one who speaks for a body"),
    (LEAD + " The ferry line said that it was a good boat.", "a body, as often"),
    (LEAD + '\n\n"We have waited for this boat since 1998."', "a quotation in a paragraph of its own"),
    ("The line will buy a boat, officials at the harbour said.", "officials who speak for their office"),
    ("The line will buy a boat in May.", "nobody speaks"),
]


def found(tmp_path: Path, words: str, *options: str, later: str = LATER) -> list[dict[str, Any]]:
    """Return the findings of ST403 in a story that begins with these words, each with those it points at."""
    path, draft = tmp_path / "draft.txt", f"Ferry line to buy boat\n\nOLM — {words}\n\n{later}\n"
    path.write_text(draft, "utf-8")
    answer = json.loads(run("lint", "--format", "json", *options, path).out)
    findings = [finding for finding in answer["files"][0]["findings"] if finding["code"] == "ST403"]
    return [{**finding, "words": draft[finding["start"] : finding["end"]]} for finding in findings]


@pytest.mark.parametrize(("words", "who", "why"), FLAGGED)
def test_a_story_without_a_name(tmp_path: Path, words: str, who: str, why: str) -> None:
    (finding,) = found(tmp_path, words)
    assert finding["severity"] == "info", why
    assert finding["words"] == who, why
    assert f"'{who}' the first of them" in finding["message"]


@pytest.mark.parametrize(("words", "why"), SILENT)
def test_a_story_in_which_somebody_answers(tmp_path: Path, words: str, why: str) -> None:
    assert not found(tmp_path, words), why


def test_a_few_sentences_are_no_story(tmp_path: Path) -> None:
    assert not found(tmp_path, LEAD, later="The council meets in June.")


@pytest.mark.parametrize("genre", ["opinion", "transcript"])
def test_other_copy_is_left_alone(tmp_path: Path, genre: str) -> None:
    assert not found(tmp_path, LEAD, "--genre", genre)
