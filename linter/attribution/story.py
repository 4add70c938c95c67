"""A document and a rulebook side by side, with what all the steps of attribution look up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from linter.attribution.grammar import Grammar, Token
from linter.attribution.plans import Plans
from linter.document import Document, Quotation, Sentence, Span, Zone
from linter.rulebook.model import Rulebook
from linter.rulebook.prefilter import Hit

#: Characters that may stand around content without being part of it.
_EDGES = " \t\r\n\f\v\u00a0\u2028\u2029,;:—–-"

#: Characters below which a quotation is read like the words around it: "the 'Feed' blog said".
SHORT_QUOTATION = 30


class Story:
    """Tokens, quotations and prefilter hits of a document by sentence, each worked out once."""

    def __init__(self, document: Document, rulebook: Rulebook, grammar: Grammar) -> None:
        self.document, self.rulebook, self.grammar = document, rulebook, grammar
        self.plans = Plans.of(rulebook)
        self.text = document.text
        self.outer: list[Quotation] = [q for q in document.quotations if q.depth == 0]
        self._starts = [q.start for q in self.outer]
        self._tokens: dict[int, list[Token]] = {}

    @cached_property
    def hits(self) -> dict[int, list[Hit]]:
        """The prefilter's hits outside quotations, by index of the sentence they stand in."""
        return self._sorted_hits[0]

    @cached_property
    def quoted_hits(self) -> dict[int, list[Hit]]:
        """The hits inside quotations: what the speaker says, not the outlet."""
        return self._sorted_hits[1]

    @cached_property
    def _sorted_hits(self) -> tuple[dict[int, list[Hit]], dict[int, list[Hit]]]:
        outside: dict[int, list[Hit]] = {}
        inside: dict[int, list[Hit]] = {}
        sentences, quotations = self.document.sentences, self.outer
        at = place = 0
        for hit in self.rulebook.prefilter.scan(self.text):
            start, end, _ = hit
            while at < len(sentences) and sentences[at].end < end:
                at += 1
            if at == len(sentences):
                break
            if start < sentences[at].start:
                continue
            while place < len(quotations) and quotations[place].end <= start:
                place += 1
            quoted = place < len(quotations) and quotations[place].start < start
            (inside if quoted else outside).setdefault(at, []).append(hit)
        return outside, inside

    def tokens(self, index: int) -> list[Token]:
        """Return the tokens of a sentence, of a longer quotation its marks alone; they have the class `"`."""
        tokens = self._tokens.get(index)
        if tokens is None:
            sentence = self.document.sentences[index]
            tokens, at = [], sentence.start
            for quotation in self.quotations(sentence.span):
                if quotation.end - quotation.start < SHORT_QUOTATION:
                    continue
                tokens += self.grammar.lex(self.text, at, max(at, quotation.start))
                if quotation.start >= sentence.start:
                    tokens.append(Token(quotation.start, quotation.inner.start, '"', '"'))
                if quotation.end <= sentence.end and quotation.closed:
                    tokens.append(Token(quotation.inner.end, quotation.end, '"', '"'))
                at = min(quotation.end, sentence.end)
            tokens += self.grammar.lex(self.text, at, sentence.end)
            tokens = self.grammar.settled(tokens, titled=sentence.zone is Zone.HEADLINE)
            for quotation in self.quotations(sentence.span):
                for edge in (quotation.start, quotation.end - 1):
                    place = bisect_left(tokens, (edge,))
                    if place < len(tokens) and tokens[place].start == edge:
                        tokens[place] = tokens[place]._replace(cls='"')
            self._tokens[index] = tokens
        return tokens

    def quotations(self, span: Span) -> list[Quotation]:
        """Return the outermost quotations that share a character with `span`."""
        first = bisect_left(self._starts, span.start)
        if first and self.outer[first - 1].end > span.start:
            first -= 1
        found = []
        for quotation in self.outer[first:]:
            if quotation.start >= span.end:
                break
            found.append(quotation)
        return found

    def holds_quotation(self, start: int, end: int) -> bool:
        """Tell whether an outermost quotation shares a character with the text between two offsets."""
        before = bisect_left(self._starts, end) - 1
        return before >= 0 and self.outer[before].end > start

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the outermost quotation whose inside, or closing mark, is at `offset`."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self.outer[index].start < offset < self.outer[index].end:
            return self.outer[index]
        return None

    def trim(self, start: int, end: int) -> Span | None:
        """Return the span without white space and joining marks at its ends, or None if nothing is left."""
        text = self.text
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        return Span(start, end) if start < end else None

    def sentence_end(self, sentence: Sentence) -> int:
        """Return where a sentence ends without its final full stop."""
        end = sentence.end
        return end - 1 if self.text[end - 1] in ".。" and not self.text.endswith("...", 0, end) else end


def words_in(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())
