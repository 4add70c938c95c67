"""Traits of a sentence and of its place in the story, by the names that rule files weigh them under."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.attribution.grammar import PRONOUN, RELATIVE
from linter.document import Zone
from linter.findings import SourceKind, Status

if TYPE_CHECKING:
    from linter.checks.context import Context

#: A sentence of fewer words is brief; one of more counts as this long.
BRIEF = 8

#: How often a kind of word counts in one sentence.
OFTEN = 3

_SAID_BY = {
    SourceKind.PERSON: "said-by-person",
    SourceKind.ANONYMOUS: "said-by-anonymous",
    SourceKind.NONE: "said-by-nobody",
    SourceKind.DOCUMENT: "said-by-document",
}


def traits(context: Context, index: int) -> Iterator[tuple[str, float]]:
    """Yield the traits of a sentence with how much there is of each: 1 where it is a matter of yes or no."""
    yield from _build(context, index)
    yield from _place(context, index)
    yield from _sources(context, index)


def _build(context: Context, index: int) -> Iterator[tuple[str, float]]:
    """Yield how the sentence is built."""
    story, sentence = context.story, context.document.sentences[index]
    grammar, words = story.grammar, context.text[sentence.start : sentence.end].split()
    if len(words) < BRIEF:
        yield "brief", 1
    yield "capitals", sum([word[0].isupper() for word in words[1:]]) / len(words)
    if context.text[sentence.end - 1] == "?":
        yield "question", 1
    quotations = story.quotations(sentence)
    if quotations:
        yield "quotation-inside", 1
        if quotations[0].start <= sentence.start:
            yield "quotation-first", 1
    first = words[0].lower()
    if grammar.classes.get(first, "-") in (PRONOUN, RELATIVE):
        yield "pronoun-first", 1
    elif first.endswith(grammar.participle_endings):
        yield "participle-first", 1
    endings = context.abstract_endings
    if count := sum([len(word) > 5 and word.rstrip(".,;:").endswith(endings) for word in words]):
        yield "abstract-nouns", min(count, OFTEN)
    if count := sum([any(map(str.isdigit, word)) for word in words]):
        yield "figures", min(count, OFTEN)


def _place(context: Context, index: int) -> Iterator[tuple[str, float]]:
    """Yield where in the story the sentence stands."""
    sentences = context.document.sentences
    zone = sentences[index].zone
    if index == 0 or zone is Zone.HEADLINE:
        yield "opening", 1
    yield "position", index / max(1, len(sentences) - 1)
    if zone is Zone.LIST:
        yield "list-item", 1
    if context.sport(index):
        yield "sport", 1


def _sources(context: Context, index: int) -> Iterator[tuple[str, float]]:
    """Yield who speaks in the sentence and around it."""
    statuses, sourced = context.read.statuses, context.sourced
    if statuses[index] is Status.VAGUE:
        yield "vague", 1
    here = context.attributions_in(index)
    if here:
        for kind in {attribution.kind for attribution in here} & _SAID_BY.keys():
            yield _SAID_BY[kind], 1
        yield "weak-attribution", 1 - max([attribution.weight for attribution in here])
    before, after = index - 1 in sourced, index + 1 in sourced
    if before:
        yield "source-before", 1
        if statuses[index - 1] is Status.CARRIED:
            yield "after-carried", 1
    if after:
        yield "source-after", 1
        if before:
            yield "between-sources", 1
    if any([other in sourced for other in context.paragraph(index) if other != index]):
        yield "source-in-paragraph", 1
