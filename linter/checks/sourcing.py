"""Rules on sources: who is behind the words, and whether they can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from linter.attribution.grammar import DETERMINER, OBJECT, PRONOUN, RELATIVE, Grammar
from linter.checks.claims import find_patterns
from linter.checks.context import Context
from linter.checks.flags import Flag
from linter.document import Span
from linter.findings import Attribution, Severity
from linter.rulebook.model import Rule


def chosen(context: Context, rule: Rule) -> Iterator[Attribution]:
    """Yield the attributions that a rule's `where` lets through; a carried one is told where it began."""
    where, grammar = rule.where, context.story.grammar
    kinds, stances, patterns, cues = where.kind, where.stance, where.pattern, where.cue
    words, content = _words(grammar, where.words), _words(grammar, where.content)
    for attribution in context.read.attributions:
        if attribution.carried or (kinds and attribution.kind not in kinds):
            continue
        if stances and attribution.stance not in stances:
            continue
        if patterns and attribution.pattern not in patterns:
            continue
        if cues and attribution.cue_lemma not in cues:
            continue
        if not context.speaks_in(rule, context.document.sentences[attribution.sentence]):
            continue
        if words and not (attribution.source and _has_word(context, [attribution.source], words)):
            continue
        if content and not _has_word(context, attribution.content, content):
            continue
        if where.step and attribution.step not in where.step:
            continue
        if where.claims and where.claims.isdisjoint(context.vague.claims(attribution.content)):
            continue
        yield attribution


@lru_cache(maxsize=256)
def _words(grammar: Grammar, lists: frozenset[str]) -> frozenset[str]:
    """Return the words of some lists together; the same are asked for in each draft."""
    return frozenset().union(*map(grammar.list, lists))


def _has_word(context: Context, spans: Iterable[Span], words: frozenset[str]) -> bool:
    return any(not words.isdisjoint(context.words_of(span)) for span in spans)


def find_sources(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag for each source that the rule looks for, and for each match of its patterns.

    A word that stands for somebody told of before ("they", "all", "this") is passed over: there it was asked. Where
    somebody who can be asked speaks of such a source ("an official had called, Zhao said"), it is that
    speaker's affair first: the finding is at most an info.
    """
    for flag in find_attributed(context, rule, lambda attribution: attribution.source or attribution.cue):
        if flag.said and flag.said.source and _stands_for_another(context, flag.said, flag.said.source):
            continue
        if flag.said is None and _known_by_name(context, flag):
            continue
        answered = context.answered(flag.span, flag.sentence)
        yield flag._replace(most=Severity.INFO) if answered else flag


#: What a step of the ladder asks for that tells of somebody by name.
_BY_NAME = frozenset({"name", "led"})


def _known_by_name(context: Context, flag: Flag) -> bool:
    """Tell whether somebody is named in the source that a flag is part of: aides of "Moss and his aides believe"."""
    named = {step.name for step in context.rulebook.sourcing.steps if not _BY_NAME.isdisjoint(step.told)}
    return any(
        one.step in named
        and one.source is not None
        and one.cue is not None
        and one.source.overlaps(flag.span)
        and one.cue.overlaps(flag.span)
        for one in context.attributions_of(flag.sentence)
    )


def _stands_for_another(context: Context, said: Attribution, source: Span) -> bool:
    """Tell whether a source is one word that points back; "some" and "many" count people, and do not."""
    tokens = context.story.words(said.sentence).within(source).tokens
    pointing = DETERMINER, PRONOUN, OBJECT, RELATIVE
    return len(tokens) == 1 and tokens[0].cls in pointing and tokens[0].word not in context.story.grammar.collectives


def find_attributed(context: Context, rule: Rule, place: Callable[[Attribution], Span | None]) -> Iterator[Flag]:
    """Yield a flag at the `place` of each attribution that the rule looks for, and for its patterns elsewhere."""
    seen = set()
    for attribution in chosen(context, rule):
        span = place(attribution)
        if span is None or span in seen or context.excuses.hold(rule.unless, span, attribution.sentence):
            continue
        seen.add(span)
        source, cue = (context.text[slice(*found)] if found else "" for found in (attribution.source, attribution.cue))
        index = context.document.sentence_at(span.start)
        words = {"source": source, "cue": cue}
        yield Flag(rule, span, attribution.sentence if index is None else index, words=words, said=attribution)
    for flag in find_patterns(context, rule):
        if not any(span.overlaps(flag.span) for span in seen):
            yield flag
