"""The command line: the only package that reads files, prints and exits."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import click

__all__ = ["entry", "main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    0 when nothing reached the fail level, 1 when something did, 2 when something could not be done: a usage
    error, a broken rule, a draft that could not be read; 130 after Ctrl-C.
    """
    # What a start makes is there to stay: looking through it for garbage costs a tenth of a short run.
    collecting, thresholds = gc.isenabled(), gc.get_threshold()
    gc.disable()
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return 130  # while it was starting: there is nothing to clean up
    finally:
        if collecting:
            gc.unfreeze()  # what a run over many drafts has set aside
            gc.set_threshold(*thresholds)
            gc.enable()


def entry() -> NoReturn:
    """Run the command line as a program of its own: the end of the process is the end of the run."""
    gc.disable()
    status = main()
    if "multiprocessing" not in sys.modules:
        # Taking every module apart would cost a short run another tenth; nothing of it outlives the process.
        import atexit
        import os

        atexit._run_exitfuncs()
        os._exit(status)
    sys.exit(status)


def _run(argv: Sequence[str] | None) -> int:
    import click

    from linter.cli.commands import saysso
    from linter.cli.errors import FAILED, complain, reason

    for stream in (sys.stdout, sys.stderr):
        # A draft can hold characters that the terminal's encoding has not: they must not stop the printing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = saysso.main(args=argv, prog_name="saysso", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.ClickException as problem:
        shown = _suggesting(problem) if isinstance(problem, click.NoSuchOption) else problem
        shown.show()
        if isinstance(problem, click.NoSuchOption):
            _hint(sys.argv[1:] if argv is None else argv)
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        from linter.cli.stopping import INTERRUPTED, say_stopped

        say_stopped()
        return INTERRUPTED
    except SystemExit as end:
        # click ends in this way when the reader of a pipe has gone (`| head`).
        return end.code if isinstance(end.code, int) else FAILED
    except BrokenPipeError:
        return FAILED
    except OSError as problem:
        complain(f"standard output: cannot be written: {reason(problem)}")
        return FAILED


def _suggesting(problem: click.NoSuchOption) -> click.NoSuchOption:
    """Return the error with the option that is most like what was typed, where click suggests any."""
    from difflib import get_close_matches

    if problem.ctx is None:
        return problem
    known = [name for option in problem.ctx.command.get_params(problem.ctx) for name in option.opts]
    long = [name for name in known if name.startswith("--")]
    nearest = get_close_matches(problem.option_name, long, n=1, cutoff=0.7)
    return type(problem)(problem.option_name, possibilities=nearest, ctx=problem.ctx)


def _hint(argv: Sequence[str]) -> None:
    """Tell how to name a file that was taken for an option."""
    import os

    from linter.cli.errors import complain

    for word in argv:
        if word.startswith("-") and os.path.exists(word):
            complain(f"'{word}' is a file here: write .{os.sep}{word}")
            return
