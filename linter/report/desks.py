"""To which desk a draft belongs: by what the user says, or by the folders that it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple


class Desks(NamedTuple):
    """How desks are told. `named` has names with globs, the first that fits decides; `folders` those of the run.

    Without names the folders tell: of several, each is a desk; of one, each folder in it is.
    """

    named: Sequence[tuple[str, str]] = ()
    folders: Sequence[str] = ()

    def of(self, path: str) -> str:
        """Return the desk of a draft, or "" for none."""
        path = _plain(path)
        if self.named:
            return next((name for name, glob in self.named if _fits(path, _plain(glob))), "")
        folders = [_plain(folder) for folder in self.folders]
        inside = max((folder for folder in folders if _below(path, folder)), key=len, default=None)
        if inside is None:
            return ""
        if len(folders) > 1:
            return inside
        first, slash, _ = (path[len(inside) :].lstrip("/") if inside != "." else path).partition("/")
        return first if slash else ""


def _fits(path: str, glob: str) -> bool:
    """Tell whether a glob means the path, or a folder above it; `*` goes over slashes too."""
    return fnmatchcase(path, glob) or fnmatchcase(path, f"{glob}/*")


def _below(path: str, folder: str) -> bool:
    return folder == "." or path.startswith(folder.rstrip("/") + "/")


def _plain(path: str) -> str:
    """Return a path without what says nothing: `./`, a slash at the end, a slash twice."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
    return ("/" if path.startswith("/") else "") + "/".join(parts) or "."
