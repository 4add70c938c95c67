"""A noun phrase before a cue less what stands before the source in it: "After the match | Roe said"."""

from __future__ import annotations

from collections.abc import Sequence

from linter.attribution.grammar import Grammar, Token
from linter.attribution.phrases import Range


def narrowed(tokens: Sequence[Token], phrase: Range, grammar: Grammar) -> Range | None:
    """Return the part of a phrase that may be the source; None where there is none."""
    for without in (_without_claim, _without_adjunct, _without_predicate):
        phrase = without(tokens, phrase, grammar)
    return _without_verb(tokens, phrase, grammar)


def _without_claim(tokens: Sequence[Token], phrase: Range, grammar: Grammar) -> Range:
    """Return a phrase less what is said of the words before it: "…, a claim | Roe denies"."""
    first, end = phrase
    if end - first < 2 or tokens[first].word not in grammar.list("indefinites"):
        return phrase
    named = tokens[first + 1].word in grammar.list("called-nouns")
    return (first + 2, end) if named and end - first > 2 and tokens[first + 2].cls in "UD" else phrase


def _without_adjunct(tokens: Sequence[Token], phrase: Range, grammar: Grammar) -> Range:
    """Return a phrase less the words of what opens its sentence: "After the match | Roe said"."""
    first, end = phrase
    opens = first == 1 or first > 1 and tokens[first - 2].cls in "CB"
    if not opens or tokens[first - 1].cls != "I" or tokens[first - 1].word in grammar.list("as-words"):
        return phrase
    name = end
    while name > first and tokens[name - 1].cls in "U.":
        name -= 1
    if name == end:
        return phrase
    if name > first and tokens[name - 1].word in grammar.person_words:
        roles = grammar.person_words | grammar.organisations | grammar.list("office-fields")
        name = next((at + 1 for at in range(name - 1, first - 1, -1) if tokens[at].word not in roles), first)
    return (name, end) if name > first and tokens[name - 1].cls == "w" else phrase


def _without_predicate(tokens: Sequence[Token], phrase: Range, grammar: Grammar) -> Range:
    """Return a phrase less what a form of "be" says of somebody: "was critical of | council claims"."""
    first, end = phrase
    verb = first - 1
    while verb > 0 and tokens[verb].cls == "A":
        verb -= 1
    opening = tokens[first]
    if verb < 0 or tokens[verb].word not in grammar.bes or opening.cls != "w":
        return phrase
    if opening.word in grammar.nouns:
        return phrase
    return next((at + 1 for at in range(first, end - 1) if tokens[at].cls == "I"), first), end


def _without_verb(tokens: Sequence[Token], phrase: Range, grammar: Grammar) -> Range | None:
    """Return a phrase less the verb that an auxiliary before it asks for: "will hold | banners"."""
    first, end = phrase
    opening, helper = tokens[first], first - 1
    if opening.cls != "w" or opening.word in grammar.nouns or grammar.singular(opening.word):
        return phrase
    while helper > 0 and (tokens[helper].cls == "A" or tokens[helper].word in grammar.negations):
        helper -= 1
    if helper < 0 or tokens[helper].word not in grammar.list("verb-helpers"):
        return phrase
    if tokens[helper].word in grammar.to and (end - first == 1 or tokens[first + 1].cls not in "ID#P"):
        return phrase  # "to old hands"
    first += 1
    while first < end and tokens[first].cls in "IA":
        first += 1
    return (first, end) if first < end else None
