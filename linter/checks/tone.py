"""How a sentence sounds: whether it reports, or weighs, infers and generalises.

One loaded word tells little. Words that argue, none of which tells anything alone, tell much together, and so
does how the sentence is built. The figures here, and the weights of the conditions `argued` and `tempered` in
rules/claims/conditions.yml, were fitted together on about 1,900 own-voice sentences of 132 articles, and rounded:
each is half of the odds (logit) that it adds to "an editor asks who says so".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import islice

from linter.attribution.story import Story
from linter.checks.places import Places
from linter.document import Span, Zone
from linter.findings import Status
from linter.rulebook.model import Condition, TextPattern

#: A sentence of fewer words than SHORT; its share of capitals after the first word; a quotation in it; a zone other
#: than body; one of the story's FIRST sentences.
SHORT, BRIEF, CAPITALS, QUOTES, APART, FIRST, OPENING = 8, -0.2, -0.3, -0.2, -0.45, 2, 0.25

#: What an average sentence of our own comes to, and how often the words of one list count in one sentence.
PLAIN, OFTEN = 0.07, 2

#: What the tone of the own-voice sentences up to REACH away adds, on average, and that of the whole article: an
#: agency's dry copy is judged by other measures than a column. Then what lifts the sum to where 1 is the bar.
REACH, BESIDE, ARTICLE, LEVEL = 3, 0.3, 0.45, 0.2

OURS = frozenset({Status.NONE, Status.VAGUE})


class Tone:
    """The tone of the sentences of a story, worked out when asked, each once.

    `told` says whether a span of a sentence is in somebody's mouth.
    """

    def __init__(
        self,
        story: Story,
        places: Places,
        statuses: Sequence[Status],
        conditions: Mapping[str, Condition],
        told: Callable[[Span, int], bool],
    ) -> None:
        self.story, self.places, self.statuses, self.told = story, places, statuses, told
        self._for, self._against = (
            {pattern.number: pattern for pattern in conditions[name].patterns} if name in conditions else {}
            for name in ("argued", "tempered")
        )
        self._known: dict[int, float] = {}
        self._placed: dict[int, float] = {}

    def of(self, index: int) -> float:
        """Return how far a sentence argues, as it stands in its story: 1 where nothing else need be said against it.

        A sentence that somebody answers for is 0.
        """
        if self.statuses[index] not in OURS:
            return 0.0
        if index not in self._placed:
            self._placed[index] = self._place(index)
        return self._placed[index]

    def _place(self, index: int) -> float:
        near = [other for other in range(index - REACH, index + REACH + 1) if other != index and other in self._ours]
        beside = sum(map(self.alone, near)) / max(1, len(near))
        article = (self._all - self.alone(index)) / max(1, len(self._ours) - 1)
        return self.alone(index) + BESIDE * beside + ARTICLE * article + LEVEL

    def alone(self, index: int) -> float:
        """Return how far a sentence argues by itself: 0 for the average of the own-voice sentences counted."""
        if index not in self._known:
            weighed = self._weigh(self._for, index) - self._weigh(self._against, index)
            self._known[index] = weighed + self._build(index) - PLAIN
        return self._known[index]

    @cached_property
    def _ours(self) -> frozenset[int]:
        return frozenset(index for index, status in enumerate(self.statuses) if status in OURS)

    @cached_property
    def _all(self) -> float:
        return sum(map(self.alone, self._ours))

    def _weigh(self, patterns: Mapping[int, TextPattern], index: int) -> float:
        total = 0.0
        for number in patterns.keys() & self.places.here(index).keys():
            spans = (found.span for found in self.places.matches(patterns[number], index))
            total += patterns[number].weight * sum(
                1 for _ in islice((span for span in spans if not self.told(span, index)), OFTEN)
            )
        return total

    def _build(self, index: int) -> float:
        story, sentence = self.story, self.story.document.sentences[index]
        words = story.text[sentence.start : sentence.end].split()
        capitals = sum(word[0].isupper() for word in words[1:])
        return (
            BRIEF * (len(words) < SHORT)
            + CAPITALS * capitals / len(words)
            + QUOTES * bool(story.quotations(sentence.span))
            + APART * (sentence.zone is not Zone.BODY)
            + OPENING * (index < FIRST)
        )
