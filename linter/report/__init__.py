"""The ways to print what a run found: one module a format, all fed the same report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.report.base import Finished, Format, Linted, MissingExtraError, Tally

if TYPE_CHECKING:
    from linter.rulebook import Rule

#: Formats of `saysso lint`.
FORMATS = ("text", "concise", "json", "jsonl", "github")

__all__ = ["FORMATS", "Finished", "Format", "Linted", "MissingExtraError", "Tally", "formatter"]


def formatter(
    name: str, *, color: bool = False, width: int = 100, summary: bool = True, rules: Sequence[Rule] = ()
) -> Format:
    """Return the format of that name, one of `FORMATS`; each is imported only when it is asked for.

    `color` and `width` (terminal columns) matter to the formats for people, `summary` says whether these
    close with a line that counts. `rules` are those of the rulebook, for formats that tell why a rule is there.
    Raises `MissingExtraError` when the format needs a library that is not installed.
    """
    if name == "text":
        from linter.report.text import Text

        return Text(color=color, width=width, summary=summary)
    if name == "concise":
        from linter.report.concise import Concise

        return Concise()
    if name == "json":
        from linter.report.json import Json

        return Json()
    if name == "jsonl":
        from linter.report.jsonl import JsonLines

        return JsonLines()
    if name == "github":
        from linter.report.github import GitHub

        return GitHub()
    raise ValueError(f"no format '{name}'")
