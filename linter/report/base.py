"""What every format is given: a draft with its report, the places of its findings, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.findings import NEWS, Finding, Place, ReadAs, Report, Severity, Suppressed
from linter.report.words import one_line

if TYPE_CHECKING:
    from linter.fingerprint import Key
    from linter.report.digest import Digest
    from linter.rulebook import Rule

#: Version of every machine-readable output. It grows when a reader of the old one would be misled.
SCHEMA = 1

#: What stands for a rule where a draft could not be read, or not wholly.
NOT_READ = "not-read"


_AS_NEWS = ReadAs()


class MissingExtraError(Exception):
    """A library that a format needs is not installed; the message tells what to type."""

    def __init__(self, format: str, extra: str) -> None:
        super().__init__(f"--format {format} needs a library that is not installed: pip install 'saysso[{extra}]'")


class Setting(NamedTuple):
    """What a format may go by besides the findings.

    `color` and `width` (terminal columns) matter to the formats for people, `summary` says whether these close
    with a line that counts. `rules` are all of the rulebook, for formats that tell why a rule is there; `root` is
    the folder that other programs count paths from; `fail_levels` has the least severity that makes the run fail
    for each draft, by its path; `suppressed` says whether to list what was let pass.
    """

    color: bool = False
    width: int = 100
    summary: bool = True
    rules: Sequence[Rule] = ()
    root: str = ""
    fail_levels: Mapping[str, int] = {}
    explain: bool = False
    suppressed: bool = False


class Entry(NamedTuple):
    """A finding, how it was let pass if it was, and what it is known by in other versions of the draft."""

    finding: Finding
    suppressed: Suppressed | None
    key: Key


class Linted(NamedTuple):
    """A draft as the user named it, and what a run said of it."""

    path: str
    report: Report

    def place(self, finding: Finding) -> Place:
        """Return where a finding stands in the file."""
        return self.report.place(finding)

    def entries(self) -> list[Entry]:
        """Return every finding in the order of the text, those that somebody let pass among them."""
        from linter.fingerprint import keys

        passed = [(one.finding, one) for one in self.report.suppressed]
        found = [*((finding, None) for finding in self.report.findings), *passed]
        found.sort(key=lambda one: self.place(one[0]))
        known = keys(self.report.document, (finding for finding, _ in found))
        return [Entry(*one, key) for one, key in zip(found, known, strict=True)]

    def record(self, finding: Finding) -> dict[str, Any]:
        """Return a finding as the JSON formats tell it."""
        place = self.place(finding)
        return {
            "path": self.path,
            "code": finding.code,
            "name": finding.name,
            "severity": finding.severity.label,
            "message": finding.message,
            "fix": finding.fix,
            **place._asdict(),
            **strength(finding),
        }


def advice(finding: Finding) -> str:
    """Return the message of a finding and what to do, on one line."""
    return one_line(f"{finding.message} {finding.fix}".strip())


def genre(read_as: ReadAs) -> dict[str, Any]:
    """Return what a draft was read as, and by which signs, as the JSON formats tell it."""
    signs = [{"told": sign.told, "points": sign.points} for sign in read_as.signs]
    return {"name": read_as.name, "from": read_as.by, "sure": read_as.sure, "points": read_as.points, "signs": signs}


def strength(finding: Finding) -> dict[str, Any]:
    """Return the strength of a finding as the JSON formats tell it; nothing for one that is not graded."""
    if finding.strength is None:
        return {}
    total, parts, *levels = finding.strength[:-1]
    told = [{"name": p.name, "times": round(p.times, 2), "value": round(p.value, 2)} for p in parts if p.value]
    from_ = dict(zip(("info", "warning", "error"), levels, strict=True))
    return {"strength": {"total": round(total, 2), "levels": from_, "parts": told}}


class Finished(NamedTuple):
    """What is left of a draft once it is printed: its text in the chosen format, and its counts.

    `passed` is the number of findings that were let pass, `genre` what it was read as. `digest` is there for formats
    that sum up all drafts by more than their findings.
    """

    text: str
    counts: Mapping[tuple[str, str, int], int]
    passed: int = 0
    digest: Digest | None = None
    genre: ReadAs = ReadAs()


class Tally:
    """Counts over a run. `rules` has (code, name, severity) as keys; `unread` the drafts that failed, and why.

    `flagged` counts the drafts with a finding, `failing` those that make the run fail. `problems` has the drafts
    that were read, but of which something could not be told, and what; `passed` is the number of findings that
    were let pass, which `rules` does not count. `told` has what drafts were read as that their copy told to be no
    news, and whose rules that changed.
    """

    def __init__(self) -> None:
        self.read = self.flagged = self.failing = self.passed = 0
        self.rules: Counter[tuple[str, str, int]] = Counter()
        self.unread: list[tuple[str, str]] = []
        self.problems: list[tuple[str, str]] = []
        self.told: list[ReadAs] = []

    def add(
        self,
        counts: Mapping[tuple[str, str, int], int],
        passed: int = 0,
        fail_level: int = Severity.ERROR,
        genre: ReadAs = _AS_NEWS,
    ) -> None:
        """Count a draft that was read, and that fails if something in it weighs its `fail_level` or more."""
        self.read += 1
        self.passed += passed
        self.flagged += bool(counts)
        self.failing += any(weight >= fail_level for _, _, weight in counts)
        self.rules.update(counts)
        if genre.by != "setting" and genre.sure and genre.name != NEWS:
            self.told.append(genre)

    def of(self, severity: Severity) -> int:
        """Return the number of findings of exactly this severity."""
        return sum(count for (_, _, weight), count in self.rules.items() if weight == severity)

    @property
    def total(self) -> int:
        """The number of findings."""
        return sum(self.rules.values())

    @property
    def undone(self) -> list[tuple[str, str]]:
        """The drafts that could not be linted, or not wholly, and why: what makes the exit status 2."""
        return [*self.unread, *self.problems]

    def summary(self) -> dict[str, int]:
        """Return the counts as the JSON formats tell them."""
        return {
            "files": self.read,
            "files_with_findings": self.flagged,
            "files_not_read": len(self.unread),
            "findings": self.total,
            "suppressed": self.passed,
            **{severity.label: self.of(severity) for severity in sorted(Severity, reverse=True)},
        }


def count(report: Report) -> Counter[tuple[str, str, int]]:
    """Count the findings of a report by rule and severity."""
    return Counter((found.code, found.name, int(found.severity)) for found in report.findings)


class Format:
    """One way to print a run. A subclass overrides `file`, and `start` and `finish` where it has a frame.

    `file` may run in another process, so a format pickles and keeps nothing between drafts. `separator`
    goes between the texts of two drafts that printed something.
    """

    separator = ""

    def __init__(self, setting: Setting | None = None) -> None:
        """Keep of the setting what this format goes by; by itself, nothing."""

    def start(self) -> str:
        """Return what comes before the first draft."""
        return ""

    def file(self, linted: Linted) -> str:
        """Return what is printed of one draft."""
        raise NotImplementedError

    def finish(self, tally: Tally) -> str:
        """Return what comes after the last draft."""
        return ""

    def printed(self, drafts: Iterable[Finished], tally: Tally) -> Iterator[str]:
        """Yield the output of a run piece by piece; `tally` is complete once `drafts` has run out.

        A format that opens with what only the end of the run can tell overrides this, and holds the texts back.
        """
        yield self.start()
        separator = ""
        for finished in drafts:
            if finished.text:
                yield separator + finished.text
                separator = self.separator
        yield self.finish(tally)

    def __call__(self, path: str, report: Report) -> Finished:
        """Print one draft and count its findings: the task that a run gives each draft to."""
        text = self.file(Linted(path, report))
        return Finished(text, count(report), len(report.suppressed), genre=report.genre)
