"""Read plain text: what is read is the file itself, without the comments that speak to saysso."""

from __future__ import annotations

from linter.document import Document
from linter.readers.comments import addressed, read_around
from linter.readers.layout import paragraphs
from linter.segmentation import Conventions, segment
from linter.segmentation.zones import Draft, stands_alone, zoned


def read_plain(text: str, path: str, encoding: str, conventions: Conventions) -> Document:
    """Return the document of a decoded plain-text file."""

    def read(copy: str) -> Document:
        drafts = [Draft(*span) for span in paragraphs(copy, lambda line: stands_alone(line, conventions))]
        blocks = tuple(zoned(copy, drafts, conventions))
        sentences, quotations = segment(copy, blocks, conventions)
        return Document(path, copy, copy, blocks, sentences, quotations, encoding, "text")

    return read_around(text, list(addressed(text)), read)
