"""What a template lets one know before its regex is tried: the words that a match must hold, and where it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from sys import intern
from typing import TypeAlias

from linter.rulebook.levelling import normalise
from linter.rulebook.template import Choice, Node, Sequence_, Slot, Word, WordLists, is_word


def literals(nodes: Sequence_, words: WordLists) -> frozenset[str]:
    """Return lower-case words one of which any match must hold, or nothing if no such set exists.

    Of several such sets the one is taken whose words are rarest in copy, going by the list `common`, then the
    one of the longest words. An entry that ends in `*` may be the beginning of the word in the text.
    """
    return next(iter(_ranked({_node_literals(node, words, entry_literal) for node in nodes}, words)), frozenset())


def literal_sets(nodes: Sequence_, words: WordLists) -> tuple[frozenset[str], ...]:
    """Return sets of words of each of which any match must hold one, the rarest set first.

    Words that stand side by side are one, which is much rarer than each: "needless to say".
    """
    ranked = _ranked(_sets(nodes, words), words)
    common = words.get("common", ())
    return (*ranked[:1], *(found for found in ranked[1:MOST] if -_worth(found, common)[0] < _TOO_COMMON))


def _sets(nodes: Sequence_, words: WordLists) -> Iterator[frozenset[str]]:
    """Give the sets of words that the nodes of a template ask for, phrases whole."""
    run: list[Word] = []
    for node in nodes:
        joins = isinstance(node, Word) and _is_whole(normalise(node.text))
        if run and not (joins and not run[-1].open):
            yield frozenset({_phrase(run)})
            run = []
        if joins and isinstance(node, Word):
            run.append(node)
        else:
            yield _node_literals(node, words, whole_literal)
    if run:
        yield frozenset({_phrase(run)})


#: Words with which a template begins are not worth looking for when more than so much of copy is they.
_MOSTLY = 0.28


def first_literals(nodes: Sequence_, words: WordLists) -> frozenset[str]:
    """Return the words or phrases with one of which any match begins, or nothing if none are known or worth it."""
    found = _firsts(nodes, words)
    return found if found and -_worth(found, words.get("common", ()))[0] < _MOSTLY else frozenset()


def _firsts(nodes: Sequence_, words: WordLists) -> frozenset[str]:
    node = nodes[0]
    if isinstance(node, Choice):
        sets = [] if node.optional else [_firsts(option, words) for option in node.options]
        return frozenset().union(*sets) if sets and all(sets) else frozenset()
    if isinstance(node, Word):
        return next(_sets(nodes, words)) if _is_whole(normalise(node.text)) else frozenset()
    entries = [form for entry in words.get(node.kind or node.label, ()) for form in entry.split("|")]
    whole = all(_is_whole(normalise(form.strip()).removesuffix("*")) for form in entries)
    return frozenset([whole_literal(form, words) for form in entries]) if whole else frozenset()


def _phrase(run: Sequence[Word]) -> str:
    return " ".join([normalise(word.text) for word in run]) + ("*" if run[-1].open else "")


def _is_whole(text: str) -> bool:
    """Tell whether a word or phrase has no mark at its ends, so that it stands in the text between spaces or marks."""
    return text[:1].isalnum() and text[-1:].isalnum()


def _ranked(sets: Iterable[frozenset[str]], words: WordLists) -> list[frozenset[str]]:
    """Return the sets that have words, each once, the best to look for first."""
    common = words.get("common", ())
    return sorted(
        {found for found in sets if found}, key=lambda found: (_worth(found, common), sorted(found)), reverse=True
    )


def _node_literals(node: Node, words: WordLists, entry: Callable[[str, WordLists], str]) -> frozenset[str]:
    """Return the words one of which must stand for a node to match; `entry` gives that of an entry of a list."""
    if isinstance(node, Word):
        return frozenset({normalise(node.text) + ("*" if node.open else "")}) if is_word(node) else frozenset()
    if isinstance(node, Slot):
        entries = words.get(node.kind or node.label, ())
        return frozenset([entry(form, words) for listed in entries for form in listed.split("|")])
    if node.optional:
        return frozenset()
    best = literals if entry is entry_literal else _best
    sets = [best(option, words) for option in node.options]
    return frozenset().union(*sets) if all(sets) else frozenset()


def _best(nodes: Sequence_, words: WordLists) -> frozenset[str]:
    return next(iter(_ranked(_sets(nodes, words), words)), frozenset())


#: How many sets of words a pattern is known by.
MOST = 4

#: A second set is not worth looking for when its words stand in copy more often than the thirtieth of them.
_TOO_COMMON = 1 / 30


def _worth(found: frozenset[str], common: Sequence[str]) -> tuple[float, int, int]:
    """Rank literals: how seldom they stand in copy (one over the rank), their length, their count."""
    often = sum(1 / (1 + common.index(literal)) for literal in found if literal in common)
    return -often, min(len(literal) for literal in found), -len(found)


def entry_literal(form: str, words: WordLists) -> str:
    """Return the word of a form that the text must hold for it to match: its rarest, its longest; interned."""
    common = words.get("common", ())
    return intern(max(normalise(form.strip()).split(), key=lambda word: (word not in common, len(word))))


#: Gaps and names from which a template may take long: each can end in many places, and those multiply.
_MANY = 4


def may_take_long(nodes: Sequence_) -> bool:
    """Tell whether a template has so many parts of open length that its matching needs the clock."""
    return _open_parts(nodes) >= _MANY


def _open_parts(nodes: Sequence_) -> int:
    count = 0
    for node in nodes:
        if isinstance(node, Slot):
            count += node.label == "gap" or "name" in (node.label, node.kind)
        elif isinstance(node, Choice):
            count += max(_open_parts(option) for option in node.options)
    return count


def whole_literal(form: str, words: WordLists) -> str:
    """Return the whole of a form, or the word that stands for it where a mark is at its end: "dr. no."; interned."""
    phrase = intern(" ".join(normalise(form).split()))
    return phrase if _is_whole(phrase.removesuffix("*")) else entry_literal(form, words)


#: How many characters before a literal a match may begin.
Starts: TypeAlias = tuple[int, ...]


def list_starts(nodes: Sequence_, words: WordLists) -> dict[str, Starts] | None:
    """Return, for a template that is one word list, where a match begins for each literal that is not the match.

    One character stands between two words. None for any other template.
    """
    if len(nodes) != 1 or not isinstance(nodes[0], Slot):
        return None
    alone = not nodes[0].kind  # under a label a regex alone tells what stands
    starts: dict[str, set[int]] = {}
    whole: set[str] = set()
    for entry in words.get(nodes[0].kind or nodes[0].label, ()):
        for form in entry.split("|"):
            found = normalise(form.strip()).split()
            literal = whole_literal(form, words)
            if literal == " ".join(found):
                whole.add(literal)
                before = 0
            else:
                before = sum(len(word) + 1 for word in found[: found.index(literal)])
            starts.setdefault(literal, set()).add(before)
    if not starts:
        return None
    sure = {literal for literal in whole if alone and starts[literal] == {0} and not literal.endswith("*")}
    return {literal: tuple(sorted(before)) for literal, before in starts.items() if literal not in sure}
