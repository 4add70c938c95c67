"""What the engine sees in a draft: the record of `saysso analyze`, whose shape is a contract (schema 1)."""

from __future__ import annotations

import json
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from linter.document import Document, Span
from linter.findings import Attribution, Report
from linter.report.base import SCHEMA, Format, Linted, Tally, genre


class Analysis(Format):
    """The formats of `saysso analyze`: an object a line (`jsonl`), or one document (`json`)."""

    def __init__(self, name: str = "jsonl") -> None:
        self.whole = name == "json"
        self.separator = ",\n" if self.whole else ""

    def start(self) -> str:
        return f'{{"schema": {SCHEMA}, "files": [\n' if self.whole else ""

    def file(self, linted: Linted) -> str:
        return json.dumps(record(linted.path, linted.report)) + ("" if self.whole else "\n")

    def finish(self, tally: Tally) -> str:
        return "\n]}\n" if self.whole else ""


def record(path: str, report: Report) -> dict[str, Any]:
    """Return what the engine sees in one draft. Offsets are code points of the decoded file, half open."""
    document, linted = report.document, Linted(path, report)
    bare = _bare(document)
    return {
        "schema": SCHEMA,
        "path": path,
        "sentences": [
            {**bare(sentence.span), "zone": sentence.zone.value, "status": status.value}
            for sentence, status in zip(document.sentences, report.statuses, strict=True)
        ],
        "attributions": [
            _attribution(document, one)
            for one in sorted([*report.attributions, *report.attitudes], key=attrgetter("sentence"))
        ],
        "speakers": [
            {
                "id": speaker.id,
                "name": speaker.name,
                "kind": speaker.kind.value,
                "mentions": [bare(span) for span in speaker.mentions],
                "statements": speaker.statements,
            }
            for speaker in report.speakers
        ],
        "findings": [_finding(linted.record(found)) for found in report.findings],
        "genre": genre(report.genre),
    }


def _attribution(document: Document, one: Attribution) -> dict[str, Any]:
    bare = _bare(document)

    def worded(span: Span) -> dict[str, Any]:
        return {**bare(span), "text": document.text[span.start : span.end]}

    return {
        "source": {**worded(one.source), "kind": one.kind.value, "step": one.step} if one.source else None,
        "cue": worded(one.cue) if one.cue else None,
        "content": [bare(span) for span in one.content],
        "pattern": one.pattern,
        "carried": one.carried,
        "speaker": one.speaker,
    }


def _bare(document: Document) -> Callable[[Span], dict[str, int]]:
    def placed(span: Span) -> dict[str, int]:
        start, end = document.to_file(span)
        return {"start": start, "end": end}

    return placed


def _finding(record: dict[str, Any]) -> dict[str, Any]:
    keys = ("code", "name", "severity", "message", "start", "end", "line", "column")
    return {key: record[key] for key in (*keys, *record.keys() & {"strength"})}
