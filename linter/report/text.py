"""Findings for people: the place, the line with the words underlined, what is asked and what to do."""

from __future__ import annotations

from linter.findings import Finding, Severity, Strength, Suppressed
from linter.report.base import Format, Linted, Setting, Tally
from linter.report.excerpt import excerpt
from linter.report.summary import summary
from linter.report.words import one_line, visible

#: Terminal colours (SGR parameters).
COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
BOLD, FAINT = "1", "2"
# Under this many columns an excerpt shows too little to recognise the sentence.
_NARROWEST = 30


class Text(Format):
    """The format for a terminal: in colour, in columns and with counts at the end as the setting says."""

    def __init__(self, setting: Setting | None = None) -> None:
        setting = setting or Setting()
        self.color, self.width, self.summary, self.explain = (*setting[:3], setting.explain)
        self.suppressed = setting is not None and setting.suppressed

    def file(self, linted: Linted) -> str:
        found = "".join(self._finding(linted, finding) for finding in linted.report.findings)
        passed = [self._passed(linted, one) for one in linted.report.suppressed] if self.suppressed else []
        return found + "".join(passed) + ("\n" if passed else "")

    def finish(self, tally: Tally) -> str:
        return summary(tally) + "\n" if self.summary else ""

    def _finding(self, linted: Linted, finding: Finding) -> str:
        place = linted.place(finding)
        document = linted.report.document
        begin = document.line_starts[place.line - 1]
        after = document.line_starts[place.line : place.line + 1]
        line = document.file_text[begin : after[0] if after else None].rstrip("\r\n")
        number = str(place.line)
        bar, gutter = self._paint("|", FAINT), " " * len(number)
        room = max(_NARROWEST, self.width - len(number) - 3)
        shown = excerpt(line, place.start - begin, place.end - begin, room)
        color = COLORS[finding.severity]
        where = self._paint(visible(linted.path), BOLD) + f":{place.line}:{place.column}"
        lines = [
            f"{where}: {self._paint(finding.severity.label, color)} {self._paint(finding.code, BOLD)} {finding.name}",
            f"{gutter} {bar}",
            f"{self._paint(number, FAINT)} {bar} {shown.line}",
            f"{gutter} {bar} {shown.pad}{self._paint(shown.marks, color)}",
            f"{gutter} = {one_line(finding.message)}",
        ]
        if finding.fix:
            lines.append(f"{gutter} = fix: {one_line(finding.fix)}")
        if self.explain and finding.strength:
            lines.append(f"{gutter} = {_explained(finding.strength)}")
        return "\n".join(lines) + "\n\n"

    def _passed(self, linted: Linted, one: Suppressed) -> str:
        """Return a finding that was let pass as one line, with what let it pass and why."""
        finding = one.finding
        place = linted.place(finding)
        reason = f": {one_line(one.reason)}" if one.reason else ""
        return (
            f"{self._paint(visible(linted.path), BOLD)}:{place.line}:{place.column}: let pass "
            f"{self._paint(finding.code, BOLD)} {finding.name} ({one.by}){reason}\n"
        )

    def _paint(self, text: str, color: str) -> str:
        return f"\x1b[{color}m{text}\x1b[0m" if self.color else text


def _explained(strength: Strength) -> str:
    """Return what a finding is the sum of, the heaviest first: "strength 1.32 (warning from 0.50) = …"."""
    level = strength.level or Severity.INFO
    least = (strength.info, strength.warning, strength.error)[level - 1]
    parts = sorted((part for part in strength.parts if round(part.value, 2)), key=lambda part: -abs(part.value))
    told = " ".join(f"{'-' if part.value < 0 else '+'} {abs(part.value):.2f} {part.name}" for part in parts)
    told = told.removeprefix("+ ")
    if told.startswith("- "):  # the sign of the first part, not one between two
        told = f"-{told[2:]}"
    because = f"; {strength.because}" if strength.because else ""
    return f"strength {strength.total:.2f} ({level.label} from {least:.2f}{because}) = {told}"
