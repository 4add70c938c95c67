"""How much it matters that nobody can be asked: a sum of who is made to say it, what is said and where.

Every number stands in a rule file (`sourcing:`, see rules/sourcing/ladder.yml); those that could be were fitted on
articles in which editors' questions are marked, by benchmarks/fit_sourcing.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from linter.attribution.ladder import Ladder
from linter.document import Span
from linter.findings import Attribution, Part, Severity, SourceKind, Strength
from linter.rulebook.patterns import TextPattern

if TYPE_CHECKING:
    from linter.checks.context import Context
    from linter.checks.flags import Flag

# What is measured, not what it weighs: the numbers of the rule files are fitted to traits that end here. To change one
# of these is to fit those anew, so they are no setting.

#: The least that the strength of the sentence itself counts: plain copy has vague sources too.
_LEAST = -1.3

#: Sentences that open a story: what they say is told again, with its source.
_TOP = 2


#: Sentences up to which a story is short: nobody expects two people by name in it.
_SHORT = 10


class Vague:
    """Weighs the flags of a story's rules on sources."""

    def __init__(self, context: Context) -> None:
        self.context, self.weights = context, context.rulebook.sourcing
        self.story, self.ladder = context.story, Ladder(context.story)

    def strength(self, flag: Flag) -> Strength:
        """Return how surely an editor asks after the source of a flag."""
        numbers, counts = self.weights.weights, self.counts(flag)
        parts = [Part(name, count, numbers[name] * count) for name, count in counts.items() if numbers.get(name)]
        parts.append(Part(flag.rule.code, 1, self.weights.rules[flag.rule.code]))
        parts.append(Part("start", 1, self.weights.start))
        levels = self.weights.info, self.weights.warning, self.weights.error
        return Strength(sum([part.value for part in parts]), tuple(parts), *levels)

    def counts(self, flag: Flag) -> dict[str, float]:
        """Return what counts in a flag, and how often: the step of its source, the claims made, the traits."""
        said = self._said(flag)
        return {self.step(flag, said): 1.0, **self.claims(self._contents(flag, said)), **dict(self._traits(flag, said))}

    def level(self, strength: Strength) -> Severity | None:
        """Return how much a finding of that strength weighs; an error takes a grave claim, and nobody beside to ask."""
        if strength.total < strength.info:
            return None
        if strength.total < strength.warning:
            return Severity.INFO
        names = {part.name for part in strength.parts}
        grave = "answered-beside" not in names and not names.isdisjoint(self.weights.grave)
        return Severity.ERROR if grave and strength.total >= strength.error else Severity.WARNING

    def holds(self, strength: Strength) -> str:
        """Return in words what keeps a finding from being the error that its strength is enough for."""
        if any(part.name == "answered-beside" for part in strength.parts):
            return "no error, as somebody who can be asked speaks in the same sentence"
        grave = [name for name in self.weights.claims if name in self.weights.grave]
        return "an error takes a grave claim: " + " or ".join(grave)

    def step(self, flag: Flag, said: Attribution | None) -> str:
        """Return the step of the source of a flag: of one that only a pattern found, by the words of the match."""
        kind = flag.rule.finds_kind
        if said is not None and said.step and (flag.said is not None or kind is not SourceKind.NONE):
            return said.step
        sentence = self.story.words(flag.sentence)
        return self.ladder.step(kind, sentence.within(flag.span).tokens)

    def known(self, flag: Flag) -> str:
        """Return what is known of the source of a flag, to go on from "known"."""
        return self.weights.known(self.step(flag, self._said(flag)))

    def source(self, flag: Flag) -> Span:
        """Return the words of a flag that are the source, if it asks who that is: "an insider" of "an insider said"."""
        said = self._said(flag) if flag.said is None and flag.rule.finds_kind is SourceKind.ANONYMOUS else None
        if said is None or said.source is None or said.cue is None:
            return flag.span
        return said.source if said.source.overlaps(flag.span) and said.cue.overlaps(flag.span) else flag.span

    def claims(self, contents: Sequence[Span]) -> dict[str, float]:
        """Return the kinds of claim in these spans and how often each stands there."""
        found = {}
        for name, patterns in self.weights.claims.items():
            places = {place for span in contents for pattern in patterns for place in self._places(pattern, span)}
            if places:
                found[name] = float(min(len(places), self.weights.often))
        return found

    def _places(self, pattern: TextPattern, span: Span) -> Iterator[Span]:
        """Yield where a pattern matches in a span, which may run over sentences."""
        places, sentences = self.context.places, self.context.document.sentences
        index = self.context.document.sentence_at(span.start)
        while index is not None and index < len(sentences) and sentences[index].start < span.end:
            if places.may(pattern, index):
                yield from (one.span for one in places.matches(pattern, index) if span.overlaps(one.span))
            index += 1

    @cached_property
    def _named(self) -> int:
        """How many people by name are made to say something in the story."""
        return sum([one.kind is SourceKind.PERSON and one.statements > 0 for one in self.context.read.speakers])

    def _said(self, flag: Flag) -> Attribution | None:
        """Return the attribution whose source or cue a flag points at."""
        if flag.said is not None:
            return flag.said
        for one in self.context.attributions_of(flag.sentence):
            place = one.source or one.cue
            if place is not None and place.overlaps(flag.span):
                return one
        return None

    def _contents(self, flag: Flag, said: Attribution | None) -> Sequence[Span]:
        """Return what the source is made to say; where that cannot be told, the sentence around the flag."""
        if said is not None and said.content:
            return said.content
        start, end, _, _ = self.context.document.sentences[flag.sentence]
        around = (Span(start, flag.span.start), Span(flag.span.end, end))
        return [span for span in around if span.start < span.end]

    def _directs(self, said: Attribution) -> bool:
        """Tell whether it is an order or a wish: what is said begins with "to" or "not to"."""
        to = self.story.grammar.to
        return bool(said.content) and not to.isdisjoint(self.context.text[slice(*said.content[0])].split()[:2])

    def _traits(self, flag: Flag, said: Attribution | None) -> Iterator[tuple[str, float]]:
        """Yield the traits of the place and the phrase, by the names that rule files weigh them under."""
        context, index = self.context, flag.sentence
        yield "company", max(_LEAST, context.grader.base(index))
        if context.named_after(index):
            yield "named-after", 1
        if any(context.answering(one) for one in context.attributions_of(index)):
            yield "answered-beside", 1
        if len(context.document.sentences) > _SHORT and self._named < 2:
            yield "one-named" if self._named else "nobody-named", 1
        if index < _TOP < len(context.document.sentences) / 2:
            yield "opening", 1
        if context.excuses.sport(index):
            yield "sport", 1
        tokens = self.story.words(index).within(flag.span).tokens
        pronoun = len(tokens) == 1 and tokens[0].cls in "PRO"
        if pronoun or tokens and tokens[0].word in self.story.grammar.list("tellers-before"):
            yield "known-before", 1
        if any([token.cls == "#" or token.word in self.story.grammar.counts for token in tokens]):
            yield "counted", 1
        if any([token.word in self.story.grammar.list("source-words") for token in tokens]):
            yield "called-source", 1
        if not context.phrases(index).isdisjoint(self.story.grammar.list("behind-words")):
            yield "behind", 1
        if said is not None:
            if said.direct:
                yield "quoted-words", 1
            if said.stance in ("belief", "doubt"):
                yield said.stance, 1
            if said.cue_lemma in self.story.grammar.list("acting-cues") or self._directs(said):
                yield "acted", 1
