"""People accused in a story in which nobody answers for them, nor is said to have been asked."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checks.claims import find_patterns
from linter.checks.context import Context
from linter.checks.flags import Flag
from linter.rulebook.levelling import normalise
from linter.rulebook.model import Rule

#: The label of the rule's patterns under which the accused stands.
_ACCUSED = "accused"

#: The condition of the rule files by which a sentence tells that somebody answered.
_ANSWER = "answer-given"

#: Sentences after an accusation in which an answer is the answer to it, whoever is named there.
_NEAR = 2


def find_unanswered(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag for the first accusation against each party, as the rule's patterns have it, that is not answered.

    It is answered where somebody speaks under the name of the accused, where a sentence that names them tells of an
    answer, and where one of the next two does.
    """
    seen: set[str] = set()
    for flag in sorted(find_patterns(context, rule), key=lambda flag: flag.span):
        accused = flag.words.get(_ACCUSED, "")
        name = _last_word(context, accused)
        if name in seen or _stands_for_another(context, accused) or not flag.stands(context):
            continue
        seen.add(name)
        if name not in _words_heard(context) and not _answered(context, name, flag.sentence):
            yield flag._replace(asked=True)


def _stands_for_another(context: Context, accused: str) -> bool:
    """Tell whether what a pattern took for a name is a word of another class: a sentence that begins with "They"."""
    return accused[:1].isupper() and normalise(accused) in context.story.grammar.classes


def _answered(context: Context, name: str, index: int) -> bool:
    """Tell whether a sentence that names somebody, or one that follows the accusation, tells of an answer."""
    for other, sentence in enumerate(context.document.sentences):
        near = index < other <= index + _NEAR
        named = other != index and name in context.words_of(sentence.span)
        if (near or named) and context.excuses.met(_ANSWER, other):
            return True
    return False


def _words_heard(context: Context) -> frozenset[str]:
    """Return the words of the names under which somebody speaks in a story, levelled."""
    grammar, speakers = context.story.grammar, context.read.speakers
    spans = [mention for speaker in speakers if speaker.statements for mention in speaker.mentions]
    names = [word for speaker in speakers if speaker.statements for word in normalise(speaker.name).split()]
    return frozenset(map(grammar.unowned, names)).union(*map(context.words_of, spans))


def _last_word(context: Context, name: str) -> str:
    """Return the last word of a name, levelled and without its possessive ending."""
    words = normalise(name).split()
    return context.story.grammar.unowned(words[-1]) if words else ""
