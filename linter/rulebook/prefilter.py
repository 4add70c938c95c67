"""One pass over a text for all the words that patterns need, so that few patterns are tried.

An Aho-Corasick automaton finds every literal at once; a pattern is tried only on a sentence that holds one
of its literals. `PlainScan` finds the same words one by one: slow, and there to hold the other to account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import ahocorasick
import regex

from linter.rulebook.levelling import normalise

#: Start and end of a hit in the text and the index of its literal.
Hit = tuple[int, int, int]


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


#: Whatever is in no word; `_in_word` for a pattern.
_NOT_IN_WORD = re.compile(r"[^\w ]")
#: The same for bytes of ASCII, which most copy is: a few times as fast.
_SPACED_ASCII = bytes(code if code > 127 or _in_word(chr(code)) else ord(" ") for code in range(256))


def _spaced(text: str) -> str:
    """Return the text with a space for every character that is in no word."""
    if text.isascii():
        return text.encode("ascii").translate(_SPACED_ASCII).decode("ascii")
    return _NOT_IN_WORD.sub(" ", text)


def _spelled(found: str, word: str) -> bool:
    """Tell whether what was found is a word or phrase itself, marks and all; any white space is a space."""
    return found == word or " " in word and regex.sub(r"\s", " ", found) == word


def _read(literal: str) -> tuple[str, bool]:
    """Return the word or phrase that a literal stands for, and whether it may be the beginning of a word."""
    word = literal.removesuffix("*") or literal
    return word, word != literal


#: Of a literal that an entry of the automaton stands for: how far before the entry's last character it begins and
#: ends, its index and, where it holds a mark or a space, its own letters.
_Literal = tuple[int, int, int, str | None]


class _Meant(dict[int, tuple[_Literal, ...]]):
    """The literals that each entry of the automaton stands for, worked out where one is met."""

    def __init__(self, literals: Sequence[str], many: Sequence[Sequence[int]]) -> None:
        self._literals, self._many = literals, many

    def __reduce__(self) -> tuple[type[_Meant], tuple[Sequence[str], Sequence[Sequence[int]]]]:
        return _Meant, (self._literals, self._many)

    def __missing__(self, entry: int) -> tuple[_Literal, ...]:
        past = entry - len(self._literals)
        self[entry] = found = tuple(map(self._literal, self._many[past] if past >= 0 else (entry,)))
        return found

    def _literal(self, index: int) -> _Literal:
        word, open_ = _read(self._literals[index])
        after = 0 if open_ or not _in_word(word[-1]) else 1
        return len(word) + after, after, index, word if " " in word or _spaced(word) != word else None


class Prefilter:
    """Finds literals as whole words; between those of a phrase one character of white space stands.

    A literal that ends in `*` may be the beginning of a word.

    Both text and literals are read with a space for every mark, so that the automaton itself keeps to whole
    words: " said " is not in " aforesaid ".
    """

    def __init__(self, literals: Iterable[str]) -> None:
        self.literals: Sequence[str] = tuple(sorted(set(literals)))
        self._automaton, self._marks, many = self._build()
        self._meant = _Meant(self.literals, many)

    def scan(self, text: str) -> list[Hit]:
        """Return every literal in `text`, in order of their starts."""
        lowered = normalise(text)
        places = self._automaton.iter(f" {_spaced(lowered)} ") if len(self._automaton) else ()
        meant = self._meant
        hits = [
            (last - back, last - after, index)
            for last, entry in places
            for back, after, index, inner in meant[entry]
            if inner is None or _spelled(lowered[last - back : last - after], inner)
        ]
        for mark, index in self._marks:
            at = lowered.find(mark)
            while at >= 0:
                hits.append((at, at + len(mark), index))
                at = lowered.find(mark, at + 1)
        hits.sort()
        return hits

    def _build(self) -> tuple[Any, list[tuple[str, int]], list[list[int]]]:
        """Return the automaton over words, the literals that are marks, and those that are one entry together.

        An entry of the automaton holds the index of the literal that it stands for; one that stands for several
        ("e-mail", "e mail") has a number past all literals, the place of their indices in the third.
        """
        entries: dict[str, list[int]] = {}
        marks = []
        for index, literal in enumerate(self.literals):
            word, open_ = _read(literal)
            spaced = _spaced(word)
            if spaced.strip():
                # A mark at an end is the space that the entry has there.
                before, after = _in_word(word[0]), not open_ and _in_word(word[-1])
                entries.setdefault(" " * before + spaced + " " * after, []).append(index)
            else:
                marks.append((word, index))
        automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)  # a few times as fast to load as with objects
        many: list[list[int]] = []
        for entry, indices in entries.items():
            if len(indices) > 1:
                many.append(indices)
            automaton.add_word(entry, indices[0] if len(indices) == 1 else len(self.literals) + len(many) - 1)
        if entries:
            automaton.make_automaton()
        return automaton, marks, many


class PlainScan(Prefilter):
    """Finds the same hits as `Prefilter`, by one search for each literal."""

    def scan(self, text: str) -> list[Hit]:
        lowered = normalise(text)
        hits: list[Hit] = []
        for index, literal in enumerate(self.literals):
            hits.extend((m.start(), m.end(), index) for m in self._find(literal, lowered))
        return sorted(hits)

    @staticmethod
    def _find(literal: str, lowered: str) -> list[regex.Match[str]]:
        word, open_ = _read(literal)
        head = r"(?<![\p{L}\p{N}_])" if _in_word(word[0]) else ""
        tail = "" if open_ or not _in_word(word[-1]) else r"(?![\p{L}\p{N}_])"
        body = r"\s".join(map(regex.escape, word.split(" ")))
        return list(regex.finditer(head + body + tail, lowered, overlapped=True))

    def _build(self) -> tuple[Any, list[tuple[str, int]], list[list[int]]]:
        return None, [], []
