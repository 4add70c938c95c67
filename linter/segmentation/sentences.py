"""Split blocks into sentences.

One pattern finds where a sentence may end: a full stop, question or exclamation mark or ellipsis, the closing
marks that belong to it, white space. What stands before and after decides. A block's end always ends one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from linter.document import Block, Sentence, Zone
from linter.segmentation.conventions import Conventions

#: Zones whose blocks are one unit each, however many full stops they hold.
WHOLE = frozenset({Zone.BYLINE, Zone.DATELINE, Zone.TIMESTAMP, Zone.CREDIT})

#: White space at the ends of blocks and sentences: Unicode's, and what hides in exported copy.
WHITE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000\x00\u200b\u2060\ufeff"
)

#: The longest run of characters before a full stop that is looked up as an abbreviation.
LONGEST_TOKEN = 24

_OPENING_QUOTES = frozenset(('"', "'", "“", "‘", "«", "``", "''"))
_CLOSING_QUOTES = frozenset("\"'”’»")


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """Compile, on first use: where a sentence may end, the token before it, dotted initials."""
    white = "[" + regex.escape(WHITE, special_only=False) + "]"
    end = regex.compile(
        # A run of marks is tried once, from its first; possessive throughout, so the scan is linear.
        r"(?<![.!?…])(?P<marks>[.!?…]++)"
        rf"(?P<closing>(?:[\"'”’»)\]}}*_]|[\xa0\u202f ]»|\[\d{{1,3}}\])*+)"
        rf"(?P<gap>{white}++)"
        # What opens the next sentence: brackets and marks, its first character, the rest of its first word.
        r"(?=(?P<opening>(?:[\"'“‘„«(\[{¿¡*_]|``)*+\s?+)(?P<first>\S)(?P<word>[\w'’]*+))"
    )
    token = regex.compile(rf"(?r)[\w.&’'!-]{{1,{LONGEST_TOKEN}}}")
    initials = regex.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
    return end, token, initials


def find_sentences(text: str, blocks: Sequence[Block], conventions: Conventions) -> Iterator[Sentence]:
    """Yield the sentences of `blocks` in order, each without the white space around it."""
    ends = _patterns()[0]
    for index, block in enumerate(blocks):
        start, stop = trim(text, block.start, block.end)
        if start >= stop:
            continue
        if block.zone not in WHOLE:
            for match in ends.finditer(text, start, stop):
                if _splits(text, start, match, conventions):
                    yield Sentence(start, match.start("gap"), block.zone, index)
                    start = match.end()
        yield Sentence(start, stop, block.zone, index)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space at its ends."""
    while start < end and text[start] in WHITE:
        start += 1
    while end > start and text[end - 1] in WHITE:
        end -= 1
    return start, end


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
    before = _patterns()[1].match(text, sentence, at)
    if before is None:
        # ". . ." spaced out, or a full stop after a bracket or a quotation mark.
        return text[at - 1 : at] in ")]}\"”’»'%" or _opens(word, conventions)
    token = before[0].rpartition("-")[2].lstrip(".'’!")
    return _ends_after_token(token, before.start() <= sentence, first, word, quoted, opening, conventions)


def _ends_after_cry(
    text: str, match: regex.Match[str], word: str, quoted: bool, conventions: Conventions
) -> bool:
    """Decide after "?" and "!": not where the speaker of the quotation follows, nor after "Yahoo!"."""
    if quoted:
        if _opens(word, conventions) and word not in conventions.never_end:
            return True
        return conventions.speech.match(text, match.end("gap")) is None
    if match["marks"] == "!":
        before = _patterns()[1].match(text, 0, match.start())
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
    if _patterns()[2].fullmatch(token):
        return quoted or (token != "I" and _opens(word, conventions))
    if token in conventions.may_end:
        return quoted or opening in _OPENING_QUOTES or _opens(word, conventions)
    return True


def _opens(word: str, conventions: Conventions) -> bool:
    return word.replace("’", "'") in conventions.starters
