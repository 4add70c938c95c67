"""Which rules are in force, at which severity: what the files of a profile say, one on the other."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from linter.findings import Severity
from linter.rulebook.keys import fits, mistaken, names
from linter.rulebook.model import Rule
from linter.rulebook.source import LoadedFile


def put_in_force(rules: Sequence[Rule], layers: Iterable[LoadedFile], own: Container[str] = ()) -> list[Rule]:
    """Return the rules with the severity that the layers give them, None for those that are off.

    A layer's own rules are on; what it selects is added, what it ignores taken away, and a severity changes
    a rule that is on. What the files in `own` say of a rule by its code or name, no genre changes. Raises
    `RuleFileError` for a key that fits no rule.
    """
    firm: set[str] = set()
    in_force: dict[str, Severity | None] = {rule.code: None for rule in rules}
    for file in layers:
        if file.path in own:
            keys = (*file.content.select, *file.content.ignore, *file.content.severity)
            firm.update(rule.code for rule in rules if any(names(key, rule) for key in keys))
        for rule in rules:
            if rule.path == file.path:
                in_force[rule.code] = rule.default
        for index, key in enumerate(file.content.select):
            for rule in _fitting(key, rules, file, "select", index):
                in_force[rule.code] = in_force[rule.code] or rule.default
        for index, key in enumerate(file.content.ignore):
            for rule in _fitting(key, rules, file, "ignore", index):
                in_force[rule.code] = None
        for key, name in file.content.severity.items():
            for rule in _fitting(key, rules, file, "severity", key):
                if name == "off" or in_force[rule.code] is not None:
                    in_force[rule.code] = severity(name)
    return [rule._replace(severity=in_force[rule.code], firm=rule.code in firm) for rule in rules]


def severity(name: str | None) -> Severity | None:
    """Return the severity of that name; None for none and for "off"."""
    return None if name is None or name == "off" else Severity[name.upper()]


def _fitting(key: str, rules: Sequence[Rule], file: LoadedFile, *way: str | int) -> list[Rule]:
    if wrong := mistaken(key, rules):
        raise file.error(wrong, *way)
    return [rule for rule in rules if fits(key, rule)]
