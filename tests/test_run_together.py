"""A new speaker's words right after another's quotation (AW308): readers take them for the other's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers_cli import run

FIRST = '"It is the boat that we have waited for," said Lena Ruiz, its manager.'
NEXT = '"Nobody asked for it. The first one is half empty," said Ann Hale, who lives on the quay.'

FLAGGED = [
    (f"{FIRST}\n\n{NEXT}", '"Nobody asked for it.', "two sentences in a paragraph of its own"),
    (f"{FIRST} {NEXT}", '"Nobody asked for it.', "in the same paragraph"),
    (
        f'{FIRST} "Nobody ever asked us for it," said Ann Hale, who lives on the quay.',
        '"Nobody ever asked us for it,"',
        "one sentence in the same paragraph",
    ),
    (
        f'Lena Ruiz runs the line. "It is the boat that we have waited for," she said.\n\n{NEXT}',
        '"Nobody asked for it.',
        "after a pronoun",
    ),
    (
        f'Lena Ruiz said it was time. "It is the boat that we have waited for."\n\n{NEXT}',
        '"Nobody asked for it.',
        "after a quotation that runs on",
    ),
]
SILENT = [
    (f'{FIRST}\n\n"Nobody ever asked us for it," said Ann Hale, who lives on the quay.', "one sentence"),
    (f'{FIRST}\n\nAnn Hale disagreed. "Nobody asked for it. The first one is half empty," she said.', "named first"),
    (f'{FIRST}\n\n"Nobody asked for it," said Ann Hale. "The first one is half empty."', "named after one sentence"),
    (f"{FIRST} The quay was full.\n\n{NEXT}", "a sentence between"),
    (f'{FIRST}\n\n"We have done our sums. It will pay for itself," Ruiz said.', "the same speaker"),
    (f"Ann Hale heard it on the quay. {FIRST}\n\n{NEXT}", "named before"),
    (f'"Who is it that asked you for this?" said Lena Ruiz, a councillor.\n\n{NEXT}', "an answer"),
    (f'"It is the boat to wait for," the register of ships says.\n\n{NEXT}', "after a paper"),
    (f'{FIRST}\n\n"Nobody asked for it. The first one is half empty," said a woman on the quay.', "nobody by name"),
    (f"Lena Ruiz said it was a good boat.\n\n{NEXT}", "no quotation before"),
    (f'"It is the boat to wait for," said Lena Ruiz, but Tom Ilk said it leaked.\n\n{NEXT}', "two speak before"),
]


def found(tmp_path: Path, words: str, *options: str) -> list[dict[str, Any]]:
    """Return the findings of AW308 in a story with these words, each with those it points at."""
    draft = f"Ferry line adds boat\n\nThe ferry line will run a second boat from May. {words}\n\nThe council meets in June.\n"
    path = tmp_path / "draft.txt"
    path.write_text(draft, "utf-8")
    answer = json.loads(run("lint", "--format", "json", *options, path).out)
    findings = [finding for finding in answer["files"][0]["findings"] if finding["code"] == "AW308"]
    return [{**finding, "words": draft[finding["start"] : finding["end"]]} for finding in findings]


@pytest.mark.parametrize(("words", "where", "why"), FLAGGED)
def test_a_new_speaker_named_too_late(tmp_path: Path, words: str, where: str, why: str) -> None:
    (finding,) = found(tmp_path, words)
    assert finding["severity"] == "info", why
    assert finding["words"] == where, why
    assert "Lena Ruiz's until Ann Hale is named" in finding["message"]


@pytest.mark.parametrize(("words", "why"), SILENT)
def test_a_speaker_whom_readers_can_tell(tmp_path: Path, words: str, why: str) -> None:
    assert not found(tmp_path, words), why


def test_a_transcript_is_left_alone(tmp_path: Path) -> None:
    assert not found(tmp_path, f"{FIRST}\n\n{NEXT}", "--genre", "transcript")
