"""Settings put in force: a rulebook with the rules on, and at the severity, that they ask for."""

from __future__ import annotations

from linter.config.settings import CHOICE, Entry, Layer, Settings
from linter.findings import Severity
from linter.rulebook.errors import RuleFileError
from linter.rulebook.keys import closest, fits, mistaken, runs
from linter.rulebook.model import Rule, Rulebook


def put_in_force(rulebook: Rulebook, settings: Settings) -> Rulebook:
    """Return the rulebook with its rules as the settings have them.

    Raises `RuleFileError`, at its place, for a key that fits no rule.
    """
    for layer in settings.layers:
        for entry in layer:
            _check(entry, rulebook)
    settled = rulebook.with_severities(_settled(rule, settings.layers) for rule in rulebook.rules)
    return settled.held(entry.name or entry.value for layer in settings.layers for entry in layer)


def misplaced(error: RuleFileError, settings: Settings) -> RuleFileError:
    """Return an error from loading the rulebook, at the place of the setting that it is due to."""
    profile = settings.single["profile"]
    if not error.path and f"'{profile.value}'" in error.message and profile.origin.path:
        return profile.origin.error(error.message)
    for entry in settings.lists:
        if entry.key == "rules" and entry.value == error.path and not error.line and entry.origin.path:
            return entry.origin.error(f"{error.path} {error.message}")
    return error


def _check(entry: Entry, rulebook: Rulebook) -> None:
    if wrong := mistaken(entry.name or entry.value, rulebook.rules, selects=entry.key == "select"):
        raise entry.origin.error(wrong)


def _settled(rule: Rule, layers: tuple[Layer, ...]) -> Severity | None:
    """Return the severity of a rule after all layers; within one the longest key that fits decides."""
    on, weight = rule.severity is not None, rule.severity or rule.default
    for layer in layers:
        select, extend, ignore = ([s.value for s in layer if s.key == key] for key in CHOICE)
        on = runs(rule, on, select, ignore, extend)
        said = [s for s in layer if s.key == "severity" and fits(s.name, rule)]
        if said:
            nearest = max(said, key=lambda entry: closest([entry.name], rule))
            if nearest.value == "off":
                on = False
            else:
                weight = Severity[nearest.value.upper()]
    return weight if on else None
