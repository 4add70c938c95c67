"""Traits of a sentence and of its place in the story, by the names that rule files weigh them under."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from linter.attribution.grammar import PRONOUN, RELATIVE
from linter.attribution.keeping import FEW
from linter.document import Zone
from linter.findings import SourceKind, Status

if TYPE_CHECKING:
    from linter.checks.context import Context

# Where a trait begins and ends is what is measured, not what it weighs: the numbers of the rule files are fitted to
# traits as they are here. To change one of these is to fit those anew, so they are no setting.

#: A sentence of fewer words is brief.
BRIEF = 8

#: How often a kind of word counts in one sentence.
OFTEN = 3

#: The most that the share of familiar speech counts: talk set down whole is no more familiar than a chatty column.
_MOST_FAMILIAR = 0.3

_SAID_BY = {
    SourceKind.PERSON: "said-by-person",
    SourceKind.ANONYMOUS: "said-by-anonymous",
    SourceKind.NONE: "said-by-nobody",
    SourceKind.DOCUMENT: "said-by-document",
}

#: The word lists of familiar speech and of politics, whose share of the sentences is a trait of them all.
_FAMILIAR, _PUBLIC = "familiar-words", "public-life-words"

#: The share that any story is taken to have before it is read, and how many sentences that is worth: a brief tells
#: little of itself.
_USUAL, _WORTH = 0.4, 4

#: What a word looks like, as numbers that add up over a sentence: capitals, abstract nouns and figures, a field each.
_CAPITAL, _ABSTRACT, _FIGURE = 1, 1 << 20, 1 << 40
_FIELD = _ABSTRACT - 1

#: Words whose looks are kept; over a large folder they would grow without end.
_KEPT = 100_000

#: Traits of one sentence, with how much there is of each: 1 where it is a matter of yes or no.
Amounts: TypeAlias = list[tuple[str, float]]

#: Traits that go by what the rest of the story says: looked for only where a rule speaks, and no part of the mean.
REACH = ("told-before", "told-later")


def _likely(found: int, count: int) -> float:
    """Return the share that `found` of `count` sentences make likely."""
    return (found + _USUAL * _WORTH) / (count + _WORTH)


class _Looks(dict[str, int]):
    """What each word met looks like, worked out once."""

    def __init__(self, endings: tuple[str, ...]) -> None:
        self._endings = endings

    def __missing__(self, word: str) -> int:
        if len(self) >= _KEPT:
            self.clear()
        abstract = len(word) > 5 and word.rstrip(".,;:").endswith(self._endings)
        figure = any(map(str.isdigit, word))
        self[word] = found = _CAPITAL * word[0].isupper() + _ABSTRACT * abstract + _FIGURE * figure
        return found


#: One for each of the rulebooks in use, for all their drafts.
_looks = lru_cache(maxsize=FEW)(_Looks)


class Traits:
    """Tells the traits of the sentences of one story."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._looks = _looks(tuple(sorted(context.story.grammar.list("abstract-noun-endings"))))
        #: How many sentences of a paragraph have a source, by the paragraph's block.
        self._sourced: dict[int, int] = {}
        for index in context.sourced:
            block = context.document.sentences[index].block
            self._sourced[block] = self._sourced.get(block, 0) + 1

    def of(self, index: int) -> Amounts:
        """Return the traits of a sentence."""
        found: Amounts = []
        self._build(index, found)
        self._place(index, found)
        self._sources(index, found)
        return found

    def _build(self, index: int, found: Amounts) -> None:
        """Add how the sentence is built."""
        story, sentence = self.context.story, self.context.document.sentences[index]
        text = story.text
        words = text[sentence.start : sentence.end].split()
        grammar, first, looks = story.grammar, words[0], self._looks
        if len(words) < BRIEF:
            found.append(("brief", 1))
        seen = sum(map(looks.__getitem__, words))
        found.append(("capitals", ((seen & _FIELD) - first[0].isupper()) / len(words)))
        if text[sentence.end - 1] == "?":
            found.append(("question", 1))
        if story.holds_quotation(sentence.start, sentence.end):
            found.append(("quotation-inside", 1))
            if story.quotations(sentence)[0].start <= sentence.start:
                found.append(("quotation-first", 1))
        first = first.lower()
        if grammar.classes.get(first, "-") in (PRONOUN, RELATIVE):
            found.append(("pronoun-first", 1))
        elif first.endswith(grammar.participle_endings):
            found.append(("participle-first", 1))
        seen //= _ABSTRACT
        if count := seen & _FIELD:
            found.append(("abstract-nouns", min(count, OFTEN)))
        if count := seen // _ABSTRACT:
            found.append(("figures", min(count, OFTEN)))

    def _place(self, index: int, found: Amounts) -> None:
        """Add where in the story the sentence stands."""
        sentences = self.context.document.sentences
        zone = sentences[index].zone
        if index == 0 or zone is Zone.HEADLINE:
            found.append(("opening", 1))
        found.append(("position", index / max(1, len(sentences) - 1)))
        if zone is Zone.LIST:
            found.append(("list-item", 1))
        if self.context.excuses.sport(index):
            found.append(("sport", 1))
        found += self._shares

    @cached_property
    def _shares(self) -> Amounts:
        """What the whole story is like: how the writer talks, what it is about, how much of it has a source."""
        context = self.context
        count = len(context.document.sentences)
        found: Amounts = [("sourced-story", _likely(len(context.sourced), count))]
        lists = context.rulebook.strength.lists
        if _FAMILIAR in lists:
            found.append(("familiar-tone", min(self._with(_FAMILIAR) / count, _MOST_FAMILIAR)))
        if _PUBLIC in lists:
            found.append(("public-life", _likely(self._with(_PUBLIC), count)))
        return [(name, amount) for name, amount in found if amount]

    def _with(self, words: str) -> int:
        """Return how many sentences of the story have words of a list."""
        number, lists = self.context.rulebook.strength.lists[words].number, self.context.places.lists
        return sum([number in lists(index) for index in range(len(self.context.document.sentences))])

    def _sources(self, index: int, found: Amounts) -> None:
        """Add who speaks in the sentence and around it."""
        statuses, sourced = self.context.read.statuses, self.context.sourced
        if statuses[index] is Status.VAGUE:
            found.append(("vague", 1))
        here = self.context.attributions_in(index)
        if here:
            kinds = {attribution.kind for attribution in here}
            found += [(name, 1) for kind, name in _SAID_BY.items() if kind in kinds]
            found.append(("weak-attribution", 1 - max([attribution.weight for attribution in here])))
        before, after = index - 1 in sourced, index + 1 in sourced
        if before:
            found.append(("source-before", 1))
            if statuses[index - 1] is Status.CARRIED:
                found.append(("after-carried", 1))
        if after:
            found.append(("source-after", 1))
            if before:
                found.append(("between-sources", 1))
        if self._sourced.get(self.context.document.sentences[index].block, 0) > (index in sourced):
            found.append(("source-in-paragraph", 1))
