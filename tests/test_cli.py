"""The commands through their front door: options, exit statuses, where the output goes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from helpers_cli import ROOT, RULE_FILE, RULES, STORY, Done, run, spawn

from linter.findings import SourceKind, Status


def lint(desk: Path, *args: object, stdin: bytes = b"") -> Done:
    return run("lint", "--rules", RULE_FILE, "--select", "ZZ", *args, stdin=stdin)


def codes(done: Done) -> list[str]:
    return re.findall(r" (ZZ\d+) ", done.out)


def test_lint_shows_findings_and_counts_them(desk: Path) -> None:
    done = lint(desk, desk / "drafts")
    assert codes(done) == ["ZZ101", "ZZ201", "ZZ101", "ZZ301"]
    assert f"{desk}/drafts/story.txt:3:9: error ZZ101 test-theft\n" in done.out
    assert "3 | The man stole the files" in done.out
    assert "  |         ^^^^^\n  = 'stole' accuses somebody: who says so?\n  = fix: Name who says so.\n" in done.out
    assert done.out.endswith("2 errors, 1 warning, 1 info in 1 of 2 files\n")
    assert (done.status, done.err) == (1, "")


STATUSES = [
    # options, exit status
    ([], 1),
    (["--fail-level", "never"], 0),
    (["--exit-zero"], 0),
    (["--select", "ZZ2,ZZ3"], 1),  # adds to --select ZZ
    (["--ignore", "ZZ101"], 0),
    (["--ignore", "ZZ101", "--fail-level", "warning"], 1),
    (["--ignore", "ZZ101,test-doubt", "--fail-level", "warning"], 0),
    (["--ignore", "ZZ101,test-doubt", "--fail-level", "info"], 1),
    (["--ignore", "zz", "--fail-level", "info"], 0),
]


@pytest.mark.parametrize("format_", ["text", "concise", "json", "jsonl", "github", "statistics"])
@pytest.mark.parametrize(("options", "status"), STATUSES)
def test_exit_status_is_the_fail_level_s_whatever_the_format(
    desk: Path, options: list[str], status: int, format_: str
) -> None:
    shape = ["--statistics"] if format_ == "statistics" else ["--format", format_]
    assert lint(desk, *shape, *options, desk / "drafts").status == status


CHOSEN = [
    (["--select", "test-theft"], ["ZZ101", "ZZ101"]),
    (["--select", "ZZ1,ZZ3"], ["ZZ101", "ZZ101", "ZZ301"]),
    (["--select", "ZZ1", "--select", "ZZ3"], ["ZZ101", "ZZ101", "ZZ301"]),
    (["--select", "ZZ", "--ignore", "test-theft, ZZ3"], ["ZZ201"]),
    (["--select", "ZZ101", "--ignore", "ZZ"], ["ZZ101", "ZZ101"]),  # the longer one decides
]


@pytest.mark.parametrize(("options", "expected"), CHOSEN)
def test_rules_are_chosen_by_code_prefix_or_name(desk: Path, options: list[str], expected: list[str]) -> None:
    done = run("lint", "--rules", RULE_FILE, *options, desk / "drafts")
    assert codes(done) == expected


def test_quiet_leaves_nothing_but_findings(desk: Path) -> None:
    done = lint(desk, "-q", desk / "drafts/story.txt")
    assert len(codes(done)) == 4 and "errors" not in done.out
    (desk / "drafts/old.txt").write_bytes("Caf\xe9 burns\n".encode("latin-1"))
    loud, quiet = (lint(desk, *options, desk / "drafts/old.txt") for options in ([], ["-q"]))
    assert loud.err == f"saysso: {desk}/drafts/old.txt: read as windows-1252\n"
    assert (quiet.err, quiet.out) == ("", "")
    assert loud.status == quiet.status == 0


def test_standard_input_is_a_draft_like_any(desk: Path) -> None:
    named = lint(desk, "--format", "concise", "--stdin-filename", "today.txt", "-", stdin=STORY.encode())
    assert named.out.startswith("today.txt:3:9: error ZZ101 test-theft: ")
    bare = lint(desk, "--format", "concise", "-", "-", stdin=STORY.encode())
    assert bare.out == named.out.replace("today.txt", "-")


def test_standard_input_s_name_tells_its_format(desk: Path) -> None:
    pytest.importorskip("markdown_it")
    done = run("analyze", "--stdin-filename", "a.md", "-", stdin=b"# Fire at the mill\n\nIt **burned**.\n")
    sentences = json.loads(done.out)["sentences"]
    assert (sentences[0]["zone"], sentences[0]["start"]) == ("headline", 2)


WALKS = [
    # PATHs, files that are read
    (["."], ["./a.txt", "./deep/b.md", "./deep/c.TEXT"]),
    (["deep", "a.txt"], ["deep/b.md", "deep/c.TEXT", "a.txt"]),
    (["a.txt", "./a.txt", "."], ["a.txt", "./deep/b.md", "./deep/c.TEXT"]),
    (["notes.copy"], ["notes.copy"]),  # a file is taken at its word
    (["*.copy"], ["notes.copy"]),
    (["*"], ["a.txt"]),
    (["**/*.md"], ["deep/b.md"]),
    (["**"], ["a.txt", "deep/b.md", "deep/c.TEXT"]),
    ([".hidden"], [".hidden/d.txt"]),
]


@pytest.mark.parametrize(("paths", "expected"), WALKS)
def test_paths_are_files_folders_and_globs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], expected: list[str]
) -> None:
    pytest.importorskip("markdown_it")
    files = ("a.txt", "deep/b.md", "deep/c.TEXT", "notes.copy", ".hidden/d.txt", ".e.txt", "deep/picture.png")
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("The fair opened on time.\n")
    (tmp_path / "folder.txt").mkdir()
    monkeypatch.chdir(tmp_path)
    done = run("lint", "--format", "json", *paths)
    assert (done.err, [file["path"] for file in json.loads(done.out)["files"]]) == ("", expected)


def test_several_processes_print_what_one_does(desk: Path) -> None:
    for number in range(30):
        (desk / f"drafts/{number:02}.txt").write_text(STORY.replace("The man", f"Man {number}"))
    (desk / "drafts/05.txt").write_bytes(b"")
    for format_ in ("text", "json"):
        one, two = (lint(desk, "--format", format_, "--jobs", jobs, desk / "drafts") for jobs in (1, 2))
        assert one == two and one.status == 2 and one.out.count("ZZ301") == 30


COLORS = [
    # option, environment, colour?
    ("auto", {}, False),  # not a terminal
    ("auto", {"FORCE_COLOR": "1"}, True),
    ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ("always", {"NO_COLOR": "1"}, True),
    ("never", {"FORCE_COLOR": "1"}, False),
]


@pytest.mark.parametrize(("option", "environment", "colored"), COLORS)
def test_colour_is_the_user_s_choice(
    desk: Path, monkeypatch: pytest.MonkeyPatch, option: str, environment: dict[str, str], colored: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = lint(desk, "--color", option, desk / "drafts")
    assert ("\x1b[" in done.out) == colored
    assert codes(Done(0, re.sub(r"\x1b\[[\d;]*m", "", done.out), "")) == ["ZZ101", "ZZ201", "ZZ101", "ZZ301"]


def test_a_terminal_gets_colour_unless_the_output_goes_to_a_file(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    options = ("lint", "--rules", RULE_FILE, "--select", "ZZ", desk / "drafts")
    assert "\x1b[1;31merror" in run(*options, terminal=True).out
    run(*options, "--output", desk / "out.txt", terminal=True)
    assert "\x1b" not in (desk / "out.txt").read_text()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run(*options, terminal=True).out


WATCHED = [
    # drafts, options, does a terminal get a bar?
    (21, [], True),
    (20, [], False),
    (21, ["--quiet"], False),
]


@pytest.mark.parametrize(("drafts", "options", "bar"), WATCHED)
def test_whoever_watches_many_drafts_sees_a_bar(
    desk: Path, monkeypatch: pytest.MonkeyPatch, drafts: int, options: list[str], bar: bool
) -> None:
    monkeypatch.setattr("linter.cli.progress.PAUSE", 0)
    for number in range(drafts - 2):
        (desk / f"drafts/{number}.txt").write_text(STORY)
    options = [*options, "--jobs", "1", "--color", "never", str(desk / "drafts")]
    done = run("lint", "--rules", RULE_FILE, "--select", "ZZ", *options, terminal=True)
    assert (f"{drafts - 1}/{drafts}" in done.err) == bar == ("\x1b[" in done.err)
    assert lint(desk, *options) == Done(done.status, done.out, "")


def test_columns_say_how_wide_the_text_may_be(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    narrow = lint(desk, desk / "drafts")
    assert max(len(line) for line in narrow.out.splitlines() if " | " in line) <= 50
    assert "…" in narrow.out and len(codes(narrow)) == 4


def test_output_goes_to_a_file_and_keeps_its_rights(desk: Path) -> None:
    target = desk / "found.json"
    target.write_text("before")
    target.chmod(0o640)
    done = lint(desk, "--format", "json", "--output", target, desk / "drafts")
    assert (done.status, done.out) == (1, "")
    assert json.loads(target.read_text())["summary"]["findings"] == 4
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in desk.iterdir()) == ["drafts", "found.json"]


def test_output_through_a_link_leaves_the_link(desk: Path) -> None:
    (desk / "link.txt").symlink_to("found.txt")
    lint(desk, "--output", desk / "link.txt", desk / "drafts")
    assert (desk / "link.txt").is_symlink() and "ZZ101" in (desk / "found.txt").read_text()


def test_statistics_count_in_place_of_findings(desk: Path) -> None:
    done = lint(desk, "--statistics", desk / "drafts")
    assert re.search(r"^ +2  ZZ101 +test-theft +error$", done.out, re.MULTILINE)
    assert "^^^" not in done.out


def test_analyze_keeps_its_contract(desk: Path) -> None:
    text = 'Wall fell, mayor says\n\n"The wall fell," Mara Ellis said. It was old.\n'
    (desk / "wall.txt").write_text(text)
    done = run("analyze", "--rules", RULE_FILE, desk / "wall.txt", desk / "drafts/story.txt")
    first, second = map(json.loads, done.out.splitlines())
    assert list(first) == ["schema", "path", "sentences", "attributions", "speakers", "findings", "genre"]
    assert first["schema"] == 1 and first["path"] == f"{desk}/wall.txt"
    body = [text[s["start"] : s["end"]] for s in first["sentences"] if s["zone"] == "body"]
    assert body == ['"The wall fell," Mara Ellis said.', "It was old."]
    said = next(one for one in first["attributions"] if one["source"] and one["source"]["text"] == "Mara Ellis")
    assert set(said) == {"source", "cue", "content", "pattern", "carried", "speaker"}
    assert set(said["source"]) == {"start", "end", "text", "kind", "step"} and said["source"]["kind"] == "person"
    assert said["cue"] == {"start": text.index("said"), "end": text.index("said") + 4, "text": "said"}
    assert text[said["content"][0]["start"] : said["content"][0]["end"]].strip('",') == "The wall fell"
    speaker = next(one for one in first["speakers"] if one["id"] == said["speaker"])
    assert set(speaker) == {"id", "name", "kind", "mentions", "statements"} and speaker["name"] == "Mara Ellis"
    found = next(one for one in second["findings"] if one["code"] == "ZZ101")
    assert set(found) == {"code", "name", "severity", "message", "start", "end", "line", "column"}
    assert first["genre"] == {"name": "news", "from": "copy", "sure": False, "points": 0.0, "signs": []}
    page = (ROOT / "docs/analyze.md").read_text("utf-8")
    for field in {*first, *first["sentences"][0], *said, *said["source"], *speaker, *found, *first["genre"]}:
        assert f"`{field}`" in page or f"`source.{field}`" in page, field
    assert all(f"`{status}`" in page for status in Status) and all(kind in page for kind in SourceKind)
    whole = json.loads(run("analyze", "--format", "json", "--rules", RULE_FILE, desk / "wall.txt").out)
    assert whole == {"schema": 1, "files": [first]}
    assert done.status == 0


def test_rules_lists_every_rule_with_its_severity(desk: Path) -> None:
    options = ("--rules", RULE_FILE, "--ignore", "ZZ301")
    text = run("rules", *options).out
    assert re.search(r"^ZZ101 +test-theft +error +The word stole. +nobody$", text, re.MULTILINE)
    assert re.search(r"^ZZ301 +test-hint +off ", text, re.MULTILINE)
    assert (
        "| [ZZ101](#zz101-test-theft) | test-theft | error | The word stole. |\n"
        in run("rules", *options, "--format", "markdown").out
    )
    rules = {rule["code"]: rule for rule in json.loads(run("rules", *options, "--format", "json").out)["rules"]}
    assert rules["ZZ101"]["examples"]["fail"] == ["He [stole]{match} the files."]
    assert (rules["ZZ301"]["severity"], rules["ZZ301"]["default_severity"]) == ("off", "info")


def test_rules_lists_the_attribution_patterns() -> None:
    assert re.search(r"^according-to", run("rules", "--patterns").out, re.MULTILINE)
    patterns = json.loads(run("rules", "--patterns", "--format", "json").out)["patterns"]
    assert all(pattern["templates"] and pattern["examples"] for pattern in patterns)


@pytest.mark.parametrize("key", ["ZZ101", "zz101", "test-theft"])
def test_explain_tells_a_rule_whole(desk: Path, key: str) -> None:
    done = run("explain", "--rules", RULE_FILE, key)
    assert done.out.startswith("ZZ101 test-theft (error)\n")
    for words in (
        "The word stole.",
        "Because a test needs it.",
        "- He [stole]{match} the files.",
        "- He left the files.",
    ):
        assert words in done.out
    assert f"{RULE_FILE}:2" in done.out


def test_explain_takes_attribution_patterns_too() -> None:
    pattern = json.loads(run("rules", "--patterns", "--format", "json").out)["patterns"][0]
    done = run("explain", pattern["id"])
    assert done.status == 0 and pattern["templates"][0] in done.out


OURS = """\
genres:
  recipe:
    means: what to cook
    likely: 3
    sure: 4.5
    signs:
      - {told: 'headed "{match}"', points: 3, opens: [Serves \\d]}
      - {told: it stirs, points: 1.5, patterns: [stir]}
      - {told: somebody is charged, points: -2, patterns: [charged]}
    severity: {ZZ101: "off", ZZ2: info}
