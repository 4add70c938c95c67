"""A compiled rulebook: what the engine runs on and what the rule report prints. All of it pickles.

Nothing here imports YAML or msgspec: a run with a warm cache loads these records and nothing of the
machinery that made them.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeAlias

import regex

from linter.findings import NEWS, Severity, SourceKind
from linter.rulebook.errors import RuleFileError, did_you_mean
from linter.rulebook.prefilter import Prefilter

Pattern: TypeAlias = regex.Pattern[str]


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
    phrase: Pattern | None = None


class Step(NamedTuple):
    """A step of a frame beside its cue: a `regex` to match there, or a slot for the engine to fill.

    `kind` is "regex", "source" or "content"; `detail` the slot's own word, such as "quote".
    """

    kind: str
    detail: str = ""
    pattern: Pattern | None = None
    timed: bool = False


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


class TextPattern(NamedTuple):
    """A compiled pattern of a rule or condition; `literals` is empty where the prefilter cannot help.

    One that is excused inside quotation marks is not looked for there, `in_quotations`, nor one that is
    excused when attributed in what somebody is made to say, `in_contents`. A `timed` one may take long and is
    matched against the clock.
    `number` is its place in `Rulebook.text_patterns`; `owner` the rule or condition it belongs to. A pattern
    that is one word list is tried only where a match can begin: `starts` tells how many characters before
    each literal that is. Any other is tried where one of its `first` literals stands, if it is known to begin so.
    """

    number: int
    owner: str
    source: str
    lazy: LazyRegex
    literals: frozenset[str]
    starts: Mapping[str, tuple[int, ...]] | None = None
    needs: tuple[frozenset[str], ...] = ()
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


class Where(NamedTuple):
    """Which attributions a rule looks at; an empty set lets all through."""

    kind: frozenset[str] = frozenset()
    stance: frozenset[str] = frozenset()
    pattern: frozenset[str] = frozenset()
    cue: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    content: frozenset[str] = frozenset()
    step: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    genre: frozenset[str] = frozenset()
    labelled: bool = True


class Sign(NamedTuple):
    """What speaks for a genre or against it: see `schema.SignSpec`. One of `opens`, `patterns` and `share` is there."""

    told: str
    points: float
    opens: LazyRegex | None
    patterns: tuple[TextPattern, ...]
    share: str
    least: float
    most: float
    label: bool
    place: str


class Genre(NamedTuple):
    """A kind of copy: see `schema.GenreSpec`. `severities` has what it changes, by the code of the rule."""

    name: str
    means: str
    labels: frozenset[str]
    likely: float
    sure: float
    signs: tuple[Sign, ...]
    severities: Mapping[str, Severity | None]
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()
    path: str = ""
    line: int = 0


class Rule(NamedTuple):
    """A rule, ready to run and to be explained.

    `severity` is the one in force, None when the profile has the rule off; `default` the file's own. `scope` is
    "story" for a rule that speaks of the story as a whole and not of the words it points at. `silent` tells in
    words what `unless` names, and `in_part` what only some of its patterns are excused by. A `firm` one was named by
    somebody who chose its severity, or that it runs or not: no genre changes it.
    """

    code: str
    name: str
    severity: Severity | None
    default: Severity
    catches: str
    message: str
    why: str
    fix: str
    based_on: str
    fails: tuple[str, ...]
    passes: tuple[str, ...]
    finds: str
    patterns: tuple[TextPattern, ...]
    where: Where
    unless: tuple[str, ...]
    zones: frozenset[str]
    limit: int
    once: bool
    words: Mapping[str, float]
    together: str
    path: str
    line: int
    scope: str = "place"
    finds_kind: SourceKind = SourceKind.NONE
    silent: tuple[str, ...] = ()
    in_part: tuple[str, ...] = ()
    firm: bool = False


class Weights(NamedTuple):
    """Points that add up to whether a sentence gives somebody's words: of signs by name, of words by form.

    `lemmas` has the dictionary form of each word.
    """

    base: float
    signs: Mapping[str, float]
    words: Mapping[str, float]
    lemmas: Mapping[str, str]


class Strength(NamedTuple):
    """What adds to the sum by which findings are graded; `schema.StrengthSpec` says how.

    `lists` has the pattern of each word list that counts, by the list's name; `rules` the rules that are graded, and
    `claims` the beginnings of the codes of those of which one speaks in a sentence, and may become an error.
    `attitudes` are the attribution patterns whose content counts as our own words.
    """

    start: float = 0.0
    often: int = 2
    article: float = 0.0
    info: float = 0.0
    warning: float = 0.0
    error: float = 0.0
    light: float = 0.0
    words: Mapping[str, float] = {}
    traits: Mapping[str, float] = {}
    rules: Mapping[str, float] = {}
    lists: Mapping[str, TextPattern] = {}
    claims: tuple[str, ...] = ()
    attitudes: frozenset[str] = frozenset()


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


class Rung(NamedTuple):
    """A step of the ladder of sources; `schema.StepSpec` says what a source on it has."""

    name: str
    known: str
    kinds: frozenset[str]
    told: tuple[str, ...]
    unless: tuple[str, ...] = ()


class Sourcing(NamedTuple):
    """What adds to the sum by which findings on sources are graded; `schema.SourcingSpec` says how."""

    start: float = 0.0
    often: int = 2
    info: float = 0.0
    warning: float = 0.0
    error: float = 0.0
    steps: tuple[Rung, ...] = ()
    claims: Mapping[str, tuple[TextPattern, ...]] = {}
    grave: frozenset[str] = frozenset()
    weights: Mapping[str, float] = {}
    rules: Mapping[str, float] = {}

    def known(self, step: str) -> str:
        """Return what is known of a source on that step, to go on from "known"; "" for no step."""
        return next((one.known for one in self.steps if one.name == step), "")


class Uses(NamedTuple):
    """What the literals of the prefilter may begin, by index: cues, frames with words of their own, patterns."""

    cues: Mapping[int, tuple[Cue, ...]]
    frames: Mapping[int, tuple[Frame, ...]]
    patterns: PatternUses


@dataclass(frozen=True)
class Rulebook:
    """Everything a run needs: cues, frames, rules, conditions, word lists and the prefilter over them.

    `rules` holds every rule that was loaded, sorted by code; those with a severity are in force. `frames`
    are keyed by the cue frame they take, `uses` goes with `prefilter.literals`, `conventions` are those of
    the segmentation. `set_aside` has the codes that the profile runs and this run does not. `genres` are the kinds
    of copy by name, `opening` matches where any of their signs opens a paragraph; `genre` is the one that all copy is
    to be read as, empty where each draft tells.
    """

    profile: str
    language: str
    rules: tuple[Rule, ...]
    patterns: tuple[PatternInfo, ...]
    frames: Mapping[str, tuple[Frame, ...]]
    conditions: Mapping[str, Condition]
    words: Mapping[str, frozenset[str]]
    strength: Strength = field(repr=False)
    sourcing: Sourcing = field(repr=False)
    text_patterns: tuple[TextPattern, ...] = field(repr=False)
    prefilter: Prefilter = field(repr=False)
    uses: Uses = field(repr=False)
    weights: Weights | None = field(default=None, repr=False)
    conventions: Any = None
    set_aside: frozenset[str] = frozenset()
    genres: Mapping[str, Genre] = field(default_factory=dict, repr=False)
    opening: LazyRegex | None = field(default=None, repr=False)
    genre: str = ""

    def rule(self, key: str) -> Rule:
        """Return the rule of that code or name; raise `RuleFileError` with a suggestion if there is none."""
        for rule in self.rules:
            if key.upper() == rule.code or key.lower() == rule.name:
                return rule
        raise RuleFileError(f"no rule '{key}'" + did_you_mean(key, [k for r in self.rules for k in (r.code, r.name)]))

    def narrowed(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Rulebook:
        """Return the rulebook with only the selected rules in force, less the ignored ones.

        Each key is a code, a prefix of codes or a name; the longest that fits a rule decides, and on equal
        length `ignore` wins. A selected rule that the profile has off runs at its own severity. Raises
        `RuleFileError` for a key that fits no rule.
        """
        select, ignore = tuple(select), tuple(ignore)
        for key in (*select, *ignore):
            if not any(fits(key, rule) for rule in self.rules):
                self.rule(key)
        return self.with_severities(
            rule.severity or rule.default if runs(rule, rule.severity is not None, select, ignore) else None
            for rule in self.rules
        ).held((*select, *ignore))

    def with_severities(self, severities: Iterable[Severity | None]) -> Rulebook:
        """Return the rulebook with other severities for its rules, in their order; None is off."""
        rules = tuple(rule._replace(severity=severity) for rule, severity in zip(self.rules, severities, strict=True))
        pairs = zip(self.rules, rules, strict=True)
        off = {before.code for before, after in pairs if before.severity and not after.severity}
        return replace(self, rules=rules, set_aside=self.set_aside | off)

    def held(self, keys: Iterable[str]) -> Rulebook:
        """Return the rulebook with the rules that a key names, by code or name, out of any genre's reach."""
        whole = tuple(keys)
        rules = (rule._replace(firm=True) if any(names(key, rule) for key in whole) else rule for rule in self.rules)
        return replace(self, rules=tuple(rules))

    def read_as(self, genre: str) -> Rulebook:
        """Return the rulebook by which all copy is read as that genre; "auto" lets each draft tell.

        Raises `RuleFileError` if there is none of that name.
        """
        known = ("auto", NEWS, *self.genres)
        if genre not in known:
            message = f"no genre '{genre}'{did_you_mean(genre, known)} (there are: {', '.join(known)})"
            raise RuleFileError(message)
        return replace(self, genre="" if genre == "auto" else genre)

    def as_changed_by(self, genre: str) -> Rulebook:
        """Return the rulebook with the severities that a genre gives its rules; "news" gives none."""
        changes = self.genres[genre].severities if genre in self.genres else {}
        if not changes:
            return self
        return self.with_severities(
            changes[rule.code] if rule.code in changes and rule.severity and not rule.firm else rule.severity
            for rule in self.rules
        )

    def enforced(self, key: str) -> Rulebook:
        """Return the rulebook with the rule of that code or name in force, at its own severity if it was off.

        Raises `RuleFileError` if there is none.
        """
        asked = self.rule(key)
        on = asked._replace(severity=asked.severity or asked.default)
        return replace(self, rules=tuple(on if rule is asked else rule for rule in self.rules))


