"""What the report of a set of drafts keeps of each: counts, small enough to hold thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from linter.findings import Report, Severity, SourceKind, Status
from linter.report.base import count

#: Kinds of source that somebody can answer for: a name, a post, a body or a paper that readers can find.
NAMED = frozenset({SourceKind.PERSON, SourceKind.OFFICE, SourceKind.ORGANISATION, SourceKind.DOCUMENT})

#: Kinds of source that keep their name to themselves.
UNNAMED = frozenset({SourceKind.ANONYMOUS, SourceKind.COLLECTIVE})


class Digest(NamedTuple):
    """The counts of one draft.

    `statuses` counts sentences by how they are attributed, `kinds` attributions by the kind of their source
    (a pronoun by the speaker it stands for), `speakers` statements by name and kind, `rules` findings by
    (code, name, severity).
    """

    path: str
    statuses: Mapping[Status, int]
    kinds: Mapping[SourceKind, int]
    speakers: Mapping[tuple[str, SourceKind], int]
    rules: Mapping[tuple[str, str, int], int]

    def severity(self, severity: Severity) -> int:
        """Return the number of findings of exactly this severity."""
        return sum(number for (_, _, weight), number in self.rules.items() if weight == severity)


class Overview(NamedTuple):
    """The counts of a set of drafts, summed up; `drafts` has each by itself, in the order they were read."""

    drafts: Sequence[Digest]
    statuses: Counter[Status]
    kinds: Counter[SourceKind]
    speakers: Counter[tuple[str, SourceKind]]
    rules: Counter[tuple[str, str, int]]


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
    return Digest(path, Counter(report.statuses), kinds, speakers, count(report))


def overview(drafts: Sequence[Digest]) -> Overview:
    """Return the counts of several drafts, summed up."""
    whole = Overview(drafts, Counter(), Counter(), Counter(), Counter())
    for draft in drafts:
        whole.statuses.update(draft.statuses)
        whole.kinds.update(draft.kinds)
        whole.speakers.update(draft.speakers)
        whole.rules.update(draft.rules)
    return whole


def assertions(statuses: Mapping[Status, int]) -> int:
    """Return how many sentences say something that somebody could answer for."""
    return sum(number for status, number in statuses.items() if status is not Status.NOT_ASSERTION)


def attributed(statuses: Mapping[Status, int]) -> int:
    """Return how many sentences have a source, in them or carried over, however vague."""
    return assertions(statuses) - statuses.get(Status.NONE, 0)


def total(kinds: Mapping[SourceKind, int], which: frozenset[SourceKind]) -> int:
    """Return how many attributions have a source of one of these kinds."""
    return sum(number for kind, number in kinds.items() if kind in which)
