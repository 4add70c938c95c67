"""The file of a baseline: read before a run, kept in mind during it, renewed after it."""

from __future__ import annotations

import os

from linter.baseline import Baseline, BaselineError, Entries, gone, parse, renewed, written
from linter.cli.errors import Failure, complain, reason
from linter.cli.inputs import STDIN
from linter.cli.options import Given
from linter.cli.outputs import writing
from linter.report.words import many


def baseline(given: Given) -> BaselineFile | None:
    """Return the baseline that the options name. Raises `Failure` where it cannot be used."""
    name = given.write_baseline or given.baseline
    if not name:
        return None
    if given.write_baseline and given.baseline and not _same(given.write_baseline, given.baseline):
        raise Failure("--baseline and --write-baseline name two files; a run reads one or writes one")
    return BaselineFile(name, writes=bool(given.write_baseline))


class BaselineFile:
    """A baseline with its place on the disk. `writes` says whether this run renews it."""

    def __init__(self, name: str, *, writes: bool) -> None:
        self.name, self.writes = name, writes
        self.folder = os.path.dirname(os.path.abspath(name))
        self.entries: dict[str, Entries] = dict(self._read())
        self.dropped = 0

    def of(self, path: str) -> Entries:
        """Return the entries of a draft."""
        return self.entries.get(self.key(path), {})

    def key(self, path: str) -> str:
        """Return what a draft is called in the baseline: its path from there, with slashes."""
        if path == STDIN:
            return path
        from unicodedata import normalize

        full = os.path.abspath(path)
        try:
            full = os.path.relpath(full, self.folder)
        except ValueError:
            pass  # on another drive
        return normalize("NFC", full.replace(os.sep, "/"))

    def take(self, path: str, found: Entries, ran: frozenset[str], *, quiet: bool) -> None:
        """Take note of what was found in a draft."""
        old, key = self.of(path), self.key(path)
        idle = sum(gone(old, found, ran).values())
        if self.writes:
            self.dropped += idle
            self.entries[key] = renewed(old, found, ran)
        elif idle and not quiet:
            fate = "it goes" if idle == 1 else "they go"
            complain(f"{many(idle, 'finding')} of {self.name} no longer there; {fate} with --write-baseline", path)

    def close(self, given: Given, seen: set[str]) -> None:
        """Write the baseline, if this run does; drafts that are gone from the folders of the run go from it."""
        if not self.writes:
            return
        folders = [self.key(path).rstrip("/") for path in given.paths if os.path.isdir(path)]
        for key in [key for key in self.entries if key not in seen and _below(key, folders)]:
            if not os.path.lexists(os.path.join(self.folder, key)):
                self.dropped += sum(self.entries.pop(key).values())
        with writing(self.name) as write:
            write(written(self.entries))
        if not given.quiet:
            kept = {key: entries for key, entries in self.entries.items() if entries}
            count = sum(sum(entries.values()) for entries in kept.values())
            dropped = f", {self.dropped:,} that are gone taken out" if self.dropped else ""
            complain(f"{many(count, 'finding')} of {many(len(kept), 'draft')} let pass from now on{dropped}", self.name)

    def _read(self) -> Baseline:
        try:
            with open(self.name, encoding="utf-8-sig", errors="surrogateescape") as file:
                return parse(file.read())
        except FileNotFoundError:
            if self.writes:
                return {}
            raise Failure(f"{self.name}: there is no such baseline; --write-baseline {self.name} writes it") from None
        except OSError as error:
            raise Failure(f"{self.name}: cannot be read: {reason(error)}") from None
        except BaselineError as error:
            raise Failure(f"{self.name}: {error}") from None


def _same(one: str, other: str) -> bool:
    return os.path.abspath(one) == os.path.abspath(other)


def _below(path: str, folders: list[str]) -> bool:
    return any(folder == os.curdir or path.startswith(folder + "/") for folder in folders)
