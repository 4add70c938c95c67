"""Words made safe to stand in Markdown that a forge shows: they format nothing, link nowhere and call nobody."""

from __future__ import annotations

import re

_ORDERS = re.compile(r"[\\`*_\[\]<>|~$&#]")
# What makes a link by itself: https://, www.
_LINKS = re.compile(r"(?<=[a-z])(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
# What makes a list or a heading at the start of a line.
_BLOCK = re.compile(r"^(?=[-+=])|^(?<![0-9])([0-9]{1,9})(?=[.)])")
# Forges read @name, #12 and !12 as names and references in the text that they show, where a backslash is gone;
# they do not with a space of no width inside.
_CALLS = re.compile(r"([@!]|\\#)(?=\w)")


def escape(text: str) -> str:
    """Return one line of text that Markdown shows as it is, in a paragraph, a list item or a cell of a table."""
    text = _ORDERS.sub(r"\\\g<0>", text)
    text = _LINKS.sub(r"\\", text)
    text = _BLOCK.sub(r"\g<1>\\", text)
    return _CALLS.sub("\\1\u200b", text)
