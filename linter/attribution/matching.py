"""The patterns on one sentence: each cue tried in its frames, the first that fits taken."""

from __future__ import annotations

from typing import NamedTuple
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

import regex

from linter.attribution import nounphrase, scope
from linter.attribution.grammar import Grammar, Token
from linter.attribution.story import Story
from linter.document import Sentence, Span, Zone
from linter.rulebook.model import Cue, Frame

#: Seconds after which one match of one pattern is given up; a frame's regexes are short and anchored.
TIMEOUT = 0.5


class Match(NamedTuple):
    """A frame that fits: its spans, before contents are settled against those of its neighbours."""

    frame: Frame
    cue: Span
    lemma: str
    stance: str
    weight: float
    source: Span | None
    content: tuple[Span, ...]
    shared: bool = False
    negated: bool = False

    @property
    def start(self) -> int:
        """Where the match begins that is not content: its source or its cue."""
        if self.source and not self.shared and self.source.start < self.cue.start:
            return self.source.start
        return self.cue.start


class _Left(NamedTuple):
    """What stands before a cue: its source, whether an earlier verb lends it, and content."""

    source: Span | None
    shared: bool
    contents: tuple[Span, ...]


class Matcher:
    """Finds the attributions of one sentence. Sources of earlier cues serve later ones ("… and added")."""

    def __init__(self, story: Story, index: int) -> None:
        self.story, self.index = story, index
        self.sentence: Sentence = story.document.sentences[index]
        self.text = story.text
        self.found: list[Match] = []
        self._sources: dict[tuple[int, str], Span | None] = {}
        self._lefts: dict[tuple[Span, str, frozenset[str] | None], _Left | None] = {}
        self._verdicts: dict[tuple[Span, Span, frozenset[str]], bool] = {}

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the sentence; most sentences without a cue never need them."""
        return self.story.tokens(self.index)

    @cached_property
    def _words(self) -> set[str]:
        """The words and marks of the sentence; a mark of quotation stands as `"`, whichever it is."""
        words = {token.word for token in self.tokens}
        return words | {'"'} if self._quotes else words

    @cached_property
    def _quotes(self) -> bool:
        """Whether a quotation stands in the sentence, or runs into it."""
        return bool(self.story.quotations(self.sentence.span))

    def run(self) -> list[Match]:
        """Return the matches of the sentence in order of their cues."""
        for span, cues, frames in self._anchors():
            if self.found and span.start < self.found[-1].cue.end:
                continue
            match = self._first_fit(span, cues, frames)
            if match:
                self.found.append(match)
        return scope.settle(self.found, self.story, self.sentence)

    def _anchors(self) -> Iterator[tuple[Span, list[Cue], list[Frame]]]:
        """Yield each place where a cue stands outside quotations, the longest cue first."""
        story, uses = self.story, self.story.rulebook.uses
        places: dict[int, tuple[int, list[Cue], list[Frame]]] = {}
        for start, end, literal in story.hits.get(self.index, ()):
            cues, frames = uses.cues.get(literal, ()), uses.frames.get(literal, ())
            if not cues and not frames:
                continue
            if self._in_name(start):
                continue
            for cue in cues:
                at, stop = start, end
                if cue.phrase:
                    place = self._phrase(cue.phrase, start, end)
                    if place is None:
                        continue
                    at, stop = place
                self._keep(places, at, stop, cue)
            for frame in frames:
                if frame.zones and self.sentence.zone not in frame.zones or frame.words is None:
                    continue
                place = self._phrase(frame.words, start, end)
                if place:
                    self._keep(places, *place, frame)
        for start in sorted(places):
            yield Span(start, places[start][0]), *places[start][1:]

    def _in_name(self, start: int) -> bool:
        """Tell whether a word at `start` is part of a name or a compound: "Ohio State", "well-understood"."""
        if self.text[start - 1 : start] in ("-", "‑"):
            return True
        if not self.text[start].isupper() or self.sentence.zone is Zone.HEADLINE:
            return False
        at = self._token_from(start)
        return at > 0 and self.tokens[at - 1].cls not in "\"“:—–"

    @staticmethod
    def _keep(places: dict[int, tuple[int, list[Cue], list[Frame]]], at: int, stop: int, what: Cue | Frame) -> None:
        end, cues, frames = places.get(at, (0, [], []))
        if stop > end:
            end, cues, frames = stop, [], []
        if stop == end:
            (cues if isinstance(what, Cue) else frames).append(what)  # type: ignore[arg-type]
        places[at] = (end, cues, frames)

    def _phrase(self, pattern: regex.Pattern[str], start: int, end: int) -> tuple[int, int] | None:
        """Return where `pattern` stands around the hit, which is one of its words."""
        low = max(self.sentence.start, start - 40)
        for match in pattern.finditer(self.text, low, self.sentence.end, timeout=TIMEOUT):
            if match.start() <= start and end <= match.end():
                return match.span()
            if match.start() > start:
                break
        return None

    def _first_fit(self, span: Span, cues: Sequence[Cue], own: Sequence[Frame]) -> Match | None:
        """Return the match of the first frame that fits, in the order of the rule files."""
        tries = self.story.tries(cues[0]) if len(cues) == 1 and not own else self._merged(cues, own)
        for frame, cue in tries:
            if frame.zones and self.sentence.zone not in frame.zones or frame.quoted and not self._quotes:
                continue
            if any(self._words.isdisjoint(need) for need in frame.requires):
                continue
            match = self._fit(frame, cue, span)
            if match:
                return match
        return None

    def _merged(self, cues: Sequence[Cue], own: Sequence[Frame]) -> list[tuple[Frame, Cue | None]]:
        tries: list[tuple[Frame, Cue | None]] = [(frame, None) for frame in own]
        for cue in cues:
            tries.extend(self.story.tries(cue))
        return sorted(tries, key=lambda item: item[0].order)

    def _left(self, frame: Frame, cue: Cue | None, span: Span) -> _Left | None:
        """Return what a frame finds before its cue, worked out once for all frames that ask the same."""
        key = (span, frame.left_key, cue.forms if cue else None)
        if key not in self._lefts:
            self._lefts[key] = self._find_left(frame, cue, span)
        return self._lefts[key]

    def _find_left(self, frame: Frame, cue: Cue | None, span: Span) -> _Left | None:
        source: Span | None = None
        shared = False
        contents: list[Span] = []
        edge = span.start
        for step in frame.left:
            if step.kind == "regex":
                assert step.pattern is not None
                found = step.pattern.match(self.text, self.sentence.start, edge, timeout=TIMEOUT)
                if not found:
                    return None
                edge = found.start()
            elif step.kind == "source":
                source, shared = self._source(edge, span, step.detail)
                if source is None:
                    return None
                if cue and step.detail not in ("owner", "cue") and not self._agrees(cue, source, span):
                    return None
                if not shared:
                    edge = source.start
            else:
                content = scope.left(self.story, self.sentence, self.tokens, edge, step.detail, self.found)
                if content is None:
                    return None
                contents.append(content)
                edge = content.start
        return _Left(source, shared, tuple(contents))

    def _source(self, edge: int, cue: Span, detail: str) -> tuple[Span | None, bool]:
        """Return the source that a slot before a cue asks for, and whether it is shared with an earlier verb."""
        if detail == "cue":
            return self._source_with_cue(cue), False
        if detail == "shared":
            return self._shared_source(edge), True
        source = self._source_before(edge, detail)
        if source is None and detail == "":
            return self._elided_source(edge), True
        return source, False

    def _fit(self, frame: Frame, cue: Cue | None, span: Span) -> Match | None:
        """Return the match of one frame at one cue, or None."""
        left = self._left(frame, cue, span)
        if left is None:
            return None
        source, shared, contents = left.source, left.shared, list(left.contents)
        if frame.pattern == "transcript-line" and source and source.start != self.sentence.start:
            return None
        edge = span.end
        for step in frame.right:
            if step.kind == "regex":
                assert step.pattern is not None
                found = step.pattern.match(self.text, edge, self.sentence.end, timeout=TIMEOUT)
                if not found or self._holds_verb(edge, found.end()):
                    return None
                edge = found.end()
            elif step.kind in ("source", "listener"):
                at = self._token_from(edge)
                bare = step.kind == "listener" or cue is None
                phrase = nounphrase.after(self.tokens, at, self.story.grammar, bare=bare)
                if phrase is None or (not bare and not self._closes(phrase[1])):
                    return None
                if cue is None and phrase[1] - at == 1 and self.tokens[at].cls == "w" and not self._names_source(at):
                    return None
                place = Span(self.tokens[phrase[0]].start, self.tokens[phrase[1] - 1].end)
                if step.kind == "source":
                    source = place
                edge = place.end
            else:
                content = scope.right(self.story, self.sentence, self.tokens, self._token_from(edge), edge, step.detail)
                if content is None:
                    return None
                contents.append(content)
                edge = content.end
        stance = frame.stance or (cue.stance if cue else "neutral")
        return Match(
            frame=frame,
            cue=span,
            lemma=cue.lemma if cue else self.text[span.start : span.end].lower(),
            stance=stance,
            weight=frame.weight * (cue.weight if cue else 1.0),
            source=source,
            content=tuple(sorted(contents)),
            shared=shared,
            negated=frame.negated or self._negated(source, span),
        )

    def _token_from(self, offset: int) -> int:
        """Return the index of the first token that starts at or after `offset`."""
        return bisect_left(self.tokens, (offset,))

    def _source_with_cue(self, cue: Span) -> Span | None:
        """Return the noun phrase whose head the cue is: "a national poll"."""
        phrase = nounphrase.before(self.tokens, self._token_from(cue.end), self.story.grammar)
        return Span(self.tokens[phrase[0]].start, cue.end) if phrase else None

    def _source_before(self, edge: int, detail: str) -> Span | None:
        """Return the source that ends before `edge`, worked out once for all frames that ask."""
        key = (edge, detail)
        if key not in self._sources:
            self._sources[key] = self._find_source(edge, detail)
        return self._sources[key]

    def _find_source(self, edge: int, detail: str) -> Span | None:
        at = self._token_from(edge)
        tokens = self.tokens
        if detail == "start":
            start = tokens[0].start
            grammar = self.story.grammar
            if not 0 < at <= 8 or not all(t.cls in "UDI.()-'" or t.word in grammar.nouns for t in tokens[:at]):
                return None
            if tokens[0].cls in "I" or tokens[at - 1].word in grammar.list("line-labels"):
                return None
            return Span(start, tokens[at - 1].end)
        if detail == "owner":
            return self._owner(at, edge)
        phrase = nounphrase.before(tokens, at, self.story.grammar)
        if phrase is None or not self._can_speak(phrase):
            return None
        if detail == "document" and not any(t.word in self.story.grammar.list("documents") for t in tokens[slice(*phrase)]):
            return None
        return Span(tokens[phrase[0]].start, tokens[phrase[1] - 1].end)

    def _holds_verb(self, start: int, end: int) -> bool:
        """Tell whether words that a frame passes over hold a verb: "said his worry is that" is no "said … that"."""
        if end - start < 8:
            return False
        return any(token.cls == "X" for token in self.tokens[self._token_from(start) : self._token_from(end)])

    def _names_source(self, at: int) -> bool:
        """Tell whether a single lower-case word may be a source: "according to police", not "to plan"."""
        word = self.tokens[at].word
        return word in self.story.grammar.nouns or "." in word or word.endswith(self.story.grammar.plural_endings)

    def _closes(self, at: int) -> bool:
        """Tell whether a source after its cue may end before token `at`: no verb of its own follows."""
        return at >= len(self.tokens) or self.tokens[at].cls not in "wVXU"

    def _can_speak(self, phrase: nounphrase.Range) -> bool:
        """Tell whether a phrase is more than an article or a possessive: "the noted author" has no source."""
        grammar = self.story.grammar
        tokens = self.tokens[slice(*phrase)]
        return not all(token.word in grammar.articles_only for token in tokens) and not tokens[-1].word.endswith(grammar.possessive_endings)

    def _agrees(self, cue: Cue, source: Span, span: Span) -> bool:
        key = (source, span, cue.forms)
        if key not in self._verdicts:
            self._verdicts[key] = self._find_agreement(cue, source, span)
        return self._verdicts[key]

    def _find_agreement(self, cue: Cue, source: Span, span: Span) -> bool:
        """Tell whether the cue can be this source's verb, by number and voice.

        "the state bank": a base form needs a plural or an auxiliary. "the man was accused": a form of "be"
        before a participle hides the agent, so the phrase before it is not the source.
        """
        grammar = self.story.grammar
        between = self.tokens[self._token_from(source.end) : self._token_from(span.start)]
        pause = next((i for i in range(len(between) - 1, -1, -1) if between[i].cls in ",—–"), -1)
        between = between[pause + 1 :]
        helpers = [token for token in between if token.cls == "X"]
        if cue.forms <= {"past", "pp"} and any(token.word in grammar.bes for token in helpers):
            return False
        if cue.forms == {"s"} and helpers:
            return False  # "they have claims": a noun
        if cue.forms == {"base"} and not helpers:
            last = self.tokens[self._token_from(source.end) - 1]
            if last.cls in "PR" or len(between) and between[0].cls == "C":
                return last.word not in grammar.list("singular-pronouns")
            phrase = self.tokens[self._token_from(source.start) : self._token_from(source.end)]
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
        while at > 0 and tokens[at - 1].cls in "wA" and not tokens[at - 1].word.endswith(self.story.grammar.possessive_endings):
            at -= 1
        if at <= 0:
            return None
        last = tokens[at - 1]
        if last.cls == "D" and last.word in self.story.grammar.list("possessives"):
            return Span(last.start, last.end)
        size = next((len(end) for end in self.story.grammar.possessive_endings if last.word.endswith(end)), 0)
        if not size:
            return None
        phrase = nounphrase.before(tokens, at, self.story.grammar)
        return Span(tokens[phrase[0]].start, last.end - size) if phrase else None

    def _elided_source(self, edge: int) -> Span | None:
        """Return the subject of a second verb: "Roe denied it and said …"."""
        at = nounphrase.skip_verbal(self.tokens, self._token_from(edge), self.story.grammar, 0)
        if at == 0 or self.tokens[at - 1].cls not in "CB":
            return None
        return self._shared_source(edge)

    def _shared_source(self, edge: int) -> Span | None:
        """Return the last source of the sentence before `edge`, or else its first noun phrase."""
        for match in reversed(self.found):
            if match.source:
                return match.source
        return subject(self.tokens, self._token_from(edge), self.story.grammar)

    def _negated(self, source: Span | None, cue: Span) -> bool:
        """Tell whether a negation stands between the source and the cue, or close before the cue."""
        low = source.end if source and source.end <= cue.start else cue.start - 30
        negations = self.story.grammar.negations
        at = self._token_from(max(low, self.sentence.start))
        return any(token.word in negations for token in self.tokens[at : self._token_from(cue.start)])


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
