"""Where saysso runs: the GitHub action, the GitLab job and the pre-commit hook, read and run as those would.

What needs a package index is marked `install`, as in test_install.py.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from helpers_cli import CACHE, ROOT
from identify.identify import tags_from_filename

from linter.readers import SUFFIXES

README = (ROOT / "README.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step.get("name", step.get("uses")): step for step in ACTION["runs"]["steps"]}
BAD = "The Herald has learned that the mill will close.\n"
GOOD = "The mill will close in May, the council said.\n"

bash = pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="needs bash")
git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a draft of each kind, and a folder of programs in which `saysso` is this checkout's."""
    (tmp_path / "work/drafts").mkdir(parents=True)
    (tmp_path / "work/drafts/bad.txt").write_text(BAD)
    (tmp_path / "work/drafts/good.md").write_text(GOOD)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/saysso").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linter "$@"\n')
    (tmp_path / "bin/pip").write_text('#!/bin/sh\necho "$*" >> "$PIP_LOG"\n')
    for name in ("saysso", "pip"):
        (tmp_path / "bin" / name).chmod(0o755)
    return tmp_path


def shell(script: str, desk: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub runs a step with `shell: bash`, in the folder of the drafts."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "RUNNER_"))}
    given = {"PYTHONPATH": str(ROOT), "PATH": f"{desk / 'bin'}:{os.environ['PATH']}", "PIP_LOG": str(desk / "pip.log")}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=desk / "work",
        env={**kept, **given, "SAYSSO_CACHE_DIR": CACHE.name, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


# The README and the files it is copied from


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml", "pre-commit-config.yaml"])
def test_the_readme_s_lines_are_the_file_s(name: str) -> None:
    [block] = re.findall(rf"<!-- from: docs/ci/{re.escape(name)} -->\n```yaml\n(.*?)```", README, re.DOTALL)
    assert len(block.splitlines()) == 3
    assert block in (ROOT / "docs/ci" / name).read_text("utf-8")


def test_the_readme_s_longer_lines_are_the_file_s_too() -> None:
    [block] = re.findall(r"<!-- from: docs/ci/github-changes.yml -->\n```yaml\n(.*?)```", README, re.DOTALL)
    assert (ROOT / "docs/ci/github-changes.yml").read_text("utf-8").endswith(block)
    assert "fetch-depth: 0" in block


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", "docs/ci/github.yml"),
        ("vendor.github-workflows", "docs/ci/github-changes.yml"),
        ("vendor.gitlab-ci", "docs/ci/gitlab.yml"),
        ("vendor.gitlab-ci", "docs/ci/gitlab-changes.yml"),
    ],
)
def test_the_forge_s_schema_takes_it(schema: str, path: str) -> None:
    """The schemas come with check-jsonschema: no network is needed."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


# The GitHub action


def test_no_input_is_part_of_a_command() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "an input in a script is run as part of it"
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    workflow = yaml.safe_load((ROOT / "docs/ci/github.yml").read_text("utf-8"))
    assert set(workflow["jobs"]["saysso"]["steps"][1]["with"]) <= used


def lint_step(desk: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run the action's lint step with these inputs; return it, and what it told the steps after it."""
    step = STEPS["Lint"]
    values = {name: spec.get("default", "") for name, spec in ACTION["inputs"].items()} | inputs
    environment = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], value)
        for key, value in step["env"].items()
    }
    output = desk / "output"
    output.write_text("")
    environment |= {"BIN": str(desk / "bin"), "RUNNER_TEMP": str(desk), "GITHUB_OUTPUT": str(output)}
    return shell(step["run"], desk, **environment), output.read_text()


@bash
@pytest.mark.parametrize(
    ("inputs", "status", "shown"),
    [
        ({}, 1, "::error file=drafts/bad.txt,line=1,"),
        ({"paths": "drafts/good.md"}, 0, ""),
        ({"paths": "drafts/good.md\n\ndrafts/bad.txt\n"}, 1, "::error file=drafts/bad.txt,line=1,"),
        ({"paths": "drafts/*.txt", "fail-level": "never"}, 0, "::error file=drafts/bad.txt,line=1,"),
        ({"paths": "drafts", "profile": "wikipedia", "args": "--select=SQ2\n--ignore=SQ206"}, 0, ""),
        ({"paths": "gone.txt"}, 2, "::error file=gone.txt,"),
    ],
)
def test_the_action_shows_findings_and_fails_as_lint_does(
    desk: Path, inputs: dict[str, str], status: int, shown: str
) -> None:
    done, told = lint_step(desk, **inputs)
    assert (done.returncode, told) == (status, ""), done.stderr
    assert done.stdout.startswith(shown) and bool(done.stdout) == bool(shown)


INJECTIONS = [
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    '"; touch pwned; "',
    "'; touch pwned; '",
    "a\n$(touch pwned)",
]


