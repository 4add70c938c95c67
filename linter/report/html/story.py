"""A report as a page shows it: the story in paragraphs, its words with their roles, its notes, its speakers.

Marks may overlap as they like: a paragraph is cut wherever one begins or ends, so that its pieces stand side by
side, and their words, one after the other, are the words of the document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from linter.document import Block, Document, Span, Zone
from linter.findings import NEWS, Attribution, Finding, Report, Status, Suppressed
from linter.report.base import Linted
from linter.report.digest import NAMED, assertions, attributed
from linter.report.html.bars import Share
from linter.report.summary import grounds
from linter.report.words import one_line, visible

#: How an assertion can stand, the most answerable first.
WAYS = (Status.DIRECT, Status.INDIRECT, Status.CARRIED, Status.VAGUE, Status.NONE)

#: The severities, the heaviest first.
SEVERITIES = ("error", "warning", "info")


class Piece(NamedTuple):
    """Words that play the same roles throughout: "source", "cue", "content", or a zone of their own.

    `speakers` are the ids of those whose attribution they belong to.
    """

    text: str
    roles: tuple[str, ...]
    speakers: tuple[int, ...]


class Note(NamedTuple):
    """A finding as the margin tells it. `passed` is who let it pass ("comment", "baseline"), or empty."""

    number: int
    code: str
    name: str
    severity: str
    message: str
    fix: str
    why: str
    line: int
    column: int
    passed: str = ""
    reason: str = ""


class Stretch(NamedTuple):
    """Pieces under the same notes, by number; `ends` are the notes whose words, in this paragraph, end here.

    `severity` is that of the heaviest note that was not let pass, empty where there is none.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[int, ...]
    severity: str
    ends: tuple[Note, ...]


class Paragraph(NamedTuple):
    """What stands on lines of its own: blocks that follow each other with no line break, such as a dateline and a body.

    `crosshead` tells a headline inside the story from the one above it.
    """

    zone: str
    crosshead: bool
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]


class Voice(NamedTuple):
    """A speaker with the share of all statements that is theirs; `id` is None where nobody is told."""

    id: int | None
    name: str
    kind: str
    named: bool
    share: Share


class Story(NamedTuple):
    """A draft as the page shows it. `key` begins the ids of its elements: two drafts of a page never share one.

    `genre` is what it was read as and why, empty for news; `attributed` is of its assertions; `ways` has the share of
    each status, by its name.
    """

    key: str
    path: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    attributed: Share
    ways: tuple[tuple[str, Share], ...]
    voices: tuple[Voice, ...]
    genre: str = ""


class _Mark(NamedTuple):
    """A span with what it makes of its words: a role, the speaker it belongs to, or the note on it."""

    span: Span
    role: str = ""
    speaker: int | None = None
    note: Note | None = None


