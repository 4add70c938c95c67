"""How surely an editor asks of a sentence who says so: a sum of words, of traits and of the rules that speak in it.

Every number stands in a rule file (`strength:`, see rules/claims/strength.yml) and was fitted on articles in which
editors' questions are marked, by benchmarks/fit_claims.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from linter.checks.traits import REACH, Amounts, Traits
from linter.findings import Part, Severity, Status, Strength

if TYPE_CHECKING:
    from linter.checks.context import Context

OURS = frozenset({Status.NONE, Status.VAGUE})


class Grader:
    """The strength of the sentences of a story, each worked out once and when asked."""

    def __init__(self, context: Context) -> None:
        self.context, self.weights = context, context.rulebook.strength
        self._points: Mapping[str, float] = {**self.weights.words, **self.weights.traits}
        self._lists = {pattern.number: pattern for pattern in self.weights.lists.values()}
        self._traits = Traits(context)
        self._found: dict[int, Mapping[str, int]] = {}
        self._counts: dict[int, list[tuple[str, float]]] = {}
        self._sums: dict[int, float] = {}
        self._reach: dict[int, Amounts] = {}

    def found(self, index: int) -> Mapping[str, int]:
        """Return the word lists that have words in a sentence, in the order of the rule files, and how many."""
        found = self._found.get(index)
        if found is None:
            lists, places = self._lists, self.context.places
            counts = [
                (lists[number].owner, places.count(lists[number], index)) for number in sorted(places.lists(index))
            ]
            found = self._found[index] = {name: count for name, count in counts if count}
        return found

    def counts(self, index: int) -> list[tuple[str, float]]:
        """Return what counts in a sentence by itself: its word lists, then its traits, and how much of each."""
        counts = self._counts.get(index)
        if counts is None:
            often, found = self.weights.often, self.found(index)
            counts = self._counts[index] = [(name, min(count, often)) for name, count in found.items()]
            counts += self._traits.of(index)
        return counts

    def reach(self, index: int) -> Amounts:
        """Return what counts in a sentence for what the rest of the story says: looked for where a rule has spoken."""
        found = self._reach.get(index)
        if found is None:
            asked = zip(REACH, (self.context.elsewhere.before, self.context.elsewhere.later), strict=True)
            found = self._reach[index] = [(name, 1) for name, holds in asked if self._points.get(name) and holds(index)]
        return found

    def own(self, index: int) -> list[Part]:
        """Return what a sentence's words and traits add."""
        points = self._points
        return [Part(name, count, points[name] * count) for name, count in self.counts(index) if points.get(name)]

    def base(self, index: int) -> float:
        """Return the strength of a sentence before any rule has spoken."""
        return self.weights.start + self._sum(index) + self.article(index) + self.beside(index)

    def article(self, index: int) -> float:
        """Return what the mean of the other own-voice sentences of the article adds."""
        total, count = self._whole
        if self.context.read.statuses[index] in OURS:
            total, count = total - self._sum(index), count - 1
        return self.weights.article * total / count if count else 0.0

    def beside(self, index: int) -> float:
        """Return what the sentence before and the one after add: judgments come in company."""
        beside = [other for other in (index - 1, index + 1) if 0 <= other < len(self.context.document.sentences)]
        return self.weights.beside * sum(map(self._sum, beside))

    def total(self, index: int, spoken: Mapping[str, float]) -> float:
        """Return the strength of a sentence in which rules have spoken: code to the weight of their matches."""
        total = sum([part.value for part in self.rules(spoken)]) + self.base(index)
        if self.level(total) is None:  # nothing elsewhere adds to it
            return total
        return total + sum([self._points[name] * count for name, count in self.reach(index)])

    def strength(self, index: int, spoken: Mapping[str, float]) -> Strength:
        """Return the strength of a sentence in which rules have spoken, with all that it is the sum of."""
        rest = (
            Part("beside", 1, self.beside(index)),
            Part("article", 1, self.article(index)),
            Part("start", 1, self.weights.start),
        )
        around = [Part(name, count, self._points[name] * count) for name, count in self.reach(index)]
        parts = (*self.rules(spoken), *self.own(index), *around, *rest)
        levels = self.weights.info, self.weights.warning, self.weights.error
        return Strength(self.total(index, spoken), parts, *levels)

    def rules(self, spoken: Mapping[str, float]) -> Iterator[Part]:
        """Yield what rules that have spoken add."""
        for code, count in spoken.items():
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
        """Return what the words and traits of a sentence come to."""
        total = self._sums.get(index)
        if total is None:
            points = self._points
            total = self._sums[index] = sum([points.get(name, 0.0) * count for name, count in self.counts(index)])
        return total

    @cached_property
    def _whole(self) -> tuple[float, int]:
        """What the own-voice sentences of the article come to, and how many they are."""
        ours = [index for index, status in enumerate(self.context.read.statuses) if status in OURS]
        return sum(map(self._sum, ours)), len(ours)
