"""Speakers who are called by a surname alone, in a story that never tells who they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.attribution.grammar import NAME, Token
from linter.checks.context import Context
from linter.checks.flags import Flag
from linter.document import Span
from linter.findings import Attribution, SourceKind
from linter.rulebook.levelling import normalise
from linter.rulebook.model import Rule

#: Marks that may stand between the words of a name.
_INNER = ".-'\"“”"
#: Classes of the words with which an apposition begins: ", a grocer", ", who runs the shop", ", 54".
_TELLING = "D#R"


def find_unintroduced(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag where somebody first speaks under a surname, if that is all that a story ever tells of them.

    A story has `limit` sentences or more. A courtesy title or a pronoun shows that it is a person. One is introduced
    by another name, a role or an apposition, wherever it stands, after they speak too.
    """
    seen: set[str] = set()
    if len(context.document.sentences) < (rule.limit or 1):
        return  # no story, but a piece of one
    for one in context.read.attributions:
        surname = _surname(context, one)
        if not surname or surname in seen or not context.speaks_in(rule, context.document.sentences[one.sentence]):
            continue
        seen.add(surname)
        if any(_introduced(context, *place) for place in _places(context, surname)):
            continue
        if any(_courteous(context, *place) for place in _places(context, surname)) or _is_person(context, one.speaker):
            assert one.source is not None
            yield Flag(rule, one.source, one.sentence, words={"surname": surname}, asked=False)


def _surname(context: Context, one: Attribution) -> str:
    """Return the one word that a speaker is named by, where there is no more than a courtesy title; "" otherwise."""
    if one.kind is not SourceKind.PERSON or one.source is None or one.cue is None or one.carried:
        return ""
    if one.source.end < one.cue.start and normalise(context.text[slice(*one.cue)]) == one.cue_lemma:
        return ""  # "Associates say": more than one
    grammar = context.story.grammar
    tokens = context.story.words(one.sentence).within(one.source).tokens
    words = [token for token in tokens if token.cls != "." and not _is_courtesy(context, token)]
    last = words[-1] if words else None
    if last is None or last.cls != NAME or last.raw.isupper() or last.word in grammar.list("spans-of-time"):
        return ""
    if any(token.word not in grammar.list("name-particles") for token in words[:-1]):
        return ""
    return last.raw[: len(grammar.unowned(last.word))]


def _is_courtesy(context: Context, token: Token) -> bool:
    """Tell whether a word is a title that says nothing of what somebody does: "Mr"."""
    return token.word.rstrip(".") in context.story.grammar.list("plain-titles")


def _places(context: Context, surname: str) -> Iterator[tuple[Sequence[Token], int]]:
    """Yield where a surname stands in a story: the tokens of its sentence, and which of them it is."""
    story, word = context.story, normalise(surname)
    for sentence in context.document.sentences:
        if story.text.find(surname, sentence.start, sentence.end) >= 0:
            tokens = story.grammar.tokens(story.text, sentence.span)
            for at, token in enumerate(tokens):
                whole = story.grammar.unowned(token.word)
                if word in (whole, whole.split("-")[0]) and token.raw[0].isupper():  # "the Hale-led council"
                    yield tokens, at


def _before(context: Context, tokens: Sequence[Token], at: int) -> int:
    """Return the index of the word before a surname, its particles and the marks of an initial; -1 if there is none."""
    at -= 1
    while at >= 0 and (tokens[at].cls in _INNER or tokens[at].word in context.story.grammar.list("name-particles")):
        at -= 1
    return at


def _courteous(context: Context, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a courtesy title stands before a surname."""
    before = _before(context, tokens, at)
    return before >= 0 and _is_courtesy(context, tokens[before])


def _introduced(context: Context, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether more of somebody is told beside their surname: another name, a title, a role, an apposition."""
    grammar = context.story.grammar
    before = _before(context, tokens, at)
    if before >= 0 and not _is_courtesy(context, tokens[before]):
        token = tokens[before]
        whole = grammar.unowned(token.word) == token.word  # "Norland's Hale" tells where Hale is from
        if token.raw[0].isupper() and token.cls == NAME or token.word in grammar.person_words or not whole:
            return True
        if token.cls == "," and (_closes(tokens, at + 1) or _is_kin(context, tokens[:before])):
            return True
    after = tokens[at + 1 : at + 3]
    if not after:
        return False
    if after[0].cls == NAME or after[0].cls == "(" or after[0].word in grammar.organisations:
        return True
    return after[0].cls in ",—–" and len(after) > 1 and after[1].cls in _TELLING


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a comma ends what one before a surname began: "a grocer, Hale, said"."""
    return at < len(tokens) and tokens[at].cls == ","


def _is_kin(context: Context, before: Sequence[Token]) -> bool:
    """Tell whether the words before a comma end with somebody's kin: "Moss's son, Grant"."""
    return bool(before) and before[-1].word in context.story.grammar.list("kin")


def _is_person(context: Context, speaker: int | None) -> bool:
    """Tell whether what a speaker says, and the words by which it is told, are those of one person.

    "Hale said that he" are, and a quotation with "I" in it: a firm or a paper says "it" and "we".
    """
    grammar = context.story.grammar
    pronouns = grammar.list("male-pronouns") | grammar.list("female-pronouns")
    for one in context.read.attributions:
        if one.speaker != speaker or one.cue is None or one.source is None or one.carried:
            continue
        words = context.story.words(one.sentence)
        named = words.within(one.source).tokens
        if not named or named[-1].cls != NAME:
            continue
        if one.direct and any(_speaks_for_one(context, span) for span in one.content):
            return True
        first, last = sorted((one.source, one.cue))
        follow = words.tokens[words.at(last.end) :][:2]
        if follow and follow[0].word in grammar.list("complementizers"):
            follow = follow[1:]
        beside = words.at(last.start) == words.at(first.end) and one.cue_lemma in grammar.list("personal-cues")
        if beside and follow and follow[0].word in pronouns:
            return True
    return False


def _speaks_for_one(context: Context, span: Span) -> bool:
    """Tell whether quoted words are of one person about themselves."""
    return not context.words_of(span).isdisjoint(context.story.grammar.list("single-speakers"))
