"""What `beforephrase` and `afterphrase` share: the words of a noun phrase, and those that tell who somebody is.

Phrases are token indices, half open.
"""

from __future__ import annotations

from collections.abc import Sequence

from linter.attribution.grammar import Grammar, Token

Range = tuple[int, int]

CORE = "Uw#'&/$%@-"  # what may stand inside a noun phrase: names, words, numbers, joining marks
OPENERS = "DUw#$"  # what may begin one

#: Words before the preposition of an office: "senior energy policy analyst at".
_OFFICE = 6


def participle(token: Token, grammar: Grammar) -> bool:
    """Tell whether a word of no other class ends like a participle: "published", "playing"."""
    return token.cls == "w" and token.word.endswith(grammar.participles)


def is_verb(token: Token, grammar: Grammar) -> bool:
    """Tell by itself whether a word is a verb: an auxiliary, a known one, or one that ends like a past."""
    return token.cls in "XV" or token.cls == "w" and token.word.endswith(grammar.past_endings)


def amid_name(tokens: Sequence[Token], at: int, size: int) -> bool:
    """Tell whether an article stands inside a name: "Rock the Vote"."""
    return tokens[at - 1].cls == "U" and at + 1 < size and tokens[at + 1].cls == "U"


def describes(tokens: Sequence[Token], at: int, size: int, grammar: Grammar) -> bool:
    """Tell whether plain words from `at` tell of an office held somewhere: "co-director of the port"."""
    if participle(tokens[at], grammar):
        return False
    for index in range(at, min(size, at + _OFFICE)):
        token = tokens[index]
        if token.cls == "I":
            return index > at and token.word in grammar.list("office-prepositions")
        if token.cls not in "wU'&-":
            return False
    return False
