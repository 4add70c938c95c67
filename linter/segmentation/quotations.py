"""Find quotations, block by block: double and single, curly and straight, guillemets, nested, running on.

Each mark is first read by its neighbours as one that may open, may close, or both; a stack then pairs them.
Double marks outrank single ones, since a single one may be an apostrophe: a single mark that finds no partner
is dropped, a double one that finds none makes a quotation up to the next opening mark or the block's end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from linter.document import PROSE, Block, Quotation, Span
from linter.segmentation.conventions import Conventions
from linter.segmentation.sentences import trim
from linter.segmentation.structure import WHITE, places

_DOUBLE, _SINGLE, _GUILLEMET = "double", "single", "guillemet"

#: Every sign that is a mark, or half of one.
_SINGLES = "‘’'"
_SIGNS = _SINGLES + '“”„‟"«»`'

#: What may stand right before a mark that opens, besides white space, and right after one that closes.
_BEFORE_OPENING = frozenset("([{—–―-/\"'“‘„«:>*_¿¡…") | frozenset(WHITE)
_AFTER_CLOSING = frozenset(".,;:!?)]}—–―-/\"'”’»…*_<") | frozenset(WHITE)


#: How many marks are looked at to decide on a doubtful one.
_LOOK_AHEAD = 12

#: The most paragraphs of a quotation that may stand without a mark of their own, before the one that closes it.
_BARE = 8


class _Mark(NamedTuple):
    """A mark: where, how long, its family, and whether it may open and close. `weak`: maybe an apostrophe."""

    at: int
    length: int
    family: str
    opens: bool
    closes: bool
    weak: bool = False


class _Found(NamedTuple):
    """A quotation of one block before its depth is known."""

    start: int
    end: int
    inner: Span
    closed: bool
    family: str


def find_quotations(text: str, blocks: Sequence[Block], conventions: Conventions) -> Iterator[Quotation]:
    """Yield the quotations of `blocks` in order of start; none crosses a block."""
    running: str | None = None
    #: The paragraphs without a mark since the one whose quotation runs on.
    bare: list[int] = []
    signs = places(text, _SIGNS)
    for index, (start, end, zone) in enumerate(blocks):
        near = signs[bisect_left(signs, start) : bisect_left(signs, end)]
        start, end = trim(text, start, end)
        marks = _marks(text, near, start, end, conventions) if near else []
        if not marks:
            if zone in PROSE:
                bare.append(index)
            continue
        if running and zone in PROSE and len(bare) <= _BARE and _closes_first(marks, running):
            for between in bare:
                first, last = trim(text, blocks[between].start, blocks[between].end)
                yield Quotation(first, last, Span(first, last), between, closed=False, continues=True)
            marks.insert(0, _Mark(start, 0, running, True, False))
        elif bare:
            running = None  # by a credit with marks too: what is found is told in order
        found = _pair(text, end, marks, _goes_on_after(text, blocks, index, start, marks))
        found = [quotation for quotation in found if not _is_blank(text, quotation.inner)]
        continues = bool(found) and found[0].start == start and found[0].family == running
        ends: list[int] = []
        for first, last, inner, closed, _ in found:
            while ends and ends[-1] <= first:
                ends.pop()
            yield Quotation(first, last, inner, index, closed, continues, len(ends))
            continues = False
            ends.append(last)
        if zone in PROSE:
            # Furniture between two paragraphs of a speech does not end it.
            open_to_end = [family for _, last, _, closed, family in found if not closed and last == end]
            running = open_to_end[0] if open_to_end else None
            bare = []


def _closes_first(marks: Sequence[_Mark], family: str) -> bool:
    """Tell whether the first mark of a family in a block can but close: what it closes began in an earlier block.

    So copy is marked whose writer set one pair of marks around a statement of several paragraphs. A single mark
    may be an apostrophe, and tells nothing.
    """
    first = next((mark for mark in marks if mark.family == family), None)
    return first is not None and family != _SINGLE and first.closes and not first.opens and not first.weak


def _goes_on_after(text: str, blocks: Sequence[Block], index: int, start: int, marks: Sequence[_Mark]) -> bool:
    """Tell whether a block starts with a single mark and the next paragraph with the same one.

    Only then may a single mark that is never closed be a quotation: the typographic rule for speeches of
    several paragraphs, in British style.
    """
    if not marks or marks[0].at != start or marks[0].family != _SINGLE:
        return False
    following = next((block for block in blocks[index + 1 : index + 9] if block.zone in PROSE), None)
    return following is not None and text[trim(text, following.start, following.end)[0]] == text[start]


def _is_blank(text: str, inner: Span) -> bool:
    return inner.end - inner.start < 4 and not text[inner.start : inner.end].strip(WHITE)


def _marks(text: str, signs: Sequence[int], start: int, end: int, conventions: Conventions) -> list[_Mark]:
    """Return the marks of a block, whose signs stand at `signs`, as their neighbours read them."""
    marks = []
    read_to = start
    for at in signs:
        if at < read_to:
            continue
        sign = text[at]
        before = text[at - 1] if at > start else " "
        following = text[at + 1] if at + 1 < end else " "
        mark: _Mark | None
        inner_first = before not in WHITE and text.startswith("'''", at) and at + 3 <= end  # ''he said, 'No,'''
        if sign == following and sign in "`'" and not inner_first:
            read_to = at + 2
            following = text[at + 2] if at + 2 < end else " "
            mark = _Mark(at, 2, *_double(sign * 2, before, following))
        elif sign not in _SINGLES:
            mark = _Mark(at, 1, *_double(sign, before, following)) if sign != "`" else None
        elif before.isalnum() and following.isalnum():
            continue  # An apostrophe inside a word.
        else:
            mark = _single(text, at, before, following, end, conventions)
        if mark is not None:
            marks.append(mark)
    return marks


@lru_cache(maxsize=4096)
def _double(sign: str, before: str, following: str) -> tuple[str, bool, bool, bool]:
    """Read one double mark or guillemet by the characters around it: all of a `_Mark` but its place."""
    opening_place = before in _BEFORE_OPENING and following not in WHITE
    closing_place = before not in WHITE and (following in _AFTER_CLOSING or not opening_place)
    if sign in "«»":
        return _GUILLEMET, sign == "«", sign == "»", False
    if sign in "“„‟":
        # German copy closes with the mark that English opens with, and so do slips of the keyboard.
        closes = sign == "“" and not opening_place and (closing_place or following in WHITE)
        return _DOUBLE, True, closes, closes
    if sign == "”":
        return _DOUBLE, opening_place and before in WHITE, True, False
    if sign == "``":
        return _DOUBLE, True, False, False
    adrift = before in WHITE and following in WHITE
    # A missing space before it, as in: He said,"Go."
    run_in = before in ",.!?;" and following not in _AFTER_CLOSING
    # After a figure it may stand for inches.
    weak = adrift or before.isdigit()
    return _DOUBLE, opening_place or adrift or run_in, closing_place or adrift, weak


def _single(text: str, at: int, before: str, following: str, end: int, conventions: Conventions) -> _Mark | None:
    """Read one single mark that is not inside a word; None where it is an apostrophe."""
    sign = text[at]
    opens_word = following.isalnum() or following in '"“«[($£€…'
    if before in _BEFORE_OPENING and opens_word and sign != "’":
        elision = conventions.elision.match(text, at + 1, end) is not None
        return _Mark(at, 1, _SINGLE, True, False, elision)
    if sign == "‘" or before in WHITE or following.isalnum():
        return None
    # "the brothers' car": before a small letter it may be an apostrophe.
    goes_on = following in WHITE and at + 2 < end and text[at + 2].islower()
    weak = before.isdigit() or (
        goes_on and (before in "sSzZxX" or conventions.trailing_elision.search(text, max(0, at - 12), at) is not None)
    )
    return _Mark(at, 1, _SINGLE, False, True, weak)


def _pair(text: str, end: int, marks: Sequence[_Mark], single_goes_on: bool) -> list[_Found]:
    """Pair the marks of a block that ends at `end`; return its quotations in order of start."""
    stack: list[_Mark] = []
    waiting = {_DOUBLE: 0, _SINGLE: 0, _GUILLEMET: 0}
    found: list[_Found] = []
    for index, mark in enumerate(marks):
        if mark.closes and waiting[mark.family]:
            if mark.weak and not mark.opens and _closer_follows(marks, index):
                continue
            if mark.family != _SINGLE or (stack[-1].family == _SINGLE and not (stack[-1].weak and mark.weak)):
                found.append(_close(mark, stack, waiting))
            continue
        if mark.opens and not (mark.weak and mark.closes and not _closer_follows(marks, index)):
            doubtful = mark.family == _SINGLE and bool(stack) and stack[-1].family == _SINGLE
            if doubtful and (len(stack) > 1 or not single_goes_on):
                # That one was an apostrophe, unless the whole block is a speech that goes on.
                waiting[stack.pop().family] -= 1
            stack.append(mark)
            waiting[mark.family] += 1
    kept = [mark for position, mark in enumerate(stack) if mark.family != _SINGLE or (single_goes_on and position == 0)]
    return _with_unclosed(text, end, kept, found)


def _close(mark: _Mark, stack: list[_Mark], waiting: dict[str, int]) -> _Found:
    """Close the last quotation of the mark's family; what opened inside it and never closed is dropped."""
    while True:
        opening = stack.pop()
        waiting[opening.family] -= 1
        if opening.family == mark.family:
            inner = Span(opening.at + opening.length, mark.at)
            return _Found(opening.at, mark.at + mark.length, inner, True, mark.family)


