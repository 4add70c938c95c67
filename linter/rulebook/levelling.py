"""Text as words are sought in it: in lower case, with one kind of apostrophe."""

from __future__ import annotations


def normalise(text: str) -> str:
    """Lower the text and level its apostrophes, keeping its length: the form that literals are sought in."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals, such as İ, grow when lowered
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered.replace("’", "'")
