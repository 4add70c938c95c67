"""The baseline: what was there when a newsroom began to look passes, until its sentence changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers_cli import RULE_FILE, STORY, Done, run
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.baseline import Baseline, BaselineError, parse, written


def lint(desk: Path, *args: object) -> Done:
    return run("lint", "--rules", RULE_FILE, "--select", "ZZ", "--format", "concise", *args)


def started(desk: Path) -> Path:
    """Return the baseline of the desk's drafts, written by a run."""
    baseline = desk / "baseline.json"
    done = lint(desk, "--write-baseline", baseline, desk / "drafts")
    assert (done.status, done.out) == (0, "")
    assert done.err == f"saysso: {baseline}: 4 findings of 1 draft let pass from now on\n"
    return baseline


def found(done: Done) -> list[str]:
    """Return the line and the code of each finding shown."""
    return [f"{line.split(':')[1]} {line.split()[2]}" for line in done.out.splitlines()]


EDITS = [
    # replaced, by, what is then shown, what is told to be gone
    ("fair", "fair", [], 0),
    ("Files gone from the town hall after the fair", "Town hall robbed\n\nIt rained.\n\nIt was dark.", [], 0),
    ("He went home", "The mayor slept. He went home", [], 0),
    ("The man stole the files from", "The man  stole\tthe files from", [], 0),
    ("The man stole the files", "THE MAN STOLE THE FILES", [], 0),
    ("The man stole the files", "The man stole the papers", ["3 ZZ101"], 1),
    ("and nobody saw him.", "and nobody saw him. A boy stole a bun.", ["3 ZZ101"], 0),
    ("The town may", "The man stole the files from the town hall, and nobody saw him.\n\nThe town may", ["7 ZZ101"], 0),
    ("The man stole the files from the town hall, and nobody saw him.", "He slept.", [], 1),
    ("He went home doubtfully that night, and he stole nothing on the way.\n", "", [], 2),
]


@pytest.mark.parametrize(("old", "new", "shown", "gone"), EDITS, ids=[row[1][:40] for row in EDITS])
def test_a_sentence_passes_until_it_changes(
    desk: Path, old: str, new: str, shown: list[str], gone: int, jobs: int = 1
) -> None:
    baseline = started(desk)
    story = desk / "drafts/story.txt"
    assert old in STORY
    story.write_text(STORY.replace(old, new, 1))
    done = lint(desk, "--baseline", baseline, desk / "drafts")
    assert found(done) == shown
    assert done.status == bool(shown)
    noun = "1 finding" if gone == 1 else f"{gone} findings"
    fate = "it goes" if gone == 1 else "they go"
    expected = f"saysso: {story}: {noun} of {baseline} no longer there; {fate} with --write-baseline\n"
    assert done.err == (expected if gone else "")
    assert lint(desk, "--baseline", baseline, "--quiet", desk / "drafts").err == ""


def test_quotation_marks_and_dashes_may_be_typed_otherwise(desk: Path) -> None:
    story = desk / "drafts/story.txt"
    story.write_text('It\'s theirs - he stole the "files".\n')
    baseline = desk / "b.json"
    assert lint(desk, "--write-baseline", baseline, story).status == 0
    story.write_text("It’s theirs — he stole the “files”.\n")
    assert lint(desk, "--baseline", baseline, story).out == ""


def test_the_file_holds_no_copy_and_one_entry_a_line(desk: Path) -> None:
    text = started(desk).read_text()
    assert "stole" not in text and "town" not in text
    records = json.loads(text)
    assert records["saysso_baseline"] == 1
    entries = records["findings"]
    assert entries.pop() is None
    assert [entry["rule"] for entry in entries] == ["ZZ101", "ZZ101", "ZZ201", "ZZ301"]
    assert {entry["path"] for entry in entries} == {"drafts/story.txt"}
    assert all(line.endswith(",") for line in text.splitlines()[1:-1])
    assert len(text.splitlines()) == len(entries) + 2


