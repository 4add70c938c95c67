"""Read plain text: what is read is the file itself, without the comments that speak to saysso."""

from __future__ import annotations

from linter.document import Document
from linter.readers.layout import paragraphs
from linter.readers.passages import Source, finished
from linter.segmentation import Conventions
from linter.segmentation.zones import Draft, stands_alone


def read_plain(text: str, path: str, encoding: str, conventions: Conventions) -> Document:
    """Return the document of a decoded plain-text file."""

    def read(copy: str) -> Document:
        drafts = [Draft(*span) for span in paragraphs(copy, lambda line: stands_alone(line, conventions))]
        return finished(Source(path, copy, encoding, "text"), copy, drafts, conventions)

    if "<!--" not in text:
        return read(text)
    # Imported here: little copy has comments in it.
    from linter.readers.comments import addressed, read_around

    return read_around(text, list(addressed(text)), read)
