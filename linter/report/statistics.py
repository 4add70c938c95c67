"""Counts by rule in place of the findings themselves."""

from __future__ import annotations

from linter.findings import Severity
from linter.report.base import SCHEMA, Format, Linted, Tally
from linter.report.summary import summary


class Statistics(Format):
    """How often each rule spoke: a table, or JSON when `name` is json or jsonl. Most frequent first."""

    def __init__(self, name: str = "text", *, summary: bool = True) -> None:
        self.name, self.summary = name, summary

    def file(self, linted: Linted) -> str:
        return ""

    def finish(self, tally: Tally) -> str:
        rows = [
            {"code": code, "name": name, "severity": Severity(weight).label, "count": count}
            for (code, name, weight), count in sorted(tally.rules.items(), key=lambda item: (-item[1], item[0]))
        ]
        if self.name in ("json", "jsonl"):
            import json

            if self.name == "jsonl":
                return "".join(json.dumps({"schema": SCHEMA, **row}) + "\n" for row in rows)
            whole = {"schema": SCHEMA, "statistics": rows, "summary": tally.summary()}
            return json.dumps(whole, indent=1) + "\n"
        if rows:
            from tabulate import tabulate

            shape = [[row["count"], row["code"], row["name"], row["severity"]] for row in rows]
            table = tabulate(shape, ["count", "code", "name", "severity"], "simple") + "\n"
        else:
            table = ""
        return table + (("\n" if rows else "") + summary(tally) + "\n" if self.summary else "")