"""


def test_explain_takes_genres(desk: Path) -> None:
    (desk / "ours.yml").write_text(OURS)
    done = run("explain", "--rules", RULE_FILE, "--rules", desk / "ours.yml", "recipe")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("recipe (genre)\n\nWhat it is\n  what to cook\n")
    for line in (
        "  The points of these add up: likely from 3, sure from 4.5.",
        '     +3  headed "…"',
        "   +1.5  it stirs",
        "     -2  somebody is charged",
        "  silent: ZZ101 test-theft",
        "  info: ZZ201 test-doubt",
    ):
        assert line in done.out.splitlines(), done.out
    assert "--genre news draft.txt" in done.out and done.out.endswith(f"{desk / 'ours.yml'}:2\n")
    assert "did you mean 'opinion'?" in run("explain", "opinon").err


@pytest.mark.parametrize(
    ("key", "listed", "off", "hint"),
    [
        ("sq20", ["SQ201", "SQ202", "SQ203", "SQ204", "SQ205", "SQ206", "SQ207", "SQ208"], "", "SQ201"),
        ("UA12", ["UA120", "UA121"], "off", "UA120"),
        ("ZZ", ["ZZ101", "ZZ201", "ZZ301"], "", "ZZ101"),
    ],
)
def test_explain_lists_the_rules_of_a_family(key: str, listed: list[str], off: str, hint: str) -> None:
    done = run("explain", "--rules", RULE_FILE, key)
    assert (done.status, done.err) == (0, "")
    assert re.findall(r"^([A-Z]{2}\d{3}) ", done.out, re.MULTILINE) == listed
    assert done.out.endswith(f"\n'saysso explain {hint}' explains one of them.\n")
    assert bool(off) == bool(re.search(rf"^{hint} +\S+ +off ", done.out, re.MULTILINE))


def test_explain_lists_the_rules_of_a_profile() -> None:
    done = run("explain", "court")
    assert (done.status, done.err) == (0, "") and done.out.startswith("court (genre)")  # of two, the genre is meant
    done = run("explain", "AP")
    assert (done.status, done.err) == (0, "") and done.out.startswith("ap (profile): ")
    assert "saysso lint --profile ap draft.txt" in done.out
    listed = set(re.findall(r"^([A-Z]{2}\d{3}) ", done.out, re.MULTILINE))
    assert "UA101" in listed and "UA120" not in listed
    assert "UA120" in run("explain", "strict").out


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("LE101", "no rule 'LE101' among those that are loaded; if it is one of your own, name its file: --rules FILE"),
        ("UA199", "no rule, genre or profile 'UA199'; did you mean 'UA10"),
        ("reuter", "did you mean 'reuters'?"),
    ],
)
def test_explain_hints_at_what_may_be_meant(key: str, told: str) -> None:
    done = run("explain", key)
    assert done.status == 2 and told in done.err


def test_explain_lists_the_rules_that_speak_of_a_word() -> None:
    done = run("explain", "expert")
    assert (done.status, done.err) == (0, "") and done.out.startswith("No rule is called 'expert'; these speak of it:")
    assert set(re.findall(r"^([A-Z]{2}\d{3}) ", done.out, re.MULTILINE)) == {"SQ204"}


def test_rules_prints_what_is_selected_and_no_more() -> None:
    def listed(*options: str) -> list[str]:
        return re.findall(r"^([A-Z]{2}\d{3}) ", run("rules", "--rules", RULE_FILE, *options).out, re.MULTILINE)

    assert listed("--select", "ZZ1,test-hint") == ["ZZ101", "ZZ301"]
    assert listed("--select", "CC", "--select", "ZZ1") == ["CC501", "CC502", "ZZ101"]
    assert len(listed("--ignore", "ZZ1")) == len(listed()) > 20
    whole = json.loads(run("rules", "--rules", RULE_FILE, "--select", "ZZ", "--format", "json").out)
    assert [rule["code"] for rule in whole["rules"]] == ["ZZ101", "ZZ201", "ZZ301"]


def test_test_rules_runs_the_examples(desk: Path) -> None:
    assert re.fullmatch(r"\d+ examples, all as they should be\n", run("test-rules", "--no-config").out)
    good = run("test-rules", "--rules", RULE_FILE)
    shipped = r"and of those that ship \d+ examples, all as they should be\n"
    assert good.status == 0
    assert re.fullmatch("6 examples of your own, all as they should be\n" + shipped, good.out), good.out
    (desk / "rules.yml").write_text(RULES.replace("He left.", "He stole away doubtfully."))
    bad = run("test-rules", "--rules", desk / "rules.yml")
    assert bad.status == 1 and re.search(r"^6 examples of your own, 1 failed\n" + shipped, bad.out, re.MULTILINE)
    line = 1 + RULES.splitlines().index(
        """    examples: {fail: ["He left [doubtfully]{match}."], pass: ["He left."]}"""
    )
    assert re.match(rf"\S*rules.yml:{line}: ZZ201: this example should be left alone\n    He stole away", bad.out)


LINES = """\
rules:
  - code: ZZ901
    name: a-word
    severity: info
    catches: a word
    message: "'{match}'"
    why: Because.
    fix: Drop it.
    based_on: nobody
    patterns: [stole]
    examples:
      fail:
        - "He [stole]{match} it."
        - "He never came."
      pass:
        - He left.
        - |
          A town asleep

          He stole it.
