"""Rule files as text: found in folders, read as UTF-8."""

from __future__ import annotations

import os
from collections.abc import Iterator

from linter.rulebook.errors import RuleFileError


def walk(folder: str) -> Iterator[str]:
    """Yield the paths of the YAML files under a folder."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from walk(entry.path)
        elif entry.name.endswith(".yml"):
            yield entry.path


def stamps(folder: str) -> dict[str, str]:
    """Return the paths of the YAML files under a folder, in order, with what changes when a file does."""
    return {path: f"{info.st_size}:{info.st_mtime_ns}" for path in sorted(walk(folder)) for info in (os.stat(path),)}


def read(path: str) -> str:
    """Return the text of a rule file; raise `RuleFileError` if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8-sig")
    except OSError as error:
        why = error.strerror or str(error)
        raise RuleFileError(f"cannot be read: {why[:1].lower()}{why[1:]}", path) from None
    except UnicodeDecodeError as error:
        raise RuleFileError(f"is not UTF-8 (byte {error.start + 1})", path) from None
