"""What the commands say on standard error, and the exit statuses."""

from __future__ import annotations

from typing import IO, Any

import click

#: Exit statuses: nothing at the fail level; something; something that could not be done.
CLEAN, FOUND, FAILED = 0, 1, 2


class Failure(click.ClickException):
    """Something that ends the command; it prints as `saysso: message`."""

    exit_code = FAILED

    def show(self, file: IO[Any] | None = None) -> None:
        complain(self.message)


def complain(message: str, path: str = "") -> None:
    """Print a line on standard error: `saysso: PATH: message`."""
    from linter.report.words import one_line

    place = f"{path}: " if path else ""
    click.echo(one_line(f"saysso: {place}{message}"), err=True)


def reason(error: OSError) -> str:
    """Return why the system refused, in lower case: "permission denied"."""
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]
