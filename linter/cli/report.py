"""`saysso report`: print the report of a set of drafts."""

from __future__ import annotations

import os

import click

from linter.cli.configuration import Configurations, agree
from linter.cli.errors import CLEAN, FAILED, Failure
from linter.cli.inputs import gather
from linter.cli.options import CHOICE, DRAFTS, OUTPUT, RULES, Given, shared
from linter.cli.outputs import terminal_width, writing
from linter.cli.running import Run
from linter.report.base import MissingExtraError
from linter.report.desks import Desks
from linter.report.digest import Digest, digest, overview
from linter.report.drafts import FORMATS, draft_report


def _named(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return --desk options as names and globs."""
    desks = []
    for value in values:
        name, sign, glob = value.partition("=")
        if not (name.strip() and sign and glob):
            raise click.BadParameter(f"'{value}' is no NAME=GLOB, such as sport='drafts/sport/*'", ctx, option)
        desks.append((name.strip(), glob))
    return desks


@click.command(
    "report",
    epilog="""\b
Examples:
  saysso report drafts/
  saysso report drafts/ --format markdown --output report.md
  saysso report drafts/ --desk politics='drafts/pol-*' --desk sport=drafts/sport
""",
)
@shared(CHOICE, RULES, OUTPUT, DRAFTS)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option(
    "--top",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    metavar="N",
    help="Rows in the lists of drafts and speakers; 0 is all.",
)
@click.option(
    "--desk",
    "desks",
    multiple=True,
    metavar="NAME=GLOB",
    callback=_named,
    help="Count drafts of this folder or glob as a desk; the first that fits decides. Repeatable. By default each "
    "folder in the PATH is a desk, or each PATH where there are several.",
)
def command(given: Given, *, format_: str, top: int, desks: list[tuple[str, str]]) -> int:
    """Report on a set of drafts: how much is attributed, to whom, and what the rules found.

    PATH is a file, a folder, a glob, or '-' for standard input. The exit status is 2 when a draft could not
    be read, and otherwise 0.
    """
    with writing(given.output) as write:
        configurations = Configurations(given)
        inputs, terms = agree(gather(given.paths, configurations, given.stdin_filename), configurations)
        run: Run[Digest] = Run(inputs, terms, digest, given)
        told = Desks(desks, [path for path in given.paths if os.path.isdir(path)])
        ladder = {step.name: step.known for one in terms for step in one.rulebook.sourcing.steps}
        whole = overview((one for _, one in run), told.of, ladder)
        if whole.drafts:
            try:
                write(draft_report(whole, format_, terminal_width(given.output), top))
            except MissingExtraError as error:
                raise Failure(str(error)) from None
    return FAILED if run.failed else CLEAN
