"""Findings in reviewdog's diagnostic format, as one document."""

from __future__ import annotations

import json

from linter.report.base import Linted, Tally
from linter.report.rdjsonl import SOURCE, RdJsonLines


class RdJson(RdJsonLines):
    """`reviewdog.rdf.DiagnosticResult`: the same diagnostics in one document."""

    separator = ",\n"

    def start(self) -> str:
        return f'{{"source": {json.dumps(SOURCE)}, "diagnostics": [\n'

    def file(self, linted: Linted) -> str:
        return ",\n".join(map(json.dumps, self.diagnostics(linted)))

    def finish(self, tally: Tally) -> str:
        undone = ",\n".join(map(json.dumps, self.undone(tally)))
        before = self.separator if tally.total and undone else ""
        return f"{before}{undone}\n]}}\n"
