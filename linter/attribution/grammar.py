"""The words of a sentence as the engine sees them: tokens with a word class from closed lists.

No parser and no model: determiners, pronouns, prepositions, auxiliaries and the like come from the word
lists of the rulebook (rules/lexicons/grammar.yml), names from their capitals, and the rest is "some word".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from itertools import accumulate, chain
from operator import sub
from typing import NamedTuple, TypeAlias

from linter.attribution.keeping import kept
from linter.document import Span
from linter.rulebook.levelling import normalise

# Word classes. One letter each, so that a set of classes is a string and a test is `cls in "DUw"`.
DETERMINER, PRONOUN, OBJECT, RELATIVE, PREPOSITION = "D", "P", "O", "R", "I"
CONJUNCTION, ADVERSATIVE, SUBORDINATOR, AUXILIARY, ADVERB = "C", "B", "S", "X", "A"
TIME, VERB, NAME, WORD, NUMBER = "T", "V", "U", "w", "#"

#: What may have swallowed a verb: "he's", "who's", "there's".
_SHORTENERS = frozenset({PRONOUN, RELATIVE, OBJECT})

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

#: A word, or a mark that can be seen: marks of direction and the like are no tokens.
_TOKEN = re.compile(
    r"[^\W_]+(?:(?:[-'’.&/@]|(?<=\d),(?=\d{3})|(?<=\d):(?=\d\d))[^\W_]+)*|[^\w\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|_"
)


class Token(NamedTuple):
    """A word or mark: as it is written, its levelled form and its class (a mark is its own class).

    One record serves all places where the word stands: those are in `Words`.
    """

    raw: str
    word: str
    cls: str


class Words:
    """The tokens of a stretch of text and the offsets they start at."""

    __slots__ = ("starts", "tokens")

    def __init__(self, tokens: list[Token], starts: list[int]) -> None:
        self.tokens, self.starts = tokens, starts

    def at(self, offset: int) -> int:
        """Return the index of the first token that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def span(self, first: int, last: int) -> Span:
        """Return the span from token `first` up to, not including, token `last`."""
        return Span(self.starts[first], self.starts[last - 1] + len(self.tokens[last - 1].raw))

    def within(self, span: Span) -> Words:
        """Return the tokens that start inside a span."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return Words(self.tokens[first:last], self.starts[first:last])


#: Marks after which a capital says nothing of a word.
_OPENING = '"“‘:—–'
may_open = re.compile(f"[{_OPENING}]").search


#: A dash, and what stands for one between white space.
DASH = "—"
_DASHES = frozenset({"-", "--", "---"})

#: Letters of a name that may end by chance like that of a people: "Brian".
SHORT_NAME = 5

#: Runs between white space whose tokens are kept; over a large folder they would grow without end.
_KEPT = 100_000

#: The tokens of a run between white space, and the characters from the start of each to that of the next;
#: from the last, to the next run if one space stands between.
_Run = tuple[tuple[Token, ...], tuple[int, ...]]


class _Memo(dict[str, _Run]):
    """The tokens of each run of letters and marks met, worked out once."""

    def __init__(self, classify: Callable[[str], Token], split: Callable[[str], int]) -> None:
        self._classify, self._split = classify, split
        self._known: dict[str, Token] = {}
        #: Where the tokens of a run start that does not begin with one: it has a mark of no width before it.
        self.odd: dict[str, list[int]] = {}

    def __missing__(self, run: str) -> _Run:
        if len(self) >= _KEPT:
            self.clear()
            self.odd.clear()
            self._known.clear()
        body, last = run[:-1], run[-1]
        if run in _DASHES:
            found: _Run = ((Token(run, DASH, DASH),), (len(run) + 1,))
        elif run.isalnum():
            found = ((self._token(run),), (len(run) + 1,))
        elif body.isalnum():  # a word and one mark
            found = (self._token(body), self._token(last)), (len(body), 2)
        else:
            pieces = [piece for match in _TOKEN.finditer(run) for piece in self._pieces(match[0], match.start())]
            starts = [start for start, _ in pieces]
            if not starts or starts[0]:
                self.odd[run] = starts
            gaps = map(sub, (*starts[1:], len(run) + 1), starts)
            found = tuple(self._token(piece) for _, piece in pieces), tuple(gaps)
        self[run] = found
        return found

    def _pieces(self, raw: str, start: int) -> tuple[tuple[int, str], ...]:
        """Return the tokens of a word and where they start: "he's" is two."""
        at = self._split(raw)
        return ((start, raw[:at]), (start + at, raw[at:])) if at else ((start, raw),)

    def _token(self, raw: str) -> Token:
        found = self._known.get(raw)
        if found is None:
            found = self._known[raw] = self._classify(raw)
        return found


flat = chain.from_iterable
_Tokens: TypeAlias = list[Token]


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
        self._memo = _Memo(self._classify, self._clitic)
        self.clitics = self.list("clitics")
        self.endings = tuple(self.list("adverb-endings"))
        self.not_adverbs = self.list("not-adverbs")
        self.titles = self.list("titles")
        self.roles = self.list("roles")
        self.to = self.list("to")
        self.noun_prepositions = self.list("noun-prepositions")
        self.articles_only = self.list("articles") | self.list("possessives")
        self.bes = self.list("bes")
        self.negations = self.list("negations")
        self.past_endings = tuple(self.list("past-endings"))
        self.plural_endings = tuple(self.list("plural-endings"))
        self.verb_endings = (*self.past_endings, *self.plural_endings)
        self.singular_endings = tuple(self.list("singular-endings"))
        #: The ending of a plural and that of its singular, the longest first: "ies" and "y", "s" and nothing.
        pairs = [pair.split() for pair in self.list("plural-forms")]
        self.plurals = sorted(((pair[0], "".join(pair[1:])) for pair in pairs), key=lambda pair: -len(pair[0]))
        self.chains = self.list("verb-chains")
        self.phrase_openers = self.list("phrase-openers")
        self.particles = self.list("particles")
        self.counts = self.list("counts")
        self.asides = self.list("asides")
        self.reflexives = self.list("reflexives")
        self.chain_ends = frozenset(chain.split()[-1] for chain in self.chains)
        self.possessive_endings = tuple(sorted(self.list("possessive-endings"), key=len, reverse=True))
        self.describing_endings = tuple(self.list("describing-endings"))
        self.participle_endings = tuple(self.list("participle-endings"))
        self.participles = (*self.past_endings, *self.participle_endings)
        self.person_words = self.roles | self.titles
        #: "sen" to "senator".
        self.short_titles = dict(pair.split() for pair in self.list("short-titles"))
        #: Head nouns that may stand for one another: "police", "force".
        self.same_bodies = [frozenset(group.split()) for group in sorted(self.list("same-bodies"))]
        #: The last letters of a name for somebody of a people, party or creed: "ican" of "Republican".
        self.group_endings = tuple(self.list("group-endings"))
        #: Every word of the name of a country or a part of the world.
        self.lands = frozenset([word for entry in self.list("lands") for word in entry.split()])
        self.people_endings = tuple(self.list("people-endings"))
        self.documents = self.list("documents")
        self.organisations, self.collectives = self.list("organisations"), self.list("collectives")
        self.definites, self.articles = self.list("definites"), self.list("articles")
        self.body_words = self.organisations | self.list("organisation-endings")
        self.self_words = self.list("self-words")
        self.self_cues = self.list("self-cues") | self.list("perfect-self-cues")
        self.outlets = self.list("outlets")
        self.male = self.list("male-titles") | self.list("male-roles")
        self.female = self.list("female-titles") | self.list("female-roles")
        self.nouns = self.roles | self.organisations | self.documents | self.collectives

    def unowned(self, word: str) -> str:
        """Return a levelled word without the ending that makes it a possessor: "owner's" as "owner"."""
        for ending in self.possessive_endings:
            if word.endswith(ending) and len(word) > len(ending):
                return word[: -len(ending)]
        return word

    def member(self, token: Token) -> bool:
        """Tell by its form whether a capitalised word calls somebody one of a people, party or creed: "Lutheran"."""
        return token.raw[0].isupper() and token.word.endswith(self.group_endings)

    def singular(self, word: str) -> str:
        """Return a levelled word without its plural ending: "tories" as "tory"; "" for one that has none."""
        for plural, one in self.plurals:
            if word.endswith(plural) and len(word) > len(plural) + 1 and not word.endswith(self.singular_endings):
                return word[: -len(plural)] + one
        return ""

    def list(self, name: str) -> frozenset[str]:
        """Return a word list, empty where the rulebook has none of that name."""
        return self.words.get(name, frozenset())

    def tokens(self, text: str, span: Span) -> _Tokens:
        """Return the tokens of `span`, read as a sentence."""
        return self.words_of(text, span).tokens

    def words_of(self, text: str, span: Span) -> Words:
        """Return the tokens of `span`, read as a sentence, and where they stand."""
        words = Words([], [])
        self.lex(text, span.start, span.end, words)
        self.settle(words.tokens, opens=True)
        return words

    def lex(self, text: str, start: int, end: int, into: Words) -> None:
        """Add the tokens between two offsets as they stand inside a sentence; see `settle`."""
        piece, tokens, starts = text[start:end], into.tokens, into.starts
        runs = piece.split()  # no token holds white space, and runs come back
        if not runs:
            return
        found = [*map(self._memo.__getitem__, runs)]
        firsts, gaps = zip(*found, strict=True)
        tokens += flat(firsts)
        odd = self._memo.odd
        if " ".join(runs) == piece and (not odd or odd.keys().isdisjoint(runs)):
            starts += accumulate(flat(gaps), initial=start)
            starts.pop()
            return
        at = 0
        for run, (_, own) in zip(runs, found, strict=True):
            at = piece.index(run, at)
            if run in odd:
                starts += [start + at + offset for offset in odd[run]]
            else:
                starts += accumulate(own[:-1], initial=start + at)
            at += len(run)

    def settle(self, tokens: _Tokens, *, opens: bool, titled: bool = False) -> None:
        """Set the classes of the words of one sentence whose capitals say nothing.

        Those are the first word, one after an opening mark, if the sentence `opens` with any inside, and, in
        `titled` text (headlines), all.
        """
        if titled:
            tokens[:] = map(self._retold, tokens)
            return
        told = self._retell(tokens, 0)
        if opens:
            for at, token in enumerate(tokens, 1):
                if at > told and token.cls in _OPENING:
                    told = self._retell(tokens, at)

    def _retell(self, tokens: _Tokens, at: int) -> int:
        """Settle the class of the first word from `at` on, and return where it stands: at the end if there is none."""
        for index in range(at, len(tokens)):
            token = tokens[index]
            if token.cls == NAME and not (token.raw.isupper() and len(token.raw) > 1):
                tokens[index] = self._retold(token)
            if token.word[0].isalnum():
                return index
        return len(tokens)

    def _retold(self, token: Token) -> Token:
        """Return a token whose capital says nothing: at the head of a sentence, in a headline."""
        if token.cls != NAME:
            return token
        noun = token.word in self.nouns or self.singular(token.word) in self.roles
        return token._replace(cls=self.classes.get(token.word) or (WORD if noun else NAME))

    def _clitic(self, raw: str) -> int:
        """Return where a shortened verb begins that a pronoun has swallowed, "he's" at 2; 0 where none has."""
        word = normalise(raw)
        at = word.find("'")
        return at if at > 0 and word[at:] in self.clitics and self.classes.get(word[:at], "") in _SHORTENERS else 0

    def _classify(self, raw: str) -> Token:
        """Return the levelled form of a token and its class inside a sentence."""
        initial = raw[0]
        if not initial.isalnum():
            if len(raw) > 1:
                return Token(raw, normalise(raw), AUXILIARY)
            return Token(raw, raw, "'" if raw in "'’" else raw)
        word = normalise(raw)
        if initial.isdigit():
            return Token(raw, word, NUMBER if raw[-1].isdigit() or len(raw) < 6 else WORD)
        cls = self.classes.get(word, "")
        if initial.isupper():
            if cls == TIME or (cls and cls in "DPS" and len(raw) > 1 and not (cls == PRONOUN and raw.isupper())):
                return Token(raw, word, cls)
            return Token(raw, word, NAME)
        if cls:
            return Token(raw, word, cls)
        adverb = word.endswith(self.endings) and len(word) > 4 and word not in self.not_adverbs
        return Token(raw, word, ADVERB if adverb else WORD)


#: The grammar of word lists.
grammar_of = kept(Grammar)
