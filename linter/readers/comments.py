"""Take the comments that speak to saysso out of a file, so that the rest is read as if they were not there.

A comment is what stands between `<!--` and `-->`, in plain text as in Markdown. One alone on its line goes with
the line, and parts no paragraph; one beside words goes with the space that set it apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from linter.document import Comment, Document, Piece, Span

#: What every comment begins with; a text without it needs no look.
OPENING = "<!--"
_CLOSING = "-->"
_ADDRESSED = re.compile(r"<!--\s*+saysso\s*+(?::|(?:en|dis)able\b)", re.IGNORECASE)
_BLANKS = " \t\xa0\u3000"


class Cut(NamedTuple):
    """What is left of a file without its comments, where that stands in the file, and the comments.

    The comments stand at offsets in what is left.
    """

    text: str
    pieces: tuple[Piece, ...]
    comments: tuple[Comment, ...]


def read_around(text: str, comments: Sequence[Span], read: Callable[[str], Document]) -> Document:
    """Return the document that `read` makes of a text without its comments, with places in the whole text."""
    if not comments:
        return read(text)
    cut = without(text, comments)
    return restored(read(cut.text), text, cut)


def addressed(text: str, start: int = 0) -> Iterator[Span]:
    """Yield the comments from `start` on that begin with saysso's name.

    One that is never closed, or not before the next begins, ends with its line: copy must not vanish in it.
    """
    closing = start
    for match in _ADDRESSED.finditer(text, start):
        if match.start() < start:
            continue
        if closing >= 0 and closing < match.end():
            closing = text.find(_CLOSING, match.end())
        following = text.find(OPENING, match.end(), closing if closing >= 0 else match.end())
        start = _line_end(text, match.end()) if closing < 0 or following >= 0 else closing + len(_CLOSING)
        yield Span(match.start(), start)


def without(text: str, comments: Iterable[Span]) -> Cut:
    """Return the text without the comments, which must be in order and apart."""
    spans = tuple(comments)
    gone = [_with_surroundings(text, group) for group in _groups(text, spans)]
    parts: list[str] = []
    pieces: list[Piece] = []
    at = last = 0
    for start, end in (*gone, Span(len(text), len(text))):
        if start > last:
            parts.append(text[last:start])
            pieces.append(Piece(at, last, start - last))
            at += start - last
        last = end
    starts = [piece.file for piece in pieces]
    left = "".join(parts)
    return Cut(left, tuple(pieces), tuple(_comment(text, span, pieces, starts) for span in spans))


def restored(document: Document, file_text: str, cut: Cut) -> Document:
    """Return a document that was read from what a cut left, with its places in the file and its comments."""
    pieces = document.pieces or (Piece(0, 0, len(document.text)),)
    starts = [piece.file for piece in pieces]
    comments = [comment._replace(at=_text_offset(document, pieces, starts, comment.at)) for comment in cut.comments]
    return replace(document, file_text=file_text, pieces=tuple(_through(pieces, cut.pieces)), comments=tuple(comments))


def _comment(text: str, span: Span, pieces: Sequence[Piece], starts: Sequence[int]) -> Comment:
    words = text[span.start + len(OPENING) : span.end].removesuffix(_CLOSING)
    before = bisect_right(starts, span.start) - 1
    at = pieces[before].text + pieces[before].length if before >= 0 else 0
    return Comment(at, span, words.strip())


def _groups(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield stretches of comments with nothing but blanks between them."""
    group: Span | None = None
    for span in spans:
        if group and not text[group.end : span.start].strip(_BLANKS):
            group = Span(group.start, span.end)
            continue
        if group:
            yield group
        group = span
    if group:
        yield group


def _with_surroundings(text: str, group: Span) -> Span:
    """Return comments with the white space, or the whole line, that goes with them."""
    start, end = group
    while start and text[start - 1] in _BLANKS:
        start -= 1
    while end < len(text) and text[end] in _BLANKS:
        end += 1
    opens = not start or text[start - 1] in "\r\n"
    closes = end == len(text) or text[end] in "\r\n"
    if opens and closes:
        return Span(start, end + (2 if text.startswith("\r\n", end) else 1 if end < len(text) else 0))
    if closes:
        return Span(start, end)
    # Where blanks stand on both sides, those before it stay; where only after it, they set words apart.
    return Span(group.start, end if opens or start < group.start else group.end)


def _line_end(text: str, start: int) -> int:
    ends = (text.find(sign, start) for sign in "\r\n")
    return min((end for end in ends if end >= 0), default=len(text))


def _text_offset(document: Document, pieces: Sequence[Piece], starts: Sequence[int], offset: int) -> int:
    """Return where in `document.text` the words begin that stand at or after an offset of what was read."""
    before = bisect_right(starts, offset) - 1
    if before >= 0:
        piece = pieces[before]
        if offset < piece.file + (piece.written or piece.length):
            return piece.text + (0 if piece.written else offset - piece.file)
    return pieces[before + 1].text if before + 1 < len(pieces) else len(document.text)


def _through(pieces: Iterable[Piece], cut: Sequence[Piece]) -> Iterator[Piece]:
    """Yield `pieces`, which lead to offsets of what a cut left, led on to the file."""
    starts = [piece.text for piece in cut]

    def to_file(offset: int) -> int:
        piece = cut[bisect_right(starts, offset) - 1]
        return piece.file + offset - piece.text

    for text, offset, length, written in pieces:
        if written:
            start = to_file(offset)
            yield Piece(text, start, length, to_file(offset + written - 1) + 1 - start)
            continue
        index = bisect_right(starts, offset) - 1
        end = offset + length
        while offset < end:
            kept = cut[index]
            stop = min(end, kept.text + kept.length)
            yield Piece(text, kept.file + offset - kept.text, stop - offset)
            text, offset, index = text + stop - offset, stop, index + 1
