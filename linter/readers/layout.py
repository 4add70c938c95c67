"""Tell which lines of plain text belong together.

Blank lines set paragraphs apart. Within a paragraph, lines are either paragraphs of their own, as in exports
("Headline", "Published: …", body), or one paragraph that was wrapped at a fixed width, as in e-mail. A file
is taken as wrapped where lines break off in the middle of a sentence and go on in small letters.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from linter.document import Span
from linter.segmentation.structure import WHITE

#: Widths, in characters, between which text is wrapped by hand or by a mail program.
NARROWEST, WIDEST = 30, 130

#: What ends a line besides a line feed; each is made one, and a pair of them a white space and a line feed.
_LINE_ENDS = ("\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
_SENTENCE_END = (".", "!", "?", ":", ".”", '."', ".’", ".'", "?”", '?"', "!”", '!"', "…")


#: Where a line stands in the text: its first character that is no white space, and the end of the last.
_Line = tuple[int, int]


def paragraphs(text: str, stands_alone: Callable[[str], bool]) -> list[Span]:
    """Return the paragraphs of plain text, in order and trimmed.

    `stands_alone` tells of a line that is never part of wrapped text, such as a byline or a list item.
    """
    groups = _groups(text)
    width = _wrap_width(text, groups)
    if width is None:
        return [Span(*line) for group in groups for line in group]
    spans = []
    for group in groups:
        start = group[0][0]
        for line, following in pairwise(group):
            if not _goes_on(text, line, following, width, stands_alone):
                spans.append(Span(start, line[1]))
                start = following[0]
        spans.append(Span(start, group[-1][1]))
    return spans


def _groups(text: str) -> list[list[_Line]]:
    """Return the lines that hold anything, trimmed, in groups that blank lines set apart."""
    flat = text.replace("\r\n", " \n")  # No offset changes.
    for sign in _LINE_ENDS:
        flat = flat.replace(sign, "\n")
    groups: list[list[_Line]] = []
    group: list[_Line] = []
    at = 0
    for line in flat.split("\n"):
        if stripped := line.strip(WHITE):
            start = at if stripped == line else at + line.index(stripped[0])
            group.append((start, start + len(stripped)))
        elif group:
            groups.append(group)
            group = []
        at += len(line) + 1
    if group:
        groups.append(group)
    return groups


def _wrap_width(text: str, groups: list[list[_Line]]) -> int | None:
    """Return the length at which lines break in mid-sentence, or None where the text is not wrapped."""
    lengths = [
        end - start
        for group in groups
        for (start, end), (following, _) in pairwise(group)
        if NARROWEST <= end - start <= WIDEST
        and text[following].islower()
        and not text.endswith(_SENTENCE_END, start, end)
    ]
    if not lengths:
        return None
    whole = sum(end - start > WIDEST for group in groups for start, end in group)
    return sorted(lengths)[len(lengths) // 2] if len(lengths) >= whole else None


def _goes_on(text: str, line: _Line, following: _Line, width: int, stands_alone: Callable[[str], bool]) -> bool:
    """Tell whether `following` continues the paragraph that `line` is part of."""
    length = line[1] - line[0]
    if length > WIDEST or following[1] - following[0] > WIDEST:
        return False
    if text[following[0]].islower() and not text.endswith(_SENTENCE_END, *line):
        return True
    words = text[slice(*following)]
    if stands_alone(words) or stands_alone(text[slice(*line)]):
        return False
    if _indent(text, following[0]) > _indent(text, line[0]):
        return False
    # The first word of the next line had no room on this one.
    return length + 1 + len(words.split(maxsplit=1)[0]) > width


def _indent(text: str, start: int) -> int:
    at = start
    while at > 0 and text[at - 1] in " \t\xa0\u3000":
        at -= 1
    return start - at
