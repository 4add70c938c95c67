"""Read Word files: the words as they will be printed, a line for each paragraph.

What counts as the file is its paragraphs that hold words, one under the other, so that the line of a finding
is the number of its paragraph. Tracked insertions are read, deletions are not; nor is hidden text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter.document import Comment, Document, Span, Zone
from linter.readers.decoding import refuse_empty
from linter.readers.names import named_zone
from linter.readers.package import Package, child, children, local, value
from linter.readers.passages import BREAK, Source, finished
from linter.segmentation import Conventions
from linter.segmentation.zones import Draft

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: The fewest characters of a table's cell that is read: less is a figure, not a sentence.
LONG_CELL = 120

#: What is gone, was elsewhere before, is not shown, or is no words: deletions, instructions of fields, properties.
_UNREAD = frozenset(
    ("del", "moveFrom", "delText", "delInstrText", "instrText", "rPr", "pPr", "sectPr", "Fallback"),
)
_BREAKS = frozenset(("br", "cr"))
_SIGNS = {"tab": "\t", "noBreakHyphen": "\u2011", "ptab": "\t"}
_STYLES = (
    ("heading", Zone.HEADLINE),
    ("title", Zone.HEADLINE),
    ("subtitle", Zone.STANDFIRST),
    ("caption", Zone.CAPTION),
    ("quote", Zone.PULL_QUOTE),
    ("intense quote", Zone.PULL_QUOTE),
    ("list", Zone.LIST),
)


class _Paragraph(NamedTuple):
    """The words of a paragraph, its zone, and where in it comments begin, by their numbers."""

    words: str
    zone: Zone | None
    notes: tuple[tuple[int, str], ...]


def read_docx(data: bytes, path: str, conventions: Conventions) -> Document:
    """Return the document of a Word file. Raises UnreadableError for what is none, or is not to be trusted."""
    package = Package(data)
    reader = _Reader(_styles(package.beside("styles.xml"), conventions))
    body = child(package.main, "body")
    for element in () if body is None else body:
        reader.block(element)
    for name in ("footnotes.xml", "endnotes.xml"):
        for note in children(package.beside(name), "footnote", "endnote"):
            # The line above the notes is one too, of a type of its own.
            if not value(note, "type"):
                for element in note:
                    reader.block(element)
    remarks = {
        value(comment, "id"): "\n".join(_plain_words(paragraph) for paragraph in comment)
        for comment in children(package.beside("comments.xml"), "comment")
    }
    return _document(reader.finish(), remarks, path, conventions)


def _document(paragraphs: list[_Paragraph], remarks: dict[str, str], path: str, conventions: Conventions) -> Document:
    lines: list[str] = []
    drafts: list[Draft] = []
    comments: list[Comment] = []
    at = 0
    for words, zone, notes in paragraphs:
        if words.strip():
            drafts.append(Draft(at, at + len(words), zone))
            lines.append(words)
        for offset, number in notes:
            if number in remarks:
                place = at + (offset if words.strip() else 0)
                comments.append(Comment(place, Span(place, place), remarks[number]))
        if words.strip():
            at += len(words) + 1
    text = "\n".join(lines)
    refuse_empty(text)
    comments.sort(key=lambda comment: comment.at)
    return finished(Source(path, text, "utf-8", "docx"), text, drafts, conventions, (), tuple(comments))


def _plain_words(paragraph: Element) -> str:
    return "".join(element.text or "" for element in paragraph.iter() if local(element) == "t")


def _styles(root: Element | None, conventions: Conventions) -> Callable[[Element], Zone | None]:
    """Return what tells the zone of a paragraph by its style or its level."""
    styles = {value(style, "styleId"): style for style in children(root, "style")}
    known: dict[str, Zone | None] = {"": None}

    def by_style(number: str) -> Zone | None:
        if number not in known:
            known[number] = None  # A style that is based on itself ends here.
            style = styles.get(number)
            name = value(child(style, "name")) or number
            known[number] = (
                _by_name(name, conventions)
                or _by_level(child(style, "pPr"))
                or by_style(value(child(style, "basedOn")))
            )
        return known[number]

    def zone(properties: Element) -> Zone | None:
        return _by_level(properties) or by_style(value(child(properties, "pStyle")))

    return zone


def _by_name(name: str, conventions: Conventions) -> Zone | None:
    """Return the zone that a style's name tells: Word's own, whatever its language, or a newsroom's."""
    plain = name.lower()
    for begins, zone in _STYLES:
        if plain == begins or plain.startswith(begins + " "):
            return zone
    return named_zone(name, conventions)


