"""Findings a line each, for editors and grep: PATH:LINE:COLUMN: severity CODE message."""

from __future__ import annotations

from linter.report.base import Format, Linted
from linter.report.words import one_line


class Concise(Format):
    """The format that other programs of the desk read: one finding, one line, nothing else."""

    def file(self, linted: Linted) -> str:
        lines = []
        for finding in linted.report.findings:
            place = linted.place(finding)
            lines.append(
                f"{one_line(linted.path)}:{place.line}:{place.column}: {finding.severity.label} "
                f"{finding.code} {finding.name}: {one_line(finding.message)}\n"
            )
        return "".join(lines)
