"""What is left out of a folder: by `exclude` in a configuration, or because git ignores it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.rulebook.errors import RuleFileError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from linter.cli.configuration import Configurations


class Exclusions:
    """Says what to leave out of one folder that was named.

    The .gitignore files that count are those from the top of the git repository down, and outside of one those
    in the folder. A folder that is named though it is excluded is read as if nothing were.
    """

    def __init__(self, folder: str, configurations: Configurations) -> None:
        self.configurations = configurations
        self.left_out = 0
        root = os.path.abspath(folder)
        self._top = _repository(root) or root
        self._specs: dict[str, tuple[GitIgnoreSpec | None, ...]] = {}
        above = [folder for folder in self._upwards(root) if folder not in (root, self._top)]
        self._off = any(self._excluded(os.path.join(folder, "")) for folder in (root, *above))

    def leaves_out(self, path: str, folder: bool = False) -> bool:
        """Tell whether a file, or a folder with all that is in it, is excluded."""
        whole = os.path.abspath(path)
        out = not self._off and self._excluded(os.path.join(whole, "") if folder else whole)
        self.left_out += out
        return out

    def _excluded(self, path: str) -> bool:
        """Tell whether an absolute path is excluded; a folder's ends in a separator."""
        above = os.path.dirname(path.rstrip(os.sep))
        try:
            configuration = self.configurations.of(above)
        except RuleFileError:
            configuration = None  # it is told with the drafts that it is for
        if configuration and configuration.excluding(path):
            return True
        if configuration and not configuration.gitignore:
            return False
        for place in self._upwards(above):
            for spec in self._ignored_in(place):
                verdict = spec.check_file(os.path.relpath(path, place) + "/" * path.endswith(os.sep)).include
                if verdict is not None:
                    return verdict
        return False

    def _ignored_in(self, folder: str) -> Iterator[GitIgnoreSpec]:
        if folder not in self._specs:
            names = [".gitignore", *([os.path.join(".git", "info", "exclude")] if folder == self._top else [])]
            self._specs[folder] = tuple(_spec(os.path.join(folder, name)) for name in names)
        return (spec for spec in self._specs[folder] if spec)

    def _upwards(self, folder: str) -> Iterator[str]:
        """Yield a folder and those above it up to the top; nothing for one that is not below it."""
        while len(folder) > len(self._top):
            yield folder
            folder = os.path.dirname(folder)
        if folder == self._top:
            yield folder


def _repository(folder: str) -> str:
    """Return the folder at or above this one that git has as the top of its working tree, or nothing."""
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


def _spec(path: str) -> GitIgnoreSpec | None:
    """Return what a .gitignore says, None where there is none; lines that make no sense are passed over, as by git."""
    try:
        with open(path, "rb") as file:
            lines = file.read().decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return None
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines(line for line in lines if _sound(line))


def _sound(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        return bool(GitIgnoreSpec.from_lines([line]))
    except ValueError:
        return False
