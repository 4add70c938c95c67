"""XML that any reader takes: plain ASCII, no character that XML forbids."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

#: What opens a document.
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

# Everything that is no Char of XML 1.0 (section 2.2).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, content: str = "", /, **attributes: object) -> Element:
    """Return an element; characters that XML cannot hold are U+FFFD in it."""
    made = Element(tag, {name: _FORBIDDEN.sub("\ufffd", str(value)) for name, value in attributes.items()})
    made.text = _FORBIDDEN.sub("\ufffd", content) or None
    return made


def printed(one: Element) -> str:
    """Return an element on lines of its own, every character beyond ASCII as a reference."""
    text: bytes = tostring(one, "us-ascii")
    return text.decode("ascii") + "\n"
