"""Findings as GitHub workflow commands, which show beside the changed lines of a pull request."""

from __future__ import annotations

from linter.findings import Finding, Severity
from linter.report.base import Format, Linted

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GitHub(Format):
    """The format for GitHub Actions: `::error file=…,line=…,title=…::message`.

    Escapes as in https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts; the runner drops
    columns when a finding runs over lines, so they are left out there.
    """

    def file(self, linted: Linted) -> str:
        return "".join(self._command(linted, finding) for finding in linted.report.findings)

    @staticmethod
    def _command(linted: Linted, finding: Finding) -> str:
        place = linted.place(finding)
        values: dict[str, object] = {"file": linted.path.replace("\\", "/"), "line": place.line}
        if place.line == place.end_line:
            values["col"] = place.column
        values["endLine"] = place.end_line
        if place.line == place.end_line:
            values["endColumn"] = place.end_column
        values["title"] = f"{finding.code} {finding.name}"
        properties = ",".join(f"{key}={escape_property(str(value))}" for key, value in values.items())
        message = f"{finding.message}\n{finding.fix}" if finding.fix else finding.message
        return f"::{_LEVELS[finding.severity]} {properties}::{escape(message)}\n"


def escape(text: str) -> str:
    """Return `text` as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Return `text` as the value of a workflow command's property."""
    return escape(text).replace(":", "%3A").replace(",", "%2C")
