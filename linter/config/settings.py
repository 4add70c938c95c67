"""A configuration, and the settings that it, its sections and the command line put in force for a draft.

Light to import, and all of it pickles: a run takes these from the cache without YAML or msgspec.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from linter.rulebook.errors import RuleFileError


class Origin(NamedTuple):
    """Where a setting comes from: a place in a file, maybe in a section; the command line; or neither.

    `path` is empty for what no file says, and `typed` true for what the command line does.
    """

    path: str = ""
    line: int = 0
    column: int = 0
    section: str = ""
    typed: bool = False

    @property
    def kind(self) -> str:
        """Which of the three: "file", "command line" or "default"."""
        return "command line" if self.typed else "file" if self.path else "default"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.path else self.kind
        return f"{place} ({self.section})" if self.section else place

    def error(self, message: str) -> RuleFileError:
        """Return the error `message` at this place."""
        return RuleFileError(message, self.path, self.line, self.column)


class Entry(NamedTuple):
    """A key with its value, one entry of it where it is a list; `name` is the rule that a severity is for."""

    key: str
    value: Any
    origin: Origin = Origin()
    name: str = ""


#: What one part of a configuration says: the file itself, a section, or the command line.
Layer = tuple[Entry, ...]

#: Keys that have one value, in the order in which they are shown, with what they are by default.
SINGLE: Mapping[str, Any] = {
    "profile": "recommended",
    "genre": "auto",
    "fail-level": "error",
    "suppressions.require-reason": False,
    "gitignore": True,
    "format": "text",
    "baseline": "",
}
_DEFAULTS = {key: Entry(key, value) for key, value in SINGLE.items()}
#: Keys whose entries add up.
LISTS = ("rules", "outlets")
#: Keys whose values are files, as seen from the configuration.
_PATHS = ("rules", "baseline")
#: Keys that say which rules run.
CHOICE = ("select", "extend-select", "ignore")


class Glob(NamedTuple):
    """A pattern for paths, as a .gitignore has them; one that begins with '!' takes out what `regex` finds."""

    text: str
    regex: re.Pattern[str]
    takes: bool = True


class Configuration(NamedTuple):
    """What a file says. `folder` is where its globs count from, and ends in a separator."""

    path: str
    folder: str
    settings: Layer
    sections: tuple[tuple[Glob, Layer], ...]
    exclude: tuple[tuple[Glob, Entry], ...]

    def at(self, path: str, folder: str) -> Configuration:
        """Return the configuration as one that was read from `path`, whose globs count from `folder`."""

        def moved(layer: Layer) -> Layer:
            return tuple(_moved(entry, path) for entry in layer)

        return Configuration(
            path,
            os.path.join(folder, ""),
            moved(self.settings),
            tuple((glob, moved(layer)) for glob, layer in self.sections),
            tuple((glob, _moved(entry, path)) for glob, entry in self.exclude),
        )

    def sections_of(self, path: str) -> tuple[int, ...]:
        """Return the indices of the sections that a draft of that absolute path belongs to."""
        if not self.sections:
            return ()
        inside = self._inside(path)
        return tuple(index for index, (glob, _) in enumerate(self.sections) if glob.regex.search(inside))

    @property
    def gitignore(self) -> bool:
        """Whether what git ignores is left out of folders."""
        return resolve([self.settings]).gitignore

    def layers(self, sections: Iterable[int] = ()) -> Iterator[Layer]:
        """Yield what the file and these sections say, what is weaker first."""
        yield self.settings
        for index in sections:
            yield self.sections[index][1]

    def excluding(self, path: str) -> Entry | None:
        """Return the entry of `exclude` that leaves out an absolute path; a folder's ends in a separator."""
        found = None
        if self.exclude:
            inside = self._inside(path)
            for glob, entry in self.exclude:
                if glob.regex.search(inside):
                    found = entry if glob.takes else None
        return found

    def _inside(self, path: str) -> str:
        inside = path[len(self.folder) :] if path.startswith(self.folder) else os.path.relpath(path, self.folder)
        return inside.replace(os.sep, "/")


