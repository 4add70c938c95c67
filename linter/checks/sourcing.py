"""Rules on sources: who is behind the words, and whether they can be asked."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checks.claims import find_patterns
from linter.checks.context import Context
from linter.findings import Attribution, Finding
from linter.rulebook.model import Rule


def chosen(context: Context, rule: Rule) -> Iterator[Attribution]:
    """Yield the attributions that a rule's `where` lets through; a carried one is told where it began."""
    where = rule.where
    grammar = context.story.grammar
    for attribution in context.read.attributions:
        if attribution.carried or not context.speaks_in(rule, context.document.sentences[attribution.sentence]):
            continue
        if where.kind and attribution.kind.value not in where.kind:
            continue
        if where.stance and attribution.stance not in where.stance:
            continue
        if where.pattern and attribution.pattern not in where.pattern:
            continue
        if where.cue and attribution.cue_lemma not in where.cue:
            continue
        if where.words and not _has_word(context, attribution, frozenset().union(*map(grammar.list, where.words))):
            continue
        yield attribution


def _has_word(context: Context, attribution: Attribution, words: frozenset[str]) -> bool:
    source = attribution.source
    if source is None:
        return False
    tokens = context.story.tokens(attribution.sentence)
    return any(token.word in words for token in tokens if source.start <= token.start < source.end)


def find_sources(context: Context, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each source that the rule looks for, and for each match of its patterns."""
    seen = set()
    for attribution in chosen(context, rule):
        span = attribution.source or attribution.cue
        if span is None or span in seen or context.excused(rule.unless, span, attribution.sentence):
            continue
        seen.add(span)
        cue = context.text[attribution.cue.start : attribution.cue.end] if attribution.cue else ""
        yield context.finding(rule, span, cue=cue)
    for finding in find_patterns(context, rule):
        if not any(span.overlaps(finding.span) for span in seen):
            yield finding
