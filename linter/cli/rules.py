"""`saysso rules`: print the rule report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from linter.cli.configuration import listed
from linter.cli.options import CHOICE, OUTPUT, RULES, Given, load, shared
from linter.cli.outputs import terminal_width, writing
from linter.rulebook.keys import fits

if TYPE_CHECKING:
    from linter.report.reference import Profile
    from linter.rulebook import Rulebook


@click.command(
    "rules",
    epilog="""\b
Examples:
  saysso rules
  saysso rules --select UA                only those of a family
  saysso rules --format markdown          the whole reference: reasons, mends, examples
  saysso rules --patterns                 the ways of attributing that saysso knows
""",
)
@shared(RULES, CHOICE, OUTPUT)
@click.option("--patterns", is_flag=True, help="List the attribution patterns, with their examples.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
def command(given: Given, *, patterns: bool, format_: str) -> None:
    """Print every rule: code, name, severity in the profile, what it catches, where it comes from."""
    from linter.report.rules import pattern_report, rule_report

    rulebook = _chosen(load(given), given)
    with writing(given.output) as write:
        if patterns:
            write(pattern_report(rulebook, format_))
        else:
            profiles = _others(given, rulebook.profile) if format_ == "markdown" else ()
            write(rule_report(rulebook, format_, terminal_width(given.output), profiles))


def _chosen(rulebook: Rulebook, given: Given) -> Rulebook:
    """Return the rulebook with the rules that `--select` means, and no others."""
    keys = listed(given.select)
    if not keys:
        return rulebook
    return replace(rulebook, rules=tuple(rule for rule in rulebook.rules if any(fits(key, rule) for key in keys)))


def _others(given: Given, profile: str) -> list[Profile]:
    """Return the shipped profiles beside `profile`, each with what else the options say."""
    from linter.report.reference import Profile
    from linter.rulebook import profile_names

    names = {name: summary for name, summary in profile_names().items() if name != profile}
    return [Profile(name, summary, load(given._replace(profile=name)).rules) for name, summary in names.items()]
