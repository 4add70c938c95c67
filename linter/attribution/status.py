"""The status of each sentence: how its words are attributed, if they are."""

from __future__ import annotations

from collections.abc import Sequence

from linter.document import PROSE, Document, Sentence, Span
from linter.findings import Attribution, SourceKind, Status

#: Share of a sentence's characters that content must cover for the sentence to be attributed.
COVERED = 1 / 3

_VAGUE = frozenset({SourceKind.ANONYMOUS, SourceKind.COLLECTIVE, SourceKind.OUTLET, SourceKind.NONE})


def statuses(document: Document, attributions: Sequence[Attribution]) -> tuple[Status, ...]:
    """Return one status for each sentence of the document."""
    spans = [(span, attribution) for attribution in attributions for span in attribution.content]
    spans.sort(key=lambda pair: pair[0])
    found = []
    first = 0
    for sentence in document.sentences:
        if sentence.zone not in PROSE:
            found.append(Status.NOT_ASSERTION)
            continue
        while first < len(spans) and spans[first][0].end <= sentence.start:
            first += 1
        here = []
        for index in range(first, len(spans)):
            span = spans[index][0]
            if span.start >= sentence.end:
                break
            if span.end > sentence.start:
                here.append(spans[index])
        found.append(_status(document, sentence, here))
    return tuple(found)


def _status(document: Document, sentence: Sentence, here: Sequence[tuple[Span, Attribution]]) -> Status:
    if document.text[sentence.end - 1] == "?" and not here:
        return Status.NOT_ASSERTION
    if not here or _covered(document.text, sentence, [span for span, _ in here]) < COVERED:
        return Status.NONE
    attributions = [attribution for _, attribution in here]
    answerable = [a for a in attributions if a.kind not in _VAGUE]
    if not answerable:
        return Status.VAGUE
    own = [a for a in answerable if not a.carried]
    if not own:
        return Status.CARRIED
    return Status.DIRECT if any([a.direct for a in own]) else Status.INDIRECT


def _covered(text: str, sentence: Sentence, spans: Sequence[Span]) -> float:
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
