"""What the tests of the command line share: a small rule file, and runs through the front door."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from linter.cli import main

ROOT = Path(__file__).parents[1]

#: The drafts that ship, and those of them that need no library beside ours to be read.
SAMPLES = sorted(path for path in (ROOT / "samples").glob("*.*") if path.name != "README.md")
PLAIN_SAMPLES = [path for path in SAMPLES if path.suffix in (".txt", ".md")]

# Rulebooks of the tests must not push the user's own out of the cache.
CACHE = tempfile.TemporaryDirectory(prefix="saysso-tests-")
os.environ["SAYSSO_CACHE_DIR"] = CACHE.name

#: Three rules, one of each severity, that look for one word each: the rules we ship may change, these do not.
RULES = """\
rules:
  - code: ZZ101
    name: test-theft
    severity: error
    catches: The word stole.
    message: "'{match}' accuses somebody: who says so?"
    why: Because a test needs it.
    fix: Name who says so.
    based_on: nobody
    patterns: [stole]
    zones: [body]
    examples: {fail: ["He [stole]{match} the files."], pass: ["He left the files."]}
  - code: ZZ201
    name: test-doubt
    severity: warning
    catches: The word doubtfully.
    message: "'{match}' casts doubt."
    why: Because a test needs it.
    fix: Write said.
    based_on: nobody
    patterns: [doubtfully]
    zones: [body]
    examples: {fail: ["He left [doubtfully]{match}."], pass: ["He left."]}
  - code: ZZ301
    name: test-hint
    severity: info
    catches: The word maybe.
    message: "'{match}' is a hint."
    why: Because a test needs it.
    fix: Find out.
    based_on: nobody
    patterns: [maybe]
    zones: [body]
    examples: {fail: ["He left [maybe]{match} today."], pass: ["He left."]}
"""

#: The rules in a file that stays, so that they are compiled once for all tests.
RULE_FILE = Path(CACHE.name, "rules.yml")
RULE_FILE.write_text(RULES)

#: A story in which each of the three words stands once or twice, on lines 3, 5 and 7.
STORY = """\
Files gone from the town hall after the fair

The man stole the files from the town hall, and nobody saw him.

He went home doubtfully that night, and he stole nothing on the way.

The town may get the files back, maybe in the spring of next year.
"""


class Done(NamedTuple):
    """What a run left: its exit status, and what it printed."""

    status: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """Stand in for standard output or error; `terminal` says what it passes for."""

    def __init__(self, terminal: bool) -> None:
        super().__init__(io.BytesIO(), "utf-8", newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def run(*args: object, stdin: bytes = b"", terminal: bool = False) -> Done:
    """Run the command line in this process; with `terminal`, as if somebody watched."""
    with _standing_in(stdin, terminal) as (out, err):
        status = main([str(arg) for arg in args])
        out.flush()
        err.flush()
        return Done(status, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())  # type: ignore[attr-defined]


def spawn(*args: object, stdin: bytes = b"", shell: str = "", **environment: str) -> Done:
    """Run the command line in a process of its own; `shell` is what a shell would read after the command."""
    command = [sys.executable, "-m", "linter", *map(str, args)]
    done = subprocess.run(
        ["sh", "-c", f'"$@" {shell}', "sh", *command] if shell else command,
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


@contextmanager
def _standing_in(stdin: bytes, terminal: bool) -> Iterator[tuple[_Stream, _Stream]]:
    out, err = _Stream(terminal), _Stream(terminal)
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            yield out, err
    finally:
        sys.stdin = before
