"""Give each draft to a task, in this process or in several, and tell what went wrong on the way."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from linter.cli.errors import Failure, complain
from linter.cli.inputs import STDIN, Draft, Inputs
from linter.config.settings import Settings

if TYPE_CHECKING:
    from linter.cli.options import Given
    from linter.cli.progress import Progress
    from linter.document import Document
    from linter.findings import Report
    from linter.rulebook import Rulebook

T = TypeVar("T")

#: What a run does with each report: called with the draft's path, maybe in another process.
Task = Callable[[str, "Report"], T]

#: From this many drafts on, every core is used unless --jobs says otherwise.
MANY = 50
#: Records made and still there after which the collector looks for garbage: those of a few drafts. At its usual 700
#: it would look through each draft a hundred times while it is worked on.
COLLECTED = 50_000
#: What --fail-level takes, with the severity from which the exit status is 1.
FAIL_LEVELS = {"info": 1, "warning": 2, "error": 3, "never": 4}
_USUAL_ENCODINGS = ("utf-8", "utf-8-sig", "ascii")


class Terms(NamedTuple):
    """What a draft is read on: a rulebook, and the settings that made it so."""

    rulebook: Rulebook
    settings: Settings = Settings()

    @property
    def fail_level(self) -> int:
        """The severity from which a finding makes the run fail."""
        return FAIL_LEVELS[self.settings.fail_level]


class Outcome(NamedTuple, Generic[T]):
    """What became of a draft: a result, or the error that stood in its way; and what to tell of it besides."""

    path: str
    result: T | None = None
    error: str = ""
    encoding: str = ""
    problems: tuple[str, ...] = ()


class Run(Generic[T]):
    """One run of a task over drafts. Iterate for (draft, result); afterwards `failed`, `unread`, `problems` are true.

    What could not be read is told on standard error as it comes, and every other draft is still done. Of what
    the options were given, --jobs and --quiet matter here; the latter keeps back what is only good to know.
    """

    def __init__(self, inputs: Inputs, terms: Sequence[Terms], task: Task[T], given: Given) -> None:
        self.drafts = _spared(inputs.drafts, given.output)
        self.terms, self.task, self.quiet = terms, task, given.quiet
        self.jobs = _processes(given.jobs, len(self.drafts))
        self.failed = bool(inputs.told)
        self.unread: list[tuple[str, str]] = [*inputs.told]
        self.problems: list[tuple[str, str]] = []
        for path, message in inputs.problems:
            self._miss(path, message)

    def __iter__(self) -> Iterator[tuple[Draft, T]]:
        progress = self._progress()
        if len(self.drafts) > 1:
            # A start runs without the garbage collector; a long run needs it, though not for the rulebook.
            gc.freeze()
            gc.set_threshold(COLLECTED)
            gc.enable()
        try:
            for draft, outcome in zip(self.drafts, self._outcomes(), strict=True):
                if progress:
                    progress.clear()
                self._tell(outcome)
                if outcome.result is not None:
                    yield draft, outcome.result
                if progress:
                    progress.advance()
        finally:
            if progress:
                progress.close()

    def _outcomes(self) -> Iterator[Outcome[T]]:
        if self.jobs > 1:
            from linter.cli.parallel import spread

            return spread(self.drafts, self.terms, self.task, self.jobs)
        return (work(draft, self.terms[draft.terms], self.task) for draft in self.drafts)

    def _tell(self, outcome: Outcome[T]) -> None:
        if outcome.error:
            self._miss(outcome.path, outcome.error)
        if outcome.encoding and outcome.encoding not in _USUAL_ENCODINGS and not self.quiet:
            complain(f"read as {outcome.encoding}", outcome.path)
        for problem in outcome.problems:
            self.failed = True
            self.problems.append((outcome.path, problem))
            complain(problem, outcome.path)

    def _miss(self, path: str, message: str) -> None:
        self.failed = True
        self.unread.append((path, message))
        complain(message, path)

    def _progress(self) -> Progress | None:
        if self.quiet or len(self.drafts) <= 20 or sys.stderr is None or not sys.stderr.isatty():
            return None
        from linter.cli.progress import Progress

        return Progress(len(self.drafts))


def work(draft: Draft, terms: Terms, task: Task[T]) -> Outcome[T]:
    """Read and lint one draft and give its report to the task. Never raises: an error is an outcome."""
    from linter.api import UnreadableError
    from linter.pipeline import TOO_LONG, lint
    from linter.readers import NoNewsError

    try:
        document = opened(draft, terms.rulebook)
        report = lint(document, terms.rulebook)
        result = task(draft.path, report)
    except UnreadableError as error:
        if isinstance(error, NoNewsError) and not draft.named:
            return Outcome(draft.path)
        return Outcome(draft.path, error=str(error))
    except TimeoutError:
        return Outcome(draft.path, error=TOO_LONG)
    except Exception as error:
        return Outcome(draft.path, error=_fault(error))
    return Outcome(draft.path, result, encoding=document.encoding, problems=report.problems)


def opened(draft: Draft, rulebook: Rulebook) -> Document:
    """Return the document of a draft. Raises `UnreadableError`, with a message that reads on after the path."""
    from linter.api import open_document

    return open_document(draft.path, rulebook, data=draft.data)


def _fault(error: Exception) -> str:
    """Return the message for an error of our own, with the place that we need to mend it."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" at {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    return f"saysso itself failed on this file ({type(error).__name__}: {error}{where}); please report it"


def _spared(drafts: list[Draft], output: str | None) -> list[Draft]:
    """Return the drafts without the file that the output goes to, as a walk comes upon that of the last run.

    Raises `Failure` where the user named it as a draft: it would be written over.
    """
    if output in (None, STDIN) or not os.path.isfile(output):
        return drafts
    kept = [draft for draft in drafts if not _same(draft.path, output)]
    if any(draft.named and draft not in kept for draft in drafts):
        raise Failure(f"{output}: is one of the drafts, and --output would write over it: name another file")
    return kept


def _same(path: str, output: str) -> bool:
    try:
        return os.path.samefile(path, output)
    except (OSError, ValueError):  # standard input, or a file that has gone
        return False


def _processes(jobs: int | None, drafts: int) -> int:
    """Return how many processes to use: what was asked for (0: one a core), or what the work is worth."""
    if jobs is None:
        jobs = 0 if drafts > MANY else 1
    if jobs == 0:
        jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(jobs, drafts))
