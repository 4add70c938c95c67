"""Cut the part of a line around a finding and underline its words, whatever the script."""

from __future__ import annotations

import re
from typing import NamedTuple

from linter.report.words import visible

#: Columns a tab is counted as when room is measured: at most what a terminal gives it.
TAB = 8
CUT = "…"
# How far, in characters, a cut is moved to fall between two words.
_REACH = 16
# Characters of one column each: Latin letters, the punctuation of newspapers, signs of currencies. There are
# more, but a line of nothing else needs no look at each.
_NARROW = "[ -\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\ufffd]*+"


class Excerpt(NamedTuple):
    """A line to show, and the line below it: `pad` up to the words, `marks` under them."""

    line: str
    pad: str
    marks: str


def excerpt(line: str, start: int, end: int, width: int) -> Excerpt:
    """Return `line` (with no line end) cut to `width` columns around the words at `start` to `end`.

    An empty finding gets one mark. Where the words do not fit, their beginning is shown.
    """
    start = min(start, len(line))
    # A paragraph can be a megabyte long: only its part in reach is measured.
    low, high = max(0, start - 4 * width), min(len(line), start + 5 * width)
    near = visible(line[low:high])
    begin, stop = start - low, max(min(end, high) - low, start - low)
    left, right = 0, len(near)
    if low or high < len(line) or columns(near) > width:
        left, right = _window(near, begin, stop, width, at_start=not low, at_end=high == len(line))
    before, words = near[left:begin], near[begin : min(stop, right)]
    head = CUT if low or left else ""
    tail = CUT if right < len(near) or high < len(line) else ""
    if _is_narrow(before) and _is_narrow(words):
        pad, marks = " " * (len(head) + len(before)), "^" * len(words)
    else:
        pad = " " * len(head) + "".join(_blank(character) for character in before)
        marks = "".join("\t" if character == "\t" else "^" * columns(character) for character in words)
    return Excerpt(head + near[left:right] + tail, pad, marks or "^")


def columns(text: str) -> int:
    """Return how many terminal columns `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text) + text.count("\t") * (TAB - 1)
    return len(text) if re.fullmatch(_NARROW, text) else sum(map(_column, text))


def _is_narrow(text: str) -> bool:
    """Tell, of most text at least, whether each character takes one column."""
    return "\t" not in text if text.isascii() else re.fullmatch(_NARROW, text) is not None


def _column(character: str) -> int:
    if character < "\u0300":
        return TAB if character == "\t" else 1
    # Imported here: most copy is written in characters that need no table.
    import unicodedata

    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _blank(character: str) -> str:
    return "\t" if character == "\t" else " " * columns(character)


def _window(line: str, begin: int, stop: int, width: int, at_start: bool, at_end: bool) -> tuple[int, int]:
    """Return the slice of `line` to show, with room for a cut mark at each end that is cut."""
    room = width - 2 * len(CUT)
    words = columns(line[begin:stop])
    if words >= room:
        left, right = begin, _walk(line, begin, room, 1)
    else:
        spare = room - words
        after = columns(line[stop:])
        right = _walk(line, stop, max(spare - spare // 2, spare - columns(line[:begin])), 1)
        left = _walk(line, begin, spare - min(after, columns(line[stop:right])), -1)
    if left or not at_start:
        space = line.find(" ", left, min(begin, left + _REACH))
        left = space + 1 if space >= 0 else left
        while left < begin and not columns(line[left]):
            left += 1
    if right < len(line) or not at_end:
        space = line.rfind(" ", max(stop, right - _REACH), right)
        right = space if space > stop else right
    return left, right


def _walk(line: str, index: int, room: int, step: int) -> int:
    """Return the index reached from `index` by going over at most `room` columns."""
    # One character more: a combining one would still belong to the last.
    most = max(0, room + 1)
    reach = line[index : index + most] if step > 0 else line[max(0, index - most) : index]
    if _is_narrow(reach):
        return index + step * min(max(0, room), len(reach))
    while 0 <= (at := index if step > 0 else index - 1) < len(line):
        room -= columns(line[at])
        if room < 0:
            break
        index += step
    return index
