"""Rules on what is asserted: patterns of claims, quotations without a speaker, assertions in our own voice."""

from __future__ import annotations

from collections.abc import Iterator

from linter.attribution.story import words_in
from linter.checks.context import Context
from linter.checks.flags import Flag
from linter.document import Zone
from linter.findings import SourceKind, Status
from linter.rulebook.model import Rule


def find_patterns(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag for each match of the rule's patterns, not yet asked for excuses."""
    sentences, places = context.document.sentences, context.places
    for pattern in rule.patterns:
        if pattern.literals and pattern.number not in places.found:
            continue  # as of most: asked first, since there are hundreds
        for index in places.sentences(pattern):
            if context.speaks_in(rule, sentences[index]):
                for found in places.matches(pattern, index):
                    yield Flag(rule, found.span, index, pattern.weight, words=found.words, pattern=pattern, asked=False)


def find_quotations(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag for each quotation of `limit` words or more whose speaker cannot be told."""
    for quotation in context.story.outer:
        index = context.document.sentence_at(quotation.start)
        words = words_in(context.text[quotation.inner.start : quotation.inner.end])
        if index is None or words < (rule.limit or 1) or quotation.continues:
            continue
        sentence = context.document.sentences[index]
        told = any(a.cue or a.kind is not SourceKind.OTHER for a in context.contents_at(quotation.inner, index))
        if told or not context.speaks_in(rule, sentence) or index - 1 in context.sourced:
            continue
        yield Flag(rule, quotation.span, index, asked=False)


def find_assertions(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag for each sentence in our own voice."""
    for index, sentence in enumerate(context.document.sentences):
        if context.read.statuses[index] is Status.NONE and context.speaks_in(rule, sentence):
            yield Flag(rule, sentence.span, index, asked=False)


def find_runs(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag for each run of `limit` sentences or more in our own voice, at its first."""
    run: list[int] = []
    sentences = context.document.sentences
    body = [i for i, s in enumerate(sentences) if s.zone in (Zone.BODY, Zone.LIST)]
    for index in [*body, None]:
        if index is not None and context.read.statuses[index] is Status.NONE:
            run.append(index)
            continue
        if len(run) >= (rule.limit or 1):
            yield Flag(rule, sentences[run[0]].span, run[0], words={"count": str(len(run))})
        run = []
