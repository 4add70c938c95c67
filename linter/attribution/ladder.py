"""How much a story tells of its sources: the step of the ladder that each stands on.

The steps, best first, are those of the rule files (`sourcing: steps`, see rules/sourcing/ladder.yml); here is what a
source phrase is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from linter.attribution.grammar import NAME, PRONOUN, Token
from linter.attribution.story import Story
from linter.document import Span
from linter.findings import Attribution, SourceKind

#: Words of the longest entry of a list that is looked for in a source.
_LONGEST = 4

#: Characters between a source and its cue that may tell more of it: ", who was briefed on the talks, said".
_FAR = 160


class Ladder:
    """Finds the step of sources. `roles` has the speakers of whom a role is told, by id."""

    def __init__(self, story: Story, roles: Iterable[int] = ()) -> None:
        self.story, self.grammar = story, story.grammar
        self.steps = story.rulebook.sourcing.steps
        self._steps_of = {kind: [step for step in self.steps if kind in step.kinds] for kind in SourceKind}
        self._roles = frozenset(roles)
        self._signs: Mapping[str, Callable[[Sequence[Token]], bool]] = {
            "role": self._role,
            "body": self._body,
            "owner": self._owner,
            "name": self._name,
            "led": self._led,
            "definite": self._definite,
        }

    def placed(self, attributions: Sequence[Attribution]) -> list[Attribution]:
        """Return the attributions with the step of their source: of one that comes back, the best so far."""
        if not self.steps:
            return list(attributions)
        ranks = {step.name: rank for rank, step in enumerate(self.steps)}
        best: dict[int, str] = {}
        done = []
        for one in attributions:
            step = self._of(one)
            if one.speaker is not None:
                known = best.get(one.speaker)
                if known and (not step or ranks[known] < ranks[step]):
                    step = known
                if step:
                    best[one.speaker] = step
            done.append(one._replace(step=step))
        return done

    def _of(self, one: Attribution) -> str:
        """Return the step of an attribution's source by its own words, "" where they tell nothing (a pronoun)."""
        if one.source is None:
            return self.step(SourceKind.NONE, ()) if one.kind is SourceKind.NONE else ""
        words = self.story.words(one.sentence).within(self._whole(one, one.source))
        if not words.tokens:
            words = self.story.grammar.words_of(self.story.text, one.source)
        if len(words.tokens) == 1 and words.tokens[0].cls in "PRO":
            return ""
        return self.step(one.kind, words.tokens, one.speaker in self._roles)

    def _whole(self, one: Attribution, source: Span) -> Span:
        """Return the source with what is told of it up to its cue."""
        reaches = one.cue is not None and source.end < one.cue.start < source.end + _FAR
        return Span(source.start, one.cue.start) if one.cue is not None and reaches else source

    def step(self, kind: SourceKind, tokens: Sequence[Token], role: bool = False) -> str:
        """Return the first step that takes a source of this kind and these words; "" if none does.

        `role`: one is told of this source elsewhere.
        """
        found: list[frozenset[str]] = []  # most steps ask for none of the words

        def told(asked: str) -> bool:
            sign = self._signs.get(asked)
            if sign:
                return asked == "role" and role or sign(tokens)
            if not found:
                found.append(grams(tokens))
            return not found[0].isdisjoint(self.grammar.list(asked))

        for step in self._steps_of[kind]:
            if all(map(told, step.told)) and not any(map(told, step.unless)):
                return step.name
        return ""

    def _role(self, tokens: Sequence[Token]) -> bool:
        """Tell whether a post or trade is told: "official", "nurses"; "source" and "person" are none."""
        grammar, bare = self.grammar, self.grammar.list("bare-heads")
        core = list(takewhile(lambda token: token.cls != "I" and token.word not in grammar.to, tokens))
        if all([token.cls in "DP#" for token in core]):  # "one of the aides"
            core = list(tokens)
        people = grammar.roles, grammar.list("anonymous-heads"), grammar.list("people-words")
        return any(
            [
                token.word not in bare and (token.word in words or grammar.singular(token.word) in words)
                for token in core
                for words in people
            ]
        )

    def _body(self, tokens: Sequence[Token]) -> bool:
        """Tell whether a body, or somebody else, is told that the source is part of or works for."""
        grammar = self.grammar
        organisations, lands = grammar.organisations, grammar.lands
        for token in tokens:
            word = grammar.unowned(token.word)
            if token.cls == "U" and not grammar.member(token) and word not in lands and word not in grammar.roles:
                return True
            if word in organisations or grammar.singular(word) in organisations:
                return True
        return False

    def _name(self, tokens: Sequence[Token]) -> bool:
        """Tell whether somebody's own name stands beside the role: "another delegate, Jim Moss", "two, Mr Moss and …".

        That is two capitalised words, or one after a title, up to a comma, a dash or the end; none after "to" or
        "for", which is somebody else's.
        """
        grammar = self.grammar
        for first, last in _runs(tokens, grammar.person_words):
            before = first
            while before and (tokens[before - 1].cls == "." or tokens[before - 1].word in grammar.titles):
                before -= 1
            own = not before or not (tokens[before - 1].cls in "ID" or tokens[before - 1].word in grammar.to)
            own = own or tokens[before - 1].word in grammar.list("member-prepositions")
            whole = (
                last == len(tokens) or tokens[last].cls in ",—–" or tokens[last].word in grammar.list("name-suffixes")
            )
            if own and whole and last - first > (before == first):
                return True
        return False

    def _led(self, tokens: Sequence[Token]) -> bool:
        """Tell whether somebody known goes before the others: "Ward and other experts", "she and her aides"."""
        joined = next((at for at, token in enumerate(tokens) if token.cls == "C"), 0)
        pronoun = joined == 1 and tokens[0].cls == PRONOUN
        return pronoun or joined > 0 and all([token.cls in "U.#" for token in tokens[:joined]])

    def _owner(self, tokens: Sequence[Token]) -> bool:
        """Tell whether a paper has a name or its owner's, before it or after "by", or was told of before."""
        grammar = self.grammar
        if self._definite(tokens):
            return True
        head = next((at for at, token in enumerate(tokens) if token.word in grammar.documents), len(tokens))
        owners = grammar.list("owner-prepositions")
        after = next((at for at, token in enumerate(tokens) if at > head and token.word in owners), len(tokens))
        plain = grammar.list("paper-describers")  # with a capital at the head of a sentence: "Unconfirmed reports"
        whose = [*[token for token in tokens[:head] if token.word not in plain], *tokens[after:]]
        return self._body(whose) or any(
            [token.cls == "U" or token.word.endswith(grammar.possessive_endings) for token in whose]
        )

    def _definite(self, tokens: Sequence[Token]) -> bool:
        first = tokens[0].word if tokens else ""
        return first in self.grammar.definites or first in self.grammar.list("possessives")


def _runs(tokens: Sequence[Token], apart: Container[str]) -> Iterator[tuple[int, int]]:
    """Yield where capitalised words stand in a row, those `apart` aside: the first, and the one after the last."""
    at = 0
    for named, run in groupby(tokens, lambda token: token.cls == NAME and token.word not in apart):
        first, at = at, at + len(list(run))
        if named:
            yield first, at


def grams(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the runs of up to `_LONGEST` words, levelled."""
    words = [token.word for token in tokens]
    return frozenset(
        " ".join(words[at : at + size]) for size in range(1, _LONGEST + 1) for at in range(len(words) - size + 1)
    )