patterns:
  - id: zz-yodels-that
    template: "{source} {cue:yodel} (that) {content}"
    examples:
      - "[Ellis]{source} [yodelled]{cue} [that the dam held]{content}."
      - "Nobody spoke."
    not_examples: ["The boy yodelled.", "Ellis yodelled that it held."]
cues: [{lemma: yodel, forms: [yodel, yodels, yodelled, yodelling], frames: [yodel]}]
"""


def test_test_rules_points_at_the_line_of_the_example(desk: Path) -> None:
    (desk / "lines.yml").write_text(LINES)
    done = run("test-rules", "--rules", desk / "lines.yml")
    told = re.findall(r"lines.yml:(\d+): (\S+): this example should (.*)", done.out)
    assert sorted((int(line), what, want) for line, what, want in told) == [
        (14, "ZZ901", "be flagged"),
        (17, "ZZ901", "be left alone"),
        (26, "zz-yodels-that", "match"),
        (27, "zz-yodels-that", "not match"),
    ]


@pytest.mark.parametrize("text", ["", "# rules to come\n"])
def test_test_rules_tells_of_a_file_that_holds_nothing(desk: Path, text: str) -> None:
    path = desk / "none.yml"
    path.write_text(text)
    done = run("test-rules", "--rules", path)
    assert done.status == 0 and done.out.startswith("no example of your own\n")
    told = "holds nothing yet; docs/rule-files.md tells what may stand in a rule file"
    assert done.err == f"saysso: {path}: {told}\n"
    path.write_text("ignore: [AW304]\n")
    assert run("test-rules", "--rules", path).err == ""


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("[Ellis]{source} [yodelled]{cue} [that the dam held]{content}.", 0),
        ("[Ellis]{source} [yodelled]{cue} that [the dam held]{content}.", 0),
        ("[Ellis]{source} [yodelled]{cue} that the [dam held]{content}.", 1),
    ],
)
def test_the_word_that_opens_what_is_said_may_be_marked_or_not(desk: Path, marked: str, status: int) -> None:
    (desk / "rules.yml").write_text(f"""
