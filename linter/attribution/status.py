"""The status of each sentence: how its words are attributed, if they are."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from linter.document import PROSE, Document, Sentence, Span, Zone
from linter.findings import Attribution, SourceKind, Status

#: Share of a sentence's characters that content must cover for the sentence to be attributed.
COVERED = 1 / 3

#: The pattern of sentences that no pattern explains; nobody can be held to those.
WEIGHED = "weighed"

_VAGUE = frozenset({SourceKind.ANONYMOUS, SourceKind.COLLECTIVE, SourceKind.OUTLET, SourceKind.NONE})


def statuses(
    document: Document, attributions: Sequence[Attribution], holding: Container[str] = ()
) -> tuple[Status, ...]:
    """Return one status for each sentence of the document.

    `holding` are the patterns of what somebody does, holds or wants: a sentence tells that itself.
    """
    found = []
    for sentence, here in zip(document.sentences, by_sentence(document, attributions), strict=True):
        told = sentence.zone in PROSE or sentence.zone is Zone.EMBED and here
        found.append(_status(document, sentence, here, holding) if told else Status.NOT_ASSERTION)
    return tuple(found)


def shares(document: Document, attributions: Sequence[Attribution]) -> list[float]:
    """Return about what share of each sentence's characters is attributed: where contents overlap it is more."""
    found = []
    for (start, end, _, _), here in zip(document.sentences, by_sentence(document, attributions), strict=True):
        inside = sum([min(end, span.end) - max(start, span.start) for span, _ in here]) if here else 0
        found.append(inside / max(1, end - start))
    return found


def by_sentence(document: Document, attributions: Sequence[Attribution]) -> Iterator[list[tuple[Span, Attribution]]]:
    """Give for each sentence the contents that share a character with it."""
    spans = [(span, attribution) for attribution in attributions for span in attribution.content]
    spans.sort(key=lambda pair: pair[0])
    first = 0
    for sentence in document.sentences:
        while first < len(spans) and spans[first][0].end <= sentence.start:
            first += 1
        here = []
        for index in range(first, len(spans)):
            span = spans[index][0]
            if span.start >= sentence.end:
                break
            if span.end > sentence.start:
                here.append(spans[index])
        yield here


def _status(
    document: Document, sentence: Sentence, here: Sequence[tuple[Span, Attribution]], holding: Container[str]
) -> Status:
    if document.text[sentence.end - 1] == "?" and not here:
        return Status.NOT_ASSERTION
    if not here or _said(document.text, sentence, here, holding) < COVERED:
        return Status.NONE
    attributions = [attribution for _, attribution in here]
    answerable = [a for a in attributions if a.kind not in _VAGUE and a.pattern != WEIGHED]
    if not answerable:
        return Status.VAGUE
    own = [a for a in answerable if not a.carried]
    if not own:
        return Status.CARRIED
    return Status.DIRECT if any([a.direct for a in own]) else Status.INDIRECT


def _said(text: str, sentence: Sentence, here: Sequence[tuple[Span, Attribution]], holding: Container[str]) -> float:
    """Return the share that contents cover of a sentence, the words set aside that only tell who says it."""
    contents = [span for span, _ in here]
    saying = [one for _, one in here if one.pattern not in holding]
    told = [span for one in saying for span in (one.source, one.cue) if span is not None]
    inside = covered(text, sentence, contents)
    telling = covered(text, sentence, [*contents, *told]) - inside if told else 0.0
    return inside / (1.0 - telling) if telling < 1.0 else 0.0


def covered(text: str, sentence: Sentence, spans: Sequence[Span]) -> float:
    """Return the share of a sentence's characters, white space left out, that the spans cover."""
    inside, reached = 0, sentence.start
    for start, end in sorted(spans):
        low, high = max(start, reached), min(end, sentence.end)
        if low <= sentence.start and high >= sentence.end - 1:
            return 1.0
        if high > low:
            inside += _solid(text, low, high)
            reached = high
    if not inside:
        return 0.0
    return inside / max(1, _solid(text, sentence.start, sentence.end))


def _solid(text: str, start: int, end: int) -> int:
    return len("".join(text[start:end].split()))
