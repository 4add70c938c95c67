"""Attributed story to findings: one module a kind of rule."""

from __future__ import annotations

from linter.attribution import Attributed
from linter.findings import Finding
from linter.rulebook.model import Rulebook


def check(read: Attributed, rulebook: Rulebook) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    return (), ()
