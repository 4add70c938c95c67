"""A newsroom that begins with saysso: two hundred drafts in git, from the first baseline to the last comment."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from helpers_cli import Done, run

#: Copy as a desk has it when it begins: a claim, a source without a name, a verb that takes sides, or nothing at all.
PARAGRAPHS = (
    "The harbour reopened on Monday after the storm, the port authority said.",
    "Sources in the know said the embankment had not been repaired since 2016.",
    "It is believed that the ferry will be sold before the winter.",
    "The mayor claimed that the quay was sound.",
    "Lena Ortiz, who runs the chandlery on the quay, said trade was slow.",
    "Dean Marlow embezzled the club's money, and the treasurer lied about it.",
)
ACCUSATION = "Hacker Tom Barlow stole the files from the town hall."
REASON = "he was convicted of it on 3 May"


def copy(number: int) -> str:
    """Return the text of a draft: no two are the same, and each has some of what is to be found."""
    chosen = [PARAGRAPHS[(number + step) % len(PARAGRAPHS)] for step in range(1 + number % 4)]
    paragraphs = [*chosen, f"The council meets again on Tuesday, item {number} on its list."]
    if number % 2:
        return "---\ndesk: city\n---\n\n# Harbour diary\n\n" + "\n\n".join(paragraphs) + "\n"
    return "Harbour diary\n\n" + "\n\n".join(paragraphs) + "\n"


def git(*args: str) -> None:
    subprocess.run(["git", *args], check=True, capture_output=True, timeout=60)


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two hundred drafts, committed, in the repository in which the test works."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    for person in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{person}_NAME", "A Reporter")
        monkeypatch.setenv(f"GIT_{person}_EMAIL", "reporter@example.org")
    monkeypatch.chdir(tmp_path)
    paths = []
    for number in range(200):
        path = Path("drafts", f"desk {number % 7}", f"story-{number}{'.md' if number % 2 else '.txt'}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(copy(number), "utf-8")
        paths.append(path)
    git("init", "--quiet", "--initial-branch", "main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "The drafts as they were")
    return paths


def check(*args: str) -> Done:
    """Run what the newsroom's CI runs."""
    options = ("--fail-level", "warning", "--baseline", "saysso-baseline.json", "--require-reason")
    return run("lint", "--format", "concise", *options, *args, "drafts")


@pytest.mark.parametrize("place", [40, 41], ids=["text", "Markdown"])
def test_a_newsroom_begins_with_saysso(drafts: list[Path], place: int) -> None:
    draft = drafts[place]
    assert run("lint", "--fail-level", "warning", "--quiet", "drafts").status == 1, "there is plenty to find"

    begun = run("lint", "--fail-level", "warning", "--write-baseline", "saysso-baseline.json", "drafts")
    assert begun.status == 0
    assert begun.out.startswith("nothing to flag in 200 files; ")
    known = json.loads(Path("saysso-baseline.json").read_text())["findings"]
    assert len(known) > 200
    git("add", "--all")
    git("commit", "--quiet", "--message", "Begin with saysso")
    assert check() == Done(0, "", "")

    before = draft.read_text("utf-8")
    line = before.count("\n") + 2
    draft.write_text(f"{before}\n{ACCUSATION}\n", "utf-8")
    for accused in (check(), check("--diff", "main"), check("--jobs", "1")):
        assert accused.status == 1
        shown = accused.out.splitlines()
        assert {found.split(": ")[0].rsplit(":", 1)[0] for found in shown} == {f"{draft}:{line}"}
        assert [found.split()[3] for found in shown if "UA101" in found] == ["UA101"], accused.out
        assert len(shown) == 1, accused.out

    draft.write_text(f"{before}\n{ACCUSATION.replace('Hacker ', '').replace('stole', 'left')}\n", "utf-8")
    assert check() == Done(0, "", "")

    comment = f"<!-- saysso: disable-line UA101 -- {REASON} -->"
    draft.write_text(f"{before}\n{ACCUSATION} {comment}\n", "utf-8")
    assert check() == Done(0, "", "")
    listed = run("lint", "--show-suppressed", "--baseline", "saysso-baseline.json", str(draft))
    assert listed.status == 0
    assert f"{draft}:{line}:1: let pass UA101 unattributed-accusation (comment): {REASON}\n" in listed.out
    assert f"{draft}:{line}:" not in listed.out.replace(f"{draft}:{line}:1: let pass", "")

    draft.write_text(f"{before}\n{comment}\n", "utf-8")
    idle = check()
    assert idle.status == 1
    assert idle.out == (
        f"{draft}:{line}:1: warning SU601 unused-suppression: "
        "'disable-line UA101' changes nothing here: no finding asks for it\n"
    )
    draft.write_text(before, "utf-8")
    assert check() == Done(0, "", "")
