"""Run a task over processes: results in the order of the drafts, memory flat, no draft lost to a crash."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, TypeVar

from linter.cli.inputs import Draft
from linter.cli.running import Outcome, Task, work

if TYPE_CHECKING:
    from linter.rulebook import Rulebook

T = TypeVar("T")

#: Drafts handed to a process at a time, and how many such bundles wait for each process.
BUNDLE = 8
WAITING = 3

# Set in each worker process when it starts, so that the rulebook travels once and not with every draft.
_worker: tuple[Any, Any] = (None, None)


def spread(drafts: Sequence[Draft], rulebook: Rulebook, task: Task[T], jobs: int) -> Iterator[Outcome[T]]:
    """Yield the outcome of each draft, in their order, worked out by `jobs` processes.

    When a process dies, the drafts that it may have died of are tried again one by one, each in a process of
    its own: one that kills its process has that as its outcome, and the rest go on.
    """
    size = max(1, min(BUNDLE, len(drafts) // (jobs * 2)))
    bundles = deque(drafts[at : at + size] for at in range(0, len(drafts), size))
    while bundles:
        pool = _pool(jobs, rulebook, task)
        waiting: deque[tuple[Sequence[Draft], Future[list[Outcome[T]]]]] = deque()
        try:
            while bundles or waiting:
                while bundles and len(waiting) < jobs * WAITING:
                    waiting.append((bundles[0], pool.submit(_work_all, bundles[0])))
                    bundles.popleft()
                outcomes = waiting[0][1].result()
                waiting.popleft()
                yield from outcomes
        except BrokenProcessPool:
            suspects = waiting.popleft()[0] if waiting else bundles.popleft()
            # The others may be innocent and half done: they go back to the front, in their order.
            bundles.extendleft(bundle for bundle, _ in reversed(waiting))
            yield from _one_by_one(suspects, rulebook, task)
        finally:
            _close(pool)


def _one_by_one(drafts: Sequence[Draft], rulebook: Rulebook, task: Task[T]) -> Iterator[Outcome[T]]:
    for draft in drafts:
        pool = _pool(1, rulebook, task)
        try:
            yield from pool.submit(_work_all, [draft]).result()
        except BrokenProcessPool:
            yield Outcome(draft.path, error="the process that read this file was killed, perhaps for want of memory")
        finally:
            _close(pool)


def _pool(jobs: int, rulebook: Rulebook, task: Task[T]) -> ProcessPoolExecutor:
    # A fork shares the compiled rulebook; elsewhere it is sent, which is safe wherever threads are about.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    return ProcessPoolExecutor(jobs, context, _begin, (rulebook, task))


def _close(pool: ProcessPoolExecutor) -> None:
    """End a pool for good: what waits is dropped, what is being worked on is let go first.

    A pool that is not waited for closes its pipes while Python, at exit, may be writing to them.
    """
    pool.shutdown(wait=True, cancel_futures=True)


def _begin(rulebook: Rulebook, task: Task[T]) -> None:
    global _worker
    _worker = rulebook, task
    # Ctrl-C reaches every process of the terminal: the first one speaks for all.
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))


def _work_all(drafts: Sequence[Draft]) -> list[Outcome[Any]]:
    rulebook, task = _worker
    return [work(draft, rulebook, task) for draft in drafts]
