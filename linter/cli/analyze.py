"""`saysso analyze`: print what the engine sees in each draft, for programs."""

from __future__ import annotations

import click

from linter.cli.configuration import Configurations, agree
from linter.cli.errors import CLEAN, FAILED
from linter.cli.inputs import gather
from linter.cli.options import CHOICE, DRAFTS, OUTPUT, RULES, Given, shared
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
Each record has "schema", "path", "sentences", "attributions", "speakers", "findings" and "genre".
An attribution with the pattern "attitude" tells whose side somebody takes: it gives nobody's words.
Offsets count characters (Unicode code points) of the decoded file, the end not included.
""",
)
@shared(CHOICE, RULES, OUTPUT, DRAFTS)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "json"]),
    default="jsonl",
    show_default=True,
    help="An object a line, or one document.",
)
def command(given: Given, *, format_: str) -> int:
    """Print what saysso sees in drafts: sentences, attributions, speakers, findings.

    PATH is a file, a folder, a glob, or '-' for standard input. The exit status is 2 when a draft could not
    be read, and otherwise 0.
    """
    shape = Analysis(format_)
    with writing(given.output) as write:
        configurations = Configurations(given)
        inputs, terms = agree(gather(given.paths, configurations, given.stdin_filename), configurations)
        run: Run[Finished] = Run(inputs, terms, shape, given)
        for text in shape.printed((finished for _, finished in run), Tally()):
            write(text)
    return FAILED if run.failed else CLEAN