def _closer_follows(marks: Sequence[_Mark], index: int) -> bool:
    """Tell whether a closing mark of the same family comes before the next opening one.

    Then a doubtful mark is an apostrophe or stands for inches. Of single marks only a certain one counts, and
    none past the end of a double quotation around them.
    """
    mark = marks[index]
    inside = 0
    for later in marks[index + 1 : index + 1 + _LOOK_AHEAD]:
        if later.family == mark.family:
            if later.closes and later.weak and mark.family == _SINGLE:
                continue
            return later.closes and not (later.opens and not mark.opens)
        if mark.family == _SINGLE:
            inside += 1 if later.opens else -1
            if inside < 0:
                return False
    return False


def _with_unclosed(text: str, end: int, openings: list[_Mark], found: list[_Found]) -> list[_Found]:
    """Add the quotations that were never closed.

    Each ends at the block's end, or before the next that starts on its level: a double one, or a single one
    that holds a double one.
    """
    found.sort(key=lambda quotation: (quotation.start, -quotation.end))
    if not openings:
        return found
    limits = [opening.at for opening in openings]
    outer: list[_Found] = []
    for quotation in found:
        while outer and outer[-1].end <= quotation.start:
            outer.pop()
        if quotation.family != _SINGLE:
            limits.append(quotation.start)
            limits.extend(single.start for single in outer[-2:])
        outer.append(quotation)
    limits.sort()
    for opening in openings:
        start = opening.at + opening.length
        after = bisect_right(limits, opening.at)
        if opening.family == _SINGLE or after == len(limits):
            stop = end
        else:
            stop = trim(text, start, max(start, limits[after]))[1]
        found.append(_Found(opening.at, stop, Span(start, stop), False, opening.family))
    return sorted(found, key=lambda quotation: (quotation.start, -quotation.end))
