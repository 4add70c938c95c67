"""Rules on the words of attribution: what a cue says of the words that it reports."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checks.context import Context
from linter.checks.flags import Flag
from linter.checks.sourcing import find_attributed
from linter.rulebook.model import Rule


def find_cues(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag for each cue that the rule looks for, and for each match of its patterns."""
    return find_attributed(context, rule, lambda attribution: attribution.cue)
