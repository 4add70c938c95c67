"""The right of reply: somebody accused in a story, and whether they answer or were asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers_cli import run

ACCUSED = 'Lena Ruiz, the treasurer, accused Dean Marlow of stealing £4,000. "The money is gone," Ruiz said on Monday.'
ROLE = 'Lena Ruiz, the treasurer, accused the mayor of stealing £4,000. "The money is gone," Ruiz said on Monday.'

FLAGGED = [
    (ACCUSED, "Dean Marlow", "accused by somebody who speaks"),
    (ROLE, "mayor", "known by an office"),
    ("Dean Marlow stole £4,000 from the charity, its treasurer, Lena Ruiz, said on Monday.", "Dean Marlow", "told"),
    ("Campaigners said Harbour Paints dumped waste in the river on Monday.", "Harbour Paints", "a firm"),
    ("Nine nurses made allegations of bullying against Dean Marlow on Monday.", "Dean Marlow", "allegations"),
    ("Dean Marlow has been accused of bribing a planning officer.", "Dean Marlow", "the passive"),
    (
        ACCUSED + " A spokesman for the police said officers were reading the books.",
        "Dean Marlow",
        "another's spokesman",
    ),
]
SILENT = [
    (ACCUSED + ' "I never saw a penny," Marlow said.', "they speak"),
    (ROLE + " The mayor said that the money was in the bank.", "the office speaks"),
    (ACCUSED + " Marlow did not respond to a request for comment.", "asked"),
    (ACCUSED + " Marlow denies it.", "denied"),
    (ACCUSED + " Marlow's lawyer called it nonsense.", "a lawyer"),
    ("Lena Ruiz accused Dean Marlow of stealing £4,000. He said that it was nonsense.", "a pronoun, next"),
    ("Norland accused Russia of torturing prisoners, its minister, Lena Ruiz, said.", "a state"),
    ("Dean Marlow was convicted on Monday. Lena Ruiz had accused Dean Marlow of stealing £4,000.", "a conviction"),
    ("Lena Ruiz accused the late Dean Marlow of stealing £4,000.", "the dead"),
    ("Lena Ruiz did not accuse Dean Marlow of stealing £4,000.", "not accused"),
    ("Lena Ruiz accused Dean Marlow of arriving late.", "no wrongdoing"),
]


def found(tmp_path: Path, body: str, *options: str) -> list[dict[str, object]]:
    """Return the findings of ST402 in a story with that body."""
    path = tmp_path / "draft.txt"
    path.write_text(f"Council meets\n\nOLM — {body}\n\nThe council will meet again on Friday.\n", "utf-8")
    answer = json.loads(run("lint", "--format", "json", *options, path).out)
    return [finding for file in answer["files"] for finding in file["findings"] if finding["code"] == "ST402"]


@pytest.mark.parametrize(("body", "who", "why"), FLAGGED)
def test_an_accusation_that_nobody_answers(tmp_path: Path, body: str, who: str, why: str) -> None:
    (finding,) = found(tmp_path, body)
    assert finding["severity"] == "info", why
    assert f"({who})" in str(finding["message"])


@pytest.mark.parametrize(("body", "why"), SILENT)
def test_an_accusation_that_is_answered_or_needs_no_answer(tmp_path: Path, body: str, why: str) -> None:
    assert not found(tmp_path, body), why


def test_each_party_is_told_of_once(tmp_path: Path) -> None:
    twice = f"{ACCUSED} She accused Marlow of lying, too. She accused Una Day of lying to the council as well."
    assert [str(finding["message"]).split(")")[0].split("(")[1] for finding in found(tmp_path, twice)] == [
        "Dean Marlow",
        "Una Day",
    ]


def test_opinion_is_left_alone(tmp_path: Path) -> None:
    assert not found(tmp_path, ACCUSED, "--genre", "opinion")