def key(path: str) -> str:
    """Return what the ids of a draft begin with: the same in every run and every process."""
    return "s" + blake2b(path.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def story(linted: Linted, whys: Mapping[str, str]) -> Story:
    """Return a draft as the page shows it; `whys` has the reason of each rule, by code."""
    report = linted.report
    document = report.document
    notes = list(_notes(linted, whys))
    marks = [*_attributed(report.attributions), *(_Mark(span, note=note) for span, note in notes)]
    groups = list(_paragraphs(document))
    statuses = Counter(report.statuses)
    headline = next((block for block in document.blocks if block.zone is Zone.HEADLINE), None)
    return Story(
        key=key(linted.path),
        path=visible(linted.path),
        title=one_line(document.text[headline.start : headline.end]) if headline else "",
        paragraphs=tuple(
            _paragraph(document.text, blocks, here, beside, headline)
            for blocks, (here, beside) in zip(groups, _shared_out(groups, marks), strict=True)
        ),
        notes=tuple(note for _, note in notes),
        attributed=Share(attributed(statuses), assertions(statuses)),
        ways=tuple((status.value, Share(statuses[status], assertions(statuses))) for status in WAYS),
        voices=tuple(_voices(report)),
        genre=grounds(report.genre) if report.genre.name != NEWS else "",
    )


def _notes(linted: Linted, whys: Mapping[str, str]) -> Iterator[tuple[Span, Note]]:
    """Yield each finding and each that was let pass, numbered in the order of their words."""
    report = linted.report
    told: list[tuple[Finding, Suppressed | None]] = [(finding, None) for finding in report.findings]
    told += [(passed.finding, passed) for passed in report.suppressed]
    told.sort(key=lambda one: (one[0].start, one[0].end, one[0].code, one[1] is not None))
    for number, (finding, passed) in enumerate(told, 1):
        place = linted.place(finding)
        yield (
            finding.span,
            Note(
                number=number,
                code=finding.code,
                name=finding.name,
                severity=finding.severity.label,
                message=finding.message,
                fix=finding.fix,
                why=whys.get(finding.code, ""),
                line=place.line,
                column=place.column,
                passed=passed.by if passed else "",
                reason=passed.reason if passed else "",
            ),
        )


def _attributed(attributions: Sequence[Attribution]) -> Iterator[_Mark]:
    for one in attributions:
        for role, spans in (("source", [one.source]), ("cue", [one.cue]), ("content", one.content)):
            yield from (_Mark(span, role, one.speaker) for span in spans if span is not None)


def _paragraphs(document: Document) -> Iterator[list[Block]]:
    """Yield the blocks that share a line together."""
    together: list[Block] = []
    for block in document.blocks:
        if together and _breaks(document.text[together[-1].end : block.start]):
            yield together
            together = []
        together.append(block)
    if together:
        yield together


def _breaks(gap: str) -> bool:
    return "\n" in gap or "\r" in gap


def _shared_out(groups: Sequence[Sequence[Block]], marks: Sequence[_Mark]) -> Iterator[tuple[list[_Mark], list[Note]]]:
    """Yield for each paragraph the marks on its words, and the notes that stand beside it.

    A note stands beside the paragraph in which its words begin; without words there, beside the last before them.
    """
    starts = [blocks[0].start for blocks in groups]
    shares: list[tuple[list[_Mark], list[Note]]] = [([], []) for _ in groups]
    for mark in marks:
        first = max(0, bisect_right(starts, mark.span.start) - 1)
        for at in range(first, max(first + 1, bisect_left(starts, mark.span.end))):
            shares[at][0].append(mark)
        if mark.note:
            shares[first][1].append(mark.note)
    yield from shares


def _paragraph(
    text: str, blocks: Sequence[Block], marks: Sequence[_Mark], notes: Sequence[Note], headline: Block | None
) -> Paragraph:
    whole = Span(blocks[0].start, blocks[-1].end)
    # A dateline opens the paragraph that it belongs to; a credit closes the caption before it.
    zone = next((block.zone for block in blocks if block.zone is not Zone.DATELINE), blocks[0].zone)
    own = (_Mark(Span(block.start, block.end), _slug(block.zone)) for block in blocks if block.zone is not zone)
    return Paragraph(
        zone=_slug(zone),
        crosshead=zone is Zone.HEADLINE and blocks[0] is not headline,
        stretches=tuple(_stretches(text, whole, (*marks, *own), notes)),
        notes=tuple(notes),
    )


def _stretches(text: str, whole: Span, marks: Sequence[_Mark], homed: Sequence[Note]) -> Iterator[Stretch]:
    """Cut a paragraph wherever a mark begins or ends, and put together what stands under the same notes."""
    begin: dict[int, list[_Mark]] = {whole.start: [], whole.end: []}
    end: dict[int, list[_Mark]] = {}
    for mark in marks:
        span = _clip(mark.span, whole)
        begin.setdefault(span.start, [])
        begin.setdefault(span.end, [])
        end.setdefault(span.end, []).append(mark)
        if span.start < span.end:
            begin[span.start].append(mark)
    over: dict[_Mark, None] = {}
    pieces: list[Piece] = []
    notes: tuple[Note, ...] = ()
    cuts = sorted(begin)
    for at, upto in zip(cuts, [*cuts[1:], whole.end], strict=True):
        for mark in end.get(at, ()):
            over.pop(mark, None)
        over.update(dict.fromkeys(begin[at]))
        now = tuple(mark.note for mark in over if mark.note)
        ends = tuple(mark.note for mark in end.get(at, ()) if mark.note and mark.note in homed)
        if pieces and now != notes or ends:
            yield _stretch(pieces, notes, ends)
            pieces = []
        notes = now
        if at < upto:
            pieces.append(_piece(text[at:upto], over))
    if pieces:
        yield _stretch(pieces, notes, ())


def _piece(text: str, over: Iterable[_Mark]) -> Piece:
    roles = dict.fromkeys(mark.role for mark in over if mark.role)
    speakers = dict.fromkeys(mark.speaker for mark in over if mark.speaker is not None)
    return Piece(text, tuple(roles), tuple(speakers))


def _stretch(pieces: Sequence[Piece], notes: Sequence[Note], ends: tuple[Note, ...]) -> Stretch:
    severity = next((name for name in SEVERITIES for note in notes if note.severity == name and not note.passed), "")
    return Stretch(tuple(pieces), tuple(note.number for note in notes), severity, ends)


def _clip(span: Span, whole: Span) -> Span:
    start = min(max(span.start, whole.start), whole.end)
    return Span(start, max(start, min(span.end, whole.end)))


def _slug(zone: Zone) -> str:
    return zone.value.replace(" ", "-")


def _voices(report: Report) -> Iterator[Voice]:
    """Yield the speakers, the most heard first, and at the end what nobody is named for."""
    unnamed = sum(one.speaker is None for one in report.attributions)
    heard = sorted((one for one in report.speakers if one.statements), key=lambda one: (-one.statements, one.id))
    whole = sum(one.statements for one in heard) + unnamed
    for one in heard:
        yield Voice(one.id, one_line(one.name), one.kind.value, one.kind in NAMED, Share(one.statements, whole))
    if unnamed:
        yield Voice(None, "", "", False, Share(unnamed, whole))
