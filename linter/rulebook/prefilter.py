"""One pass over a text for all the words that patterns need, so that few patterns are tried.

An Aho-Corasick automaton finds every literal at once; a pattern is tried only on a sentence that holds one
of its literals. `PlainScan` finds the same words one by one: slow, and there to hold the other to account.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import ahocorasick
import regex

from linter.rulebook.template import normalise

#: Start and end of a hit in the text and the index of its literal.
Hit = tuple[int, int, int]


class Prefilter:
    """Finds literals as whole words. A literal that ends in `*` may be the beginning of a word."""

    def __init__(self, literals: Iterable[str]) -> None:
        self.literals: Sequence[str] = tuple(sorted(set(literals)))
        self._automaton = self._build()

    def scan(self, text: str) -> list[Hit]:
        """Return every literal in `text`, by end, then by length from the longest."""
        lowered = normalise(text)
        size, hits = len(lowered), []
        for last, (length, found) in self._automaton.iter(lowered):
            start, end = last - length + 1, last + 1
            if start and _in_word(lowered[start - 1]) and _in_word(lowered[start]):
                continue
            whole = end >= size or not (_in_word(lowered[end]) and _in_word(lowered[last]))
            hits.extend((start, end, index) for index, open_ in found if whole or open_)
        return hits

    def _build(self) -> Any:
        automaton = ahocorasick.Automaton()
        words: dict[str, list[tuple[int, bool]]] = {}
        for index, literal in enumerate(self.literals):
            word = literal.removesuffix("*")
            words.setdefault(word, []).append((index, word != literal))
        for word, found in words.items():
            automaton.add_word(word, (len(word), found))
        automaton.make_automaton()
        return automaton

    def __getstate__(self) -> Sequence[str]:
        return self.literals

    def __setstate__(self, literals: Sequence[str]) -> None:
        self.literals = literals
        self._automaton = self._build()


class PlainScan(Prefilter):
    """Finds the same hits as `Prefilter`, by one search for each literal."""

    def scan(self, text: str) -> list[Hit]:
        lowered, hits = normalise(text), []
        for index, literal in enumerate(self.literals):
            hits.extend((m.start(), m.end(), index) for m in self._find(literal, lowered))
        return sorted(hits, key=lambda hit: (hit[1], hit[0]))

    @staticmethod
    def _find(literal: str, lowered: str) -> Iterator[regex.Match[str]]:
        word = literal.removesuffix("*")
        head = r"(?<![\p{L}\p{N}_])" if _in_word(word[0]) else ""
        tail = r"(?![\p{L}\p{N}_])" if word == literal and _in_word(word[-1]) else ""
        return regex.finditer(head + regex.escape(word) + tail, lowered, overlapped=True)

    def _build(self) -> Any:
        return None


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
