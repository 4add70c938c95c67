"""Where a source after its cue begins and ends: "said Jane Roe, a spokeswoman for the port"."""

from __future__ import annotations

from collections.abc import Sequence

from linter.attribution.beforephrase import CORE, OPENERS, Range
from linter.attribution.grammar import Grammar, Token


def after(
    tokens: Sequence[Token], at: int, grammar: Grammar, ceiling: int | None = None, *, bare: bool = False
) -> Range | None:
    """Return the noun phrase that begins at token `at`, with its appositions; None when none does.

    `bare` lets it begin with any word, where the place says that it is a phrase: "urged drivers to …".
    """
    size = len(tokens) if ceiling is None else ceiling
    if at >= size:
        return None
    first = tokens[at]
    if first.cls == "P":
        return at, at + 1
    if first.cls not in OPENERS or (first.cls == "w" and not bare and not _bare_noun(tokens, at, size, grammar)):
        return None
    end = _core_end(tokens, at, size, grammar)
    for index in range(at + 1, end):
        if index == at + 1 and first.cls == "D" and tokens[index].cls == "w" and index + 1 < end:
            continue  # "one unaligned strategist"
        if looks_like_verb(tokens, index, size, grammar):
            follow = tokens[index + 1] if index + 1 < size else None
            if follow and follow.cls == "I" and tokens[index].cls == "w" and follow.word not in grammar.particles:
                end = _clause_end(tokens, index, size)  # "polls compiled by the institute"
                break
            return at, index
    if end < size and tokens[end].cls == "R" and end > at:
        end = _clause_end(tokens, end, size)  # "an official who asked not to be named"
    while end < size and tokens[end].cls == ",":
        more = _apposition_end(tokens, end + 1, size, grammar)
        if more is None:
            break
        end = more
    while end > at and tokens[end - 1].cls in ",IC":
        end -= 1
    return (at, end) if end > at else None


def _bare_noun(tokens: Sequence[Token], at: int, size: int, grammar: Grammar) -> bool:
    return any([token.word in grammar.nouns for token in tokens[at : min(size, at + 4)] if token.cls in "wU"]) or (
        at + 1 < size and tokens[at + 1].cls == "U"
    )


def _core_end(tokens: Sequence[Token], at: int, size: int, grammar: Grammar) -> int:
    index = at
    while index < size:
        token = tokens[index]
        cls = token.cls
        if cls == "w" and index > at and tokens[index - 1].cls == "U" and token.word not in grammar.nouns:
            follow = tokens[index + 1] if index + 1 < size else None
            if follow is None or follow.cls in ',."':
                if looks_like_verb(tokens, index, size, grammar):
                    break
            elif follow.cls != "U" and not _leads_to_noun(tokens, index, size, grammar):
                break
            if looks_like_verb(tokens, index, size, grammar):
                break
            index += 1
        elif cls in CORE or cls == "D" and index == at:
            index += 1
        elif cls == "D" and index > at and tokens[index - 1].cls in "IDC":
            index += 1
        elif cls == "." and index + 1 < size:
            index += 1
        elif cls == "(":
            close = next((i for i in range(index, min(size, index + 10)) if tokens[i].cls == ")"), None)
            if close is None:
                break
            index = close + 1
        elif cls == "I" and token.word in grammar.noun_prepositions and index > at:
            follow = tokens[index + 1] if index + 1 < size else None
            if tokens[index - 1].cls == "U" and token.word not in grammar.list("name-prepositions"):
                break
            if (
                follow is None
                or follow.cls in "TPA"
                or (token.word in grammar.to and follow.cls == "w")
                or (follow.cls == "D" and _opens_adjunct(tokens, index, size, grammar))
            ):
                break
            if (
                token.word in grammar.list("adjunct-openers")
                and follow.cls in "T#D"
                and _opens_adjunct(tokens, index, size, grammar)
            ):
                break
            index += 1
        elif cls == "C" and index + 1 < size and index > at:
            if tokens[index - 1].cls not in "Uw.)":
                break
            if tokens[index + 1].cls not in "UD" and not (
                tokens[index + 1].cls == "w" and _leads_to_noun(tokens, index, size, grammar)
            ):
                break
            index += 1
        else:
            break
    return index


def _leads_to_noun(tokens: Sequence[Token], at: int, size: int, grammar: Grammar) -> bool:
    """Tell whether plain words from `at` lead to one that a source may be: "cyber security companies"."""
    for token in tokens[at + 1 : min(size, at + 4)]:
        if token.cls != "w":
            return False
        if token.word in grammar.nouns:
            return True
    return False


def _opens_adjunct(tokens: Sequence[Token], at: int, size: int, grammar: Grammar) -> bool:
    """Tell whether a preposition begins a phrase of the saying, not of the source: "in a statement"."""
    if tokens[at].word not in grammar.list("adjunct-openers"):
        return False
    head = tokens[at + 1 : min(size, at + 5)]
    return any(
        token.word in grammar.list("documents") or token.word in grammar.list("occasions") or token.cls == "T"
        for token in head
    )


def _clause_end(tokens: Sequence[Token], at: int, size: int) -> int:
    """Return where the clause that goes on at `at` ends: at the next comma, dash, quotation mark or stop."""
    while at < size and tokens[at].cls not in ',;:"“”—–' and not (tokens[at].cls in ".?!" and at + 1 >= size):
        at += 1
    return at


def described(tokens: Sequence[Token], end: int, grammar: Grammar) -> int:
    """Return where a source ends that may go on without a comma: "a poll last week by the centre"."""
    if end >= len(tokens):
        return end
    token = tokens[end]
    if token.cls == "T" or token.cls == "w" and token.word.endswith(grammar.past_endings):
        return _clause_end(tokens, end, len(tokens))
    return end


def _apposition_end(tokens: Sequence[Token], at: int, size: int, grammar: Grammar) -> int | None:
    """Return where an apposition or relative clause that begins at `at` ends, or None if none does."""
    if at >= size:
        return None
    first = tokens[at]
    if first.cls == "R":
        return _clause_end(tokens, at + 1, size)
    if first.cls == "#" and not (at + 1 >= size or tokens[at + 1].cls in ",.;"):
        return None  # an age stands alone between commas; other figures begin the next clause
    if first.cls == "A" and at + 1 < size:  # "then the club's agent", "now director of the port"
        return _apposition_end(tokens, at + 1, size, grammar) if tokens[at + 1].cls in "DUw" else None
    starts = first.cls in "D#U" or (first.cls == "w" and _bare_noun(tokens, at, size, grammar))
    if not starts:
        return None
    end = _core_end(tokens, at, size, grammar)
    if end < size and tokens[end].cls == "R":
        end = _clause_end(tokens, end, size)
    if end < size and tokens[end].cls not in ',.;:!?"“”—–I)TA':
        return None
    return end


def looks_like_verb(tokens: Sequence[Token], at: int, size: int, grammar: Grammar) -> bool:
    """Tell whether the word at `at`, after a noun, is likely a verb: by class, ending or what follows."""
    token = tokens[at]
    if token.cls in "XV":
        return True
    if token.cls != "w":
        return False
    if token.word.endswith(grammar.past_endings):
        return True
    ends = token.word.endswith(grammar.plural_endings)
    return ends and at + 1 < size and tokens[at + 1].cls in "DPO" and token.word not in grammar.nouns
