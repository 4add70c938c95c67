"""`saysso completion`: print the script that completes saysso in a shell."""

from __future__ import annotations

import click


@click.command(
    "completion",
    epilog="""\b
Examples:
  eval "$(saysso completion bash)"                        in ~/.bashrc
  eval "$(saysso completion zsh)"                         in ~/.zshrc
  saysso completion fish > ~/.config/fish/completions/saysso.fish
""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that completes commands, options and rule names when you press Tab."""
    from click.shell_completion import get_completion_class

    from linter.cli.commands import saysso

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(saysso, {}, "saysso", "_SAYSSO_COMPLETE").source())
