"""Who speaks under a surname alone (ST405): told of once, and not where the story tells more of them anywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers_cli import run

LEAD = "The ferry line will run a second boat from May, the council decided on Monday. It will carry 90 people."
LATER = "The fare will stay the same. The boat was built in 1998. The council will meet again in June."

FLAGGED = [
    ("Mr Hale said the boat was sound.", "Mr Hale", "a courtesy title"),
    ("The boat was sound, according to Ms. Hale.", "Ms. Hale", "after the cue"),
    ('"I asked for it in March," Hale said.', "Hale", "somebody says I"),
    ('"It is a good boat," Hale said. Hale said she had seen it.', "Hale", "a pronoun after the verb"),
    ("Hale said that he had seen it.", "Hale", "a pronoun after that"),
    ("Ms de Hale said the boat was sound.", "Ms de Hale", "a particle"),
    ("Ann Hale was there. Hael said she had seen the boat.", "Hael", "misspelt"),
    ("Hale-Moss said she had seen it.", "Hale-Moss", "two surnames in one"),
    ("Hale's crew was asked on Friday. Hale said he would sail it.", "Hale", "an owner, too"),
]
SILENT = [
    ("Hale said the boat was sound.", "nothing shows that it is a person"),
    ('"We asked for it in March," Hale said.', "a firm says we"),
    ("Hale reported that he had seen it.", "a paper reports on him"),
    ("Ann Hale said the boat was sound. Mr Hale said it twice.", "a first name"),
    ("Mr Hale said the boat was sound. He is Tom Hale of the ferry line.", "a first name, later"),
    ("Mayor Hale said she had seen it.", "an office"),
    ("Driver Hale said she had seen it.", "an office at the head of the sentence"),
    ("Ms Hale, a grocer, said she had seen it.", "an apposition"),
    ("Ms Hale, who runs the shop, said she had seen it.", "a clause"),
    ("Ms Hale, 54, said she had seen it.", "an age"),
    ("Ms Hale (the manager) said she had seen it.", "brackets"),
    ("The manager, Ms Hale, said she had seen it.", "an apposition before"),
    ('"I asked for it," Moss\'s son, Grant said.', "somebody's kin"),
    ("Norland's Hale said she had seen it.", "whose she is"),
    ("The Tom Hale-led board met. Hale said he had seen it.", "a name with a word on it"),
    ("Hale magazine asked. Hale said he had sailed.", "a paper"),
    ("Associates say he had seen it.", "a plural"),
    ("Mr Hale said the boat was sound. His first name was not given.", "kept back"),
    ('"Mr Hale said the boat was sound," said Ann Moss.', "another's words"),
]


def story(words: str) -> str:
    """Return a story with these words in its middle."""
    return f"Ferry line adds boat\n\n{LEAD}\n\n{words}\n\n{LATER}\n"


def found(tmp_path: Path, draft: str, *options: str) -> list[dict[str, Any]]:
    """Return the findings of ST405 in a draft, each with the words that it points at."""
    path = tmp_path / "draft.txt"
    path.write_text(draft, "utf-8")
    answer = json.loads(run("lint", "--format", "json", *options, path).out)
    findings = [finding for finding in answer["files"][0]["findings"] if finding["code"] == "ST405"]
    return [{**finding, "words": draft[finding["start"] : finding["end"]]} for finding in findings]


@pytest.mark.parametrize(("words", "who", "why"), FLAGGED)
def test_a_speaker_who_is_only_a_surname(tmp_path: Path, words: str, who: str, why: str) -> None:
    (finding,) = found(tmp_path, story(words))
    assert finding["severity"] == "info", why
    assert finding["words"] == who, why
    assert finding["message"].startswith(f"'{who.split()[-1]}' speaks")


@pytest.mark.parametrize(("words", "why"), SILENT)
def test_a_speaker_of_whom_more_is_told(tmp_path: Path, words: str, why: str) -> None:
    assert not found(tmp_path, story(words)), why


def test_two_speakers_are_told_of_once_each(tmp_path: Path) -> None:
    words = (
        "Mr Hale said the boat was sound. Mr Hale said it would sail. Ms Ilk said it would not. Ms Ilk said it again."
    )
    assert [finding["words"] for finding in found(tmp_path, story(words))] == ["Mr Hale", "Ms Ilk"]


def test_the_headline_introduces(tmp_path: Path) -> None:
    words = "Mr Hale said the boat was sound."
    assert not found(tmp_path, f"Ann Hale buys boat\n\n{LEAD}\n\n{words}\n\n{LATER}\n")


def test_a_few_sentences_are_no_story(tmp_path: Path) -> None:
    assert not found(tmp_path, "Mr Hale said the boat was sound. It will sail in May.\n")


@pytest.mark.parametrize("genre", ["opinion", "sport", "transcript", "live"])
def test_other_copy_is_left_alone(tmp_path: Path, genre: str) -> None:
    assert not found(tmp_path, story("Mr Hale said the boat was sound."), "--genre", genre)
