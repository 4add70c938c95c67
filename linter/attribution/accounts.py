"""Accounts that go on without their source: what a court heard, what the evidence showed, the figures of a report."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from linter.attribution.grammar import PREPOSITION, RELATIVE
from linter.attribution.story import Story
from linter.document import Sentence, Span, Zone
from linter.findings import Attribution, SourceKind


def running_accounts(story: Story, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions of sentences that go on with the account of a source named before them.

    That is a sentence with no attribution of its own, and either of two things: one that follows, in its paragraph,
    the words of a document and holds a figure; or one that follows the account of a case, in its paragraph or with
    a party to the case in it, and tells of no step of the court.
    """
    by_sentence: dict[int, list[Attribution]] = {}
    for attribution in found:
        by_sentence.setdefault(attribution.sentence, []).append(attribution)
    if not any(a.source and _may_run(story, a) for a in found):
        return []
    added: list[Attribution] = []
    figures: Attribution | None = None
    case: Attribution | None = None
    block = -1
    for index, sentence in enumerate(story.document.sentences):
        if sentence.zone not in (Zone.BODY, Zone.LIST):
            continue
        here, same = by_sentence.get(index, ()), sentence.block == block
        block = sentence.block
        if here:
            sourced = [a for a in here if a.source]
            figures = next((a for a in reversed(sourced) if a.kind is SourceKind.DOCUMENT), None)
            # "It is alleged that …" stops no account: nobody else speaks.
            case = next((a for a in sourced if _of_case(story, a)), None) if sourced else case
            continue
        if case and _goes_on(story, index, same):
            figures = None
            added.append(_carried(case, story, index, sentence, "running-account"))
            continue
        case = None
        if figures and same and any(map(str.isdigit, story.text[sentence.start : sentence.end])):
            added.append(_carried(figures, story, index, sentence, "running-figures"))
        else:
            figures = None
    return added


def _may_run(story: Story, attribution: Attribution) -> bool:
    return attribution.kind is SourceKind.DOCUMENT or _of_case(story, attribution)


def _of_case(story: Story, attribution: Attribution) -> bool:
    """Tell whether an attribution opens the account of a case: the evidence, a complaint, "the court heard"."""
    grammar, source = story.grammar, attribution.source
    if source is None:
        return False
    tokens = story.words(attribution.sentence).within(source).tokens
    head = [token.word for token in takewhile(lambda token: token.cls not in (PREPOSITION, RELATIVE), tokens)]
    told = {" ".join(head[-size:]) for size in (1, 2)}  # "the evidence", "court papers"
    names = "hearings" if attribution.cue_lemma in grammar.list("hearing-cues") else "case-accounts"
    return not told.isdisjoint(grammar.list(names))


def _goes_on(story: Story, index: int, same: bool) -> bool:
    """Tell whether a sentence goes on with the account of a case; `same`: in the paragraph of the one before."""
    grammar = story.grammar
    words = {token.word for token in story.words(index).tokens}
    if not words.isdisjoint(grammar.list("case-steps")):
        return False
    return same or not words.isdisjoint(grammar.list("case-parties"))


def _carried(before: Attribution, story: Story, index: int, sentence: Sentence, pattern: str) -> Attribution:
    """Return the attribution of a whole sentence to the source of one before it."""
    content = (Span(sentence.start, story.sentence_end(sentence)),)
    return before._replace(
        cue=None, content=content, pattern=pattern, sentence=index, carried=True, direct=False, negated=False
    )
