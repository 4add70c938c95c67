"""`saysso explain`: explain one rule, with its examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linter.cli.errors import Failure
from linter.cli.options import RULES, Given, complete_rule, load, shared
from linter.cli.outputs import colors, terminal_width, writing

if TYPE_CHECKING:
    from linter.rulebook import Rulebook


@click.command(
    "explain",
    epilog="""\b
Examples:
  saysso explain UA101
  saysso explain vague-collective
  saysso explain according-to              an attribution pattern, as `saysso analyze` names it
""",
)
@shared(RULES)
@click.argument("keys", nargs=-1, required=True, metavar="RULE...", shell_complete=complete_rule)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
def command(given: Given, *, keys: tuple[str, ...], color: str) -> None:
    """Explain rules: what each catches, why, what to do, and examples of both kinds.

    RULE is a code or a name.
    """
    rulebook = load(given)
    colored, width = colors(color, None), terminal_width()
    with writing(None) as write:
        write("\n".join([_explained(key, rulebook, colored, width) for key in keys]))


def _explained(key: str, rulebook: Rulebook, color: bool, width: int) -> str:
    from linter.report.explain import explain, explain_pattern
    from linter.rulebook import RuleFileError

    for pattern in rulebook.patterns:
        if pattern.id == key:
            return explain_pattern(pattern, color=color)
    try:
        return explain(rulebook.rule(key), color=color, width=width)
    except RuleFileError as error:
        raise Failure(f"{error} ('saysso rules' lists them all)") from None
