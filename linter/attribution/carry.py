"""What goes on from one sentence to the next: running quotations and words that still belong to a speaker."""

from __future__ import annotations

from collections.abc import Sequence

from linter.attribution.sources import subject
from linter.attribution.story import Story, words_in
from linter.document import Quotation, Span, Zone
from linter.findings import Attribution, SourceKind

#: Words from which a quotation with no cue of its own is somebody's words, not a title or a scare quote.
SPEECH_WORDS = 4


#: Paragraphs over which a speaker may be silent before a paragraph of quotation that is still theirs.
REACH = 2


def introductions(story: Story, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the quotations that the sentence before them introduces: "The owner issued a statement." """
    document, known = story.document, {attribution.sentence for attribution in attributions}
    found = []
    for index, sentence in enumerate(document.sentences[:-1]):
        follow = document.sentences[index + 1]
        colon = story.text[sentence.end - 1] == ":"
        if index in known or not (colon or (follow.block == sentence.block and index + 1 not in known)):
            continue
        quotation = story.quotation_at(follow.start + 1)
        if quotation is None or quotation.start != follow.start or (not colon and quotation.end < follow.end):
            continue
        tokens = story.tokens(index)
        source = subject(tokens, len(tokens), story.grammar)
        if source and (colon or _speaker_like(story, index, source)):
            found.append(
                Attribution(
                    source=source,
                    kind=SourceKind.OTHER,
                    cue=Span(sentence.end - 1, sentence.end) if colon else None,
                    content=(quotation.span,),
                    pattern="introduced-quotation",
                    sentence=index,
                    cue_lemma=":",
                    direct=True,
                )
            )
    return found


def _speaker_like(story: Story, index: int, source: Span) -> bool:
    """Tell whether a subject is somebody who may be quoted: a name, a role, "she"."""
    inside = [token for token in story.tokens(index) if source.start <= token.start < source.end]
    return any(token.cls in "UP" or token.word in story.grammar.nouns for token in inside)


def carry(story: Story, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those added that a quotation takes over from its neighbours."""
    found = sorted(attributions, key=_place)
    covered = [span for attribution in found for span in attribution.content]
    added: list[Attribution] = []
    previous: Quotation | None = None
    for quotation in story.outer:
        span = quotation.span
        if any(content.start <= span.start and span.end <= content.end + 1 for content in covered):
            previous = quotation
            continue
        speech = words_in(story.text[quotation.inner.start : quotation.inner.end]) >= SPEECH_WORDS or _whole(story, quotation)
        if not speech and not (quotation.continues and previous):
            continue
        giver = _giver(story, quotation, found, added)
        if giver:
            sentence = story.document.sentence_at(quotation.start)
            if sentence is None:
                continue
            added.append(
                giver._replace(
                    cue=None,
                    content=(span,),
                    pattern="running-quotation",
                    sentence=sentence,
                    carried=True,
                    direct=True,
                    negated=False,
                )
            )
        previous = quotation
    return sorted([*found, *added, *_going_on(story, [*found, *added])], key=_place)


def _going_on(story: Story, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions of sentences that go on with the one before: more figures of a poll or report.

    A sentence goes on when it follows, in its paragraph, one that a document is the source of, holds a figure
    and has no attribution of its own.
    """
    sentences = story.document.sentences
    by_sentence: dict[int, Attribution] = {a.sentence: a for a in found if a.kind is SourceKind.DOCUMENT and a.source}
    taken = {a.sentence for a in found}
    added: list[Attribution] = []
    for index in range(1, len(sentences)):
        before = by_sentence.get(index - 1)
        if before is None or index in taken or sentences[index].block != sentences[index - 1].block:
            continue
        if not any(character.isdigit() for character in story.text[sentences[index].start : sentences[index].end]):
            continue
        going_on = before._replace(
            cue=None,
            content=(Span(sentences[index].start, story.sentence_end(sentences[index])),),
            pattern="running-figures",
            sentence=index,
            carried=True,
            direct=False,
            negated=False,
        )
        added.append(going_on)
        by_sentence[index] = going_on
    return added


def _whole(story: Story, quotation: Quotation) -> bool:
    """Tell whether a quotation is a sentence by itself, however short: "Never again." """
    index = story.document.sentence_at(quotation.start)
    return index is not None and story.document.sentences[index].end <= quotation.end and (
        story.document.sentences[index].start == quotation.start
    )


def _place(attribution: Attribution) -> tuple[int, int]:
    spans = [*attribution.content, *filter(None, (attribution.source, attribution.cue))]
    return attribution.sentence, min(span.start for span in spans)


def _giver(
    story: Story, quotation: Quotation, found: Sequence[Attribution], added: Sequence[Attribution]
) -> Attribution | None:
    """Return the attribution whose speaker says the quotation: in its sentence, its paragraph or before it."""
    document = story.document
    at = document.sentence_at(quotation.start)
    if at is None:
        return None
    block = document.sentences[at].block
    here = [a for a in found if a.source and a.sentence == at]
    if here:
        return min(here, key=lambda a: _distance(a, quotation))
    known = [a for a in (*found, *added) if a.source and _speaks(a)]
    before = [a for a in known if a.sentence < at]
    last = max(before, key=_place, default=None)
    last_block = document.sentences[last.sentence].block if last else -1
    if last and last_block == block:
        return last
    after = next((a for a in sorted(known, key=_place) if a.sentence > at), None)
    if after and document.sentences[after.sentence].block == block and after.sentence == at + 1 and not quotation.continues:
        return after
    if last and quotation.start <= document.blocks[block].start + 1:
        near = block
        for _ in range(REACH):
            near = _block_before(story, near)
            if near == last_block:
                return last
    return None


def _speaks(attribution: Attribution) -> bool:
    return attribution.kind not in (SourceKind.NONE,)


def _distance(attribution: Attribution, quotation: Quotation) -> int:
    assert attribution.source is not None
    return min(abs(attribution.source.end - quotation.start), abs(attribution.source.start - quotation.end))


def _block_before(story: Story, block: int) -> int:
    """Return the block of prose before `block`, passing over captions, embeds and the like."""
    blocks = story.document.blocks
    for index in range(block - 1, -1, -1):
        if blocks[index].zone in (Zone.BODY, Zone.LIST, Zone.PULL_QUOTE, Zone.STANDFIRST):
            return index
    return -1
