"""The patterns of division that hold no words: ends of sentences, marks, list items.

They are compiled with the conventions and travel with them, so that a cached rulebook spares a start eight
milliseconds.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

#: White space at the ends of blocks and sentences: Unicode's, and what hides in exported copy.
WHITE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000\x00\u200b\u2060\ufeff"
)

#: Signs with which sentences end, and what may stand right after one that does: more of them, white space,
#: marks that close.
ENDING = ".!?…"
AFTER_ENDING = frozenset(ENDING) | frozenset("\"'”’»)]}*_[") | frozenset(WHITE)

#: The longest run of characters before a full stop that is looked up as an abbreviation.
LONGEST_TOKEN = 24


def places(text: str, signs: str) -> list[int]:
    """Return the offsets of all of `signs` in the text, in order; much faster than a pattern for the set."""
    found = []
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            found.append(at)
            at = text.find(sign, at + 1)
    found.sort()
    return found


class Structure(NamedTuple):
    """Compiled patterns: see `compile_structure`."""

    sentence_end: regex.Pattern[str]
    token: regex.Pattern[str]
    initials: regex.Pattern[str]
    list_mark: regex.Pattern[str]
    ends: regex.Pattern[str]
    full_stop: regex.Pattern[str]


def compile_structure() -> Structure:
    """Compile the patterns; all of them are possessive or bounded, so a scan is linear."""
    white = "[" + regex.escape(WHITE, special_only=False) + "]"
    return Structure(
        # Where a sentence may end, tried at each of `ENDING`. A run of marks is tried once, from its first.
        sentence_end=regex.compile(
            r"(?<![.!?…])(?P<marks>[.!?…]++)"
            rf"(?P<closing>(?:[\"'”’»)\]}}*_]|[\xa0\u202f ]»|\[\d{{1,3}}\])*+)"
            rf"(?P<gap>{white}++)"
            # What opens the next: brackets and marks, its first character, the rest of its first word.
            r"(?=(?P<opening>(?:[\"'“‘„«(\[{¿¡*_]|``)*+\s?+)(?P<first>\S)(?P<word>[\w'’]*+))"
        ),
        # The word before a full stop, read backwards from it.
        token=regex.compile(rf"(?r)[\w.&’'!-]{{1,{LONGEST_TOKEN}}}"),
        initials=regex.compile(r"(?:[A-Za-z]\.)*[A-Za-z]"),
        list_mark=regex.compile(r"(?:[-*+•·▪◦‣●○]\s+|\(?\d{1,2}[.)]\s+|\(?[a-zA-Z]\)\s+)\S"),
        # How a block ends that is a sentence, and one that is no headline.
        ends=regex.compile(r"[.!?…:;,][\"'”’»)\]]*\Z"),
        full_stop=regex.compile(r"[.:;,…][\"'”’»)\]]*\Z"),
    )
