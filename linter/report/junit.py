"""Findings as JUnit XML: a suite a draft, a case a finding; for build servers that show tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.findings import Severity
from linter.report.base import NOT_READ, Entry, Format, Linted, Setting, Tally, advice
from linter.report.paths import relative
from linter.report.words import one_line
from linter.report.xml import DECLARATION, element, printed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Junit(Format):
    """A finding at or above the fail level is a failed case, a lighter one a passed case that says it.

    One that somebody let pass is a skipped case, a draft with nothing to flag a passed one, and a draft that
    could not be read an error.
    """

    def __init__(self, setting: Setting | None = None) -> None:
        setting = setting or Setting()
        self.root, self.fail_levels = setting.root, setting.fail_levels

    def start(self) -> str:
        return DECLARATION + '<testsuites name="saysso">\n'

    def file(self, linted: Linted) -> str:
        path = relative(linted.path, self.root)
        cases = [self._case(path, linted, entry) for entry in linted.entries()]
        return _suite(path, cases or [element("testcase", classname=path, name="nothing to flag")])

    def finish(self, tally: Tally) -> str:
        texts = []
        for path, message in tally.undone:
            path = relative(path, self.root)
            case = element("testcase", classname=path, name=NOT_READ)
            case.append(element("error", message=one_line(message), type=NOT_READ))
            texts.append(_suite(path, [case]))
        return "".join(texts) + "</testsuites>\n"

    def _case(self, path: str, linted: Linted, entry: Entry) -> Element:
        finding, suppressed, _ = entry
        place = linted.place(finding)
        name = f"{finding.code} {finding.name} (line {place.line}, column {place.column})"
        case = element("testcase", classname=path, name=name, file=path, line=place.line)
        where = f"{path}:{place.line}:{place.column}: {finding.severity.label} {finding.code} {finding.name}"
        told = f"{one_line(where)}\n{advice(finding)}\n"
        if suppressed:
            reason = f": {one_line(suppressed.reason)}" if suppressed.reason else ""
            case.append(element("skipped", message=f"let pass by the {suppressed.by}{reason}"))
        elif finding.severity >= self.fail_levels.get(linted.path, Severity.ERROR):
            case.append(element("failure", told, message=one_line(finding.message), type=finding.severity.label))
        else:
            case.append(element("system-out", told))
        return case


def _suite(path: str, cases: list[Element]) -> str:
    counts = {
        name: sum(case.find(tag) is not None for case in cases)
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    }
    suite = element("testsuite", name=path, tests=len(cases), **counts)
    suite.extend(cases)
    return printed(suite)
