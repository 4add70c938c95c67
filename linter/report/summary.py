"""The counts of a run in words, as every format for people closes or opens with them."""

from __future__ import annotations

from collections.abc import Mapping

from linter.findings import Severity
from linter.report.base import Tally
from linter.report.words import many

_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def counted(counts: Mapping[Severity, int]) -> str:
    """Return numbers of findings with their nouns, the heaviest first: "2 errors, 1 note"; nothing for none."""
    return ", ".join(many(counts[severity], noun) for severity, noun in _NOUNS.items() if counts.get(severity))


def summary(tally: Tally) -> str:
    """Return the counts of a run in a line.

    Such as "3 errors, 1 note in 2 of 12 files; 2 findings let pass; 1 file could not be read".
    """
    found = counted({severity: tally.of(severity) for severity in Severity}) or "nothing to flag"
    files = many(tally.read, "file")
    if 0 < tally.flagged < tally.read:
        files = f"{tally.flagged:,} of {files}"
    parts = [f"{found} in {files}"] if tally.read or not tally.unread else []
    if tally.passed:
        parts.append(f"{many(tally.passed, 'finding')} let pass")
    if tally.unread:
        parts.append(f"{many(len(tally.unread), 'file')} could not be read")
    return "; ".join(parts)
