"""Accounts that go on without their source: what a court heard, what the evidence showed, the figures of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from linter.attribution.grammar import PREPOSITION, RELATIVE
from linter.attribution.story import Story
from linter.document import Sentence, Span, Zone
from linter.findings import Attribution, SourceKind

#: The pattern of a paragraph that opens with who speaks, and how many make a transcript of copy.
_LINE = "transcript-line"
_TRANSCRIPT = 3


def running_accounts(story: Story, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions of sentences that go on with the account of a source named before them.

    That is a sentence with no attribution of its own, and one of three things: one in a turn of a transcript; one
    that follows, in its paragraph, the words of a document and holds a figure; or one that follows the account of a
    case, in its paragraph or with a party to the case in it, and tells of no step of the court.
    """
    cases = _Cases(story)
    by_sentence: dict[int, list[Attribution]] = {}
    for attribution in found:
        by_sentence.setdefault(attribution.sentence, []).append(attribution)
    added: list[Attribution] = []
    for index, here in by_sentence.items():
        sourced = [a for a in here if a.source]
        case = next((a for a in sourced if cases.opened(a)), None)
        papers = [a for a in sourced if a.kind is SourceKind.DOCUMENT and not cases.opened(a)]
        figures = papers[-1] if papers else None
        if case or figures:
            added += _running(story, index, by_sentence, cases, case, figures)
    added += _turns(story, found, by_sentence)
    return added


def _turns(
    story: Story, found: Sequence[Attribution], known: Mapping[int, Sequence[Attribution]]
) -> Iterator[Attribution]:
    """Yield what goes on after the first sentence of a turn: in a transcript its paragraph is all one speaker's."""
    lines = [attribution for attribution in found if attribution.pattern == _LINE and attribution.source]
    if len(lines) < _TRANSCRIPT:
        return
    sentences = story.document.sentences
    for line in lines:
        for at in range(line.sentence + 1, len(sentences)):
            if sentences[at].block != sentences[line.sentence].block:
                break
            if not any([other.source for other in known.get(at, ())]):
                yield _carried(line, story, at, sentences[at], "running-turn")


def _running(
    story: Story,
    index: int,
    known: Mapping[int, Sequence[Attribution]],
    cases: _Cases,
    case: Attribution | None,
    figures: Attribution | None,
) -> Iterator[Attribution]:
    """Yield what goes on after a sentence that opens an account of a case, gives a document's figures, or both."""
    sentences = story.document.sentences
    block = sentences[index].block
    for at in range(index + 1, len(sentences)):
        sentence = sentences[at]
        if sentence.zone not in (Zone.BODY, Zone.LIST):
            continue
        same, block = sentence.block == block, sentence.block
        if at in known:
            if any([a.source for a in known[at]]):
                return
            figures = None  # "It is alleged that …" stops no account of a case: nobody else speaks
        elif case and cases.goes_on(at, same):
            figures = None
            yield _carried(case, story, at, sentence, "running-account")
        elif figures and same and any(map(str.isdigit, story.text[sentence.start : sentence.end])):
            case = None
            yield _carried(figures, story, at, sentence, "running-figures")
        else:
            return


class _Cases:
    """Tells accounts of a case from other words."""

    def __init__(self, story: Story) -> None:
        grammar = story.grammar
        self.story = story
        self._cues, self._hearings = grammar.list("hearing-cues"), grammar.list("hearings")
        self._accounts, self._steps = grammar.list("case-accounts"), grammar.list("case-steps")
        self._parties = grammar.list("case-parties")
        #: The last words of what may open an account.
        self._heads = {name.split()[-1] for name in self._hearings | self._accounts}

    def opened(self, attribution: Attribution) -> bool:
        """Tell whether an attribution opens the account of a case: the evidence, a complaint, "the court heard"."""
        source = attribution.source
        if source is None:
            return False
        if self._heads.isdisjoint(self.story.text[source.start : source.end].lower().replace(",", " ").split()):
            return False  # as of most, told at a glance
        tokens = self.story.words(attribution.sentence).within(source).tokens
        head = [token.word for token in takewhile(lambda token: token.cls not in (PREPOSITION, RELATIVE), tokens)]
        told = {" ".join(head[-size:]) for size in (1, 2)}  # "the evidence", "court papers"
        return not told.isdisjoint(self._hearings if attribution.cue_lemma in self._cues else self._accounts)

    def goes_on(self, index: int, same: bool) -> bool:
        """Tell whether a sentence goes on with an account; `same`: in the paragraph of the one before."""
        words = {token.word for token in self.story.words(index).tokens}
        return words.isdisjoint(self._steps) and (same or not words.isdisjoint(self._parties))


def _carried(before: Attribution, story: Story, index: int, sentence: Sentence, pattern: str) -> Attribution:
    """Return the attribution of a whole sentence to the source of one before it."""
    content = (Span(sentence.start, story.sentence_end(sentence)),)
    return before._replace(
        cue=None, content=content, pattern=pattern, sentence=index, carried=True, direct=False, negated=False
    )
