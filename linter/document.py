"""The records of a story: what every later stage reads and none changes.

Offsets are Unicode code points, half open. `Document.text` is what saysso reads; for plain text it is the
decoded file itself, for formats with markup it is the visible words, and `Document.to_file` leads each
offset back to the decoded file.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text: code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Zone(StrEnum):
    """What part of a story a block is, in the words of a news desk."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    TIMESTAMP = "timestamp"
    CAPTION = "caption"
    CREDIT = "credit"
    BODY = "body"
    LIST = "list"
    PULL_QUOTE = "pull quote"
    EMBED = "embed"
    BOILERPLATE = "boilerplate"


#: Zones that hold running prose, in which attribution is read and claims are judged.
PROSE = frozenset({Zone.HEADLINE, Zone.STANDFIRST, Zone.BODY, Zone.LIST, Zone.PULL_QUOTE, Zone.CAPTION})


class Block(NamedTuple):
    """A paragraph, heading, list item or other unit that the reader set apart."""

    start: int
    end: int
    zone: Zone


class Quotation(NamedTuple):
    """Words in quotation marks, inside one block.

    `start` and `end` take in the marks, `inner` does not. A quotation that runs over paragraphs is one
    record a paragraph: each but the last is not `closed`, each but the first `continues` the one before, with a
    mark of its own or, in copy that has one pair of marks around all, without.
    `depth` is 0 for a quotation in the outlet's text, 1 for one inside another.
    """

    start: int
    end: int
    inner: Span
    block: int
    closed: bool = True
    continues: bool = False
    depth: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Sentence(NamedTuple):
    """A sentence, without the white space around it; `block` is an index into `Document.blocks`."""

    start: int
    end: int
    zone: Zone
    block: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Embed(NamedTuple):
    """A post set into the copy as markup that names its author: where the name stands, and where the words."""

    author: Span
    words: Span


class Comment(NamedTuple):
    """A note in the file that readers of the story do not see: its words, and the span of the file that it takes up.

    `at` is the offset in `Document.text` at which it stands. No comment is part of `Document.text`.
    """

    at: int
    file: Span
    text: str


class Piece(NamedTuple):
    """A run of `Document.text` that stands unbroken in the file: text offset, file offset, length.

    `written` is the number of characters in the file where the run is written otherwise, such as `&amp;` for
    "&" or a line end for a space; 0 where it stands there letter by letter.
    """

    text: int
    file: int
    length: int
    written: int = 0


@dataclass(frozen=True)
class Document:
    """One story, read and divided: built once by a reader, shared by every rule.

    `file_text` is the decoded file, `text` what is read of it. `pieces` tie the two together; none are
    needed when they are the same. `quotations`, `comments` and `embeds` are in order of their start. `genres` and
    `sections` are what the file itself says it is and where it runs, in its own words: its front matter, its envelope.
    """

    path: str
    file_text: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    encoding: str = "utf-8"
    format: str = "text"
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    comments: tuple[Comment, ...] = ()
    genres: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    embeds: tuple[Embed, ...] = ()

    def to_file(self, span: Span) -> Span:
        """Return the span of the decoded file that `span` of `text` was read from."""
        if not self.pieces:
            return span
        start = self._file_span(span.start).start
        return Span(start, start if span.end <= span.start else self._file_span(span.end - 1).end)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the line and column, both from 1, of a file offset; CR, LF and CRLF end a line."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def sentence_at(self, offset: int) -> int | None:
        """Return the index of the sentence that holds the text offset, or None between sentences."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return index if index >= 0 and offset < self.sentences[index].end else None

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """File offsets at which lines begin."""
        # One character for one, so that every line ends in the same: str.splitlines would split at form feeds
        # and the like too, which editors do not count.
        lines = self.file_text.replace("\r\n", " \n").replace("\r", "\n").split("\n")
        lines.pop()
        return tuple(accumulate([len(line) + 1 for line in lines], initial=0))

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)

    @cached_property
    def _piece_starts(self) -> tuple[int, ...]:
        return tuple(piece.text for piece in self.pieces)

    def _file_span(self, offset: int) -> Span:
        """Return the span of the file that one character of the text was read from."""
        text, file, length, written = self.pieces[max(0, bisect_right(self._piece_starts, offset) - 1)]
        if written:
            return Span(file, file + written)
        at = file + min(max(0, offset - text), max(0, length - 1))
        return Span(at, at + 1)
