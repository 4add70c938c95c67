"""The patterns of rules and conditions, from templates and raw regexes to what a run tries on a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import regex

from linter.rulebook import schema
from linter.rulebook.errors import TemplateError
from linter.rulebook.layers import severity
from linter.rulebook.levelling import normalise
from linter.rulebook.literals import list_starts, literal_sets, may_take_long
from linter.rulebook.model import LazyRegex, TextPattern
from linter.rulebook.source import LoadedFile
from linter.rulebook.template import (
    EDGE,
    Slot,
    Word,
    is_word,
    parse,
    to_regex,
)

#: A use of a literal: the pattern's number, the bit of the need it is in, the bits of all its needs.
Use = tuple[int, int, int]


class TextPatterns:
    """Compiles text patterns one after the other and keeps which literals each needs."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.words = words
        self.all: list[TextPattern] = []
        self.uses: dict[str, list[Use]] = defaultdict(list)
        self.quoted_uses: dict[str, list[Use]] = defaultdict(list)
        self.told_uses: dict[str, list[Use]] = defaultdict(list)
        #: Numbers of the word lists that count for the strength of a sentence, by the literals they need.
        self.list_uses: dict[str, list[int]] = defaultdict(list)

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
            if (spec.template is None) == (spec.regex is None):
                raise file.error("a pattern has either a template or a regex", *way, "patterns", index)
            try:
                pattern = self._compile(owner, spec, unless)
            except (TemplateError, regex.error) as error:
                written = spec.template or spec.regex
                raise file.error(f"'{written}': {error}", *way, "patterns", index) from None
            self._keep(pattern)
            made.append(pattern)
        return tuple(made)

    def word_list(self, name: str, unless: Sequence[str]) -> TextPattern:
        """Return the compiled pattern of any entry of a word list, which counts in our own words alone."""
        pattern = self._compile(name, schema.TextPatternSpec(template="{" + name + "}"), unless)
        self.all.append(pattern)
        for literal in pattern.literals:
            self.list_uses[literal].append(pattern.number)
        return pattern

    def _compile(self, owner: str, spec: schema.TextPatternSpec, unless: Sequence[str]) -> TextPattern:
        starts = None
        if spec.template is not None:
            nodes = parse(spec.template)
            needs = literal_sets(nodes, self.words)
            starts = list_starts(nodes, self.words)
            timed = may_take_long(nodes)
            first = nodes[0]
            whole = isinstance(first, Word) or (
                isinstance(first, Slot) and first.label != "gap" and "number" not in (first.label, first.kind)
            )
            head = r"\b" if whole and is_word(first) else EDGE
            source = f"{head}(?!\\s)(?:{to_regex(nodes, self.words)}){EDGE}"
        else:
            source, timed = spec.regex or "", True
            needs = (frozenset(map(normalise, spec.needs)),) if spec.needs else ()
        return TextPattern(
            number=len(self.all),
            owner=owner,
            source=spec.template or spec.regex or "",
            lazy=LazyRegex(regex.compile(source, regex.I)),
            literals=needs[0] if needs else frozenset(),
            needs=needs,
            starts=starts,
            severity=severity(spec.severity),
            unless=tuple(spec.unless),
            in_quotations="quoted" not in (*unless, *spec.unless),
            in_contents="attributed" not in (*unless, *spec.unless),
            weight=spec.weight,
            timed=timed,
        )

    def _keep(self, pattern: TextPattern) -> None:
        self.all.append(pattern)
        for place, need in enumerate(pattern.needs):
            for literal in need:
                use = (pattern.number, 1 << place, (1 << len(pattern.needs)) - 1)
                self.uses[literal].append(use)
                if pattern.in_quotations:
                    self.quoted_uses[literal].append(use)
                if pattern.in_contents:
                    self.told_uses[literal].append(use)
