"""A newsroom that begins with saysso: two hundred drafts in git, from the first baseline to the last comment."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from helpers_cli import Done, run
from helpers_drafts import paragraph, word

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


#: What newsrooms write in; the drafts take turns.
SUFFIXES = (".txt", ".md", ".html", ".docx")


def copy(number: int) -> list[str]:
    """Return the paragraphs of a draft: no two drafts are the same, and each has some of what is to be found."""
    chosen = [PARAGRAPHS[(number + step) % len(PARAGRAPHS)] for step in range(1 + number % 4)]
    return [*chosen, f"The council meets on Tuesday, item {number} on its list. The clerk declined to comment."]


def write(path: Path, paragraphs: list[str]) -> None:
    """Write a draft in the format of its suffix; comments stand in the paragraphs as they do in HTML."""
    if path.suffix == ".docx":
        path.write_bytes(_word(["Harbour diary", *paragraphs]))
        return
    if path.suffix == ".html":
        body = "\n".join(f"<p>{words}</p>" for words in paragraphs)
        text = f"<!doctype html>\n<title>Desk</title>\n<nav>News</nav>\n<article>\n<h1>Harbour diary</h1>\n{body}\n</article>\n"
    else:
        head = "---\ndesk: city\n---\n\n# Harbour diary" if path.suffix == ".md" else "Harbour diary"
        text = "\n\n".join([head, *paragraphs]) + "\n"
    path.write_text(text, "utf-8")


def _word(paragraphs: list[str]) -> bytes:
    """Return a Word file; each comment of a paragraph is one of Word's own, at its end."""
    body, comments = [], []
    for words in paragraphs:
        bare = re.sub(r"\s*<!--.*?-->", "", words)
        marks = ""
        for text in re.findall(r"<!--\s*(.*?)\s*-->", words):
            marks += f'<w:r><w:commentReference w:id="{len(comments)}"/></w:r>'
            comments.append(f'<w:comment w:id="{len(comments)}">{paragraph(text)}</w:comment>')
        body.append(paragraph(bare).replace("</w:p>", marks + "</w:p>"))
    return word("".join(body), comments="".join(comments))


def line_of_the_last(path: Path) -> int:
    """Return the line of a draft's last paragraph; in Word its number."""
    if path.suffix == ".docx":
        return 1 + len(copy(int(path.stem.split("-")[1]))) + 1
    lines = path.read_text("utf-8").splitlines()
    return max(number for number, line in enumerate(lines, 1) if line and not line.startswith("</"))


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
        path = Path("drafts", f"desk {number % 7}", f"story-{number}{SUFFIXES[number % len(SUFFIXES)]}")
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, copy(number))
        paths.append(path)
    git("init", "--quiet", "--initial-branch", "main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "The drafts as they were")
    return paths


def check(*args: str) -> Done:
    """Run what the newsroom's CI runs."""
    options = ("--fail-level", "warning", "--baseline", "saysso-baseline.json", "--require-reason")
    return run("lint", "--format", "concise", *options, *args, "drafts")


@pytest.mark.parametrize("place", [40, 41, 42, 43], ids=SUFFIXES)
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

    before = copy(place)
    write(draft, [*before, ACCUSATION])
    line = line_of_the_last(draft)
    for accused in (check(), check("--diff", "main"), check("--jobs", "1")):
        assert accused.status == 1
        shown = accused.out.splitlines()
        assert [found.split(": ")[0].rsplit(":", 1)[0] for found in shown] == [f"{draft}:{line}"], accused.out
        assert " UA101 " in shown[0]

    write(draft, [*before, ACCUSATION.replace("Hacker ", "").replace("stole", "left")])
    assert check() == Done(0, "", "")

    comment = f"<!-- saysso: disable-line UA101 -- {REASON} -->"
    write(draft, [*before, f"{ACCUSATION} {comment}"])
    assert check() == Done(0, "", "")
    listed = run("lint", "--show-suppressed", "--baseline", "saysso-baseline.json", str(draft))
    assert listed.status == 0
    place_of_it = f"{draft}:{line}:{4 if draft.suffix == '.html' else 1}: let pass"
    assert f"{place_of_it} UA101 unattributed-accusation (comment): {REASON}\n" in listed.out
    assert f"{draft}:{line}:" not in listed.out.replace(place_of_it, "")

    write(draft, [*before[:-1], f"{before[-1]} {comment}"])
    idle = check()
    assert idle.status == 1
    (told,) = idle.out.splitlines()
    assert told.startswith(f"{draft}:{line_of_the_last(draft) - (draft.suffix == '.docx')}:")
    assert told.endswith(
        "warning SU601 unused-suppression: 'disable-line UA101' changes nothing here: no finding asks for it"
    )
    write(draft, before)
    assert check() == Done(0, "", "")


def test_a_post_accuses_in_the_words_of_its_author() -> None:
    """What `<tweet author="…">` holds is never flagged as our own voice; what stands beside it is."""
    accusing = "Ian Roe stole the money."
    done = run("lint", "--format", "json", "-", stdin=f'<tweet author="Lind">{accusing}</tweet>\n\n{accusing}'.encode())
    starts = {finding["start"] for finding in json.loads(done.out)["files"][0]["findings"]}
    assert starts, done
    assert min(starts) > len(accusing) + len('<tweet author="Lind"></tweet>')
