"""What a finding is known by when the story around it changes: its rule, its sentence, and which of these it is.

The baseline and the formats whose readers follow a finding from one version of a draft to the next go by this.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from linter.document import Document
from linter.findings import Finding

# What editing programs swap for one another without a word being changed.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)


class Key(NamedTuple):
    """A rule, the normalised sentence it spoke of, and how many of the same stand before it in the story."""

    code: str
    sentence: str
    number: int

    def fingerprint(self, path: str = "") -> str:
        """Return the key as 32 hexadecimal digits, those of one draft where its `path` is given."""
        from hashlib import sha256

        return sha256("\0".join((path, *map(str, self))).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def keys(document: Document, findings: Iterable[Finding]) -> Iterator[Key]:
    """Yield the key of each finding; they are counted in the order given."""
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        known = finding.code, normalise(_sentence(document, finding))
        yield Key(*known, seen[known])
        seen[known] += 1


def normalise(text: str) -> str:
    """Return `text` without what changes when nobody has touched a word.

    White space is one space, quotation marks and dashes are straight, letters are lower case and in Unicode's
    compatibility form, and characters that nobody sees are left out.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_ALIKE)).casefold()
    seen = "".join(letter for letter in folded if unicodedata.category(letter) != "Cf")
    return " ".join(seen.split())


def _sentence(document: Document, finding: Finding) -> str:
    """Return the sentence that a finding begins in.

    Between sentences, in comments, and where a finding is about the whole story, return its own words.
    """
    if finding.file:
        return document.file_text[finding.file.start : finding.file.end]
    index = None if finding.story else document.sentence_at(finding.start)
    start, end = finding.span if index is None else document.sentences[index].span
    return document.text[start:end]
