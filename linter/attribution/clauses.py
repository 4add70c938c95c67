"""Where somebody's words end inside a sentence that goes on without them: "While Roe denies it, the council paid"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.attribution.afterphrase import looks_like_verb
from linter.attribution.grammar import Grammar, Token, Words
from linter.attribution.phrases import is_verb
from linter.attribution.story import Story

if TYPE_CHECKING:
    from linter.attribution.matching import Match

#: Words among which one that puts a clause first stands, and those in which the main clause after it shows a verb.
_FRONT, _SUBJECT = 3, 9


def aside(match: Match, words: Words, story: Story) -> Match:
    """End the content of a clause inside a sentence where the sentence goes on.

    That is a relative clause after a comma ("Roe, who denies it, was paid by a firm"), one between dashes or in
    brackets, one that comes first ("While Roe denies it, the council paid"), and one that is the subject ("What Roe
    called a raid was a visit", "Claims that it fell were denied").
    """
    tokens, grammar = words.tokens, story.grammar
    starts, after = words.at(match.start), words.at(match.cue.end)
    place = _relative_end(match, words, grammar) if match.source and not match.shared else None
    if place is None and match.content and match.content[0].start > match.cue.start:
        place = _closing_mark(tokens, starts, after)
    if place is None:
        place = _main_clause(words, starts, match, story) or _terms(tokens, after, grammar)
    if place is None and starts == 1 and tokens[0].word in grammar.list("as-subject"):
        place = next((at for at in range(after, len(tokens) - 2) if tokens[at].cls == "X"), None)
    elif place is None and match.frame.cue_frame == "noun":
        place = _predicate(tokens, starts, after, grammar)
    if place is None:
        return match
    end = words.starts[place]
    cut = [story.trim(span.start, min(span.end, end)) for span in match.content if span.start < end]
    kept = tuple([span for span in cut if span])
    return match._replace(content=kept) if kept else match


def _relative_end(match: Match, words: Words, grammar: Grammar) -> int | None:
    """Return the mark that closes a relative clause which a mark opens: "Roe, who denies it, was paid"."""
    assert match.source is not None
    tokens, at = words.tokens, words.at(match.source.start)
    if at and tokens[at].cls != "R" and tokens[at].word not in grammar.list("relative-possessives"):
        at -= 1  # ", which Roe denies,"
        if tokens[at].cls != "R":
            return None
    mark = tokens[at - 1].cls if at else ""
    if not mark or mark not in ",—–":
        return None
    for place in range(words.at(match.cue.end), len(tokens) - 1):
        if tokens[place].cls == mark and (mark != "," or is_verb(tokens[place + 1], grammar)):
            return place
    return None


def _main_clause(words: Words, starts: int, match: Match, story: Story) -> int | None:
    """Return the comma before the main clause where what is said stands in one before it: "While Roe denies it, …"."""
    tokens, grammar = words.tokens, story.grammar
    first = next((at for at, token in enumerate(tokens[: min(starts, _FRONT)]) if token.cls not in 'CBA"'), starts)
    opens = tokens[first : first + 2]
    if first >= starts or "," in [token.cls for token in tokens[first:starts]]:
        return None
    if not any([token.word in grammar.list("fronting-clauses") for token in opens]) or not match.content:
        return None
    size, start = len(tokens), words.at(match.content[0].start)
    verb = tokens[start].cls == "P"
    for at in range(start, size - 2):
        quoted = tokens[at].cls == '"' and story.text[words.starts[at] - 1] == ","  # 'called it "a raid," the council'
        verb = verb or quoted or looks_like_verb(tokens, at, size, grammar)
        if not verb or tokens[at].cls != "," and not quoted or tokens[at + 1].cls not in "DPUw#":
            continue
        if story.quotation_at(words.starts[at + quoted]) is None:
            if _has_finite(tokens[at + 1 : at + _SUBJECT], grammar):
                return at + quoted
    return None


def _terms(tokens: Sequence[Token], after: int, grammar: Grammar) -> int | None:
    """Return where it is told on what terms somebody spoke, what they were asked, or who says what of their words.

    "… spoke about it on condition of anonymity", "said yes when asked if it fell", "say it fell, a charge Roe denies".
    """
    when, asked, terms = grammar.list("asked-when"), grammar.list("asked"), grammar.list("speaking-terms")
    indefinites, called = grammar.list("indefinites"), grammar.list("called-nouns")
    for at in range(after, len(tokens) - 2):
        token, follow = tokens[at], tokens[at + 1]
        if token.word in when and follow.word in asked:
            return at
        if token.cls == "," and follow.word in indefinites and tokens[at + 2].word in called:
            if at + 3 < len(tokens) and tokens[at + 3].cls in "DUP":
                return at
        if token.cls == "I":
            told = [each.word for each in tokens[at : at + 4]]
            if " ".join(told[:3]) in terms or " ".join(told) in terms:
                return at - (tokens[at - 1].cls == "A")
    return None


def _has_finite(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Tell whether words that begin with a subject go on with its verb: "the council tore", "his office carves"."""
    if any([looks_like_verb(tokens, at, len(tokens), grammar) for at in range(1, len(tokens))]):
        return True
    one = len(tokens) > 2 and tokens[0].cls == "D" and tokens[1].cls == tokens[2].cls == "w"
    return one and bool(grammar.singular(tokens[2].word)) and tokens[2].word not in grammar.nouns


def _closing_mark(tokens: Sequence[Token], starts: int, after: int) -> int | None:
    """Return the mark that closes what one before `starts` opens: "The wall - Roe says it is old - will fall"."""
    opened = next((at for at in range(starts - 1, -1, -1) if tokens[at].cls in "()"), -1)
    if opened >= 0 and tokens[opened].cls == "(":
        return next((at for at in range(after, len(tokens)) if tokens[at].cls == ")"), None)
    mark = tokens[starts - 1].cls if starts > 1 else ""
    if mark not in ("—", "–"):
        return None
    return next((at for at in range(after, len(tokens)) if tokens[at].cls == mark), None)


def _predicate(tokens: Sequence[Token], starts: int, after: int, grammar: Grammar) -> int | None:
    """Return where the verb stands whose subject is what starts the sentence: "Claims that it fell | were denied"."""
    if any([is_verb(token, grammar) for token in tokens[:starts]]):
        return None
    verbs = [at for at in range(after + 1, len(tokens)) if tokens[at].cls == "X" and tokens[at - 1].cls not in "XA"]
    last = verbs[-1] if verbs else 0
    before = next((at for at in range(last - 1, after, -1) if is_verb(tokens[at], grammar)), 0)
    if not before or any([token.cls in ",;:—–RSCBP" for token in tokens[before:last]]):
        return None
    return last
