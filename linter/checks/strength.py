"""How surely an editor asks of a sentence who says so: a sum of words, of traits and of the rules that speak in it.

Every number stands in a rule file (`strength:`, see rules/claims/strength.yml) and was fitted on articles in which
editors' questions are marked, by benchmarks/fit_claims.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from linter.checks.traits import traits
from linter.findings import Part, Severity, Status, Strength

if TYPE_CHECKING:
    from linter.checks.context import Context

OURS = frozenset({Status.NONE, Status.VAGUE})


class Grader:
    """The strength of the sentences of a story, each worked out once and when asked."""

    def __init__(self, context: Context) -> None:
        self.context, self.weights = context, context.rulebook.strength
        self._lists = {pattern.number: name for name, pattern in self.weights.lists.items()}
        self._own: dict[int, tuple[Part, ...]] = {}

    def counts(self, index: int) -> Iterator[tuple[str, float]]:
        """Yield what counts in a sentence by itself: its word lists, then its traits, and how much of each."""
        for number in self.context.places.here(index):
            name = self._lists.get(number)
            if name:
                found = len(self.context.places.matches(self.weights.lists[name], index))
                if found:
                    yield name, min(found, self.weights.often)
        yield from traits(self.context, index)

    def own(self, index: int) -> tuple[Part, ...]:
        """Return what a sentence's words and traits add."""
        if index not in self._own:
            weights: Mapping[str, float] = {**self.weights.words, **self.weights.traits}
            self._own[index] = tuple(
                Part(name, count, weights[name] * count) for name, count in self.counts(index) if weights.get(name)
            )
        return self._own[index]

    def base(self, index: int) -> float:
        """Return the strength of a sentence before any rule has spoken."""
        return self.weights.start + self._sum(index) + self.article(index)

    def article(self, index: int) -> float:
        """Return what the mean of the other own-voice sentences of the article adds."""
        total, count = self._whole
        if self.context.read.statuses[index] in OURS:
            total, count = total - self._sum(index), count - 1
        return self.weights.article * total / count if count else 0.0

    def strength(self, index: int, spoken: Mapping[str, float]) -> Strength:
        """Return the strength of a sentence in which rules have spoken: code to the weight of their matches."""
        rest = Part("article", 1, self.article(index)), Part("start", 1, self.weights.start)
        parts = (*self.rules(spoken), *self.own(index), *rest)
        levels = self.weights.info, self.weights.warning, self.weights.error
        return Strength(sum(part.value for part in parts), parts, *levels)

    def rules(self, spoken: Mapping[str, float]) -> Iterator[Part]:
        """Yield what rules that have spoken add."""
        for code, weight in spoken.items():
            count = min(weight, self.weights.often)
            yield Part(code, count, self.weights.rules[code] * count)

    def pull(self, code: str, weight: float, word_list: str) -> float:
        """Return what a match of that weight of a rule adds, with the word list that it was found by."""
        return self.weights.rules[code] * weight + self.weights.words.get(word_list, 0.0)

    def level(self, total: float) -> Severity | None:
        """Return how much a finding of that strength weighs."""
        for severity, least in (
            (Severity.ERROR, self.weights.error),
            (Severity.WARNING, self.weights.warning),
            (Severity.INFO, self.weights.info),
        ):
            if total >= least:
                return severity
        return None

    def surely(self, total: float) -> bool:
        """Tell whether the strength of a sentence is enough where light words are all there is to name."""
        return total >= self.weights.warning + self.weights.light

    def claims(self, code: str) -> bool:
        """Tell whether a rule asks after what is said: one of its family speaks in a sentence, and may be an error."""
        return code.startswith(self.weights.claims)

    def _sum(self, index: int) -> float:
        return sum([part.value for part in self.own(index)])

    @cached_property
    def _whole(self) -> tuple[float, int]:
        """What the own-voice sentences of the article come to, and how many they are."""
        ours = [index for index, status in enumerate(self.context.read.statuses) if status in OURS]
        return sum(map(self._sum, ours)), len(ours)
