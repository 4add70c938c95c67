"""The report of a set of drafts: how much of it is attributed, to whom, and what the rules found."""

from __future__ import annotations

from typing import Any

from linter.findings import Severity, Status
from linter.report.base import SCHEMA
from linter.report.digest import NAMED, UNNAMED, Digest, Overview, assertions, attributed, total
from linter.report.rules import table
from linter.report.words import many, one_line

#: Formats of `saysso report`.
FORMATS = ("text", "markdown", "json", "html")
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_PLURAL = ("errors", "warnings", "notes")


def draft_report(whole: Overview, format: str = "text", width: int = 100, top: int = 20) -> str:
    """Return the report; lists of drafts and speakers stop after `top` rows (0: never), those in JSON do not.

    Raises `MissingExtraError` for "html" without jinja2.
    """
    if format == "html":
        from linter.report.html.index import figures, report_page, tables

        return report_page(figures(whole), tables(whole, top=top))
    if format == "json":
        import json

        return json.dumps(record(whole), indent=1) + "\n"
    sections = [
        ("", _header(whole, format)),
        ("Findings by rule", _rules(whole, format)),
        ("Findings by draft", _drafts(whole, format, top)),
        ("Most quoted", _speakers(whole, format, top)),
        ("Sources by kind", _kinds(whole, format)),
    ]
    mark = "## " if format == "markdown" else ""
    return "\n".join(f"{mark}{title}\n\n{body}" if title else body for title, body in sections if body)


def record(whole: Overview) -> dict[str, Any]:
    """Return the report as JSON tells it."""
    return {
        "schema": SCHEMA,
        "files": len(whole.drafts),
        **_shares(whole),
        "rules": [
            {"code": code, "name": name, "severity": Severity(weight).label, "count": number}
            for (code, name, weight), number in _by_count(whole.rules)
        ],
        "drafts": [{"path": draft.path, **_shares(draft), **_by_severity(draft)} for draft in whole.drafts],
        "speakers": [
            {"name": name, "kind": kind.value, "statements": number}
            for (name, kind), number in _by_count(whole.speakers)
        ],
    }


def _shares(counts: Overview | Digest) -> dict[str, Any]:
    return {
        "sentences": sum(counts.statuses.values()),
        "assertions": assertions(counts.statuses),
        "attributed": attributed(counts.statuses),
        "status": {status.value: counts.statuses.get(status, 0) for status in Status},
        "attributions": sum(counts.kinds.values()),
        "named": total(counts.kinds, NAMED),
        "unnamed": total(counts.kinds, UNNAMED),
        "sources": {kind.value: number for kind, number in _by_count(counts.kinds)},
    }


def _by_severity(draft: Digest) -> dict[str, int]:
    return {severity.label: draft.severity(severity) for severity in _SEVERITIES}


def _header(whole: Overview, format: str) -> str:
    said, all_ = attributed(whole.statuses), assertions(whole.statuses)
    sources = sum(whole.kinds.values())
    named, unnamed = total(whole.kinds, NAMED), total(whole.kinds, UNNAMED)
    ways = ", ".join(
        f"{whole.statuses[status]:,} {status.value}"
        for status in (Status.DIRECT, Status.INDIRECT, Status.CARRIED, Status.VAGUE)
    )
    rows: list[list[Any]] = [
        ["drafts", f"{len(whole.drafts):,}"],
        ["sentences", f"{sum(whole.statuses.values()):,}, of which {many(all_, 'assertion')}"],
        ["attributed", f"{share(said, all_)} of assertions ({ways})"],
        ["own voice", f"{share(all_ - said, all_)} of assertions"],
        ["named sources", f"{share(named, sources)} of {many(sources, 'attribution')}"],
        ["unnamed sources", f"{share(unnamed, sources)} of {many(sources, 'attribution')}"],
    ]
    if format == "markdown":
        return "# Attribution report\n\n" + "".join(f"- **{name}:** {value}\n" for name, value in rows)
    return "".join(f"{name:<16} {value}\n" for name, value in rows)


def _rules(whole: Overview, format: str) -> str:
    by_rule: dict[tuple[str, str], list[int]] = {}
    for (code, name, weight), number in sorted(whole.rules.items()):
        by_rule.setdefault((code, name), [0, 0, 0])[_SEVERITIES.index(Severity(weight))] += number
    rows = [
        [code, name, *numbers, sum(numbers)]
        for (code, name), numbers in sorted(by_rule.items(), key=lambda item: (-sum(item[1]), item[0]))
    ]
    return table(rows, ("code", "name", *_PLURAL, "all"), format) or "None.\n"


def _drafts(whole: Overview, format: str, top: int) -> str:
    worst = sorted(whole.drafts, key=lambda draft: ([-draft.severity(one) for one in _SEVERITIES], draft.path))
    rows = [
        [
            one_line(draft.path),
            assertions(draft.statuses),
            share(attributed(draft.statuses), assertions(draft.statuses)),
            *(draft.severity(severity) for severity in _SEVERITIES),
        ]
        for draft in worst
    ]
    return _cut(rows, ("draft", "assertions", "attributed", *_PLURAL), format, top)


def _speakers(whole: Overview, format: str, top: int) -> str:
    heard = {key: sum(key in draft.speakers for draft in whole.drafts) for key in whole.speakers}
    rows = [
        [one_line(name), kind.value, number, heard[name, kind]] for (name, kind), number in _by_count(whole.speakers)
    ]
    return _cut(rows, ("speaker", "kind", "statements", "drafts"), format, top)


def _kinds(whole: Overview, format: str) -> str:
    sources = sum(whole.kinds.values())
    rows = [[kind.value, number, share(number, sources)] for kind, number in _by_count(whole.kinds)]
    return table(rows, ("kind", "attributions", "share"), format)


def _cut(rows: list[list[Any]], headers: tuple[str, ...], format: str, top: int) -> str:
    shown = rows[:top] if top else rows
    left = len(rows) - len(shown)
    more = f"\nand {left:,} more (--top 0 shows all)\n" if left else ""
    return table(shown, headers, format) + more


def _by_count(counts: Any) -> list[tuple[Any, int]]:
    """Return the items of a counter, the most frequent first, equal ones in the order of their keys."""
    return sorted(((key, number) for key, number in counts.items() if number), key=lambda item: (-item[1], item[0]))


def share(part: int, whole: int) -> str:
    """Return a share in whole percent; a dash where there is nothing to have a share of."""
    return f"{100 * part / whole:.0f}%" if whole else "-"
