"""A progress bar for whoever watches, that keeps out of the way of what is printed."""

from __future__ import annotations

import sys
from time import monotonic

import click

#: Seconds between two drawings of the bar: it must not cost more than the work it shows.
PAUSE = 0.1


class Progress:
    """A bar on standard error, which must be a terminal. Clear it before anything else is printed."""

    def __init__(self, length: int) -> None:
        self._bar = click.progressbar(length=length, label="Reading", file=sys.stderr, show_pos=True)
        self._bar.__enter__()
        self._drawn, self._at, self._done = True, monotonic(), 0

    def clear(self) -> None:
        """Wipe the bar's line, so that what is printed next does not stand behind it."""
        if self._drawn:
            self._write("\r\x1b[K")
            self._drawn = False

    def advance(self) -> None:
        """Count one more draft and draw the bar again, if it is time to."""
        self._done += 1
        if monotonic() - self._at >= PAUSE:
            sys.stdout.flush()
            self._bar.update(self._done)
            self._drawn, self._at, self._done = True, monotonic(), 0

    def close(self) -> None:
        """Take the bar away for good, with the line end that click puts behind it."""
        self._bar.__exit__(None, None, None)
        self._write("\x1b[A\r\x1b[K")

    @staticmethod
    def _write(codes: str) -> None:
        sys.stderr.write(codes)
        sys.stderr.flush()
