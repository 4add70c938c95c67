"""Attitudes: whose side somebody takes, what they want, fear or plan, told by a word that no pattern explains.

"The senator backed the bill" and "her critics" give nobody's words, yet they say who stands where. The points of
rules/attribution/attitudes.yml add up what speaks for a word and against it; more than none is taken for an
attitude. A sentence that tells one stays the outlet's own: attitudes stand beside the attributions of a story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.attribution import afterphrase, beforephrase
from linter.attribution.grammar import Token, Words
from linter.attribution.signs import KINDS
from linter.attribution.sources import Sources
from linter.attribution.status import COVERED, by_sentence, covered
from linter.attribution.story import Story
from linter.attribution.subjects import subject
from linter.document import PROSE, Span
from linter.findings import Attribution, SourceKind
from linter.rulebook.patterns import Cue
from linter.rulebook.weights import Attitudes

#: The pattern of attitudes.
ATTITUDE = "attitude"

#: Tokens that stand between two attitudes of a sentence: "voted to end" tells one.
_APART = 3
#: Tokens after a word among which a preposition or "that" tells what it takes ("viewed by many as"), or a quotation.
_SOON, _FAR = 4, 12
#: Classes of which a sign names the word itself: there are few of each. Marks are named as they are.
_NAMED = frozenset("ISR,.:;")
#: Kinds of signs: those that are told at a glance, and those that take longer.
_AT_HAND, _FURTHER = ("after", "before", "form", "ahead"), ("inside", "subject")
#: The forms by which a verb agrees with more than one, and with one.
_BASE, _THIRD = (Cue("", "", frozenset({form}), frozenset(), "neutral", 1.0) for form in ("base", "s"))
_BREAKS = frozenset(",;:—–")


class Reader:
    """Finds the attitudes of one story that `found`, its attributions, leave."""

    def __init__(self, story: Story, found: Sequence[Attribution], points: Attitudes) -> None:
        self.story, self.points = story, points
        self._grammar = story.grammar
        self._endings = (*self._grammar.participles, *self._grammar.plural_endings)
        self._inside = list(by_sentence(story.document, found))
        self._own: dict[int, list[Attribution]] = {}
        for attribution in found:
            self._own.setdefault(attribution.sentence, []).append(attribution)
        signs = points.signs
        self._after, self._before, self._forms, self._ahead = [signs.get(kind, {}) for kind in _AT_HAND]
        self._within, self._subjects = [signs.get(kind, {}) for kind in _FURTHER]
        #: What the signs that take longer to find may add at most.
        self._most = sum([max([*signs.get(kind, {}).values(), 0.0]) for kind in _FURTHER])
        #: What words add with their form.
        self._known: dict[str, float] = {}

    def told(self) -> list[Attribution]:
        """Return the attitudes of the story, in order."""
        return [told for index in range(len(self._inside)) for told in self._told(index)]

    def candidates(self, index: int) -> list[int]:
        """Return the tokens of a sentence that may tell an attitude: outside quotations, no cue of an attribution."""
        sentence = self.story.document.sentences[index]
        if sentence.zone not in PROSE:
            return []
        words, known = self.story.words(index), self.points.words
        found = [at for at, token in enumerate(words.tokens) if token.word in known and token.cls in "wV"]
        if not found:
            return found
        cues = [each.cue for each in self._own.get(index, ()) if each.cue]
        cues += [each.source for each in self._own.get(index, ()) if each.source]
        if cues:
            found = [at for at in found if not any([cue.start <= words.starts[at] < cue.end for cue in cues])]
        if self.story.holds_quotation(sentence.start, sentence.end):
            found = [at for at in found if self.story.quotation_at(words.starts[at]) is None]
        return found

    def signs(self, index: int, at: int) -> Iterator[tuple[str, str]]:
        """Give the kinds and names of what stands around a candidate."""
        words = self.story.words(index)
        tokens = words.tokens
        yield "after", follow(tokens, at)
        yield "before", _before(tokens, at)
        yield "form", self.form(tokens[at].word)
        for name in _ahead(tokens, at):
            yield "ahead", name
        yield "inside", self._pattern(index, words.starts[at])
        yield "subject", self._subject(tokens, at)

    def form(self, word: str) -> str:
        """Return the ending that tells the form of a word, "plain" where none does."""
        return next((ending for ending in self._endings if word.endswith(ending)), "plain")

    def _pattern(self, index: int, place: int) -> str:
        """Return the pattern in whose content an offset stands, "nothing" where it is in our own voice."""
        return next((each.pattern for span, each in self._inside[index] if span.start <= place < span.end), "nothing")

    def _subject(self, tokens: Sequence[Token], at: int) -> str:
        """Return what stands where the subject of a candidate would."""
        grammar = self._grammar
        phrase = beforephrase.before(tokens, at, grammar) if at else None
        if phrase is None:
            return "none"
        inside = tokens[slice(*phrase)]
        head = inside[-1]
        if len(inside) == 1 and head.cls in "PRO":
            return head.word
        if head.cls == "U":
            return "a name"
        if any([token.word in grammar.nouns or grammar.singular(token.word) in grammar.nouns for token in inside]):
            return "a role or body"
        return "many" if head.word.endswith(grammar.plural_endings) else "a thing"

    def _passive(self, tokens: Sequence[Token], at: int, lemma: str) -> bool:
        """Tell whether a token may be done to its subject: after a form of "be", neither "eager" nor "asking"."""
        word, grammar = tokens[at].word, self._grammar
        if word == lemma or word.endswith(grammar.participle_endings):
            return False
        at -= 1
        while at > 0 and tokens[at].cls == "A":
            at -= 1
        return at >= 0 and tokens[at].word in grammar.bes

    def _told(self, index: int) -> Iterator[Attribution]:
        """Give the attitudes of a sentence: of words close by the one of most points."""
        scored = [(score, at) for at in self.candidates(index) if (score := self._score(index, at)) > 0]
        if not scored:
            return
        taken: list[tuple[float, int]] = []
        for score, at in sorted(scored, key=lambda pair: -pair[0]):
            if all([abs(at - other) >= _APART for _, other in taken]):
                taken.append((score, at))
        spans = [span for span, _ in self._inside[index]]
        for score, at in sorted(taken, key=lambda pair: pair[1]):
            told = self._attitude(index, at, score, spans)
            spans.extend(told.content)
            yield told

    def _score(self, index: int, at: int) -> float:
        """Return the points of a candidate; at most none if those at hand tell that they cannot be more."""
        words = self.story.words(index)
        tokens = words.tokens
        form = tokens[at].word
        word = self.points.words[form]
        score = self._known.get(form)
        if score is None:
            score = self._known[form] = self.points.base + word.points + self._forms.get(self.form(form), 0.0)
        after = follow(tokens, at)
        score += word.followed.get(after, 0.0) + self._after.get(after, 0.0)
        score += self._before.get(_before(tokens, at), 0.0)
        for name in _ahead(tokens, at):
            score += self._ahead.get(name, 0.0)
        if score + self._most <= 0:
            return 0.0
        score += self._within.get(self._pattern(index, words.starts[at]), 0.0)
        return score + self._subjects.get(self._subject(tokens, at), 0.0)

    def _attitude(self, index: int, at: int, score: float, known: Sequence[Span]) -> Attribution:
        """Return the attitude that a token tells; its content is left out where the sentence is our own voice.

        Then what it is about would be a third of the sentence or more, and the whole sentence somebody's words.
        """
        story, words = self.story, self.story.words(index)
        sentence = story.document.sentences[index]
        word = self.points.words[words.tokens[at].word]
        cue = words.span(at, at + 1)
        end = next((words.starts[i] for i in range(at + 1, len(words.tokens)) if words.tokens[i].cls in _BREAKS), 0)
        content = story.trim(cue.end, end or story.sentence_end(sentence))
        if content and covered(story.text, sentence, known) < COVERED:
            content = content if covered(story.text, sentence, [*known, content]) < COVERED else None
        source = self._source(index, at, words, word.lemma) if word.sourced else None
        return Attribution(
            source=source,
            kind=SourceKind.OTHER if source else SourceKind.NONE,
            cue=cue,
            content=(content,) if content else (),
            pattern=ATTITUDE,
            sentence=index,
            cue_lemma=word.lemma,
            weight=round(score / (1 + score), 3),
        )

    def _finite(self, word: str, lemma: str) -> Cue | None:
        """Return what a word would be as a verb of the present, None for one of another form."""
        if word == lemma:
            return _BASE
        return _THIRD if word.endswith(self._grammar.plural_endings) else None

    def _source(self, index: int, at: int, words: Words, lemma: str) -> Span | None:
        """Return whose attitude a token tells: its agent, its owner, or its subject, maybe that of an earlier verb."""
        tokens, grammar = words.tokens, self._grammar
        passive = self._passive(tokens, at, lemma)
        past = passive or tokens[at].word.endswith(grammar.past_endings)
        agent = at + 1 < len(tokens) and tokens[at + 1].word in grammar.list("agent-prepositions")
        if past and agent:
            phrase = afterphrase.after(tokens, at + 2, grammar, bare=True)
            return words.span(*phrase) if phrase else None
        if passive:
            return None
        before = tokens[at - 1] if at else None
        if before is None:
            return None
        going = tokens[at].word.endswith(grammar.participle_endings)
        if before.word in grammar.to or going and before.cls in ",—–ISC":
            found = [each.source for each in self._own.get(index, ()) if each.source]
            earlier = [source for source in found if source.end <= words.starts[at]]
            return earlier[-1] if earlier else subject(words, at, grammar)
        sources = Sources(self.story, index)
        place = words.span(at, at + 1)
        source = None
        if before.cls != "D":
            source, _ = sources.before(place.start, place, "", ())
        if source and (form := self._finite(tokens[at].word, lemma)) and not sources.agrees(form, source, place):
            source = None  # "his deep dismay", "a campaign promise", "tough questions": a noun
        return source or sources.before(place.start, place, "owner", ())[0]


def follow(tokens: Sequence[Token], at: int) -> str:
    """Return the name of what stands after a token."""
    return _name(tokens[at + 1]) if at + 1 < len(tokens) else "nothing"


def _before(tokens: Sequence[Token], at: int) -> str:
    return _name(tokens[at - 1]) if at else "nothing"


def _ahead(tokens: Sequence[Token], at: int) -> set[str]:
    """Return what stands further on that tells what a token takes: prepositions close by, a quotation."""
    found = {token.word for token in tokens[at + 2 : at + _SOON] if token.cls in "IS"}
    if '"' in [token.cls for token in tokens[at + 1 : at + _FAR]]:
        found.add("a quotation")
    return found


def _name(token: Token) -> str:
    """Return what a sign calls a token: itself, or the kind of word that it is."""
    if token.cls == '"':  # of either form
        return token.cls
    return token.word if token.cls in _NAMED else KINDS.get(token.cls, "a word")
