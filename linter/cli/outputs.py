"""Where a command's output goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EPIPE

from linter.cli.errors import Failure, reason
from linter.cli.stopping import orderly

#: Columns for output that no terminal shows.
WIDTH = 100
_WIDEST = 140


@contextmanager
def writing(output: str | None) -> Iterator[Callable[[str], object]]:
    """Give a function that writes text to standard output, or to the file `output`.

    A file is written beside and moved into place at the end; when the command fails before, what stood there
    stays. Raises `Failure` when it cannot be written.
    """
    if output is None or output == "-":
        if sys.stdout is None:
            raise Failure("standard output: cannot be written: it is closed")
        try:
            yield sys.stdout.write
            sys.stdout.flush()
        except OSError as error:
            if error.errno == EPIPE:
                raise
            raise _refused("standard output", error) from None
        return
    target = os.path.realpath(output)
    # A device or a pipe (/dev/stderr) is written to: moving a file over it would put it out of the world.
    beside = target if _special(target) else f"{target}.{os.getpid()}.part"
    try:
        file = open(beside, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115
    except (OSError, ValueError) as error:
        raise _refused(output, error) from None
    try:
        with orderly(), file:
            yield file.write
        if beside != target:
            if os.path.exists(target):
                os.chmod(beside, os.stat(target).st_mode & 0o7777)
            os.replace(beside, target)
    except BaseException as error:
        if beside != target:
            try:
                os.unlink(beside)
            except OSError:
                pass
        if isinstance(error, OSError):
            raise _refused(output, error) from None
        raise


def colors(choice: str, output: str | None) -> bool:
    """Tell whether to print in colour: as chosen, or on a terminal unless NO_COLOR forbids or FORCE_COLOR asks."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    watched = output in (None, "-") and sys.stdout is not None and sys.stdout.isatty()
    return watched and os.environ.get("TERM") != "dumb"


def terminal_width(output: str | None = None) -> int:
    """Return how many columns to print in: the terminal's, or COLUMNS, or 100 where there is neither."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked):
        return int(asked)
    try:
        if output in (None, "-") and sys.stdout is not None:
            return min(_WIDEST, os.get_terminal_size(sys.stdout.fileno()).columns) or WIDTH
    except (OSError, ValueError):
        pass  # no terminal
    return WIDTH


def _special(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _refused(name: str, error: Exception) -> Failure:
    why = reason(error) if isinstance(error, OSError) else str(error)
    return Failure(f"{name}: cannot be written: {why}")
