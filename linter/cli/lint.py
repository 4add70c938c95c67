"""`saysso lint`: flag what nobody is made to answer for."""

from __future__ import annotations

from collections.abc import Iterator

import click

from linter.cli.errors import CLEAN, FAILED, FOUND, Failure
from linter.cli.inputs import gather, here
from linter.cli.options import CHOICE, DRAFTS, OUTPUT, RULES, Given, load, shared
from linter.cli.outputs import colors, terminal_width, writing
from linter.cli.running import Run
from linter.report import FORMATS, Finished, Format, MissingExtraError, Setting, Tally, formatter

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
@shared(CHOICE, RULES, OUTPUT, DRAFTS)
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
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    metavar="NAME",
    help=f"How to print findings: {', '.join(FORMATS)}.",
)
@click.option("--statistics", is_flag=True, help="Print how often each rule spoke in place of the findings.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@click.option("--require-reason", is_flag=True, help="Flag comments that let a finding pass and give no reason.")
@click.option("--show-suppressed", is_flag=True, help="List what was let pass, and why.")
def command(
    given: Given,
    *,
    fail_level: str,
    exit_zero: bool,
    format_: str,
    statistics: bool,
    color: str,
    show_suppressed: bool,
) -> int:
    """Lint drafts: flag every assertion that nobody is made to answer for.

    PATH is a file, a folder, a glob, or '-' for standard input.
    """
    rulebook = load(given)
    fails_from = FAIL_LEVELS["never" if exit_zero else fail_level]
    setting = Setting(
        color=format_ == "text" and colors(color, given.output),
        width=terminal_width(given.output),
        summary=not given.quiet,
        rules=rulebook.rules,
        root=here(),
        fail_level=fails_from,
        suppressed=show_suppressed,
    )
    shape = _shape(format_, statistics, setting)
    tally = Tally()
    with writing(given.output) as write:
        inputs = gather(given.paths, given.stdin_filename)
        run: Run[Finished] = Run(inputs, rulebook, shape, given)
        for text in shape.printed(_counted(run, tally), tally):
            write(text)
    return FAILED if run.failed else FOUND if tally.worst >= fails_from else CLEAN


def _counted(run: Run[Finished], tally: Tally) -> Iterator[Finished]:
    """Yield what became of each draft that was read, and count it."""
    for _, finished in run:
        tally.add(finished.counts, finished.passed)
        yield finished
    tally.unread.extend(run.unread)
    tally.problems.extend(run.problems)


def _shape(name: str, statistics: bool, setting: Setting) -> Format:
    if statistics:
        if name not in ("text", "json", "jsonl"):
            raise click.UsageError(f"--statistics prints as text, json or jsonl, not as {name}")
        from linter.report.statistics import Statistics

        return Statistics(name, summary=setting.summary)
    try:
        return formatter(name, setting)
    except MissingExtraError as error:
        raise Failure(str(error)) from None
