"""`saysso report`: print the report of a set of drafts."""

from __future__ import annotations

import click

from linter.cli.errors import CLEAN, FAILED
from linter.cli.inputs import gather
from linter.cli.options import choice_options, draft_options, load, output_options, rule_options
from linter.cli.outputs import terminal_width, writing
from linter.cli.running import Run
from linter.report.digest import Digest, digest, overview


@click.command(
    "report",
    epilog="""\b
Examples:
  saysso report drafts/
  saysso report drafts/ --format markdown --output report.md
""",
)
@choice_options
@rule_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json"]),
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
    format_: str,
    top: int,
    output: str | None,
    quiet: bool,
    jobs: int | None,
    stdin_filename: str | None,
) -> None:
    """Report on a set of drafts: how much is attributed, to whom, and what the rules found.

    PATH is a file, a folder, a glob, or '-' for standard input. The exit status is 2 when a draft could not
    be read, and otherwise 0.
    """
    from linter.report.drafts import draft_report

    rulebook = load(profile, rule_files, select, ignore)
    with writing(output) as write:
        inputs = gather(paths, stdin_filename)
        run: Run[Digest] = Run(inputs.drafts, rulebook, digest, jobs=jobs, quiet=quiet, unread=inputs.problems)
        drafts = [one for _, one in run]
        if drafts:
            write(draft_report(overview(drafts), format_, terminal_width(output), top))
    ctx.exit(FAILED if run.failed else CLEAN)
