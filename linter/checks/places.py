"""Where the patterns of rules stand in a story: tried only on sentences that hold the words they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import regex

from linter.attribution.story import NEVER, Story
from linter.document import Span
from linter.rulebook.model import Rulebook, TextPattern
from linter.rulebook.prefilter import Hit

#: Seconds after which one pattern is given up on one sentence, and reported.
TIMEOUT = 0.25

#: Characters from which a sentence is long. Most templates cannot take long in a shorter one, and asking for the
#: clock costs more than most matches.
LONG = 5000

_WIDE = regex.compile(r"\s\s")

#: Sentences that hold what a pattern needs, with where its first need stands in each; in order.
Sentences = dict[int, list[Hit]]


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
        self._candidates = self._gather(contents)
        starts = (match.start() for match in _WIDE.finditer(self.text))
        self._wide = {self.document.sentence_at(start) for start in starts}

    def sentences(self, pattern: TextPattern) -> Iterable[int]:
        """Return the indices of the sentences in which a pattern may match, in order."""
        if pattern.literals:
            return self._candidates.get(pattern.number, ())
        return range(len(self.document.sentences))

    def matches(self, pattern: TextPattern, index: int) -> Sequence[regex.Match[str]]:
        """Return the matches of a pattern in a sentence, which must hold what it needs."""
        if pattern.number in self._tired:
            return ()
        start, end, _, _ = self.document.sentences[index]
        clock = {"timeout": TIMEOUT} if pattern.timed or end - start > LONG else {}
        try:
            if pattern.starts is None or index in self._wide:
                return list(pattern.regex.finditer(self.text, start, end, **clock))
            return self._at_hits(pattern, index, clock)
        except TimeoutError:
            self._tired.add(pattern.number)
            line, _ = self.document.line_column(self.document.to_file(Span(start, end)).start)
            self.problems.append(
                f"{pattern.owner}: the pattern '{pattern.source}' ran out of time at line {line}; it was left out"
            )
            return ()

    def holds(self, pattern: TextPattern, index: int) -> bool:
        """Tell whether a pattern matches anywhere in a sentence."""
        if pattern.literals and index not in self._candidates.get(pattern.number, ()):
            return False
        return bool(self.matches(pattern, index))

    def _at_hits(self, pattern: TextPattern, index: int, clock: Mapping[str, float]) -> Sequence[regex.Match[str]]:
        """Return what `finditer` would, trying the pattern only where its literals say that a match can begin."""
        starts, literals = pattern.starts, self.rulebook.prefilter.literals
        assert starts is not None
        first, last, _, _ = self.document.sentences[index]
        hits = self._candidates.get(pattern.number, {}).get(index, ())
        places = [start - before for start, _, literal in hits for before in starts[literals[literal]]]
        if len(places) > 1:
            places = sorted(set(places))
        found = []
        match_at, text = pattern.regex.match, self.text
        for place in places:
            if place >= first:
                match = match_at(text, place, last, **clock)
                if match:
                    first = match.end()
                    found.append(match)
        return found

    def _gather(self, contents: Sequence[Span]) -> dict[int, Sentences]:
        """Return, for each pattern, the sentences that hold a word of each set it needs."""
        uses, story = self.rulebook.uses, self.story
        found: dict[int, Sentences] = defaultdict(dict)
        for index, outside, told, quoted in self._sides(contents):
            whole: dict[int, list[Hit]] = {}
            partly: dict[int, tuple[int, int, list[Hit]]] = {}
            for hits, users in ((outside, uses.patterns), (told, uses.told_patterns), (quoted, uses.quoted_patterns)):
                for hit in hits:
                    for pattern, bit, all_ in users.get(hit[2], ()):
                        if bit == all_:
                            if pattern in whole:
                                whole[pattern].append(hit)
                            else:
                                whole[pattern] = [hit]
                            continue
                        met, _, places = partly.get(pattern) or (0, 0, [])
                        partly[pattern] = met | bit, all_, places
                        if bit == 1:
                            places.append(hit)
            for pattern, places in whole.items():
                found[pattern][index] = places
            for pattern, (met, all_, places) in partly.items():
                if met == all_:
                    found[pattern][index] = places
        return found

    def _sides(self, contents: Sequence[Span]) -> Iterator[tuple[int, Sequence[Hit], Sequence[Hit], Sequence[Hit]]]:
        """Yield each sentence that has hits: its index, those in our own words, those in contents, in quotations."""
        spans = iter(contents)
        opens, closes = next(spans, NEVER)
        story = self.story
        for index in range(len(self.document.sentences)):
            hits, quoted = story.hits.get(index, ()), story.quoted_hits.get(index, ())
            outside: list[Hit] = []
            told: list[Hit] = []
            for hit in hits:
                while closes <= hit[0]:
                    opens, closes = next(spans, NEVER)
                (told if opens <= hit[0] and hit[1] <= closes else outside).append(hit)
            if hits or quoted:
                yield index, outside, told, quoted
