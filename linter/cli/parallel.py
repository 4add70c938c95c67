"""Run a task over processes: results in the order of the drafts, memory flat, no draft lost to a crash.

Each process has a pipe of its own to the first one and shares no lock and no queue with the others, so that it can
be ended at any moment, at half a message too, and nobody waits for it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from linter.cli.inputs import Draft
from linter.cli.running import Outcome, Task, Terms, work
from linter.cli.stopping import INTERRUPTED, orderly

T = TypeVar("T")

#: Drafts handed to a process at a time, and how many such bundles for each process are under way or wait their turn
#: to be told of.
BUNDLE = 8
WAITING = 3

_KILLED = "the process that read this file was killed, perhaps for want of memory"


def spread(drafts: Sequence[Draft], terms: Sequence[Terms], task: Task[T], jobs: int) -> Iterator[Outcome[T]]:
    """Yield the outcome of each draft, in their order, worked out by `jobs` processes.

    When a process dies, the drafts that it may have died of are tried again one by one, each in a process of
    its own: one that kills its process has that as its outcome, and the rest go on.
    """
    size = max(1, min(BUNDLE, len(drafts) // (jobs * 2)))
    bundles = [drafts[at : at + size] for at in range(0, len(drafts), size)]
    done: dict[int, list[Outcome[T]]] = {}
    crew: list[_Worker[T]] = []
    given = told = 0
    with orderly():
        try:
            while len(crew) < jobs:
                crew.append(_Worker(terms, task))
            while told < len(bundles):
                for worker in crew:
                    if worker.at is None and given < min(len(bundles), told + jobs * WAITING):
                        worker.give(given, bundles[given])
                        given += 1
                ready = wait([worker.connection for worker in crew if worker.at is not None])
                for place, worker in enumerate(crew):
                    if worker.connection in ready and worker.at is not None:
                        at, outcomes = worker.at, worker.take()
                        if outcomes is None:
                            worker.end()
                            outcomes = [_alone(draft, terms, task) for draft in bundles[at]]
                            crew[place] = _Worker(terms, task)
                        done[at] = outcomes
                while told in done:
                    yield from done.pop(told)
                    told += 1
        finally:
            for worker in crew:
                worker.end()


def _alone(draft: Draft, terms: Sequence[Terms], task: Task[T]) -> Outcome[T]:
    """Return the outcome of one draft, worked out by a process of its own."""
    worker = _Worker(terms, task)
    try:
        worker.give(0, [draft])
        outcomes = worker.take()
    finally:
        worker.end()
    return outcomes[0] if outcomes else Outcome(draft.path, error=_KILLED)


class _Worker(Generic[T]):
    """A process that works on one bundle of drafts after the other; `at` is the number of the one it has."""

    def __init__(self, terms: Sequence[Terms], task: Task[T]) -> None:
        # A fork shares the compiled rulebook; elsewhere it is sent, which is safe wherever threads are about.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        self.connection, theirs = context.Pipe()
        self.at: int | None = None
        self.process = context.Process(target=_serve, args=(theirs, terms, task), daemon=True)
        _hold_back_signals(True)  # the new process has yet to learn what to do about them
        try:
            self.process.start()
        finally:
            _hold_back_signals(False)
            theirs.close()

    def give(self, at: int, drafts: Sequence[Draft]) -> None:
        """Hand over a bundle; a process that is gone is found out by `take`."""
        self.at = at
        try:
            self.connection.send(drafts)
        except OSError:
            pass

    def take(self) -> list[Outcome[T]] | None:
        """Return what came of the bundle, None where the process has died of it."""
        self.at = None
        try:
            outcomes: list[Outcome[T]] = self.connection.recv()
        except (EOFError, OSError):
            return None
        return outcomes

    def end(self) -> None:
        """End the process at once, whatever it is at: a large draft, a pipe that gives nothing."""
        self.process.terminate()
        self.process.join()
        self.connection.close()


def _serve(connection: Connection, terms: Sequence[Terms], task: Task[Any]) -> None:
    """Work on bundles for as long as they come: what a worker process does."""
    # Ctrl-C reaches every process of the terminal: the first one speaks for all, and ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _hold_back_signals(False)
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    try:
        while True:
            connection.send([work(draft, terms[draft.terms], task) for draft in connection.recv()])
    except (EOFError, OSError):
        pass  # nobody asks any longer


def _end_with_the_first() -> None:
    """End this process when the one that started it is gone, however that came: nobody else would end it."""
    first = multiprocessing.parent_process()
    assert first is not None
    first.join()
    os._exit(INTERRUPTED)


def _hold_back_signals(held: bool) -> None:
    """Keep Ctrl-C and SIGTERM waiting, or let them through; none is lost."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK if held else signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
