"""What excuses a match: the reasons to keep silent that are built in, and the conditions of the rule files."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from linter.document import Span
from linter.rulebook.patterns import Condition

if TYPE_CHECKING:
    from linter.checks.context import Context

#: The conditions of the rule files that saysso itself asks for: copy on sport, and wrongdoing that somebody is charged
#: with or accused of.
_SPORT, _WRONGDOING = "sport", "wrongdoing-told"


class Excuses:
    """Tells which named reasons to keep silent hold in one story; each is worked out once."""

    def __init__(self, context: Context) -> None:
        self.context, self.places = context, context.places
        self.conditions = context.rulebook.conditions
        self._verdicts: dict[tuple[str, int, int], bool] = {}
        self._silenced: dict[tuple[tuple[str, ...], int], bool] = {}
        self._parts: dict[tuple[str, ...], tuple[list[str], list[str]]] = {}
        text, sentences = context.text, context.document.sentences
        #: The built-in reasons: those that hold for a whole sentence, and those that go by the span.
        self._of_sentence: dict[str, Callable[[int], bool]] = {
            "source-near": context.source_near,
            "question": lambda index: text[sentences[index].end - 1] == "?",
            "named-members": lambda index: len([*islice(context.people_named(index), 2)]) == 2,
            "followed-by-source": context.followed_by_source,
            "told-before": context.elsewhere.before,
            "told-later": context.elsewhere.later,
            "document-in-hand": context.elsewhere.on_paper,
            "accusation-told": lambda _: self._anywhere(_WRONGDOING),
        }
        self._of_span: dict[str, Callable[[Span, int], bool]] = {
            "quoted": lambda span, _: context.quoted(span),
            "attributed": context.attributed,
            "answered": context.answered,
            "known-by-one-name": lambda span, _: context.known_by_one_name(span),
            "negated": context.negated,
            "in-a-name": context.in_a_name,
            "how-it-is-said": context.tells_how,
            "only-guessed": context.guessed,
            "words-told-before": context.elsewhere.same_words,
            "group-told-before": context.elsewhere.group,
        }

    def hold(self, names: tuple[str, ...], span: Span, index: int) -> bool:
        """Tell whether one of the named reasons holds for a span of a sentence."""
        placed, others = self._parted(names)
        key = names, index  # of one sentence much is asked: what goes by no span is worked out once
        silenced = self._silenced.get(key)
        if silenced is None:
            silenced = self._silenced[key] = any([self._holds(name, index) for name in others])
        return silenced or any([self._excuse(name, span, index) for name in placed])

    def sport(self, index: int) -> bool:
        """Tell whether the paragraph of a sentence is about sport."""
        return self.met(_SPORT, index)

    def met(self, name: str, index: int) -> bool:
        """Tell whether a condition of the rule files, if there is one of that name, holds for a sentence."""
        condition = self.conditions.get(name)
        return condition is not None and self._met(condition, self._reach(condition, index))

    def _anywhere(self, name: str) -> bool:
        """Tell whether a condition is met anywhere in the story."""
        condition = self.conditions.get(name)
        return condition is not None and self._met(condition, range(len(self.context.document.sentences)))

    def _parted(self, names: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """Return of named reasons those that are asked of a span, and those that are asked of its sentence."""
        parted = self._parts.get(names)
        if parted is None:
            placed = [name for name in names if self._placed(name)]
            parted = self._parts[names] = placed, [name for name in names if name not in placed]
        return parted

    def _placed(self, name: str) -> bool:
        if name in self._of_span or name in self._of_sentence:
            return name in self._of_span
        return self.conditions[name].within == "match"

    def _excuse(self, name: str, span: Span, index: int) -> bool:
        """Tell whether a reason that is asked of a span holds for it."""
        builtin = self._of_span.get(name)
        if builtin:
            return builtin(span, index)
        return any(
            found.start < span.end and span.start < found.end
            for pattern in self.conditions[name].patterns
            if self.places.may(pattern, index)
            for found in self.places.matches(pattern, index)
        )

    def _holds(self, name: str, index: int) -> bool:
        """Tell whether a reason that is asked of a sentence holds for it."""
        builtin = self._of_sentence.get(name)
        if builtin:
            return builtin(index)
        condition = self.conditions[name]
        return self._met(condition, self._reach(condition, index))

    def _met(self, condition: Condition, reach: range) -> bool:
        """Tell whether a condition is met in one of the sentences in reach."""
        key = condition.name, reach.start, reach.stop
        met = self._verdicts.get(key)
        if met is None:
            places = self.places
            met = self._verdicts[key] = any(
                places.holds(pattern, index) for pattern in condition.patterns for index in places.among(pattern, reach)
            )
        return met

    def _reach(self, condition: Condition, index: int) -> range:
        """Return the sentences in which a condition excuses a match in one of them."""
        count = len(self.context.document.sentences)
        if condition.within == "story":
            return range(count)
        if condition.within == "sentence":
            return range(index, index + 1)
        if condition.within == "neighbours":
            return range(max(0, index - 2), min(count, index + 3))
        return self.context.paragraph(index)
