"""Small words of the reports: numbers with their nouns, and text made safe to print on one line."""

from __future__ import annotations

import re

# Control characters, marks that turn the writing direction, and halves of surrogate pairs: in a terminal they
# would move the cursor, reorder what stands beside them, or stop the printing.
_UNSAFE = "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_BREAKS = "[\t\n\x0b\x0c\r\x85\u2028\u2029]+"


def many(count: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 error", "3 errors"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def visible(text: str) -> str:
    """Return `text` with each character that would disturb a terminal shown as U+FFFD; tabs stay."""
    return text if text.isprintable() else re.sub(_UNSAFE, "\ufffd", text)


def one_line(text: str) -> str:
    """Return `text` safe to print, with its line breaks and tabs made spaces."""
    return text if text.isprintable() else visible(re.sub(_BREAKS, " ", text))
