"""Put what a reader found in a marked-up file together: passages one under the other, tied to the file.

A reader tells the passages of a story in order: their zones, where it knows them, and their words with the
places at which they are written. Everything after that is the same for every format.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from linter.document import Comment, Document, Piece, Span, Zone
from linter.readers.decoding import UnreadableError
from linter.readers.layout import paragraphs
from linter.segmentation import Conventions, segment
from linter.segmentation.zones import Draft, stands_alone, zoned

#: A line end within a passage: what follows may be a paragraph of its own, as in plain text.
BREAK = "\u2028"

#: Zones whose words a story has once.
_ONCE = (Zone.HEADLINE, Zone.BYLINE, Zone.DATELINE, Zone.STANDFIRST)

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
    """The file that passages were read from; `genres` and `sections` are what it says it is and where it runs."""

    path: str
    text: str
    encoding: str
    format: str
    genres: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


def told_document(source: Source, passages: Iterable[Passage], conventions: Conventions) -> Document:
    """Return the document of a file that must hold a story. Raises UnreadableError where it holds no words."""
    found = document(source, passages, conventions)
    if not found.blocks:
        raise UnreadableError("holds no words of a story; is its text loaded from elsewhere?")
    return found


def document(source: Source, passages: Iterable[Passage], conventions: Conventions) -> Document:
    """Return the document of a file whose passages are told, in the order in which they are read."""
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
    return finished(source, "".join(words), drafts, conventions, tuple(pieces), tuple(comments))


def finished(
    source: Source,
    text: str,
    drafts: Sequence[Draft],
    conventions: Conventions,
    pieces: tuple[Piece, ...] = (),
    comments: tuple[Comment, ...] = (),
) -> Document:
    """Return the document of a text whose blocks are set apart: their zones, sentences and quotations."""
    if BREAK in text:
        drafts = [part for draft in drafts for part in _lines(text, draft, conventions)]
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
        pieces,
        comments,
        source.genres,
        source.sections,
    )


def through(runs: Sequence[Run], passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages that were read from words which stand in the file as `runs`, with their places there.

    So HTML in a string of JSON, or in escaped form in XML, leads back to the file.
    """
    starts = list(accumulate((len(run.words) for run in runs), initial=0))

    def spot(offset: int) -> Span:
        index = max(0, min(bisect_right(starts, offset) - 1, len(runs) - 1))
        _, place, written = runs[index]
        if place is None:
            return Span(0, 0)
        return Span(place, place + written) if written else Span(*(place + offset - starts[index] + n for n in (0, 1)))

    def mapped(part: Run | Remark) -> Iterator[Run | Remark]:
        if isinstance(part, Remark):
            yield Remark(part.text, Span(spot(part.file.start).start, spot(max(0, part.file.end - 1)).end))
        elif part.place is None:
            yield part
        elif part.written:
            start, end = spot(part.place).start, spot(part.place + part.written - 1).end
            yield Run(part.words, start, max(1, end - start))
        else:
            at, end = part.place, part.place + len(part.words)
            for index in range(bisect_right(starts, at) - 1, len(runs)):
                if at >= end:
                    break
                stop = min(end, starts[index + 1])
                yield Run(part.words[at - part.place : stop - part.place], spot(at).start, runs[index].written)
                at = stop

    for zone, parts in passages:
        yield Passage(zone, [one for part in parts for one in mapped(part)])


def plain(runs: Sequence[Run], conventions: Conventions) -> Iterator[Passage]:
    """Yield the paragraphs of plain text that stands in the file as `runs`."""
    words = "".join(run.words for run in runs)
    spans = paragraphs(words, lambda line: stands_alone(line, conventions))
    yield from through(runs, [Passage(None, [Run(words[start:end], start)]) for start, end in spans])


def dropping_doubles(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages without the lines of an envelope that the story in it says again, such as its headline."""
    words = ["".join(part.words for part in parts if isinstance(part, Run)).strip() for _, parts in passages]
    last = {line: index for index, line in enumerate(words)}
    for index, (passage, line) in enumerate(zip(passages, words, strict=True)):
        if passage.zone not in _ONCE or last[line] == index:
            yield passage


def _lines(text: str, draft: Draft, conventions: Conventions) -> Iterator[Draft]:
    """Yield the paragraphs of a draft that has line ends in it and no zone, as in plain text."""
    start, end, zone = draft
    if zone is not None or BREAK not in (words := text[start:end]):
        yield draft
        return
    for span in paragraphs(words, lambda line: stands_alone(line, conventions)):
        yield Draft(start + span.start, start + span.end)


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
            if words == BREAK:
                kept.append(Run(words, place, written))
                gap, begun = None, False
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
