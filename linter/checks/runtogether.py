"""Quotations of a new speaker right after another's, of which readers learn only at the end whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from linter.attribution.carry import SPEECH_WORDS
from linter.attribution.story import words_in
from linter.checks.context import Context
from linter.checks.flags import Flag
from linter.document import Quotation, Span, Zone
from linter.findings import SourceKind
from linter.rulebook.model import Rule

#: Those who can be taken for one another.
_PEOPLE = frozenset({SourceKind.PERSON, SourceKind.OFFICE})


def find_run_together(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag where the words of somebody new, not named before, begin right after a quotation of another.

    Inside a paragraph one quoted sentence is enough: readers take it for the other's. A new paragraph has `limit` of
    them or more before it names anybody. What follows a question is an answer.
    """
    sentences = context.document.sentences
    for index in range(1, len(sentences)):
        here, before = sentences[index], sentences[index - 1]
        if here.zone is not Zone.BODY or before.zone is not Zone.BODY:
            continue
        quotation = context.story.quotation_at(here.start + 1)
        if quotation is None or quotation.start != here.start or quotation.continues:
            continue
        speaker = _named_after(context, quotation, index, 1 if here.block == before.block else rule.limit or 1)
        other = None if speaker is None else _last_quoted(context, index - 1)
        if speaker is None or other is None or other == speaker:
            continue
        span = Span(here.start, min(here.end, quotation.end))
        words = {"speaker": context.read.speakers[speaker].name, "other": context.read.speakers[other].name}
        yield Flag(rule, span, index, words=words, asked=False)


def _named_after(context: Context, quotation: Quotation, index: int, least: int) -> int | None:
    """Return who is named in a story for the first time right after a quotation of so many sentences, None if nobody.

    `index` is the sentence that the quotation begins with.
    """
    following = range(index, len(context.document.sentences))
    inside = list(takewhile(lambda at: context.document.sentences[at].start < quotation.inner.end, following))
    told = [
        one
        for at in inside
        for one in context.attributions_in(at)
        if one.speaker is not None and not one.carried and _covers(one.content, quotation)
    ]
    if len(inside) < least or not told:
        return None
    source, speaker = told[0].source, told[0].speaker
    if told[0].kind is not SourceKind.PERSON or speaker is None or source is None or source.start < quotation.end:
        return None
    surname = context.read.speakers[speaker].name.split()[-1]
    return speaker if surname not in context.text[: quotation.start] else None


def _covers(content: tuple[Span, ...], quotation: Quotation) -> bool:
    return any(span.overlaps(quotation.inner) for span in content)


def _last_quoted(context: Context, index: int) -> int | None:
    """Return the one person who speaks in a sentence and is quoted in it; None for nobody or a question."""
    text = context.text
    quotations = context.story.quotations(context.document.sentences[index])
    quoted = [one for one in quotations if words_in(text[slice(*one.inner)]) >= SPEECH_WORDS]
    if not quoted or "?" in text[slice(*quoted[-1].inner)]:
        return None
    said = [one.speaker for one in context.attributions_in(index) if _covers(one.content, quoted[-1])]
    told = [one.speaker for one in context.attributions_of(index) if one.source is not None]
    speaker = said[0] if said and {*said, *told} == {said[0]} else None
    return speaker if speaker is not None and context.read.speakers[speaker].kind in _PEOPLE else None
