"""A run over many drafts in several processes ends without a word: nothing of the pool is left at exit."""

import multiprocessing
import subprocess
import sys
import threading

import pytest

from linter.cli.inputs import Draft
from linter.cli.parallel import spread
from linter.cli.running import Terms
from linter.report.analysis import Analysis
from linter.rulebook import load_rulebook

COPY = b"Rain fell on Monday. Experts say it will fall again.\n"


@pytest.mark.parametrize("read", [1, 40], ids=["given up after the first", "read to the end"])
def test_nothing_of_the_pool_is_left(read):
    drafts = [Draft(f"{number}.txt", COPY) for number in range(40)]
    outcomes = spread(drafts, [Terms(load_rulebook())], Analysis(), 2)
    assert [next(outcomes).path for _ in range(read)] == [draft.path for draft in drafts[:read]]
    outcomes.close()
    assert multiprocessing.active_children() == []
    assert threading.enumerate() == [threading.main_thread()]


def test_the_end_of_a_run_over_many_drafts_is_silent(tmp_path):
    for number in range(60):
        (tmp_path / f"{number}.txt").write_bytes(COPY)
    command = [sys.executable, "-m", "linter", "analyze", "--jobs", "2", str(tmp_path)]
    for _ in range(3):
        ended = subprocess.run(command, capture_output=True, check=False)
        assert (ended.returncode, ended.stderr) == (0, b"")
