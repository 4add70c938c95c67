"""Where the patterns of rules stand in a story: tried only on sentences that hold the words they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import regex

from linter.attribution.story import Story
from linter.document import Span
from linter.rulebook.model import Rulebook, TextPattern
from linter.rulebook.prefilter import Hit

#: Seconds after which one pattern is given up on one sentence, and reported.
TIMEOUT = 0.25

#: Characters from which a sentence is long. Most templates cannot take long in a shorter one, and asking for the
#: clock costs more than most matches.
LONG = 5000

_WIDE = regex.compile(r"\s\s")

#: Sentences that hold what a pattern needs, with where its first need stands in each.
Sentences = dict[int, list[Hit]]


class Places:
    """Finds the matches of text patterns; one that runs out of time is left out and told in `problems`."""

    def __init__(self, story: Story, rulebook: Rulebook) -> None:
        self.story, self.rulebook, self.document = story, rulebook, story.document
        self.text = story.text
        self.problems: list[str] = []
        self._tired: set[int] = set()
        self._candidates = self._gather()
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
        sentence, found, last = self.document.sentences[index], [], 0
        match_at = pattern.regex.match
        hits = self._candidates.get(pattern.number, {}).get(index, ())
        for place in sorted({start - before for start, _, literal in hits for before in starts[literals[literal]]}):
            if place >= last and place >= sentence.start:
                match = match_at(self.text, place, sentence.end, **clock)
                if match:
                    last = match.end()
                    found.append(match)
        return found

    def _gather(self) -> dict[int, Sentences]:
        """Return, for each pattern, the sentences that hold a word of each set it needs."""
        uses, story = self.rulebook.uses, self.story
        found: dict[int, Sentences] = {}
        partly: dict[tuple[int, int], tuple[int, list[Hit]]] = {}
        for by_sentence, patterns in ((story.hits, uses.patterns), (story.quoted_hits, uses.quoted_patterns)):
            for index, hits in by_sentence.items():
                for hit in hits:
                    for pattern, bit, whole in patterns.get(hit[2], ()):
                        if whole == 1:
                            found.setdefault(pattern, {}).setdefault(index, []).append(hit)
                            continue
                        met, places = partly.get((pattern, index)) or (0, [])
                        partly[pattern, index] = met | bit, places
                        if bit == 1:
                            places.append(hit)
        for (pattern, index), (met, places) in partly.items():
            if met == (1 << len(self.rulebook.text_patterns[pattern].needs)) - 1:
                found.setdefault(pattern, {})[index] = places
        return {pattern: dict(sorted(sentences.items())) for pattern, sentences in found.items()}
