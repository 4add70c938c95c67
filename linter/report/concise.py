"""Findings a line each, for editors and grep: PATH:LINE:COLUMN: severity CODE message."""

from __future__ import annotations

from linter.findings import Finding
from linter.report.base import Format, Linted
from linter.report.words import one_line


class Concise(Format):
    """The format that other programs of the desk read: one finding, one line, nothing else."""

    def file(self, linted: Linted) -> str:
        return "".join(line(linted, finding) + "\n" for finding in linted.report.findings)


def line(linted: Linted, finding: Finding) -> str:
    """Return a finding as one line, without its end."""
    place = linted.place(finding)
    return (
        f"{one_line(linted.path)}:{place.line}:{place.column}: {finding.severity.label} "
        f"{finding.code} {finding.name}: {one_line(finding.message)}"
    )
