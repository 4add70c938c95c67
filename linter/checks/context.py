"""What the checks ask of an attributed story: is this quoted, attributed, near a source, excused?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from linter.attribution import Attributed
from linter.attribution.grammar import ADVERB, ADVERSATIVE, AUXILIARY, NAME, TIME
from linter.attribution.ladder import grams
from linter.checks.elsewhere import Elsewhere
from linter.checks.excuses import Excuses
from linter.checks.places import Places
from linter.checks.strength import Grader
from linter.checks.vague import Vague
from linter.document import PROSE, Sentence, Span, Zone
from linter.findings import Attribution, Finding, ReadAs, SourceKind, Status
from linter.rulebook.model import Rule, Rulebook

#: Zones in which a rule speaks unless it names its own.
ZONES = PROSE - {Zone.HEADLINE, Zone.PULL_QUOTE}

#: Sources that can be asked.
ANSWERABLE = frozenset(
    {SourceKind.PERSON, SourceKind.OFFICE, SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.PRONOUN}
)

#: Sources that nobody can ask: a crowd, a person with no name, the outlet itself, the passive.
UNANSWERABLE = frozenset({SourceKind.ANONYMOUS, SourceKind.COLLECTIVE, SourceKind.OUTLET, SourceKind.NONE})

_ATTRIBUTED = frozenset({Status.DIRECT, Status.INDIRECT, Status.CARRIED})
_MARGIN = 2

#: What may stand between a source and its verb: auxiliaries, adverbs, dates and commas.
_LEADS_ON = AUXILIARY + ADVERB + ADVERSATIVE + TIME + ","


class Context:
    """An attributed story under a rulebook, with its lookups and the problems met on the way.

    `genre` is what it is read as, once that is known, and `rulebook` the rules as that genre has them.
    """

    def __init__(self, read: Attributed, rulebook: Rulebook) -> None:
        self.read, self.rulebook = read, rulebook
        self.genre = ReadAs()
        self.story, self.document = read.story, read.story.document
        self.text = self.document.text
        self._words: dict[Span, frozenset[str]] = {}
        self._paragraphs: dict[int, range] = {}
        self.places = Places(self.story, rulebook, self._said())
        self.elsewhere = Elsewhere(self)
        self.grader = Grader(self)
        self.vague = Vague(self)
        self.excuses = Excuses(self)

    def paragraph(self, index: int) -> range:
        """Return the sentences of the paragraph that a sentence stands in."""
        sentences, block = self.document.sentences, self.document.sentences[index].block
        found = self._paragraphs.get(block)
        if found is not None:
            return found
        first = last = index
        while first and sentences[first - 1].block == block:
            first -= 1
        while last + 1 < len(sentences) and sentences[last + 1].block == block:
            last += 1
        found = self._paragraphs[block] = range(first, last + 1)
        return found

    def quoted(self, span: Span) -> bool:
        """Tell whether the span stands inside quotation marks."""
        quotation = self.story.quotation_at(span.start)
        return quotation is not None and span.end <= quotation.end

    def told(self, span: Span, index: int) -> bool:
        """Tell whether somebody is made to say the words of the span, in quotation marks or without."""
        return self.quoted(span) or bool(self.contents_at(span, index))

    def attributed(self, span: Span, index: int) -> bool:
        """Tell whether somebody, whoever it is, is made to say the words of the span."""
        return any(self._says(attribution) for attribution in self.contents_at(span, index))

    def _says(self, attribution: Attribution) -> bool:
        """Tell whether somebody answers for the content of an attribution, and does not merely hold or do it."""
        if attribution.kind is SourceKind.NONE:
            return False
        return attribution.direct or attribution.pattern not in self.rulebook.strength.attitudes

    def _said(self) -> list[Span]:
        """Return, in order and apart, the spans that `attributed` holds for."""
        margin = _MARGIN
        spans = sorted(
            Span(content.start - margin, content.end + margin)
            for attribution in self.read.attributions
            if self._says(attribution)
            for content in attribution.content
        )
        apart: list[Span] = []
        for span in spans:
            if apart and span.start <= apart[-1].end:
                apart[-1] = Span(apart[-1].start, max(span.end, apart[-1].end))
            else:
                apart.append(span)
        return apart

    def answered(self, span: Span, index: int) -> bool:
        """Tell whether a source that can be asked, and that is not the span itself, says the words of the span."""
        answering = [a.source for a in self.contents_at(span, index) if a.kind not in UNANSWERABLE]
        return any(source is not None and not source.overlaps(span) for source in answering)

    def known_by_one_name(self, span: Span) -> bool:
        """Tell whether the source at the span is a name of one word all through the story: "Facebook", "Cher"."""
        return span in self._short_names

    @cached_property
    def _short_names(self) -> frozenset[Span | None]:
        """The sources whose speakers are known by no more than one name."""
        return frozenset(a.source for a in self.read.attributions if not self._full_name(a))

    def tells_how(self, span: Span, index: int) -> bool:
        """Tell whether the words at the span are what somebody is made to speak with: "others worry about"."""
        return any(
            one.cue is not None and one.cue.overlaps(span) and one.kind is not SourceKind.NONE
            for one in self.attributions_of(index)
        )

    def guessed(self, span: Span, index: int) -> bool:
        """Tell whether the source at the span only will, must or might say it: "voters will decide".

        "Some would say" is said, by whoever wrote it: crowds are excused by "will" and "must" alone.
        """
        grammar, words = self.story.grammar, self.story.words(index)
        for one in self.attributions_of(index):
            if one.source is None or one.cue is None or not one.source.overlaps(span):
                continue
            between = words.within(Span(one.source.end, one.cue.start)).tokens
            if any([token.cls not in _LEADS_ON for token in between]):
                continue
            crowd = not grams(words.within(one.source).tokens).isdisjoint(grammar.list("crowd-words"))
            modals = grammar.list("binding-modals") if crowd else grammar.list("modals")
            if not modals.isdisjoint([token.word for token in between]):
                return True
        return False

    def in_a_name(self, span: Span, index: int) -> bool:
        """Tell whether the span is part of a name of several words: "the Cold War", "Dallas Mavericks".

        Capitals tell it, so none is told where they say nothing: in headlines, at the head of a sentence.
        """
        if not self.text[span.start].isupper() or self.document.sentences[index].zone is Zone.HEADLINE:
            return False
        words = self.story.words(index)
        first, last = max(words.at(span.start + 1) - 1, 0), words.at(span.end)
        inside = words.tokens[first:last]
        if first == 0 or any(token.cls != NAME for token in inside):
            return False
        if not words.tokens[first - 1].word[-1].isalnum() and words.tokens[first - 1].word != ",":
            return False
        near = words.tokens[first - 1 : last + 1]
        titled = first > 1 and near[0].raw[:1].isupper()  # "in The Madness of King George"
        return titled or sum(token.cls == NAME for token in near) > 1 or "-" in inside[0].raw

    def contents_at(self, span: Span, index: int) -> list[Attribution]:
        """Return the attributions whose content covers the span."""
        return [
            attribution
            for attribution in self._by_content.get(index, ())
            if any(
                content.start - _MARGIN <= span.start and span.end <= content.end + _MARGIN
                for content in attribution.content
            )
        ]

    @cached_property
    def _by_content(self) -> dict[int, list[Attribution]]:
        """Attributions by each sentence that their content reaches."""
        found: dict[int, list[Attribution]] = {}
        sentences = self.document.sentences
        for attribution in self.read.attributions:
            reached: set[int] = set()
            for content in attribution.content:
                index = self.document.sentence_at(content.start)
                index = attribution.sentence if index is None else index
                while index < len(sentences) and sentences[index].start < content.end:
                    reached.add(index)
                    index += 1
            for index in reached:
                found.setdefault(index, []).append(attribution)
        return found

    @cached_property
    def sourced(self) -> frozenset[int]:
        """Sentences that have an answerable source of their own or carried from beside them."""
        return frozenset(i for i, status in enumerate(self.read.statuses) if status in _ATTRIBUTED)

    def attributions_in(self, index: int) -> Sequence[Attribution]:
        """Return the attributions whose content reaches into a sentence."""
        return self._by_content.get(index, ())

    def phrases(self, index: int) -> frozenset[str]:
        """Return the runs of a few words of a sentence, levelled."""
        return grams(self.story.words(index).tokens)

    def attributions_of(self, index: int) -> Sequence[Attribution]:
        """Return the attributions that are made in a sentence."""
        return self._by_sentence.get(index, ())

    @cached_property
    def _by_sentence(self) -> dict[int, list[Attribution]]:
        found: dict[int, list[Attribution]] = {}
        for attribution in self.read.attributions:
            found.setdefault(attribution.sentence, []).append(attribution)
        return found

    def answering(self, attribution: Attribution) -> bool:
        """Tell whether somebody who can be asked is named as the source of an attribution, there and then."""
        return attribution.kind in ANSWERABLE and attribution.source is not None and not attribution.carried

    def source_near(self, index: int) -> bool:
        """Tell whether the sentence, or the one beside it in the paragraph, is attributed."""
        paragraph = self.paragraph(index)
        return any(other in self.sourced and other in paragraph for other in (index - 1, index, index + 1))

    def followed_by_source(self, index: int) -> bool:
        """Tell whether the next sentence, in this paragraph or at the head of the next, is attributed."""
        return index + 1 in self.sourced

    def negated(self, span: Span, index: int) -> bool:
        """Tell whether a negation stands among the four words before the span."""
        negations = self.story.grammar.list("negations")
        words = self.story.words(index)
        end = words.at(span.start)
        if end and words.starts[end - 1] + len(words.tokens[end - 1].raw) > span.start:
            end -= 1  # the span begins inside that word
        return any(token.word in negations for token in words.tokens[max(0, end - 4) : end])

    def people_named(self, index: int) -> Iterator[int]:
        """Yield the speakers first named in the paragraph of a sentence, from it on, and in the paragraph after it."""
        sentences, stop = self.document.sentences, self.paragraph(index).stop
        if stop < len(sentences) and sentences[stop].block == sentences[index].block + 1:
            stop = self.paragraph(stop).stop
        return self._first_named(index, stop)

    def named_after(self, index: int) -> bool:
        """Tell whether a speaker is first named in the next sentence, or further on in the paragraph of a sentence."""
        return any(True for _ in self._first_named(index, max(index + 2, self.paragraph(index).stop)))

    def _first_named(self, index: int, stop: int) -> Iterator[int]:
        """Yield the speakers of whom nothing is heard before a sentence, and who are named up to another."""
        heard = self._heard
        for at in range(bisect_left(heard, (index,)), len(heard)):
            first, named, speaker = heard[at]
            if first >= stop:
                return
            if named < stop:
                yield speaker

    @cached_property
    def _heard(self) -> list[tuple[int, int, int]]:
        """People of more than one name: in which sentence each is first heard, in which first as a person, and who."""
        first: dict[int | None, int] = {}
        named: dict[int, int] = {}
        for one in self.read.attributions:
            first[one.speaker] = min(one.sentence, first.get(one.speaker, one.sentence))
            if one.speaker is not None and one.kind is SourceKind.PERSON and self._full_name(one):
                named[one.speaker] = min(one.sentence, named.get(one.speaker, one.sentence))
        return sorted((first[speaker], sentence, speaker) for speaker, sentence in named.items())

    def _full_name(self, attribution: Attribution) -> bool:
        """Tell whether the speaker of an attribution is known by more than one name."""
        return attribution.speaker is not None and len(self.read.speakers[attribution.speaker].name.split()) > 1

    def words_of(self, span: Span) -> frozenset[str]:
        """Return the words of a span, levelled, worked out once."""
        if span not in self._words:
            self._words[span] = frozenset(token.word for token in self.story.grammar.tokens(self.text, span))
        return self._words[span]

    def speaks_in(self, rule: Rule, sentence: Sentence) -> bool:
        """Tell whether a rule looks at the zone of a sentence."""
        return sentence.zone in (rule.zones or ZONES)

    def finding(self, rule: Rule, span: Span, **words: str) -> Finding:
        """Return the finding of a rule at a span, its message filled with `words`."""
        assert rule.severity is not None
        words.setdefault("match", self.text[span.start : span.end])
        message = rule.message if all(words.values()) else rule.otherwise or rule.message
        for name, value in words.items():
            message = message.replace("{" + name + "}", " ".join(value.split()))
        return Finding(
            rule.code, rule.name, rule.severity, message, span.start, span.end, rule.fix, story=rule.scope == "story"
        )