def _by_level(properties: Element | None) -> Zone | None:
    level = value(child(properties, "outlineLvl"))
    if level.isdigit() and int(level) < 9:
        return Zone.HEADLINE
    numbered = child(properties, "numPr", "numId")
    return Zone.LIST if numbered is not None and value(numbered) != "0" else None


class _Reader:
    """Goes through the elements of a story and keeps its paragraphs."""

    def __init__(self, zone: Callable[[Element], Zone | None]) -> None:
        self.zone = zone
        self.paragraphs: list[_Paragraph] = []
        self.words = ""
        self.notes: list[tuple[int, str]] = []
        self.boxes: list[Element] = []

    def block(self, element: Element) -> None:
        """Read a paragraph, a table, or what stands around them; a text box follows its paragraph."""
        waiting = [_blocks([element])]
        while waiting:
            paragraph = next(waiting[-1], None)
            if paragraph is None:
                waiting.pop()
                continue
            self._paragraph(paragraph)
            if self.boxes:
                waiting.append(_blocks(self.boxes))
                self.boxes = []

    def finish(self) -> list[_Paragraph]:
        """Return the paragraphs, with what was waiting for a next one."""
        if self.words:
            self.paragraphs.append(_Paragraph(self.words, None, tuple(self.notes)))
        return self.paragraphs

    def _paragraph(self, paragraph: Element) -> None:
        properties = child(paragraph, "pPr")
        parts: list[str] = [self.words]
        size = len(self.words)
        for kind, words in self._pieces(paragraph):
            if kind == "note":
                self.notes.append((size, words))
            else:
                parts.append(words)
                size += len(words)
        words = "".join(parts)
        if child(properties, "rPr", "del") is not None:
            # The end of this paragraph was deleted: the next one goes on in it.
            self.words = words
            return
        zone = self.zone(properties) if properties is not None else None
        self.paragraphs.append(_Paragraph(words, zone, tuple(self.notes)))
        self.words, self.notes = "", []

    def _pieces(self, paragraph: Element) -> Iterator[tuple[str, str]]:
        """Yield the words of a paragraph, and the numbers of comments where they begin."""
        seen: set[str] = set()
        waiting = list(reversed(paragraph))
        while waiting:
            element = waiting.pop()
            name = local(element)
            if name == "t":
                # Line ends in the file's own text are white space; the paragraph is one line.
                yield "words", " ".join((element.text or "").splitlines())
            elif name in _BREAKS:
                yield "words", BREAK
            elif name in _SIGNS:
                yield "words", _SIGNS[name]
            elif name in ("commentRangeStart", "commentReference"):
                if (number := value(element, "id")) not in seen:
                    seen.add(number)
                    yield "note", number
            elif name == "txbxContent":
                self.boxes.append(element)
            elif name == "r" and child(element, "rPr", "vanish") is not None:
                continue
            elif name not in _UNREAD:
                waiting.extend(reversed(element))


def _blocks(elements: Sequence[Element]) -> Iterator[Element]:
    """Yield the paragraphs in elements of the body, of tables those in cells with more than a figure."""
    waiting = list(reversed(elements))
    while waiting:
        one = waiting.pop()
        name = local(one)
        if name == "p":
            yield one
        elif name == "tc" and sum(len(_plain_words(paragraph)) for paragraph in one) < LONG_CELL:
            continue
        elif name not in _UNREAD:
            waiting.extend(reversed(one))
