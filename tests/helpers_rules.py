"""Small rule files to test the rulebook with, and what a rulebook says of copy."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import helpers_cli  # noqa: F401  (keeps the user's own cache out of the tests)

from linter.findings import Report
from linter.pipeline import lint
from linter.readers import read_text
from linter.rulebook import Rulebook, load_rulebook

#: A small house of rules, so that a broken file does not cost the compiling of all that ship.
HOUSE = {
    "attribution/patterns.yml": """\
        patterns:
          - id: source-says-that
            template: "{source} {cue:say} that {content}"
            examples: ["[Ellis]{source} [said]{cue} that [it fell]{content}."]
            not_examples: ["Ellis fell."]
        cues:
          - {lemma: say, forms: [say, says, said, saying], frames: [say]}
        words:
          labels: [rogue, villain]
        """,
    "claims/labels.yml": """\
        rules:
          - code: UA901
            name: house-label
            severity: error
            catches: A label.
            message: "'{match}' is a label."
            why: Because.
            fix: Drop it.
            based_on: nobody
            patterns: ["{labels}"]
            unless: [denied]
            examples: {fail: ["The [rogue]{match} left."], pass: ["He left."]}
        conditions:
          denied: {patterns: [denied]}
        """,
    "profiles/recommended.yml": "summary: All.\nselect: [ALL]\n",
    "profiles/strict.yml": "summary: More.\nextends: recommended\nseverity: {UA901: warning}\n",
}

RULE = """\
rules:
  - code: ZZ101
    name: test-rule
    severity: error
    catches: A word.
    message: "'{match}' is a word."
    why: Because.
    fix: Drop it.
    based_on: nobody
    patterns: [stole]
    examples: {fail: ["It was [his]{match} work."], pass: ["He left."]}
"""

PATTERN = """\
patterns:
  - id: mutters-of
    template: "{source} {cue:say} of {content}"
    examples: ["[Ellis]{source} [said]{cue} of [it]{content}."]
    not_examples: ["Ellis left."]
"""

CUE = "cues:\n  - {lemma: mutter, forms: [mutter, mutters, muttered, muttering], frames: [say]}\n"


@cache
def every_rule() -> Rulebook:
    """Return the rulebook with every rule that ships in force, the strict ones too."""
    return load_rulebook("strict").narrowed(select=["ALL"])


def put(folder: Path, text: str, name: str = "own.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def codes(copy: str, rulebook: Rulebook) -> list[str]:
    return [finding.code for finding in look(copy, rulebook).findings]


def look(copy: str, rulebook: Rulebook | None = None, format: str | None = None) -> Report:
    """Lint copy by a rulebook, or by every rule."""
    return lint(read_text(copy, format=format), rulebook or every_rule())


def in_force(rulebook: Rulebook) -> dict[str, str]:
    return {rule.code: rule.severity.label for rule in rulebook.rules if rule.severity}
