"""The patterns on one sentence: each cue tried in its frames, the first that fits taken."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

import regex

from linter.attribution import clauses, scope
from linter.attribution.plans import Node, Trial
from linter.attribution.settling import settle
from linter.attribution.sources import Sources
from linter.attribution.story import Story
from linter.document import Sentence, Span, Zone
from linter.rulebook.patterns import Cue, Frame

#: Seconds after which one match of one pattern is given up; a frame's regexes are short and anchored.
TIMEOUT = 0.5

#: Characters from which a sentence is long. Most templates cannot take long in a shorter one, and asking for the
#: clock costs more than most matches.
LONG = 5000

_CLOCK = {"timeout": TIMEOUT}

#: Cues of one sentence that are tried; what has more is no sentence.
MOST_CUES = 60

#: After a word this makes it somebody's, and no verb: "the accused's lawyer", "the report's author".
_POSSESSOR = regex.compile(r"['’]s\b")

_word = attrgetter("word")


class Match(NamedTuple):
    """A frame that fits: its spans, before contents are settled against those of its neighbours."""

    frame: Frame
    cue: Span
    lemma: str
    stance: str
    weight: float
    source: Span | None
    content: tuple[Span, ...]
    shared: bool = False
    negated: bool = False

    @property
    def reach(self) -> int:
        """Where the words of the frame end: a cue before that is part of it ("said in a statement that")."""
        after = [content.start for content in self.content if content.start >= self.cue.end]
        return min(after, default=self.cue.end)

    @property
    def start(self) -> int:
        """Where the match begins that is not content: its source or its cue."""
        if self.source and not self.shared and self.source.start < self.cue.start:
            return self.source.start
        return self.cue.start


#: How far the steps on one side of a cue lead: an offset, the source and whether it is shared, the contents.
_Reached = tuple[int, Span | None, bool, tuple[Span, ...]]


class Matcher:
    """Finds the attributions of one sentence. Sources of earlier cues serve later ones ("… and added")."""

    def __init__(self, story: Story, index: int) -> None:
        self.story, self.index, self.text = story, index, story.text
        self.sentence: Sentence = story.document.sentences[index]
        long = self.sentence.end - self.sentence.start > LONG
        self.clock = _CLOCK if long else {}
        self.found: list[Match] = []
        # What is asked of the cue in hand again and again, by the step that asks.
        self._reached: dict[Node, _Reached | None] = {}

    def run(self) -> list[Match]:
        """Return the matches of the sentence in order of their cues."""
        anchors = self._anchors()
        if not anchors:
            return []
        story, sentence, found = self.story, self.sentence, self.found
        self.sources = Sources(story, self.index)
        words = list(map(_word, self.sources.tokens))
        quoted = self._quoted = story.holds_quotation(sentence.start, sentence.end)
        if quoted:
            words.append('"')  # a mark of quotation stands as this, whichever it is
        marks = story.plans.marks(words)
        for start in sorted(anchors)[:MOST_CUES]:
            end, cues, frames = anchors[start]
            if found and end <= found[-1].reach or end + 1 in anchors and self._is_noun(start):
                continue
            trials = story.plans.plan(cues, frames).trials(marks, quoted, sentence.zone)
            match = self._first_fit(trials, cues, Span(start, end)) if trials else None
            if match:
                found.append(clauses.aside(match, self.sources.words, story))
        return settle(found, story, self.index)

    def _anchors(self) -> dict[int, tuple[int, list[Cue], list[Frame]]]:
        """Return the places where a cue stands outside quotations: by its start, the longest cue's end and uses."""
        uses = self.story.rulebook.uses
        places: dict[int, tuple[int, list[Cue], list[Frame]]] = {}
        for start, end, literal in self.story.cue_hits[self.index]:
            if self._in_name(start) or _POSSESSOR.match(self.text, end):
                continue
            for cue in uses.cues.get(literal, ()):
                if cue.phrase is None:
                    self._keep(places, start, end, cue)
                elif place := self._phrase(cue.phrase.compiled, start, end):
                    self._keep(places, *place, cue)
            for frame in uses.frames.get(literal, ()):
                if frame.zones and self.sentence.zone not in frame.zones or frame.words is None:
                    continue
                if place := self._phrase(frame.words, start, end):
                    self._keep(places, *place, frame)
        return places

    def _in_name(self, start: int) -> bool:
        """Tell whether a word at `start` is part of a name or a compound: "Ohio State", "well-understood"."""
        if start and self.text[start - 1] in "-‑":
            return True
        first = self.sentence.start
        if start == first or not self.text[start].isupper() or self.sentence.zone is Zone.HEADLINE:
            return False
        if start - 2 >= first and self.text[start - 1] == " " and self.text[start - 2].isalnum():
            return True  # a word stands before it: no need to ask the tokens
        words = self.story.words(self.index)
        at = words.at(start)
        return at > 0 and words.tokens[at - 1].cls not in '"“:—–'

    def _is_noun(self, start: int) -> bool:
        """Tell whether the word at `start`, with a cue right after it, is that cue's subject: "reports show"."""
        at = self.sources.token_from(start)
        return self.sources.tokens[at].word in self.story.grammar.nouns

    @staticmethod
    def _keep(places: dict[int, tuple[int, list[Cue], list[Frame]]], at: int, stop: int, what: Cue | Frame) -> None:
        kept = places.get(at)
        if kept is None or stop > kept[0]:
            kept = places[at] = (stop, [], [])
        if stop == kept[0]:
            (kept[1] if isinstance(what, Cue) else kept[2]).append(what)  # type: ignore[arg-type]

    def _phrase(self, pattern: regex.Pattern[str], start: int, end: int) -> tuple[int, int] | None:
        """Return where `pattern` stands around the hit, which is one of its words."""
        low = max(self.sentence.start, start - 40)
        for match in pattern.finditer(self.text, low, self.sentence.end, **self.clock):
            if match.start() <= start and end <= match.end():
                found = match[0].strip()  # a frame's words are read with the white space around them
                first = match.start() + match[0].index(found)
                return first, first + len(found)
            if match.start() > start:
                break
        return None

    def _first_fit(self, trials: Sequence[Trial], cues: Sequence[Cue], span: Span) -> Match | None:
        """Return the match of the first frame that fits, in the order of the rule files."""
        self._reached = {}
        for trial in trials:
            cue = None if trial.cue is None else cues[trial.cue]
            try:
                match = self._fit(trial, cue, span)
            except TimeoutError:
                self.story.tell_tired(trial.frame.pattern, self.sentence)
                continue
            if match:
                return match
        return None

    def _fit(self, trial: Trial, cue: Cue | None, span: Span) -> Match | None:
        """Return the match of one frame at one cue, or None."""
        reached = self._reached
        left = reached[trial.left] if trial.left in reached else self._before(trial.left, cue, span)
        if left is None:
            return None
        right = reached[trial.right] if trial.right in reached else self._after(trial.right, cue, span)
        if (
            right is None
            or left[3]
            and (self._goes_on(trial, cue, span, left[3], right[3]) or self._only_looks_so(cue, left, right))
        ):
            return None
        return self._match(trial.frame, cue, span, left, right)

    def _only_looks_so(self, cue: Cue | None, left: _Reached, right: _Reached) -> bool:
        """Tell whether nobody says what stands before: "…, which must report", "came, promised a pump and left"."""
        grammar = self.story.grammar
        if self._quoted_at(left[3]):
            return False
        if left[1] and self.text[slice(*left[1])].lower() in grammar.list("relative-pronouns"):
            return True
        if cue is None or right[1] is None or "object" not in cue.frames:
            return False
        told = self.sources.words.within(right[1]).tokens
        return told[0].word in grammar.list("indefinites") and grammar.documents.isdisjoint([t.word for t in told])

    def _goes_on(
        self, trial: Trial, cue: Cue | None, span: Span, before: Sequence[Span], after: Sequence[Span]
    ) -> bool:
        """Tell whether a clause goes on after its cue: "…, she found her seat", "'Go,' he said, and left"."""
        if trial.right.before is None and cue is not None:
            at = self.sources.token_from(span.end)
            if trial.frame.quoted or at >= len(self.sources.tokens):
                return False
            follow = self.sources.tokens[at]
            return follow.cls in "DPOUw#$" or "to" in cue.frames and follow.word in self.story.grammar.to
        if trial.right.detail == "rest" and after:
            quoted = self.story.quotation_at(before[-1].end - 1)
            whole = quoted is not None and quoted.span.covers(before[-1])
            return whole and not self.story.holds_quotation(*after[-1])
        return False

    def _match(self, frame: Frame, cue: Cue | None, span: Span, left: _Reached, right: _Reached) -> Match:
        source = right[1] or left[1]
        before = () if right[3] and self._stands_alone(right[3][0]) and not self._quoted_at(left[3]) else left[3]
        place = span
        if source and source.covers(span):  # "In a poll, …": the word that the frame was found by is the source's
            place = self.story.trim(left[0], source.start) or span
        return Match(
            frame=frame,
            cue=place,
            lemma=cue.lemma if cue else self.text[span.start : span.end].lower(),
            stance=frame.stance or (cue.stance if cue else "neutral"),
            weight=frame.weight * (cue.weight if cue else 1.0),
            source=source,
            content=tuple(sorted(before + right[3])),
            shared=left[2],
            negated=frame.negated or self.sources.negated(source, span),
        )

    def _stands_alone(self, content: Span) -> bool:
        """Tell whether a content opens with a quotation that is a sentence by itself."""
        quotation = self.story.quotation_at(content.start + 1) if self._quoted else None
        return quotation is not None and quotation.start == content.start and self.text[quotation.inner.start].isupper()

    def _quoted_at(self, contents: Sequence[Span]) -> bool:
        """Tell whether one of these contents holds quoted words."""
        return any([self.story.holds_quotation(*content) for content in contents])

    def _before(self, node: Node, cue: Cue | None, span: Span) -> _Reached | None:
        """Return where the steps before a cue lead, read outwards up to `node`; None where one does not fit."""
        reached = self._reached
        if node in reached:
            return reached[node]
        inner = (span.start, None, False, ()) if node.before is None else self._before(node.before, cue, span)
        found = inner if inner is None or node.before is None else self._step_before(node, cue, span, inner)
        reached[node] = found
        return found

    def _step_before(self, node: Node, cue: Cue | None, span: Span, inner: _Reached) -> _Reached | None:
        edge, source, shared, contents = inner
        if node.match:
            found = node.match(self.text, self.sentence.start, edge, **(_CLOCK if node.timed else self.clock))
            return (found.start(), source, shared, contents) if found else None
        if node.kind == "source":
            source, shared = self.sources.before(edge, span, node.detail, self.found)
            if source is None or shared and cue and self.sources.passive(cue, span):
                return None
            if (
                cue
                and not shared
                and node.detail not in ("owner", "cue", "hearing", "participle", "subject")
                and not self.sources.agrees(cue, source, span)
            ):
                return None
            return (edge if shared else source.start, source, shared, contents)
        content = scope.left(self.story, self.sentence, self.sources.words, edge, node.detail, self.found)
        return (content.start, source, shared, (*contents, content)) if content else None

    def _after(self, node: Node, cue: Cue | None, span: Span) -> _Reached | None:
        """Return where the steps after a cue lead, read up to `node`; None where one does not fit."""
        reached = self._reached
        if node in reached:
            return reached[node]
        inner = (span.end, None, False, ()) if node.before is None else self._after(node.before, cue, span)
        found = inner if inner is None or node.before is None else self._step_after(node, cue, span, inner)
        reached[node] = found
        return found

    def _step_after(self, node: Node, cue: Cue | None, span: Span, inner: _Reached) -> _Reached | None:
        edge, source, _, contents = inner
        if node.match:
            found = node.match(self.text, edge, self.sentence.end, **(_CLOCK if node.timed else self.clock))
            if not found or node.passes and self.sources.holds_verb(edge, found.end()):
                return None
            return found.end(), source, False, contents
        if node.kind == "listener":
            place = self.sources.listener(edge)
            told = (*contents, place) if place and node.detail == "bidden" else contents
            return (place.end, source, False, told) if place else None
        if node.kind == "source":
            if node.detail == "opening" and not self.sources.opens(span):
                return None
            bare = cue is None or self._quoted or node.detail == "subject"
            place = self.sources.after(edge, node.detail, bare=bare, owned=cue is None)
            return (place.end, place, False, contents) if place else None
        at = self.sources.token_from(edge)
        if cue and node.detail == "phrase" and "as" in cue.frames and self.sources.named_once(at, span):
            return None  # "called a truce", "is considering a bid"
        content = scope.right(self.story, self.sentence, self.sources.words, at, node.detail)
        return (content.end, source, False, (*contents, content)) if content else None
