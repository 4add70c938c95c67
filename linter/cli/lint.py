"""`saysso lint`: flag what nobody is made to answer for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from linter.cli.configuration import Configurations, agree, rules_of
from linter.cli.errors import CLEAN, FAILED, FOUND, Failure
from linter.cli.inputs import gather, here
from linter.cli.options import CHOICE, DRAFTS_OR_CHANGED, OUTPUT, RULES, SIFTING, Given, need_paths, shared
from linter.cli.outputs import colors, terminal_width, writing
from linter.cli.running import FAIL_LEVELS, Run
from linter.report import FORMATS, Finished, Format, MissingExtraError, Setting, Tally, formatter

if TYPE_CHECKING:
    from linter.cli.inputs import Draft
    from linter.cli.sifting import Sifting


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
    show_default="error",
    help="The severity from which the exit status is 1.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    show_default="text",
    metavar="NAME",
    help=f"How to print findings: {', '.join(FORMATS)}.",
)
@click.option("--explain", is_flag=True, help="Tell what makes each finding as strong as it is (text format).")
@click.option("--statistics", is_flag=True, help="Print how often each rule spoke in place of the findings.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@click.option("--show-suppressed", is_flag=True, help="List what was let pass, and why.")
def command(
    given: Given,
    *,
    fail_level: str | None,
    exit_zero: bool,
    format_: str | None,
    explain: bool,
    statistics: bool,
    color: str,
    show_suppressed: bool,
) -> int:
    """Lint drafts: flag every assertion that nobody is made to answer for.

    PATH is a file, a folder, a glob, or '-' for standard input; with --diff or --diff-file and no PATH, the
    changed files are linted.
    """
    if given.diff is None and given.diff_file is None:
        need_paths(click.get_current_context(), None, given.paths)
    configurations = Configurations(given, "never" if exit_zero else fail_level)
    settings = configurations.here()
    name = format_ or settings.format
    if given.baseline is None and given.write_baseline is None:
        given = given._replace(baseline=settings.baseline or None)
    tally = Tally()
    with writing(given.output) as write:
        sifting = _sifting(given)
        found = sifting.inputs(configurations) if sifting else gather(given.paths, configurations, given.stdin_filename)
        inputs, terms = agree(found, configurations)
        setting = Setting(
            color=name == "text" and colors(color, given.output),
            width=terminal_width(given.output),
            summary=not given.quiet,
            rules=rules_of(terms),
            root=here(),
            fail_levels={draft.path: terms[draft.terms].fail_level for draft in inputs.drafts},
            suppressed=show_suppressed,
            explain=explain,
        )
        shape = _shape(name, statistics, setting)
        run: Run[Any] = Run(inputs, terms, sifting.task(shape) if sifting else shape, given)
        for text in shape.printed(_counted(run, sifting.finished(run) if sifting else run, tally), tally):
            write(text)
    return FAILED if run.failed else FOUND if tally.failing else CLEAN


def _sifting(given: Given) -> Sifting | None:
    """Return what sifts the findings by a baseline or by changed lines, if the options ask for it."""
    if all(name is None for name in (given.baseline, given.write_baseline, given.diff, given.diff_file)):
        return None
    from linter.cli.sifting import Sifting

    return Sifting(given)


def _counted(run: Run[Any], drafts: Iterable[tuple[Draft, Finished]], tally: Tally) -> Iterator[Finished]:
    """Yield what became of each draft that was read, and count it."""
    for draft, finished in drafts:
        tally.add(finished.counts, finished.passed, run.terms[draft.terms].fail_level, finished.genre)
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
