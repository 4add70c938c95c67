"""`saysso rules`: print the rule report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linter.cli.options import CHOICE, OUTPUT, RULES, Given, load, shared
from linter.cli.outputs import terminal_width, writing

if TYPE_CHECKING:
    from linter.report.reference import Profile


@click.command(
    "rules",
    epilog="""\b
Examples:
  saysso rules
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

    rulebook = load(given)
    with writing(given.output) as write:
        if patterns:
            write(pattern_report(rulebook, format_))
        else:
            profiles = _others(given, rulebook.profile) if format_ == "markdown" else ()
            write(rule_report(rulebook, format_, terminal_width(given.output), profiles))


def _others(given: Given, profile: str) -> list[Profile]:
    """Return the shipped profiles beside `profile`, each with what else the options say."""
    from linter.report.reference import Profile
    from linter.rulebook import profile_names

    names = {name: summary for name, summary in profile_names().items() if name != profile}
    return [Profile(name, summary, load(given._replace(profile=name)).rules) for name, summary in names.items()]