cues: [{{lemma: yodel, forms: [yodel, yodels, yodelled, yodelling], frames: [yodel], stance: neutral, weight: 0.9}}]
patterns:
  - id: zz-yodels-that
    template: "{{source}} {{cue:yodel}} (that) {{content}}"
    examples: ["{marked}"]
    not_examples: ["The boy yodelled."]
""")
    assert run("test-rules", "--rules", desk / "rules.yml").status == status


def test_coverage_names_what_never_fired(desk: Path) -> None:
    rules = RULES.replace("patterns: [stole]", "patterns: [pilfered]")
    (desk / "rules.yml").write_text(rules)
    options = ("test-rules", "--coverage", "--rules", desk / "rules.yml")
    assert re.search(r"^Rules that never fired: .*ZZ101", run(*options).out, re.MULTILINE)
    (desk / "drafts/more.txt").write_text(STORY.replace("stole", "pilfered"))
    assert (
        "ZZ101" not in re.findall(r"^Rules that never fired: .*", run(*options, desk / "drafts").out, re.MULTILINE)[0]
    )


def test_report_sums_up_a_set_of_drafts(desk: Path) -> None:
    (desk / "drafts/said.txt").write_text('Wall falls in town\n\n"The wall fell," Mara Ellis said.\n')
    options = ("report", "--rules", RULE_FILE, "--select", "ZZ", desk / "drafts")
    text = run(*options)
    assert text.status == 0 and re.search(r"^drafts +3, 70 words$", text.out, re.MULTILINE)
    assert re.search(r"^ZZ101 +test-theft +2 +0 +0 +2 +28\.6$", text.out, re.MULTILINE)
    assert re.search(r"^Mara Ellis +person +1 +1$", text.out, re.MULTILINE)
    assert "## Most quoted" in run(*options, "--format", "markdown").out
    whole = json.loads(run(*options, "--format", "json").out)
    assert whole["files"] == 3 and whole["speakers"][0]["name"] == "Mara Ellis"
    assert whole["rules"][0]["count"] == 2 and whole["rules"][0]["per_1000_words"] == 28.6
    assert whole["steps"] == [{"step": "named", "known": "by name", "attributions": 1}]
    assert re.search(r"^by name +1 +100%$", text.out, re.MULTILINE)
    assert run(*options, "--jobs", 2) == text


def test_report_counts_by_desk(desk: Path) -> None:
    for name in ("town", "sport"):
        (desk / "drafts" / name).mkdir()
        (desk / "drafts" / name / "story.txt").write_text(STORY)
    options = ("report", "--rules", RULE_FILE, "--select", "ZZ", "--format", "csv", "--jobs", 2)
    cases = (
        ([desk / "drafts"], ["", "", "sport", "town"]),
        ([desk / "drafts/town", desk / "drafts/sport"], [f"{desk}/drafts/town", f"{desk}/drafts/sport"]),
        ([desk / "drafts", "--desk", f"News={desk}/drafts/t*", "--desk", "All=*"], ["All", "All", "All", "News"]),
    )
    for paths, desks in cases:
        done = run(*options, *paths)
        assert (done.status, done.err) == (0, "")
        assert [line.split(",")[1] for line in done.out.splitlines()[1:]] == desks
    for wrong in ("town", "=x", "town="):
        done = run("report", "--desk", wrong, desk / "drafts")
        assert done.status == 2 and "is no NAME=GLOB, such as sport='drafts/sport/*'" in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    assert f"{shell}_complete" in run("completion", shell).out


def test_completion_knows_the_rules() -> None:
    words = {"COMP_WORDS": "saysso explain ua1", "COMP_CWORD": "2", "_SAYSSO_COMPLETE": "bash_complete"}
    assert "plain,UA101" in spawn(**words).out.splitlines()
    assert "plain,opinion" in spawn(**{**words, "COMP_WORDS": "saysso explain op"}).out.splitlines()


def test_the_module_runs_and_knows_its_version() -> None:
    done = spawn("--version")
    assert (done.status, done.out) == (0, "saysso 0.1.0\n")


def test_help_shows_every_command_and_how_to_use_it() -> None:
    top = run("--help").out
    for command in ("lint", "analyze", "rules", "explain", "test-rules", "report", "completion"):
        assert re.search(rf"^  {command}  ", top, re.MULTILINE)
        short = run(command, "-h")
        assert short.status == 0 and f"saysso {command} " in short.out.partition("Examples:")[2].replace("(", "")


def test_a_start_of_lint_imports_nothing_of_the_other_commands(desk: Path) -> None:
    heavy = "json tabulate multiprocessing yaml msgspec logging importlib.metadata concurrent.futures textwrap glob"
    code = (
        "import sys; from linter.cli import main; main(sys.argv[1:]); "
        f"print([name for name in {heavy.split()} if name in sys.modules])"
    )
    options = ["lint", "-q", "--rules", str(RULE_FILE), "--select", "ZZ", str(desk / "drafts/story.txt")]
    for _ in range(2):  # the first run fills the cache
        done = subprocess.run(
            [sys.executable, "-c", code, *options], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert done.stdout.count("^^^") and done.stdout.splitlines()[-1] == "[]", done.stderr


def test_a_reader_that_stops_early_ends_the_run_quietly(desk: Path) -> None:
    for number in range(60):
        (desk / f"drafts/{number}.txt").write_text(STORY * 20)
    command = [
        sys.executable,
        "-m",
        "linter",
        "lint",
        "--rules",
        RULE_FILE,
        "--select",
        "ZZ",
        desk / "drafts",
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
