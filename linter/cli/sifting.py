"""What of a run's findings the baseline and the changed lines leave: --baseline, --diff and their kin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.baseline import Entries, entries_of, let_pass
from linter.changes import Change, DiffError, only_changed
from linter.cli.baselines import BaselineFile, baseline
from linter.cli.changed import Changes, changes
from linter.cli.configuration import Configurations
from linter.cli.inputs import Draft, Inputs, gather
from linter.cli.options import Given
from linter.cli.running import Run
from linter.findings import Report
from linter.readers import UnreadableError
from linter.report import Finished, Format


class Sifted(NamedTuple):
    """What is left of a draft: the format's own, and what the baseline is to know of it."""

    finished: Finished
    found: Entries
    ran: frozenset[str]


class Sieve:
    """The task of a run that sifts: the baseline first, then the changed lines, then the format.

    It goes to other processes, and keeps nothing between drafts.
    """

    def __init__(self, shape: Format, baseline: BaselineFile | None, changes: Changes | None) -> None:
        self.shape, self.baseline, self.changes = shape, baseline, changes

    def __call__(self, path: str, report: Report) -> Sifted:
        found: Entries = {}
        if self.baseline:
            found = entries_of(report)
            report = let_pass(report, found if self.baseline.writes else self.baseline.of(path))
        if self.changes:
            try:
                report = only_changed(report, self.changes.of(path) or Change())
            except DiffError as error:
                raise UnreadableError(str(error)) from None
        return Sifted(self.shape(path, report), found, report.ran)


class Sifting:
    """One run that sifts: its drafts, its task, and what is to be done with the results."""

    def __init__(self, given: Given) -> None:
        """Read the baseline and the diff. Raises `Failure` where one cannot be used."""
        self.given = given
        self.changes = changes(given)
        self.baseline = baseline(given)

    def task(self, shape: Format) -> Sieve:
        """Return the task that sifts what the format is to print."""
        return Sieve(shape, self.baseline, self.changes)

    def inputs(self, configurations: Configurations) -> Inputs:
        """Return the drafts: those that the PATHs mean, or all that the diff changes; only changed ones."""
        if self.changes is None:
            return gather(self.given.paths, configurations, self.given.stdin_filename)
        if not self.given.paths:
            return self.changes.drafts(configurations)
        inputs = gather(self.given.paths, configurations, self.given.stdin_filename)
        kept: list[Draft] = []
        for draft in inputs.drafts:
            try:
                if self.changes.of(draft.path):
                    kept.append(draft)
            except UnreadableError as error:
                inputs.problems.append((draft.path, str(error)))
        return inputs._replace(drafts=kept)

    def finished(self, run: Run[Sifted]) -> Iterator[tuple[Draft, Finished]]:
        """Yield what the format made of each draft, and keep the baseline's books."""
        seen: set[str] = set()
        for draft, sifted in run:
            if self.baseline:
                seen.add(self.baseline.key(draft.path))
                self.baseline.take(draft.path, sifted.found, sifted.ran, quiet=self.given.quiet)
            yield draft, sifted.finished
        if self.baseline:
            seen.update(self.baseline.key(path) for path, _ in run.unread)
            self.baseline.close(self.given, seen)
