"""Tell which lines of plain text belong together.

Blank lines set paragraphs apart. Within a paragraph, lines are either paragraphs of their own, as in exports
("Headline", "Published: …", body), or one paragraph that was wrapped at a fixed width, as in e-mail. A file
is taken as wrapped where lines break off in the middle of a sentence and go on in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from linter.document import Span
from linter.segmentation.structure import WHITE

#: Widths, in characters, between which text is wrapped by hand or by a mail program.
NARROWEST, WIDEST = 30, 130

_LINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SENTENCE_END = (".", "!", "?", ":", ".”", '."', ".’", ".'", "?”", '?"', "!”", '!"', "…")


def paragraphs(text: str, stands_alone: Callable[[str], bool]) -> list[Span]:
    """Return the paragraphs of plain text, in order and trimmed.

    `stands_alone` tells of a line that is never part of wrapped text, such as a byline or a list item.
    """
    groups = _groups(text)
    width = _wrap_width(text, groups)
    spans = []
    for group in groups:
        start = group[0].start
        for line, following in pairwise(group):
            if width is None or not _goes_on(text, line, following, width, stands_alone):
                spans.append(Span(start, line.end))
                start = following.start
        spans.append(Span(start, group[-1].end))
    return spans


def _groups(text: str) -> list[list[Span]]:
    """Return the lines that hold anything, trimmed, in groups that blank lines set apart."""
    groups: list[list[Span]] = []
    group: list[Span] = []
    at = 0
    for end, following in [match.span() for match in _LINE.finditer(text)] + [(len(text), len(text))]:
        line = text[at:end]
        if stripped := line.strip(WHITE):
            start = at + len(line) - len(line.lstrip(WHITE))
            group.append(Span(start, start + len(stripped)))
        elif group:
            groups.append(group)
            group = []
        at = following
    if group:
        groups.append(group)
    return groups


def _wrap_width(text: str, groups: list[list[Span]]) -> int | None:
    """Return the length at which lines break in mid-sentence, or None where the text is not wrapped."""
    broken = whole = 0
    lengths = []
    for group in groups:
        for line, following in pairwise(group):
            length = line.end - line.start
            if not text[following.start].islower() or text.endswith(_SENTENCE_END, line.start, line.end):
                continue
            if NARROWEST <= length <= WIDEST:
                broken += 1
                lengths.append(length)
        whole += sum(line.end - line.start > WIDEST for line in group)
    return sorted(lengths)[len(lengths) // 2] if broken and broken >= whole else None


def _goes_on(text: str, line: Span, following: Span, width: int, stands_alone: Callable[[str], bool]) -> bool:
    """Tell whether `following` continues the paragraph that `line` is part of."""
    length = line.end - line.start
    if length > WIDEST or following.end - following.start > WIDEST:
        return False
    ends = text.endswith(_SENTENCE_END, line.start, line.end)
    if text[following.start].islower() and not ends:
        return True
    if stands_alone(text[following.start : following.end]) or stands_alone(text[line.start : line.end]):
        return False
    if _indent(text, following) > _indent(text, line):
        return False
    word = text[following.start : following.end].split(maxsplit=1)[0]
    # The first word of the next line had no room on this one.
    return length + 1 + len(word) > width


def _indent(text: str, line: Span) -> int:
    at = line.start
    while at > 0 and text[at - 1] in " \t\xa0\u3000":
        at -= 1
    return line.start - at
