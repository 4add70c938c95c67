"""Where the patterns of rules stand in a story: tried only on sentences that hold the words they need."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import regex

from linter.attribution.story import NEVER, Story
from linter.document import Span
from linter.rulebook.model import Rulebook
from linter.rulebook.patterns import Side, TextPattern
from linter.rulebook.prefilter import Hit

#: Seconds after which one pattern is given up on one sentence, and reported.
TIMEOUT = 0.25

#: Characters from which a sentence is long. Most templates cannot take long in a shorter one, and asking for the
#: clock costs more than most matches.
LONG = 5000

_NO_CLOCK: Mapping[str, float] = {}

#: Word lists that may match in a sentence, by their numbers, with where their words stand; in order.
Here = Mapping[int, Sequence[Hit]]

_NO_WORDS: Mapping[str, str] = {}
_NOWHERE: Here = {}
_NO_HITS: tuple[Sequence[Hit], Sequence[Hit], Sequence[Hit]] = (), (), ()


class Found(NamedTuple):
    """A match of a pattern: the span it tells of, and the words under its labels."""

    start: int
    end: int
    words: Mapping[str, str] = _NO_WORDS

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Places:
    """Finds the matches of text patterns; one that runs out of time is left out and told in `problems`.

    `contents` are the words that somebody who can be named is made to say, in order: a pattern that they excuse
    is not looked for there.
    """

    def __init__(self, story: Story, rulebook: Rulebook, contents: Sequence[Span]) -> None:
        self.story, self.rulebook, self.document = story, rulebook, story.document
        self.text = story.text
        self.problems: list[str] = []
        self._tired: set[int] = set()
        #: The hits of each sentence: in our own words, in attributed ones, in quotations.
        self._hits: dict[int, tuple[Sequence[Hit], Sequence[Hit], Sequence[Hit]]] = {}
        self._lists: dict[int, Here] = {}
        #: The sentences in which patterns may match, of those that need some word; by their numbers.
        self.found: dict[int, list[int]] = defaultdict(list)
        self._gather(contents)
        self._listed: dict[tuple[int, int], Sequence[Found]] = {}

    def sentences(self, pattern: TextPattern) -> Sequence[int]:
        """Return the indices of the sentences in which a pattern may match, in order."""
        if pattern.literals:
            return self.found.get(pattern.number, ())
        return range(len(self.document.sentences))

    def may(self, pattern: TextPattern, index: int) -> bool:
        """Tell whether a pattern may match in a sentence."""
        if not pattern.literals:
            return True
        found = self.found.get(pattern.number, ())
        at = bisect_left(found, index)
        return at < len(found) and found[at] == index

    def among(self, pattern: TextPattern, reach: range) -> Iterator[int]:
        """Yield the indices of the sentences in reach in which a pattern may match, in order."""
        found = self.sentences(pattern)
        for at in range(bisect_left(found, reach.start), len(found)):
            if found[at] >= reach.stop:
                return
            yield found[at]

    def lists(self, index: int) -> Here:
        """Return the word lists that may count for the strength of a sentence."""
        return self._lists.get(index, _NOWHERE)

    def matches(self, pattern: TextPattern, index: int) -> Sequence[Found]:
        """Return the matches of a pattern in a sentence, which must hold what it needs."""
        return self._matches(pattern, index, self._near(pattern, index) if pattern.starts is not None else ())

    def _near(self, pattern: TextPattern, index: int) -> Sequence[Hit]:
        """Return the hits of a pattern that is one word list, where it is looked for."""
        ours, told, quoted = self._hits.get(index, _NO_HITS)
        near = *ours, *(told if pattern.in_contents else ()), *(quoted if pattern.in_quotations else ())
        literals, mine = self.rulebook.prefilter.literals, pattern.literals
        return sorted([hit for hit in near if literals[hit[2]] in mine])

    def count(self, pattern: TextPattern, index: int) -> int:
        """Return how many words of a list that counts for the strength of a sentence stand in it, at the most.

        It is more than `listed` has only where one stands inside another, and never more than none.
        """
        hits = self.lists(index).get(pattern.number, ())
        return len(self.listed(pattern, index)) if pattern.starts else len(hits)

    def listed(self, pattern: TextPattern, index: int) -> Sequence[Found]:
        """Return the matches of a word list that counts for the strength of a sentence, worked out once."""
        key = pattern.number, index
        found = self._listed.get(key)
        if found is None:
            found = self._listed[key] = self._matches(pattern, index, self.lists(index).get(pattern.number, ()))
        return found

    def holds(self, pattern: TextPattern, index: int) -> bool:
        """Tell whether a pattern matches anywhere in a sentence."""
        return self.may(pattern, index) and bool(self.matches(pattern, index))

    def _matches(self, pattern: TextPattern, index: int, hits: Sequence[Hit]) -> Sequence[Found]:
        if pattern.number in self._tired:
            return ()
        start, end, _, _ = self.document.sentences[index]
        clock = {"timeout": TIMEOUT} if pattern.timed or end - start > LONG else _NO_CLOCK
        try:
            if pattern.starts is not None:
                return self._at_hits(pattern, pattern.starts, index, hits, clock)
            if pattern.first:
                return self._tried(pattern, self._firsts(pattern, index), index, clock)
            return [_found(match) for match in pattern.regex.finditer(self.text, start, end, **clock)]
        except TimeoutError:
            self._tired.add(pattern.number)
            line, _ = self.document.line_column(self.document.to_file(Span(start, end)).start)
            self.problems.append(
                f"{pattern.owner}: the pattern '{pattern.source}' ran out of time at line {line}; it was left out"
            )
            return ()

    def _firsts(self, pattern: TextPattern, index: int) -> set[int]:
        """Return where in a sentence a pattern may begin that is known to begin with some words."""
        literals, first, story = self.rulebook.prefilter.literals, pattern.first, self.story
        near = *story.hits.get(index, ()), *story.quoted_hits.get(index, ())
        return {start for start, _, literal in near if literals[literal] in first}

    def _tried(
        self, pattern: TextPattern, places: Iterable[int], index: int, clock: Mapping[str, float]
    ) -> Sequence[Found]:
        """Return the matches of a pattern that begin at some places: what `finditer` gives, without the search."""
        found: list[Found] = []
        regex, text = pattern.regex, self.text
        at, last, _, _ = self.document.sentences[index]
        for place in sorted(places):
            if place >= at and (match := regex.match(text, place, last, **clock)):
                at = match.end()
                found.append(_found(match))
        return found

    def _at_hits(
        self,
        pattern: TextPattern,
        starts: Mapping[str, tuple[int, ...]],
        index: int,
        hits: Sequence[Hit],
        clock: Mapping[str, float],
    ) -> Sequence[Found]:
        """Return what `finditer` would, trying the pattern only where its literals say that a match can begin.

        A literal that is the whole of its entry is a match by itself, the longest of those that begin together.
        """
        literals = self.rulebook.prefilter.literals
        tries: set[int] = set()
        reach, whole, apart = 0, True, True
        for start, end, literal in hits:
            before = starts.get(literals[literal], ())
            whole, apart = whole and not before, apart and start >= reach
            reach = end
            tries.update([start - less for less in before] or (start,))
        if whole:
            return [Found(start, end) for start, end, _ in (hits if apart else _longest(hits))]
        return self._tried(pattern, tries, index, clock)

    def _gather(self, contents: Sequence[Span]) -> None:
        """Sort the hits of each sentence by whose words they are, and tell the patterns and word lists that may match.

        What a sentence holds of the words that patterns need is a number, a bit for each set of them.
        """
        story, uses = self.story, self.rulebook.uses.patterns
        spans = iter(contents)
        opens, closes = next(spans, NEVER)
        get = uses.needs.get
        for index in range(len(self.document.sentences)):
            hits, quoted = story.hits.get(index, ()), story.quoted_hits.get(index, ())
            ours: list[Hit] = []
            told: list[Hit] = []
            met = 0
            for hit in hits:
                while closes <= hit[0]:
                    opens, closes = next(spans, NEVER)
                if opens <= hit[0] and hit[1] <= closes:
                    told.append(hit)
                else:
                    ours.append(hit)
                    met |= get(hit[2], 0)
            if not hits and not quoted:
                continue
            self._hits[index] = ours, told, quoted
            self._list(index, ours)
            met_told = met_quoted = 0
            for hit in told:
                met_told |= get(hit[2], 0)
            for hit in quoted:
                met_quoted |= get(hit[2], 0)
            for side in uses.sides:
                here = met | (met_told if side.in_contents else 0) | (met_quoted if side.in_quotations else 0)
                if here & side.rarest:
                    self._match_needs(index, here, side)

    def _list(self, index: int, hits: Sequence[Hit]) -> None:
        """Note the word lists that count in a sentence for its strength, and their hits."""
        lists = self.rulebook.uses.patterns.lists
        here: dict[int, list[Hit]] = {}
        for hit in hits:
            if hit[2] in lists:
                for number in lists[hit[2]]:
                    if number in here:
                        here[number].append(hit)
                    else:
                        here[number] = [hit]
        if here:
            self._lists[index] = here

    def _match_needs(self, index: int, here: int, side: Side) -> None:
        """Note the patterns of whose every need a sentence holds a word: `here` has the bits of those that it does."""
        left, found = here & side.rarest, self.found
        while left:
            bit = left & -left
            left ^= bit
            for number, needs in side.by_need[bit]:
                if needs & here == needs:
                    found[number].append(index)


def _found(match: regex.Match[str]) -> Found:
    """Return what a match tells of: the span labelled `match`, if it has one, and the words under other labels."""
    if not match.re.groupindex:
        return Found(match.start(), match.end())
    words = {label.replace("_", "-"): word for label, word in match.groupdict("").items()}
    start, end = match.span("match") if words.pop("match", None) is not None else match.span()
    return Found(start, end, words)


def _longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield hits from left to right, the longest of those that begin together, none inside another."""
    reach = 0
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if hit[0] >= reach:
            yield hit
            reach = hit[1]
