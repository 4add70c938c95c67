"""The numbers of a rulebook: what adds up to an attribution, or to the weight of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from linter.rulebook.patterns import TextPattern


class Weights(NamedTuple):
    """Points that add up to whether a sentence gives somebody's words: of signs by name, of words by form.

    `lemmas` has the dictionary form of each word.
    """

    base: float
    signs: Mapping[str, float]
    words: Mapping[str, float]
    lemmas: Mapping[str, str]


class AttitudeWord(NamedTuple):
    """A form of a word that tells an attitude: its dictionary form, its points, and those by the word after it.

    `sourced`: somebody is named whose attitude it is, as a rule; what "seems" does so to nobody.
    """

    lemma: str
    points: float
    followed: Mapping[str, float]
    sourced: bool


class Attitudes(NamedTuple):
    """Points that add up to whether a word tells an attitude: of signs by kind and name, of words by form."""

    base: float
    signs: Mapping[str, Mapping[str, float]]
    words: Mapping[str, AttitudeWord]


class Strength(NamedTuple):
    """What adds to the sum by which findings are graded; `schema.StrengthSpec` says how.

    `lists` has the pattern of each word list that counts, by the list's name; `rules` the rules that are graded, and
    `claims` the beginnings of the codes of those of which one speaks in a sentence, and may become an error.
    `attitudes` are the attribution patterns whose content counts as our own words.
    """

    start: float = 0.0
    often: int = 2
    article: float = 0.0
    beside: float = 0.0
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
        """Return what is known of a source on that step, to go on from "known"; for no step, what the last one says."""
        return next((one.known for one in self.steps if one.name == step), self.steps[-1].known if self.steps else "")
