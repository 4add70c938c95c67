"""Changed lines only: what a revision of git, or a diff made elsewhere, leaves to be shown."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers_cli import RULE_FILE, RULES, Done, run

from linter.changes import Change, DiffError, names, parse_diff, unquoted

#: A git that knows neither the user nor the machine.
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A Reporter",
    "GIT_AUTHOR_EMAIL": "reporter@example.org",
    "GIT_COMMITTER_NAME": "A Reporter",
    "GIT_COMMITTER_EMAIL": "reporter@example.org",
}

STORY = "The wall fell.\n\nHe stole the first.\n\nHe stole the second.\n\nHe stole the third.\n"

Git = Callable[..., str]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of one story, committed, in which the test works."""
    root = tmp_path / "a desk"
    root.mkdir()
    for name, value in GIT.items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(root)
    git("init", "--quiet", "--initial-branch", "main")
    write("story.txt", STORY)
    commit()
    return root


def git(*args: str) -> str:
    done = subprocess.run(["git", *args], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


def write(name: str, text: str | bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "As it was")


def lint(*args: object, stdin: bytes = b"") -> Done:
    return run("lint", "--rules", RULE_FILE, "--select", "ZZ,SU601", "--format", "concise", *args, stdin=stdin)


def places(done: Done) -> list[str]:
    """Return the file and line of each finding shown."""
    return [":".join(line.split(": ")[0].split(":")[:2]) for line in done.out.splitlines()]


EDITS = [
    # the story now, lines shown
    (STORY, []),
    (STORY.replace("second", "other"), [5]),
    (STORY.replace("The wall fell.", "The wall\nfell."), []),
    ("He stole it all.\n\n" + STORY, [1]),
    (STORY + "\nHe stole a fourth.\n", [9]),
    (STORY.removesuffix("\n") + " He stole more.", [7, 7]),
    (STORY.replace("He stole the first.\n\n", ""), []),
    (STORY.replace("\n", "\r\n"), [3, 5, 7]),
    (STORY.replace("first.\n\nHe", "first,\nand he"), [3, 4]),
]


@pytest.mark.parametrize(("text", "lines"), EDITS, ids=[repr(row[0])[:60] for row in EDITS])
@pytest.mark.parametrize("by", ["--diff", "--diff-file", "PATH"])
def test_only_what_touches_changed_lines_is_shown(repository: Path, text: str, lines: list[int], by: str) -> None:
    write("story.txt", text)
    if by == "--diff-file":
        done = lint("--diff-file", "-", stdin=git("diff").encode())
    else:
        done = lint("--diff", "HEAD", *(["story.txt"] if by == "PATH" else []))
    assert places(done) == [f"story.txt:{line}" for line in lines], done.err
    assert (done.status, done.err) == (bool(lines), "")


NAMES = ["with space.txt", "größe.txt", 'quo"te.txt', "tab\there.txt", "x b/y and b/z.txt", "a/b/story.md", "新聞.txt", "back\\slash.txt", " b/ .txt", "-dash.txt", "[x]*.txt"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("by", ["--diff", "--diff-file", "quoted"])
def test_any_name_is_found(repository: Path, name: str, by: str) -> None:
    write(name, STORY)
    commit()
    write(name, STORY.replace("second", "other"))
    if by == "--diff":
        done = lint("--diff", "HEAD")
    else:
        quoting = "true" if by == "quoted" else "false"
        done = lint("--diff-file", "-", stdin=git("-c", f"core.quotePath={quoting}", "diff").encode())
    assert done.err == ""
    assert len(done.out.splitlines()) == 1 and ":5:4: error ZZ101" in done.out


def test_a_renamed_draft_keeps_its_old_lines(repository: Path) -> None:
    git("mv", "story.txt", "renamed story.txt")
    assert lint("--diff", "HEAD").out == ""
    write("renamed story.txt", STORY.replace("second", "other"))
    assert places(lint("--diff", "HEAD")) == ["renamed story.txt:5"]
    assert places(lint("--diff-file", "-", stdin=git("diff", "-M", "HEAD").encode())) == ["renamed story.txt:5"]


def test_new_drafts_are_new_all_through(repository: Path) -> None:
    write("added.txt", STORY)
    git("add", "added.txt")
    write("untracked.txt", STORY)
    assert places(lint("--diff", "HEAD")) == [
        f"{name}.txt:{line}" for name in ("added", "untracked") for line in (3, 5, 7)
    ]
    # What git was told to pass over is new too, but only for who asks.
    write(".gitignore", "untracked.txt\n")
    assert {place.split(":")[0] for place in places(lint("--diff", "HEAD"))} == {"added.txt"}
    assert len(places(lint("--diff", "HEAD", "untracked.txt"))) == 3
    assert len(places(lint("--diff-file", "-", stdin=git("diff", "HEAD").encode()))) == 3


def test_a_draft_that_is_gone_is_no_draft(repository: Path) -> None:
    git("rm", "--quiet", "story.txt")
    assert lint("--diff", "HEAD") == Done(0, "", "")
    assert lint("--diff-file", "-", stdin=git("diff", "HEAD").encode()) == Done(0, "", "")
    write("story.txt", STORY)
    assert len(places(lint("--diff", "HEAD"))) == 3, "git keeps it no longer, and there it is"


def test_other_changed_files_are_no_drafts(repository: Path) -> None:
    write("script.py", "stole = 1\n")
    write(".hidden/story.txt", STORY)
    write("story.txt", STORY.replace("second", "other"))
    assert places(lint("--diff", "HEAD")) == ["story.txt:5"]


def test_unchanged_drafts_are_not_read(repository: Path) -> None:
    write("broken.txt", b"%PDF-1.4")
    commit()
    assert lint("--diff", "HEAD", ".") == Done(0, "", "")
    assert lint(".").status == 2


def test_from_a_folder_below(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("city/desk/story.txt", STORY)
    commit()
    write("city/desk/story.txt", STORY.replace("second", "other"))
    write("story.txt", STORY.replace("third", "last"))
    diff = git("diff").encode()
    monkeypatch.chdir(repository / "city")
    expected = ["desk/story.txt:5", "../story.txt:7"]
    assert sorted(places(lint("--diff", "HEAD"))) == sorted(expected)
    assert sorted(places(lint("--diff-file", "-", stdin=diff))) == sorted(expected)
    assert places(lint("--diff", "HEAD", "desk")) == ["desk/story.txt:5"]


def test_since_this_branch_left_main(repository: Path) -> None:
    git("switch", "--quiet", "--create", "feature")
    write("story.txt", STORY.replace("second", "other"))
    commit()
    git("switch", "--quiet", "main")
    write("story.txt", STORY.replace("first", "very first"))
    commit()
    git("switch", "--quiet", "feature")
    assert places(lint("--diff", "main...")) == ["story.txt:5"]
    assert places(lint("--diff", "main")) == ["story.txt:3", "story.txt:5"]


def test_no_setting_of_git_changes_what_is_shown(repository: Path) -> None:
    for setting in ("diff.noprefix", "diff.mnemonicPrefix", "diff.colorMoved", "diff.relative"):
        git("config", setting, "true")
    git("config", "color.ui", "always")
    git("config", "diff.context", "9")
    git("config", "diff.external", "false")
    git("config", "diff.orderFile", "no such file")
    write("story.txt", STORY.replace("second", "other"))
    assert places(lint("--diff", "HEAD")) == ["story.txt:5"]


@pytest.mark.parametrize("setting", ["diff.noprefix", "diff.mnemonicPrefix"])
def test_a_diff_with_other_prefixes_is_read(repository: Path, setting: str) -> None:
    write("story.txt", STORY.replace("second", "other"))
    diff = git("-c", f"{setting}=true", "diff")
    assert places(lint("--diff-file", "-", stdin=diff.encode())) == ["story.txt:5"]


def test_a_diff_from_powershell_is_read(repository: Path) -> None:
    write("story.txt", STORY.replace("second", "other"))
    diff = git("diff").replace("\n", "\r\n")
    for data in (diff.encode("utf-16"), b"\xef\xbb\xbf" + diff.encode()):
        assert places(lint("--diff-file", "-", stdin=data)) == ["story.txt:5"]


def test_a_file_that_is_no_text_to_git_is_shown_all(repository: Path) -> None:
    write("wide.txt", STORY.encode("utf-16"))
    write("this and that.txt", STORY.encode("utf-16"))
    commit()
    write("wide.txt", STORY.replace("second", "other").encode("utf-16"))
    write("this and that.txt", STORY.replace("second", "other").encode("utf-16"))
    for diff in (git("diff"), git("diff", "--binary")):
        done = lint("--quiet", "--diff-file", "-", stdin=diff.encode())
        assert sorted(places(done)) == sorted(
            [f"{name}.txt:{n}" for name in ("wide", "this and that") for n in (3, 5, 7)]
        )
    assert len(places(lint("--quiet", "--diff", "HEAD"))) == 6


# Rules on the whole story

WHOLE = RULES.replace("name: test-hint\n", "name: test-hint\n    scope: story\n")


def test_a_rule_on_the_whole_story_speaks_where_the_story_changed(repository: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yml"
    rules.write_text(WHOLE)
    write("story.txt", STORY + "\nMore of it came, maybe.\n")
    write("other.txt", STORY + "\nMore of it came, maybe.\n")
    commit()
    write("story.txt", Path("story.txt").read_text().replace("The wall fell.", "The wall fell in."))
    options = ("--rules", rules, "--select", "ZZ", "--format", "concise", "--diff", "HEAD", ".")
    assert places(run("lint", *options)) == ["./story.txt:9"]


# With comments and the baseline


def test_comments_and_baseline_come_first(repository: Path) -> None:
    lint("--write-baseline", "b.json", "story.txt")
    commit()
    write(
        "story.txt", STORY.replace("second", "other").replace("first.", "first. <!-- saysso: disable-line ZZ3 -- x -->")
    )
    done = lint("--diff", "HEAD", "--baseline", "b.json")
    assert [line.split()[2] for line in done.out.splitlines()] == ["SU601", "ZZ101"]
    assert "1 finding of b.json no longer there" in done.err


def test_an_idle_comment_on_an_old_line_is_not_shown(repository: Path) -> None:
    write("story.txt", "A wall. <!-- saysso: disable-line -->\n\n" + STORY)
    commit()
    write("story.txt", Path("story.txt").read_text().replace("third", "last"))
    assert places(lint("--diff", "HEAD")) == ["story.txt:9"]


def test_standard_input_by_its_name(repository: Path) -> None:
    text = STORY.replace("second", "other")
    write("story.txt", text)
    done = lint("--diff", "HEAD", "--stdin-filename", "story.txt", "-", stdin=text.encode())
    assert places(done) == ["story.txt:5"]
    assert len(places(lint("--diff", "HEAD", "-", stdin=text.encode()))) == 3


# What cannot be told


def test_where_there_is_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = lint("--diff", "HEAD")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("saysso: --diff works in a git repository, and this folder is in none")


def test_where_there_is_no_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    done = lint("--diff", "HEAD")
    assert (done.status, done.err) == (
        2,
        "saysso: --diff needs git, which is not installed; --diff-file reads a diff made elsewhere\n",
    )


REVISIONS = [
    ("nowhere", "git knows no revision 'nowhere' here; in a shallow checkout, fetch it first"),
    ("nowhere...", "git knows no revision 'nowhere' here; in a shallow checkout, fetch it first"),
    ("--output=x", "give one revision, such as main, HEAD~1 or main... (where this branch left main)"),
    ("main..HEAD", "give one revision, such as main, HEAD~1 or main... (where this branch left main)"),
    ("main...HEAD", "give one revision, such as main, HEAD~1 or main... (where this branch left main)"),
    ("", "give one revision, such as main, HEAD~1 or main... (where this branch left main)"),
    ("...", "give one revision, such as main, HEAD~1 or main... (where this branch left main)"),
    ("HEAD:story.txt", "git knows no revision 'HEAD:story.txt' here; in a shallow checkout, fetch it first"),
    ("main\0", "git cannot be run: embedded null byte"),
]


@pytest.mark.parametrize(("revision", "message"), REVISIONS, ids=[repr(row[0]) for row in REVISIONS])
def test_a_revision_that_is_none_is_told(repository: Path, revision: str, message: str) -> None:
    done = lint(f"--diff={revision}")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("saysso: ") and message in done.err
    assert sorted(os.listdir(repository)) == [".git", "story.txt"]


def test_branches_with_nothing_in_common_are_told(repository: Path) -> None:
    git("checkout", "--quiet", "--orphan", "other")
    write("story.txt", "Another story.\n")
    commit()
    done = lint("--diff", "main...")
    assert (done.status, done.err) == (2, "saysso: --diff main...: no commit here is part of both\n")


def test_a_draft_outside_of_the_repository_is_told(repository: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(STORY)
    done = lint("--diff", "HEAD", outside)
    assert (done.status, done.out) == (2, "")
    assert "lies outside the git repository" in done.err


def test_options_that_contradict_each_other(repository: Path) -> None:
    assert (
        lint("--diff", "HEAD", "--diff-file", "x").err
        == "saysso: --diff and --diff-file both say what changed; give one of them\n"
    )
    assert lint("--diff-file", "-", "-").err == "saysso: standard input cannot be both the draft and the diff\n"
    assert lint("--diff-file", "none.diff").err == "saysso: none.diff: cannot be read: no such file or directory\n"
    nothing = lint()
    assert nothing.status == 2 and "Missing argument 'PATH...'" in nothing.err


def hunk(name: str, start: int, *lines: str) -> str:
    body = "".join(f"+{line}\n" for line in lines)
    return f"--- a/{name}\n+++ b/{name}\n@@ -{max(0, start - 1)},0 +{start},{len(lines)} @@\n{body}"


def test_a_diff_that_does_not_apply_is_told(repository: Path) -> None:
    write("other.txt", STORY)
    diff = (
        hunk("story.txt", 40, "He stole it.") + hunk("other.txt", 3, "He stole the first.") + hunk("gone.txt", 1, "x")
    )
    done = lint("--diff-file", "-", stdin=diff.encode())
    assert done.status == 2
    assert places(done) == ["other.txt:3"], "the rest is done"
    assert done.err.splitlines() == [
        "saysso: gone.txt: is named by the diff, but there is no such file",
        "saysso: story.txt: does not fit the diff, which speaks of line 40: the file has 7. Was it saved since?",
    ]
    # A draft that is not asked for is nobody's trouble.
    assert lint("--diff-file", "-", "other.txt", stdin=diff.encode()).err == ""


NO_DIFFS = [
    ("The wall fell.\n", "is not a unified diff: it names no file"),
    ("<html><body>404</body></html>", "is not a unified diff: it names no file"),
    ("@@ -1 +1 @@\n-a\n+b\n", "is not a unified diff: Unexpected hunk found: @@ -1 +1 @@"),
    ("--- a/x.txt\n+++ b/x.txt\n@@ -1,3 +1,3 @@\n-a\n", "is not a unified diff: Hunk is shorter than expected"),
    ("+++ b/x.txt\n", "is not a unified diff: Target without source: +++ b/x.txt"),
    (
        "diff --cc x.txt\nindex 1,2..3\n--- a/x.txt\n+++ b/x.txt\n@@@ -1,1 -1,1 +1,1 @@@\n++a\n",
        "is the diff of a merge, with two sides; make one of a single revision: git diff REV",
    ),
]


@pytest.mark.parametrize(("text", "message"), NO_DIFFS, ids=[repr(row[0])[:40] for row in NO_DIFFS])
def test_what_is_no_diff_is_told(repository: Path, text: str, message: str) -> None:
    done = lint("--diff-file", "-", stdin=text.encode())
    assert (done.status, done.out, done.err) == (2, "", f"saysso: standard input: {message}\n")


def test_no_change_is_no_trouble(repository: Path) -> None:
    assert lint("--diff-file", "-") == Done(0, "", "")
    assert lint("--diff", "HEAD") == Done(0, "", "")


# Diffs, by themselves

DIFFS = [
    ("", {}),
    (hunk("a.txt", 3, "x", "y") + hunk("b.txt", 1, "z"), {"b/a.txt": Change(((3, 4),)), "b/b.txt": Change(((1, 1),))}),
    ("--- /dev/null\n+++ b/n.txt\n@@ -0,0 +1,2 @@\n+a\n+b\n", {"b/n.txt": Change(((1, 2),), True)}),
    ("--- a/d.txt\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n", {}),
    ("--- a/c.txt\n+++ b/c.txt\n@@ -1,3 +1,4 @@\n a\n+b\n c\n-d\n+e\n", {"b/c.txt": Change(((2, 2), (4, 4)))}),
    ("--- a.txt\t2026-05-01 10:00\n+++ a.txt\t2026-05-02 10:00\n@@ -1 +1 @@\n-a\n+b\n", {"a.txt": Change(((1, 1),))}),
    ("--- a/m.txt\n+++ b/m.txt\n@@ -1,1 +1,1 @@\n--- a\n+++ b\n", {"b/m.txt": Change(((1, 1),))}),
    ("diff --git a/o.txt b/n.txt\nsimilarity index 100%\nrename from o.txt\nrename to n.txt\n", {}),
    ("diff --git a/x.docx b/x.docx\nindex 1..2 100644\nBinary files a/x.docx and b/x.docx differ\n", {"b/x.docx": Change((), True)}),
    ("Binary files a/x.docx and /dev/null differ\n", {}),
    ("Binary files /dev/null and b/war and peace.docx differ\n", {"b/war and peace.docx": Change((), True)}),
    ("--- a/x.txt\n+++ b/x.txt\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n", {"b/x.txt": Change(((1, 1),))}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DIFFS, ids=[repr(row[0])[:60] for row in DIFFS])
def test_a_diff_says_what_changed(text: str, expected: dict[str, Change]) -> None:
    assert parse_diff(text) == expected
    assert parse_diff(text.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("b/x.txt", "b/x.txt"),
        ('"b/caf\\303\\251.txt"', "b/café.txt"),
        ('"b/a\\tb\\"c\\\\d.txt"', 'b/a\tb"c\\d.txt'),
        ('"b/né\\n.txt"', "b/né\n.txt"),
        ('"', '"'),
    ],
)
def test_quoted_names(written: str, name: str) -> None:
    assert unquoted(written) == name


def test_a_prefix_may_be_one() -> None:
    assert names("b/story.txt") == ["story.txt", "b/story.txt"]
    assert names("drafts/story.txt") == ["drafts/story.txt"]


def test_without_the_library_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "unidiff.errors", None)
    with pytest.raises(DiffError, match=r"pip install 'saysso\[diff\]'"):
        parse_diff(hunk("a.txt", 1, "x"))
