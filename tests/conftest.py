"""Options and fixtures of the test suite."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from helpers_cli import STORY
from helpers_rules import HOUSE

import linter.rulebook


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-samples",
        action="store_true",
        help="write what saysso says of samples/ to samples/expected/; read the difference before you commit it",
    )


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a folder of two drafts in it: four findings in one by `RULE_FILE`, none in the other."""
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    (drafts / "story.txt").write_text(STORY)
    (drafts / "clean.txt").write_text("The fair opened on time.\n\nThe fair will close on Sunday.\n")
    return tmp_path


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of rule files in place of those that ship."""
    folder = tmp_path / "house"
    for path, text in HOUSE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(textwrap.dedent(text), encoding="utf-8")
    monkeypatch.setattr(linter.rulebook, "rules_folder", lambda: folder)
    return folder
