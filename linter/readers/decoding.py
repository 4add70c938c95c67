"""Decode the bytes of a file, or say plainly why they are not text."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from linter.segmentation.structure import WHITE

#: The largest file read, in bytes.
MAX_BYTES = 10_000_000

#: Share of control characters above which bytes are no text.
MAX_CONTROL_SHARE = 0.01

#: The longest of these comes first: a UTF-32 mark starts with the UTF-16 one.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF; export its text first"),
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file; save it as plain text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file; save it as plain text"),
    (b"{\\rtf", "an RTF file; save it as plain text"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
)

#: Half a character; few files hold any, so it is compiled when it is used.
_SURROGATE = "[\ud800-\udfff]"

#: Control characters that no editor writes; tab, line ends, form feed, escape and NUL stand apart.
_CONTROLS = bytes(sorted({*range(1, 32), 127} - {9, 10, 11, 12, 13, 26, 27}))


class UnreadableError(ValueError):
    """A file that cannot be read as copy; the message is a clause for a reporter, without the path."""


class NoNewsError(UnreadableError):
    """A file of data whose suffix news has too, such as `package.json`: in a folder of drafts it is nothing odd."""


class Decoded(NamedTuple):
    """Text, the encoding it was read in, and what the reader should be told of it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """Return the text of `data`, without a byte order mark.

    UTF-8 and marked UTF-16 and UTF-32 are read as such, anything else that looks like text in the encoding that
    the file has `declared`, or as windows-1252. Raises UnreadableError for what is empty or no text.
    """
    decoded = _decode(data, declared)
    refuse_empty(decoded.text)
    return decoded


def refuse_empty(text: str) -> None:
    """Raise UnreadableError where text is white space and nothing else."""
    if not text.strip(WHITE):
        raise UnreadableError("is empty: there is nothing to lint")


def _decode(data: bytes, declared: str = "") -> Decoded:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    _refuse_binary(data)
    codec = _codec(declared)
    # These are ASCII with signs that shift, so that they pass for UTF-8.
    if codec.startswith("iso2022"):
        try:
            return Decoded(data.decode(codec), declared)
        except UnicodeDecodeError:
            codec = ""
    try:
        text = data.decode("utf-8")
        wrong = codec and codec != "utf-8" and not text.isascii()
        return Decoded(text, f"utf-8, though it says {declared}" if wrong else "utf-8")
    except UnicodeDecodeError:
        pass
    if codec and codec != "utf-8":
        try:
            return Decoded(_legacy(data, codec), declared)
        except UnicodeDecodeError:
            pass
    else:
        codec = ""
    decoded = _undeclared(data)
    return decoded._replace(encoding=f"{decoded.encoding}, though it says {declared}") if declared else decoded


def _codec(declared: str) -> str:
    """Return Python's name for a declared encoding of one or more bytes a character; "" where it has none."""
    try:
        codec = codecs.lookup(declared)
    except (LookupError, ValueError):
        return ""
    # UTF-16 and UTF-32 would show in every second byte; some of Python's codecs are none for text.
    odd = codec.name.startswith(("utf-16", "utf-32", "utf-7")) or codec.name in ("idna", "punycode", "undefined")
    return "" if odd or "escape" in codec.name or not getattr(codec, "_is_text_encoding", True) else codec.name


def _legacy(data: bytes, codec: str) -> str:
    # As browsers do: what says that it is Latin-1 or ASCII is windows-1252.
    if codec in ("iso8859-1", "ascii", "cp1252"):
        return codecs.charmap_decode(data, "strict", _windows_1252())[0]
    return data.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(codec, codec))


def _undeclared(data: bytes) -> Decoded:
    try:
        return without_surrogates(data.decode("utf-8", "surrogatepass"), "utf-8")
    except UnicodeDecodeError:
        pass
    if (mixed := _mostly_utf8(data)) is not None:
        return Decoded(mixed, "utf-8, windows-1252 in places", ("is not UTF-8 throughout",))
    note = ("is not UTF-8 and was read as windows-1252",)
    return Decoded(codecs.charmap_decode(data, "strict", _windows_1252())[0], "windows-1252", note)


@cache
def _windows_1252() -> str:
    """Return windows-1252, with the control characters of latin-1 for the five bytes it leaves undefined."""
    undefined = b"\x81\x8d\x8f\x90\x9d"
    return "".join(bytes([byte]).decode("latin-1" if byte in undefined else "cp1252") for byte in range(256))


def _mostly_utf8(data: bytes) -> str | None:
    """Return the text of UTF-8 into which other bytes were pasted, or None where most are other bytes."""
    text = data.decode("utf-8", "surrogateescape")
    wrong = len(re.findall(_SURROGATE, text))
    right = len(text) - len(text.encode("ascii", "ignore")) - wrong
    if wrong > right:
        return None
    table = _windows_1252()
    return re.sub(_SURROGATE, lambda match: table[ord(match[0]) - 0xDC00], text)


def _marked(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return _decode(data)
        raise UnreadableError(
            f"has the byte order mark of {encoding.upper()} but cannot be read as such; save it as UTF-8"
        ) from None
    return without_surrogates(text, encoding)


def without_surrogates(text: str, encoding: str) -> Decoded:
    """Put U+FFFD for half characters, one for one: nothing later can print or encode them."""
    if text.isascii() or not (clean := re.subn(_SURROGATE, "\ufffd", text))[1]:
        return Decoded(text, encoding)
    return Decoded(clean[0], encoding, ("has broken characters, shown as \ufffd",))


def _refuse_binary(data: bytes) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"looks like {kind}")
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise UnreadableError("looks like a picture, sound or video file")
    if data[4:8] == b"ftyp":
        raise UnreadableError("looks like a picture, sound or video file")
    if not data:
        return
    nulls = data.count(0)
    if nulls > 1 and nulls > len(data) * 0.2:
        odd, even = data[1::2].count(0), data[::2].count(0)
        if max(odd, even) > 0.6 * len(data) / 2 and min(odd, even) < 0.2 * max(odd, even):
            raise UnreadableError("looks like UTF-16 without a byte order mark; save it as UTF-8")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    # A few stray ones slip into good copy, so a short file is allowed as many as one of 800 characters.
    if controls + nulls > max(8, len(data) * MAX_CONTROL_SHARE):
        raise UnreadableError("looks like a binary file, not text")
