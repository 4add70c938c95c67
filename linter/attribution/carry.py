"""What goes on from one sentence to the next: running quotations and words that still belong to a speaker."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from linter.attribution.accounts import running_accounts
from linter.attribution.story import Story, words_in
from linter.attribution.subjects import subject
from linter.document import Quotation, Span, Zone
from linter.findings import Attribution, SourceKind

#: Words from which a quotation with no cue of its own is somebody's words, not a title or a scare quote.
SPEECH_WORDS = 4


#: The pattern of posts that are set into the copy: whoever spoke before goes on after them.
EMBEDDED = "embedded"

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
        words = story.words(index)
        source = subject(words, len(words.tokens), story.grammar)
        if source and (colon or _speaker_like(story, index, source)):
            cue = Span(sentence.end - 1, sentence.end) if colon else None
            found.append(_introduced("introduced-quotation", index, source, cue, quotation.span))
    return found


def after_colons(story: Story, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the quotations that a colon inside their sentence introduces: 'Roe was blunt: "Nobody came."'."""
    known: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        known.setdefault(attribution.sentence, []).append(attribution)
    found = []
    for quotation in story.outer:
        colon = _before(story.text, quotation.start)
        index = story.document.sentence_at(colon) if colon >= 0 and story.text[colon] == ":" else None
        if index is None or words_in(story.text[quotation.start : quotation.end]) < SPEECH_WORDS:
            continue
        if story.document.sentences[index].zone is not Zone.BODY:
            continue
        here = known.get(index, [])
        if any(content.overlaps(quotation.inner) for attribution in here for content in attribution.content):
            continue
        words = story.words(index)
        told = [attribution.source for attribution in here if attribution.source]
        source = told[-1] if told else subject(words, words.at(colon), story.grammar)
        if source:
            found.append(_introduced("introduced-quotation", index, source, Span(colon, colon + 1), quotation.span))
    return found


