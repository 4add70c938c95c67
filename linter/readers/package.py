"""Open the package that a Word file is, and read its parts without trusting any of it.

Only the parts that hold words are read, none of them past a limit: no macro, picture, template or link is
followed. See ECMA-376, Office Open XML, parts 1 and 2.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.readers.decoding import UnreadableError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: The most that a part may hold, in bytes once unpacked, and how many times its packed size.
MAX_PART = 40_000_000
MAX_RATIO = 400

#: The most parts that a package may have; a long report with pictures has some hundreds.
MAX_PARTS = 10_000

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "/officeDocument"


class Package:
    """The parts of a Word file, as trees; `main` is the story's, None stands for what is not there."""

    def __init__(self, data: bytes) -> None:
        try:
            import defusedxml.ElementTree  # noqa: F401  # a missing package is told before any fault of the file
        except ImportError:
            raise UnreadableError(
                "is a Word file, and the package that reads it is missing: pip install 'saysso[docx]'"
            ) from None
        if data.startswith(_OLD_WORD):
            raise UnreadableError("looks like an old Word file or one with a password; save it as .docx without one")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise UnreadableError("is no Word file, or a damaged one: it cannot be unpacked") from None
        if len(self._zip.infolist()) > MAX_PARTS:
            raise UnreadableError(f"has more than {MAX_PARTS:,} parts; it is no Word file that saysso unpacks")
        self._place = self._main()
        main = self.part(self._place)
        if main is None or local(main) != "document":
            raise UnreadableError("is no Word file: it has no document in it")
        self.main = main

    def beside(self, name: str) -> Element | None:
        """Return a part that stands beside the story's: "comments.xml"."""
        return self.part(self._place.rpartition("/")[0] + "/" + name)

    def part(self, name: str) -> Element | None:
        """Return the root of a part. Raises UnreadableError where it is damaged, too large or untrusted."""
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring

        try:
            found = self._zip.getinfo(name.lstrip("/"))
        except KeyError:
            return None
        if found.flag_bits & 1:
            raise UnreadableError("is protected with a password; save it without one")
        if found.file_size > MAX_PART or found.file_size > 1_000_000 + MAX_RATIO * found.compress_size:
            raise UnreadableError(f"unpacks to more than saysso takes ({MAX_PART // 1_000_000} MB for {name})")
        try:
            # Never more than the size that the package names for it, which has been looked at.
            root: Element = fromstring(self._zip.read(found), forbid_dtd=True)
        except DefusedXmlException:
            raise UnreadableError(f"declares entities of its own ({name}), which Word never does") from None
        except (ParseError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, LookupError):
            raise UnreadableError(f"is a damaged Word file: {name} cannot be read") from None
        except (RuntimeError, ValueError):
            raise UnreadableError(f"is a damaged or protected Word file: {name} cannot be read") from None
        return root

    def _main(self) -> str:
        """Return the name of the part that holds the story."""
        relations = self.part("_rels/.rels")
        for relation in () if relations is None else relations:
            if relation.get("Type", "").endswith(_MAIN) and relation.get("TargetMode") != "External":
                return relation.get("Target", "").lstrip("/")
        return "word/document.xml"


def local(element: Element) -> str:
    """Return the name of an element without its namespace: the strict and the usual one differ."""
    return element.tag.rpartition("}")[2]


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute whatever its namespace; "" where it is missing."""
    if element is None:
        return ""
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), "")


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the elements right inside one that have one of the names."""
    for child in () if element is None else element:
        if local(child) in names:
            yield child


def child(element: Element | None, *path: str) -> Element | None:
    """Return what stands at a path of names below an element."""
    for name in path:
        element = next(children(element, name), None)
    return element
