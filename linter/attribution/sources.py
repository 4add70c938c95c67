"""Who a cue belongs to: the noun phrases of a sentence that may be a source, and whether verb and source agree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from linter.attribution import afterphrase, beforephrase, corephrase
from linter.attribution.grammar import NAME, Token
from linter.attribution.narrowing import narrowed
from linter.attribution.phrases import Range, participle
from linter.attribution.story import Story
from linter.attribution.subjects import subject
from linter.document import Span, Zone
from linter.rulebook.patterns import Cue

if TYPE_CHECKING:
    from linter.attribution.matching import Match


#: What a slot's detail asks of the words of a source: one of this list must be among them.
_HEADS = {"document": "documents", "hearing": "hearings", "finder": "finders"}

#: Sets of forms of a cue that say whether a source can be its subject.
_PARTICIPLES, _THIRD, _BASE = frozenset({"past", "pp"}), frozenset({"s"}), frozenset({"base"})
_PASSIVE, _ONGOING, _NOUNS = frozenset({"pp"}), frozenset({"ing"}), frozenset({"base", "s"})

#: Words among which one stands that opens a sentence with its source: "According to".
_FRONT = 4


class Sources:
    """Finds the sources of one sentence, before and after a cue."""

    def __init__(self, story: Story, index: int) -> None:
        self.story, self.index = story, index
        self.sentence = story.document.sentences[index]
        self.grammar = story.grammar
        self.words = story.words(index)
        self.tokens = self.words.tokens
        self.token_from = self.words.at

    def before(self, edge: int, cue: Span, detail: str, found: Sequence[Match]) -> tuple[Span | None, bool]:
        """Return the source that a slot before a cue asks for, and whether it is shared with an earlier verb.

        `found` are the matches of the sentence so far.
        """
        if detail == "cue":
            return self._source_with_cue(cue), False
        if detail == "shared":
            return self._shared_source(edge, found), True
        source = self._source_before(edge, detail)
        if source and found:
            source = None if _interrupts(found[-1], source) else self._after_cue(source, found[-1])
        if source is None and detail in ("", "participle"):
            return self._elided_source(edge, cue, found), True
        return source, False

    def _after_cue(self, source: Span, last: Match) -> Span:
        """Return a source less the match that it opens with: "most voters" of "polls show most voters say"."""
        first, end = self.token_from(last.cue.end), self.token_from(source.end)
        if last.start != source.start or first >= end:
            return source
        return self.words.span(first, end)

    def after(self, edge: int, detail: str, *, bare: bool, owned: bool) -> Span | None:
        """Return the source that begins at `edge`, or None.

        `bare` and `owned`: it may begin with any word; the cue is a frame's own words.
        """
        at = self.token_from(edge)
        phrase = afterphrase.after(self.tokens, at, self.grammar, bare=bare)
        if phrase is None or (not owned and detail not in ("subject", "opening") and not self._closes(phrase[1])):
            return None
        if owned:
            phrase = (phrase[0], afterphrase.described(self.tokens, phrase[1], self.grammar))
            if at < _FRONT and all([token.cls == "." for token in self.tokens[phrase[1] :]]):
                comma = next((i for i in range(*phrase) if self.tokens[i].cls == ","), phrase[1])
                phrase = (phrase[0], comma)  # "According to one count, the wall cost …": what is said must follow
        if detail == "end" and any(token.cls not in '."' for token in self.tokens[phrase[1] :]):
            return None
        if all(token.cls in "#D" for token in self.tokens[slice(*phrase)]):
            return None
        if not owned and phrase[1] - at == 1 and self.tokens[at].word in self.grammar.list("neuter-pronouns"):
            return None  # "Moss, the chairman, denies it": what is denied
        if owned and phrase[1] - at == 1 and self.tokens[at].cls == "w" and not self._names_source(at):
            return None
        return self.words.span(*phrase)

    def opens(self, cue: Span) -> bool:
        """Tell whether a participle opens its sentence: "Saying so, Roe left"; not "Regarding the quay, Roe left"."""
        at = self.token_from(cue.start)
        first = all([token.cls in '"CBA' for token in self.tokens[:at]])
        return first and self.tokens[at].word not in self.grammar.list("prepositions")

    def named_once(self, at: int, cue: Span) -> bool:
        """Tell whether something is only named after a cue that calls one thing another: "called a truce".

        "What Roe called a raid" and "called a coward by Roe" have the other before it.
        """
        tokens, grammar, before = self.tokens, self.grammar, self.token_from(cue.start)
        if at >= len(tokens) or tokens[at].word not in grammar.list("indefinites"):
            return False
        return not any(
            [t.cls in "RO" or t.word in grammar.list("relative-pronouns") for t in tokens[max(0, before - 8) : before]]
        )

    def listener(self, edge: int) -> Span | None:
        """Return the person spoken to who stands at `edge`, or None."""
        tokens, grammar = self.tokens, self.grammar
        phrase = afterphrase.after(tokens, self.token_from(edge), grammar, bare=True)
        if phrase is None:
            return None
        start, end = phrase
        if (
            end < len(tokens) and tokens[end].cls in "XVw"
        ):  # "told Radio Olm | the Norland party was …": a second phrase has begun
            end = next((at for at in range(start + 1, end) if tokens[at].word in grammar.articles), end)
        return self.words.span(start, end)

    def _source_with_cue(self, cue: Span) -> Span | None:
        """Return the noun phrase whose head the cue is: "a national poll"."""
        phrase = beforephrase.before(self.tokens, self.token_from(cue.end), self.grammar)
        return Span(self.words.starts[phrase[0]], cue.end) if phrase else None

    def _source_before(self, edge: int, detail: str) -> Span | None:
        """Return the source that ends before `edge`, of the kind that `detail` asks for."""
        at = self.token_from(edge)
        tokens = self.tokens
        if detail == "start":
            grammar = self.grammar
            if not 0 < at <= 8 or not all(t.cls in "UDI.()-'" or t.word in grammar.nouns for t in tokens[:at]):
                return None
            if tokens[0].cls in "I" or tokens[at - 1].word in grammar.list("line-labels"):
                return None
            if tokens[at - 1].word not in grammar.nouns | grammar.list("kin"):
                if any([token.word.endswith(grammar.possessive_endings) for token in tokens[: at - 1]]):
                    return None  # "Olm's Green Dream: A Pier for All": what it is about
            return self.words.span(0, at)
        if detail == "owner":
            return self._owner(at, edge)
        if detail == "participle" and at and tokens[at - 1].cls in ",—–":
            return None  # "Roe opened the gate, saying …": the subject speaks
        phrase = beforephrase.before(tokens, at, self.grammar)
        phrase = narrowed(tokens, phrase, self.grammar) if phrase else None
        if phrase is None or not self._can_speak(phrase):
            return None
        if detail in _HEADS and not self._has_head(phrase, _HEADS[detail]):
            return None
        return self.words.span(*phrase)

    def _has_head(self, phrase: Range, heads: str) -> bool:
        """Tell whether a phrase has one of these heads, or is the pronoun of one: "The survey closed. It found …"."""
        wanted = self.grammar.list(heads)
        tokens: Sequence[Token] = self.tokens[slice(*phrase)]
        if len(tokens) == 1 and self.index and tokens[0].word in self.grammar.list("neuter-pronouns"):
            tokens = self.story.words(self.index - 1).tokens
        return any([token.word in wanted for token in tokens])

    def holds_verb(self, start: int, end: int) -> bool:
        """Tell whether words that a frame passes over hold a verb: "said his worry is that" is no "said … that"."""
        if end - start < 8:
            return False
        classes = [token.cls for token in self.tokens[self.token_from(start) : self.token_from(end)]]
        return "X" in classes or "V" in classes

    def _names_source(self, at: int) -> bool:
        """Tell whether a single lower-case word may be a source: "according to police", not "to plan"."""
        word = self.tokens[at].word
        return word in self.grammar.nouns or "." in word or word.endswith(self.grammar.plural_endings)

    def _closes(self, at: int) -> bool:
        """Tell whether a source after its cue may end before token `at`: no verb of its own follows."""
        return at >= len(self.tokens) or self.tokens[at].cls not in "wVXU"

    def _can_speak(self, phrase: Range) -> bool:
        """Tell whether a phrase is more than an article or a possessive: "the noted author" has no source."""
        grammar = self.grammar
        tokens = self.tokens[slice(*phrase)]
        first, last = tokens[0], tokens[-1]
        if last.word.endswith(grammar.possessive_endings) or last.word in grammar.articles_only:
            return False
        if last.word in grammar.list("superlative-words") and self._compares(phrase):
            return False
        if last.cls == "w" and last.word in grammar.list("spans-of-time"):
            return False  # "in the next few months may want"
        doing = first.cls == "w" and first.word.endswith(grammar.participle_endings) and first.word not in grammar.nouns
        if doing and phrase[0] and self.tokens[phrase[0] - 1].cls == "," and last.cls == "w":
            if not last.word.endswith(grammar.plural_endings) and last.word not in grammar.list("plural-words"):
                return False  # "…, quoting informed sources", "…, prompting union claims"; not "…, leading experts say"
        if first.word in grammar.list("indefinites") and last.word in grammar.list("called-nouns") and len(tokens) == 2:
            return not (phrase[0] and self.tokens[phrase[0] - 1].cls in ",—–")  # "…, a fact confirmed by Roe"
        if len(tokens) == 1:
            return last.cls != "w" or phrase[0] == 0 or self._names_source(phrase[0])
        if first.cls == "w" and first.word.endswith(grammar.past_endings) and first.word not in grammar.nouns:
            if tokens[1].cls in "ID#PT":
                return False  # "appeared on the list of states"
        if last.cls == "D" and tokens[-2].cls == "I" and last.word not in grammar.definites | grammar.counts:
            return False  # "in another show": the cue is a noun
        return not (doing and tokens[1].cls in "D#P")

    def _compares(self, phrase: Range) -> bool:
        """Tell whether a phrase that ends in "most" counts nobody: "the most detailed", "and most recently"."""
        grammar, (first, end) = self.grammar, phrase
        if end - first > 1:
            return self.tokens[end - 2].word in grammar.articles
        joined = first > 0 and self.tokens[first - 1].cls in ",C"
        return joined and self.tokens[end].word in grammar.list("superlative-adverbs")

    def agrees(self, cue: Cue, source: Span, span: Span) -> bool:
        """Tell whether the cue can be this source's verb, by number and voice.

        "the state bank": a base form needs a plural or an auxiliary. "the man was accused": a form of "be"
        before a participle hides the agent, so the phrase before it is not the source.
        """
        grammar = self.grammar
        after, at = self.token_from(source.end), self.token_from(span.start)
        between: list[Token] = []
        for token in reversed(self.tokens[after:at]):
            if token.cls in ",—–":
                break
            between.insert(0, token)
        helpers = [token for token in between if token.cls == "X"]
        if not between and self._describes(after, at + 1):
            return False
        if cue.forms == _BASE and " ".join([token.word for token in between]) in grammar.list("speaking-chains"):
            return True  # "went on to say"
        if not helpers and cue.forms == _BASE and self._is_let(source):
            return False  # "it let voters decide", "they watched Roe argue"
        if not between and cue.forms == _THIRD and self._is_noun(source):
            return False  # "some highly offensive posts"
        if not between and cue.forms == _THIRD and "words" not in cue.frames and self._is_unsaid(source):
            return False  # "three more diverse states", "pursue criminal charges"
        if not helpers and self.sentence.zone is not Zone.HEADLINE and any([t.word in grammar.to for t in between]):
            return False  # "they need Roe to say"
        if not helpers and cue.forms == _PASSIVE:
            return False  # "many of them known as"
        if not between and cue.forms == _PARTICIPLES and "as" in cue.frames and self._is_called(source):
            return False  # "they sell a beer called Porter"
        if not helpers and cue.forms <= _NOUNS and "words" not in cue.frames and self._names(at + 1):
            return False
        if helpers and cue.forms <= _PARTICIPLES and any(token.word in grammar.bes for token in helpers):
            return False
        if cue.forms == _ONGOING:
            return any(token.word in grammar.bes for token in helpers)
        if cue.forms == _THIRD and (helpers or self._many(source)):
            return False  # "they have claims", "most northern states": a noun
        return bool(helpers) or cue.forms != _BASE or self._are_several(cue, source, between)

    def _are_several(self, cue: Cue, source: Span, between: Sequence[Token]) -> bool:
        """Tell whether a base form, with no auxiliary, can be the verb of a source: "buyers say", not "demand"."""
        grammar, after = self.grammar, self.token_from(source.end)
        last = self.tokens[after - 1]
        if last.cls in "PR" or between and between[0].cls == "C":
            return last.word not in grammar.list("singular-pronouns")
        phrase = self.tokens[self.token_from(source.start) : after]
        pairs = enumerate(pairwise(phrase), 1)
        joined = next((at for at, (token, follow) in pairs if token.cls == "C" and follow.cls != "I"), 0)
        if joined:
            phrase = phrase[joined:]  # "buyers and the bank say", not "wages and consumer demand"
            if phrase[0].cls in "DUP#" or phrase[-1].cls == "U":
                return True
        head = next((i for i, token in enumerate(phrase) if i and token.cls in ",IR("), len(phrase)) - 1
        if head and head + 1 < len(phrase) and phrase[head + 1].word in grammar.list("agent-prepositions"):
            head -= 1  # "papers seen by the Herald show"
        while head and participle(phrase[head], grammar):
            head -= 1  # "figures published in May suggest"
        word = phrase[head].word
        if any([token.cls == "#" or token.word in grammar.counts for token in (*phrase[:2], phrase[-1])]):
            return True  # "26% say", "one in ten voters say"
        if phrase[0].word in grammar.list("many") or any([t.word in grammar.list("shares") for t in phrase]):
            return True  # "those over 60 say", "a majority of voters say"
        if "words" in cue.frames and word in grammar.organisations | grammar.list("speaking-groups"):
            return True  # "the team say"
        if phrase[head].cls == NAME and self._means_many(phrase[: head + 1], cue):
            return True
        plural = word.endswith(grammar.plural_endings) and not word.endswith(grammar.singular_endings)
        return plural or any(t.word in grammar.list("plural-words") for t in phrase[: head + 1])

    def _means_many(self, name: Sequence[Token], cue: Cue) -> bool:
        """Tell whether a name before a base form stands for several: "the Taliban say", "the Saudis deny"."""
        if "words" in cue.frames:
            return True  # the verb is nothing else: "Norland say"
        plural = name[-1].word.endswith(self.grammar.plural_endings)
        return plural and name[0].word in self.grammar.definites

    def passive(self, cue: Cue, span: Span) -> bool:
        """Tell whether a cue has a form of "be" before it, so that it is done to whoever stands there."""
        at = self.token_from(span.start)
        while at and self.tokens[at - 1].cls == "A":
            at -= 1
        return cue.forms <= _PARTICIPLES and at > 0 and self.tokens[at - 1].word in self.grammar.bes

    def _is_let(self, source: Span) -> bool:
        """Tell whether a verb before a source, or taken for a part of it, has it do something: "let voters decide"."""
        at = self.token_from(source.start)
        return any([token.word in self.grammar.list("letting-verbs") for token in self.tokens[max(0, at - 1) : at + 1]])

    def _is_noun(self, source: Span) -> bool:
        """Tell whether a source has no noun of its own but the cue after it: "some highly offensive" posts."""
        words, grammar = self.words.within(source).tokens, self.grammar
        if len(words) < 3 or words[0].cls != "D" or words[-1].cls != "w":
            return False
        described = words[-2].cls == "A" and words[-2].word.endswith(grammar.endings)
        return described and words[-1].word not in grammar.nouns

    def _is_unsaid(self, source: Span) -> bool:
        """Tell whether a source has no noun of its own but the cue: "more diverse" states, "the main" concerns."""
        words, grammar = self.words.within(source).tokens, self.grammar
        if self.sentence.zone is Zone.HEADLINE:
            return False
        first, last, describing = words[0].word, words[-1].word, grammar.list("describing-words")
        if len(words) > 1 and words[-1].cls == "w" and last not in grammar.nouns:
            if last.endswith(grammar.past_endings) or grammar.singular(last):
                return True  # "It was after Roe released | notes", "The council rejects | claims"
        if words[0].cls == "D" and last not in grammar.nouns and words[-1].cls in "wAD" and len(words) > 1:
            most = words[1].word in grammar.list("superlative-words")
            return most or not describing.isdisjoint((first, last)) or last.endswith(grammar.describing_endings)
        if not all([token.cls in "wAI-" for token in words]):
            return False
        return not any([token.word in grammar.nouns for token in words])

    def _names(self, at: int) -> bool:
        """Tell whether what stands before `at` is a noun that a clause tells of: "street protests that closed"."""
        tokens, grammar = self.tokens, self.grammar
        if at + 1 >= len(tokens) or not afterphrase.that_does(tokens, at, len(tokens), grammar):
            return False
        return afterphrase.looks_like_verb(tokens, at + 1, len(tokens), grammar)

    def _describes(self, after: int, at: int) -> bool:
        """Tell whether a cue tells what kind of so many things there are: "arrested eight suspected smugglers"."""
        tokens, grammar = self.tokens, self.grammar
        if after < 2 or at >= len(tokens) or tokens[after - 2].cls not in "wVI":
            return False
        if tokens[after - 1].cls != "#" and tokens[after - 1].word not in grammar.counts:
            return False
        return tokens[at].word.endswith(grammar.plural_endings) or tokens[at].word in grammar.list("plural-words")

    def _is_called(self, source: Span) -> bool:
        """Tell whether a participle after a source tells of it: "a beer called Porter", "Roe, an owner named twice"."""
        tokens, grammar, at = self.tokens, self.grammar, self.token_from(source.start)
        if at == 0 or tokens[at].word not in grammar.articles & grammar.list("indefinites"):
            return False
        before = tokens[at - 1]
        if before.cls == ",":
            name = corephrase.core_start(tokens, at - 1, grammar, 0) if tokens[at - 2].cls == NAME else None
            return name is not None and corephrase.begins_clause(tokens, name, 0)
        if before.word in grammar.list("subordinators"):
            return False
        return before.cls in "VIX" or (before.cls == "w" and before.word.endswith(grammar.participles))

    def _many(self, source: Span) -> bool:
        """Tell whether a source is told to be more than one: "two northern", "those", "a few"."""
        words, grammar = self.words.within(source).tokens, self.grammar
        if len(words) > 1 and words[0].word in grammar.articles & grammar.list("indefinites"):
            words = words[1:]
        return words[0].word in grammar.list("many") and all([token.cls in "DwU-" for token in words])

    def _owner(self, at: int, edge: int) -> Span | None:
        """Return the possessor that stands before `at`: "the minister" of "the minister's"."""
        tokens = self.tokens
        while (
            at > 0 and tokens[at - 1].cls in "wA" and not tokens[at - 1].word.endswith(self.grammar.possessive_endings)
        ):
            at -= 1
        if at <= 0:
            return None
        last = tokens[at - 1]
        if last.cls == "D" and last.word in self.grammar.list("possessives"):
            ours = last.word in self.grammar.list("speaking-persons")  # "in our view": nobody else's
            return None if ours else self.words.span(at - 1, at)
        size = next((len(end) for end in self.grammar.possessive_endings if last.word.endswith(end)), 0)
        if not size:
            return None
        phrase = beforephrase.before(tokens, at, self.grammar)
        if phrase is None:
            return None
        first = phrase[0]
        if tokens[first].cls == "w":  # "starts with Roe's remarks", "critics of Roe's plan"
            first = next((i + 1 for i in range(first, at - 1) if tokens[i].cls == "I"), first)
        return Span(self.words.starts[first], self.words.span(at - 1, at).end - size)

    def _elided_source(self, edge: int, cue: Span, found: Sequence[Match]) -> Span | None:
        """Return the subject of a second verb: "Roe denied it and said …".

        Of several it is who did the like before: "Roe said the town expected rain but said …".
        """
        at = beforephrase.skip_verbal(self.tokens, self.token_from(edge), self.grammar, 0)
        if at == 0 or self.tokens[at - 1].cls not in "CB":
            return None
        text = self.story.text
        like = [match for match in found if match.source and text[slice(*match.cue)] == text[slice(*cue)]]
        return self._shared_source(edge, like or found)

    def _shared_source(self, edge: int, found: Sequence[Match]) -> Span | None:
        """Return the last source of the sentence before `edge`, or else its first noun phrase."""
        sources: list[Span] = [match.source for match in found if match.source]
        return sources[-1] if sources else subject(self.words, self.token_from(edge), self.grammar)

    def negated(self, source: Span | None, cue: Span) -> bool:
        """Tell whether a negation stands between the source and the cue, or close before the cue."""
        negations, to = self.grammar.negations, self.token_from(cue.start)
        at = self.token_from(source.end) if source and source.end <= cue.start else max(0, to - 2)
        before = self.tokens[at:to]
        joint = next((i for i in range(len(before) - 1, -1, -1) if before[i].cls == "B"), 0)
        before = before[joint:]  # "did not attack Roe, but said": the verb before "but" is negated
        if any(token.cls == '"' for token in before):
            return False
        return not negations.isdisjoint([token.word for token in before])


def _interrupts(match: Match, source: Span) -> bool:
    """Tell whether a source holds an attribution that breaks into it: "drivers, Roe said, fear"."""
    if match.source is None or not match.content or not source.covers(match.cue):
        return False
    return match.content[0].start < match.source.start and source.covers(match.content[0])
