"""The patterns of rules and conditions, from templates and raw regexes to what a run tries on a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from linter.rulebook import schema
from linter.rulebook.errors import TemplateError
from linter.rulebook.layers import severity
from linter.rulebook.levelling import normalise
from linter.rulebook.literals import first_literals, list_starts, literal_sets, may_take_long
from linter.rulebook.patterns import LazyRegex, PatternUses, Side, TextPattern
from linter.rulebook.regexes import Regexes
from linter.rulebook.source import LoadedFile
from linter.rulebook.template import (
    EDGE,
    Slot,
    Word,
    is_word,
    parse,
    to_regex,
)
from linter.rulebook.wordlists import Shared


class TextPatterns:
    """Compiles text patterns one after the other and keeps which literals each needs."""

    def __init__(self, words: Mapping[str, Sequence[str]], shared: Shared, regexes: Regexes) -> None:
        self.words, self._shared, self._regexes = words, shared, regexes
        self.all: list[TextPattern] = []
        #: Sets of literals of each of which a pattern needs one, by its number.
        self._needs: list[tuple[frozenset[str], ...]] = []
        self._lists: set[int] = set()

    def literals(self) -> set[str]:
        """Return all that must be looked for in a text to tell where patterns may match."""
        return {literal for pattern in self.all for need in self._asked(pattern) for literal in need}

    def _asked(self, pattern: TextPattern) -> tuple[frozenset[str], ...]:
        return (*self._needs[pattern.number], pattern.first)

    def uses(self, literals: Sequence[str]) -> PatternUses:
        """Return what literals, by their index, tell of the patterns and word lists that may match."""
        indices = {literal: index for index, literal in enumerate(literals)}
        bits: dict[frozenset[str], int] = {}
        sides: dict[tuple[bool, bool], dict[int, tuple[tuple[int, int], ...]]] = {}
        lists: dict[int, tuple[int, ...]] = {}
        same: dict[tuple[int, ...], tuple[int, ...]] = {}
        for pattern in self.all:
            if pattern.number in self._lists:
                for index in map(indices.__getitem__, pattern.literals):
                    numbers = (*lists.get(index, ()), pattern.number)
                    lists[index] = same.setdefault(numbers, numbers)
                continue
            asked = [bits.setdefault(need, 1 << len(bits)) for need in self._asked(pattern) if need]
            if asked:
                by_need = sides.setdefault((pattern.in_contents, pattern.in_quotations), {})
                by_need[asked[0]] = (*by_need.get(asked[0], ()), (pattern.number, sum({*asked})))
        needs: dict[int, int] = {}
        for need, bit in bits.items():
            for index in map(indices.__getitem__, need):
                needs[index] = needs.get(index, 0) | bit
        made = tuple([Side(*where, sum(by_need), by_need) for where, by_need in sides.items()])
        return PatternUses(needs, made, lists)

    def compile(
        self,
        file: LoadedFile,
        owner: str,
        specs: Sequence[str | schema.TextPatternSpec],
        *way: str | int,
        unless: Sequence[str] = (),
    ) -> tuple[TextPattern, ...]:
        """Return the compiled patterns of a rule or condition; raise `RuleFileError` at a wrong one."""
        made = []
        for index, spec in enumerate(specs):
            spec = schema.TextPatternSpec(template=spec) if isinstance(spec, str) else spec
            templates: Sequence[str | None] = [spec.template] if isinstance(spec.template, str) else spec.template or ()
            if bool(templates) == (spec.regex is not None):
                raise file.error("a pattern has either a template or a regex", *way, "patterns", index)
            for written in templates or (None,):
                try:
                    pattern = self._compile(owner, spec, written, unless)
                except (TemplateError, regex.error) as error:
                    wrong = spec.regex if written is None else written
                    raise file.error(f"'{wrong}': {error}", *way, "patterns", index) from None
                self.all.append(pattern)
                made.append(pattern)
        return tuple(made)

    def word_list(self, name: str, unless: Sequence[str]) -> TextPattern:
        """Return the compiled pattern of any entry of a word list, which counts in our own words alone."""
        pattern = self._compile(name, schema.TextPatternSpec(), "{" + name + "}", unless)
        self.all.append(pattern)
        self._lists.add(pattern.number)
        return pattern

    def _compile(
        self, owner: str, spec: schema.TextPatternSpec, template: str | None, unless: Sequence[str]
    ) -> TextPattern:
        """Return one pattern: a template with the settings of `spec`, or its regex."""
        starts, first = None, frozenset[str]()
        if template is not None:
            nodes = parse(template)
            needs = literal_sets(nodes, self.words)
            starts = list_starts(nodes, self.words)
            timed = may_take_long(nodes)
            first = frozenset() if starts is not None else first_literals(nodes, self.words)
            opening = nodes[0]
            whole = isinstance(opening, Word) or (
                isinstance(opening, Slot) and opening.label != "gap" and "number" not in (opening.label, opening.kind)
            )
            head = r"\b" if whole and is_word(opening) else EDGE
            source = f"{head}(?!\\s)(?:{to_regex(nodes, self.words)}){EDGE}"
        else:
            source, timed = spec.regex or "", True
            needs = (frozenset(map(normalise, spec.needs)),) if spec.needs else ()
        self._needs.append(needs)
        return TextPattern(
            number=len(self.all),
            owner=owner,
            source=template or spec.regex or "",
            # A list of whole words and phrases is found without its regex, which is the dearest to compile.
            lazy=LazyRegex(source) if starts == {} else self._regexes.lazy(source),
            literals=self._shared[needs[0] if needs else frozenset()],
            starts=starts,
            severity=severity(spec.severity),
            unless=tuple(spec.unless),
            in_quotations="quoted" not in (*unless, *spec.unless),
            in_contents="attributed" not in (*unless, *spec.unless),
            weight=spec.weight,
            timed=timed,
            first=self._shared[first],
        )
