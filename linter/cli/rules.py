"""`saysso rules`: print the rule report."""

from __future__ import annotations

import click

from linter.cli.options import choice_options, load, output_options, rule_options
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
@rule_options
@choice_options
@click.option("--patterns", is_flag=True, help="List the attribution patterns, with their examples.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@output_options
def command(
    *,
    profile: str,
    rule_files: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    patterns: bool,
    format_: str,
    output: str | None,
) -> None:
    """Print every rule: code, name, severity in the profile, what it catches, where it comes from."""
    from linter.report.rules import pattern_report, rule_report

    rulebook = load(profile, rule_files, select, ignore)
    with writing(output) as write:
        if patterns:
            write(pattern_report(rulebook, format_))
        else:
            write(rule_report(rulebook, format_, terminal_width(output)))
