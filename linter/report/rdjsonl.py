"""Findings in reviewdog's diagnostic format, one a line."""

from __future__ import annotations

import json
from typing import Any

from linter.document import Document
from linter.report.base import NOT_READ, Format, Linted, Setting, Tally, advice
from linter.report.paths import relative
from linter.report.words import one_line

#: Who says so: the tool, as reviewdog names it beside each of its comments.
SOURCE = {"name": "saysso"}


class RdJsonLines(Format):
    """`reviewdog.rdf.Diagnostic`, one a line: columns count bytes of UTF-8, from 1, and the end is not included."""

    def __init__(self, setting: Setting | None = None) -> None:
        self.root = (setting or Setting()).root

    def file(self, linted: Linted) -> str:
        return "".join(json.dumps(one) + "\n" for one in self.diagnostics(linted))

    def finish(self, tally: Tally) -> str:
        return "".join(json.dumps(one) + "\n" for one in self.undone(tally))

    def diagnostics(self, linted: Linted) -> list[dict[str, Any]]:
        """Return the findings of a draft as the format tells them."""
        path, document = relative(linted.path, self.root), linted.report.document
        found = []
        for finding in linted.report.findings:
            place = linted.place(finding)
            ends = [_position(document, *at) for at in ((place.line, place.start), (place.end_line, place.end))]
            location = {"path": path, "range": dict(zip(("start", "end"), ends, strict=True))}
            found.append(_diagnostic(finding.code, finding.severity.name, advice(finding), location))
        return found

    def undone(self, tally: Tally) -> list[dict[str, Any]]:
        """Return the drafts that could not be read, without a range."""
        return [
            _diagnostic(NOT_READ, "ERROR", one_line(message), {"path": relative(path, self.root)})
            for path, message in tally.undone
        ]


def _diagnostic(code: str, severity: str, message: str, location: dict[str, Any]) -> dict[str, Any]:
    return {
        "message": message,
        "location": location,
        "severity": severity,
        "source": SOURCE,
        "code": {"value": code},
    }


def _position(document: Document, line: int, offset: int) -> dict[str, int]:
    before = document.file_text[document.line_starts[line - 1] : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
