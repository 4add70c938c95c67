"""What a story has somebody say in another place: a claim repeated, a lead sourced further down, a paper in hand."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from linter.document import Span, Zone
from linter.findings import SourceKind

if TYPE_CHECKING:
    from linter.checks.context import Context

#: Words that two sentences must share to be of one thing, and letters by which a word is known in all its forms.
SHARED, STEM = 3, 6

#: Words that tell a headline again, in the least of them, and letters that are too few for a word to tell.
RETOLD, SHORT = 2, 2

#: Words of four letters or more, of any alphabet.
_LONG = re.compile(r"[^\W\d_]{4,}")

#: Words and figures of a match.
_WORD = re.compile(r"\w[\w.,'’]*\w|\w")

#: The list of words so common that to share them tells nothing.
COMMON = "common"

#: The list of papers whose account goes on after they are named.
PAPERS = "accounts-on-paper"


class Elsewhere:
    """Finds what a sentence of one story shares with what somebody is made to say before and after it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._common = context.rulebook.words.get(COMMON, frozenset())
        self._known: dict[int, list[int]] = {}

    def before(self, index: int) -> bool:
        """Tell whether an earlier sentence makes somebody say three words of this one, names apart."""
        return any([other < index for other in self._shared(index)])

    def later(self, index: int) -> bool:
        """Tell whether a later sentence makes somebody say three words of this one, names apart."""
        return any([other > index for other in self._shared(index)])

    def retold(self, index: int) -> list[int]:
        """Return the sentences that have two words of this one, and half of them: names and figures too, by stems."""
        words = self._stemmed(index)
        least = max(RETOLD, (len(words) + 1) // 2)
        others = [other for other in range(len(self.context.document.sentences)) if other != index]
        return [other for other in others if len(words & self._stemmed(other)) >= least]

    def same_words(self, span: Span, index: int) -> bool:
        """Tell whether an earlier sentence makes somebody say all that the words of a span tell."""
        words, told = self._all(span), self._told
        if not words:
            return False
        rarest = min([self._telling.get(word, ()) for word in words], key=len)
        return any(other < index and words <= told[other] for other in rarest)

    def group(self, span: Span, index: int) -> bool:
        """Tell whether a span is of a group that the story has told of: "the researchers", after their research."""
        words, definites = self.context.story.words(index), self.context.story.grammar.definites
        first = words.at(span.start)
        if definites.isdisjoint([token.word for token in words.tokens[max(0, first - 1) : first + 1]]):
            return False
        told = " ".join([token.word for token in words.within(span).tokens])
        return not self._stems(told).isdisjoint(self._met_before(index))

    def on_paper(self, index: int) -> bool:
        """Tell whether a sentence goes on with the account of a paper that the paragraph has named: a filing's."""
        context = self.context
        for other in range(index, context.paragraph(index).start - 1, -1):
            here = [a for a in context.attributions_in(other) if not (a.carried and other == index)]
            if other < index and any(a.kind is SourceKind.DOCUMENT and a.source for a in here):
                sources = [a.source for a in here if a.kind is SourceKind.DOCUMENT and a.source]
                return any(context.words_of(source) & self._papers for source in sources)
            if any(a.source is not None for a in here):
                return False
        return False

    def _shared(self, index: int) -> list[int]:
        """Return the sentences that make somebody say three words of this one, worked out once."""
        shared = self._known.get(index)
        if shared is None:
            where = self._where
            met = Counter([other for word in self._small(index) for other in where.get(word, ())])
            shared = self._known[index] = [other for other, count in met.items() if count >= SHARED]
        return shared

    def _met_before(self, index: int) -> frozenset[str]:
        """Return the stems of all that the story says before a sentence."""
        return self._stems(self.context.text[: self.context.document.sentences[index].start].lower())

    @cached_property
    def _papers(self) -> frozenset[str]:
        return self.context.story.grammar.list(PAPERS)

    @cached_property
    def _contents(self) -> dict[int, list[Span]]:
        """What somebody is made to say, by the sentence in which that is told."""
        found: dict[int, list[Span]] = {}
        for attribution in self.context.read.attributions:
            if attribution.kind is not SourceKind.NONE:
                found.setdefault(attribution.sentence, []).extend(attribution.content)
        return found

    @cached_property
    def _told(self) -> dict[int, frozenset[str]]:
        """The words and figures that somebody is made to say, by the sentence in which that is told."""
        return {index: frozenset[str]().union(*map(self._all, spans)) for index, spans in self._contents.items()}

    @cached_property
    def _telling(self) -> dict[str, list[int]]:
        """In which sentences somebody is made to say each word or figure."""
        found: dict[str, list[int]] = {}
        for index, words in self._told.items():
            for word in words:
                found.setdefault(word, []).append(index)
        return found

    @cached_property
    def _where(self) -> dict[str, list[int]]:
        """In which sentences somebody is made to say each word, by its stem."""
        text = self.context.text
        found: dict[str, list[int]] = {}
        for index, spans in self._contents.items():
            for stem in frozenset().union(*[self._stems(text[span.start : span.end]) for span in spans]):
                found.setdefault(stem, []).append(index)
        return found

    def _small(self, index: int) -> frozenset[str]:
        start, end, zone, _ = self.context.document.sentences[index]
        words = self.context.text[start:end]
        # In many a headline each word has a capital.
        return self._stems(words.lower() if zone is Zone.HEADLINE else words)

    def _stems(self, words: str) -> frozenset[str]:
        # A name begins with a capital, and tells nothing of what is said of it.
        small = [word for word in _LONG.findall(words) if word.islower()]
        return frozenset([word[:STEM] for word in small if word not in self._common])

    def _stemmed(self, index: int) -> frozenset[str]:
        start, end, _, _ = self.context.document.sentences[index]
        return frozenset([word[:STEM] for word in self._all(Span(start, end)) if len(word) > SHORT])

    def _all(self, span: Span) -> frozenset[str]:
        words = _WORD.findall(self.context.text[span.start : span.end].lower())
        return frozenset([word for word in words if word not in self._common])