def test_the_same_drafts_give_the_same_file_whoever_writes_it(desk: Path) -> None:
    for number in range(9):
        (desk / f"drafts/more{number}.txt").write_text(STORY)
    texts = []
    for jobs in (1, 3):
        baseline = desk / "b.json"
        baseline.unlink(missing_ok=True)
        lint(desk, "--jobs", jobs, "--write-baseline", baseline, desk / "drafts")
        texts.append(baseline.read_text())
        assert lint(desk, "--jobs", jobs, "--baseline", baseline, desk / "drafts") == Done(0, "", "")
    # And again over what is there, one draft at a time.
    for draft in sorted((desk / "drafts").iterdir(), reverse=True):
        lint(desk, "--write-baseline", desk / "b.json", draft)
    texts.append((desk / "b.json").read_text())
    assert texts[0] == texts[1] == texts[2]


def test_paths_are_the_baseline_s_wherever_it_is_run_from(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    baseline = started(desk)
    monkeypatch.chdir(desk / "drafts")
    assert lint(desk, "--baseline", "../baseline.json", "story.txt") == Done(0, "", "")
    # A draft of the same name elsewhere is another draft.
    (desk / "story.txt").write_text(STORY)
    assert len(found(lint(desk, "--baseline", baseline, desk / "story.txt"))) == 4


def test_standard_input_by_its_name(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    baseline = started(desk)
    monkeypatch.chdir(desk)
    options = ("lint", "--rules", RULE_FILE, "--select", "ZZ", "--baseline", baseline, "-")
    assert run(*options, "--stdin-filename", "drafts/story.txt", stdin=STORY.encode()).status == 0
    assert run(*options, stdin=STORY.encode()).status == 1


# Writing anew


def test_a_run_renews_its_own_drafts_and_leaves_the_others(desk: Path) -> None:
    baseline = started(desk)
    (desk / "drafts/other.txt").write_text("He stole a bun.\n")
    lint(desk, "--write-baseline", baseline, desk / "drafts/other.txt")
    (desk / "drafts/other.txt").write_text("He bought a bun.\n")
    (desk / "drafts/story.txt").write_text("He left.\n")
    done = lint(desk, "--write-baseline", baseline, desk / "drafts/other.txt")
    assert done.err == f"saysso: {baseline}: 4 findings of 1 draft let pass from now on, 1 that are gone taken out\n"
    assert {record["path"] for record in json.loads(baseline.read_text())["findings"] if record} == {"drafts/story.txt"}


def test_rules_that_did_not_run_keep_their_entries(desk: Path) -> None:
    baseline = started(desk)
    (desk / "drafts/story.txt").write_text("He left.\n")
    options = ("lint", "--rules", RULE_FILE, "--select", "ZZ2", "--format", "concise")
    read = run(*options, "--baseline", baseline, desk / "drafts")
    assert ": 1 finding of " in read.err, "only of the rule that ran can it be told that it is gone"
    run(*options, "--write-baseline", baseline, desk / "drafts")
    assert [record["rule"] for record in json.loads(baseline.read_text())["findings"] if record] == ["ZZ101", "ZZ101", "ZZ301"]  # fmt: skip


def test_a_draft_that_is_gone_goes_where_its_folder_was_read(desk: Path) -> None:
    baseline = started(desk)
    (desk / "drafts/story.txt").unlink()
    lint(desk, "--write-baseline", baseline, desk / "drafts/clean.txt")
    assert "story.txt" in baseline.read_text()
    lint(desk, "--write-baseline", baseline, desk / "drafts")
    assert baseline.read_text() == '{"saysso_baseline": 1, "findings": [\nnull]}\n'


def test_a_draft_that_cannot_be_read_keeps_its_entries(desk: Path) -> None:
    baseline = started(desk)
    before = baseline.read_text()
    (desk / "drafts/story.txt").write_bytes(b"%PDF-1.4")
    assert lint(desk, "--write-baseline", baseline, desk / "drafts").status == 2
    assert baseline.read_text() == before


def test_a_comment_comes_before_the_baseline(desk: Path) -> None:
    story = desk / "drafts/story.txt"
    story.write_text("He stole a bun. <!-- saysso: disable-line -- he says so himself -->\n")
    baseline = desk / "b.json"
    lint(desk, "--write-baseline", baseline, story)
    assert baseline.read_text() == '{"saysso_baseline": 1, "findings": [\nnull]}\n'


def test_what_passes_is_counted_and_shown(desk: Path) -> None:
    baseline = started(desk)
    done = run(
        "lint", "--rules", RULE_FILE, "--select", "ZZ", "--baseline", baseline, "--show-suppressed", desk / "drafts"
    )
    assert f"{desk}/drafts/story.txt:3:9: let pass ZZ101 test-theft (baseline)\n" in done.out
    assert done.out.endswith("nothing to flag in 2 files; 4 findings let pass\n")


# What cannot be used

BROKEN = [
    ("", "is not a baseline: it cannot be read as JSON (line 1)"),
    ("{]", "is not a baseline: it cannot be read as JSON (line 1)"),
    ("[" * 100_000, "is not a baseline: it cannot be read as JSON"),
    ("[]", "is not a baseline of saysso; --write-baseline writes one"),
    ('{"version": 1}', "is not a baseline of saysso; --write-baseline writes one"),
    ('{"saysso_baseline": 1}', "is not a baseline: it has no list of findings"),
    (
        '{"saysso_baseline": 2, "findings": []}',
        "is a baseline of version 2, and this saysso reads version 1: write it anew, or use the saysso that wrote it",
    ),
    (
        '{"saysso_baseline": 1, "findings": [{"path": "a.txt", "rule": "ZZ101", "count": 1}]}',
        "is not a baseline: entry 1 lacks its path, rule, sentence or count",
    ),
    (
        '{"saysso_baseline": 1, "findings": [null, 7]}',
        "is not a baseline: entry 2 lacks its path, rule, sentence or count",
    ),
]


@pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
@pytest.mark.parametrize(("text", "message"), BROKEN, ids=[row[0][:40] for row in BROKEN])
def test_a_broken_baseline_is_told_and_left_alone(desk: Path, text: str, message: str, option: str) -> None:
    baseline = desk / "b.json"
    baseline.write_text(text)
    done = lint(desk, option, baseline, desk / "drafts")
    assert (done.status, done.out, done.err) == (2, "", f"saysso: {baseline}: {message}\n")
    assert baseline.read_text() == text


def test_a_baseline_that_is_not_there_is_told(desk: Path) -> None:
    done = lint(desk, "--baseline", desk / "b.json", desk / "drafts")
    assert (done.status, done.out) == (2, "")
    assert done.err == f"saysso: {desk}/b.json: there is no such baseline; --write-baseline {desk}/b.json writes it\n"
    folder = lint(desk, "--baseline", desk, desk / "drafts")
    assert (folder.status, folder.err) == (2, f"saysso: {desk}: cannot be read: is a directory\n")


def test_a_run_reads_one_baseline_or_writes_one(desk: Path) -> None:
    baseline = started(desk)
    assert lint(desk, "--baseline", baseline, "--write-baseline", baseline, desk / "drafts").status == 0
    two = lint(desk, "--baseline", baseline, "--write-baseline", desk / "other.json", desk / "drafts")
    assert two.status == 2 and "name two files" in two.err


# The file

ENTRIES = st.dictionaries(
    st.text(min_size=1, max_size=8),
    st.dictionaries(st.tuples(st.sampled_from(["UA101", "SQ2"]), st.text(max_size=4)), st.integers(1, 9), min_size=1),
    max_size=5,
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(ENTRIES)
def test_what_is_written_is_read(baseline: Baseline) -> None:
    assert parse(written(baseline)) == baseline
    backwards = {path: dict(reversed(entries.items())) for path, entries in reversed(baseline.items())}  # type: ignore[call-overload]
    assert written(backwards) == written(baseline)


def test_what_a_merge_put_together_is_read() -> None:
    """Two branches that each added a draft: every line of both, in any order, an entry maybe twice."""
    base, one, other = ({"b.txt": {("UA101", "b"): 1}}, {"a.txt": {("UA101", "a"): 1}}, {"c.txt": {("SQ201", "c"): 3}})
    head, *lines, foot = written({**base, **one}).splitlines()
    merged = "\n".join(
        [head, *lines, *written({**base, "b.txt": {("UA101", "b"): 2}, **other}).splitlines()[1:-1], foot]
    )
    assert parse(merged) == {**one, "b.txt": {("UA101", "b"): 2}, **other}


def test_a_baseline_error_reads_on_after_the_path() -> None:
    with pytest.raises(BaselineError, match=r"^is not a baseline"):
        parse("x")
