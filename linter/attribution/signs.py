"""What tells whether a sentence that no pattern explains gives somebody's words: its signs, by name.

The points of each are in rules/attribution/weights.yml, fitted by benchmarks/fit_attribution.py. A sign is
there or not; the names are what an editor reads in the rule file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.attribution.grammar import Token
from linter.attribution.story import Story
from linter.document import Sentence

#: Upper bounds of the shares of a sentence that stand in quotation marks.
_QUOTED = ((0.0, "none"), (0.1, "a few words"), (0.35, "some"), (0.9, "much"), (1.0, "all"))

#: Word classes as the signs name them.
KINDS = {
    "D": "a determiner",
    "P": "a pronoun",
    "O": "another pronoun",
    "R": "a relative",
    "I": "a preposition",
    "C": "a conjunction",
    "B": "an adversative",
    "S": "a subordinator",
    "X": "an auxiliary",
    "A": "an adverb",
    "T": "a time",
    "V": "a verb",
    "U": "a name",
    "#": "a figure",
}

#: Words in a step of sentence length, and the last step.
_STEP, _LONGEST = 6, 6
#: Sentences that open a story.
_TOP = 3


class Signs:
    """Tells the signs of the sentences of one story; `shares` is how much of each is attributed already."""

    def __init__(self, story: Story, shares: Sequence[float], least: float) -> None:
        self._story, self._sentences = story, story.document.sentences
        told = [share >= least for share in shares]
        self._part = min(9, int(10 * sum(told) / max(1, len(told))))
        self._persons = story.grammar.list("speaking-persons")
        self._told = told

    def of(self, index: int) -> Iterator[str]:
        """Give the signs of a sentence."""
        sentence = self._sentences[index]
        tokens = self._story.words(index).tokens
        yield f"quoted: {self._amount_quoted(sentence)}"
        yield f"attributed part of the story: {self._part}0 percent"
        yield f"before it: {self._neighbour(index - 1, sentence)}"
        yield f"after it: {self._neighbour(index + 1, sentence)}"
        yield f"zone: {sentence.zone}"
        yield f"length: {min(_LONGEST, len(tokens) // _STEP)}"
        last = self._story.text[sentence.start : sentence.end].rstrip(_CLOSING)[-1:]
        yield f"ends in: {last if last in _STOPS else 'no stop'}"
        first = next((token for token in tokens if token.cls != '"'), None)
        yield f"opens with: {KINDS.get(first.cls, 'a word') if first else 'nothing'}"
        if index < _TOP:
            yield "opens the story"
        if any([token.cls == "#" for token in tokens]):
            yield "holds a figure"
        if not self._persons.isdisjoint([token.word for token in tokens]):
            yield "speaks of I, we or you"

    def _neighbour(self, index: int, sentence: Sentence) -> str:
        """Return what the sentence beside one is, and whether it stands in the same paragraph."""
        if not 0 <= index < len(self._sentences):
            return "nothing"
        beside = self._sentences[index]
        quotations = self._told[index] and self._story.quoted(beside.start, beside.end) > 0.5
        what = "a quotation" if quotations else "attributed" if self._told[index] else "own voice"
        return f"{what}, same paragraph" if beside.block == sentence.block else what

    def _amount_quoted(self, sentence: Sentence) -> str:
        share = self._story.quoted(sentence.start, sentence.end)
        return next((name for limit, name in _QUOTED if share <= limit), "all")


_STOPS = ".?!:;…"
_CLOSING = "\"'”’») \n"


def verbs(tokens: Sequence[Token], words: frozenset[str], to: frozenset[str]) -> Iterator[int]:
    """Give the places of the tokens that are one of `words` and not used as a noun or after "to"."""
    for at, token in enumerate(tokens):
        if token.word in words and token.cls != "U":
            if at and (tokens[at - 1].cls in "D#" or tokens[at - 1].word in to):
                continue
            yield at
