"""The JSON Schema that editors check rule files by: current, valid, and satisfied by every file we ship."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from helpers_cli import ROOT, RULES

from linter.rulebook.schema import json_schema

SHIPPED = ROOT / "rules" / "schema.json"
FILES = sorted(p for p in (ROOT / "rules").rglob("*.yml") if "language" not in p.relative_to(ROOT / "rules").parts)


class Loader(yaml.CSafeLoader):
    """YAML 1.2, as editors read it: `no` is a word, `2022-04-08` too."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^-?[0-9]+$", list("-0123456789")),
    ("float", r"^-?[0-9]+\.[0-9]+$", list("-0123456789")),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def complaints(text: str) -> list[str]:
    """Return what an editor would underline in a rule file, as `where: why`."""
    validator = jsonschema.Draft202012Validator(json_schema())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(yaml.load(text, Loader) or {})]


def test_the_shipped_schema_is_current() -> None:
    command = "python -m linter.rulebook.schema > rules/schema.json"
    assert json.loads(SHIPPED.read_text("utf-8")) == json_schema(), f"run: {command}"


def test_the_command_that_writes_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "linter.rulebook.schema"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == SHIPPED.read_text("utf-8")


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "rules")))
def test_shipped_rule_file(path: Path) -> None:
    assert complaints(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("", "", id="an empty file"),
        pytest.param(RULES, "", id="three whole rules"),
        pytest.param("extends: recommended\nignore: [AW302]\n", "", id="a newsroom's own choice"),
        pytest.param("severity: {AW302: off}\n", "", id="off, unquoted"),
        pytest.param("outlet: [The Herald]\n", "$", id="an unknown key"),
        pytest.param("severity: {AW302: loud}\n", "$.severity.AW302", id="an unknown severity"),
        pytest.param("cues: [{lemma: moot, forms: [], frames: [say]}]\n", "$.cues[0].forms", id="a cue with no forms"),
        pytest.param("rules: [{code: ua1, name: x}]\n", "$.rules[0]", id="half a rule"),
        pytest.param(RULES.replace("ZZ101", "zz-1"), "$.rules[0].code", id="a code that is none"),
    ],
)
def test_what_an_editor_underlines(text: str, where: str) -> None:
    """The schema lets through what saysso loads, and stops at the same place as saysso what it does not."""
    found = complaints(text)
    if where:
        assert any(line.startswith(f"{where}: ") for line in found), found
    else:
        assert found == []


def test_every_part_has_a_description() -> None:
    """An editor shows a struct's description where its braces open."""
    missing = [name for name, part in json_schema()["$defs"].items() if not part.get("description")]
    assert missing == []
