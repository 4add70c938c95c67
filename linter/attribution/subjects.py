"""The subject of a sentence, told without a parser: what it begins with, after "on Monday" and "two days later"."""

from __future__ import annotations

from collections.abc import Sequence

from linter.attribution import afterphrase
from linter.attribution.grammar import Grammar, Token, Words
from linter.attribution.phrases import Range
from linter.document import Span


def _opens(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether a sentence has an opening phrase before its subject: "On Monday,", "This year,", "Asked why,"."""
    if tokens[at].cls in "ISTA":
        return True
    if at + 1 >= len(tokens):
        return False
    follow = tokens[at + 1].cls
    return follow in "ITS" and tokens[at].word.endswith(grammar.participles) or follow == "T" and tokens[at].cls == "D"


def subject(words: Words, limit: int, grammar: Grammar) -> Span | None:
    """Return the noun phrase that a sentence begins with, after an opening phrase, if it ends before `limit`."""
    start, tokens = 0, words.tokens
    while start < len(tokens) and tokens[start].cls in '"CB':
        start += 1
    if (timed := _after_time(tokens, start, grammar)) > start:
        start = timed
    elif start < len(tokens) and _opens(tokens, start, grammar):  # "On Monday, …"
        comma = next((i for i in range(start, min(len(tokens), start + 16)) if tokens[i].cls == ","), None)
        if comma is None:
            return None
        start = comma + 1
    phrase = afterphrase.after(tokens, start, grammar, limit)
    if phrase and _points(tokens, phrase, grammar):
        start, at = phrase
        while at < len(tokens) and tokens[at].cls in "A#T":
            at += 1
        rest = afterphrase.after(tokens, at, grammar, limit, bare=True)  # "The famously gruff pilot"
        phrase = rest and (start, rest[1])
    if phrase is None:
        return None
    phrase = _described(tokens, phrase, grammar) or _without_verb(tokens, phrase, limit, grammar)
    return words.span(*phrase) if phrase[1] < limit else None


def _described(tokens: Sequence[Token], phrase: Range, grammar: Grammar) -> Range | None:
    """Return whom a phrase only describes that comes first: "she" of "A driver from Ava, she sold the cab"."""
    start, comma = phrase
    if tokens[start].word not in grammar.list("indefinites") or comma + 2 >= len(tokens) or tokens[comma].cls != ",":
        return None
    told = tokens[comma + 1]
    return (comma + 1, comma + 2) if told.word in grammar.list("singular-pronouns") else None


def _without_verb(tokens: Sequence[Token], phrase: Range, limit: int, grammar: Grammar) -> Range:
    """Return a phrase without the verb in it, where no other stands before `limit`: "The mayor resigned on Monday,"."""
    start, end = phrase
    if any([afterphrase.looks_like_verb(tokens, at, limit, grammar) for at in range(end, limit)]):
        return phrase  # "A fund set up in May paid, …"
    for at in range(start + 1, end - 1):
        if tokens[at + 1].cls == "I" and afterphrase.looks_like_verb(tokens, at, end, grammar):
            return start, at
    return phrase


def _after_time(tokens: Sequence[Token], start: int, grammar: Grammar) -> int:
    """Return where the subject begins after a time that no comma closes: "Two days later Roe came"; else `start`."""
    at = start
    while at < len(tokens) and tokens[at].cls in "D#":
        at += 1
    if at == start or at == len(tokens):
        return start
    if tokens[at].cls != "T" and tokens[at].word not in grammar.list("spans-of-time"):
        return start
    at += 1
    if at < len(tokens) and (tokens[at].cls in "AT" or tokens[at].word in grammar.list("after-spans")):
        at += 1
    return at if at < len(tokens) and tokens[at].cls in "DUP" else start


def _points(tokens: Sequence[Token], phrase: Range, grammar: Grammar) -> bool:
    """Tell whether a phrase is only the word that points at what follows it: "the" famously gruff pilot."""
    start, end = phrase
    if end - start > 1 or tokens[start].cls != "D":
        return False
    return tokens[start].word in grammar.articles_only or (end < len(tokens) and tokens[end].cls in "T#")
