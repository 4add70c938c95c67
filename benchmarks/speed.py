"""Time saysso against proselint and codespell, as whole processes over the same files in the same run.

    python benchmarks/speed.py FOLDER

Rounds are interleaved (A B C A B C …) after a warm-up, and each ratio is taken inside one round, so that
what else the machine does weighs on all alike. On Linux everything is held to one core.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from tools import environment, find

SUFFIXES = (".txt", ".md")
#: Bytes of the one article that stands for a reporter's draft.
ARTICLE = 3000


class Program(NamedTuple):
    """A program to time: its command without the files, and the exit statuses of a run that went through."""

    name: str
    command: list[str]
    fine: frozenset[int]


class Failed(Exception):
    """A program that did not run through; the message says how it ended."""


def programs() -> tuple[list[Program], list[str]]:
    """Return the programs that are installed, saysso's own first, and the names of those that are not."""
    wanted: tuple[tuple[str, str, list[str], set[int]], ...] = (
        ("saysso lint", "saysso", ["lint", "--jobs", "1", "--quiet"], {0, 1}),
        ("saysso analyze", "saysso", ["analyze", "--jobs", "1", "--quiet"], {0}),
        ("proselint", "proselint", ["check"], {0, 1}),
        ("codespell", "codespell", [], {0, 65}),
    )
    found: list[Program] = []
    missing: list[str] = []
    for name, program, options, fine in wanted:
        path = find(program)
        if path:
            found.append(Program(name, [path, *options], frozenset(fine)))
        elif program not in missing:
            missing.append(program)
    return found, missing


def wall() -> float:
    """Return the seconds on the clock."""
    return time.perf_counter()


def cpu() -> float:
    """Return the processor seconds of all child processes that have ended."""
    try:
        import resource
    except ImportError:  # Windows
        sys.exit("--clock cpu needs a Unix")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


CLOCKS = {"wall": wall, "cpu": cpu}


def seconds(program: Program, target: Path, desk: Path, clock: Callable[[], float]) -> float:
    """Return how long the program takes from its start to its end. Raises `Failed`.

    It runs in the empty folder `desk`, so that no settings file of a project is read.
    """
    with tempfile.TemporaryFile() as complaints:
        start = clock()
        status = subprocess.run(
            [*program.command, str(target)],
            cwd=desk,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            check=False,
        ).returncode
        taken = clock() - start
        complaints.seek(0)
        said = complaints.read().decode(errors="replace").strip()
    if status not in program.fine or "Traceback (most recent call last)" in said:
        last = said.splitlines()[-1] if said else "it said nothing"
        raise Failed(f"{program.name} ended with exit status {status}: {last}")
    return taken


def rounds(
    programs: list[Program], target: Path, desk: Path, count: int, clock: Callable[[], float]
) -> dict[str, list[float]]:
    """Return each program's seconds in each round; one that does not run through is left out, and told of."""
    running = []
    for program in programs:
        try:
            seconds(program, target, desk, clock)  # warms the rule cache, the bytecode and the disk
            running.append(program)
        except Failed as failure:
            if program.name == "saysso lint":
                sys.exit(str(failure))
            print(f"left out: {failure}", file=sys.stderr)
    taken: dict[str, list[float]] = {program.name: [] for program in running}
    for _ in range(count):
        for program in running:
            taken[program.name].append(seconds(program, target, desk, clock))
    return taken


def show(title: str, taken: dict[str, list[float]]) -> str:
    """Return a table: seconds, and how many times as long as `saysso lint` each program took."""
    base = taken.get("saysso lint")
    lines = [title, f"{'':18}{'seconds':>27}{'times saysso lint':>27}"]
    lines.append(f"{'':18}{'median (min to max)':>27}" + f"{'median (min to max)':>27}")
    for name, values in taken.items():
        line = f"  {name:16}{_spread(values, 3):>27}"
        if base and name != "saysso lint":
            ratios = [value / ours for value, ours in zip(values, base, strict=True)]
            line += f"{_spread(ratios, 2):>27}"
        lines.append(line)
    return "\n".join(lines)


def _spread(values: list[float], places: int) -> str:
    """Return "median (min to max)"."""
    middle, least, most = (f"{x:.{places}f}" for x in (statistics.median(values), min(values), max(values)))
    return f"{middle} ({least} to {most})"


def gather(folder: Path) -> list[Path]:
    """Return the texts in a folder and below it, hidden ones left out, in order."""
    found = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="texts (.txt, .md) to time on; a thousand articles or so")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="rounds over the folder (default: 5)")
    parser.add_argument("--article-runs", type=int, default=21, metavar="N", help="rounds over one article (21)")
    parser.add_argument(
        "--clock",
        choices=list(CLOCKS),
        default="wall",
        help="wall: what a user waits (default); cpu: processor seconds, steadier on a busy machine",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N texts of the folder")
    args = parser.parse_args()
    texts = gather(args.folder)[: args.limit] if args.folder.is_dir() else []
    if not texts:
        sys.exit(f"{args.folder}: no folder with texts ({', '.join(SUFFIXES)})")
    found, missing = programs()
    if "saysso" in missing:
        sys.exit("saysso is not installed for this Python; see README.md")
    if missing:
        names = " ".join(missing)
        print(f"not installed, left out: {names} (pip install {names})", file=sys.stderr)
    print(about(found) + (", one core" if pin() else "") + f", {args.clock} time")
    with tempfile.TemporaryDirectory(prefix="saysso-speed-") as temporary:
        # Copies, so that every program sees the same files and no other.
        desk, copies = Path(temporary, "desk"), Path(temporary, "texts")
        desk.mkdir()
        copies.mkdir()
        for number, path in enumerate(texts):
            (copies / f"{number:06}{path.suffix}").write_bytes(path.read_bytes())
        sizes = {path: path.stat().st_size for path in sorted(copies.iterdir())}
        article = min(sizes, key=lambda path: abs(sizes[path] - ARTICLE))
        total = sum(sizes.values())
        whole = rounds(found, copies, desk, args.runs, CLOCKS[args.clock])
        print(show(f"\n{len(sizes):,} files, {total / 1e6:.2f} MB, {args.runs} rounds", whole))
        one = rounds(found, article, desk, args.article_runs, CLOCKS[args.clock])
        print(show(f"\none article of {sizes[article]:,} bytes, {args.article_runs} rounds", one))


def pin() -> bool:
    """Hold this process and its children to one core; tell whether that can be done here."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return True


def about(found: list[Program]) -> str:
    """Return a line that says what runs where."""
    names = dict.fromkeys(program.name.split()[0] for program in found)
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in names if _installed(name))
    return f"{versions}; Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def _installed(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False


if __name__ == "__main__":
    main()
