"""A compiled rulebook: what the engine runs on and what the rule report prints. All of it pickles.

Nothing here, nor in the modules of its parts (patterns.py, weights.py, keys.py), imports YAML or msgspec: a run with a
warm cache loads these records and nothing of the machinery that made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from linter.findings import NEWS, Severity, SourceKind
from linter.rulebook.errors import RuleFileError, did_you_mean
from linter.rulebook.keys import mistaken, names, runs, unknown
from linter.rulebook.patterns import Condition, Frame, LazyRegex, PatternInfo, TextPattern, Uses
from linter.rulebook.prefilter import Prefilter
from linter.rulebook.weights import Attitudes, Sourcing, Strength, Weights


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
    somebody who chose its severity, or that it runs or not: no genre changes it. Of one that is `weighed` a sum says
    how heavy each finding is.
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
    otherwise: str
    path: str
    line: int
    scope: str = "place"
    finds_kind: SourceKind = SourceKind.NONE
    silent: tuple[str, ...] = ()
    in_part: tuple[str, ...] = ()
    firm: bool = False
    weighed: bool = False


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
    attitudes: Attitudes | None = field(default=None, repr=False)
    conventions: Any = None
    set_aside: frozenset[str] = frozenset()
    genres: Mapping[str, Genre] = field(default_factory=dict, repr=False)
    opening: LazyRegex | None = field(default=None, repr=False)
    genre: str = ""

    def rule(self, key: str) -> Rule:
        """Return the rule of that code or name; raise `RuleFileError` with a suggestion if there is none."""
        for rule in self.rules:
            if names(key, rule):
                return rule
        raise RuleFileError(unknown(key, self.rules))

    def narrowed(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Rulebook:
        """Return the rulebook with only the selected rules in force, less the ignored ones.

        Each key is a code, a prefix of codes or a name; the longest that fits a rule decides, and on equal
        length `ignore` wins. A rule that the profile has off runs, at its own severity, where it is selected by its
        code or name or by ALL. Raises `RuleFileError` for a key that fits no rule, and for one to select that fits
        none that runs.
        """
        select, ignore = tuple(select), tuple(ignore)
        for keys, selects in ((select, True), (ignore, False)):
            for key in keys:
                if wrong := mistaken(key, self.rules, selects=selects):
                    raise RuleFileError(wrong)
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
