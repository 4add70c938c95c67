"""Read plain text: what is read is the file itself."""

from __future__ import annotations

from linter.document import Document
from linter.readers.layout import paragraphs
from linter.segmentation import Conventions, segment
from linter.segmentation.zones import Draft, stands_alone, zoned


def read_plain(text: str, path: str, encoding: str, conventions: Conventions) -> Document:
    """Return the document of a decoded plain-text file."""
    drafts = [Draft(*span) for span in paragraphs(text, lambda line: stands_alone(line, conventions))]
    blocks = tuple(zoned(text, drafts, conventions))
    sentences, quotations = segment(text, blocks, conventions)
    return Document(path, text, text, blocks, sentences, quotations, encoding, "text")
