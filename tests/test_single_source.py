"""One speaker behind nearly all of a story: told of once, and not where their words are the news."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers_cli import run

HEAD = "Ferry line adds boat\n\n"
LEAD = "OLM — The ferry line will run a second boat from May, its manager, Lena Ruiz, said on Monday."
ONE = """

"It is a good boat," Ruiz said. She said it would carry 90 people.

Ruiz said the fare would stay the same. "We have done our sums," she said. She said the old boat would be painted.

"The crew will be local," Ruiz said. She said nine people had been hired. Ruiz said that the boat would be called the Heron.
"""
SHORT = ONE.split('\n\n"The crew')[0]
OTHER = """
"Nobody asked for it," said Ann Oak, who lives on the quay. Oak said the first boat was half empty.
"""


def found(tmp_path: Path, draft: str, *options: str) -> list[dict[str, object]]:
    """Return the findings of ST401 in a draft."""
    path = tmp_path / "draft.txt"
    path.write_text(draft, "utf-8")
    answer = json.loads(run("lint", "--format", "json", *options, path).out)
    return [finding for file in answer["files"] for finding in file["findings"] if finding["code"] == "ST401"]


def test_a_story_that_one_source_carries(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, HEAD + LEAD + ONE)
    assert finding["severity"] == "info"
    assert finding["message"] == "Lena Ruiz is behind 9 of the 9 attributed sentences: is there a second source?"
    assert finding["start"] == (HEAD + LEAD).index("The ferry")


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (HEAD + LEAD + SHORT, "too short to ask"),
        (HEAD + LEAD + ONE + OTHER, "a second source"),
        (HEAD + LEAD.replace("said on Monday", "said in a speech on Monday") + ONE, "a speech"),
        (HEAD + LEAD.replace("said on Monday", "told a news conference on Monday") + ONE, "a news conference"),
        ("Ferry line to add boat, says Lena Ruiz\n\n" + LEAD + ONE, "the headline gives it to her"),
    ],
)
def test_a_story_that_is_all_right(tmp_path: Path, draft: str, why: str) -> None:
    assert not found(tmp_path, draft), why


@pytest.mark.parametrize("genre", ["opinion", "sport", "release", "court", "transcript"])
def test_other_copy_is_left_alone(tmp_path: Path, genre: str) -> None:
    assert not found(tmp_path, HEAD + LEAD + ONE, "--genre", genre)
