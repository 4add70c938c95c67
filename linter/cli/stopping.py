"""What a run does when it is told to stop: it cleans up, says so in a line and ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: Exit statuses after Ctrl-C and after SIGTERM, by the shells' rule: 128 and the signal's number.
INTERRUPTED, TERMINATED = 130, 143


@contextmanager
def orderly() -> Iterator[None]:
    """Let SIGTERM unwind the run, as Ctrl-C does, where there is something to clean up.

    A CI system that cancels a job sends it; left alone it would end this process on the spot, and leave half a
    file behind.
    """
    import signal
    import threading

    ours = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGTERM) if ours else None
    if before is not signal.SIG_DFL:  # another thread's, or somebody else's already
        yield
        return
    signal.signal(signal.SIGTERM, _terminated)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def say_stopped() -> None:
    """Tell that the run was stopped, behind what it had printed by then."""
    from linter.cli.errors import complain

    try:
        # What is printed ends with a whole line: the buffer may stand in the middle of one.
        if sys.stdout is not None:
            sys.stdout.flush()
        if sys.stderr is not None and sys.stderr.isatty():
            sys.stderr.write("\n")  # below the ^C that the terminal shows
        complain("stopped")
    except (OSError, KeyboardInterrupt):
        pass  # nobody reads any longer


def _terminated(number: int, frame: FrameType | None) -> None:
    sys.exit(TERMINATED)
