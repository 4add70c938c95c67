"""Compiled rulebooks kept between runs, in the folder that the system gives a user for such things.

Compiling takes a tenth of a second, loading a few thousandths. A cache is keyed by the text of every rule
file, the code that compiles them and the versions of saysso, `regex` and Python; it is written beside and
renamed, and passed over when it is damaged, unwritable or not this user's own: a pickle is code.
"""

from __future__ import annotations

import os
import pickle
import stat
import sys
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import regex

from linter import __version__
from linter.rulebook.model import Rulebook

_MAGIC = b"saysso-rulebook\n"
_DIGEST = 32
#: Caches kept; older ones go when a new one is written.
_KEEP = 12


class Cache:
    """The place of one rulebook in the user's cache folder."""

    def __init__(self, profile: str, *texts: Mapping[str, str]) -> None:
        key = blake2b(digest_size=20)
        for part in (profile, __version__, regex.__version__, sys.version, *_code_stamp()):
            key.update(part.encode() + b"\0")
        for group in texts:
            for path, text in group.items():
                key.update(path.encode() + b"\0" + text.encode("utf-8", "surrogatepass") + b"\0")
        self.folder = _folder()
        self.path = self.folder / f"{key.hexdigest()}.rulebook"

    def load(self) -> Rulebook | None:
        """Return the kept rulebook, or None if there is none that can be trusted."""
        try:
            with open(self.path, "rb") as file:
                if not _ours(os.fstat(file.fileno())):
                    return None
                data = file.read()
            start = len(_MAGIC) + _DIGEST
            digest = blake2b(data[start:], digest_size=_DIGEST).digest()
            if data[:start] != _MAGIC + digest:
                return None
            found = pickle.loads(data[start:])
        except Exception:  # a damaged cache can fail in any way: it is made anew
            return None
        return found if isinstance(found, Rulebook) else None

    def store(self, rulebook: Rulebook) -> None:
        """Keep the rulebook; a folder that cannot be written is no error."""
        data = pickle.dumps(rulebook, protocol=pickle.HIGHEST_PROTOCOL)
        digest = blake2b(data, digest_size=_DIGEST).digest()
        beside = self.path.with_suffix(f".{os.getpid()}.new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(_MAGIC + digest + data)
            os.replace(beside, self.path)
            kept = sorted(self.folder.glob("*.rulebook"), key=lambda path: path.stat().st_mtime)
            for old in kept[:-_KEEP]:
                old.unlink(missing_ok=True)
        except OSError:
            beside.unlink(missing_ok=True)


def _folder() -> Path:
    if os.environ.get("SAYSSO_CACHE_DIR"):
        return Path(os.environ["SAYSSO_CACHE_DIR"])
    import platformdirs

    return Path(platformdirs.user_cache_dir("saysso", appauthor=False))


def _code_stamp() -> list[str]:
    """Return what changes when the code behind a compiled rulebook does."""
    folders = (Path(__file__).parent, Path(__file__).parents[1] / "segmentation")
    files = [entry for folder in folders if folder.is_dir() for entry in os.scandir(folder) if entry.name.endswith(".py")]
    return [f"{entry.name}:{entry.stat().st_mtime_ns}" for entry in sorted(files, key=lambda entry: entry.path)]


def _ours(info: os.stat_result) -> bool:
    """Tell whether only this user can have written the file."""
    if not hasattr(os, "getuid"):
        return True
    return info.st_uid == os.getuid() and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
