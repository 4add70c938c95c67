"""Read plain text: what is read is the file itself, without the comments that speak to saysso."""

from __future__ import annotations

from dataclasses import replace

from linter.document import Document
from linter.readers.layout import paragraphs
from linter.readers.passages import Source, finished
from linter.segmentation import Conventions
from linter.segmentation.zones import Draft, stands_alone


def read_plain(text: str, path: str, encoding: str, conventions: Conventions) -> Document:
    """Return the document of a decoded plain-text file."""

    def read(copy: str) -> Document:
        spans = paragraphs(copy, lambda line: stands_alone(line, conventions))
        source = Source(path, copy, encoding, "text")
        if "</" not in copy:
            return finished(source, copy, [Draft(*span) for span in spans], conventions)
        # Imported here: little copy has markup in it.
        from linter.readers.posts import find_posts, set_apart

        posts = list(find_posts(copy, conventions))
        document = finished(source, copy, list(set_apart(spans, posts)), conventions)
        return replace(document, embeds=tuple(post for _, post in posts))

    if "<!--" not in text:
        return read(text)
    # Imported here: little copy has comments in it.
    from linter.readers.comments import addressed, read_around

    return read_around(text, list(addressed(text)), read)
