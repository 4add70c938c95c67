"""The words that certainly belong to a noun phrase that ends at a place: "the union's lawyer Jo Lind", read leftwards.

Where the phrase goes on over commas, clauses and dates is asked in `beforephrase`.
"""

from __future__ import annotations

from collections.abc import Sequence

from linter.attribution.grammar import Grammar, Token
from linter.attribution.phrases import CORE, amid_name, participle

_CLOSING = {")": "(", "]": "["}


def core_start(tokens: Sequence[Token], end: int, grammar: Grammar, floor: int) -> int | None:
    """Walk left over the words that certainly belong to the phrase; None when there is none."""
    at = end
    names = False
    while at > floor:
        token = tokens[at - 1]
        cls = token.cls
        if cls in _CLOSING:
            opened = _matching(tokens, at - 1, floor)
            if opened is None:
                break
            at = opened
        elif cls == "U":
            names = True
            at -= 1
        elif cls == "X" and token.word in grammar.list("name-particles") and amid_name(tokens, at - 1, end):
            at -= 1  # "Maria do Carmo"
        elif cls == "." and at - 1 > floor and tokens[at - 2].cls in ("U" if at == end else "Uw"):
            at -= 1  # "Acme Corp. said", "J. Roe said": inside a sentence it ends no more than a word
        elif cls == '"' and at < end and _is_nickname(tokens, at - 1, floor):
            at -= 3
        elif cls == "D":
            at -= 1
            if at > floor and tokens[at - 1].cls == "I" and noun_before(tokens, at - 1, floor, grammar):
                at -= 1
            elif at > floor and tokens[at - 1].cls == "D" or at + 1 < end and amid_name(tokens, at, end):
                continue
            elif at > floor and tokens[at - 1].word in grammar.nouns and tokens[at - 1].cls == "w":
                continue  # "lobby group the CBI"
            elif at - 1 > floor and tokens[at - 1].cls == "C" and tokens[at - 2].cls in "UP":
                at -= 1  # "Roe and her defenders", "Ellis and other owners"
                if tokens[at - 1].cls == "P":
                    return at - 1
            else:
                break
        elif cls == "I" and at - 2 > floor and tokens[at - 2].word in grammar.particles and tokens[at - 3].cls in "D#":
            at -= 2  # "nine out of ten"
        elif cls == "I":
            if at == end or token.word not in grammar.noun_prepositions:
                break
            if not noun_before(tokens, at - 1, floor, grammar):
                break
            at -= 1
        elif cls == "C" and at < end and at - 1 > floor and tokens[at].cls in "UD#" and tokens[at - 2].cls in "U":
            at -= 1
        elif cls == "C" and at < end and at - 1 > floor and tokens[at - 2].cls in "wU":
            return _joined(tokens, at, grammar, floor)
        elif cls == "C" and 0 < at < end and at - 2 >= floor and tokens[at].cls in "UD" and tokens[at - 2].cls == "P":
            return at - 2 if begins_clause(tokens, at - 2, floor) else at  # "he and Moss"
        elif cls == "P" and at < end and tokens[at].cls == "I" and token.word in grammar.list("open-pronouns"):
            return at - 1
        elif cls == "T" and names and at - 1 > floor and tokens[at - 2].cls == "D" and tokens[at].cls == "U":
            at -= 1  # "the Sunday Telegraph"
        elif cls == "T" and at < end and _dates(tokens, at - 1, floor, grammar):
            at -= 2
        elif cls in CORE:
            if names and cls == "w" and token.word not in grammar.nouns and not _leads_to_role(tokens, at - 1, grammar):
                if at < end and tokens[at].cls == "U" and not _premodifies(tokens, at - 1, floor, grammar):
                    break
            at -= 1
        elif cls == "A" and at < end and tokens[at].cls in "w#" and at - 1 > floor and tokens[at - 2].cls in "D":
            at -= 1
        elif cls == "A" and at < end and tokens[at].cls == "w" and _classes(tokens, at - 3, at - 1) == "Dw":
            at -= 1  # "the former first lady"
        else:
            break
    while at < end and tokens[at].cls in "IC.'-":
        at += 1
    if at >= end or not any([token.cls in "UDw#" for token in tokens[at:end]]):
        return None
    if tokens[end - 1].cls == "#" and all([token.cls in "D#" for token in tokens[at:end]]):
        return None
    return at


def _joined(tokens: Sequence[Token], at: int, grammar: Grammar, floor: int) -> int:
    """Return where a phrase begins that a conjunction joins to the one at `at`: "reporters and editors said"."""
    other = core_start(tokens, at - 1, grammar, floor)
    if other is None or not begins_clause(tokens, other, floor):
        return at
    return at if any([participle(token, grammar) for token in tokens[other : at - 1]]) else other


def _classes(tokens: Sequence[Token], start: int, end: int) -> str:
    return "".join([token.cls for token in tokens[max(0, start) : end]])


def _is_nickname(tokens: Sequence[Token], at: int, floor: int) -> bool:
    """Tell whether the mark at `at` closes a nickname inside a name: 'Ian "Red" Moss'."""
    return at - 3 >= floor and _classes(tokens, at - 3, at + 2) == 'U"U"U'


def noun_before(tokens: Sequence[Token], at: int, floor: int, grammar: Grammar) -> bool:
    """Tell whether a noun may stand before the preposition at `at`."""
    if at <= floor or tokens[at].word not in grammar.noun_prepositions:
        return False
    if _dates(tokens, at - 1, floor, grammar):
        return True
    return tokens[at - 1].cls in "Uw#)D%" or tokens[at - 1].word in grammar.list("open-pronouns")


def _dates(tokens: Sequence[Token], at: int, floor: int, grammar: Grammar) -> bool:
    """Tell whether the word at `at` dates a participle before it: "a study published on Monday in Seafaring"."""
    dated = at - 2 > floor and tokens[at].cls == "T" and tokens[at - 1].cls == "I"
    return dated and participle(tokens[at - 2], grammar)


def _premodifies(tokens: Sequence[Token], at: int, floor: int, grammar: Grammar) -> bool:
    """Tell whether the word at `at` may describe the name after it: "the disgraced tycoon Lee"."""
    walk = at
    while walk > floor and tokens[walk].cls in "wU#'-":
        walk -= 1
    if tokens[walk].cls == "A" and walk > floor and tokens[walk - 1].cls == "D":
        walk -= 1  # "a visibly tired Lee"
    if tokens[walk].cls == "D" or (walk <= floor and tokens[walk].cls in "wU"):
        return True
    return tokens[walk].cls in ',:;—–SBC"' and not any([participle(t, grammar) for t in tokens[walk + 1 : at + 1]])


def _leads_to_role(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether a role word stands between `at` and the name: "state energy minister Lee"."""
    for token in tokens[at + 1 : at + 6]:
        if token.cls not in "Uw":
            return False
        if token.word in grammar.roles or token.word in grammar.titles:
            return True
    return False


def _matching(tokens: Sequence[Token], at: int, floor: int) -> int | None:
    opener = _CLOSING[tokens[at].cls]
    for index in range(at - 1, max(floor - 1, at - 12), -1):
        if tokens[index].cls == opener:
            return index
    return None


def begins_clause(tokens: Sequence[Token], at: int, floor: int) -> bool:
    return at <= floor or tokens[at - 1].cls in '"“:;,—–SBC'
