"""What was made of files and is kept between runs, in the folder that the system gives a user for such things.

Compiling a rulebook takes seconds, loading it a few hundredths. A cache holds the text or the stamp of every file
that it was made from, the stamp of the code that did it and the versions of saysso, `regex` and Python: all
that must be the same for it to be used. It is written beside and renamed, and passed over when it is damaged,
unwritable or not this user's own: a pickle is code. Modules that are slow to import stay out of here.
"""

from __future__ import annotations

import os
import pickle
import stat
import sys
import zlib
from collections.abc import Iterable
from mmap import ACCESS_READ, mmap
from typing import Generic, TypeVar

import regex

from linter import __version__

T = TypeVar("T")

_MAGIC = b"saysso-cache-3\n"
_NUMBER = 8  # bytes of a length or checksum
#: Caches kept of each kind; older ones go when a new one is written.
_KEEP = 12


class Cache(Generic[T]):
    """The place of one thing of a `kind` in the user's cache folder.

    `head` is what it is called by, `texts` what it was made from, `packages` (of linter/) the code that does it.
    """

    def __init__(self, kind: type[T], head: str, texts: Iterable[str], packages: Iterable[str]) -> None:
        self.kind = kind
        parts = (__version__, regex.__version__, sys.version, *_code_stamp(packages))
        self.key = "\0".join((head, *parts, *texts)).encode("utf-8", "surrogatepass")
        self.folder = cache_folder()
        self.suffix = "." + kind.__name__.lower()
        name = zlib.crc32(f"{head}\0{sys.version}\0{__file__}".encode("utf-8", "surrogatepass"))
        self.path = os.path.join(self.folder, f"{name:08x}{self.suffix}")

    def load(self) -> T | None:
        """Return what is kept, or None if there is nothing that can be trusted."""
        try:
            with open(self.path, "rb") as file:
                if not _ours(os.fstat(file.fileno())):
                    return None
                # Looked at where the system keeps it: a copy of some megabytes takes as long as a third of the rest.
                with mmap(file.fileno(), 0, access=ACCESS_READ) as data, memoryview(data) as seen:
                    found = self._found(seen)
        except Exception:  # a damaged cache can fail in any way: it is made anew
            return None
        return found if isinstance(found, self.kind) else None

    def _found(self, data: memoryview) -> object:
        """Return what the bytes of a cache hold, or None if they are damaged or were made of something else."""
        start = len(_MAGIC) + 2 * _NUMBER
        length, checksum = (int.from_bytes(data[at : at + _NUMBER]) for at in (len(_MAGIC), start - _NUMBER))
        if data[: len(_MAGIC)] != _MAGIC or data[start : start + length] != self.key:
            return None
        with data[start + length :] as payload:
            return pickle.loads(payload) if zlib.crc32(payload) == checksum else None

    def store(self, made: T) -> None:
        """Keep what was made; a folder that cannot be written is no error."""
        payload = pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL)
        numbers = (len(self.key), zlib.crc32(payload))
        head = _MAGIC + b"".join(number.to_bytes(_NUMBER) for number in numbers) + self.key
        beside = f"{self.path}.{os.getpid()}.new"
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(head + payload)
            os.replace(beside, self.path)
            self._prune()
        except OSError:
            if os.path.exists(beside):
                os.unlink(beside)

    def _prune(self) -> None:
        kept = [entry for entry in os.scandir(self.folder) if entry.name.endswith(self.suffix)]
        for old in sorted(kept, key=lambda entry: entry.stat().st_mtime)[:-_KEEP]:
            os.unlink(old.path)


def cache_folder() -> str:
    """Return the folder for saysso's caches: SAYSSO_CACHE_DIR, or the one the system gives a user."""
    named = os.environ.get("SAYSSO_CACHE_DIR")
    if named:
        return named
    if sys.platform.startswith("linux") and not os.environ.get("ANDROID_DATA"):
        # What platformdirs answers here, without the tenth of a start that importing it takes.
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        return os.path.join(base or os.path.expanduser("~/.cache"), "saysso")
    import platformdirs

    return platformdirs.user_cache_dir("saysso", appauthor=False)


def _code_stamp(packages: Iterable[str]) -> list[str]:
    """Return what changes when the code in these packages does."""
    linter = os.path.dirname(os.path.dirname(__file__))
    folders = [os.path.join(linter, package) for package in packages]
    files = [entry for folder in folders for entry in os.scandir(folder) if entry.name.endswith(".py")]
    return [f"{entry.name}:{entry.stat().st_mtime_ns}" for entry in sorted(files, key=lambda entry: entry.path)]


def _ours(info: os.stat_result) -> bool:
    """Tell whether only this user can have written the file."""
    if not hasattr(os, "getuid"):
        return True
    return info.st_uid == os.getuid() and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
