"""Divide a story: blocks and their zones, sentences, quotations."""

from __future__ import annotations

from collections.abc import Sequence

from linter.document import Block, Quotation, Sentence
from linter.segmentation.conventions import Conventions, default_conventions
from linter.segmentation.quotations import find_quotations
from linter.segmentation.sentences import find_sentences

__all__ = ["Conventions", "default_conventions", "segment"]


def segment(
    text: str, blocks: Sequence[Block], conventions: Conventions | None = None
) -> tuple[tuple[Sentence, ...], tuple[Quotation, ...]]:
    """Return the sentences and the quotations of `blocks`, each in order of start.

    `blocks` must be in order and apart; neither a sentence nor a quotation leaves its block.
    """
    conventions = conventions or default_conventions()
    return (
        tuple(find_sentences(text, blocks, conventions)),
        tuple(find_quotations(text, blocks, conventions)),
    )
