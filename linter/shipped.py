"""Where the rule files that ship with saysso stand."""

from __future__ import annotations

import os


def rules_folder() -> str:
    """Return `rules/`: inside the installed package, or beside the package in a checkout."""
    package = os.path.dirname(os.path.realpath(__file__))
    inside = os.path.join(package, "rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "rules")
