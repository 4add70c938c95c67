"""From the PATHs of a command to the drafts they mean: files, folders, globs, standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter.cli.errors import reason

if TYPE_CHECKING:
    from linter.cli.configuration import Configurations
    from linter.cli.exclusions import Exclusions

#: The PATH that means standard input.
STDIN = "-"


#: How files begin that nobody means: hidden ones, and what Word keeps beside a file that is open.
_PASSED_OVER = (".", "~$")


class Draft(NamedTuple):
    """A draft to read: its path as the user knows it, and its bytes where they have been read already.

    `named` is false where a walk through a folder came upon it, so that it may be no draft at all.
    `terms` is the place, in the list of a run's terms, of those that it is read on.
    """

    path: str
    data: bytes | None = None
    named: bool = True
    terms: int = 0


class Inputs(NamedTuple):
    """The drafts, each once, in the order of the PATHs; `problems` has the paths that gave none, and why.

    `told` has drafts that cannot be read for a reason that has been told already.
    """

    drafts: list[Draft]
    problems: list[tuple[str, str]]
    told: Sequence[tuple[str, str]] = ()


def gather(paths: Sequence[str], configurations: Configurations, stdin_filename: str | None = None) -> Inputs:
    """Return the drafts that `paths` mean.

    A file is taken whatever it is called; a folder gives the texts in it and below, hidden ones left out; a
    glob gives the files it matches. From the last two is left out what the configurations exclude and git
    ignores. `stdin_filename` is what standard input is called.
    """
    found, seen = Inputs([], []), set[str]()
    for path in paths:
        if path == STDIN:
            if STDIN not in seen:
                _take_stdin(found, stdin_filename or STDIN)
            seen.add(STDIN)
            continue
        named = not (os.path.isdir(path) or _takes_all(path))
        for name in _files(path, configurations, found.problems):
            key = os.path.normpath(name)
            if key not in seen:
                seen.add(key)
                found.drafts.append(Draft(name, named=named))
    return found


def here() -> str:
    """Return the folder that relative paths are counted from; nothing when it is gone."""
    try:
        return os.getcwd()
    except OSError:
        return ""


def _take_stdin(found: Inputs, name: str) -> None:
    from linter.readers import most_bytes

    if sys.stdin is None:  # closed by whoever started us
        found.problems.append((name, "standard input is closed"))
        return
    try:
        found.drafts.append(Draft(name, sys.stdin.buffer.read(most_bytes(name) + 1)))
    except OSError as error:
        found.problems.append((name, f"cannot be read: {reason(error)}"))


def _files(path: str, configurations: Configurations, problems: list[tuple[str, str]]) -> list[str]:
    folder = os.path.isdir(path)
    if not folder and (os.path.lexists(path) or not any(mark in path for mark in "*?[")):
        if os.path.exists(path):
            return [path]
        problems.append((path, "no such file or folder"))
        return []
    from linter.cli.exclusions import Exclusions

    before = len(problems)
    exclusions = Exclusions(path if folder else _fixed(path), configurations)
    if folder:
        names = list(_walk(path, exclusions, problems))
    else:
        names = [name for name in _glob(path) if not exclusions.leaves_out(name)]
    if not names and len(problems) == before:
        problems.append((path, _nothing(folder, bool(exclusions.left_out))))
    return names


def _fixed(pattern: str) -> str:
    """Return the folder that all files lie in that a glob can match."""
    return os.path.dirname(re.split(r"[*?[]", pattern, maxsplit=1)[0])


def _nothing(folder: bool, left_out: bool) -> str:
    from linter.readers import SUFFIXES

    if left_out:
        return "all in it is excluded by a configuration or ignored by git; what you name yourself is read all the same"
    return f"no text in this folder (files that end in {', '.join(SUFFIXES)})" if folder else "no file matches"


def _walk(folder: str, exclusions: Exclusions, problems: list[tuple[str, str]]) -> Iterator[str]:
    from linter.readers import SUFFIXES

    def refused(error: OSError) -> None:
        problems.append((str(error.filename), f"cannot be opened: {reason(error)}"))

    suffixes = tuple(SUFFIXES)
    for place, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not exclusions.leaves_out(os.path.join(place, name), folder=True)
        )
        for name in sorted(files):
            path = os.path.join(place, name)
            # A pipe or a device with a text's name would keep the run waiting for ever.
            if name.lower().endswith(suffixes) and not name.startswith(_PASSED_OVER) and not _special(path):
                if not exclusions.leaves_out(path):
                    yield path


def _glob(pattern: str) -> Iterator[str]:
    from glob import iglob

    from linter.readers import SUFFIXES

    # `drafts/*` asks for drafts, not for the pictures beside them; `*.copy` says what it wants.
    suffixes = tuple(SUFFIXES) if _takes_all(pattern) else ("",)
    for path in sorted(iglob(pattern, recursive=True)):
        if os.path.isfile(path) and path.lower().endswith(suffixes):
            yield path


def _takes_all(pattern: str) -> bool:
    """Tell whether a glob takes files of any name."""
    return os.path.basename(pattern).strip("*") == ""


def _special(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path)
