"""The path of a draft as the programs that read a format write it."""

from __future__ import annotations

import os
import re


def relative(path: str, root: str) -> str:
    """Return a path counted from the folder `root` if it is below, with slashes and without a leading "./".

    What is no character in a name (a byte that the system could not decode) is shown as U+FFFD.
    """
    return re.sub("[\ud800-\udfff]", "\ufffd", _below(path, root))


def uri(path: str, root: str) -> str:
    """Return a path as an RFC 3986 reference: relative below `root`, else a file URI. Undecoded bytes are kept."""
    below = _below(path, root)
    if root and below.startswith("../"):
        below = _slashes(os.path.normpath(os.path.join(root, path)))
    if os.path.isabs(below):
        return "file://" + _quoted("/" + below.lstrip("/"))
    return _quoted(below)


def folder_uri(folder: str) -> str:
    """Return an absolute folder as a file URI, which ends in a slash."""
    return uri(folder, "").rstrip("/") + "/"


def _below(path: str, root: str) -> str:
    path = os.path.normpath(path)
    if root and os.path.isabs(path):
        try:
            inside = os.path.relpath(path, root)
        except ValueError:  # another drive
            inside = os.pardir
        if inside.split(os.sep)[0] != os.pardir:
            path = inside
    return _slashes(path)


def _slashes(path: str) -> str:
    return path.replace(os.sep, "/")


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(os.fsencode(path), safe="/")
