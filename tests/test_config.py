"""Configurations through the front door: found, put in force, refused; what folders leave out; config and init."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from helpers_cli import ROOT, RULE_FILE, STORY, Done, run

from linter.cli.init import STARTER
from linter.config.schema import json_schema

#: A configuration with the three rules of the tests and none of ours.
BASE = f"rules: [{RULE_FILE}]\nselect: [ZZ]\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: empty, and not in a git repository."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(desk: Path, **files: str) -> None:
    """Write files; in their names `__` is a slash and `_` a dot."""
    for name, text in files.items():
        path = desk / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def lint(*args: object, stdin: bytes = b"") -> Done:
    return run("lint", "--format", "concise", *args, stdin=stdin)


def found(done: Done) -> list[str]:
    """Return "path severity code" for each rule that spoke in a draft, in order."""
    lines = re.findall(r"^(\S+?):\d+:\d+: (\w+) ([A-Z]+\d+) ", done.out, re.MULTILINE)
    return list(dict.fromkeys(" ".join(line) for line in lines))


def files(done: Done) -> list[str]:
    return [file["path"] for file in json.loads(done.out)["files"]]


ALL = ["error ZZ101", "warning ZZ201", "info ZZ301"]
IN_FORCE = [
    # what the configuration says beside the three rules, options, what speaks in the draft
    ("nothing", "", "", ALL),
    ("ignore", "ignore: [ZZ1, test-hint]\n", "", ["warning ZZ201"]),
    ("severity by code", "severity: {ZZ101: info}\n", "", ["info ZZ101", *ALL[1:]]),
    ("severity by name", "severity: {test-theft: info}\n", "", ["info ZZ101", *ALL[1:]]),
    ("severity by prefix", "severity: {ZZ: info}\n", "", ["info ZZ101", "info ZZ201", "info ZZ301"]),
    ("severity: the longest key", "severity: {ZZ101: info, ZZ: error}\n", "", ["info ZZ101", "error ZZ201", "error ZZ301"]),
    ("severity: off", "severity: {ZZ2: off}\n", "", ["error ZZ101", "info ZZ301"]),
    ("a severity brings nothing back", "ignore: [ZZ2]\nseverity: {ZZ201: error}\n", "", ["error ZZ101", "info ZZ301"]),
    ("an option ignores more", "ignore: [ZZ1]\n", "--ignore ZZ2", ["info ZZ301"]),
    ("an option ignores what the file selects", "", "--ignore ZZ", []),
    ("an option selects what the file ignores", "ignore: [ZZ101]\n", "--select ZZ1", ["error ZZ101"]),
    ("an option selects what the file has off", "severity: {ZZ1: off}\n", "--select ZZ1", ["error ZZ101"]),
    ("a selected rule keeps the file's severity", "severity: {ZZ1: info}\n", "--select ZZ1", ["info ZZ101"]),
    ("a beginning selects what runs", "", "--select UA,ZZ2", ["error UA101", "warning ZZ201"]),
    ("a code turns on what is off", "", "--select ZZ2,UA120", ["info UA120", "warning ZZ201"]),
    ("a name does", "", "--select ZZ2,unattributed-assertion", ["info UA120", "warning ZZ201"]),
    ("what is added is on", "extend-select: [UA12]\nignore: [ZZ]\n", "", ["info UA120"]),
    ("no configuration", "ignore: [ZZ1]\n", f"--no-config --select ZZ --rules {RULE_FILE}", ALL),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "options", "expected"), IN_FORCE, ids=[row[0] for row in IN_FORCE])
def test_what_is_in_force(desk: Path, case: str, text: str, options: str, expected: list[str]) -> None:
    put(desk, draft_txt=STORY, _saysso_yml=BASE + text)
    done = lint(*options.split(), "draft.txt")
    assert (found(done), done.err) == (["draft.txt " + line for line in expected], "")


SECTIONS = [
    # sections, what speaks in opinion/column.txt
    ("one that does not fit", "courts/**: {ignore: [ZZ]}", ALL),
    ("one that fits", "opinion/**: {ignore: [ZZ101]}", ALL[1:]),
    ("by suffix", "'*.txt': {ignore: [ZZ101]}", ALL[1:]),
    ("by folder", "opinion/: {ignore: [ZZ101]}", ALL[1:]),
    ("of the top only", "/column.txt: {ignore: [ZZ101]}", ALL),
    ("two add up", "opinion/: {ignore: [ZZ101]}\n  '*.txt': {ignore: [ZZ201]}", ["info ZZ301"]),
    ("the later select wins", "opinion/: {select: [ZZ1]}\n  '*.txt': {select: [ZZ2]}", ["warning ZZ201"]),
    ("the later severity wins", "opinion/: {severity: {ZZ1: info}}\n  '*.txt': {severity: {ZZ: error}}",
     ["error ZZ101", "error ZZ201", "error ZZ301"]),
    ("an off that is taken back", "opinion/: {severity: {ZZ1: off}}\n  '*.txt': {severity: {ZZ1: info}}",
     ["info ZZ101", *ALL[1:]]),
    ("one brings back", "opinion/: {ignore: [ZZ1]}\n  '*.txt': {extend-select: [ZZ1]}", ALL),
]  # fmt: skip


@pytest.mark.parametrize(("case", "sections", "expected"), SECTIONS, ids=[row[0] for row in SECTIONS])
def test_sections_say_more_of_the_drafts_they_fit(desk: Path, case: str, sections: str, expected: list[str]) -> None:
    put(desk, opinion__column_txt=STORY, _saysso_yml=f"{BASE}sections:\n  {sections}\n")
    assert found(lint("opinion/column.txt")) == ["opinion/column.txt " + line for line in expected]
    os.chdir(desk / "opinion")  # a glob counts from the configuration's folder
    assert found(lint("column.txt")) == ["column.txt " + line for line in expected]


def test_a_profile_and_an_extra_rule(desk: Path) -> None:
    put(desk, draft_txt="The minister wants to resign.\n", _saysso_yml="profile: opinion\nselect: [UA104]\n")
    put(desk, strict__draft_txt="The minister wants to resign.\n", strict__saysso_yml="extend-select: [UA120]\n")
    assert "draft.txt info UA120" not in found(lint("--select", "UA104", "draft.txt"))
    assert run("rules", "--format", "json").out.count('"severity": "off"') > 20
    assert [line for line in found(lint("strict")) if line.endswith("UA120")]


def test_our_own_name_is_no_source(desk: Path) -> None:
    copy = "The Quorn Packet has learned that the council will scrap the ferry.\n"
    put(desk, ours__draft_txt=copy, theirs__draft_txt=copy, ours__saysso_yml="outlets: [the Quorn Packet]\n")
    for _ in range(2):  # the second time from the cache
        assert [line for line in found(lint("ours", "theirs")) if "SQ206" in line] == ["ours/draft.txt error SQ206"]


NEAREST = [
    # draft, what speaks there
    ("draft.txt", "error ZZ101"),
    ("wire/draft.txt", "error ZZ101"),
    ("desk/draft.txt", "warning ZZ201"),
    ("desk/deep/deeper/draft.txt", "warning ZZ201"),
    ("plain/draft.txt", "info ZZ301"),
]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_nearest_configuration_counts(desk: Path, jobs: int) -> None:
    for path, _ in NEAREST:
        put(desk, **{path.replace("/", "__").replace(".", "_"): STORY})
    rules = f"rules: [{RULE_FILE}]\n"
    put(desk, _saysso_yml=rules + "select: [ZZ1]\n", desk__saysso_yml=rules + "select: [ZZ2]\n")
    put(desk, plain___saysso_yml=rules + "select: [ZZ3]\n")
    expected = [f"{path} {line}" for path, line in NEAREST]
    assert found(lint("--jobs", jobs, *(path for path, _ in NEAREST))) == expected
    assert found(lint("--jobs", jobs, desk / "desk")) == [
        f"{desk}/desk/{name} warning ZZ201" for name in ("draft.txt", "deep/deeper/draft.txt")
    ]
    assert found(lint("--stdin-filename", "desk/new.txt", "-", stdin=STORY.encode())) == ["desk/new.txt warning ZZ201"]
    assert found(lint("-", stdin=STORY.encode())) == ["- error ZZ101"]


def test_many_processes_keep_the_order_and_each_draft_its_terms(desk: Path) -> None:
    put(
        desk,
        _saysso_yml=f"{BASE}sections:\n  '*7.txt': {{ignore: [ZZ1]}}\n  '*[02468].txt': {{severity: {{ZZ1: info}}}}\n",
    )
    put(desk, **{f"drafts__{number:02}_txt": STORY for number in range(60)})
    one, two = (lint("--jobs", jobs, "drafts") for jobs in (1, 2))
    assert one == two
    assert [line.split()[1] for line in found(one) if line.endswith("ZZ101")] == [
        "info" if number % 2 == 0 else "error" for number in range(60) if number % 10 != 7
    ]


def test_a_named_configuration_counts_for_all(desk: Path) -> None:
    put(desk, a__draft_txt=STORY, b__draft_txt=STORY, a__saysso_yml="profil: x\n")
    put(desk, team__house_yml=BASE + "sections: {b/**: {ignore: [ZZ]}}\n")
    done = lint("--config", "team/house.yml", "a", "b")
    assert (found(done), done.err) == (["a/draft.txt " + line for line in ALL], "")
    missing = lint("--config", "house.yml", "a", "b")
    assert (missing.status, missing.out, missing.err) == (
        2,
        "",
        "saysso: house.yml: cannot be read: no such file or directory\n",
    )
    both = lint("--config", "team/house.yml", "--no-config", "a")
    assert both.status == 2 and "--no-config" in both.err


def test_rule_files_are_seen_from_the_configuration(desk: Path) -> None:
    put(desk, drafts__draft_txt=STORY, drafts__rules__own_yml=RULE_FILE.read_text())
    put(desk, drafts__saysso_yml="rules: [rules/own.yml]\nselect: [ZZ101]\n")
    assert found(lint("drafts")) == ["drafts/draft.txt error ZZ101"]
    assert "test-theft" in run("explain", "--config", "drafts/saysso.yml", "ZZ101").out
    os.chdir(desk / "drafts")
    assert found(lint("draft.txt")) == ["draft.txt error ZZ101"]
    for command in (["rules"], ["explain", "ZZ101"], ["test-rules"]):
        assert run(*command).status == 0 and run(*command, "--no-config").status == (2 if "ZZ101" in command else 0)
    assert "test-theft" in run("rules").out and "test-theft" not in run("rules", "--no-config").out


@pytest.mark.parametrize("command", ["analyze", "report"])
def test_the_other_commands_go_by_it_too(desk: Path, command: str) -> None:
    put(desk, draft_txt=STORY, _saysso_yml=BASE)
    assert "ZZ101" in run(command, "draft.txt").out
    assert "ZZ101" not in run(command, "--no-config", "draft.txt").out


FAIL_LEVELS = [
    # the file's, the section's, options, exit status of a draft with a warning in the section
    ("", "", "", 0),
    ("fail-level: warning", "", "", 1),
    ("fail-level: warning", "fail-level: error", "", 0),
    ("", "fail-level: info", "", 1),
    ("fail-level: warning", "", "--fail-level error", 0),
    ("fail-level: warning", "", "--exit-zero", 0),
    ("", "severity: {ZZ201: error}", "", 1),
]


@pytest.mark.parametrize(("whole", "section", "options", "status"), FAIL_LEVELS)
def test_each_draft_has_its_own_fail_level(desk: Path, whole: str, section: str, options: str, status: int) -> None:
    copy = "He went home doubtfully that night.\n"
    text = f"rules: [{RULE_FILE}]\nselect: [ZZ]\n{whole}\nsections:\n  desk/: {{{section}}}\n"
    put(desk, desk__draft_txt=copy, clean_txt="The fair opened on time.\n", _saysso_yml=text)
    assert lint(*options.split(), "desk", "clean.txt").status == status


def test_the_format_is_the_current_folder_s(desk: Path) -> None:
    put(
        desk,
        draft_txt=STORY,
        deep__draft_txt=STORY,
        _saysso_yml=BASE + "format: json\n",
        deep__saysso_yml="format: concise\n",
    )
    assert json.loads(run("lint", "draft.txt", "deep/draft.txt").out)["summary"]["files"] == 2
    assert run("lint", "--format", "concise", "draft.txt").out.startswith("draft.txt:3:9: error")


BROKEN = [
    # the text with a mark before the place, a part of the message
    ("an unknown key", "⟦profil: strict\n", "unknown key 'profil'; did you mean 'profile'?"),
    ("one of a section", "sections:\n  opinion/**:\n    ⟦profil: opinion\n", "unknown key 'profil'; did you mean 'profile'?"),
    ("one that a section may not have", "sections:\n  opinion/**:\n    ⟦exclude: [a]\n", "unknown key 'exclude'"),
    ("one of the suppressions", "suppressions:\n  ⟦requires-reason: true\n", "did you mean 'require-reason'?"),
    ("a bad severity", "severity:\n  ⟦AW301: eror\n", "'eror' cannot stand here; did you mean 'error'?"),
    ("a bad severity in a section", "sections:\n  a/:\n    severity:\n      ⟦AW301: loud\n", "(one of: off, info, warning, error)"),
    ("a bad fail level", "⟦fail-level: warn\n", "did you mean 'warning'?"),
    ("a bad format", "⟦format: jason\n", "no format 'jason'; did you mean 'json'?"),
    ("no format at all", "⟦format: 7\n", "no format '7'"),
    ("a word for a list", "⟦ignore: AW301\n", "'ignore' takes a list: write [AW301]"),
    ("a list for a word", "⟦profile: [strict]\n", "expected text, got a list"),
    ("no truth value", "⟦gitignore: perhaps\n", "expected true or false"),
    ("a blank name", "outlets: [a, ⟦' ']\n", "no name that could stand here"),
    ("a baseline outside", "⟦baseline: a/../../known.json\n", "must lie in this folder, or in one below"),
    ("a baseline from the root", "⟦baseline: /known.json\n", "must lie in this folder, or in one below"),
    ("a glob that is none", "exclude: [⟦'a\\']\n", "is no glob"),
    ("a glob that fits nothing", "exclude: [⟦'# x']\n", "no glob that could fit a file"),
    ("a section for what is not there", "sections: {⟦'!a': {}}\n", "cannot begin with '!'"),
    ("a rule that nobody has", "ignore: [AW301, ⟦AW399]\n", "no rule 'AW399'; did you mean 'AW3"),
    ("a severity for one", "severity:\n  ⟦vague-colective: info\n", "did you mean 'vague-collective'?"),
    ("a profile that is not there", "⟦profile: stict\n", "no profile 'stict'; did you mean 'strict'?"),
    ("a rule file that is not there", "rules: [⟦none.yml]\n", "none.yml cannot be read"),
    ("a key twice", "ignore: []\n⟦ignore: []\n", "stands twice"),
    ("no YAML", "ignore: [⟦\n", "this is not YAML"),
    ("an alias", "ignore: &a [AW]\nselect: ⟦*a\n", "aliases"),
    ("a list", "⟦- a\n", "expected keys with values, got a list"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "marked", "message"), BROKEN, ids=[row[0] for row in BROKEN])
def test_a_broken_configuration_is_told_with_its_place_and_the_rest_is_done(
    desk: Path, case: str, marked: str, message: str
) -> None:
    before = marked.partition("⟦")[0]
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    put(desk, bad__one_txt=STORY, bad__two_txt=STORY, good__draft_txt=STORY)
    put(desk, bad__saysso_yml=marked.replace("⟦", ""), good__saysso_yml=BASE)
    place = "2:1" if case == "no YAML" else place  # where the parser notices it
    alone = lint("bad")
    assert (alone.status, alone.out) == (2, "") and alone.err.count("\n") == 1
    told = message.replace("none.yml", os.path.join("bad", "none.yml"))
    assert alone.err.startswith(f"saysso: bad/saysso.yml:{place}: ") and told in alone.err
    both = run("lint", "--format", "json", "bad", "good")
    assert both.status == 2 and files(both) == ["good/draft.txt"]
    assert both.err == alone.err.rstrip() + " (2 files are not read for it)\n"
    assert [one["path"] for one in json.loads(both.out)["not_read"]] == ["bad/one.txt", "bad/two.txt"]
    shown = run("config", "bad/one.txt")
    assert (shown.status, shown.out, shown.err) == (2, "", alone.err)


def test_a_fault_in_a_section_stops_only_its_drafts(desk: Path) -> None:
    put(desk, a__draft_txt=STORY, b__draft_txt=STORY, _saysso_yml=BASE + "sections:\n  a/: {ignore: [ZX9]}\n")
    done = lint("a", "b")
    assert done.status == 2 and found(done)[0] == "b/draft.txt error ZZ101" and "a/draft" not in done.out
    assert done.err.startswith("saysso: .saysso.yml:4:17: no rule 'ZX9'")


def test_two_configurations_in_one_folder(desk: Path) -> None:
    put(desk, a__draft_txt=STORY, a__saysso_yml=BASE, a___saysso_yml=BASE, b__draft_txt=STORY, b__saysso_yml=BASE)
    done = lint("a", "b")
    assert done.status == 2 and found(done)[0] == "b/draft.txt error ZZ101"
    assert "saysso: a: '.saysso.yml' and 'saysso.yml' stand in one folder" in done.err
    assert lint("--no-config", "a").status < 2


def test_a_broken_own_rule_file_names_itself(desk: Path) -> None:
    put(desk, draft_txt=STORY, own_yml="rules: []\nrule: []\n", _saysso_yml="rules: [own.yml]\n")
    assert lint("draft.txt").err == "saysso: own.yml:2:1: unknown key 'rule'; did you mean 'rules'?\n"


EXCLUDED = [
    # exclude, PATHs, what is read
    ("", ["."], ["./a.txt", "./b/c.txt", "./b/d/e.txt"]),
    ("a.txt", ["."], ["./b/c.txt", "./b/d/e.txt"]),
    ("b/", ["."], ["./a.txt"]),
    ("d", ["."], ["./a.txt", "./b/c.txt"]),
    ("'*.txt', '!c.txt'", ["."], ["./b/c.txt"]),
    ("/c.txt", ["."], ["./a.txt", "./b/c.txt", "./b/d/e.txt"]),
    ("b/**", ["b/c.txt", "a.txt"], ["b/c.txt", "a.txt"]),  # a file that is named is read
    ("b/", ["b"], ["b/c.txt", "b/d/e.txt"]),  # a folder too
    ("d", ["b/d"], ["b/d/e.txt"]),
    ("c.txt", ["b"], ["b/d/e.txt"]),
    ("b/d", ["**"], ["a.txt", "b/c.txt"]),
    ("a.*", ["*.txt", "b/*.txt"], ["b/c.txt"]),
]


@pytest.mark.parametrize(("exclude", "paths", "expected"), EXCLUDED)
def test_excluded_files_are_left_out_of_folders(
    desk: Path, exclude: str, paths: list[str], expected: list[str]
) -> None:
    put(desk, a_txt=STORY, b__c_txt=STORY, b__d__e_txt=STORY, _saysso_yml=f"{BASE}exclude: [{exclude}]\n")
    assert files(run("lint", "--format", "json", *paths)) == expected


def test_a_folder_with_nothing_left_says_why(desk: Path) -> None:
    put(desk, a__b_txt=STORY, _saysso_yml="exclude: ['*.txt']\n")
    done = lint("a")
    assert done.status == 2 and done.err.startswith("saysso: a: all in it is excluded")


IGNORED = {
    ".gitignore": "*.tmp.txt\n/top.txt\nbuild/\n!keep.tmp.txt\nno\\\n",
    "a/.gitignore": "!b.tmp.txt\nsecret.txt\n**/x/*.txt\n",
    "a/x/.gitignore": "!fine.txt\n",
    ".git/info/exclude": "local.txt\n",
}
DRAFTS = (
    *("one.txt", "one.tmp.txt", "top.txt", "a/top.txt", "build/b.txt", "a/build/c.txt", "a/b.tmp.txt"),
    *("a/secret.txt", "secret.txt", "a/x/y.txt", "a/x/fine.txt", "keep.tmp.txt", "local.txt", "a/local.txt"),
    *("not.txt", "a/z/x/deep.txt", "caf\u00e9.txt"),
)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_what_git_ignores_is_left_out_of_folders(desk: Path) -> None:
    git = ["git", "-c", "core.quotePath=off", "-c", "core.excludesFile=/dev/null"]
    subprocess.run([*git, "init", "-q"], check=True)
    for name in DRAFTS:
        (desk / name).parent.mkdir(parents=True, exist_ok=True)
        (desk / name).write_text(STORY)
    for name, text in IGNORED.items():
        (desk / name).write_text(text)
    listed = subprocess.run(
        [*git, "ls-files", "-co", "--exclude-standard"], check=True, capture_output=True, encoding="utf-8"
    )
    expected = sorted(name for name in listed.stdout.splitlines() if name.endswith(".txt"))
    assert 5 < len(expected) < len(DRAFTS)
    read = lambda *args: sorted(files(run("lint", "--format", "json", "--select", "UA101", *args)))  # noqa: E731
    assert [name.removeprefix("./") for name in read(".")] == expected
    assert read("a") == [name for name in expected if name.startswith("a/")]
    assert read("**/*.txt") == expected
    assert read("build") == ["build/b.txt"]
    assert read("top.txt", "a/secret.txt") == ["a/secret.txt", "top.txt"]
    put(desk, _saysso_yml="gitignore: false\n")
    assert len(read(".")) == len(DRAFTS)


def test_outside_of_git_only_the_folder_s_own_gitignore_counts(desk: Path) -> None:
    put(desk, _gitignore="a.txt\n", f__a_txt=STORY, f__b_txt=STORY, f__c_txt=STORY, f___gitignore="b.txt\n")
    assert files(run("lint", "--format", "json", "f")) == ["f/a.txt", "f/c.txt"]


def test_a_configuration_names_the_baseline(desk: Path) -> None:
    put(desk, drafts__draft_txt=STORY, _saysso_yml=BASE + "baseline: rules/known.json\n", rules__x_txt="")
    missing = lint("drafts")
    known = os.path.join("rules", "known.json")
    told = f"saysso: {known}: there is no such baseline; --write-baseline {known} writes it\n"
    assert (missing.status, missing.out, missing.err) == (2, "", told)
    assert lint("--write-baseline", "rules/known.json", "drafts").status == 0
    assert found(lint("drafts")) == []
    put(desk, drafts__draft_txt=STORY.replace("stole the files", "stole the books"))
    assert found(lint("drafts", "-q")) == ["drafts/draft.txt error ZZ101"]
    for options in (["--baseline", ""], ["--no-config", "--rules", str(RULE_FILE), "--select", "ZZ"]):
        assert len(found(lint(*options, "drafts"))) == 3
    os.chdir(desk / "drafts")  # it counts from the configuration's folder
    assert found(lint("draft.txt", "-q")) == ["draft.txt error ZZ101"]
    assert "known.json" in run("config").out


def test_config_tells_what_is_in_force_and_where_it_comes_from(desk: Path) -> None:
    text = "profile: ap\nignore: [CC]\nseverity:\n  AW301: error\nsections:\n  opinion/**:\n    profile: opinion\n"
    put(desk, _saysso_yml=text + "suppressions:\n  require-reason: yes-please\n".replace("yes-please", "true"))
    shown = run("config", "opinion/column.txt", "--ignore", "AW304")
    rows = [re.split(r"  +", line.strip()) for line in shown.out.splitlines()[2:]]
    assert shown.out.startswith("opinion/column.txt: .saysso.yml\n") and shown.status == 0
    for row in (
        ["profile", "opinion", ".saysso.yml:7 (opinion/**)"],
        ["ignore", "CC", ".saysso.yml:2"],
        ["ignore", "AW304", "command line"],
        ["severity", "AW301: error", ".saysso.yml:4"],
        ["suppressions.require-reason", "true", ".saysso.yml:9"],
        ["fail-level", "error", "default"],
    ):
        assert row in rows
    whole = json.loads(run("config", "--format", "json").out)
    assert whole["configuration"] == ".saysso.yml"
    profile = next(one for one in whole["settings"] if one["key"] == "profile")
    assert profile == {
        "key": "profile",
        "value": "ap",
        "from": "file",
        "path": ".saysso.yml",
        "line": 1,
        "column": 1,
        "section": None,
    }
    assert json.loads(run("config", "--no-config", "--format", "json").out)["configuration"] is None


def test_init_writes_a_configuration_once(desk: Path) -> None:
    (desk / "drafts").mkdir()
    assert run("init", "drafts").out.startswith("drafts/.saysso.yml written")
    again = run("init", "drafts")
    assert again.status == 2 and "drafts/.saysso.yml is there already" in again.err
    (desk / "drafts/.saysso.yml").rename(desk / "drafts/saysso.yml")
    assert run("init", "drafts").status == 2 and not (desk / "drafts/.saysso.yml").exists()
    assert run("init", "nowhere").status == 2


def uncommented() -> str:
    return re.sub(r"^#(?=\S|  )", "", STARTER, flags=re.MULTILINE)


def test_the_starter_sets_nothing_until_it_is_told_to(desk: Path) -> None:
    put(desk, draft_txt=STORY, _saysso_yml=STARTER)
    assert yaml.safe_load(STARTER) is None
    assert run("lint", "draft.txt") == run("lint", "--no-config", "draft.txt")


def test_every_setting_of_the_starter_is_valid_and_none_is_missing(desk: Path) -> None:
    put(desk, _saysso_yml=uncommented(), **{"our-rules_yml": ""})
    assert (run("config").status, run("config").err) == (0, "")
    assert list(jsonschema.Draft202012Validator(json_schema()).iter_errors(yaml.safe_load(uncommented()))) == []
    keys = json_schema()["$defs"]["ConfigurationSpec"]["properties"]
    assert set(yaml.safe_load(uncommented())) == set(keys)


def test_the_shipped_schema_is_current() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "linter.config.schema"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    command = "python -m linter.config.schema > rules/config.schema.json"
    assert done.stdout == (ROOT / "rules/config.schema.json").read_text("utf-8"), f"run: {command}"
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_the_schema_tells_of_every_key() -> None:
    for name, part in json_schema()["$defs"].items():
        assert part.get("description"), name
        for key, value in part["properties"].items():
            assert value.get("description") or "$ref" in value or "allOf" in value, (name, key)


@pytest.mark.parametrize("folder", [False, True])
def test_a_warm_start_with_a_configuration_imports_nothing_that_is_slow(desk: Path, folder: bool) -> None:
    heavy = "json tabulate multiprocessing yaml msgspec logging importlib.metadata concurrent.futures textwrap pathspec"
    code = (
        "import sys; from linter.cli import main; main(sys.argv[1:]); "
        f"print([name for name in {heavy.split()} if name in sys.modules])"
    )
    put(desk, _saysso_yml=BASE + "exclude: [old/]\nsections: {'a/**': {severity: {ZZ1: info}}}\n", a__draft_txt=STORY)
    for _ in range(2):  # the first run fills the cache
        done = subprocess.run(
            [sys.executable, "-c", code, "lint", "-q", "a" if folder else "a/draft.txt"],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert "info ZZ101" in done.stdout and done.stdout.splitlines()[-1] == "[]", done.stderr


def test_a_change_of_the_configuration_is_seen_at_once(desk: Path) -> None:
    put(desk, draft_txt=STORY, _saysso_yml=BASE)
    assert len(found(lint("draft.txt"))) == 3
    put(desk, _saysso_yml=BASE + "ignore: [ZZ1]\n")
    assert len(found(lint("draft.txt"))) == 2


def test_completion_knows_the_configuration_s_rules(desk: Path) -> None:
    put(desk, _saysso_yml=f"rules: [{RULE_FILE}]\n")
    words = {"COMP_WORDS": "saysso explain zz1", "COMP_CWORD": "2", "_SAYSSO_COMPLETE": "bash_complete"}
    command = [sys.executable, "-m", "linter"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **words}
    assert "plain,ZZ101" in subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout
    put(desk, _saysso_yml="rules: [\n")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be taken away")
def test_a_current_folder_that_is_gone_has_no_configuration(desk: Path) -> None:
    put(desk, draft_txt=STORY, _saysso_yml=BASE, gone__x_txt="")
    os.chdir(desk / "gone")
    shutil.rmtree(desk / "gone")
    assert len(found(lint(desk / "draft.txt"))) == 3
    assert run("rules").status == 0
