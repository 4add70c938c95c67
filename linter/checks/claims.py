"""Rules on what is asserted: patterns of claims, quotations without a speaker, assertions in our own voice."""

from __future__ import annotations

from collections.abc import Iterator

from linter.attribution.story import words_in
from linter.checks.context import Context
from linter.document import Span, Zone
from linter.findings import Finding, SourceKind, Status
from linter.rulebook.model import Rule


#: How much of its weight a match lends to the sentences beside it, and how many sentences away.
LENT, REACH = 0.4, 3

#: What a match must weigh to be named; a lighter one only adds to others.
NAMED = 0.4


def find_patterns(context: Context, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each match of the rule's patterns that nothing excuses.

    A pattern that weighs less than 1 speaks only in company, once a sentence: where the matches of the
    sentence, with what those beside it lend, weigh 1 together. The heaviest is named.
    """
    found: dict[int, list[tuple[float, Finding]]] = {}
    for pattern in rule.patterns:
        for index in context.sentences_for(pattern):
            sentence = context.document.sentences[index]
            if not context.speaks_in(rule, sentence):
                continue
            for match in context.matches(pattern, index):
                span = Span(*(match.span("match") if "match" in pattern.regex.groupindex else match.span()))
                if span.start == span.end or context.excused((*rule.unless, *pattern.unless), span, index):
                    continue
                words = {k.replace("_", "-"): v for k, v in match.groupdict("").items() if k != "match"}
                found.setdefault(index, []).append((pattern.weight, context.finding(rule, span, pattern, **words)))
    sums = {index: sum(weight for weight, _ in here) for index, here in found.items()}
    for index, here in found.items():
        alone = [finding for weight, finding in here if weight >= 1]
        yield from alone
        beside = sum(sums.get(index + step, 0.0) for step in range(-REACH, REACH + 1) if step)
        weight, heaviest = max(here, key=lambda pair: (pair[0], -pair[1].start))
        if not alone and weight >= NAMED and sums[index] + LENT * beside >= 1:
            yield heaviest


def find_quotations(context: Context, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each quotation of `limit` words or more whose speaker cannot be told."""
    for quotation in context.story.outer:
        index = context.document.sentence_at(quotation.start)
        words = words_in(context.text[quotation.inner.start : quotation.inner.end])
        if index is None or words < (rule.limit or 1) or quotation.continues:
            continue
        sentence = context.document.sentences[index]
        told = any(a.cue or a.kind is not SourceKind.OTHER for a in context.contents_at(quotation.inner, index))
        if told or not context.speaks_in(rule, sentence):
            continue
        if not context.excused(rule.unless, quotation.span, index):
            yield context.finding(rule, quotation.span)


def find_assertions(context: Context, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each sentence in our own voice."""
    for index, sentence in enumerate(context.document.sentences):
        if context.read.statuses[index] is Status.NONE and context.speaks_in(rule, sentence):
            if not context.excused(rule.unless, sentence.span, index):
                yield context.finding(rule, sentence.span)


def find_runs(context: Context, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each run of `limit` sentences or more in our own voice, at its first."""
    run: list[int] = []
    sentences = context.document.sentences
    body = [i for i, s in enumerate(sentences) if s.zone in (Zone.BODY, Zone.LIST)]
    for index in [*body, None]:
        if index is not None and context.read.statuses[index] is Status.NONE:
            run.append(index)
            continue
        if len(run) >= (rule.limit or 1):
            yield context.finding(rule, sentences[run[0]].span, count=str(len(run)))
        run = []
