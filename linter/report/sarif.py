"""Findings as SARIF 2.1.0, for code scanning and the tools around it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from linter import __version__
from linter.findings import NEWS, Place, Severity, Suppressed
from linter.report.base import NOT_READ, Entry, Format, Linted, Setting, Tally, advice
from linter.report.paths import folder_uri, uri
from linter.report.rulehelp import help_markdown, help_text
from linter.report.words import one_line

if TYPE_CHECKING:
    from linter.rulebook import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
#: How a finding is known in other versions of the draft; the number grows when the same finding gets another.
_FINGERPRINT = "saysso/v1"
#: The folder that relative paths are counted from.
_ROOT = "%SRCROOT%"


class Sarif(Format):
    """One run of one tool. The rules stand before the results, what could not be read after them.

    So no result need be held back: the document is written as the drafts come. Offsets and columns count code
    points; a result that somebody let pass has a suppression.
    """

    separator = ",\n"

    def __init__(self, setting: Setting | None = None) -> None:
        setting = setting or Setting()
        self.root = setting.root
        self.index = {rule.code: index for index, rule in enumerate(setting.rules)}
        self.opening = _opening(setting)

    def start(self) -> str:
        return self.opening

    def file(self, linted: Linted) -> str:
        location = _artifact(linted.path, self.root)
        return ",\n".join(json.dumps(self._result(linted, location, entry)) for entry in linted.entries())

    def finish(self, tally: Tally) -> str:
        invocation = {
            "executionSuccessful": not tally.undone,
            "toolExecutionNotifications": [
                {
                    "descriptor": {"id": NOT_READ},
                    "level": "error",
                    "message": {"text": one_line(message)},
                    "locations": [{"physicalLocation": {"artifactLocation": _artifact(path, self.root)}}],
                }
                for path, message in tally.undone
            ],
        }
        return f'\n],\n"invocations": [{json.dumps(invocation)}]}}]}}\n'

    def _result(self, linted: Linted, location: dict[str, Any], entry: Entry) -> dict[str, Any]:
        finding, suppressed, key = entry
        place = linted.place(finding)
        snippet = linted.report.document.file_text[place.start : place.end]
        result: dict[str, Any] = {"ruleId": finding.code}
        if finding.code in self.index:
            result["ruleIndex"] = self.index[finding.code]
        return {
            **result,
            "level": _LEVELS[finding.severity],
            "message": {"text": advice(finding)},
            "locations": [{"physicalLocation": {"artifactLocation": location, "region": _region(place, snippet)}}],
            "partialFingerprints": {_FINGERPRINT: key.fingerprint()},
            **({"properties": {"genre": linted.report.genre.name}} if linted.report.genre.name != NEWS else {}),
            # Where one result has this property all must (SARIF 3.27.23), and a run's end is not known here.
            "suppressions": [_suppression(suppressed)] if suppressed else [],
        }


def _opening(setting: Setting) -> str:
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "saysso",
                "version": __version__,
                "semanticVersion": __version__,
                "shortDescription": {"text": "A linter for news copy that asks of every sentence: who says so?"},
                "language": "en",
                "rules": [_rule(rule) for rule in setting.rules],
                "notifications": [
                    {"id": NOT_READ, "shortDescription": {"text": "A draft could not be read, or not wholly."}}
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
    }
    if setting.root:
        run["originalUriBaseIds"] = {_ROOT: {"uri": folder_uri(setting.root)}}
    whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{**run, "results": []}]}
    text = json.dumps(whole)
    return text.removesuffix("]}]}") + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": one_line(rule.catches)},
        "fullDescription": {"text": one_line(rule.why)},
        "help": {"text": help_text(rule), "markdown": help_markdown(rule)},
        "defaultConfiguration": {
            "enabled": rule.severity is not None,
            "level": _LEVELS[rule.severity or rule.default],
        },
        "properties": {"basedOn": rule.based_on},
    }


def _artifact(path: str, root: str) -> dict[str, Any]:
    reference = uri(path, root)
    return {"uri": reference, **({} if reference.startswith("file:") or not root else {"uriBaseId": _ROOT})}


def _region(place: Place, snippet: str) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
        "snippet": {"text": snippet},
    }


def _suppression(suppressed: Suppressed) -> dict[str, Any]:
    kind = "inSource" if suppressed.by == "comment" else "external"
    return {"kind": kind, **({"justification": suppressed.reason} if suppressed.reason else {})}
