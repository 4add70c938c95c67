"""Findings as GitHub workflow commands, which show beside the changed lines of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from linter.findings import Finding, Severity
from linter.report.base import Finished, Format, Linted, Setting, Tally
from linter.report.concise import line
from linter.report.paths import relative
from linter.report.words import one_line

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
#: GitHub shows so many of each level a step and drops the rest without a word; the last notice is our own.
_SHOWN = {"error": 10, "warning": 10, "notice": 9}


class GitHub(Format):
    """The format for GitHub Actions: `::error file=…,line=…,title=…::message`.

    Escapes as in https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts; the runner drops
    columns when a finding runs over lines, so they are left out there. What is beyond GitHub's limits stands
    in the step's log, a line each, and a last notice says so.
    """

    def __init__(self, setting: Setting | None = None) -> None:
        self.root = (setting or Setting()).root

    def file(self, linted: Linted) -> str:
        """Return two lines a finding: the command, and what stands in the log where it is not shown."""
        return "".join(
            f"{self._command(linted, finding)}\n{_plain(line(linted, finding))}\n" for finding in linted.report.findings
        )

    def printed(self, drafts: Iterable[Finished], tally: Tally) -> Iterator[str]:
        shown: Counter[str] = Counter()
        hidden = 0
        for finished in drafts:
            lines = finished.text.split("\n")[:-1]
            for command, plain in zip(lines[::2], lines[1::2], strict=True):
                level = command[2:].partition(" ")[0]
                fits = shown[level] < _SHOWN[level]
                shown[level] += fits
                hidden += not fits
                yield (command if fits else plain) + "\n"
        for path, message in tally.undone:
            # On standard error, in the same log, it stands anyway.
            properties = {"file": relative(path, self.root), "title": "not read"}
            if shown["error"] < _SHOWN["error"]:
                shown["error"] += 1
                yield _written("error", properties, message) + "\n"
            else:
                hidden += 1
        if hidden:
            told = f"{hidden:,} more than GitHub shows beside the lines: see the log of this step."
            yield _written("notice", {"title": "saysso"}, told) + "\n"

    def _command(self, linted: Linted, finding: Finding) -> str:
        place = linted.place(finding)
        values: dict[str, object] = {"file": relative(linted.path, self.root), "line": place.line}
        if place.line == place.end_line:
            values["col"] = place.column
        values["endLine"] = place.end_line
        if place.line == place.end_line:
            values["endColumn"] = place.end_column
        values["title"] = f"{finding.code} {finding.name}"
        message = f"{finding.message}\n{finding.fix}" if finding.fix else finding.message
        return _written(_LEVELS[finding.severity], values, message)


def _written(level: str, properties: dict[str, object] | dict[str, str], message: str) -> str:
    told = ",".join(f"{key}={escape_property(str(value))}" for key, value in properties.items())
    return f"::{level} {told}::{escape(message)}"


def _plain(text: str) -> str:
    """Return a line for the log in which the runner finds no command: those begin with "::", or hold "##["."""
    text = one_line(text).replace("##[", "## [")
    return text.replace("::", ": :", 1) if text.lstrip().startswith("::") else text


def escape(text: str) -> str:
    """Return `text` as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Return `text` as the value of a workflow command's property."""
    return escape(text).replace(":", "%3A").replace(",", "%2C")
