"""The report of a set of drafts, for programs: one JSON document, or a row a draft for spreadsheets."""

from __future__ import annotations

import json
from typing import Any

from linter.findings import Severity, Status
from linter.report.base import SCHEMA
from linter.report.csv import csv_rows
from linter.report.digest import (
    NAMED,
    SEVERITIES,
    UNNAMED,
    Counts,
    Overview,
    assertions,
    attributed,
    by_count,
    by_step,
    density,
    total,
)
from linter.report.words import one_line

_NUMBERS = ("words", "sentences", "assertions", "attributed", "attributions", "named", "unnamed")


def as_json(whole: Overview) -> str:
    """Return the report as one JSON document."""
    return json.dumps(record(whole), indent=1) + "\n"


def record(whole: Overview) -> dict[str, Any]:
    """Return the report as JSON tells it."""
    everything = Counts("", "", len(whole.drafts), whole.words, whole.statuses, whole.kinds, ())
    return {
        "schema": SCHEMA,
        "files": len(whole.drafts),
        **_shares(everything),
        "rules": [
            {
                "code": code,
                "name": name,
                "severity": Severity(weight).label,
                "count": number,
                "per_1000_words": round(density(number, whole.words), 1),
            }
            for (code, name, weight), number in by_count(whole.rules)
        ],
        "desks": [
            {"name": desk.path, "files": desk.drafts, **_shares(desk), **_found(desk)}
            for desk in sorted(whole.desks.values(), key=lambda desk: desk.path)
        ],
        "genres": [
            {"name": genre.path, "files": genre.drafts, **_shares(genre), **_found(genre)}
            for genre in sorted(whole.genres.values(), key=lambda genre: genre.path)
        ],
        "drafts": [
            {"path": draft.path, "desk": draft.desk, "genre": draft.genre, **_shares(draft), **_found(draft)}
            for draft in whole.drafts
        ],
        "speakers": [
            {"name": name, "kind": kind.value, "statements": number, "files": whole.heard[name, kind]}
            for (name, kind), number in by_count(whole.speakers)
        ],
        "steps": [
            {"step": step or None, "known": whole.ladder.get(step), "attributions": number}
            for step, number in by_step(whole)
        ],
    }


def as_csv(whole: Overview) -> str:
    """Return a row a draft under one heading, in the order in which they were read (RFC 4180, UTF-8)."""
    names = (*_NUMBERS, *(severity.label for severity in SEVERITIES), "per_1000_words", "genre")
    table: list[tuple[object, ...]] = [("path", "desk", *names)]
    for draft in whole.drafts:
        values = {**_shares(draft), **_found(draft), "genre": draft.genre}
        table.append((one_line(draft.path), one_line(draft.desk), *(values[name] for name in names)))
    return csv_rows(table)


def _shares(counts: Counts) -> dict[str, Any]:
    return {
        "words": counts.words,
        "sentences": sum(counts.statuses.values()),
        "assertions": assertions(counts.statuses),
        "attributed": attributed(counts.statuses),
        "status": {status.value: counts.statuses.get(status, 0) for status in Status},
        "attributions": sum(counts.kinds.values()),
        "named": total(counts.kinds, NAMED),
        "unnamed": total(counts.kinds, UNNAMED),
        "sources": {kind.value: number for kind, number in by_count(counts.kinds)},
    }


def _found(counts: Counts) -> dict[str, Any]:
    by_severity: dict[str, Any] = {severity.label: counts.severity(severity) for severity in SEVERITIES}
    return {**by_severity, "per_1000_words": round(counts.density, 1)}
