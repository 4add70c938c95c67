"""What git knows of the drafts: what changed since a revision, and which files it keeps.

git is run without a shell, and in such a way that no setting of the user or the repository changes what it prints.
"""

from __future__ import annotations

import os
import subprocess
from typing import NamedTuple

from linter.cli.errors import Failure, reason

#: A diff without context, colour or outside help, and with the usual prefixes.
_DIFF = (
    *("diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv"),
    *("--src-prefix=a/", "--dst-prefix=b/", "--no-relative", "--ignore-submodules=all", "--diff-filter=d"),
    *("-M", "-O/dev/null"),
)


class Repository(NamedTuple):
    """The files of a repository by git's own names (with slashes, from `root` on).

    `diff` is what changed since a revision, `tracked` are the files that git keeps, `untracked` those that it was
    not told to pass over.
    """

    root: str
    diff: str
    tracked: frozenset[str]
    untracked: frozenset[str]


def changed_since(revision: str) -> Repository:
    """Return the repository of this folder and what changed in it since a revision, up to the files as they are.

    "main..." is the point where this branch left main. Raises `Failure` where there is no repository, no such
    revision, or no git.
    """
    none = "--diff works in a git repository, and this folder is in none"
    root = _line(_git(os.curdir, "rev-parse", "--show-toplevel", told=none))
    base = _base(root, revision)
    return Repository(
        os.path.realpath(root),
        _text(_git(root, *_DIFF, base, "--")),
        _names(_git(root, "ls-files", "-z")),
        _names(_git(root, "ls-files", "-z", "--others", "--exclude-standard")),
    )


def _base(root: str, revision: str) -> str:
    """Return the commit that a revision means."""
    name = revision.removesuffix("...")
    if not name or name.startswith("-") or ".." in name:
        raise Failure(
            f"--diff {revision}: give one revision, such as main, HEAD~1 or main... (where this branch left main)"
        )
    told = f"--diff {revision}: git knows no revision '{name}' here; in a shallow checkout, fetch it first"
    commit = _line(_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}", told=told))
    if name == revision:
        return commit
    return _line(_git(root, "merge-base", commit, "HEAD", told=f"--diff {revision}: no commit here is part of both"))


def _git(folder: str, *arguments: str, told: str = "") -> bytes:
    """Return what git prints. Raises `Failure`, with what git complains of after `told`."""
    # Paths as they are; and no lock, since a run beside the user's own git must not stop that.
    settings = ("-c", "core.quotePath=false")
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            ["git", "-C", folder, *settings, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError:
        raise Failure("--diff needs git, which is not installed; --diff-file reads a diff made elsewhere") from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise Failure(f"git cannot be run: {why}") from None
    if done.returncode:
        complaint = done.stderr.decode("utf-8", "replace").strip()
        raise Failure(": ".join(part for part in (told or "git failed", complaint) if part))
    return done.stdout


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _line(data: bytes) -> str:
    return os.fsdecode(data).rstrip("\n")


def _names(data: bytes) -> frozenset[str]:
    return frozenset(name for name in _text(data).split("\0") if name)
