"""A document and a rulebook side by side, with what all the steps of attribution look up."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right

from linter.attribution.grammar import Grammar, Token, Words, may_open
from linter.attribution.plans import plans_of
from linter.document import Document, Quotation, Sentence, Span, Zone
from linter.rulebook.model import Rulebook
from linter.rulebook.prefilter import Hit

#: Characters that may stand around content without being part of it.
_EDGES = " \t\r\n\f\v\u00a0\u2028\u2029,;:—–-"

#: A span that never comes, after the last of those in order.
NEVER = Span(sys.maxsize, sys.maxsize)

#: Where words stand apart by more than one space.
_WIDE = re.compile(r"\s\s")
#: A run of letters and marks, and one space after it.
_RUN = re.compile(r"\S+\s?")

#: Characters below which a quotation is read like the words around it: "the 'Feed' blog said".
SHORT_QUOTATION = 30


class Story:
    """Tokens, quotations and prefilter hits of a document by sentence, each worked out once."""

    def __init__(self, document: Document, rulebook: Rulebook, grammar: Grammar) -> None:
        self.document, self.rulebook, self.grammar = document, rulebook, grammar
        self.plans = plans_of(rulebook)
        self.text = document.text
        self.problems: list[str] = []
        self.outer: list[Quotation] = [q for q in document.quotations if q.depth == 0]
        self._starts = [q.start for q in self.outer]
        self._words: dict[int, Words] = {}
        #: The prefilter's hits outside quotations, by index of the sentence they stand in, and those of cues.
        self.hits: dict[int, list[Hit]] = {}
        self.cue_hits: dict[int, list[Hit]] = {}
        #: The hits inside quotations: what the speaker says, not the outlet.
        self.quoted_hits: dict[int, list[Hit]] = {}
        self._sort_hits()

    def _sort_hits(self) -> None:
        """Sort the prefilter's hits by their sentence, and those in quotations from those outside."""
        beginning = self.plans.literals
        ends = (sentence.end for sentence in self.document.sentences)
        starts = enumerate(sentence.start for sentence in self.document.sentences)
        at, start_at, end_at = -1, 0, 0
        quotations = (Span(quotation.inner.start, quotation.end) for quotation in self.outer)
        opens, closes = next(quotations, NEVER)
        outside: list[Hit] = []
        inside: list[Hit] = []
        cues: list[Hit] = []
        for hit in self._scan():
            start, end, literal = hit
            while start >= end_at:
                end_at = next(ends, 0)
                if not end_at:
                    return
                at, start_at = next(starts)
                outside, inside, cues = [], [], []
            if start < start_at or end > end_at:
                continue
            while closes <= start:
                opens, closes = next(quotations, NEVER)
            if opens <= start:
                if not inside:
                    self.quoted_hits[at] = inside
                inside.append(hit)
                continue
            if not outside:
                self.hits[at] = outside
            outside.append(hit)
            if literal in beginning:
                if not cues:
                    self.cue_hits[at] = cues
                cues.append(hit)

    def _scan(self) -> list[Hit]:
        """Return the prefilter's hits, in order; in a sentence more than one space between two words is as good as one.

        The prefilter itself knows phrases by the one character between their words.
        """
        scan, text, document = self.rulebook.prefilter.scan, self.text, self.document
        hits = scan(text)
        # Most have None alone: the space between two paragraphs.
        wide = {document.sentence_at(match.start()) for match in _WIDE.finditer(text)} - {None}
        if not wide:
            return hits
        more = set(hits)
        for start, end, _, _ in [document.sentences[index] for index in wide if index is not None]:
            runs = list(_RUN.finditer(text, start, end))
            kept = [at for run in runs for at in range(run.start(), run.end())]
            found = scan("".join([run[0] for run in runs]))
            more.update([(kept[first], kept[last - 1] + 1, literal) for first, last, literal in found])
        return sorted(more)

    def words(self, index: int) -> Words:
        """Return the tokens of a sentence, of a longer quotation its marks alone; they have the class `"`."""
        words = self._words.get(index)
        if words is None:
            words = self._words[index] = self._read(self.document.sentences[index])
        return words

    def _read(self, sentence: Sentence) -> Words:
        grammar, text, at = self.grammar, self.text, sentence.start
        words = Words([], [])
        quotations = self.quotations(sentence)
        for quotation in quotations:
            if quotation.end - quotation.start < SHORT_QUOTATION:
                continue
            grammar.lex(text, at, max(at, quotation.start), words)
            if sentence.start <= quotation.start < quotation.inner.start:
                words.tokens.append(Token(text[quotation.start : quotation.inner.start], '"', '"'))
                words.starts.append(quotation.start)
            if quotation.end <= sentence.end and quotation.closed:
                words.tokens.append(Token(text[quotation.inner.end : quotation.end], '"', '"'))
                words.starts.append(quotation.inner.end)
            at = min(quotation.end, sentence.end)
        grammar.lex(text, at, sentence.end, words)
        opens = bool(quotations or may_open(text, sentence.start, sentence.end))
        grammar.settle(words.tokens, opens=opens, titled=sentence.zone is Zone.HEADLINE)
        for quotation in quotations:
            for edge in (quotation.start, quotation.end - 1):
                place = words.at(edge)
                if place < len(words.starts) and words.starts[place] == edge:
                    words.tokens[place] = words.tokens[place]._replace(cls='"')
        return words

    def quotations(self, span: Span | Sentence) -> list[Quotation]:
        """Return the outermost quotations that share a character with `span`."""
        if not self.outer:
            return []
        first = bisect_left(self._starts, span.start)
        if first and self.outer[first - 1].end > span.start:
            first -= 1
        return self.outer[first : bisect_left(self._starts, span.end)]

    def holds_quotation(self, start: int, end: int) -> bool:
        """Tell whether an outermost quotation shares a character with the text between two offsets."""
        before = bisect_left(self._starts, end) - 1
        return before >= 0 and self.outer[before].end > start

    def quoted(self, start: int, end: int) -> float:
        """Return the share of the characters between two offsets that stand in outermost quotations."""
        if not self.holds_quotation(start, end):
            return 0.0
        inside = [min(end, q.end) - max(start, q.start) for q in self.quotations(Span(start, end))]
        return sum(inside) / (end - start)

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the outermost quotation whose inside, or closing mark, is at `offset`."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0:
            quotation = self.outer[index]
            if quotation.start < offset < quotation.end or quotation.inner.start == offset:
                return quotation
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

    def tell_tired(self, pattern: str, sentence: Sentence) -> None:
        """Add to the problems that an attribution pattern ran out of time in a sentence."""
        line, _ = self.document.line_column(self.document.to_file(sentence.span).start)
        self.problems.append(f"{pattern}: the pattern ran out of time at line {line}; it was left out")


def words_in(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())
