"""What the keys of `--select`, `ignore` and their like mean: codes, beginnings of codes, names, ALL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.rulebook.model import Rule


def fits(key: str, rule: Rule) -> bool:
    """Tell whether a code, a prefix of codes, a name or ALL means this rule."""
    return key.upper() == "ALL" or (bool(key) and rule.code.startswith(key.upper())) or key.lower() == rule.name


def names(key: str, rule: Rule) -> bool:
    """Tell whether a key means this rule and no other."""
    return key.upper() == rule.code or key.lower() == rule.name


def runs(
    rule: Rule, on: bool, select: Iterable[str] = (), ignore: Iterable[str] = (), extend: Iterable[str] = ()
) -> bool:
    """Tell whether a rule that was `on` still is, when only `select` run, and `extend` beside, less `ignore`.

    The longest key that fits decides; on equal length `ignore` wins.
    """
    chosen, dropped, added = (closest(keys, rule) for keys in (select, ignore, extend))
    if dropped >= 0 and dropped >= max(chosen, added):
        return False
    return max(chosen, added) >= 0 or (on and not any(select))


def closest(keys: Iterable[str], rule: Rule) -> int:
    """Rank the key that means the rule most closely: -1 for none that fits."""
    return max((closeness(key, rule) for key in keys if fits(key, rule)), default=-1)


def closeness(key: str, rule: Rule) -> int:
    """Rank how closely a key that fits means the rule: ALL, a prefix by its length, its name."""
    if key.upper() == "ALL":
        return 0
    return len(rule.code) if key.lower() == rule.name else len(key)
