"""Where a source after its cue begins and ends: "said Jane Roe, a spokeswoman for the port"."""

from __future__ import annotations

from collections.abc import Sequence

from linter.attribution.grammar import Grammar, Token
from linter.attribution.phrases import CORE, OPENERS, Range, amid_name, describes, is_verb, participle


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
    if first.cls == "P" or first.cls == "O" and bare:
        return at, at + 1
    if first.word in grammar.phrase_openers and at + 1 < size and tokens[at + 1].cls in "w#":
        rest = after(tokens, at + 1, grammar, ceiling, bare=bare)  # "early results", "only two officials"
        return (at, rest[1]) if rest else None
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
    if end + 1 < size and tokens[end].cls == "V" and tokens[end + 1].word in grammar.list("agent-prepositions"):
        leader = after(tokens, end + 2, grammar, ceiling)  # "a team led by Roe"
        end = leader[1] if leader else end
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


def _core_end(tokens: Sequence[Token], at: int, size: int, grammar: Grammar, *, described: bool = False) -> int:
    """Return where the phrase that begins at `at` ends, without clauses; `described`: it tells who somebody is."""
    index = at
    while index < size:
        token = tokens[index]
        cls = token.cls
        if cls == "w" and index > at and tokens[index - 1].cls == "U" and token.word not in grammar.nouns:
            follow = tokens[index + 1] if index + 1 < size else None
            if follow is None or follow.cls in ',."':
                if looks_like_verb(tokens, index, size, grammar):
                    break
            elif (
                follow.cls != "U"
                and not _leads_to_noun(tokens, index, size, grammar)
                and not (described and (tokens[at].cls in "Dw#" or describes(tokens, index, size, grammar)))
            ):
                break
            if looks_like_verb(tokens, index, size, grammar):
                break
            index += 1
        elif cls in CORE or cls == "D" and index == at:
            index += 1
        elif cls == "D" and index > at and (tokens[index - 1].cls in "IDC" or amid_name(tokens, index, size)):
            index += 1
        elif cls == "." and index + 1 < size:
            index += 1
        elif cls == "(":
            close = next((i for i in range(index, min(size, index + 10)) if tokens[i].cls == ")"), None)
            if close is None:
                break
            index = close + 1
        elif cls == '"' and described and tokens[index - 1].cls == "I":  # "the author of 'The Quarry'"
            close = next((i for i in range(index + 1, min(size, index + 14)) if tokens[i].cls == '"'), None)
            if close is None:
                break
            index = close + 1
        elif cls == "I" and (described or token.word in grammar.noun_prepositions) and index > at:
            if not _goes_on_with(tokens, index, size, grammar, described):
                break
            index += 1
        elif cls == "C" and index + 1 < size and index > at:
            if tokens[index - 1].cls not in "Uw.)" or not _joins(tokens, index + 1, size, grammar, described):
                break
            index += 1
        elif cls in "AT" and _determined(tokens, index, size, grammar):
            index += 1  # "a publicly traded firm", "the town's first mayor"
        else:
            break
    return index


def _determined(tokens: Sequence[Token], at: int, size: int, grammar: Grammar) -> bool:
    """Tell whether `at` stands between an article or possessor and a plain word."""
    before = tokens[at - 1]
    closed = before.cls == "D" or before.word.endswith(grammar.possessive_endings)
    return closed and at + 1 < size and tokens[at + 1].cls == "w"


def _goes_on_with(tokens: Sequence[Token], at: int, size: int, grammar: Grammar, described: bool) -> bool:
    """Tell whether the preposition at `at` leads on inside a phrase, and does not tell of the saying."""
    token, follow = tokens[at], tokens[at + 1] if at + 1 < size else None
    if tokens[at - 1].cls == "U" and not described and token.word not in grammar.list("name-prepositions"):
        return False
    if follow is None or follow.cls in "TPA" or (token.word in grammar.to and follow.cls == "w"):
        return False
    if described or follow.cls not in "T#D":
        return True
    return not _opens_adjunct(tokens, at, size, grammar)


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
    if first.cls == "R" or first.word in grammar.list("relative-pronouns"):
        return _clause_end(tokens, at + 1, size)
    if first.cls == "#" and not (at + 1 >= size or tokens[at + 1].cls in ",.;"):
        return None  # an age stands alone between commas; other figures begin the next clause
    if first.cls == "A" or first.word in grammar.list("apposition-openers"):  # "then the club's agent", "now 81"
        at += 1
        if at >= size or tokens[at].cls not in "DUw#" or participle(tokens[at], grammar):
            return None
    elif first.cls == "I":  # "Roe, 32, of Ava", "Roe, of Ava"
        if first.word not in grammar.list("origin-prepositions") or at + 1 >= size or tokens[at + 1].cls not in "UD":
            return None
        at += 1
    elif first.cls == "w" and not _told(tokens, at, size, grammar):
        return None
    elif first.cls not in "DUw#":
        return None
    end = _core_end(tokens, at, size, grammar, described=True)
    if end < size and (tokens[end].cls == "R" or that_does(tokens, end, size, grammar)):
        end = _clause_end(tokens, end, size)
    if end < size and tokens[end].cls not in ",.;:!?—–I)TAC":
        return None
    return end


def _joins(tokens: Sequence[Token], at: int, size: int, grammar: Grammar, described: bool) -> bool:
    """Tell whether the word at `at`, after "and", goes on with a phrase: "on politics and terror", "and his ally"."""
    if tokens[at].cls in "UD":
        return True
    if tokens[at].cls != "w":
        return False
    if not described or _told(tokens, at, size, grammar):
        return described or _leads_to_noun(tokens, at - 1, size, grammar)
    ends = at + 1 >= size or tokens[at + 1].cls in ",.;"
    return ends and not looks_like_verb(tokens, at, size, grammar) and not participle(tokens[at], grammar)


def that_does(tokens: Sequence[Token], at: int, size: int, grammar: Grammar) -> bool:
    """Tell whether "that" at `at` is the subject of a relative clause: "a firm that sells networks"."""
    return tokens[at].word in grammar.list("relative-pronouns") and at + 1 < size and tokens[at + 1].cls in "XVAw"


def _told(tokens: Sequence[Token], at: int, size: int, grammar: Grammar) -> bool:
    """Tell whether plain words from `at` tell who somebody is: "longtime ally of Ellis", "harbour master"."""
    if participle(tokens[at], grammar):  # "acting mayor of Ava", not "citing Ellis"
        return at + 1 < size and tokens[at + 1].cls == "w" and tokens[at + 1].word in grammar.roles
    return _bare_noun(tokens, at, size, grammar) or describes(tokens, at, size, grammar)


def looks_like_verb(tokens: Sequence[Token], at: int, size: int, grammar: Grammar) -> bool:
    """Tell whether the word at `at`, after a noun, is likely a verb: by class, ending or what follows."""
    token = tokens[at]
    if is_verb(token, grammar):
        return True
    if token.cls != "w":
        return False
    ends = token.word.endswith(grammar.plural_endings)
    return ends and at + 1 < size and tokens[at + 1].cls in "DPO" and token.word not in grammar.nouns
