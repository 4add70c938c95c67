"""What is looked for in a text, compiled: cues and the frames around them, the patterns of rules and conditions."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

import regex

from linter.findings import Severity, SourceKind

Pattern: TypeAlias = regex.Pattern[str]


class LazyRegex:
    """A regex that is unpickled, or compiled, when it is first used: most runs use few of them.

    It is made of the regex itself, of its pickle, or of a source, which is compiled to match in any case (`regex.I`).
    """

    def __init__(self, kept: Pattern | bytes | str) -> None:
        self._kept = kept

    @property
    def compiled(self) -> Pattern:
        """The regex itself."""
        kept = self._kept
        if isinstance(kept, bytes):
            kept = pickle.loads(kept)
        elif isinstance(kept, str):
            kept = regex.compile(kept, regex.I)
        self._kept = kept
        return kept

    def __reduce__(self) -> tuple[type, tuple[bytes | str]]:
        kept = self._kept
        return type(self), (kept if isinstance(kept, bytes | str) else pickle.dumps(kept, pickle.HIGHEST_PROTOCOL),)


class Cue(NamedTuple):
    """One form of a cue: what the scanner finds.

    `forms` says which it is: base, s, past, ing, pp, or other for words that are not verbs. `phrase` is set
    where the cue has several words, of which the scanner looks for the longest.
    """

    lemma: str
    text: str
    forms: frozenset[str]
    frames: frozenset[str]
    stance: str
    weight: float
    phrase: LazyRegex | None = None


class Step(NamedTuple):
    """A step of a frame beside its cue: a `regex` to match there, or a slot for the engine to fill.

    `kind` is "regex", "source" or "content"; `detail` the slot's own word, such as "quote". `passes` says of a regex
    that words may stand there which the template does not tell.
    """

    kind: str
    detail: str = ""
    pattern: Pattern | None = None
    timed: bool = False
    passes: bool = False


class Frame(NamedTuple):
    """One template of an attribution pattern, split at its cue.

    `left` is read outwards from the cue's start (its regexes match backwards), `right` from its end.
    `cue_frame` names the verbs it takes and `forms` their forms; a frame without one has its own `words`.
    Of two frames that fit one cue, the one of the lower `order` wins; a `quoted` one needs a quotation.
    One that does not `nest` is left out inside somebody else's words.
    A sentence must hold a word of each set that it `requires`. Frames of one `left_key` ask the same of the
    words before their cue.
    """

    pattern: str
    cue_frame: str
    forms: frozenset[str]
    words: Pattern | None
    left: tuple[Step, ...]
    right: tuple[Step, ...]
    weight: float
    kind: SourceKind | None
    stance: str | None
    negated: bool
    order: int
    zones: frozenset[str]
    quoted: bool
    left_key: str
    requires: tuple[frozenset[str], ...]
    nests: bool = True


class PatternInfo(NamedTuple):
    """An attribution pattern as the rule report shows it."""

    id: str
    templates: tuple[str, ...]
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]
    path: str
    line: int


class TextPattern(NamedTuple):
    """A compiled pattern of a rule or condition; `literals` is empty where the prefilter cannot help.

    One that is excused inside quotation marks is not looked for there, `in_quotations`, nor one that is
    excused when attributed in what somebody is made to say, `in_contents`. A `timed` one may take long and is
    matched against the clock.
    `number` is its place in `Rulebook.text_patterns`; `owner` the rule or condition it belongs to. A pattern
    that is one word list is tried only where a match can begin: `starts` tells how many characters before a
    literal that is, for each that is not the match itself. Any other is tried where one of its `first` literals
    stands, if it is known to begin so.
    """

    number: int
    owner: str
    source: str
    lazy: LazyRegex
    literals: frozenset[str]
    starts: Mapping[str, tuple[int, ...]] | None = None
    in_quotations: bool = True
    in_contents: bool = True
    timed: bool = True

    @property
    def regex(self) -> Pattern:
        """The compiled pattern."""
        return self.lazy.compiled

    severity: Severity | None = None
    unless: tuple[str, ...] = ()
    weight: float = 1.0
    first: frozenset[str] = frozenset()


class Condition(NamedTuple):
    """A named reason to keep silent, made of patterns.

    `within` says how far from the match to look, `means` what the condition is, in words.
    """

    name: str
    patterns: tuple[TextPattern, ...]
    within: str
    means: str = ""


class Side(NamedTuple):
    """The patterns that are looked for in the same words: ours, and those told by others or quoted as these say.

    `by_need` has, by the bit of the rarest set of words that they need, their numbers and the bits of all their sets;
    `rarest` all of those bits.
    """

    in_contents: bool
    in_quotations: bool
    rarest: int
    by_need: dict[int, tuple[tuple[int, int], ...]]


class PatternUses(NamedTuple):
    """What the literals of the prefilter, by their index, tell of text patterns.

    `needs` has the sets of words, a bit each, that a literal is in: one of each set must stand in a sentence for a
    pattern to match. `lists` has the numbers of the word lists that count for the strength of a sentence.
    """

    needs: Mapping[int, int]
    sides: tuple[Side, ...]
    lists: Mapping[int, tuple[int, ...]]


class Uses(NamedTuple):
    """What the literals of the prefilter may begin, by index: cues, frames with words of their own, patterns."""

    cues: Mapping[int, tuple[Cue, ...]]
    frames: Mapping[int, tuple[Frame, ...]]
    patterns: PatternUses
