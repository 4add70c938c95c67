"""Rules on the copy itself: credits with nobody in them, words printed twice."""

from __future__ import annotations

from collections.abc import Iterator

from linter.attribution.story import words_in
from linter.checks.context import Context
from linter.checks.flags import Flag
from linter.document import Span, Zone
from linter.rulebook.model import Rule


def find_empty_credits(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag for each credit line that has a label and no name after it."""
    for block in context.document.blocks:
        words = context.text[block.start : block.end].rstrip()
        if block.zone is Zone.CREDIT and words.endswith(":"):
            yield _flag(context, rule, Span(block.start, block.start + len(words)))


def find_repeats(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag for each paragraph or caption of `limit` words or more that stood before."""
    seen: dict[str, Span] = {}
    for block in context.document.blocks:
        if block.zone in (
            Zone.CREDIT,
            Zone.EMBED,
            Zone.BOILERPLATE,
            Zone.TIMESTAMP,
            Zone.BYLINE,
            Zone.DATELINE,
        ):
            continue
        words = context.text[block.start : block.end]
        first = seen.setdefault(words, Span(block.start, block.end))
        if first.start != block.start and words_in(words) >= (rule.limit or 1):
            line, _ = context.document.line_column(context.document.to_file(first).start)
            yield _flag(context, rule, Span(block.start, block.end), line=str(line))


def _flag(context: Context, rule: Rule, span: Span, **words: str) -> Flag:
    return Flag(rule, span, context.document.sentence_at(span.start) or 0, words=words)
