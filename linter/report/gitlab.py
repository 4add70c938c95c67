"""Findings as GitLab's code quality report, which merge requests show beside the changed lines."""

from __future__ import annotations

import json
from typing import Any

from linter.findings import Severity
from linter.report.base import NOT_READ, Format, Linted, Setting, Tally, advice
from linter.report.paths import relative
from linter.report.words import one_line

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitLab(Format):
    """One array of issues, with the fields that https://docs.gitlab.com/ci/testing/code_quality/ asks for.

    A fingerprint stays while its sentence does, wherever that moves in the draft. A draft that could not be
    read is a blocker on line 1.
    """

    separator = ",\n"

    def __init__(self, setting: Setting | None = None) -> None:
        self.root = (setting or Setting()).root

    def start(self) -> str:
        return "[\n"

    def file(self, linted: Linted) -> str:
        path = relative(linted.path, self.root)
        issues = []
        for finding, suppressed, key in linted.entries():
            if not suppressed:
                place = linted.place(finding)
                severity = _SEVERITIES[finding.severity]
                lines = {"begin": place.line, "end": place.end_line}
                text = f"{finding.code}: {advice(finding)}"
                issues.append(_issue(finding.code, severity, path, text, key.fingerprint(path), lines))
        return ",\n".join(issues)

    def finish(self, tally: Tally) -> str:
        from linter.fingerprint import Key

        issues = []
        for path, message in tally.undone:
            path, text = relative(path, self.root), one_line(message)
            fingerprint = Key(NOT_READ, text, 0).fingerprint(path)
            issues.append(_issue(NOT_READ, "blocker", path, text, fingerprint, {"begin": 1}))
        before = self.separator if tally.total and issues else ""
        return before + ",\n".join(issues) + "\n]\n"


def _issue(name: str, severity: str, path: str, text: str, fingerprint: str, lines: dict[str, int]) -> str:
    issue: dict[str, Any] = {
        "description": text,
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": lines},
    }
    return json.dumps(issue)
