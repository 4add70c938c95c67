"""The rule report: every rule, or every attribution pattern, of a rulebook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

from linter.findings import Severity
from linter.report.base import SCHEMA

if TYPE_CHECKING:
    from linter.report.reference import Profile
    from linter.rulebook import Rule, Rulebook
    from linter.rulebook.patterns import PatternInfo

#: What stands behind the severity of a rule that is weighed by a sum, and what that means.
WEIGHED = "*"
LEGEND = (
    "it comes as an info, a warning or an error by the sum of what stands around it, which 'saysso lint "
    "--explain' shows. 'severity: {{{code}: info}}' in .saysso.yml holds it at info; docs/rule-files.md tells more."
)

#: Formats of `saysso rules`.
FORMATS = ("text", "markdown", "json")
_HEADERS = ("code", "name", "severity", "catches", "based on")
# Columns that tabulate puts between two cells and adds to a heading, and the least that running words need.
_GAP, _HEADING, _NARROWEST = 2, 2, 12


def rule_report(rulebook: Rulebook, format: str = "text", width: int = 100, profiles: Sequence[Profile] = ()) -> str:
    """Return the table of all rules, with the severity that the profile gives each ("off" where it gives none).

    In Markdown it is the whole reference, which tells too how `profiles` differ from the rulebook's.
    """
    if format == "json":
        whole = {
            "schema": SCHEMA,
            "profile": rulebook.profile,
            "rules": [rule_record(one) for one in rulebook.rules],
        }
        return json.dumps(whole, indent=1) + "\n"
    if format == "markdown":
        from linter.report.reference import reference

        return reference(rulebook, profiles)
    rows = [[one.code, one.name, weight(one), one.catches, one.based_on] for one in rulebook.rules]
    return table(rows, _HEADERS, width=width, running=2) + _legend(rulebook.rules, width)


def pattern_report(rulebook: Rulebook, format: str = "text") -> str:
    """Return every attribution pattern with its templates and examples."""
    if format == "json":
        patterns = [pattern_record(pattern) for pattern in rulebook.patterns]
        return json.dumps({"schema": SCHEMA, "profile": rulebook.profile, "patterns": patterns}, indent=1) + "\n"
    if format == "markdown":
        return "\n".join(_pattern_markdown(pattern) for pattern in rulebook.patterns)
    return "\n".join(pattern_text(pattern) for pattern in rulebook.patterns)


def table(
    rows: list[list[Any]], headers: tuple[str, ...], format: str = "text", width: int = 100, running: int = 0
) -> str:
    """Return a table, in Markdown or for people; the last `running` columns share what `width` leaves them."""
    from tabulate import tabulate

    if not rows:
        return ""
    align = ["right" if all(_is_number(row[at]) for row in rows) else "left" for at in range(len(headers))]
    if format == "markdown":
        cells = [[_markdown(cell) for cell in row] for row in rows]
        return tabulate(cells, headers, "github", disable_numparse=True, colalign=align) + "\n"
    widths: list[int | None] = [None] * len(headers)
    if running:
        fixed = sum(
            max(len(headers[at]) + _HEADING, *(len(str(row[at])) for row in rows)) + _GAP
            for at in range(len(headers) - running)
        )
        room = width - fixed - _GAP * (running - 1)
        shares = [room] if running == 1 else [room * 3 // 5, room - room * 3 // 5]
        widths[-running:] = [max(_NARROWEST, share) for share in shares]
    cells = [[f"{cell:,}" if isinstance(cell, int) else cell for cell in row] for row in rows]
    shaped = tabulate(cells, headers, "simple", maxcolwidths=widths, disable_numparse=True, colalign=align)
    return "\n".join(line.rstrip() for line in shaped.splitlines()) + "\n"


def severity(rule: Rule) -> str:
    """Return the severity in force, or "off"."""
    return rule.severity.label if rule.severity else "off"


def weight(rule: Rule) -> str:
    """Return the severity in force, or "off", marked where a sum decides: it does for none that is held at info."""
    return severity(rule) + WEIGHED * by_sum(rule)


def by_sum(rule: Rule) -> bool:
    """Tell whether a sum decides how heavy the findings of a rule are."""
    return rule.weighed and rule.severity is not None and rule.severity > Severity.INFO


def legend(rules: Iterable[Rule]) -> str:
    """Return what the mark of weighed rules means, by the example of one; "" where none of them is weighed."""
    code = next((rule.code for rule in rules if by_sum(rule)), "")
    return LEGEND.format(code=code) if code else ""


def _legend(rules: Iterable[Rule], width: int) -> str:
    told = legend(rules)
    return (
        "\n" + fill(f"{WEIGHED} {told}", width, subsequent_indent="  ", break_on_hyphens=False) + "\n" if told else ""
    )


def rule_record(rule: Rule) -> dict[str, Any]:
    """Return a rule as the JSON formats tell it."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": severity(rule),
        "default_severity": rule.default.label,
        "weighed": rule.weighed,
        "catches": rule.catches,
        "message": rule.message,
        "why": rule.why,
        "fix": rule.fix,
        "based_on": rule.based_on,
        "unless": list(rule.unless),
        "silent_where": list(rule.silent),
        "examples": {"fail": list(rule.fails), "pass": list(rule.passes)},
        "file": rule.path,
        "line": rule.line,
    }


def pattern_record(pattern: PatternInfo) -> dict[str, Any]:
    """Return an attribution pattern as the JSON formats tell it."""
    return {
        "id": pattern.id,
        "templates": list(pattern.templates),
        "examples": list(pattern.examples),
        "not_examples": list(pattern.not_examples),
        "file": pattern.path,
        "line": pattern.line,
    }


def pattern_text(pattern: PatternInfo) -> str:
    """Return an attribution pattern for people."""
    lines = [pattern.id, *(f"    {template}" for template in pattern.templates)]
    lines += [f"  yes: {flat(example)}" for example in pattern.examples]
    lines += [f"  no:  {flat(example)}" for example in pattern.not_examples]
    return "\n".join(lines) + "\n"


def _pattern_markdown(pattern: PatternInfo) -> str:
    lines = [f"### {pattern.id}", ""]
    lines += [f"    {template}" for template in pattern.templates]
    lines += ["", *(f"- yes: {flat(example)}" for example in pattern.examples)]
    lines += [f"- no: {flat(example)}" for example in pattern.not_examples]
    return "\n".join(lines) + "\n"


def flat(example: str) -> str:
    """Return an example on one line, its lines set off by slashes."""
    return " / ".join(line.strip() for line in example.splitlines() if line.strip())


def _markdown(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell).replace("|", "\\|").replace("\n", " ")


def _is_number(cell: object) -> bool:
    """Tell whether a cell is a number, a share, or the dash of what has neither."""
    return isinstance(cell, int) or cell == "-" or str(cell).rstrip("%").replace(".", "", 1).isdecimal()
