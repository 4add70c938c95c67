"""What the report of a set of drafts keeps of each: counts, small enough to hold thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from linter.findings import NEWS, Report, Severity, SourceKind, Status
from linter.report.base import count

#: Kinds of source that somebody can answer for: a name, a post, a body or a paper that readers can find.
NAMED = frozenset({SourceKind.PERSON, SourceKind.OFFICE, SourceKind.ORGANISATION, SourceKind.DOCUMENT})

#: Kinds of source that keep their name to themselves.
UNNAMED = frozenset({SourceKind.ANONYMOUS, SourceKind.COLLECTIVE})


#: The weights of findings, the heaviest first, as tables have them.
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class Digest(NamedTuple):
    """The counts of one draft.

    `statuses` counts sentences by how they are attributed, `kinds` attributions by the kind of their source
    (a pronoun by the speaker it stands for), `speakers` statements by name and kind, `rules` findings by
    (code, name, severity). `words` are those of all sentences, `genre` is what the draft was read as; `steps` counts
    attributions by the step of the ladder that their source stands on, "" for one of whom that cannot be told.
    """

    path: str
    statuses: Mapping[Status, int]
    kinds: Mapping[SourceKind, int]
    speakers: Mapping[tuple[str, SourceKind], int]
    rules: Mapping[tuple[str, str, int], int]
    words: int = 0
    genre: str = NEWS
    steps: Mapping[str, int] = {}

    def severity(self, severity: Severity) -> int:
        """Return the number of findings of exactly this severity."""
        return sum(number for (_, _, weight), number in self.rules.items() if weight == severity)


class Counts(NamedTuple):
    """The counts of a draft without its speakers and rules: what is kept of each.

    `path` is its place, its desk or its genre, `genre` what a draft was read as;
    `found` has the number of findings at each severity, from the lightest; `drafts` is 1, or more for a desk.
    """

    path: str
    desk: str
    drafts: int
    words: int
    statuses: Mapping[Status, int]
    kinds: Mapping[SourceKind, int]
    found: tuple[int, ...]
    genre: str = NEWS

    def severity(self, severity: Severity) -> int:
        """Return the number of findings of exactly this severity."""
        return self.found[severity - 1]

    @property
    def density(self) -> float:
        """The number of findings per 1,000 words."""
        return density(sum(self.found), self.words)


class Overview(NamedTuple):
    """The counts of a set of drafts, summed up; `drafts` has each by itself, in the order they were read.

    `desks` has the sums of each desk by name, "" for drafts of none, `genres` those of each genre; `heard` tells in
    how many drafts a speaker is heard. `ladder` has the steps of `steps`, best first, with how a source on each is
    known.
    """

    drafts: list[Counts]
    desks: dict[str, Counts]
    statuses: Counter[Status]
    kinds: Counter[SourceKind]
    speakers: Counter[tuple[str, SourceKind]]
    heard: Counter[tuple[str, SourceKind]]
    rules: Counter[tuple[str, str, int]]
    genres: dict[str, Counts]
    steps: Counter[str]
    ladder: Mapping[str, str]

    @property
    def words(self) -> int:
        """The words of all drafts."""
        return sum(draft.words for draft in self.drafts)


class RuleCounts(NamedTuple):
    """The findings of a rule: their number at each of SEVERITIES."""

    code: str
    name: str
    found: tuple[int, ...]

    @property
    def all(self) -> int:
        """The number of its findings, whatever they weigh."""
        return sum(self.found)


def digest(path: str, report: Report) -> Digest:
    """Return the counts of one draft."""
    kind_of = {speaker.id: speaker.kind for speaker in report.speakers}
    kinds = Counter(
        one.kind if one.speaker is None else kind_of.get(one.speaker, one.kind) for one in report.attributions
    )
    speakers = Counter[tuple[str, SourceKind]]()
    for speaker in report.speakers:
        if speaker.statements:
            speakers[speaker.name, speaker.kind] += speaker.statements
    text, sentences = report.document.text, report.document.sentences
    words = sum(len(text[sentence.start : sentence.end].split()) for sentence in sentences)
    steps = Counter(one.step for one in report.attributions)
    return Digest(path, Counter(report.statuses), kinds, speakers, count(report), words, report.genre.name, steps)


def overview(
    drafts: Iterable[Digest],
    desk: Callable[[str], str] = lambda path: "",
    ladder: Mapping[str, str] = MappingProxyType({}),
) -> Overview:
    """Return the counts of several drafts, summed up; `desk` tells the desk of a path, or "" for none.

    The drafts are taken as they come, and of each no more is kept than a row of the report needs. `ladder` has the
    steps of sources, best first, with how a source on each is known.
    """
    whole = Overview([], {}, Counter(), Counter(), Counter(), Counter(), Counter(), {}, Counter(), ladder)
    for draft in drafts:
        whole.statuses.update(draft.statuses)
        whole.kinds.update(draft.kinds)
        whole.speakers.update(draft.speakers)
        whole.heard.update(draft.speakers.keys())
        whole.rules.update(draft.rules)
        whole.steps.update(draft.steps)
        counts = _counts(draft, desk(draft.path))
        whole.drafts.append(counts)
        for sums, name in ((whole.desks, counts.desk), (whole.genres, counts.genre)):
            sums[name] = _added(sums[name], counts) if name in sums else counts._replace(path=name)
    return whole


def _counts(draft: Digest, desk: str) -> Counts:
    found = tuple(draft.severity(severity) for severity in sorted(Severity))
    return Counts(draft.path, desk, 1, draft.words, dict(draft.statuses), dict(draft.kinds), found, draft.genre)


def _added(desk: Counts, draft: Counts) -> Counts:
    return desk._replace(
        drafts=desk.drafts + draft.drafts,
        words=desk.words + draft.words,
        statuses=Counter(desk.statuses) + Counter(draft.statuses),
        kinds=Counter(desk.kinds) + Counter(draft.kinds),
        found=tuple(map(sum, zip(desk.found, draft.found, strict=True))),
    )


def by_rule(whole: Overview) -> list[RuleCounts]:
    """Return the findings of each rule, the rule with most first."""
    found: dict[tuple[str, str], list[int]] = {}
    for (code, name, weight), number in whole.rules.items():
        found.setdefault((code, name), [0] * len(SEVERITIES))[SEVERITIES.index(Severity(weight))] += number
    rules = [RuleCounts(code, name, tuple(numbers)) for (code, name), numbers in found.items()]
    return sorted(rules, key=lambda rule: (-rule.all, rule.code, rule.name))


def by_step(whole: Overview) -> list[tuple[str, int]]:
    """Return how many attributions have a source on each step of the ladder, best first; last "", where none tells."""
    places = {step: place for place, step in enumerate(whole.ladder)}
    steps = sorted(whole.steps, key=lambda step: (not step, places.get(step, len(places)), step))
    return [(step, whole.steps[step]) for step in steps if whole.steps[step]]


def by_count(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    """Return the items of a counter, the most frequent first, equal ones in the order of their keys."""
    return sorted(((key, number) for key, number in counts.items() if number), key=lambda item: (-item[1], item[0]))


def density(findings: int, words: int) -> float:
    """Return the number of findings per 1,000 words; 0 of none."""
    return 1000 * findings / words if words else 0.0


def assertions(statuses: Mapping[Status, int]) -> int:
    """Return how many sentences say something that somebody could answer for."""
    return sum(number for status, number in statuses.items() if status is not Status.NOT_ASSERTION)


def attributed(statuses: Mapping[Status, int]) -> int:
    """Return how many sentences have a source, in them or carried over, however vague."""
    return assertions(statuses) - statuses.get(Status.NONE, 0)


def total(kinds: Mapping[SourceKind, int], which: frozenset[SourceKind]) -> int:
    """Return how many attributions have a source of one of these kinds."""
    return sum(number for kind, number in kinds.items() if kind in which)
