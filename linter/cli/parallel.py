"""Run a task over processes: results in the order of the drafts, memory flat, no draft lost to a crash."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from linter.cli.inputs import Draft
from linter.cli.running import Outcome, Task, Terms, work
from linter.cli.stopping import INTERRUPTED, orderly

T = TypeVar("T")

#: Drafts handed to a process at a time, and how many such bundles wait for each process.
BUNDLE = 8
WAITING = 3

# Set in each worker process when it starts, so that the rulebooks travel once and not with every draft.
_worker: tuple[Any, Any] = (None, None)
# Whether a worker process is at a bundle now, and not at sending what came of it.
_at_work = False


def spread(drafts: Sequence[Draft], terms: Sequence[Terms], task: Task[T], jobs: int) -> Iterator[Outcome[T]]:
    """Yield the outcome of each draft, in their order, worked out by `jobs` processes.

    When a process dies, the drafts that it may have died of are tried again one by one, each in a process of
    its own: one that kills its process has that as its outcome, and the rest go on.
    """
    size = max(1, min(BUNDLE, len(drafts) // (jobs * 2)))
    bundles = deque(drafts[at : at + size] for at in range(0, len(drafts), size))
    with orderly():
        while bundles:
            yield from _until_one_dies(bundles, terms, task, jobs)


def _until_one_dies(
    bundles: deque[Sequence[Draft]], terms: Sequence[Terms], task: Task[T], jobs: int
) -> Iterator[Outcome[T]]:
    """Yield the outcomes of `bundles`, taking away what is done, until all are or a process has died."""
    pool = _pool(jobs, terms, task)
    waiting: deque[tuple[Sequence[Draft], Future[list[Outcome[T]]]]] = deque()
    try:
        while bundles or waiting:
            while bundles and len(waiting) < jobs * WAITING:
                waiting.append((bundles[0], _submit(pool, bundles[0])))
                bundles.popleft()
            outcomes = waiting[0][1].result()
            waiting.popleft()
            yield from outcomes
    except BrokenProcessPool:
        suspects = waiting.popleft()[0] if waiting else bundles.popleft()
        # The others may be innocent and half done: they go back to the front, in their order.
        bundles.extendleft(bundle for bundle, _ in reversed(waiting))
        yield from _one_by_one(suspects, terms, task)
    except BaseException:
        # Nobody waits for what they are at, and it may be long: a large draft, a pipe that gives nothing.
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        _close(pool)


def _one_by_one(drafts: Sequence[Draft], terms: Sequence[Terms], task: Task[T]) -> Iterator[Outcome[T]]:
    for draft in drafts:
        pool = _pool(1, terms, task)
        try:
            yield from _submit(pool, [draft]).result()
        except BrokenProcessPool:
            yield Outcome(draft.path, error="the process that read this file was killed, perhaps for want of memory")
        finally:
            _close(pool)


def _pool(jobs: int, terms: Sequence[Terms], task: Task[T]) -> ProcessPoolExecutor:
    # A fork shares the compiled rulebooks; elsewhere they are sent, which is safe wherever threads are about.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    return ProcessPoolExecutor(jobs, context, _begin, (terms, task))


def _submit(pool: ProcessPoolExecutor, drafts: Sequence[Draft]) -> Future[list[Outcome[Any]]]:
    # This may start a process, which has yet to learn what to do about Ctrl-C.
    _hold_back_ctrl_c(True)
    try:
        return pool.submit(_work_all, drafts)
    finally:
        _hold_back_ctrl_c(False)


def _close(pool: ProcessPoolExecutor) -> None:
    """End a pool for good: what waits is dropped, what is being worked on is let go first.

    A pool that is not waited for closes its pipes while Python, at exit, may be writing to them.
    """
    pool.shutdown(wait=True, cancel_futures=True)


def _begin(terms: Sequence[Terms], task: Task[T]) -> None:
    global _worker
    _worker = terms, task
    # Ctrl-C reaches every process of the terminal: the first one speaks for all.
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    _hold_back_ctrl_c(False)
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _stop(*_: object) -> None:
    """End this process, unless it is at sending: the first process would wait for the rest of half a message.

    The pool ends one that goes on, as soon as it asks for more work.
    """
    if _at_work:
        os._exit(INTERRUPTED)


def _end_with_the_first() -> None:
    """End this process when the one that started it is gone, however that came: nobody else would end it."""
    first = multiprocessing.parent_process()
    assert first is not None
    first.join()
    os._exit(INTERRUPTED)


def _hold_back_ctrl_c(held: bool) -> None:
    """Keep Ctrl-C waiting, or let it through; it is not lost."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK if held else signal.SIG_UNBLOCK, {signal.SIGINT})


def _work_all(drafts: Sequence[Draft]) -> list[Outcome[Any]]:
    global _at_work
    terms, task = _worker
    _at_work = True
    try:
        return [work(draft, terms[draft.terms], task) for draft in drafts]
    finally:
        _at_work = False
