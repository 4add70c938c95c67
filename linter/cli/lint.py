"""`saysso lint`: flag what nobody is made to answer for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from linter.cli.errors import CLEAN, FAILED, FOUND, Failure
from linter.cli.inputs import gather
from linter.cli.options import choice_options, draft_options, load, output_options, rule_options
from linter.cli.outputs import colors, terminal_width, writing
from linter.cli.running import Run
from linter.report import FORMATS, Finished, Format, MissingExtraError, Tally, formatter

if TYPE_CHECKING:
    from linter.rulebook import Rulebook

#: What --fail-level takes, with the severity from which the exit status is 1.
FAIL_LEVELS = {"info": 1, "warning": 2, "error": 3, "never": 4}


@click.command(
    "lint",
    epilog="""\b
Examples:
  saysso lint draft.txt                      one draft
  saysso lint drafts/ 'wire/*.md'            a folder, a glob
  pbpaste | saysso lint -                    standard input
  saysso lint --select SQ,UA101 draft.txt    some rules only
  saysso lint --format github drafts/        in a GitHub workflow

\b
Exit status: 0 nothing at or above --fail-level; 1 something; 2 a draft that could
not be read, a broken rule file, a wrong option. Every other draft is still linted.
""",
)
@choice_options
@rule_options
@click.option(
    "--fail-level",
    type=click.Choice(list(FAIL_LEVELS)),
    default="error",
    show_default=True,
    help="The severity from which the exit status is 1.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print findings.",
)
@click.option("--statistics", is_flag=True, help="Print how often each rule spoke in place of the findings.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@output_options
@draft_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str,
    rule_files: tuple[str, ...],
    fail_level: str,
    exit_zero: bool,
    format_: str,
    statistics: bool,
    color: str,
    output: str | None,
    quiet: bool,
    jobs: int | None,
    stdin_filename: str | None,
) -> None:
    """Lint drafts: flag every assertion that nobody is made to answer for.

    PATH is a file, a folder, a glob, or '-' for standard input.
    """
    rulebook = load(profile, rule_files, select, ignore)
    shape = _shape(format_, statistics, quiet, color, output, rulebook)
    tally = Tally()
    with writing(output) as write:
        inputs = gather(paths, stdin_filename)
        run: Run[Finished] = Run(inputs.drafts, rulebook, shape, jobs=jobs, quiet=quiet, unread=inputs.problems)
        for text in shape.printed(_counted(run, tally), tally):
            write(text)
    reached = not exit_zero and tally.worst >= FAIL_LEVELS[fail_level]
    ctx.exit(FAILED if run.failed else FOUND if reached else CLEAN)


def _counted(run: Run[Finished], tally: Tally) -> Iterator[Finished]:
    """Yield what became of each draft that was read, and count it."""
    for _, finished in run:
        tally.add(finished.counts)
        yield finished
    tally.unread.extend(run.unread)


def _shape(name: str, statistics: bool, quiet: bool, color: str, output: str | None, rulebook: Rulebook) -> Format:
    if statistics:
        from linter.report.statistics import Statistics

        return Statistics(name, summary=not quiet)
    colored = name == "text" and colors(color, output)
    try:
        return formatter(name, color=colored, width=terminal_width(output), summary=not quiet, rules=rulebook.rules)
    except MissingExtraError as error:
        raise Failure(str(error)) from None
