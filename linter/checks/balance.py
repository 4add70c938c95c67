"""Who carries a story: one source behind nearly all of it, or several; and whether any of them has a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from linter.attribution.carry import SPEECH_WORDS
from linter.attribution.story import words_in
from linter.checks.context import Context
from linter.checks.flags import Flag
from linter.checks.sourcing import chosen
from linter.document import Zone
from linter.findings import Attribution, SourceKind, Status
from linter.rulebook.model import Rule

#: Of the attributed sentences of a story, the share of one speaker from which the story is theirs.
NEARLY_ALL = 0.9

#: The condition of the rule files by which somebody's words are themselves the news: a speech, a ruling.
_WORDS_ARE_NEWS = "words-are-news"

#: Sentences from the top in which a story tells what its news is.
_TOP = 6

_BODY = frozenset({Zone.BODY, Zone.LIST})
_ATTRIBUTED = frozenset({Status.DIRECT, Status.INDIRECT, Status.CARRIED, Status.VAGUE})

#: Sources that are no one: whoever speaks beside them, nobody with a name does.
_NOBODY = frozenset({SourceKind.ANONYMOUS, SourceKind.COLLECTIVE, SourceKind.OUTLET})
_BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.DOCUMENT})


def find_single(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag where one speaker stands behind nearly all attributed sentences of a story, at `limit` of them.

    It points at the first of them. A story is theirs by right where the headline gives it to them, or where its top
    tells that somebody's words are the news.
    """
    attributed = _attributed(context)
    if len(attributed) < (rule.limit or 1):
        return
    behind = Counter(speaker for index in attributed for speaker in _speakers(context, index))
    speaker, count = behind.most_common(1)[0] if behind else (0, 0)
    if count < NEARLY_ALL * len(attributed) or _theirs(context, speaker):
        return
    first = next(index for index in attributed if speaker in _speakers(context, index))
    words = {"source": context.read.speakers[speaker].name, "count": str(count), "total": str(len(attributed))}
    yield Flag(rule, context.document.sentences[first].span, first, words=words)


def _attributed(context: Context) -> list[int]:
    """Return the sentences of the body that somebody is made to say."""
    pairs = zip(context.document.sentences, context.read.statuses, strict=True)
    return [i for i, (sentence, status) in enumerate(pairs) if sentence.zone in _BODY and status in _ATTRIBUTED]


def _speakers(context: Context, index: int) -> frozenset[int]:
    """Return who is made to say what stands in a sentence."""
    return frozenset(a.speaker for a in context.attributions_in(index) if a.speaker is not None)


def _theirs(context: Context, speaker: int) -> bool:
    """Tell whether the top of a story says that the words of a speaker, or somebody's, are its news."""
    sentences = context.document.sentences[:_TOP]
    heads = [index for index, sentence in enumerate(sentences) if sentence.zone is Zone.HEADLINE]
    if any(speaker in _speakers(context, index) for index in heads):
        return True
    return any(context.excuses.met(_WORDS_ARE_NEWS, index) for index in range(len(sentences)))


def find_nameless(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag at the first source that a rule looks for, in a story in which nobody with a name speaks.

    A story has `limit` sentences or more. Bodies and papers may speak in it, more seldom than people without a name.
    """
    first = next(chosen(context, rule), None)
    if first is None or first.source is None or len(context.document.sentences) < (rule.limit or 1):
        return
    said = [one for one in context.read.attributions if one.source is not None and _is_statement(context, one)]
    nameless = [one for one in said if one.kind in _NOBODY or one.step in rule.where.step]
    others = [one for one in said if one not in nameless]
    if all(_is_no_person(context, one) for one in others) and len(nameless) > len(others) and _heard(context, nameless):
        yield Flag(
            rule, first.source, first.sentence, words={"source": context.text[slice(*first.source)]}, asked=False
        )


def _is_statement(context: Context, one: Attribution) -> bool:
    """Tell whether somebody says something, and does not merely hold or want it."""
    return (
        not one.carried and one.pattern not in context.rulebook.strength.attitudes and one.kind is not SourceKind.NONE
    )


def _is_no_person(context: Context, one: Attribution) -> bool:
    """Tell whether a source is a body, a paper, or a thing that has no name."""
    assert one.source is not None
    words = context.text[slice(*one.source)].split()[1:]
    return one.kind in _BODIES or one.kind is SourceKind.OTHER and not any(word[0].isupper() for word in words)


def _heard(context: Context, said: list[Attribution]) -> bool:
    """Tell whether all long quotations stand in paragraphs in which the given sources speak: who else might it be?"""
    sentences = context.document.sentences
    blocks = {sentences[one.sentence].block for one in said}
    longer = [q for q in context.story.outer if words_in(context.text[slice(*q.inner)]) >= SPEECH_WORDS]
    return all(quotation.block in blocks for quotation in longer)
