"""Sentences that no pattern explains, weighed: the points of their signs and words tell whose they are.

"The senator backed the bill" takes a side and has no frame of saying; "It was never safe." goes on with what
was quoted. Either alone says little; the points of rules/attribution/weights.yml add up what speaks for and
against it, and more than none is taken for somebody's words.
"""

from __future__ import annotations

from collections.abc import Sequence

from linter.attribution import beforephrase
from linter.attribution.signs import Signs, verbs
from linter.attribution.status import COVERED, WEIGHED, shares
from linter.attribution.story import Story
from linter.document import PROSE, Span
from linter.findings import Attribution, SourceKind

#: Points from which a word may be the cue of its sentence.
CUE_POINTS = 0.3


class Weighing:
    """Weighs the sentences of one story that `found` leaves without an attribution."""

    def __init__(self, story: Story, found: Sequence[Attribution]) -> None:
        self.story = story
        self.shares = shares(story.document, found)
        self.signs = Signs(story, self.shares, COVERED)
        self._own = {attribution.sentence for attribution in found}
        self.weights = story.rulebook.weights
        self._forms = frozenset(self.weights.words) if self.weights else frozenset()

    def unexplained(self) -> list[int]:
        """Return the sentences to weigh: prose without an attribution, with a word or quotation to go by."""
        sentences = self.story.document.sentences
        return [
            index
            for index, share in enumerate(self.shares)
            if share < COVERED
            and index not in self._own
            and sentences[index].zone in PROSE
            and self._tells(*sentences[index].span)
        ]

    def _tells(self, start: int, end: int) -> bool:
        """Tell at a glance whether the text between two offsets has a word with points, or a quotation."""
        story = self.story
        if story.holds_quotation(start, end):
            return True
        return not self._forms.isdisjoint(story.text[start:end].lower().replace(",", " ").split())

    def told(self) -> list[Attribution]:
        """Return an attribution for each sentence with more than no points; those without a cue are carried."""
        return [told for index in self.unexplained() if (told := self._told(index))] if self.weights else []

    def words(self, index: int) -> list[int]:
        """Return the places of the tokens of a sentence that have points."""
        tokens = self.story.words(index).tokens
        if self._forms.isdisjoint([token.word for token in tokens]):
            return []
        return list(verbs(tokens, self._forms, self.story.grammar.to))

    def _told(self, index: int) -> Attribution | None:
        assert self.weights
        tokens, places, points = self.story.words(index).tokens, self.words(index), self.weights.words
        score = self.weights.base + sum({tokens[at].word: points[tokens[at].word] for at in places}.values())
        score += sum([self.weights.signs.get(sign, 0.0) for sign in self.signs.of(index)])
        return self._attribution(index, places, score) if score > 0 else None

    def _attribution(self, index: int, places: Sequence[int], score: float) -> Attribution:
        """Return the attribution of a sentence: its cue is the word of most points that has a subject."""
        assert self.weights
        words, sentence = self.story.words(index), self.story.document.sentences[index]
        whole = Span(sentence.start, self.story.sentence_end(sentence))
        source = cue = None
        lemma, content = "", whole
        points = self.weights.words
        for at in sorted(places, key=lambda at: -points[words.tokens[at].word]):
            form = words.tokens[at].word
            if points[form] < CUE_POINTS:
                break
            phrase = beforephrase.before(words.tokens, at, self.story.grammar) if at else None
            if phrase is None and cue is not None:
                continue
            cue, lemma = words.span(at, at + 1), self.weights.lemmas[form]
            if phrase is not None:
                source = words.span(*phrase)
                rest = self.story.trim(cue.end, whole.end)
                content = rest if rest and 2 * (rest.end - rest.start) > whole.end - whole.start else whole
                break
        return Attribution(
            source=source,
            kind=SourceKind.OTHER if source else SourceKind.NONE,
            cue=cue,
            content=(content,),
            pattern=WEIGHED,
            sentence=index,
            carried=cue is None,
            cue_lemma=lemma,
            weight=round(score / (1 + score), 3),
        )
