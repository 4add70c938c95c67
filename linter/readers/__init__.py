"""Read files into documents: one module a format."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from linter.document import Document
from linter.readers.decoding import MAX_BYTES, NoNewsError, UnreadableError, decode, refuse_empty, without_surrogates
from linter.readers.text import read_plain
from linter.segmentation import Conventions, default_conventions

__all__ = ["SUFFIXES", "NoNewsError", "UnreadableError", "most_bytes", "read", "read_text"]

#: Formats by the file's suffix; a walk through a folder takes these.
SUFFIXES = {
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    ".docx": "docx",
    **dict.fromkeys((".xml", ".nitf", ".newsml"), "xml"),
    ".json": "ninjs",
}

#: Suffixes of files that hold no copy that can be read, and what a reporter would call them.
_REFUSED = {
    ".doc": "an old Word file; save it as .docx",
    **dict.fromkeys((".odt", ".rtf", ".pages"), "a word processor file; save it as .docx or plain text"),
    **dict.fromkeys((".docm", ".dotx", ".dotm"), "a Word template or a file with macros; save it as .docx"),
    **dict.fromkeys((".pdf", ".epub", ".ps"), "a laid-out document; export its text first"),
    ".rss": "a feed, not a story",
    **dict.fromkeys((".jsonl", ".yml", ".yaml", ".toml", ".csv", ".tsv"), "a data file, not copy"),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".ppt", ".pptx"), "an office file, not copy"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff", ".heic"), "a picture"),
    **dict.fromkeys((".mp3", ".wav", ".m4a", ".ogg", ".mp4", ".mov", ".avi", ".webm"), "sound or video"),
    **dict.fromkeys((".zip", ".gz", ".tar", ".7z", ".rar", ".bz2", ".xz"), "an archive; unpack it first"),
}


def read(data: bytes, path: str, format: str | None = None, conventions: Conventions | None = None) -> Document:
    """Return the document of a file's bytes.

    `format`, one of the values of SUFFIXES, comes before the suffix of `path`. Raises UnreadableError, with a
    message that reads on after the path: "draft.txt is empty: …". It is a NoNewsError where the file does not
    even mean to be news.
    """
    try:
        return _read_bytes(data, path, _format(path, format), conventions or default_conventions())
    except UnreadableError as error:
        if format is None and _is_data(data, path):
            raise NoNewsError(str(error)) from None
        raise


def most_bytes(path: str) -> int:
    """Return how large a file of this name may be: what Word saves holds pictures, which are never unpacked."""
    return 10 * MAX_BYTES if path.lower().endswith(".docx") else MAX_BYTES


def _read_bytes(data: bytes, path: str, chosen: str, conventions: Conventions) -> Document:
    if len(data) > (most := most_bytes(path)):
        raise UnreadableError(f"is larger than {most // 1_000_000} MB, the most that saysso reads; split it")
    if chosen == "docx":
        from linter.readers.docx import read_docx

        return read_docx(data, path, conventions)
    decoded = decode(data, _declared(data, chosen))
    return _read(decoded.text, path, decoded.encoding, chosen, conventions)


def read_text(
    text: str, path: str = "<text>", format: str | None = None, conventions: Conventions | None = None
) -> Document:
    """Return the document of text that is decoded already.

    A byte order mark is kept as white space, half characters (lone surrogates) become U+FFFD; no offset
    changes. Raises UnreadableError like `read`.
    """
    chosen = _format(path, format)
    if chosen == "docx":
        raise UnreadableError("is a Word file, which is no text; read its bytes")
    refuse_empty(text)
    return _read(without_surrogates(text, "utf-8").text, path, "utf-8", chosen, conventions or default_conventions())


def _is_data(data: bytes, path: str) -> bool:
    """Tell of a file whose suffix data and news share that it does not look like news."""
    chosen = SUFFIXES.get(os.path.splitext(path)[1].lower())
    if chosen not in ("xml", "ninjs"):
        return False
    if chosen == "xml":
        from linter.readers.newsml import LOOKS_LIKE_NEWS
    else:
        from linter.readers.ninjs import LOOKS_LIKE_NEWS
    # NULs are half of the characters of UTF-16.
    return LOOKS_LIKE_NEWS.search(data.replace(b"\0", b"")) is None


def _format(path: str, format: str | None) -> str:
    if format is not None:
        if format not in SUFFIXES.values():
            raise UnreadableError(
                f"cannot be read as {format!r}; formats are {', '.join(dict.fromkeys(SUFFIXES.values()))}"
            )
        return format
    suffix = os.path.splitext(path)[1].lower()
    if suffix in _REFUSED:
        raise UnreadableError(f"looks like {_REFUSED[suffix]}")
    return SUFFIXES.get(suffix, "text")


def _declared(data: bytes, format: str) -> str:
    """Return the encoding that a file of markup says it is in, "" where it says nothing."""
    if format not in ("html", "xml"):
        return ""
    head = data[:4096]
    found = re.match(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)""", head)
    if found is None and format == "html":
        found = re.search(rb"""(?i)<meta\s[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", head)
    return found[1].decode("ascii") if found else ""


def _read(text: str, path: str, encoding: str, format: str, conventions: Conventions) -> Document:
    reader: Callable[[str, str, str, Conventions], Document] = read_plain
    if format == "markdown":
        from linter.readers.markdown import read_markdown

        reader = read_markdown
    elif format == "html":
        from linter.readers.html import read_html

        reader = read_html
    elif format == "xml":
        from linter.readers.newsml import read_newsml

        reader = read_newsml
    elif format == "ninjs":
        from linter.readers.ninjs import read_ninjs

        reader = read_ninjs
    return reader(text, path, encoding, conventions)
