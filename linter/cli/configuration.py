"""Find the configuration of each draft, read it once, and put in force what it says."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.cli.errors import Failure, complain
from linter.cli.inputs import Inputs, here
from linter.cli.running import Terms
from linter.config.settings import Configuration, Layer, Settings, command_line, resolve
from linter.rulebook.errors import RuleFileError
from linter.rulebook.files import read

if TYPE_CHECKING:
    from linter.cli.options import Given
    from linter.rulebook import Rule, Rulebook

#: What a configuration may be called.
NAMES = (".saysso.yml", "saysso.yml")


class Configurations:
    """The configurations of a run: each found upwards from a draft, or the one that --config names.

    `typed` is what the command line says, in force over all files.
    """

    def __init__(self, given: Given, fail_level: str | None = None) -> None:
        if given.config is not None and given.no_config:
            raise Failure("--config and --no-config ask for opposite things: leave one out")
        self.named, self.off = given.config, given.no_config
        self.typed: Layer = command_line(
            {
                "profile": given.profile,
                "genre": given.genre,
                "rules": given.rule_files,
                "select": listed(given.select),
                "ignore": listed(given.ignore),
                "fail-level": fail_level,
                "suppressions.require-reason": given.require_reason or None,
            }
        )
        self._found: dict[str, str] = {}
        self._read: dict[str, Configuration | RuleFileError] = {}
        self._settings: dict[tuple[str, tuple[int, ...]], Settings] = {}
        self._rulebooks: dict[tuple[object, ...], Rulebook] = {}

    def of(self, folder: str) -> Configuration | None:
        """Return the configuration for the files of a folder; raise `RuleFileError` if it cannot be used."""
        if self.off:
            return None
        if not (here() or os.path.isabs(folder)):
            return None  # the current folder is gone: nothing is found from it
        path = self.named if self.named is not None else self._find(os.path.abspath(folder))
        if not path:
            return None
        if path not in self._read:
            try:
                # Globs count from the file's folder, and for a named file, which may stand anywhere, from here.
                start = here() if self.named is not None else os.path.dirname(path)
                self._read[path] = _loaded(path).at(_shown(path), start)
            except RuleFileError as error:
                self._read[path] = error
        found = self._read[path]
        if isinstance(found, RuleFileError):
            raise found
        return found

    def exclude(self, path: str) -> bool:
        """Tell whether a configuration leaves a file out of folders; one that is broken leaves out nothing."""
        try:
            configuration = self.of(os.path.dirname(path))
        except RuleFileError:
            return False  # it is told with the drafts that it is for
        return bool(configuration and configuration.excluding(os.path.abspath(path)))

    def settings(self, path: str) -> Settings:
        """Return what is in force for a draft, sections and command line included. Raises `RuleFileError`."""
        configuration = self.of(os.path.dirname(path))
        sections = configuration.sections_of(os.path.abspath(path)) if configuration else ()
        return self._resolved(configuration, sections)

    def here(self) -> Settings:
        """Return what is in force in the current folder for what is no draft. Raises `Failure`."""
        try:
            return self._resolved(self.of(os.curdir), ())
        except RuleFileError as error:
            raise Failure(str(error)) from None

    def terms(self, settings: Settings) -> Terms:
        """Return the settings with the rulebook that they ask for, each loaded once. Raises `RuleFileError`."""
        from linter.rulebook import load_rulebook

        made_of = (settings.profile, settings.rules, settings.outlets)
        if made_of not in self._rulebooks:
            try:
                rulebook = load_rulebook(settings.profile, settings.rules, outlets=settings.outlets)
            except RuleFileError as error:
                from linter.config.force import misplaced

                raise misplaced(error, settings) from None
            self._rulebooks[made_of] = rulebook
        rulebook = self._rulebooks[made_of]
        if settings.layers:
            from linter.config.force import put_in_force

            rulebook = put_in_force(rulebook, settings)
        if settings.genre:
            try:
                rulebook = rulebook.read_as(settings.genre)
            except RuleFileError as error:
                raise settings.single["genre"].origin.error(error.message) from None
        if settings.require_reason:
            rulebook = rulebook.enforced("reasonless-suppression")
        return Terms(rulebook, settings)

    def _resolved(self, configuration: Configuration | None, sections: tuple[int, ...]) -> Settings:
        path = configuration.path if configuration else ""
        if (path, sections) not in self._settings:
            layers = [*configuration.layers(sections)] if configuration else []
            self._settings[path, sections] = resolve([*layers, self.typed], path)
        return self._settings[path, sections]

    def _find(self, folder: str) -> str:
        """Return the path of the configuration in a folder or the nearest one above it, or nothing."""
        passed = []
        while folder not in self._found:
            passed.append(folder)
            names = [name for name in NAMES if os.path.isfile(os.path.join(folder, name))]
            above = os.path.dirname(folder)
            if names or above == folder:
                self._found[folder] = os.path.join(folder, names[0]) if names else ""
                if len(names) > 1:
                    problem = f"'{names[0]}' and '{names[1]}' stand in one folder: keep one of them"
                    self._read[self._found[folder]] = RuleFileError(problem, _shown(folder))
                break
            folder = above
        found = self._found[folder]
        self._found.update(dict.fromkeys(passed, found))
        return found


def agree(inputs: Inputs, configurations: Configurations) -> tuple[Inputs, list[Terms]]:
    """Return the drafts with the number of their terms, and all terms: a rulebook and settings.

    What cannot be used is told, once; its drafts are left out and noted as told. Raises `Failure` when that
    leaves no draft.
    """
    terms: list[Terms] = []
    numbers: dict[int, int | str] = {}  # of Settings by identity: each is made once
    drafts, refused = [], dict[str, list[str]]()
    for draft in inputs.drafts:
        try:
            settings = configurations.settings(draft.path)
        except RuleFileError as error:
            refused.setdefault(str(error), []).append(draft.path)
            continue
        if id(settings) not in numbers:
            try:
                terms.append(configurations.terms(settings))
                numbers[id(settings)] = len(terms) - 1
            except RuleFileError as error:
                numbers[id(settings)] = str(error)
        number = numbers[id(settings)]
        if isinstance(number, str):
            refused.setdefault(number, []).append(draft.path)
        else:
            drafts.append(draft._replace(terms=number))
    if refused and not drafts and not inputs.problems:
        *first, last = refused
        for message in first:
            complain(message)
        raise Failure(last)
    told = []
    for message, paths in refused.items():
        files = "1 file is" if len(paths) == 1 else f"{len(paths):,} files are"
        complain(f"{message} ({files} not read for it)")
        told += [(path, f"not read: {message}") for path in paths]
    return inputs._replace(drafts=drafts, told=told), terms


def terms_here(given: Given, *, chosen: bool = True) -> Terms:
    """Return the terms of the current folder, for commands that read no drafts. Raises `Failure`.

    Unless `chosen`, the rules are on, and weigh, as the profile and the rule files themselves have them.
    """
    configurations = Configurations(given)
    settings = configurations.here()
    try:
        rulebook, settings = configurations.terms(settings if chosen else settings._replace(layers=()))
    except RuleFileError as error:
        raise Failure(str(error)) from None
    # What shows rules shows them as the copy would be read.
    return Terms(rulebook.as_changed_by(rulebook.genre), settings)


def rules_of(terms: Sequence[Terms]) -> tuple[Rule, ...]:
    """Return the rules of all terms by code, each as terms have it in which it is on."""
    rules: dict[str, Rule] = {}
    for rule in (rule for one in terms for rule in one.rulebook.rules):
        if rule.code not in rules or rules[rule.code].severity is None:
            rules[rule.code] = rule
    return tuple(rules[code] for code in sorted(rules))


def listed(values: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of a repeatable option whose values have commas."""
    return tuple(key for value in values for part in value.split(",") if (key := part.strip()))


def _loaded(path: str) -> Configuration:
    """Return the configuration in a file, from the cache if it is there: decoding takes as long as a short run."""
    from linter.rulebook.cache import Cache

    text = read(path)
    cache = Cache(Configuration, os.path.abspath(path), [text], ("config", "rulebook", "report"))
    found = cache.load()
    if found is None:
        from linter.config.source import parse_configuration

        found = parse_configuration(text, _shown(path))
        cache.store(found)
    return found


def _shown(path: str) -> str:
    """Return a path as the user knows it: from the current folder, for what is in it."""
    start = os.path.join(here(), "")
    if path.startswith(start):
        return path[len(start) :]
    return os.curdir if os.path.join(path, "") == start else path
