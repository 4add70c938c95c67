"""What the keys of `--select`, `ignore` and their like mean: codes, beginnings of codes, names, ALL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from linter.rulebook.errors import did_you_mean

if TYPE_CHECKING:
    from linter.rulebook.model import Rule


def fits(key: str, rule: Rule) -> bool:
    """Tell whether a code, a prefix of codes, a name or ALL means this rule."""
    return key.upper() == "ALL" or (bool(key) and rule.code.startswith(key.upper())) or key.lower() == rule.name


def names(key: str, rule: Rule) -> bool:
    """Tell whether a key means this rule and no other."""
    return key.upper() == rule.code or key.lower() == rule.name


def turns_on(key: str, rule: Rule) -> bool:
    """Tell whether a key that selects runs a rule that is off: ALL and one that means it alone do.

    A beginning of codes does not: of a family it leaves those that run.
    """
    return key.upper() == "ALL" or names(key, rule)


def mistaken(key: str, rules: Sequence[Rule], *, selects: bool = False) -> str:
    """Return what is wrong with a key: it fits no rule or, where it `selects`, none that runs; "" for a sound one."""
    fitting = [rule for rule in rules if fits(key, rule)]
    if not fitting:
        return unknown(key, rules)
    if selects and not any(rule.severity or turns_on(key, rule) for rule in fitting):
        return f"the profile runs no rule that begins with '{key}'; write {fitting[0].code} to turn that one on"
    return ""


def unknown(key: str, rules: Iterable[Rule]) -> str:
    """Return what to say of a key for which there is no rule, with the code or name that may have been meant."""
    return f"no rule '{key}'" + did_you_mean(key, [known for rule in rules for known in (rule.code, rule.name)])


def runs(
    rule: Rule, on: bool, select: Collection[str] = (), ignore: Iterable[str] = (), extend: Iterable[str] = ()
) -> bool:
    """Tell whether a rule that was `on` is, when only `select` run, and `extend` beside, less `ignore`.

    The longest key that fits decides; on equal length `ignore` wins. A rule that was off runs where a key of `select`
    turns it on, or any of `extend` fits.
    """
    chosen, dropped, added = (closest(keys, rule) for keys in (select, ignore, extend))
    if dropped >= 0 and dropped >= max(chosen, added):
        return False
    if added >= 0:
        return True
    return (on and (chosen >= 0 or not select)) or any(turns_on(key, rule) for key in select)


def closest(keys: Iterable[str], rule: Rule) -> int:
    """Rank the key that means the rule most closely: -1 for none that fits."""
    return max((closeness(key, rule) for key in keys if fits(key, rule)), default=-1)


def closeness(key: str, rule: Rule) -> int:
    """Rank how closely a key that fits means the rule: ALL, a prefix by its length, its name."""
    if key.upper() == "ALL":
        return 0
    return len(rule.code) if key.lower() == rule.name else len(key)
