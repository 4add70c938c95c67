"""What changed in which drafts: from git, or from a diff that somebody made."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import NamedTuple

from linter.changes import NEW, Change, DiffError, names, parse_diff
from linter.cli.configuration import Configurations
from linter.cli.errors import Failure, reason
from linter.cli.git import changed_since
from linter.cli.inputs import STDIN, Inputs, gather
from linter.cli.options import Given
from linter.readers import UnreadableError


def changes(given: Given) -> Changes | None:
    """Return what the options say has changed. Raises `Failure` where it cannot be told."""
    if given.diff is not None and given.diff_file is not None:
        raise Failure("--diff and --diff-file both say what changed; give one of them")
    if given.diff is not None:
        return in_git(given.diff)
    if given.diff_file is not None:
        if given.diff_file == STDIN and STDIN in given.paths:
            raise Failure("standard input cannot be both the draft and the diff")
        return in_file(given.diff_file)
    return None


class Changes(NamedTuple):
    """What changed, by the real paths of files. `missing` are files of the diff that are not there.

    In a repository, at `root`, what git does not keep is new; `tracked` has what it keeps.
    """

    files: Mapping[str, Change]
    missing: tuple[str, ...] = ()
    root: str = ""
    tracked: frozenset[str] = frozenset()

    def of(self, path: str) -> Change | None:
        """Return what changed in a draft, or None if nothing did. Raises `UnreadableError` where nobody can tell."""
        if path == STDIN:
            return NEW
        real = _real(path)
        if real in self.files or not self.root:
            return self.files.get(real)
        if not real.startswith(self.root.rstrip(os.sep) + os.sep):
            raise UnreadableError(f"lies outside the git repository at {self.root}: --diff cannot tell what changed")
        return None if real in self.tracked else NEW

    def drafts(self, configurations: Configurations) -> Inputs:
        """Return the changed files that saysso reads, hidden and excluded ones left out as in a folder."""
        from linter.readers import SUFFIXES

        suffixes = tuple(SUFFIXES)
        paths = [_shown(real) for real in sorted(self.files) if real.lower().endswith(suffixes)]
        hidden = [path for path in paths if any(part[:1] == "." and part.strip(".") for part in path.split(os.sep))]
        inputs = gather([p for p in paths if p not in hidden and not configurations.exclude(p)], configurations)
        missing = [path for path in self.missing if path.lower().endswith(suffixes)]
        inputs.problems.extend((path, "is named by the diff, but there is no such file") for path in missing)
        return inputs


def in_git(revision: str) -> Changes:
    """Return what changed in this folder's repository since a revision. Raises `Failure`."""
    found = changed_since(revision)
    files = {name[2:]: change for name, change in _parsed(found.diff, f"--diff {revision}").items()}
    files.update(dict.fromkeys(found.untracked, NEW))
    there = {_joined(found.root, name): change for name, change in files.items()}
    tracked = frozenset(_joined(found.root, name) for name in found.tracked)
    return Changes({path: c for path, c in there.items() if os.path.lexists(path)}, (), found.root, tracked)


def in_file(name: str) -> Changes:
    """Return what a diff in a file, or on standard input, changes. Raises `Failure`."""
    files: dict[str, Change] = {}
    missing = []
    folders = _folders()
    for path, change in _parsed(_diff_text(name), "standard input" if name == STDIN else name).items():
        places = [_joined(folder, part) for folder in folders for part in names(path)]
        there = next((place for place in places if os.path.isfile(place)), None)
        if there:
            files[_real(there)] = change
        else:
            missing.append(names(path)[0])
    return Changes(files, tuple(missing))


def _diff_text(name: str) -> str:
    try:
        if name == STDIN:
            if sys.stdin is None:
                raise Failure("standard input is closed")
            data = sys.stdin.buffer.read()
        else:
            with open(name, "rb") as file:
                data = file.read()
    except OSError as error:
        raise Failure(f"{name}: cannot be read: {reason(error)}") from None
    # What PowerShell makes of `git diff > changes.diff`.
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data.decode("utf-16", "replace") if wide else data.decode("utf-8-sig", "surrogateescape")


def _parsed(text: str, name: str) -> dict[str, Change]:
    try:
        return parse_diff(text)
    except DiffError as error:
        raise Failure(f"{name}: {error}") from None


def _folders() -> list[str]:
    """Return the folders that a diff's paths may start from: this one, and that of the repository around it."""
    here = os.getcwd()
    folder = here
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return [here]
        folder = above
    return [here, folder]


def _joined(folder: str, name: str) -> str:
    return os.path.join(folder, *name.split("/"))


def _real(path: str) -> str:
    """Return the one path of a file, whatever links lead to its folder."""
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.join(os.path.realpath(folder), name)


def _shown(path: str) -> str:
    """Return a path as a user in this folder would write it."""
    try:
        shown = os.path.relpath(path)
    except ValueError:
        return path
    return os.path.join(os.curdir, shown) if shown == STDIN else shown
