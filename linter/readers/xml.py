"""Read XML into nodes that know where their words are written, and refuse what an untrusted file may try."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import html5
from typing import Any

from linter.document import Span
from linter.readers.decoding import UnreadableError
from linter.readers.passages import Remark, Run

#: News is nested a dozen deep.
DEEPEST = 128


class Node:
    """An element: its name without the namespace, its attributes, and what is in it in order."""

    __slots__ = ("attributes", "children", "name")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = _local(name)
        self.attributes = {_local(key): value for key, value in attributes.items()}
        self.children: list[Node | Run | Remark] = []

    def runs(self) -> Iterator[Run]:
        """Yield all words in the element, in order."""
        for child in self.children:
            if isinstance(child, Node):
                yield from child.runs()
            elif isinstance(child, Run):
                yield child


def parse_xml(text: str) -> Node:
    """Return the root of an XML file.

    Entities of its own and references to other files are refused, not followed; so is what is nested too
    deeply or is no XML. All raise UnreadableError.
    """
    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser, ParseError
    except ImportError:
        raise UnreadableError(
            "is XML, and the package that reads it is missing: pip install 'saysso[newsml]'"
        ) from None
    target = _Target(text)
    # The file is decoded already, whatever it says it is in.
    parser: Any = DefusedXMLParser(target=target, encoding="utf-8", forbid_dtd=False)
    expat = target.expat = parser.parser
    expat.buffer_text = False
    expat.StartCdataSectionHandler = target.start_section
    expat.EndCdataSectionHandler = target.end_section
    # What XHTML and NITF declare in files that nobody fetches.
    parser.entity.update({name[:-1]: words for name, words in html5.items() if name.endswith(";")})
    try:
        parser.feed(target.bytes)
        parser.close()
    except DefusedXmlException:
        raise UnreadableError(
            "declares entities of its own or points to other files, which saysso never follows; save it without"
        ) from None
    except ParseError as error:
        what = str(error).partition(":")[0]
        raise UnreadableError(f"is broken XML on line {error.position[0]}: {what}") from None
    except (UnicodeError, ValueError) as error:
        raise UnreadableError(f"is broken XML: {error}") from None
    assert target.root is not None
    return target.root


class _Target:
    """Builds the nodes from what the parser meets, each run of words with its place."""

    def __init__(self, text: str) -> None:
        self.text, self.bytes = text, text.encode()
        self.expat: Any = None
        self.root: Node | None = None
        self.open: list[Node] = []
        self.in_section = False
        self.seen_bytes = self.seen = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        node = Node(name, attributes)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)
        if len(self.open) > DEEPEST:
            raise UnreadableError(f"nests elements more than {DEEPEST} deep; is it news at all?")

    def end(self, name: str) -> None:
        self.open.pop()

    def comment(self, words: str) -> None:
        start = self._place()
        if self.open:
            end = self.text.find("-->", start) + 3
            self.open[-1].children.append(Remark(words, Span(start, end)))

    def data(self, words: str) -> None:
        start, written = self._place(), 0
        if self.text.startswith("&", start) and not self.in_section:
            written = self.text.find(";", start) + 1 - start
        elif words == "\n" and not self.text.startswith(words, start):
            written = 2 if self.text.startswith("\r\n", start) else 1
        if self.open:
            self.open[-1].children.append(Run(words, start, written))

    def start_section(self) -> None:
        self.in_section = True

    def end_section(self) -> None:
        self.in_section = False

    def close(self) -> None:
        """End the file: nothing is left to do."""

    def _place(self) -> int:
        """Return the offset in the text of what the parser is at."""
        at: int = self.expat.CurrentByteIndex
        self.seen += len(self.bytes[self.seen_bytes : at].decode("utf-8", "replace"))
        self.seen_bytes = at
        return self.seen


def _local(name: str) -> str:
    return name.rpartition("}")[2]
