"""The `saysso` command and the commands below it, each imported when it is called."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import click

#: Each command and the line that tells what it is for; its module is imported when it is called.
COMMANDS = {
    "lint": "Flag what nobody is made to answer for.",
    "analyze": "Print what saysso sees: sentences, sources, speakers (JSON).",
    "report": "Print the report of a set of drafts.",
    "rules": "Print every rule: what it flags, how heavy it is, what it is based on.",
    "explain": "Explain a rule, with its examples, or a genre.",
    "test-rules": "Run the examples that rule files carry.",
    "config": "Print the settings in force, and where each comes from.",
    "init": "Write a configuration to start from.",
    "completion": "Print the script that completes saysso in your shell.",
}


class Commands(click.Group):
    """The commands, each imported only when it runs: a start of `saysso lint` pays for nothing else."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module("linter.cli." + cmd_name.replace("-", "_")).command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.Abort from None  # click would print an empty line first

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if word not in COMMANDS and not word.startswith("-"):
            from linter.rulebook.errors import did_you_mean

            hint = did_you_mean(word, COMMANDS)
            if os.path.exists(word):
                hint = f"; did you mean 'saysso lint {word}'?"
            raise click.UsageError(f"there is no command '{word}'{hint}", ctx)
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from linter import __version__

        click.echo(f"saysso {__version__}")
        ctx.exit()


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  saysso lint draft.txt
  saysso lint drafts/ --fail-level warning
  saysso explain UA101
""",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def saysso() -> None:
    """Ask of every sentence in a draft: who says so?

    saysso reads news copy, finds out who is made to answer for each sentence, and flags what nobody is.
    """
