"""Findings as JSON lines: one object a finding, for pipes."""

from __future__ import annotations

import json

from linter.report.base import SCHEMA, Format, Linted


class JsonLines(Format):
    """The format for programs that read findings as they come."""

    def file(self, linted: Linted) -> str:
        findings = linted.report.findings
        return "".join(json.dumps({"schema": SCHEMA, **linted.record(found)}) + "\n" for found in findings)
