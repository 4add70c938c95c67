"""saysso as a reader installs it: a wheel in an empty environment, run far from the checkout.

Needs a package index that pip can reach, and a quarter of a minute; `-m "not install"` leaves it out. With
no index it is skipped, save in CI, where it has to run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from helpers_cli import ROOT, RULES

pytestmark = pytest.mark.install

#: What pip says when no index answers: a machine without a network is no fault of ours.
NO_INDEX = (
    "No matching distribution found",
    "Could not find a version that satisfies the requirement setuptools",
    "Max retries exceeded",
    "NewConnectionError",
    "Temporary failure in name resolution",
    "ReadTimeoutError",
)


class Installed(NamedTuple):
    """An installed saysso: its environment's folder, and an empty folder to run it from."""

    environment: Path
    desk: Path

    def run(self, *command: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of the environment (`saysso …`, `python …`) at the desk."""
        program, *rest = map(str, command)
        scripts = self.environment / ("Scripts" if os.name == "nt" else "bin")
        return subprocess.run(
            [str(scripts / program), *rest],
            cwd=self.desk,
            env=clean_environment() | {"SAYSSO_CACHE_DIR": str(self.desk / "cache")},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )


def clean_environment() -> dict[str, str]:
    """Return this process's environment without what would lead Python back to the checkout."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    return kept | {"PYTHONUTF8": "1", "NO_COLOR": "1"}


@pytest.fixture(scope="module")
def saysso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """Install a copy of the checkout, not in place, so that only what the wheel holds can be used."""
    folder = tmp_path_factory.mktemp("install")
    source, desk = folder / "source", folder / "desk"
    desk.mkdir()
    source.mkdir()
    for name in ("linter", "rules"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    venv.create(folder / "environment", with_pip=True, clear=True)
    installed = Installed(folder / "environment", desk)
    done = installed.run("python", "-m", "pip", "install", "-q", "--retries", "1", source)
    unreached = any(sign in done.stderr for sign in NO_INDEX)
    if done.returncode and unreached and not os.environ.get("CI"):
        told = next(line.strip() for line in done.stderr.splitlines() if any(sign in line for sign in NO_INDEX))
        pytest.skip(f"pip reaches no package index: {told}")
    assert done.returncode == 0, done.stderr
    shutil.rmtree(source)
    yield installed
    shutil.rmtree(folder, ignore_errors=True)


def test_it_runs_from_its_own_wheel(saysso: Installed) -> None:
    done = saysso.run("python", "-c", "import linter; print(linter.__file__)")
    assert done.returncode == 0, done.stderr
    assert saysso.environment in Path(done.stdout.strip()).parents


def test_the_wheel_holds_every_rule_file_and_the_licence(saysso: Installed) -> None:
    [inside] = saysso.environment.glob("**/site-packages/linter/rules")
    shipped = {p.relative_to(ROOT / "rules") for p in (ROOT / "rules").rglob("*") if p.suffix in (".yml", ".json")}
    assert {path.relative_to(inside) for path in inside.rglob("*") if path.is_file()} >= shipped
    assert list(saysso.environment.glob("**/saysso-*.dist-info/**/LICENSE"))


def test_the_wheel_holds_every_template(saysso: Installed) -> None:
    [inside] = saysso.environment.glob("**/site-packages/linter/report/html/templates")
    shipped = (ROOT / "linter/report/html/templates").iterdir()
    assert {path.name for path in inside.iterdir()} == {path.name for path in shipped}


@pytest.mark.parametrize("command", [["saysso"], ["python", "-m", "linter"]], ids=" ".join)
def test_the_command(saysso: Installed, command: list[str]) -> None:
    done = saysso.run(*command, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("saysso ")


@pytest.mark.parametrize(
    ("copy", "options", "status", "shows"),
    [
        ("The shop will open in May, the council said.\n", [], 0, "nothing to flag"),
        ("The Herald has learned that the mill will close.\n", [], 1, "SQ206"),
        ("The Herald has learned that the mill will close.\n", ["--exit-zero"], 0, "SQ206"),
        ("The Herald has learned that the mill will close.\n", ["--ignore", "SQ206"], 0, ""),
        ("It is believed that the mill will close.\n", [], 0, "SQ205"),
        ("It is believed that the mill will close.\n", ["--fail-level", "warning"], 1, "SQ205"),
    ],
)
def test_lint(saysso: Installed, copy: str, options: list[str], status: int, shows: str) -> None:
    (saysso.desk / "draft.txt").write_text(copy, encoding="utf-8")
    done = saysso.run("saysso", "lint", *options, "draft.txt")
    assert done.returncode == status, done.stdout + done.stderr
    assert shows in done.stdout
    assert done.stderr == ""


def test_lint_reads_standard_input(saysso: Installed) -> None:
    done = saysso.run("saysso", "lint", "--format", "concise", "-", stdin="The Herald has learned that it closes.\n")
    assert done.returncode == 1
    assert done.stdout.startswith("-:1:1: error SQ206")


def test_lint_of_what_is_not_there(saysso: Installed) -> None:
    done = saysso.run("saysso", "lint", "nowhere.txt")
    assert done.returncode == 2
    assert done.stderr == "saysso: nowhere.txt: no such file or folder\n"


def test_rules(saysso: Installed) -> None:
    done = saysso.run("saysso", "rules")
    assert (done.returncode, done.stderr) == (0, "")
    assert "UA101" in done.stdout and "CC502" in done.stdout


def test_explain(saysso: Installed) -> None:
    done = saysso.run("saysso", "explain", "UA101", "vague-collective")
    assert (done.returncode, done.stderr) == (0, "")
    assert "unattributed-accusation" in done.stdout and "SQ204" in done.stdout
    assert saysso.run("saysso", "explain", "UA999").returncode == 2


def test_test_rules(saysso: Installed) -> None:
    (saysso.desk / "our-rules.yml").write_text(RULES, encoding="utf-8")
    done = saysso.run("saysso", "test-rules", "--rules", "our-rules.yml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "all as they should be" in done.stdout


def test_markdown_without_its_extra_says_what_to_install(saysso: Installed) -> None:
    (saysso.desk / "draft.md").write_text("# Mill closes\n\nThe mill closes.\n", encoding="utf-8")
    done = saysso.run("saysso", "lint", "draft.md")
    assert done.returncode == 2
    assert "pip install 'saysso[markdown]'" in done.stderr
