"""The records that come out of a run: attributions, speakers, findings and the report that holds them."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple

from linter.document import Document, Span

#: The kind of copy that reads as no genre: what the rules are written for.
NEWS = "news"


class Severity(IntEnum):
    """How much a finding weighs; the order is meant: INFO < WARNING < ERROR."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        return self.name.lower()


class SourceKind(StrEnum):
    """What a source is, from the most answerable to the least."""

    PERSON = "person"  # named: "Zhao Lijian", "Zhao"
    OFFICE = "office"  # a post or role of a named body: "the ministry spokesperson"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    PRONOUN = "pronoun"  # resolved to no one: "he"
    COLLECTIVE = "collective"  # "experts", "some companies"
    ANONYMOUS = "anonymous"  # "a source", "an Indian official"
    OUTLET = "outlet"  # the paper itself
    OTHER = "other"
    NONE = "none"  # hidden: "it is believed", "reportedly"


class Status(StrEnum):
    """How a sentence is attributed; the values of `sentences[].status` in `saysso analyze`."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    VAGUE = "vague"
    CARRIED = "carried"
    NONE = "none"
    NOT_ASSERTION = "not-assertion"


class Attribution(NamedTuple):
    """A source, a cue and a content, tied together (offsets in `Document.text`).

    `step` is how much is told of the source, by its name on the ladder of the rule files (rules/sourcing/ladder.yml).
    `source` is None when nobody is named ("it is believed", a carried quotation keeps None too);
    `pattern` is the id of the pattern that found it; `cue_lemma` the dictionary form of its cue and
    `stance` what the cue says of the content; `weight` how often that cue, in that frame, reports
    somebody's words (0 to 1); `speaker` the id of a `Speaker`, or None.
    """

    source: Span | None
    kind: SourceKind
    cue: Span | None
    content: tuple[Span, ...]
    pattern: str
    sentence: int
    carried: bool = False
    speaker: int | None = None
    cue_lemma: str = ""
    stance: str = "neutral"
    weight: float = 1.0
    direct: bool = False
    negated: bool = False
    step: str = ""


class Speaker(NamedTuple):
    """One source followed through a story; `statements` counts the attributions that are theirs, attitudes left out."""

    id: int
    name: str
    kind: SourceKind
    mentions: tuple[Span, ...]
    statements: int


class Part(NamedTuple):
    """What one thing adds to the strength of a finding: a rule, a word list or a trait, how often, and what it adds."""

    name: str
    times: float
    value: float


class Strength(NamedTuple):
    """How surely an editor asks who says so, in steps of even odds (logits), and what it is the sum of.

    A finding is an info from `info` on, a warning (or what the profile makes of its rule) from `warning` on, an error
    from `error` on; where it is another all the same, `because` says in words what made it so.
    """

    total: float
    parts: tuple[Part, ...]
    info: float = 0.0
    warning: float = 0.0
    error: float = 0.0
    because: str = ""

    @property
    def level(self) -> Severity | None:
        """What the sum alone would make of a finding."""
        if self.total >= self.error:
            return Severity.ERROR
        return Severity.WARNING if self.total >= self.warning else Severity.INFO if self.total >= self.info else None


class Finding(NamedTuple):
    """A rule, a place and a message.

    `start` and `end` are offsets in `Document.text`; `message` names the words and asks the question,
    `fix` says what to do. `file` is its place in the file where it is about something that is no part of the
    text, such as a comment. `story` is True where it speaks of the story as a whole, not of the words it points at.
    `strength` is there for rules that are graded by what else the sentence holds.
    """

    code: str
    name: str
    severity: Severity
    message: str
    start: int
    end: int
    fix: str = ""
    file: Span | None = None
    story: bool = False
    strength: Strength | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Place(NamedTuple):
    """Where a finding stands in the decoded file: offsets, lines and columns (from 1), the end not included."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Suppressed(NamedTuple):
    """A finding that somebody decided to let pass: `by` a "comment" in the draft or the "baseline"; why, if said."""

    finding: Finding
    by: str
    reason: str = ""


class SignSeen(NamedTuple):
    """A sign by which a genre was told: what it says, in words, and the points that it adds."""

    told: str
    points: float


class ReadAs(NamedTuple):
    """The kind of copy that a draft was read as: "news", or a genre of the rule files.

    `by` says who told it: the "setting" (an option, a configuration, a profile), the "draft" itself (its front matter,
    its envelope), or the "copy", by its signs. `sure` is whether the genre's changes to the rules are in force;
    `labelled` whether a sign that readers see names the genre.
    """

    name: str = NEWS
    by: str = "copy"
    sure: bool = False
    labelled: bool = False
    points: float = 0.0
    signs: tuple[SignSeen, ...] = ()


class Report(NamedTuple):
    """What one run over one document gives. `statuses` has one entry for each sentence of the document.

    `problems` are things the reader of the output must be told of and that are not about the copy, such
    as a pattern that ran out of time. `suppressed` are findings that were let pass; none of them is in `findings`.
    `ran` has the codes of the rules that were in force, `genre` the kind of copy that it was read as.
    `attitudes` are no attributions of words: whose side somebody takes, what they want or fear.
    """

    document: Document
    attributions: tuple[Attribution, ...]
    speakers: tuple[Speaker, ...]
    statuses: tuple[Status, ...]
    findings: tuple[Finding, ...]
    problems: tuple[str, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    ran: frozenset[str] = frozenset()
    genre: ReadAs = ReadAs()
    attitudes: tuple[Attribution, ...] = ()

    def place(self, finding: Finding) -> Place:
        """Return where one of its findings stands in the file."""
        span = finding.file or self.document.to_file(finding.span)
        return Place(*span, *self.document.line_column(span.start), *self.document.line_column(span.end))
