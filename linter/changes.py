"""Which lines of which files a unified diff changes, and a report with only what touches them.

unidiff reads the hunks. The paths are read here: a diff quotes some names, and names files without hunks (those that
are no text) in ways of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from linter.document import Document
from linter.findings import Finding, Report

#: Formats of which a line of the document is a line of the file; of others, a change anywhere shows all.
LINED = frozenset({"text", "markdown", "html"})

_NOWHERE = "/dev/null"
#: Lines of git by which unidiff would take a name for another; what they say stands in the lines after them too.
_GIT_ONLY = ("diff --git ", "new file mode ", "deleted file mode ")
_LITERAL = "GIT binary patch"
_COMBINED = ("diff --cc ", "diff --combined ", "@@@ ")
_PREFIX = re.compile(r"[abciow12]/")
_ESCAPE = re.compile(r'\\([0-7]{3}|[abtnvfr"\\])')
_PLAIN = {"a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13, '"': 34, "\\": 92}


class DiffError(ValueError):
    """A diff that cannot be used; the message reads on after its name."""


class Change(NamedTuple):
    """What a diff changes in a file: ranges of lines, first and last, from 1; `whole` where that is all of it."""

    lines: tuple[tuple[int, int], ...] = ()
    whole: bool = False

    @property
    def last(self) -> int:
        """The last line of the file that the diff speaks of; 0 for none."""
        return max((last for _, last in self.lines), default=0)

    def touches(self, first: int, last: int) -> bool:
        """Tell whether one of the lines from `first` to `last` is changed."""
        return self.whole or any(start <= last and first <= end for start, end in self.lines)


#: A file that is new.
NEW = Change(whole=True)


def parse_diff(text: str) -> dict[str, Change]:
    """Return what a unified diff changes, by the path it gives each file that is there after it.

    Paths keep the prefix that git puts before them: see `names`. Raises DiffError.
    """
    try:
        from unidiff.errors import UnidiffParseError
        from unidiff.patch import PatchSet
    except ImportError:
        raise DiffError("needs a library that is not installed: pip install 'saysso[diff]'") from None
    lines = text.split("\n")
    found = dict.fromkeys(_binary(lines), NEW)
    if any(line.startswith(_COMBINED) for line in lines):
        raise DiffError("is the diff of a merge, with two sides; make one of a single revision: git diff REV")
    try:
        patches = PatchSet(line + "\n" for line in _plain(lines))
    except (UnidiffParseError, ValueError) as error:
        raise DiffError(f"is not a unified diff: {' '.join(str(error).split())}") from None
    for patch in patches:
        path = unquoted(patch.target_file)
        if path != _NOWHERE and not patch.is_binary_file:
            before = found.get(path, Change())
            new = unquoted(patch.source_file) == _NOWHERE
            added = [line.target_line_no or 0 for hunk in patch for line in hunk if line.is_added]
            found[path] = Change((*before.lines, *_ranges(added)), before.whole or new)
    if text.strip() and not found and not any(line.startswith(_GIT_ONLY) for line in lines) and not patches:
        raise DiffError("is not a unified diff: it names no file")
    return found


def names(path: str) -> list[str]:
    """Return what a path of a diff may mean: without the prefix that git puts before it, and as it stands."""
    return [path[2:], path] if _PREFIX.match(path) else [path]


def unquoted(name: str) -> str:
    """Return the name of a file that a diff gives, maybe between quotation marks and with C's escapes in it."""
    if len(name) < 2 or not name.startswith('"') or not name.endswith('"'):
        return name

    def byte(match: re.Match[str]) -> str:
        code = int(match[1], 8) if match[1].isdigit() else _PLAIN[match[1]]
        return bytes([code & 255]).decode("latin-1")

    # Each byte that is written as an escape is a character for now, as are the bytes of what is not.
    raw = name[1:-1].encode("utf-8", "surrogateescape").decode("latin-1")
    return _ESCAPE.sub(byte, raw).encode("latin-1").decode("utf-8", "surrogateescape")


def only_changed(report: Report, change: Change) -> Report:
    """Return the report with the findings that touch a changed line, and those on the story as a whole.

    Raises DiffError where the file has fewer lines than the diff speaks of.
    """
    document = report.document
    if document.format not in LINED:
        return report
    lines = document.file_text.count("\n") + (not document.file_text.endswith("\n"))
    if change.last > lines:
        raise DiffError(
            f"does not fit the diff, which speaks of line {change.last}: the file has {lines}. Was it saved since?"
        )
    return report._replace(
        findings=tuple(finding for finding in report.findings if _shown(document, finding, change)),
        suppressed=tuple(one for one in report.suppressed if _shown(document, one.finding, change)),
    )


def _shown(document: Document, finding: Finding, change: Change) -> bool:
    if change.whole or finding.story:
        return True
    span = finding.file or document.to_file(finding.span)
    # A diff counts lines by line feeds, whatever else ends a line for a writer.
    first = document.file_text.count("\n", 0, span.start) + 1
    return change.touches(first, first + document.file_text.count("\n", span.start, max(span.start, span.end - 1)))


def _ranges(lines: list[int]) -> Iterator[tuple[int, int]]:
    """Yield lines as ranges, first and last."""
    start = last = 0
    for line in sorted(lines):
        if start and line > last + 1:
            yield start, last
            start = 0
        start, last = start or line, line
    if start:
        yield start, last


def _plain(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a diff without those that only git writes, and without the contents of binary files."""
    literal = False
    for line in lines:
        literal = not line.startswith("diff --git ") and (literal or line.startswith(_LITERAL))
        if not literal and not line.startswith(_GIT_ONLY):
            yield line.removesuffix("\r")


def _binary(lines: list[str]) -> Iterator[str]:
    """Yield the files that a diff says nothing of but that they changed."""
    header = ""
    for line in lines:
        line = line.removesuffix("\r")
        if line.startswith("diff --git "):
            header = line.removeprefix("diff --git ")
        elif line.startswith("Binary files ") and line.endswith(" differ"):
            yield from _second(line[len("Binary files ") : -len(" differ")], " and ")
        elif line == _LITERAL:
            yield from _second(header, " ")


def _second(pair: str, joint: str) -> Iterator[str]:
    """Yield the second of two joined names, unless it is nowhere. Either may have the joint in it."""
    at = pair.find(joint)
    splits = []
    while at >= 0:
        splits.append((unquoted(pair[:at]), unquoted(pair[at + len(joint) :])))
        at = pair.find(joint, at + 1)
    same = [(old, new) for old, new in splits if old[2:] == new[2:] or _NOWHERE in (old, new)]
    for _, new in (same or splits)[-1:]:
        if new != _NOWHERE:
            yield new