def given_whole(story: Story, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the paragraphs that a colon before them gives whole, without marks: letters, statements, extracts."""
    document = story.document
    by_sentence = {a.sentence: a for a in attributions if a.source}
    found = []
    for index, sentence in enumerate(document.sentences[:-1]):
        follow = document.sentences[index + 1]
        if sentence.zone is not Zone.BODY or story.text[sentence.end - 1] != ":":
            continue
        if follow.block != sentence.block + 1:
            continue
        block = document.blocks[follow.block]
        if block.zone is not Zone.BODY or story.quotations(Span(follow.start, follow.start + 2)):
            continue
        known = by_sentence.get(index)
        words = story.words(index)
        source = known.source if known else subject(words, len(words.tokens), story.grammar)
        if source and (known or _speaker_like(story, index, source)):
            cue = Span(sentence.end - 1, sentence.end)
            found.append(_introduced("given-whole", index, source, cue, Span(block.start, block.end)))
    return found


def embedded(story: Story) -> list[Attribution]:
    """Return the posts that are set into the copy with their authors: somebody's words, given whole."""
    found = []
    for author, words in story.document.embeds:
        index = story.document.sentence_at(author.start)
        if index is not None:
            found.append(_introduced(EMBEDDED, index, author, None, words))
    return found


def _before(text: str, at: int) -> int:
    """Return the offset of the last character before `at` that is no white space; -1 if there is none."""
    at -= 1
    while at >= 0 and text[at].isspace():
        at -= 1
    return at


def _introduced(pattern: str, index: int, source: Span, cue: Span | None, content: Span) -> Attribution:
    """Return the attribution of words that the sentence before them introduces; a colon is its cue."""
    return Attribution(
        source=source,
        kind=SourceKind.OTHER,
        cue=cue,
        content=(content,),
        pattern=pattern,
        sentence=index,
        cue_lemma=":",
        direct=True,
    )


def _speaker_like(story: Story, index: int, source: Span) -> bool:
    """Tell whether a subject is somebody who may be quoted: a name, a role, "she"."""
    inside = story.words(index).within(source).tokens
    return any(token.cls in "UP" or token.word in story.grammar.nouns for token in inside)


def carry(story: Story, attributions: Sequence[Attribution], weighed: Sequence[Attribution] = ()) -> list[Attribution]:
    """Return the attributions with those added that a sentence takes over from its neighbours.

    Quotations do, accounts of a case, the figures of a report, and the sentences `weighed` to be somebody's words.
    """
    found = sorted(attributions, key=_place)
    covers = _Covered(found)
    givers = _Givers(story, found)
    added: list[Attribution] = []
    previous: Quotation | None = None
    for quotation in story.outer:
        span = quotation.span
        if covers(span):
            previous = quotation
            continue
        speech = words_in(story.text[quotation.inner.start : quotation.inner.end]) >= SPEECH_WORDS or _whole(
            story, quotation
        )
        if not speech and not (quotation.continues and previous):
            continue
        giver = givers.of(quotation, added)
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
    added += running_accounts(story, [*found, *added])
    taken = {a.sentence for a in added}
    for told in weighed:
        giver = None if told.sentence in taken else givers.before(told.sentence, added)
        if giver:
            added.append(told._replace(source=giver.source, kind=giver.kind, speaker=giver.speaker))
    return sorted([*found, *added], key=_place)


def _whole(story: Story, quotation: Quotation) -> bool:
    """Tell whether a quotation is a sentence by itself, however short: "Never again." """
    index = story.document.sentence_at(quotation.start)
    return (
        index is not None
        and story.document.sentences[index].end <= quotation.end
        and (story.document.sentences[index].start == quotation.start)
    )


def _place(attribution: Attribution) -> tuple[int, int]:
    source, cue, content = attribution.source, attribution.cue, attribution.content
    first = content[0].start if len(content) == 1 else min([span.start for span in content])
    if source and source.start < first:
        first = source.start
    if cue and cue.start < first:
        first = cue.start
    return attribution.sentence, first


class _Covered:
    """Tells whether a span lies inside a content of some attribution, or a source: a title in that is no speech."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        spans = sorted([span for a in attributions for span in (*a.content, a.source) if span])
        self._starts = [span.start for span in spans]
        self._reach = list(accumulate([span.end for span in spans], max))

    def __call__(self, span: Span) -> bool:
        before = bisect_right(self._starts, span.start)
        return before > 0 and span.end <= self._reach[before - 1] + 1


class _Givers:
    """Finds the attribution whose speaker says a quotation: in its sentence, its paragraph or before it."""

    def __init__(self, story: Story, found: Sequence[Attribution]) -> None:
        self.story = story
        self._sourced = [attribution for attribution in found if attribution.source]
        self._sentences = [attribution.sentence for attribution in self._sourced]
        self._known = [attribution for attribution in self._sourced if _speaks(attribution)]
        self._places = [_place(attribution) for attribution in self._known]

    def of(self, quotation: Quotation, added: Sequence[Attribution]) -> Attribution | None:
        """Return the giver of a quotation; `added` are the attributions of those before it that have one."""
        document = self.story.document
        at = document.sentence_at(quotation.start)
        if at is None:
            return None
        block = document.sentences[at].block
        here = self._sourced[bisect_left(self._sentences, at) : bisect_right(self._sentences, at)]
        if here:
            return min(here, key=lambda a: _distance(a, quotation))
        last = self._last(at, added)
        last_block = document.sentences[last.sentence].block if last else -1
        if last and last_block == block:
            return last
        next_ = bisect_left(self._places, (at + 1,))
        after = self._known[next_] if next_ < len(self._known) else None
        if after and document.sentences[after.sentence].block == block and after.sentence == at + 1:
            if not quotation.continues:
                return after
        if last and quotation.start <= document.blocks[block].start + 1:
            near = block
            for _ in range(REACH):
                near = _block_before(self.story, near)
                if near == last_block:
                    return last
        return None

    def before(self, at: int, added: Sequence[Attribution]) -> Attribution | None:
        """Return the attribution whose speaker goes on in sentence `at`: one in reach before it."""
        document = self.story.document
        last = self._last(at, added)
        near = document.sentences[at].block
        for _ in range(REACH + 1):
            if last and document.sentences[last.sentence].block == near:
                return last
            near = _block_before(self.story, near)
        return None

    def _last(self, at: int, added: Sequence[Attribution]) -> Attribution | None:
        """Return the last attribution before sentence `at`; of two at one place the first."""
        index = bisect_left(self._places, (at,)) - 1
        before = [a for a in added if a.sentence < at and a.source and _speaks(a)]
        if index >= 0:
            before.insert(0, self._known[bisect_left(self._places, self._places[index])])
        return max(before, key=_place, default=None)


def _speaks(attribution: Attribution) -> bool:
    return attribution.kind is not SourceKind.NONE and attribution.pattern != EMBEDDED


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
