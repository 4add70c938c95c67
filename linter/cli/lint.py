"""`saysso lint`: flag what nobody is made to answer for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from linter.cli.errors import CLEAN, FAILED, FOUND, Failure
from linter.cli.inputs import gather, here
from linter.cli.options import CHOICE, DRAFTS_OR_CHANGED, OUTPUT, RULES, SIFTING, Given, load, shared
from linter.cli.outputs import colors, terminal_width, writing
from linter.cli.running import Run
from linter.report import FORMATS, Finished, Format, MissingExtraError, Setting, Tally, formatter

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
@shared(CHOICE, RULES, SIFTING, OUTPUT, DRAFTS_OR_CHANGED)
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

    PATH is a file, a folder, a glob, or '-' for standard input; with --diff or --diff-file and no PATH, the
    changed files are linted.
    """
    if not given.paths and given.diff is None and given.diff_file is None:
        raise click.UsageError("Missing argument 'PATH...': name a draft, a folder, or '-' for standard input.")
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
        run, drafts = _begun(given, rulebook, shape)
        for text in shape.printed(_counted(run, drafts, tally), tally):
            write(text)
    return FAILED if run.failed else FOUND if tally.worst >= fails_from else CLEAN


def _begun(given: Given, rulebook: Rulebook, shape: Format) -> tuple[Run[Any], Iterator[Finished]]:
    """Return the run over the drafts, and what becomes of each."""
    if any(name is not None for name in (given.baseline, given.write_baseline, given.diff, given.diff_file)):
        from linter.cli.sifting import Sifting

        sifting = Sifting(given, shape)
        sifted = Run(sifting.inputs(), rulebook, sifting.task, given)
        return sifted, sifting.finished(sifted)
    run = Run(gather(given.paths, given.stdin_filename), rulebook, shape, given)
    return run, (finished for _, finished in run)


def _counted(run: Run[Any], drafts: Iterator[Finished], tally: Tally) -> Iterator[Finished]:
    """Yield what became of each draft that was read, and count it."""
    for finished in drafts:
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
