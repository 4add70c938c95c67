"""Rules on what is asserted: patterns of claims, quotations without a speaker, assertions in our own voice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.attribution.story import words_in
from linter.checks.context import Context
from linter.checks.places import Found
from linter.document import Span, Zone
from linter.findings import Finding, Severity, SourceKind, Status
from linter.rulebook.model import Rule, TextPattern

#: How much of its weight a match lends to the sentences beside it, and how many sentences away.
LENT, REACH = 0.1, 3

#: From what weight on, short of 1, a sentence is told of as an info: worth a look, not worth a stop.
HINT = 0.4


def find_patterns(context: Context, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each match of the rule's patterns that nothing excuses.

    A pattern that weighs less than 1 speaks only in company, once a sentence: where the matches of the
    sentence, with what those beside it lend and the sentence's tone, weigh 1 together, and no rule of the
    family has spoken in it. The heaviest is named; one that weighs HINT or more, with them, is an info.
    """
    raw: dict[int, list[_Claim]] = {}
    for pattern in rule.patterns:
        for index in context.places.sentences(pattern) if pattern.weight else ():
            if context.speaks_in(rule, context.document.sentences[index]):
                raw.setdefault(index, []).extend(
                    _Claim(pattern, found) for found in context.places.matches(pattern, index)
                )
    weights = {index: sum(claim.pattern.weight for claim in here) for index, here in raw.items()}
    _name(context, rule, raw)
    standing: dict[int, list[_Claim]] = {}

    def weigh(index: int) -> float:
        """Return what the matches of a sentence weigh that nothing excuses; that is worked out when asked."""
        if index in raw and index not in standing:
            standing[index] = [claim for claim in raw[index] if not _excused(context, rule, claim, index)]
            weights[index] = sum(claim.pattern.weight for claim in standing[index])
        return weights.get(index, 0.0)

    for index, here in raw.items():
        place = (rule.code[:2], index)
        near = [other for step in range(1, REACH + 1) for other in (index - step, index + step)]
        alone = any(claim.pattern.weight >= 1 for claim in here)
        if not alone:
            lent = LENT * sum(weights.get(other, 0.0) for other in near)
            if place in context.spoken or weights.get(index, 0.0) + lent + context.tone.of(index) < HINT:
                continue  # not even with all that could lend to it
        weight = weigh(index)
        heavy = [claim for claim in standing.get(index, ()) if claim.pattern.weight >= 1]
        speaking = [claim.finding(context, rule) for claim in heavy]
        if not heavy and standing.get(index) and place not in context.spoken:
            whole = weight + LENT * sum(weigh(other) for other in near) + context.tone.of(index)
            heaviest = max(standing[index], key=lambda claim: (claim.pattern.weight, -claim.span.start))
            if whole >= 1:
                speaking = [heaviest.finding(context, rule)]
            elif whole >= HINT and heaviest.pattern.weight >= HINT:
                speaking = [heaviest.finding(context, rule)._replace(severity=Severity.INFO)]
        if any(finding.severity > Severity.INFO for finding in speaking):
            context.spoken.add(place)
        yield from speaking


def _name(context: Context, rule: Rule, raw: dict[int, list[_Claim]]) -> None:
    """Add the matches of patterns that weigh nothing to the sentences whose tone tells enough by itself."""
    names = [pattern for pattern in rule.patterns if not pattern.weight]
    for index, sentence in enumerate(context.document.sentences if names else ()):
        if context.tone.of(index) >= 1 and context.speaks_in(rule, sentence):
            for pattern in names:
                if not pattern.literals or pattern.number in context.places.here(index):
                    matches = context.places.matches(pattern, index)
                    raw.setdefault(index, []).extend(_Claim(pattern, found) for found in matches)


class _Claim(NamedTuple):
    """A match of a rule's pattern."""

    pattern: TextPattern
    found: Found

    @property
    def span(self) -> Span:
        return self.found.span

    def finding(self, context: Context, rule: Rule) -> Finding:
        return context.finding(rule, self.span, self.pattern, **self.found.words)


def _excused(context: Context, rule: Rule, claim: _Claim, index: int) -> bool:
    span = claim.span
    return span.start == span.end or context.excused((*rule.unless, *claim.pattern.unless), span, index)


def find_quotations(context: Context, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each quotation of `limit` words or more whose speaker cannot be told."""
    for quotation in context.story.outer:
        index = context.document.sentence_at(quotation.start)
        words = words_in(context.text[quotation.inner.start : quotation.inner.end])
        if index is None or words < (rule.limit or 1) or quotation.continues:
            continue
        sentence = context.document.sentences[index]
        told = any(a.cue or a.kind is not SourceKind.OTHER for a in context.contents_at(quotation.inner, index))
        if told or not context.speaks_in(rule, sentence) or index - 1 in context.sourced:
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
