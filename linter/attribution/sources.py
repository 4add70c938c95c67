"""Who a cue belongs to: the noun phrases of a sentence that may be a source, and whether verb and source agree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.attribution import nounphrase
from linter.attribution.grammar import Grammar, Token
from linter.attribution.story import Story
from linter.document import Span
from linter.rulebook.model import Cue

if TYPE_CHECKING:
    from linter.attribution.matching import Match


class Sources:
    """Finds the sources of one sentence, before and after a cue."""

    def __init__(self, story: Story, index: int) -> None:
        self.sentence = story.document.sentences[index]
        self.grammar = story.grammar
        self.tokens = story.tokens(index)
        self._starts = [token.start for token in self.tokens]

    def before(self, edge: int, cue: Span, detail: str, found: Sequence[Match]) -> tuple[Span | None, bool]:
        """Return the source that a slot before a cue asks for, and whether it is shared with an earlier verb.

        `found` are the matches of the sentence so far.
        """
        if detail == "cue":
            return self._source_with_cue(cue), False
        if detail == "shared":
            return self._shared_source(edge, found), True
        source = self._source_before(edge, detail)
        if source is None and detail == "":
            return self._elided_source(edge, found), True
        return source, False

    def after(self, edge: int, *, bare: bool, owned: bool) -> Span | None:
        """Return the source or listener that begins at `edge`, or None.

        `bare` and `owned`: it may begin with any word; the cue is a frame's own words.
        """
        at = self.token_from(edge)
        phrase = nounphrase.after(self.tokens, at, self.grammar, bare=bare)
        if phrase is None or (not bare and not self._closes(phrase[1])):
            return None
        if owned and phrase[1] - at == 1 and self.tokens[at].cls == "w" and not self._names_source(at):
            return None
        return Span(self.tokens[phrase[0]].start, self.tokens[phrase[1] - 1].end)

    def token_from(self, offset: int) -> int:
        """Return the index of the first token that starts at or after `offset`."""
        return bisect_left(self._starts, offset)

    def _source_with_cue(self, cue: Span) -> Span | None:
        """Return the noun phrase whose head the cue is: "a national poll"."""
        phrase = nounphrase.before(self.tokens, self.token_from(cue.end), self.grammar)
        return Span(self.tokens[phrase[0]].start, cue.end) if phrase else None

    def _source_before(self, edge: int, detail: str) -> Span | None:
        """Return the source that ends before `edge`, of the kind that `detail` asks for."""
        at = self.token_from(edge)
        tokens = self.tokens
        if detail == "start":
            start = tokens[0].start
            grammar = self.grammar
            if not 0 < at <= 8 or not all(t.cls in "UDI.()-'" or t.word in grammar.nouns for t in tokens[:at]):
                return None
            if tokens[0].cls in "I" or tokens[at - 1].word in grammar.list("line-labels"):
                return None
            return Span(start, tokens[at - 1].end)
        if detail == "owner":
            return self._owner(at, edge)
        phrase = nounphrase.before(tokens, at, self.grammar)
        if phrase is None or not self._can_speak(phrase):
            return None
        if detail == "document" and not any(t.word in self.grammar.list("documents") for t in tokens[slice(*phrase)]):
            return None
        return Span(tokens[phrase[0]].start, tokens[phrase[1] - 1].end)

    def holds_verb(self, start: int, end: int) -> bool:
        """Tell whether words that a frame passes over hold a verb: "said his worry is that" is no "said … that"."""
        if end - start < 8:
            return False
        return any(token.cls == "X" for token in self.tokens[self.token_from(start) : self.token_from(end)])

    def _names_source(self, at: int) -> bool:
        """Tell whether a single lower-case word may be a source: "according to police", not "to plan"."""
        word = self.tokens[at].word
        return word in self.grammar.nouns or "." in word or word.endswith(self.grammar.plural_endings)

    def _closes(self, at: int) -> bool:
        """Tell whether a source after its cue may end before token `at`: no verb of its own follows."""
        return at >= len(self.tokens) or self.tokens[at].cls not in "wVXU"

    def _can_speak(self, phrase: nounphrase.Range) -> bool:
        """Tell whether a phrase is more than an article or a possessive: "the noted author" has no source."""
        grammar = self.grammar
        tokens = self.tokens[slice(*phrase)]
        return not all(token.word in grammar.articles_only for token in tokens) and not tokens[-1].word.endswith(grammar.possessive_endings)

    def agrees(self, cue: Cue, source: Span, span: Span) -> bool:
        """Tell whether the cue can be this source's verb, by number and voice.

        "the state bank": a base form needs a plural or an auxiliary. "the man was accused": a form of "be"
        before a participle hides the agent, so the phrase before it is not the source.
        """
        grammar = self.grammar
        between = self.tokens[self.token_from(source.end) : self.token_from(span.start)]
        pause = next((i for i in range(len(between) - 1, -1, -1) if between[i].cls in ",—–"), -1)
        between = between[pause + 1 :]
        helpers = [token for token in between if token.cls == "X"]
        if cue.forms <= {"past", "pp"} and any(token.word in grammar.bes for token in helpers):
            return False
        if cue.forms == {"s"} and helpers:
            return False  # "they have claims": a noun
        if cue.forms == {"base"} and not helpers:
            last = self.tokens[self.token_from(source.end) - 1]
            if last.cls in "PR" or len(between) and between[0].cls == "C":
                return last.word not in grammar.list("singular-pronouns")
            phrase = self.tokens[self.token_from(source.start) : self.token_from(source.end)]
            if any(token.cls == "C" for token in phrase):
                return True
            head = next((i for i, token in enumerate(phrase) if i and token.cls in ",IR("), len(phrase)) - 1
            word = phrase[head].word
            plural = word.endswith(grammar.plural_endings) and not word.endswith(grammar.singular_endings)
            return plural or any(t.word in grammar.list("plural-words") for t in phrase[: head + 1])
        return True

    def _owner(self, at: int, edge: int) -> Span | None:
        """Return the possessor that stands before `at`: "the minister" of "the minister's"."""
        tokens = self.tokens
        while at > 0 and tokens[at - 1].cls in "wA" and not tokens[at - 1].word.endswith(self.grammar.possessive_endings):
            at -= 1
        if at <= 0:
            return None
        last = tokens[at - 1]
        if last.cls == "D" and last.word in self.grammar.list("possessives"):
            return Span(last.start, last.end)
        size = next((len(end) for end in self.grammar.possessive_endings if last.word.endswith(end)), 0)
        if not size:
            return None
        phrase = nounphrase.before(tokens, at, self.grammar)
        return Span(tokens[phrase[0]].start, last.end - size) if phrase else None

    def _elided_source(self, edge: int, found: Sequence[Match]) -> Span | None:
        """Return the subject of a second verb: "Roe denied it and said …"."""
        at = nounphrase.skip_verbal(self.tokens, self.token_from(edge), self.grammar, 0)
        if at == 0 or self.tokens[at - 1].cls not in "CB":
            return None
        return self._shared_source(edge, found)

    def _shared_source(self, edge: int, found: Sequence[Match]) -> Span | None:
        """Return the last source of the sentence before `edge`, or else its first noun phrase."""
        for match in reversed(found):
            if match.source:
                return match.source
        return subject(self.tokens, self.token_from(edge), self.grammar)

    def negated(self, source: Span | None, cue: Span) -> bool:
        """Tell whether a negation stands between the source and the cue, or close before the cue."""
        low = source.end if source and source.end <= cue.start else cue.start - 30
        negations = self.grammar.negations
        at = self.token_from(max(low, self.sentence.start))
        return any(token.word in negations for token in self.tokens[at : self.token_from(cue.start)])


def subject(tokens: Sequence[Token], limit: int, grammar: Grammar) -> Span | None:
    """Return the noun phrase that a sentence begins with, after an opening phrase, if it ends before `limit`."""
    start = 0
    while start < len(tokens) and tokens[start].cls in "\"CB":
        start += 1
    if start < len(tokens) and tokens[start].cls in "ISTA":  # "On Monday, …"
        comma = next((i for i in range(start, min(len(tokens), start + 16)) if tokens[i].cls == ","), None)
        if comma is None:
            return None
        start = comma + 1
    phrase = nounphrase.after(tokens, start, grammar, limit)
    if phrase is None or phrase[1] >= limit:
        return None
    return Span(tokens[phrase[0]].start, tokens[phrase[1] - 1].end)
