"""What the report of a set of drafts keeps of each: counts, small enough to hold thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from linter.findings import NEWS, Report, Severity, SourceKind, Status
from linter.report.base import count

#: Kinds of source that somebody can answer for: a name, a post, a body or a paper that readers can find.
NAMED = frozenset({SourceKind.PERSON, SourceKind.OFFICE, SourceKind.ORGANISATION, SourceKind.DOCUMENT})

#: Kinds of source that keep their name to themselves.
UNNAMED = frozenset({SourceKind.ANONYMOUS, SourceKind.COLLECTIVE})


class Digest(NamedTuple):
    """The counts of one draft.

    `statuses` counts sentences by how they are attributed, `kinds` attributions by the kind of their source
    (a pronoun by the speaker it stands for), `speakers` statements by name and kind, `rules` findings by
    (code, name, severity). `words` are those of all sentences, `genre` is what the draft was read as.
    """

    path: str
    statuses: Mapping[Status, int]
    kinds: Mapping[SourceKind, int]
    speakers: Mapping[tuple[str, SourceKind], int]
    rules: Mapping[tuple[str, str, int], int]
    words: int = 0
    genre: str = NEWS

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
        return 1000 * sum(self.found) / self.words if self.words else 0.0


class Overview(NamedTuple):
    """The counts of a set of drafts, summed up; `drafts` has each by itself, in the order they were read.

    `desks` has the sums of each desk by name, "" for drafts of none, `genres` those of each genre; `heard` tells in
    how many drafts a speaker is heard.
    """

    drafts: list[Counts]
    desks: dict[str, Counts]
    statuses: Counter[Status]
    kinds: Counter[SourceKind]
    speakers: Counter[tuple[str, SourceKind]]
    heard: Counter[tuple[str, SourceKind]]
    rules: Counter[tuple[str, str, int]]
    genres: dict[str, Counts]


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
    return Digest(path, Counter(report.statuses), kinds, speakers, count(report), words, report.genre.name)


def overview(drafts: Iterable[Digest], desk: Callable[[str], str] = lambda path: "") -> Overview:
    """Return the counts of several drafts, summed up; `desk` tells the desk of a path, or "" for none.

    The drafts are taken as they come, and of each no more is kept than a row of the report needs.
    """
    whole = Overview([], {}, Counter(), Counter(), Counter(), Counter(), Counter(), {})
    for draft in drafts:
        whole.statuses.update(draft.statuses)
        whole.kinds.update(draft.kinds)
        whole.speakers.update(draft.speakers)
        whole.heard.update(draft.speakers.keys())
        whole.rules.update(draft.rules)
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


def assertions(statuses: Mapping[Status, int]) -> int:
    """Return how many sentences say something that somebody could answer for."""
    return sum(number for status, number in statuses.items() if status is not Status.NOT_ASSERTION)


def attributed(statuses: Mapping[Status, int]) -> int:
    """Return how many sentences have a source, in them or carried over, however vague."""
    return assertions(statuses) - statuses.get(Status.NONE, 0)


def total(kinds: Mapping[SourceKind, int], which: frozenset[SourceKind]) -> int:
    """Return how many attributions have a source of one of these kinds."""
    return sum(number for kind, number in kinds.items() if kind in which)
