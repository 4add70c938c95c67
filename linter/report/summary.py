"""The counts of a run in words, as every format for people closes or opens with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from linter.findings import ReadAs, Severity
from linter.report.base import Tally
from linter.report.words import many, one_line

#: The most signs of a genre that a line tells, the heaviest first.
SIGNS = 2

_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def counted(counts: Mapping[Severity, int]) -> str:
    """Return numbers of findings with their nouns, the heaviest first: "2 errors, 1 info"; nothing for none."""
    return ", ".join(many(counts[severity], noun) for severity, noun in _NOUNS.items() if counts.get(severity))


def summary(tally: Tally) -> str:
    """Return the counts of a run in a line.

    Such as "3 errors, 1 info in 2 of 12 files; 2 findings let pass; 1 file could not be read".
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
    if tally.told:
        parts.append(read_as(tally))
    return "; ".join(parts)


def read_as(tally: Tally) -> str:
    """Return as what other copy than news drafts were read: of one draft why, of several how many."""
    if tally.read == 1:
        return f"read as {grounds(tally.told[0])} (--genre news reads it as news)"
    counts = sorted(Counter(genre.name for genre in tally.told).items())
    return f"read as other copy than news: {', '.join(f'{name} {number:,}' for name, number in counts)}"


def grounds(genre: ReadAs) -> str:
    """Return the name of a genre and who or what told it: "court: frames of a hearing; a court is named"."""
    if genre.by == "copy":
        signs = sorted((sign for sign in genre.signs if sign.points > 0), key=lambda sign: -sign.points)
        return one_line(f"{genre.name}: " + "; ".join(sign.told for sign in signs[:SIGNS]))
    return f"{genre.name}, as " + ("the draft says" if genre.by == "draft" else "set")
