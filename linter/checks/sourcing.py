"""Rules on sources: who is behind the words, and whether they can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from linter.checks.claims import find_patterns
from linter.checks.context import Context
from linter.document import Span
from linter.findings import Attribution, Finding, Severity
from linter.rulebook.model import Rule


def chosen(context: Context, rule: Rule) -> Iterator[Attribution]:
    """Yield the attributions that a rule's `where` lets through; a carried one is told where it began."""
    where = rule.where
    words, said = _words(context, where.words), _words(context, where.content)
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
        if words and not (attribution.source and _has_word(context, [attribution.source], words)):
            continue
        if said and not _has_word(context, attribution.content, said):
            continue
        yield attribution


def _words(context: Context, lists: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(context.story.grammar.list, lists))


def _has_word(context: Context, spans: Iterable[Span], words: frozenset[str]) -> bool:
    return any(not words.isdisjoint(context.words_of(span)) for span in spans)


def find_sources(context: Context, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each source that the rule looks for, and for each match of its patterns.

    Where somebody who can be asked speaks of such a source ("an official had called, Zhao said"), it is that
    speaker's affair first: the finding is an info.
    """
    for finding in _sources(context, rule):
        index = context.document.sentence_at(finding.start)
        if index is not None and context.answered(finding.span, index):
            finding = finding._replace(severity=Severity.INFO)
        yield finding


def _sources(context: Context, rule: Rule) -> Iterator[Finding]:
    return find_attributed(context, rule, lambda attribution: attribution.source or attribution.cue)


def find_attributed(context: Context, rule: Rule, place: Callable[[Attribution], Span | None]) -> Iterator[Finding]:
    """Yield a finding at the `place` of each attribution that the rule looks for, and for its patterns elsewhere."""
    seen = set()
    for attribution in chosen(context, rule):
        span = place(attribution)
        if span is None or span in seen or context.excused(rule.unless, span, attribution.sentence):
            continue
        seen.add(span)
        source, cue = (context.text[slice(*found)] if found else "" for found in (attribution.source, attribution.cue))
        yield context.finding(rule, span, source=source, cue=cue)
    for finding in find_patterns(context, rule):
        if not any(span.overlaps(finding.span) for span in seen):
            yield finding
