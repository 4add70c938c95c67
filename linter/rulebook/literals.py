"""What a template lets one know before its regex is tried: the words that a match must hold, and where it begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from linter.rulebook.levelling import normalise
from linter.rulebook.template import Choice, Node, Sequence_, Slot, Word, WordLists, is_word


def literals(nodes: Sequence_, words: WordLists) -> frozenset[str]:
    """Return lower-case words one of which any match must hold, or nothing if no such set exists.

    Of several such sets the one is taken whose words are rarest in copy, going by the list `common`, then the
    one of the longest words. An entry that ends in `*` may be the beginning of the word in the text.
    """
    return next(iter(literal_sets(nodes, words)), frozenset())


def literal_sets(nodes: Sequence_, words: WordLists) -> tuple[frozenset[str], ...]:
    """Return sets of words of each of which any match must hold one, the rarest set first, two at most."""
    common = words.get("common", ())
    sets = {found for node in nodes if (found := _node_literals(node, words))}
    ranked = sorted(sets, key=lambda found: (_worth(found, common), sorted(found)), reverse=True)
    return (*ranked[:1], *(found for found in ranked[1:2] if -_worth(found, common)[0] < _TOO_COMMON))


def _node_literals(node: Node, words: WordLists) -> frozenset[str]:
    if isinstance(node, Word):
        return frozenset({normalise(node.text) + ("*" if node.open else "")}) if is_word(node) else frozenset()
    if isinstance(node, Slot):
        return frozenset(
            entry_literal(form, words) for e in words.get(node.kind or node.label, ()) for form in e.split("|")
        )
    if node.optional:
        return frozenset()
    sets = [literals(option, words) for option in node.options]
    return frozenset().union(*sets) if all(sets) else frozenset()


#: A second set is not worth looking for when its words stand in copy more often than the thirtieth of them.
_TOO_COMMON = 1 / 30


def _worth(found: frozenset[str], common: Sequence[str]) -> tuple[float, int, int]:
    """Rank literals: how seldom they stand in copy (one over the rank), their length, their count."""
    often = sum(1 / (1 + common.index(literal)) for literal in found if literal in common)
    return -often, min(len(literal) for literal in found), -len(found)


def entry_literal(form: str, words: WordLists) -> str:
    """Return the word of a form that the text must hold for it to match: its rarest, its longest."""
    common = words.get("common", ())
    return max(normalise(form.strip()).split(), key=lambda word: (word not in common, len(word)))


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


#: How many characters before a word a match may begin; none where the word itself is the match.
Starts: TypeAlias = tuple[int, ...]


def list_starts(nodes: Sequence_, words: WordLists) -> dict[str, Starts] | None:
    """Return, for a template that is one word list, where a match begins for each literal.

    One character stands between two words. None for any other template.
    """
    if len(nodes) != 1 or not isinstance(nodes[0], Slot):
        return None
    starts: dict[str, set[int]] = {}
    entries: list[list[str]] = []
    for entry in words.get(nodes[0].kind or nodes[0].label, ()):
        for form in entry.split("|"):
            found = normalise(form.strip()).split()
            literal = entry_literal(form, words)
            starts.setdefault(literal, set()).add(sum(len(word) + 1 for word in found[: found.index(literal)]))
            entries.append(found)
    shared = _shared(entries)
    return {
        literal: () if before == {0} and literal not in shared else tuple(sorted(before))
        for literal, before in starts.items()
    } or None


def _shared(entries: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the words whose presence alone is no match, or that a longer match may take in."""
    phrases = [entry for entry in entries if len(entry) > 1 or not entry[0].isalnum()]
    stems = [word[:-1] for entry in entries for word in entry if word.endswith("*")]
    alone = {entry[0] for entry in entries if len(entry) == 1}
    grown = {word for word in alone if any(word.startswith(stem) for stem in stems)}
    return frozenset(word for entry in phrases for word in entry) | grown