def fits(key: str, rule: Rule) -> bool:
    """Tell whether a code, a prefix of codes, a name or ALL means this rule."""
    return key.upper() == "ALL" or (bool(key) and rule.code.startswith(key.upper())) or key.lower() == rule.name


def names(key: str, rule: Rule) -> bool:
    """Tell whether a key means this rule and no other."""
    return key.upper() == rule.code or key.lower() == rule.name


def runs(
    rule: Rule, on: bool, select: Iterable[str] = (), ignore: Iterable[str] = (), extend: Iterable[str] = ()
) -> bool:
    """Tell whether a rule that was `on` still is, when only `select` run, and `extend` beside, less `ignore`.

    The longest key that fits decides; on equal length `ignore` wins.
    """
    chosen, dropped, added = (closest(keys, rule) for keys in (select, ignore, extend))
    if dropped >= 0 and dropped >= max(chosen, added):
        return False
    return max(chosen, added) >= 0 or (on and not any(select))


def closest(keys: Iterable[str], rule: Rule) -> int:
    """Rank the key that means the rule most closely: -1 for none that fits."""
    return max((closeness(key, rule) for key in keys if fits(key, rule)), default=-1)


def closeness(key: str, rule: Rule) -> int:
    """Rank how closely a key that fits means the rule: ALL, a prefix by its length, its name."""
    if key.upper() == "ALL":
        return 0
    return len(rule.code) if key.lower() == rule.name else len(key)
