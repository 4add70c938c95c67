"""Findings as a table for spreadsheets (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from linter.report.base import NOT_READ, Format, Linted, Setting, Tally
from linter.report.paths import relative
from linter.report.words import one_line

_COLUMNS = ("path", "line", "column", "end_line", "end_column")
_HEADER = (*_COLUMNS, "severity", "code", "name", "message", "fix", "words")

# A cell that begins like this is a formula to a spreadsheet, and could run what somebody wrote into a draft.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Csv(Format):
    """A row a finding under one heading, in UTF-8, with CRLF after each row.

    A cell that a spreadsheet would take for a formula has an apostrophe before it. A draft that could not be
    read has a row with its path, "not-read" for a name, and why.
    """

    def __init__(self, setting: Setting | None = None) -> None:
        self.root = (setting or Setting()).root

    def start(self) -> str:
        return csv_rows([_HEADER])

    def file(self, linted: Linted) -> str:
        path, rows = relative(linted.path, self.root), []
        for finding in linted.report.findings:
            place = linted.place(finding)
            words = linted.report.document.file_text[place.start : place.end]
            rule = (finding.severity.label, finding.code, finding.name)
            texts = map(one_line, (finding.message, finding.fix, words))
            rows.append((path, *place[2:], *rule, *texts))
        return csv_rows(rows)

    def finish(self, tally: Tally) -> str:
        empty = [""] * 4
        return csv_rows(
            (relative(path, self.root), *empty, "error", "", NOT_READ, one_line(message), "", "")
            for path, message in tally.undone
        )


def csv_rows(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV, with no cell that a spreadsheet would take for a formula."""
    buffer = StringIO(newline="")
    csv.writer(buffer).writerows([_safe(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
