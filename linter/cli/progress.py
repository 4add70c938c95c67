"""A progress bar for whoever watches, that keeps out of the way of what is printed."""

from __future__ import annotations

import sys

import click


class Progress:
    """A bar on standard error, which must be a terminal. Clear it before anything else is printed."""

    def __init__(self, length: int) -> None:
        self._bar = click.progressbar(length=length, label="Reading", file=sys.stderr, show_pos=True)
        self._bar.__enter__()

    def clear(self) -> None:
        """Wipe the bar's line, so that what is printed next does not stand behind it."""
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()

    def advance(self) -> None:
        """Count one more draft and draw the bar again."""
        sys.stdout.flush()
        self._bar.update(1)

    def close(self) -> None:
        """Take the bar away for good."""
        self.clear()
        self._bar.__exit__(None, None, None)
        self.clear()
