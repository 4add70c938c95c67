"""`saysso config`: print the settings in force, and where each comes from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from linter.cli.configuration import Configurations
from linter.cli.errors import Failure
from linter.cli.options import CHOICE, OUTPUT, RULES, Given, shared
from linter.cli.outputs import writing
from linter.report.base import SCHEMA
from linter.rulebook.errors import RuleFileError

if TYPE_CHECKING:
    from linter.config.settings import Entry


@click.command(
    "config",
    epilog="""\b
Examples:
  saysso config                            what is in force in this folder
  saysso config opinion/column.txt         and for this draft, its section included
  saysso config --format json draft.txt

\b
A configuration is the .saysso.yml or saysso.yml nearest to a draft, in its folder or above
('saysso init' writes one). Options on the command line win over it.
""",
)
@shared(CHOICE, RULES, OUTPUT)
@click.argument("path", default=os.curdir, metavar="[PATH]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
def command(given: Given, *, path: str, format_: str) -> None:
    """Print the settings in force for a draft or a folder, and where each comes from.

    The draft need not be there. The exit status is 2 when the configuration cannot be used.
    """
    configurations = Configurations(given)
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    try:
        configuration = configurations.of(folder)
        settings = configurations.settings(os.path.join(path, "") if os.path.isdir(path) else path)
        configurations.terms(settings)  # a rule that is not there is told now, not at the next run
    except RuleFileError as error:
        raise Failure(str(error)) from None
    entries = [*settings.every(), *(entry for _, entry in (configuration.exclude if configuration else ()))]
    with writing(given.output) as write:
        write((_json if format_ == "json" else _text)(path, settings.path, entries))


def _text(path: str, configuration: str, entries: list[Entry]) -> str:
    from tabulate import tabulate

    rows = [(entry.key, _shown(entry), str(entry.origin)) for entry in entries]
    head = f"{path}: {configuration or 'no configuration'}\n\n"
    return head + tabulate(rows, ("setting", "value", "from"), "simple", disable_numparse=True) + "\n"


def _shown(entry: Entry) -> str:
    value = str(entry.value).lower() if isinstance(entry.value, bool) else entry.value
    return f"{entry.name}: {value}" if entry.name else value


def _json(path: str, configuration: str, entries: list[Entry]) -> str:
    import json

    record = {
        "schema": SCHEMA,
        "path": path,
        "configuration": configuration or None,
        "settings": [_record(entry) for entry in entries],
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _record(entry: Entry) -> dict[str, Any]:
    origin = entry.origin
    found = {"key": entry.key, "value": entry.value, "from": origin.kind}
    if entry.name:
        found["rule"] = entry.name
    if origin.path:
        found |= {"path": origin.path, "line": origin.line, "column": origin.column, "section": origin.section or None}
    return found
