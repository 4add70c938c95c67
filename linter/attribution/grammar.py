"""The words of a sentence as the engine sees them: tokens with a word class from closed lists.

No parser and no model: determiners, pronouns, prepositions, auxiliaries and the like come from the word
lists of the rulebook (rules/lexicons/grammar.yml), names from their capitals, and the rest is "some word".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import NamedTuple

from linter.document import Span
from linter.rulebook.template import normalise

# Word classes. One letter each, so that a set of classes is a string and a test is `cls in "DUw"`.
DETERMINER, PRONOUN, OBJECT, RELATIVE, PREPOSITION = "D", "P", "O", "R", "I"
CONJUNCTION, ADVERSATIVE, SUBORDINATOR, AUXILIARY, ADVERB = "C", "B", "S", "X", "A"
TIME, VERB, NAME, WORD, NUMBER = "T", "V", "U", "w", "#"

#: Word list of the rulebook to class; where a word stands in two lists the earlier one wins.
_LISTS = (
    ("relative-only", RELATIVE),
    ("complementizer-only", SUBORDINATOR),
    ("auxiliaries", AUXILIARY),
    ("determiners", DETERMINER),
    ("pronouns-only", PRONOUN),
    ("other-pronouns", OBJECT),
    ("prepositions", PREPOSITION),
    ("conjunctions", CONJUNCTION),
    ("adversatives", ADVERSATIVE),
    ("subordinators", SUBORDINATOR),
    ("negations", AUXILIARY),
    ("adverbs", ADVERB),
    ("time-words", TIME),
    ("clause-verbs", VERB),
)

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&/@][^\W_]+)*|[^\w\s]|_")


class Token(NamedTuple):
    """A word or mark: where it stands, its levelled form and its class (a mark is its own class)."""

    start: int
    end: int
    word: str
    cls: str


#: Marks after which a capital says nothing of a word.
_OPENING = frozenset("\"“‘:—–")


#: Runs between white space whose tokens are kept; with a large folder they would grow without end.
_KEPT = 100_000


class _Memo(dict[str, tuple[Token, ...]]):
    """The tokens of each run of letters and marks met, as if it stood at 0, worked out once."""

    def __init__(self, classify: Callable[[str], tuple[str, str]]) -> None:
        self._classify = classify

    def __missing__(self, run: str) -> tuple[Token, ...]:
        if len(self) >= _KEPT:
            self.clear()
        found = tuple(Token(*match.span(), *self._classify(match[0])) for match in _TOKEN.finditer(run))
        self[run] = found
        return found


#: What `Token(…)` comes down to, without its call: a sentence has many.
_new = tuple.__new__
_cls = itemgetter(3)


class Grammar:
    """Word classes and word lists of one rulebook."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        self.words = words
        self.classes: dict[str, str] = {}
        relative, subject = self.list("relative-pronouns"), self.list("subject-pronouns")
        special = {
            "relative-only": relative & subject,
            "complementizer-only": relative & self.list("complementizers") - subject,
            "pronouns-only": subject - relative,
        }
        for name, cls in _LISTS:
            for word in special.get(name, self.list(name)):
                self.classes.setdefault(word, cls)
        self._memo = _Memo(self._classify)
        self.endings = tuple(self.list("adverb-endings"))
        self.titles = self.list("titles")
        self.roles = self.list("roles")
        self.to = self.list("to")
        self.noun_prepositions = self.list("noun-prepositions")
        self.articles_only = self.list("articles") | self.list("possessives")
        self.bes = self.list("bes")
        self.negations = self.list("negations")
        self.past_endings = tuple(self.list("past-endings"))
        self.plural_endings = tuple(self.list("plural-endings"))
        self.singular_endings = tuple(self.list("singular-endings"))
        self.chains = self.list("verb-chains")
        self.chain_ends = frozenset(chain.split()[-1] for chain in self.chains)
        self.possessive_endings = tuple(sorted(self.list("possessive-endings"), key=len, reverse=True))
        self.participle_endings = tuple(self.list("participle-endings"))
        self.nouns = self.roles | self.list("organisations") | self.list("documents") | self.list("collectives")

    @classmethod
    def of(cls, words: Mapping[str, frozenset[str]]) -> Grammar:
        """Return the grammar of these word lists, made once for as long as they are the ones in use."""
        global _last
        if _last is None or _last.words is not words:
            _last = cls(words)
        return _last

    def list(self, name: str) -> frozenset[str]:
        """Return a word list, empty where the rulebook has none of that name."""
        return self.words.get(name, frozenset())

    def tokens(self, text: str, span: Span) -> list[Token]:
        """Return the tokens of `span`, read as a sentence."""
        return self.settled(self.lex(text, span.start, span.end))

    def lex(self, text: str, start: int, end: int) -> list[Token]:
        """Return the tokens between two offsets as they stand inside a sentence; see `settled`."""
        memo, find, at = self._memo, text.find, start
        tokens = []
        for run in text[start:end].split():  # no token holds white space, and runs come back
            at = find(run, at)
            for first, last, word, cls in memo[run]:
                tokens.append(_new(Token, (at + first, at + last, word, cls)))
            at += len(run)
        return tokens

    def settled(self, tokens: list[Token], *, titled: bool = False) -> list[Token]:
        """Return the tokens of one sentence with the classes of words whose capitals say nothing.

        Those are the first word, one after an opening mark and, in `titled` text (headlines), all.
        """
        if titled:
            return [self._retold(token) for token in tokens]
        self._retell(tokens, 0)
        if not _OPENING.isdisjoint(map(_cls, tokens)):
            for at, token in enumerate(tokens, 1):
                if token.cls in _OPENING:
                    self._retell(tokens, at)
        return tokens

    def _retell(self, tokens: list[Token], at: int) -> None:
        """Settle the class of the first word from `at` on."""
        for index in range(at, len(tokens)):
            token = tokens[index]
            if token.cls == NAME:
                tokens[index] = self._retold(token)
            if token.word[0].isalnum():
                break

    def _retold(self, token: Token) -> Token:
        """Return a token whose capital says nothing: at the head of a sentence, in a headline."""
        if token.cls != NAME:
            return token
        return token._replace(cls=self.classes.get(token.word) or (WORD if token.word in self.nouns else NAME))

    def _classify(self, raw: str) -> tuple[str, str]:
        """Return the levelled form of a token and its class inside a sentence."""
        initial = raw[0]
        if not initial.isalnum():
            return raw, "'" if raw in "'’" else raw
        word = normalise(raw)
        if initial.isdigit():
            return word, NUMBER if raw[-1].isdigit() or len(raw) < 6 else WORD
        cls = self.classes.get(word, "")
        if initial.isupper():
            if cls == TIME or (cls and cls in "DPS" and len(raw) > 1):
                return word, cls
            return word, NAME
        if cls:
            return word, cls
        return word, ADVERB if word.endswith(self.endings) and len(word) > 4 else WORD


_last: Grammar | None = None
