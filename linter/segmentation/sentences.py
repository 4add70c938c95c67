"""Split blocks into sentences.

A sentence may end with a full stop, question or exclamation mark or ellipsis, the closing marks that belong
to it, and white space. What stands before and after decides. A block's end always ends one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from linter.document import Block, Sentence, Zone
from linter.segmentation.conventions import Conventions
from linter.segmentation.structure import AFTER_ENDING, ENDING, LONGEST_TOKEN, WHITE, places

#: Zones whose blocks are one unit each, however many full stops they hold.
WHOLE = frozenset({Zone.BYLINE, Zone.DATELINE, Zone.TIMESTAMP, Zone.CREDIT})

_OPENING_QUOTES = frozenset(('"', "'", "“", "‘", "«", "``", "''"))
_CLOSING_QUOTES = frozenset("\"'”’»")

#: Signs of which one right after a full stop, or before the next sentence, changes nothing.
_CLOSING = "\"'”’»)]}"
_OPENING = "\"'“‘«(["


def find_sentences(text: str, blocks: Sequence[Block], conventions: Conventions) -> Iterator[Sentence]:
    """Yield the sentences of `blocks` in order, each without the white space around it."""
    ends = conventions.structure.sentence_end
    marks = places(text, ENDING)
    for index, (start, stop, zone) in enumerate(blocks):
        start, stop = trim(text, start, stop)
        if start >= stop:
            continue
        if zone not in WHOLE:
            # White space and the next sentence must have room after it.
            for at in marks[bisect_left(marks, start) : bisect_left(marks, stop - 2)]:
                if text[at + 1] not in AFTER_ENDING:
                    continue
                end = _plain_end(text, start, at, stop, conventions)
                if end is not None:
                    if end:
                        yield Sentence(start, end, zone, index)
                        start = end + 1
                elif (match := ends.match(text, at, stop)) and _splits(text, start, match, conventions):
                    yield Sentence(start, match.start("gap"), zone, index)
                    start = match.end()
        yield Sentence(start, stop, zone, index)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space at its ends."""
    while start < end and text[start] in WHITE:
        start += 1
    while end > start and text[end - 1] in WHITE:
        end -= 1
    return start, end


def _plain_end(text: str, sentence: int, at: int, stop: int, conventions: Conventions) -> int | None:
    """Return where a sentence ends, 0 where it goes on, or None where that needs a closer look.

    Most end with a full stop, after a word of letters that is no abbreviation, before a space and a capital
    or a figure; one mark may close after it, and one open before the next.
    """
    end = at + 2 if text[at + 1] in _CLOSING else at + 1
    if text[at] != "." or end + 2 >= stop or text[end] != " ":
        return None
    following = end + 2 if text[end + 1] in _OPENING else end + 1
    first = text[following]
    if first.islower():
        return 0 if following + 1 < stop and not text[following + 1].isupper() else None
    space = text.rfind(" ", sentence, at)
    token = text[space + 1 : at]
    if space < 0 or not first.isalnum() or not 1 < len(token) <= LONGEST_TOKEN or not token.isalpha():
        return None
    if token in conventions.abbreviations:
        return 0 if token in conventions.never_end else None
    return end


def _splits(text: str, sentence: int, match: regex.Match[str], conventions: Conventions) -> bool:
    """Tell whether a sentence that began at `sentence` ends at this candidate."""
    marks, closing, _, opening, first, rest = match.groups()
    word = first + rest
    if first.islower():
        # "iPhone" opens a sentence, "she" does not.
        return rest[:1].isupper() and not rest.isupper() and marks[-1] != "…"
    if not (first.isalnum() or first in "$£€₹#@"):
        return False
    quoted = not _CLOSING_QUOTES.isdisjoint(closing)
    if "?" in marks or "!" in marks:
        return _ends_after_cry(text, match, word, quoted, conventions)
    at = match.start()
    if marks != ".":
        return _opens(word, conventions) or bool(opening) or (len(marks) == 4 and first.isupper())
    before = conventions.structure.token.match(text, sentence, at)
    if before is None:
        # ". . ." spaced out, or a full stop after a bracket or a quotation mark.
        return text[at - 1 : at] in ")]}\"”’»'%" or _opens(word, conventions)
    token = before[0].rpartition("-")[2].lstrip(".'’!")
    return _ends_after_token(token, before.start() <= sentence, first, word, quoted, opening, conventions)


def _ends_after_cry(text: str, match: regex.Match[str], word: str, quoted: bool, conventions: Conventions) -> bool:
    """Decide after "?" and "!": not where the speaker of the quotation follows, nor after "Yahoo!"."""
    if quoted:
        if _opens(word, conventions) and word not in conventions.never_end:
            return True
        return conventions.speech.match(text, match.end("gap")) is None
    if match["marks"] == "!":
        before = conventions.structure.token.match(text, 0, match.start())
        if before is not None and before[0] + "!" in conventions.never_end:
            return False
    return True


def _ends_after_token(
    token: str, at_start: bool, first: str, word: str, quoted: bool, opening: str, conventions: Conventions
) -> bool:
    """Decide after a full stop by the word before it and the word that follows."""
    if token in conventions.never_end:
        return False
    if first.isdigit():
        if token in conventions.before_number or token in conventions.months or token in conventions.may_end:
            return False
        return not (at_start and token.isdigit())
    if token.isdigit():
        # "3. Ted Cruz" at the start of a block is a numbered line.
        return not (at_start and len(token) <= 3)
    if (len(token) == 1 or "." in token) and conventions.structure.initials.fullmatch(token):
        return quoted or (token != "I" and _opens(word, conventions))
    if token in conventions.may_end:
        return quoted or opening in _OPENING_QUOTES or _opens(word, conventions)
    return True


def _opens(word: str, conventions: Conventions) -> bool:
    return word.replace("’", "'") in conventions.starters
