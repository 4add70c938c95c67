"""Names beside words for an office: "Secretary of State John Kerry", and those that are such a word: "Stephen King"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from linter.attribution.grammar import DETERMINER, NAME, PREPOSITION, SHORT_NAME, WORD, Grammar, Token
from linter.rulebook.levelling import normalise

#: Classes with which a clause begins.
_CLAUSE = "RSVX;:"

#: Words of a name, where nothing but their number tells them from those of the office.
_WORDS = 2


def named_after(tokens: Sequence[Token], head: Token, text: str, grammar: Grammar) -> tuple[str, ...]:
    """Return the name of whoever holds an office, at the end of the phrase that tells it; nothing if there is none.

    `head` is the role, `text` the document's. A name stands after a title ("… and Energy Shri R. K. Singh"), or is
    the last two of three or more capitalised words: after an office without an article, which no office is without
    a name ("Secretary of State John Kerry"), or where the story has the surname elsewhere.
    """
    at = next((at for at, token in enumerate(tokens) if token is head), len(tokens))
    if at + 1 >= len(tokens) or tokens[at + 1].cls != PREPOSITION:
        return ()
    run = _last_run(tokens[at + 2 :])
    if not head.raw[0].isupper():  # "secretary of state John Kerry"; of a charity the name may be its own
        field = tokens[at + 2 : len(tokens) - len(run)]
        known = len(field) == 1 and field[0].word in grammar.list("office-fields")
        return _names(run) if known and len(run) >= _WORDS else ()
    title = max([place for place, token in enumerate(run) if token.word.rstrip(".") in grammar.titles], default=0)
    if title:  # right after the preposition it is another's: "Adviser to Senator Jane Moss"
        return _names(run[title + 1 :])
    initials = next((place for place, token in enumerate(run) if place and _is_initial(token)), 0)
    if initials:
        return _names(run[initials:])
    words = [token for token in run if token.cls == NAME]
    names = words[-_WORDS:]
    if len(words) <= _WORDS or not _may_name(names, grammar):
        return ()
    bare = all([token.cls != DETERMINER for token in tokens[:at]])
    return _names(names) if bare or _elsewhere(names, text) else ()


def named_member(tokens: Sequence[Token], grammar: Grammar) -> tuple[str, ...]:
    """Return the name at the end of a body's, after a word for an office: "Bank of Olm director Mara Ellis"."""
    name = _last_run(tokens)
    role = tokens[len(tokens) - len(name) - 1] if len(name) < len(tokens) else None
    if role is None or role.cls != WORD or role.word not in grammar.roles or len(_names(name)) < _WORDS:
        return ()
    return _names(name)


def in_apposition(tokens: Sequence[Token], head: int, least: int = _WORDS) -> Sequence[Token]:
    """Return the words of a name that follows a role after a comma: "a spokeswoman, Mara Ellis"; none if none does.

    `least` words make a name: one would do where the surname is told ("Moss's son, Grant").

    `head` is where what stands with the role begins: "the director of the Norland Centre, Mara Ellis". A plain word
    before the comma might have the name itself: "the head of the charity, Shelter Norland".
    """
    comma = next((at for at in range(head, len(tokens)) if tokens[at].cls == ","), len(tokens))
    between = tokens[head:comma]
    if between and (between[-1].cls != NAME or any([token.cls in _CLAUSE for token in between])):
        return ()
    name = list(takewhile(lambda token: token.cls in (NAME, "."), tokens[comma + 1 :]))
    return name if len(name) >= least else ()


def is_surname(core: Sequence[Token], head: Token, text: str, grammar: Grammar) -> bool:
    """Tell whether a word for an office is somebody's surname: "Mr Bishop", "Peter T. King", "Stephen King".

    `core` are the tokens up to the head noun of a phrase, which the word is; `text` is the document's.
    """
    if not head.raw[0].isupper() or core[-1] is not head:
        return False
    # "The Post's Paul Singer": whose he is stands before.
    own = max([at + 1 for at, token in enumerate(core[:-1]) if token.word != normalise(token.raw)], default=0)
    before = [token for token in core[own:-1] if token.cls != "."]
    if before and before[0].cls == DETERMINER:
        return False
    surname = head.word in grammar.list("surname-roles")
    if not before:  # "King said", where nobody is "the king"
        return surname and not has_word(text, f" {head.word}")
    last = before[-1]
    if _is_initial(last) or last.word.rstrip(".") in grammar.list("courtesy-titles"):
        return True
    people = grammar.member(last) and len(last.raw) > SHORT_NAME
    return surname and last.cls == NAME and not people and _may_name([last], grammar)


def has_word(text: str, words: str) -> bool:
    """Tell whether words stand in a text and their last one ends there."""
    at = text.find(words)
    while at >= 0:
        if not text[at + len(words) : at + len(words) + 1].isalpha():
            return True
        at = text.find(words, at + 1)
    return False


def _last_run(tokens: Sequence[Token]) -> list[Token]:
    """Return the capitalised words at the end, initials with their full stops; nothing if the end is something else."""
    run: list[Token] = []
    for token in reversed(tokens):
        if token.cls != NAME and token.cls != ".":
            break
        run.append(token)
    return run[::-1]


def _is_initial(token: Token) -> bool:
    return len(token.raw) == 1 and token.raw.isupper()


def _names(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple([token.raw for token in tokens if token.cls == NAME and not _is_initial(token)])


def _may_name(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Tell whether words may be a person's name, and not the end of a place's or a body's."""
    last = tokens[-1]
    known = grammar.body_words | grammar.lands | grammar.nouns | grammar.titles
    return known.isdisjoint((last.word, grammar.singular(last.word))) and not last.raw.isupper()


def _elsewhere(names: Sequence[Token], text: str) -> bool:
    """Tell whether the story has a surname without the first name too."""
    return text.count(names[-1].raw) > text.count(" ".join([token.raw for token in names]))
