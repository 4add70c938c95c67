"""Findings as one Markdown comment for a pull or merge request, short enough that the forge takes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from html import escape as html

from linter.findings import Severity
from linter.report.base import Finished, Format, Linted, Setting, Tally
from linter.report.marking import escape
from linter.report.paths import relative
from linter.report.summary import counted, summary
from linter.report.words import one_line

#: Characters that a comment may have; GitHub refuses more than 65,536.
LIMIT = 65_000
# Characters kept for the counts, for what could not be read, and for what is not shown.
_RESERVED = 6_000
# The longest cell, path or reason, in characters, and how many unread drafts are named.
_LONGEST, _UNREAD = 300, 15
_TABLE = "| line | severity | rule | |\n|---:|---|---|---|\n"
# Characters around the rows of a draft.
_FRAME = 200


class Markdown(Format):
    """The counts, and a table for each draft, folded. Of too many findings the lightest and last are left out."""

    def __init__(self, setting: Setting | None = None) -> None:
        self.root = (setting or Setting()).root

    def file(self, linted: Linted) -> str:
        """Return a line for the draft and one a finding, the first character of which is its severity."""
        found = linted.report.findings
        if not found:
            return ""
        counts = Counter(finding.severity for finding in found)
        path = html(_short(relative(linted.path, self.root)), quote=False)
        lines = [f"<code>{path}</code>: {counted(counts)}"]
        for finding in found:
            place = linted.place(finding)
            ask, fix = (escape(_short(text)) for text in (finding.message, finding.fix))
            told = f"{ask} <br>{fix}" if fix else ask
            rule = f"{finding.code} {escape(finding.name)}"
            severity = finding.severity
            lines.append(f"{int(severity)}| {place.line}:{place.column} | {severity.label} | {rule} | {told} |")
        return "\n".join(lines)

    def printed(self, drafts: Iterable[Finished], tally: Tally) -> Iterator[str]:
        shown = _Shown(LIMIT - _RESERVED)
        for finished in drafts:
            if finished.text:
                shown.add(finished.text)
        yield f"**saysso**: {summary(tally)}\n"
        yield from shown.tables()
        hidden = {severity: tally.of(severity) - shown.count[int(severity)] for severity in Severity}
        if any(hidden.values()):
            yield f"\n**{sum(hidden.values()):,} more**, not shown here: {counted(hidden)}.\n"
        yield from self._unread(tally.undone)

    def _unread(self, undone: list[tuple[str, str]]) -> Iterator[str]:
        if undone:
            yield "\n**Not read:**\n\n"
        for path, message in undone[:_UNREAD]:
            yield f"- {escape(_short(relative(path, self.root)))}: {escape(_short(message))}\n"
        if len(undone) > _UNREAD:
            yield f"- and {len(undone) - _UNREAD:,} more\n"


class _Shown:
    """The findings that fit into `room` characters: of more, the lightest go first, and of these the last."""

    def __init__(self, room: int) -> None:
        self.room, self.rows, self.drafts = room, 0, 0
        self.heads: dict[int, tuple[str, int]] = {}
        self.inside: Counter[int] = Counter()
        self.count: Counter[int] = Counter()
        self._heap: list[tuple[int, int, int, str]] = []

    def add(self, text: str) -> None:
        """Take in a draft: its line and a row a finding, as `Markdown.file` gives them."""
        head, *rows = text.split("\n")
        self.drafts += 1
        for row in rows:
            self.rows += 1
            self._put((head, len(rows)), (int(row[0]), -self.rows, self.drafts, row[1:]))
            while self.room < 0:
                self._drop()

    def _put(self, head: tuple[str, int], item: tuple[int, int, int, str]) -> None:
        weight, _, draft, row = item
        if draft not in self.heads:
            self.heads[draft] = head
            self.room -= len(head[0]) + _FRAME
        heappush(self._heap, item)
        self.inside[draft] += 1
        self.count[weight] += 1
        self.room -= len(row) + 1

    def _drop(self) -> None:
        weight, _, draft, row = heappop(self._heap)
        self.room += len(row) + 1
        self.count[weight] -= 1
        self.inside[draft] -= 1
        if not self.inside[draft]:
            self.room += len(self.heads.pop(draft)[0]) + _FRAME

    def tables(self) -> Iterator[str]:
        """Yield the drafts in their order, each folded, with its rows in theirs."""
        rows: dict[int, list[str]] = {}
        for _, _, draft, row in sorted(self._heap, key=lambda item: -item[1]):
            rows.setdefault(draft, []).append(row)
        for draft, inside in rows.items():
            head, found = self.heads[draft]
            hidden = f"\n\nand {found - len(inside):,} more" if found > len(inside) else ""
            table = _TABLE + "\n".join(inside)
            yield f"\n<details><summary>{head}</summary>\n\n{table}{hidden}\n\n</details>\n"


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
