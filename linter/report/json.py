"""Findings as one JSON document: {"schema", "files", "not_read", "summary"}."""

from __future__ import annotations

import json

from linter.report.base import SCHEMA, Format, Linted, Tally, genre


class Json(Format):
    """The format for programs that read a run whole. Offsets are code points of the decoded file.

    All output is ASCII with JSON's own escapes, so that no terminal or locale can spoil it.
    """

    separator = ",\n"

    def start(self) -> str:
        return f'{{"schema": {SCHEMA}, "files": [\n'

    def file(self, linted: Linted) -> str:
        document = linted.report.document
        return json.dumps(
            {
                "path": linted.path,
                "format": document.format,
                "encoding": document.encoding,
                "genre": genre(linted.report.genre),
                "findings": [linted.record(finding) for finding in linted.report.findings],
                "suppressed": [
                    {**linted.record(one.finding), "by": one.by, "reason": one.reason}
                    for one in linted.report.suppressed
                ],
                "problems": list(linted.report.problems),
            }
        )

    def finish(self, tally: Tally) -> str:
        unread = json.dumps([{"path": path, "message": message} for path, message in tally.unread])
        return f'\n], "not_read": {unread}, "summary": {json.dumps(tally.summary())}}}\n'
