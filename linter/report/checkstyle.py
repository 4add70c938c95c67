"""Findings as Checkstyle XML, which most build servers and review tools read."""

from __future__ import annotations

from linter.report.base import NOT_READ, Format, Linted, Setting, Tally, advice
from linter.report.paths import relative
from linter.report.words import one_line
from linter.report.xml import DECLARATION, element, printed


class Checkstyle(Format):
    """`<file>` and `<error>` as Checkstyle itself writes them; columns count code points, from 1.

    `source` is "saysso." and the code. A draft that could not be read has an error on line 1.
    """

    def __init__(self, setting: Setting | None = None) -> None:
        self.root = (setting or Setting()).root

    def start(self) -> str:
        return DECLARATION + '<checkstyle version="8.0">\n'

    def file(self, linted: Linted) -> str:
        made = element("file", name=relative(linted.path, self.root))
        for finding in linted.report.findings:
            place = linted.place(finding)
            made.append(
                element(
                    "error",
                    line=place.line,
                    column=place.column,
                    severity=finding.severity.label,
                    message=advice(finding),
                    source=f"saysso.{finding.code}",
                )
            )
        return printed(made)

    def finish(self, tally: Tally) -> str:
        texts = []
        for path, message in tally.undone:
            made = element("file", name=relative(path, self.root))
            made.append(
                element("error", line=1, severity="error", message=one_line(message), source=f"saysso.{NOT_READ}")
            )
            texts.append(printed(made))
        return "".join(texts) + "</checkstyle>\n"
