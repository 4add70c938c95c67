"""Read files into documents: one module a format."""

from __future__ import annotations

import os

from linter.document import Document
from linter.readers.decoding import UnreadableError, decode, refuse_empty, without_surrogates
from linter.readers.text import read_plain
from linter.segmentation import Conventions, default_conventions

__all__ = ["SUFFIXES", "UnreadableError", "read", "read_text"]

#: Formats by the file's suffix; a walk through a folder takes these.
SUFFIXES = {".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown"}

#: Suffixes of files that hold no plain copy, and what a reporter would call them.
_REFUSED = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pages"), "a word processor file; save it as plain text"),
    **dict.fromkeys((".pdf", ".epub", ".ps"), "a laid-out document; export its text first"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "a web page; save its text or Markdown first"),
    **dict.fromkeys((".xml", ".nitf", ".newsml", ".rss"), "an XML file; export its text first"),
    **dict.fromkeys((".json", ".jsonl", ".yml", ".yaml", ".toml", ".csv", ".tsv"), "a data file, not copy"),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".ppt", ".pptx"), "an office file, not copy"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff", ".heic"), "a picture"),
    **dict.fromkeys((".mp3", ".wav", ".m4a", ".ogg", ".mp4", ".mov", ".avi", ".webm"), "sound or video"),
    **dict.fromkeys((".zip", ".gz", ".tar", ".7z", ".rar", ".bz2", ".xz"), "an archive; unpack it first"),
}


def read(data: bytes, path: str, format: str | None = None, conventions: Conventions | None = None) -> Document:
    """Return the document of a file's bytes.

    `format` ("text" or "markdown") comes before the suffix of `path`. Raises UnreadableError, with a message
    that reads on after the path: "draft.txt is empty: …".
    """
    chosen = _format(path, format)
    decoded = decode(data)
    return _read(decoded.text, path, decoded.encoding, chosen, conventions)


def read_text(
    text: str, path: str = "<text>", format: str | None = None, conventions: Conventions | None = None
) -> Document:
    """Return the document of text that is decoded already.

    A byte order mark is kept as white space, half characters (lone surrogates) become U+FFFD; no offset
    changes. Raises UnreadableError like `read`.
    """
    chosen = _format(path, format)
    refuse_empty(text)
    return _read(without_surrogates(text, "utf-8").text, path, "utf-8", chosen, conventions)


def _format(path: str, format: str | None) -> str:
    if format is not None:
        if format not in SUFFIXES.values():
            raise UnreadableError(f"cannot be read as {format!r}; formats are text and markdown")
        return format
    suffix = os.path.splitext(path)[1].lower()
    if suffix in _REFUSED:
        raise UnreadableError(f"looks like {_REFUSED[suffix]}")
    return SUFFIXES.get(suffix, "text")


def _read(text: str, path: str, encoding: str, format: str, conventions: Conventions | None) -> Document:
    conventions = conventions or default_conventions()
    if format == "markdown":
        from linter.readers.markdown import read_markdown

        return read_markdown(text, path, encoding, conventions)
    return read_plain(text, path, encoding, conventions)
