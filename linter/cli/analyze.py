"""`saysso analyze`: print what the engine sees in each draft, for programs."""

from __future__ import annotations

import click

from linter.cli.errors import CLEAN, FAILED
from linter.cli.inputs import gather
from linter.cli.options import choice_options, draft_options, load, output_options, rule_options
from linter.cli.outputs import writing
from linter.cli.running import Run
from linter.report.analysis import Analysis
from linter.report.base import Finished, Tally


@click.command(
    "analyze",
    epilog="""\b
Examples:
  saysso analyze draft.txt
  saysso analyze drafts/ | jq -r '.speakers[].name'

\b
Each record has "schema", "path", "sentences", "attributions", "speakers" and "findings".
Offsets count characters (Unicode code points) of the decoded file, the end not included.
""",
)
@choice_options
@rule_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "json"]),
    default="jsonl",
    show_default=True,
    help="An object a line, or one document.",
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
    output: str | None,
    quiet: bool,
    jobs: int | None,
    stdin_filename: str | None,
) -> None:
    """Print what saysso sees in drafts: sentences, attributions, speakers, findings.

    PATH is a file, a folder, a glob, or '-' for standard input. The exit status is 2 when a draft could not
    be read, and otherwise 0.
    """
    rulebook = load(profile, rule_files, select, ignore)
    shape = Analysis(format_)
    with writing(output) as write:
        inputs = gather(paths, stdin_filename)
        run: Run[Finished] = Run(inputs.drafts, rulebook, shape, jobs=jobs, quiet=quiet, unread=inputs.problems)
        for text in shape.printed((finished for _, finished in run), Tally()):
            write(text)
    ctx.exit(FAILED if run.failed else CLEAN)