@bash
@pytest.mark.parametrize("name", ["paths", "profile", "fail-level", "args"])
@pytest.mark.parametrize("words", INJECTIONS)
def test_what_an_input_says_is_never_run(desk: Path, name: str, words: str) -> None:
    done, _ = lint_step(desk, **{name: words})
    assert done.returncode == 2 and "touch pwned" in done.stderr
    assert not list(desk.rglob("pwned"))


@bash
def test_a_path_is_no_option_and_may_have_spaces(desk: Path) -> None:
    (desk / "work/a draft.txt").write_text(BAD)
    (desk / "work/--exit-zero").write_text(BAD)
    done, _ = lint_step(desk, paths="a draft.txt\n--exit-zero")
    assert done.returncode == 1 and done.stdout.count("::error file=") == 2


@bash
def test_the_action_writes_sarif_beside_the_annotations(desk: Path) -> None:
    done, told = lint_step(desk, sarif="true")
    assert done.returncode == 1 and done.stdout.startswith("::error file=")
    assert told == f"sarif={desk}/saysso.sarif\n"
    [run] = json.loads((desk / "saysso.sarif").read_text())["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["SQ206"]


@bash
def test_without_a_report_there_is_nothing_to_upload(desk: Path) -> None:
    done, told = lint_step(desk, sarif="true", profile="nonesuch")
    assert (done.returncode, told) == (2, "") and done.stderr.count("no profile 'nonesuch'") == 1
    assert STEPS["Upload the findings"]["if"] == "${{ !cancelled() && steps.lint.outputs.sarif != '' }}"


@pytest.fixture
def changed(desk: Path) -> Path:
    """The folder of drafts as a branch: on main a fault in bad.txt, let pass; on the branch one more, and one beside."""
    script = f"""
        export GIT_AUTHOR_NAME=Desk GIT_AUTHOR_EMAIL=d@example.org GIT_COMMITTER_NAME=Desk GIT_COMMITTER_EMAIL=d@example.org
        git init -q -b main . && git add . && git commit -qm one && git update-ref refs/remotes/origin/main HEAD
        saysso lint --quiet --write-baseline saysso-baseline.json drafts
        printf '{BAD.strip()} The Herald can reveal why.\\n' > drafts/bad.txt
        printf 'The Herald has learned that the pool will close.\\n' > drafts/new.txt
        git add . && git commit -qm two"""
    done = shell(script, desk)
    assert done.returncode == 0, done.stderr
    return desk


@bash
@git
def test_the_action_tells_of_what_a_pull_request_changes(changed: Path) -> None:
    workflow = yaml.safe_load((ROOT / "docs/ci/github-changes.yml").read_text("utf-8"))
    checkout, action = workflow["jobs"]["saysso"]["steps"]
    assert checkout["with"] == {"fetch-depth": 0} and workflow[True] == "pull_request"
    given = {name: value.replace("${{ github.base_ref }}", "main") for name, value in action["with"].items()}
    done, _ = lint_step(changed, **given)
    shown = re.findall(r"^::error file=(\S+?),", done.stdout, re.MULTILINE)
    assert (done.returncode, shown) == (1, ["drafts/bad.txt", "drafts/new.txt"]), done


@bash
@git
def test_the_gitlab_job_tells_of_what_a_merge_request_changes(changed: Path) -> None:
    job = yaml.safe_load((ROOT / "docs/ci/gitlab-changes.yml").read_text("utf-8"))["saysso"]
    done = shell("\n".join(job["script"]), changed, CI_MERGE_REQUEST_DIFF_BASE_SHA="main^")
    report = json.loads((changed / "work" / job["artifacts"]["reports"]["codequality"]).read_text())
    assert done.returncode == 1 and job["variables"] == {"GIT_DEPTH": 0}
    assert [one["location"]["path"] for one in report] == ["drafts/bad.txt", "drafts/new.txt"]


@pytest.mark.install
def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    """Lint the workflow with the action it uses beside it, so that its inputs are checked too."""
    program = [shutil.which("actionlint") or ""]
    if not program[0]:
        if shutil.which("go") is None:
            pytest.skip("needs actionlint, or Go to build it")
        program = ["go", "run", "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"]
    workflows = tmp_path / ".github/workflows"
    workflows.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    shutil.copy(ROOT / "action.yml", tmp_path)
    for name, at in (("github.yml", "saysso.yml"), ("github-changes.yml", "github-changes.yml")):
        text = (ROOT / "docs/ci" / name).read_text("utf-8")
        (workflows / at).write_text(re.sub(r"uses: your-org/saysso@\S+", "uses: ./", text))
    (workflows / "wrong.yml").write_text((workflows / "saysso.yml").read_text().replace("{paths:", "{path:"))
    right, changes, wrong = (
        subprocess.run(
            [*program, f".github/workflows/{name}"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        for name in ("saysso.yml", "github-changes.yml", "wrong.yml")
    )
    if "dial tcp" in right.stderr or "no such host" in right.stderr:
        pytest.skip("Go reaches no module proxy")
    for done in (right, changes):
        told = re.sub(r"(?m)^go: downloading .*\n", "", done.stderr)  # where Go has not got it yet
        assert (done.returncode, done.stdout + told) == (0, "")
    assert wrong.returncode == 1 and 'input "path" is not defined in action' in wrong.stdout


# The GitLab job


@bash
def test_the_gitlab_job_writes_the_report_it_hands_over(desk: Path) -> None:
    job = yaml.safe_load((ROOT / "docs/ci/gitlab.yml").read_text("utf-8"))["saysso"]
    done = shell("\n".join(job["script"]), desk)
    assert done.returncode == 1, done.stderr
    report = json.loads((desk / "work" / job["artifacts"]["reports"]["codequality"]).read_text())
    assert [(one["check_name"], one["location"]["path"]) for one in report] == [("SQ206", "drafts/bad.txt")]
    assert (desk / "pip.log").read_text().startswith("install saysso[all] @ git+https://")


# The pre-commit hook

[HOOK] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("command", "path"),
    [("validate-manifest", ".pre-commit-hooks.yaml"), ("validate-config", "docs/ci/pre-commit-config.yaml")],
)
def test_pre_commit_takes_it(command: str, path: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", command, path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_hook_is_given_drafts_and_nothing_else() -> None:
    """`files` in a newsroom's configuration comes in place of the hook's own: only types hold pictures back."""
    given = {suffix for suffix in SUFFIXES if tags_from_filename(f"story{suffix}") & set(HOOK["types_or"])}
    assert given == set(SUFFIXES) - {".text", ".docx", ".xml", ".nitf", ".newsml", ".json"}
    for name in ("photo.png", "table.csv", "package.json", "feed.xml", "notes.py"):
        assert not tags_from_filename(name) & set(HOOK["types_or"]), name
    assert "files" not in HOOK


@git
@pytest.mark.install
def test_pre_commit_stops_a_draft_and_lets_its_mend_through(tmp_path: Path) -> None:
    """The hook from a clone of this checkout, installed by pre-commit, on a git repository of drafts."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_") and key != "PYTHONPATH"},
        **{"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_HOME": str(tmp_path / "home")},
        **{f"GIT_{who}_{what}": "desk@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        "SAYSSO_CACHE_DIR": str(tmp_path / "cache"),
    }

    def call(folder: Path, *command: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(word) for word in command], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    def committed(folder: Path) -> subprocess.CompletedProcess[str]:
        call(folder, "git", "add", "-A")
        return call(folder, "git", "commit", "-m", "A draft")

    hook, drafts = tmp_path / "hook", tmp_path / "desk"
    hook.mkdir()
    for name in ("linter", "rules"):
        shutil.copytree(ROOT / name, hook / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, hook / name)
    (drafts / "drafts").mkdir(parents=True)
    for folder in (hook, drafts):
        call(folder, "git", "init", "-q")
    assert committed(hook).returncode == 0
    revision = call(hook, "git", "rev-parse", "HEAD").stdout.strip()

    config = (ROOT / "docs/ci/pre-commit-config.yaml").read_text("utf-8")
    config = re.sub(r"repo: \S+", f"repo: {hook.as_uri()}", config).replace("rev: v0.1.0", f"rev: {revision}")
    (drafts / ".pre-commit-config.yaml").write_text(config)
    installed = call(drafts, sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    if installed.returncode and not os.environ.get("CI"):
        assert "pip" in installed.stdout and "install" in installed.stdout, installed.stdout
        pytest.skip("pip reaches no package index")
    assert installed.returncode == 0, installed.stdout

    (drafts / "notes.txt").write_text(BAD)  # beside the drafts: not the hook's business
    (drafts / "drafts/photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(90))  # among them, and no draft
    (drafts / "drafts/mill.md").write_text(BAD)
    stopped = committed(drafts)
    assert stopped.returncode == 1
    assert "drafts/mill.md:1:1: error SQ206 self-attribution" in stopped.stderr
    assert "notes.txt" not in stopped.stderr
    (drafts / "drafts/mill.md").write_text(GOOD)
    assert committed(drafts).returncode == 0, "the mend is let through"


def test_the_pages_say_what_ships() -> None:
    """The version and the extra in the snippets are this package's."""
    from linter import __version__

    for path in sorted((ROOT / "docs/ci").iterdir()):
        assert set(re.findall(r"v(\d+\.\d+\.\d+)", path.read_text("utf-8"))) == {__version__}, path
    extras = (ROOT / "setup.cfg").read_text("utf-8")
    for path in ("action.yml", "docs/ci/gitlab.yml", ".pre-commit-hooks.yaml"):
        for extra in re.findall(r"(?:saysso|ACTION|\.)\[(\w+)\]", (ROOT / path).read_text("utf-8")):
            assert re.search(rf"^{extra} =$", extras, re.MULTILINE), f"{path}: there is no extra '{extra}'"
