"""`saysso explain`: explain a rule with its examples, an attribution pattern, or a genre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from linter.cli.errors import Failure
from linter.cli.options import RULES, Given, complete_genre, complete_rule, load, shared
from linter.cli.outputs import colors, terminal_width, writing
from linter.rulebook.errors import did_you_mean
from linter.rulebook.keys import fits, names

if TYPE_CHECKING:
    from linter.rulebook import Rulebook


def _complete(ctx: click.Context, option: click.Parameter, word: str) -> list[Any]:
    return [*complete_rule(ctx, option, word), *complete_genre(ctx, option, word)]


@click.command(
    "explain",
    epilog="""\b
Examples:
  saysso explain UA101
  saysso explain vague-collective
  saysso explain opinion                   a genre: what tells it, and what it changes
  saysso explain according-to              an attribution pattern, as `saysso analyze` names it
""",
)
@shared(RULES)
@click.argument("keys", nargs=-1, required=True, metavar="RULE...", shell_complete=_complete)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
def command(given: Given, *, keys: tuple[str, ...], color: str) -> None:
    """Explain rules: what each catches, why, what to do, and examples of both kinds.

    RULE is a code or a name; the name of a genre or of an attribution pattern will do too.
    """
    rulebook = load(given)
    colored, width = colors(color, None), terminal_width()
    with writing(None) as write:
        write("\n".join([_explained(key, rulebook, colored, width) for key in keys]))


def _explained(key: str, rulebook: Rulebook, color: bool, width: int) -> str:
    from linter.report.explain import explain, explain_genre, explain_pattern

    for pattern in rulebook.patterns:
        if pattern.id == key:
            return explain_pattern(pattern, color=color)
    if key.lower() in rulebook.genres:
        return explain_genre(rulebook.genres[key.lower()], rulebook, color=color, width=width)
    for rule in rulebook.rules:
        if names(key, rule):
            return explain(rule, color=color, width=width)
    begun = [rule.code for rule in rulebook.rules if fits(key, rule)]
    if begun:
        raise Failure(f"'{key}' means several rules: {', '.join(begun)}; explain takes them one by one")
    known = [word for rule in rulebook.rules for word in (rule.code, rule.name)]
    meant = did_you_mean(key, [*known, *rulebook.genres, *(pattern.id for pattern in rulebook.patterns)])
    raise Failure(f"no rule or genre '{key}'{meant} ('saysso rules' lists the rules)")
