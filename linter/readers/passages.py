"""Put what a reader found in a marked-up file together: passages one under the other, tied to the file.

A reader tells the passages of a story in order: their zones, where it knows them, and their words with the
places at which they are written. Everything after that is the same for every format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from linter.document import Comment, Document, Piece, Span, Zone
from linter.segmentation import Conventions, segment
from linter.segmentation.zones import Draft, zoned

#: What HTML and XML hold to be white space, of which a run counts as one space.
_SPACES = re.compile(r"[ \t\n\r\f]+")


class Run(NamedTuple):
    """Words that readers see, and the offset in the file at which they are written; None where they are not.

    `written` is the number of characters that stand for them, where they are written otherwise: `&amp;`.
    """

    words: str
    place: int | None = None
    written: int = 0


class Remark(NamedTuple):
    """A comment in the file, at the span that it takes up."""

    text: str
    file: Span


class Passage(NamedTuple):
    """A block as it will be read, with the comments in it; one without words holds only comments."""

    zone: Zone | None
    parts: Sequence[Run | Remark]


class Source(NamedTuple):
    """The file that passages were read from."""

    path: str
    text: str
    encoding: str
    format: str


def document(source: Source, passages: Iterable[Passage], conventions: Conventions) -> Document:
    """Return the document of a file whose passages are told, in the order of the file."""
    words: list[str] = []
    drafts: list[Draft] = []
    pieces: list[Piece] = []
    comments: list[Comment] = []
    at = 0
    for zone, parts in passages:
        if any(isinstance(part, Run) for part in parts) and words:
            words.append("\n\n")
            at += 2
        start = at
        for part in parts:
            if isinstance(part, Remark):
                comments.append(Comment(at, part.file, part.text))
                continue
            pieces.extend(_pieces(source.text, part, at))
            words.append(part.words)
            at += len(part.words)
        if at > start:
            drafts.append(Draft(start, at, zone))
    text = "".join(words)
    blocks = tuple(zoned(text, drafts, conventions))
    sentences, quotations = segment(text, blocks, conventions)
    return Document(
        source.path,
        source.text,
        text,
        blocks,
        sentences,
        quotations,
        source.encoding,
        source.format,
        tuple(pieces),
        tuple(comments),
    )


def collapsed(parts: Iterable[Run | Remark]) -> list[Run | Remark]:
    """Return the parts of a passage with one space for each run of white space, and none at the ends."""
    kept: list[Run | Remark] = []
    gap: Run | None = None
    begun = False
    for part in parts:
        if isinstance(part, Remark):
            kept.append(part)
            continue
        for words, place, written in _words_and_spaces(part):
            if words == " ":
                gap = gap or Run(words, place, written)
                continue
            if gap and begun:
                kept.append(gap)
            kept.append(Run(words, place, written))
            gap, begun = None, True
    return kept


def _words_and_spaces(run: Run) -> Iterator[Run]:
    """Yield a run in parts, each of one space or of words with nothing but single spaces in them."""
    words, place, written = run
    if written:
        yield Run(" " if _SPACES.fullmatch(words) else words, place, written)
        return
    start = 0
    for match in _SPACES.finditer(words):
        # A single space between words needs no part of its own.
        if match[0] == " " and start < match.start() and match.end() < len(words):
            continue
        if match.start() > start:
            yield Run(words[start : match.start()], _after(place, start))
        yield Run(" ", _after(place, match.start()), match.end() - match.start())
        start = match.end()
    if start < len(words):
        yield Run(words[start:], _after(place, start))


def _after(place: int | None, count: int) -> int | None:
    return None if place is None else place + count


def _pieces(file_text: str, run: Run, at: int) -> Iterator[Piece]:
    """Yield where the words of a run, which stand at `at` in the text, are written in the file."""
    words, place, written = run
    if place is None or not words:
        return
    if written:
        yield Piece(at, place, len(words), written)
        return
    if file_text.startswith(words, place):
        yield Piece(at, place, len(words))
        return
    start = 0
    for index in range(len(words) + 1):
        same = index < len(words) and file_text[place + index : place + index + 1] == words[index]
        if not same:
            if index > start:
                yield Piece(at + start, place + start, index - start)
            start = index + 1
