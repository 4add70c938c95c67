"""Attributions of one sentence side by side: where the words of each end, and which stand inside another's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.attribution.grammar import WORD, Grammar, Token, Words
from linter.attribution.story import Story
from linter.document import Span

if TYPE_CHECKING:
    from linter.attribution.matching import Match

_BREAKS = ",;—–"

#: The frames of cues after which a clause follows.
_CLAUSES = frozenset({"say", "that", "tell", "think", "clause-only", "found-clause"})


def settle(found: Sequence[Match], story: Story, index: int) -> list[Match]:
    """End each content where the next attribution of the sentence begins beside it, not inside it.

    "The firm said the pit was safe, adding that …": the first content ends at the comma. "The firm said
    the mayor claimed …": the second attribution is part of the first's content.
    """
    if len(found) < 2:
        return list(found)
    settled: list[Match] = []
    words = story.words(index)
    for at, match in enumerate(found):
        limit = None
        for later in found[at + 1 :]:
            limit = _break_before(story, words, match, later)
            if limit is None:  # what stands inside somebody's words ends with them
                limit = next((c.end for c in later.content if c.covers(match.cue)), None)
            if limit is None and later.source and later.source.covers(match.cue):
                limit = later.source.end  # "Roe, who backed the plan, said …"
            if limit is not None:
                break
        if limit is None:
            settled.append(match)
            continue
        content = []
        for span in match.content:
            if span.start < limit < span.end:
                cut = story.trim(span.start, limit)
                if cut:
                    content.append(cut)
            elif span.start < limit:
                content.append(span)
        settled.append(match._replace(content=tuple(content)) if content else match)
    settled = [_without_clause(match, settled, story) for match in settled]
    return [match for match in settled if match.frame.nests or not _inside(match, settled)]


def _without_clause(match: Match, found: Sequence[Match], story: Story) -> Match:
    """End a source before a clause that is an attribution by itself: "Roe" of "Roe, who denied it, said"."""
    if match.source is None:
        return match
    for other in found:
        if other is match or other.source is None or not match.source.covers(other.cue):
            continue
        pronoun = story.text[other.source.start : other.source.end].lower()
        if pronoun in story.grammar.list("relative-pronouns") and match.source.covers(other.source):
            before = story.text[match.source.start : other.source.start].rstrip()
            if before and before[-1] in _BREAKS:
                source = story.trim(match.source.start, match.source.start + len(before))
                return match._replace(source=source) if source else match
    return match


def _inside(match: Match, found: Sequence[Match]) -> bool:
    """Tell whether a match stands in the words of another."""
    return any([content.covers(match.cue) for other in found if other is not match for content in other.content])


def _break_before(story: Story, words: Words, match: Match, later: Match) -> int | None:
    """Return where the content of `match` ends because `later` stands beside it, or None if it is inside."""
    text = story.text
    at = later.start
    if at <= match.cue.end:
        return None
    own = [span for span in later.content if span.end <= later.start]
    if own and later.frame.pattern == "according-to":
        return None
    grammar = story.grammar
    if (
        later.source
        and not later.shared
        and text[later.source.start : later.source.end].lower() in grammar.list("relative-pronouns")
    ):
        return None
    if own:  # its words come first, so they are the end of what stood before them
        at = own[0].start
        if at <= match.cue.end or later.source is None and any([at == span.start for span in match.content]):
            return None  # "In May, Roe said, the owner was said to …": nobody else is told of there
    before = text[match.cue.end : at].rstrip()
    word = before.rsplit(None, 1)[-1].lower() if before else ""
    joined = word in grammar.list("conjunctions") or word in grammar.list("adversatives")
    if joined or word in grammar.list("parallels"):
        before = before[: -len(word)].rstrip()
        span = Span(match.cue.end, match.cue.end + len(before))
        if joined and match.frame.cue_frame in _CLAUSES and _is_phrase(words.within(span).tokens, grammar):
            return None  # "said a study of tides and wave data shows …": one subject, of two nouns
    if later.shared or joined or (before and before[-1] in _BREAKS):
        return match.cue.end + len(before)
    return None


def _is_phrase(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Tell whether there is no verb in what was said so far: "a study of tides", the beginning of a clause."""
    before = ""
    for token in tokens:
        if token.cls in "XVP" or token.cls == WORD and token.word.endswith(grammar.past_endings):
            return False
        if token.cls == WORD and token.word.endswith(grammar.plural_endings) and before not in ("I", "D", "A", "C"):
            return False
        before = token.cls
    return len(tokens) > 1
