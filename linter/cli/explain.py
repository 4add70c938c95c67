"""`saysso explain`: explain a rule with its examples, an attribution pattern, or a genre."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from linter.cli.errors import Failure
from linter.cli.options import RULES, Given, complete_genre, complete_rule, load, shared
from linter.cli.outputs import colors, terminal_width, writing
from linter.rulebook import profile_names
from linter.rulebook.errors import did_you_mean
from linter.rulebook.keys import fits, names

if TYPE_CHECKING:
    from linter.rulebook import Rule, Rulebook


def _complete(ctx: click.Context, option: click.Parameter, word: str) -> list[Any]:
    return [*complete_rule(ctx, option, word), *complete_genre(ctx, option, word)]


@click.command(
    "explain",
    epilog="""\b
Examples:
  saysso explain UA101
  saysso explain vague-collective
  saysso explain UA                        a family: its rules; so too a profile, such as ap
  saysso explain vague                     a word: the rules that speak of it
  saysso explain opinion                   a genre: what tells it, and what it changes
  saysso explain according-to              an attribution pattern, as `saysso analyze` names it
""",
)
@shared(RULES)
@click.argument("keys", nargs=-1, required=True, metavar="RULE...", shell_complete=_complete)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
def command(given: Given, *, keys: tuple[str, ...], color: str) -> None:
    """Explain rules: what each catches, why, what to do, and examples of both kinds.

    RULE is a code or a name; the name of a genre or of an attribution pattern will do too. Of a family (UA), a
    profile (ap) or any other word ("reportedly") the rules are listed.
    """
    rulebook = load(given)
    colored, width = colors(color, None), terminal_width()
    with writing(None) as write:
        write("\n".join([_explained(key, given, rulebook, colored, width) for key in keys]))


def _explained(key: str, given: Given, rulebook: Rulebook, color: bool, width: int) -> str:
    from linter.report.explain import explain, explain_genre, explain_pattern

    for pattern in rulebook.patterns:
        if pattern.id == key:
            return explain_pattern(pattern, color=color)
    if key.lower() in rulebook.genres:
        return explain_genre(rulebook.genres[key.lower()], rulebook, color=color, width=width)
    for rule in rulebook.rules:
        if names(key, rule):
            return explain(rule, color=color, width=width)
    begun = [rule for rule in rulebook.rules if fits(key, rule)]
    if begun:
        return _listed(begun, width)
    profiles = profile_names()
    if key.lower() in profiles:
        rules = [rule for rule in load(given._replace(profile=key.lower())).rules if rule.severity]
        name = key.lower()
        head = f"{name} (profile): {profiles[name]}\nTo go by it: saysso lint --profile {name} draft.txt\n\n"
        return head + _listed(rules, width)
    if _is_code(key) and not any(rule.code.startswith(key[:2].upper()) for rule in rulebook.rules):
        own = "if it is one of your own, name its file: --rules FILE, or 'rules: [FILE]' in .saysso.yml"
        raise Failure(f"no rule '{key}' among those that are loaded; {own}")
    about = [rule for rule in rulebook.rules if _speaks_of(key, rule)]
    if about:
        return f"No rule is called '{key}'; these speak of it:\n\n" + _listed(about, width)
    known = [word for rule in rulebook.rules for word in (rule.code, rule.name)]
    meant = did_you_mean(key, [*known, *rulebook.genres, *profiles, *(pattern.id for pattern in rulebook.patterns)])
    raise Failure(f"no rule, genre or profile '{key}'{meant} ('saysso rules' lists the rules)")


def _speaks_of(word: str, rule: Rule) -> bool:
    """Tell whether a rule's name, or what it catches, has a word that begins with these letters."""
    return bool(re.search(rf"(?<!\w){re.escape(word)}", f"{rule.name} {rule.catches}", re.IGNORECASE))


def _is_code(key: str) -> bool:
    """Tell whether a key looks like the code of a rule: letters, then figures."""
    return key[:2].isalpha() and key[-3:].isdigit()


def _listed(rules: Sequence[Rule], width: int) -> str:
    """Return rules as a table, with how to have one explained."""
    from linter.report.rules import table, weight

    rows = [[rule.code, rule.name, weight(rule), rule.catches] for rule in rules]
    told = table(rows, ("code", "name", "severity", "catches"), width=width, running=1)
    return f"{told}\n'saysso explain {rules[0].code}' explains one of them.\n"
