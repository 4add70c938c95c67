"""Who carries a story: one source behind nearly all of it, or several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from linter.checks.context import Context
from linter.checks.flags import Flag
from linter.document import Zone
from linter.findings import Status
from linter.rulebook.model import Rule

#: Of the attributed sentences of a story, the share of one speaker from which the story is theirs.
NEARLY_ALL = 0.9

#: The condition of the rule files by which somebody's words are themselves the news: a speech, a ruling.
_WORDS_ARE_NEWS = "words-are-news"

#: Sentences from the top in which a story tells what its news is.
_TOP = 6

_BODY = frozenset({Zone.BODY, Zone.LIST})
_ATTRIBUTED = frozenset({Status.DIRECT, Status.INDIRECT, Status.CARRIED, Status.VAGUE})


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
