"""`saysso rules`: print the rule report."""

from __future__ import annotations

import click

from linter.cli.options import CHOICE, OUTPUT, RULES, Given, load, shared
from linter.cli.outputs import terminal_width, writing


@click.command(
    "rules",
    epilog="""\b
Examples:
  saysso rules
  saysso rules --profile strict --format markdown > RULES.md
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
            write(rule_report(rulebook, format_, terminal_width(given.output)))