def _moved(entry: Entry, path: str) -> Entry:
    value = os.path.join(os.path.dirname(path), entry.value) if entry.key in _PATHS else entry.value
    return entry._replace(value=value, origin=entry.origin._replace(path=path))


class Settings(NamedTuple):
    """The settings in force for a draft, each with its origin.

    `layers` are those of CHOICE and severity: a later one goes on from what an earlier one left.
    """

    single: Mapping[str, Entry] = _DEFAULTS
    lists: Layer = ()
    layers: tuple[Layer, ...] = ()
    path: str = ""

    @property
    def profile(self) -> str:
        """The name of the profile."""
        return str(self.single["profile"].value)

    @property
    def genre(self) -> str:
        """The kind of copy to read drafts as, "auto" to let each tell, or "" where nothing says which."""
        entry = self.single["genre"]
        return "" if entry.origin == Origin() else str(entry.value)

    @property
    def rules(self) -> tuple[str, ...]:
        """The newsroom's own rule files."""
        return self._list("rules")

    @property
    def outlets(self) -> tuple[str, ...]:
        """The newsroom's own names."""
        return self._list("outlets")

    @property
    def fail_level(self) -> str:
        """The severity from which the exit status is 1, or "never"."""
        return str(self.single["fail-level"].value)

    @property
    def require_reason(self) -> bool:
        """Whether a suppression without a reason is a finding."""
        return bool(self.single["suppressions.require-reason"].value)

    @property
    def gitignore(self) -> bool:
        """Whether what git ignores is left out of folders."""
        return bool(self.single["gitignore"].value)

    @property
    def format(self) -> str:
        """How `saysso lint` prints findings."""
        return str(self.single["format"].value)

    @property
    def baseline(self) -> str:
        """The file of what `saysso lint` lets pass, "" for none."""
        return str(self.single["baseline"].value)

    def _list(self, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.value for entry in self.lists if entry.key == key))

    def every(self) -> Iterator[Entry]:
        """Yield all settings, list entries one by one."""
        yield self.single["profile"]
        for layer in self.layers:
            yield from layer
        yield from self.lists
        yield from (entry for key, entry in self.single.items() if key != "profile")


def resolve(layers: Iterable[Layer], path: str = "") -> Settings:
    """Put layers one on the other, the weakest first; `path` is the configuration's.

    Of a key with one value the last is in force, as it is of a rule's severity; `rules` and `outlets` add up.
    A layer that selects leaves nothing of what earlier ones chose.
    """
    single = dict(_DEFAULTS)
    lists: list[Entry] = []
    chosen: list[Layer] = []
    for layer in layers:
        if any(entry.key == "select" for entry in layer):
            chosen = [tuple(s for s in earlier if s.key not in CHOICE and s.value != "off") for earlier in chosen]
        again = {entry.name for entry in layer if entry.key == "severity"}
        chosen = [tuple(s for s in earlier if s.key != "severity" or s.name not in again) for earlier in chosen]
        chosen.append(tuple(s for s in layer if s.key in CHOICE or s.key == "severity"))
        lists.extend(entry for entry in layer if entry.key in LISTS)
        single.update((entry.key, entry) for entry in layer if entry.key in SINGLE)
    return Settings(single, tuple(lists), tuple(layer for layer in chosen if layer), path)


def command_line(options: Mapping[str, Sequence[str] | str | bool | None]) -> Layer:
    """Return the layer of the options that were typed, by the keys of a configuration; None where nothing was."""
    typed = Origin(typed=True)
    return tuple(
        Entry(key, value, typed)
        for key, values in options.items()
        if values is not None
        for value in ([values] if isinstance(values, (str, bool)) else values)
    )
